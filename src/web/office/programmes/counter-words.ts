import type { Text } from '../../../kernel/index.ts';

/** Words of the counter. Another person may look at the screen: it says what is paid, and never why. */
export const COUNTER = {
  title: { ko: '창구', 'zh-Hant': '臨櫃', en: 'Counter' },
  lead: {
    ko: '전화기가 없는 분을 위해 대신 받아 줘요. 번호로 찾으면 그분의 ‘내 정보 열람 기록’에 남아요.',
    'zh-Hant': '為沒有手機的民眾代為領取。查詢會記入對方的「誰看過我的資料」。',
    en: 'Take it for people who have no phone. A look-up shows in their “Who saw my data”.',
  },
  number: { ko: '신분증 번호', 'zh-Hant': '身分證字號', en: 'National number' },
  numberHint: {
    ko: '신분증을 보고 그대로 입력하거나, 그분 화면의 결제 코드를 스캔해 주세요.',
    'zh-Hant': '請核對證件後輸入，或掃描對方畫面上的付款碼。',
    en: 'As it stands on the card that you see. Or scan the payment code that they show.',
  },
  lookUp: { ko: '찾기', 'zh-Hant': '查詢', en: 'Look up' },
  another: { ko: '다른 사람 찾기', 'zh-Hant': '查詢其他人', en: 'Look up somebody else' },
  canTake: { ko: '받을 수 있는 금액', 'zh-Hant': '可領取金額', en: 'Can take' },
  cash: { ko: '받을 현금', 'zh-Hant': '應收現金', en: 'Cash to take in' },
  cashInParts: {
    ko: '{whole}에 {price}의 비율',
    'zh-Hant': '依 {whole} 收 {price} 的比例',
    en: '{price} for {whole}, in proportion',
  },
  taken: { ko: '받음', 'zh-Hant': '已領取', en: 'Taken' },
  takeFor: { ko: '대신 받기', 'zh-Hant': '代為領取', en: 'Take it for them' },
  done: {
    ko: '{amount} 받음: {programme}',
    'zh-Hant': '已領取 {amount}：{programme}',
    en: '{amount} taken: {programme}',
  },
  doneCash: { ko: '현금 {price|을/를} 받아 주세요.', 'zh-Hant': '請收現金 {price}。', en: 'Take in {price} in cash.' },
  doneNoCash: { ko: '받을 현금은 없어요.', 'zh-Hant': '不必收現金。', en: 'There is no cash to take in.' },
  pickUp: {
    ko: '{place}에서 건네줄 번호: {code}',
    'zh-Hant': '於{place}交付，號碼：{code}',
    en: 'To hand over at {place}, code {code}',
  },
  unpaid: {
    ko: '입금되지 않고 되돌아온 돈',
    'zh-Hant': '未能入帳而退回的款項',
    en: 'Money that came back from a bank',
  },
  unpaidHelp: {
    ko: '본인 이름의 다른 계좌를 확인하고 입력해 주세요. 본인에게도 바로 알려요.',
    'zh-Hant': '請核對本人名下的其他帳戶後輸入，系統會同時通知本人。',
    en: 'Check another account in their own name and enter it. They are told at once.',
  },
  paidAnew: {
    ko: '알려 준 계좌로 다시 보내요.',
    'zh-Hant': '款項將再次匯入所提供的帳戶。',
    en: 'It is on its way to the account that was named.',
  },
  paused: { ko: '잠시 멈춤', 'zh-Hant': '已暫停', en: 'Paused' },
  noProgrammes: {
    ko: '이 창구에서 맡은 사업이 없어요',
    'zh-Hant': '目前沒有臨櫃辦理的計畫',
    en: 'Your counter has no programmes',
  },
} satisfies Record<string, Text>;
