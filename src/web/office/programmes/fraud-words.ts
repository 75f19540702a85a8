import type { Text } from '../../../kernel/index.ts';
import type { SignalName, Suspicion } from '../../../programmes/index.ts';

/** Words of the pages on suspected misuse. */
export const FRAUD = {
  lead: {
    ko: '결제에서 눈에 띄는 점을 10분마다 찾아요. 의심일 뿐이고, 잘못이 있는지는 사람이 판단해요.',
    'zh-Hant': '系統每 10 分鐘找出付款中的異常。這些只是疑點，是否有問題由人判斷。',
    en: 'Every 10 minutes payments are searched for what stands out. These are only suspicions: people decide.',
  },
  noNames: {
    ko: '목록에는 이름이 없어요. 건을 열면 열람 기록이 당사자에게 남아요.',
    'zh-Hant': '清單不顯示姓名。開啟案件時，當事人會看到查閱紀錄。',
    en: 'The queue has no names. When you open a case, the people in it will see that you did.',
  },
  open: { ko: '확인 전', 'zh-Hant': '待查核', en: 'Open' },
  watched: { ko: '지켜보는 중', 'zh-Hant': '觀察中', en: 'Watched' },
  frozen: { ko: '정지함', 'zh-Hant': '已凍結', en: 'Frozen' },
  cleared: { ko: '문제없음', 'zh-Hant': '查無異常', en: 'Nothing wrong' },
  states: { ko: '처리 상태', 'zh-Hant': '處理狀態', en: 'State' },
  case: { ko: '의심되는 점', 'zh-Hant': '疑點', en: 'What stands out' },
  score: { ko: '정도', 'zh-Hant': '程度', en: 'Score' },
  scoreOf: { ko: '100점 가운데 {score}점', 'zh-Hant': '{score} 分（滿分 100）', en: '{score} of 100' },
  seen: { ko: '마지막 결제', 'zh-Hant': '最近付款', en: 'Last payment' },
  found: { ko: '찾은 때', 'zh-Hant': '發現時間', en: 'Found' },
  empty: { ko: '이 상태인 건이 없어요', 'zh-Hant': '沒有這類案件', en: 'No such cases' },
  limited: {
    ko: '정도가 심한 {count}건만 보여요.',
    'zh-Hant': '只顯示程度最高的 {count} 件。',
    en: 'Only the {count} highest are shown.',
  },
  evidence: { ko: '근거', 'zh-Hant': '依據', en: 'Evidence' },
  instead: { ko: '다른 까닭일 수도 있어요', 'zh-Hant': '也可能是', en: 'It may be something else' },
  payments: { ko: '관련 결제', 'zh-Hant': '相關付款', en: 'The payments' },
  noPayments: { ko: '보여 줄 결제가 없어요.', 'zh-Hant': '沒有可顯示的付款。', en: 'There are no payments to show.' },
  firstShown: {
    ko: '처음 {count}건이에요.',
    'zh-Hant': '以下為最早的 {count} 筆。',
    en: 'These are the first {count}.',
  },
  at: { ko: '언제', 'zh-Hant': '時間', en: 'When' },
  shop: { ko: '가맹점', 'zh-Hant': '店家', en: 'Shop' },
  wallet: { ko: '누구의 돈', 'zh-Hant': '付款人', en: 'Whose money' },
  amount: { ko: '금액', 'zh-Hant': '金額', en: 'Amount' },
  refunded: { ko: '환불', 'zh-Hant': '退款', en: 'Refunded' },
  device: { ko: '기기', 'zh-Hant': '裝置', en: 'Device' },
  nthPerson: { ko: '사람 {nth}', 'zh-Hant': '第 {nth} 人', en: 'Person {nth}' },
  note: { ko: '종이', 'zh-Hant': '紙本', en: 'Paper' },
  deviceNth: { ko: '기기 {nth}', 'zh-Hant': '裝置 {nth}', en: 'Device {nth}' },
  recorded: {
    ko: '이 건을 열어 본 사실이 당사자의 열람 기록에 남았어요. (사람 수: {count})',
    'zh-Hant': '您開啟本案已記入當事人的查閱紀錄（人數：{count}）。',
    en: 'The people of this case will see that you opened it. Number of people: {count}.',
  },
  decide: { ko: '판단하기', 'zh-Hant': '判斷', en: 'Decide' },
  decision: { ko: '어떻게 할까요?', 'zh-Hant': '如何處理？', en: 'What is it?' },
  clear: { ko: '문제없어요', 'zh-Hant': '查無異常', en: 'Nothing is wrong' },
  watch: { ko: '지켜볼게요', 'zh-Hant': '持續觀察', en: 'Watch it' },
  chooseDecision: { ko: '하나를 선택해 주세요', 'zh-Hant': '請選擇一項', en: 'Choose one' },
  send: { ko: '저장하기', 'zh-Hant': '儲存', en: 'Save' },
  propose: { ko: '정지 제안하기', 'zh-Hant': '提議凍結', en: 'Propose a freeze' },
  proposeHelp: {
    ko: '제안만으로는 아무것도 멈추지 않아요. 다른 담당자가 확인해야 정지돼요.',
    'zh-Hant': '提議本身不會凍結任何東西，須由另一位承辦人確認。',
    en: 'Nothing is frozen by proposing it. Another officer has to confirm.',
  },
  what: { ko: '무엇을 정지할까요?', 'zh-Hant': '要凍結什麼？', en: 'What should be frozen?' },
  chooseWhat: { ko: '정지할 것을 선택해 주세요', 'zh-Hant': '請選擇要凍結的對象', en: 'Choose what to freeze' },
  walletOf: { ko: '{name} 님의 지갑', 'zh-Hant': '{name}的錢包', en: 'The wallet of {name}' },
  reasonTold: {
    ko: '{count}자 이내. 당사자에게 이 이유를 알려요.',
    'zh-Hant': '最多 {count} 個字，會告知當事人。',
    en: '{count} characters or fewer. The person or shop is told this reason.',
  },
  reasonInside: {
    ko: '{count}자 이내. 담당자만 읽어요.',
    'zh-Hant': '最多 {count} 個字，僅承辦人可見。',
    en: '{count} characters or fewer. Only officers read it.',
  },
} satisfies Record<string, Text>;

export const SUSPICION_STATES: readonly Suspicion['state'][] = ['open', 'watched', 'frozen', 'cleared'];

/** Each signal: its name, what was seen in a sentence with its measures, and what may explain it. */
export const SIGNAL_TEXT: Record<SignalName, { name: Text; seen: Text; instead: Text }> = {
  'wallet-pace': {
    name: { ko: '한 지갑의 잦은 결제', 'zh-Hant': '單一錢包密集付款', en: 'Many payments of one wallet' },
    seen: {
      ko: '한 지갑이 {minutes}분 안에 {payments}번 결제했어요.',
      'zh-Hant': '同一個錢包在 {minutes} 分鐘內付款 {payments} 次。',
      en: 'One wallet paid {payments} times within {minutes} minutes.',
    },
    instead: {
      ko: '시장에서 여러 가게를 돌며 장을 봤을 수 있어요.',
      'zh-Hant': '在市場逐攤採買。',
      en: 'Somebody going from stall to stall at a market.',
    },
  },
  'device-pace': {
    name: { ko: '한 기기의 잦은 결제', 'zh-Hant': '單一裝置密集付款', en: 'Many payments from one device' },
    seen: {
      ko: '한 기기에서 {minutes}분 안에 {payments}번 결제했어요.',
      'zh-Hant': '同一裝置在 {minutes} 分鐘內付款 {payments} 次。',
      en: '{payments} payments came from one device within {minutes} minutes.',
    },
    instead: {
      ko: '가족이나 복지관에서 함께 쓰는 전화기일 수 있어요.',
      'zh-Hant': '家人或社福機構共用的手機。',
      en: 'A phone that a family or a day centre shares.',
    },
  },
  'shop-pace': {
    name: { ko: '가맹점의 갑작스러운 결제', 'zh-Hant': '店家付款暴增', en: 'A sudden rush at a shop' },
    seen: {
      ko: '가맹점이 {minutes}분 안에 {payments}번 결제를 받았어요. 보통은 {usual}번이에요.',
      'zh-Hant': '店家在 {minutes} 分鐘內收款 {payments} 次，平常為 {usual} 次。',
      en: 'The shop took {payments} payments within {minutes} minutes, where {usual} are usual.',
    },
    instead: {
      ko: '행사나 축제가 있었을 수 있어요.',
      'zh-Hant': '當時有活動或市集。',
      en: 'A fair or a sale on that day.',
    },
  },
  'device-wallets': {
    name: { ko: '한 기기의 여러 지갑', 'zh-Hant': '單一裝置多個錢包', en: 'Many wallets on one device' },
    seen: {
      ko: '한 기기에서 {wallets}명의 지갑으로 {payments}번 결제했어요.',
      'zh-Hant': '同一裝置以 {wallets} 人的錢包付款 {payments} 次。',
      en: 'The wallets of {wallets} people paid {payments} times from one device.',
    },
    instead: {
      ko: '대가족이나 어르신을 돕는 분의 전화기일 수 있어요.',
      'zh-Hant': '大家庭，或協助長者的人所用的手機。',
      en: 'A large family, or somebody who helps old people.',
    },
  },
  'own-shop': {
    name: { ko: '자기 가게에서 결제', 'zh-Hant': '在自己的店付款', en: 'Paying in one’s own shop' },
    seen: {
      ko: '가맹점에서 일하는 사람이 그곳에서 {payments}번, 받은 금액의 {share}%를 결제했어요.',
      'zh-Hant': '店家人員在該店付款 {payments} 次，占其領取金額的 {share}%。',
      en: 'Somebody who works at the shop paid there {payments} times: {share}% of what they took.',
    },
    instead: {
      ko: '직원이 제값을 내고 물건을 샀을 수 있어요.',
      'zh-Hant': '店員自行購物。',
      en: 'A clerk who buys what they need where they work.',
    },
  },
  'family-shop': {
    name: { ko: '가족의 가게에서 결제', 'zh-Hant': '在家人的店付款', en: 'Paying in the family’s shop' },
    seen: {
      ko: '주인의 가족이 그 가맹점에서 {payments}번, 받은 금액의 {share}%를 결제했어요.',
      'zh-Hant': '店主的家人在該店付款 {payments} 次，占其領取金額的 {share}%。',
      en: 'Somebody of the owner’s family paid there {payments} times: {share}% of what they took.',
    },
    instead: { ko: '동네에 그 가게뿐일 수 있어요.', 'zh-Hant': '附近只有這家店。', en: 'The only shop of the place.' },
  },
  'refund-circle': {
    name: { ko: '되풀이되는 환불', 'zh-Hant': '反覆退款', en: 'Refunds again and again' },
    seen: {
      ko: '한 지갑이 이 가맹점에서 한 결제 {payments}건 가운데 {refunds}건이 환불됐어요(금액의 {share}%).',
      'zh-Hant': '同一錢包在該店的 {payments} 筆付款中，有 {refunds} 筆退款（金額的 {share}%）。',
      en: 'Of {payments} payments of one wallet at the shop, {refunds} were given back ({share}% of the money).',
    },
    instead: { ko: '물건에 문제가 있었을 수 있어요.', 'zh-Hant': '商品有瑕疵。', en: 'Goods that were faulty.' },
  },
  ring: {
    name: { ko: '가맹점끼리 주고받기', 'zh-Hant': '店家互相付款', en: 'Shops that buy from each other' },
    seen: {
      ko: '두 가맹점의 주인이 서로의 가게에서 모두 {payments}번 결제했어요.',
      'zh-Hant': '兩家店的店主在對方店裡共付款 {payments} 次。',
      en: 'The owners of two shops paid {payments} times in each other’s.',
    },
    instead: {
      ko: '이웃 가게 단골일 수 있어요.',
      'zh-Hant': '鄰店互相捧場。',
      en: 'Neighbours who shop at each other’s.',
    },
  },
  gathering: {
    name: { ko: '한 사람에게 모인 몫', 'zh-Hant': '多人轉給一人', en: 'Many give theirs to one' },
    seen: {
      ko: '{givers}명이 받은 것을 한 사람에게 주었어요.',
      'zh-Hant': '{givers} 人把領取的金額給了同一個人。',
      en: '{givers} people gave what they took to one person.',
    },
    instead: { ko: '대가족일 수 있어요.', 'zh-Hant': '大家庭。', en: 'A large household.' },
  },
  'cash-out': {
    name: { ko: '받자마자 다 쓰기', 'zh-Hant': '領取後立即用盡', en: 'Emptied right after taking' },
    seen: {
      ko: '{wallets}명이 받은 지 {minutes}분 안에 이 가맹점에서 딱 떨어지는 금액으로 다 썼어요. 결제의 {share}%이고, 다른 곳은 {usual}%예요.',
      'zh-Hant': '{wallets} 人在領取後 {minutes} 分鐘內，以整數金額在該店用盡，占付款的 {share}%，其他店為 {usual}%。',
      en: '{wallets} people spent all in a round sum here within {minutes} minutes of taking it: {share}% of payments, where {usual}% are usual.',
    },
    instead: {
      ko: '받는 곳 바로 옆 가게일 수 있어요.',
      'zh-Hant': '位於領取地點旁的店家。',
      en: 'A shop right beside where people take theirs.',
    },
  },
  night: {
    name: { ko: '한밤의 결제', 'zh-Hant': '深夜付款', en: 'Payments in the dead of night' },
    seen: {
      ko: '새벽 1시에서 5시 사이의 결제가 {payments}건({share}%)이에요. 같은 업종은 {usual}%예요.',
      'zh-Hant': '凌晨 1 時至 5 時付款 {payments} 筆（{share}%），同業為 {usual}%。',
      en: '{payments} payments ({share}%) were made between 1 and 5 at night, where shops of its class have {usual}%.',
    },
    instead: {
      ko: '새벽에 여는 가게일 수 있어요.',
      'zh-Hant': '凌晨營業的店家。',
      en: 'A shop that opens before dawn.',
    },
  },
  'whole-balance': {
    name: { ko: '한 번에 다 쓰기', 'zh-Hant': '一次用盡', en: 'All in one payment' },
    seen: {
      ko: '받은 금액을 한 번에 다 쓴 결제가 {payments}건({share}%)이에요. 다른 곳은 {usual}%예요.',
      'zh-Hant': '一次用盡領取金額的付款有 {payments} 筆（{share}%），其他店為 {usual}%。',
      en: 'In {payments} payments ({share}%) people left all that they took, where {usual}% are usual.',
    },
    instead: {
      ko: '그 금액쯤 하는 물건을 파는 가게일 수 있어요.',
      'zh-Hant': '販售價格相近商品的店家。',
      en: 'A shop whose goods cost about that much.',
    },
  },
};
