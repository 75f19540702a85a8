import type { Text } from '../../../kernel/index.ts';
import type { ProgrammeNow } from '../../../programmes/index.ts';

/** Words of the pages on which an office runs its programmes. */
export const PROGRAMMES = {
  title: { ko: '사업 관리', 'zh-Hant': '計畫管理', en: 'Programmes' },
  none: { ko: '맡은 사업이 없어요', 'zh-Hant': '您沒有承辦的計畫', en: 'You run no programme' },
  programme: { ko: '사업', 'zh-Hant': '計畫', en: 'Programme' },
  state: { ko: '상태', 'zh-Hant': '狀態', en: 'State' },
  taken: { ko: '받은 금액', 'zh-Hant': '已領取', en: 'Taken' },
  spent: { ko: '쓴 금액', 'zh-Hant': '已使用', en: 'Spent' },
  refunded: { ko: '환불', 'zh-Hant': '退款', en: 'Refunded' },
  givenBack: { ko: '돌려준 금액', 'zh-Hant': '已退還', en: 'Given back' },
  funded: { ko: '기금에서 받은 금액', 'zh-Hant': '基金已撥款', en: 'Given by the fund' },
  limit: { ko: '한도', 'zh-Hant': '上限', en: 'Limit' },
  left: { ko: '더 받을 수 있는 금액', 'zh-Hant': '尚可撥款', en: 'The fund may still give' },
  fund: { ko: '기금', 'zh-Hant': '基金', en: 'Fund' },
  toCheck: { ko: '확인할 건', 'zh-Hant': '待查核', en: 'To check' },
  checkNone: { ko: '없음', 'zh-Hant': '無', en: 'None' },
  standing: { ko: '지금', 'zh-Hant': '目前狀態', en: 'Now' },
  window: { ko: '받을 수 있는 기간', 'zh-Hant': '領取期間', en: 'Can be taken' },
  spendUntil: { ko: '사용 기한', 'zh-Hant': '使用期限', en: 'Can be spent until' },
  spendMonths: {
    ko: '받은 날부터 {count}개월',
    'zh-Hant': '自領取日起 {count} 個月',
    en: '{count} months from when it was taken',
  },
  fromTo: { ko: '{from}부터 {until}까지', 'zh-Hant': '{from}至{until}', en: '{from} to {until}' },
  payments: { ko: '{count}건', 'zh-Hant': '{count} 筆', en: '{count} times' },
  exact: {
    ko: '마지막 1분까지 센 금액이에요. 공개 화면에는 5명 미만인 값을 따로 보여 주지 않아요.',
    'zh-Hant': '統計至最近一分鐘。公開頁面不會單獨顯示未滿 5 人的數字。',
    en: 'Counted up to the last minute. The public page never shows figures about fewer than 5 people.',
  },
  publicPage: { ko: '공개 화면 보기', 'zh-Hant': '查看公開頁面', en: 'See the public figures' },
  fraud: { ko: '의심되는 건', 'zh-Hant': '可疑案件', en: 'Suspected misuse' },
  freezes: { ko: '사용 정지', 'zh-Hant': '凍結', en: 'Freezes' },
  job: { ko: '모두를 위한 작업', 'zh-Hant': '全體作業', en: 'Work for everybody' },
  jobKind: { ko: '작업', 'zh-Hant': '作業', en: 'Work' },
  examined: { ko: '살펴본 수', 'zh-Hant': '已檢視', en: 'Looked at' },
  done: { ko: '처리한 수', 'zh-Hant': '已處理', en: 'Done' },
  jobSince: { ko: '마지막 진행', 'zh-Hant': '最近進度', en: 'Last step' },
  finished: { ko: '끝남', 'zh-Hant': '已完成', en: 'Finished' },
  running: { ko: '진행 중', 'zh-Hant': '進行中', en: 'Under way' },
  noJob: {
    ko: '사업을 시작하면 누가 받을 수 있는지 모두에 대해 계산하고, 얼마나 됐는지 여기에 나와요.',
    'zh-Hant': '開辦後會為所有人算出誰可以領取，進度顯示在這裡。',
    en: 'Once the programme is started, who is entitled is worked out for everybody. How far that has got is shown here.',
  },
  history: { ko: '지금까지 한 일', 'zh-Hant': '歷程', en: 'What was done' },
  noHistory: { ko: '아직 한 일이 없어요.', 'zh-Hant': '目前沒有紀錄。', en: 'Nothing so far.' },
  when: { ko: '언제', 'zh-Hant': '時間', en: 'When' },
  what: { ko: '한 일', 'zh-Hant': '事項', en: 'What' },
  who: { ko: '누가', 'zh-Hant': '承辦人', en: 'Who' },
  why: { ko: '이유', 'zh-Hant': '理由', en: 'Why' },
  proof: { ko: '기록 증명', 'zh-Hant': '紀錄證明', en: 'Proof' },
  you: { ko: '나', 'zh-Hant': '我', en: 'You' },
  otherOfficer: { ko: '다른 담당자', 'zh-Hant': '其他承辦人', en: 'Another officer' },
  theirs: { ko: '당사자', 'zh-Hant': '當事人', en: 'The person or shop' },

  // Acts
  act: { ko: '할 수 있는 일', 'zh-Hant': '可辦理事項', en: 'What you can do' },
  reason: { ko: '이유', 'zh-Hant': '理由', en: 'Reason' },
  reasonPublic: {
    ko: '{count}자 이내. 누구나 읽을 수 있어요.',
    'zh-Hant': '最多 {count} 個字，任何人都能看到。',
    en: '{count} characters or fewer. Everybody can read it.',
  },
  amount: { ko: '금액', 'zh-Hant': '金額', en: 'Amount' },
  amountHint: {
    ko: '{most}까지 보낼 수 있어요.',
    'zh-Hant': '最多可撥 {most}。',
    en: 'Up to {most}.',
  },
  newTakeUntil: { ko: '받을 수 있는 마지막 날', 'zh-Hant': '領取截止日', en: 'Last day for taking' },
  newSpendUntil: { ko: '쓸 수 있는 마지막 날', 'zh-Hant': '使用截止日', en: 'Last day for spending' },
  extendHint: {
    ko: '기한은 늘릴 수만 있어요. 새 사용 기한은 이미 받은 잔액과 종이 상품권에도 적용되고, 마지막 날이 시작되기 전에 정해야 해요.',
    'zh-Hant': '期限只能延後。新的使用期限也適用於已領取的餘額與紙本券，須在原期限最後一天開始前決定。',
    en: 'Days can only be moved out. A later last day for spending also holds for balances and notes that people have. Decide it before the last day begins.',
  },
  confirmTitle: { ko: '이렇게 할까요?', 'zh-Hant': '請確認', en: 'Check before you go on' },
  confirm: { ko: '확인하고 실행하기', 'zh-Hant': '確認執行', en: 'Confirm' },
  cancel: { ko: '그만두기', 'zh-Hant': '取消', en: 'Cancel' },
  continue: { ko: '계속하기', 'zh-Hant': '繼續', en: 'Continue' },
  enterAmount: {
    ko: '금액을 숫자로 입력해 주세요',
    'zh-Hant': '請以數字輸入金額',
    en: 'Enter an amount as a number',
  },
  enterDay: {
    ko: '늘릴 날짜를 하나 이상 입력해 주세요',
    'zh-Hant': '請至少輸入一個新的日期',
    en: 'Enter at least one later day',
  },
  enterReason: { ko: '이유를 써 주세요', 'zh-Hant': '請輸入理由', en: 'Enter a reason' },
  tooLong: { ko: '{count}자 이내로 써 주세요', 'zh-Hant': '最多 {count} 個字', en: '{count} characters or fewer' },
  notDone: {
    ko: '하지 못했어요. 화면을 새로 고치고 다시 시도해 주세요.',
    'zh-Hant': '未能完成，請重新整理頁面後再試。',
    en: 'This was not done. Reload the page and try again.',
  },
} satisfies Record<string, Text>;

export const STATE_TEXT: Record<ProgrammeNow['state'], Text> = {
  planned: { ko: '예정', 'zh-Hant': '尚未開始', en: 'Planned' },
  open: { ko: '진행 중', 'zh-Hant': '開放中', en: 'Open' },
  paused: { ko: '멈춤', 'zh-Hant': '暫停', en: 'Paused' },
  ended: { ko: '받기 끝남', 'zh-Hant': '領取已截止', en: 'Taking has ended' },
};

/** What an officer can do to a programme: its title, what it brings about, and its button. */
export const DO_TEXT = {
  open: {
    title: { ko: '사업 시작하기', 'zh-Hant': '開辦', en: 'Start' },
    effect: {
      ko: '누가 얼마를 받을 수 있는지 모두에 대해 계산하기 시작해요. 받는 것은 정해진 첫날부터예요.',
      'zh-Hant': '開始為所有人算出誰可以領取多少。領取仍自公告的第一天起。',
      en: 'Works out now who is entitled to how much, for everybody. Taking begins on the announced day.',
    },
  },
  pause: {
    title: { ko: '멈추기', 'zh-Hant': '暫停', en: 'Pause' },
    effect: {
      ko: '바로 아무도 받거나 결제할 수 없어요. 사람들의 잔액은 그대로 있어요.',
      'zh-Hant': '立即停止領取與付款，餘額不受影響。',
      en: 'At once nobody can take anything or pay with it. Balances stay as they are.',
    },
  },
  resume: {
    title: { ko: '다시 시작하기', 'zh-Hant': '恢復', en: 'Resume' },
    effect: { ko: '다시 받고 결제할 수 있어요.', 'zh-Hant': '恢復領取與付款。', en: 'Taking and paying go on.' },
  },
  fund: {
    title: { ko: '기금에서 돈 보내기', 'zh-Hant': '撥款', en: 'Fund' },
    effect: {
      ko: '기금에서 이 사업으로 돈을 보내요. 되돌릴 수 없어요.',
      'zh-Hant': '由基金撥款至本計畫，無法收回。',
      en: 'Moves money from the fund to the programme. This cannot be taken back.',
    },
  },
  extend: {
    title: { ko: '기한 늘리기', 'zh-Hant': '延長期限', en: 'Extend' },
    effect: { ko: '마지막 날을 뒤로 옮겨요.', 'zh-Hant': '將截止日延後。', en: 'Moves the last days out.' },
  },
} satisfies Record<string, { title: Text; effect: Text }>;

/** What is done for everybody. */
export const JOB_TEXT: Readonly<Record<string, Text>> = {
  open: { ko: '받을 수 있는 사람 계산', 'zh-Hant': '計算可領取的人', en: 'Who is entitled' },
  close: { ko: '받지 않은 것 끝내기', 'zh-Hant': '結束未領取部分', en: 'Ending what was not taken' },
  lots: { ko: '쓰지 않은 돈 거두기', 'zh-Hant': '收回未使用金額', en: 'Taking back what was not spent' },
  pay: { ko: '매월 지급', 'zh-Hant': '每月撥款', en: 'Paying by the month' },
  extend: {
    ko: '이미 받은 것의 사용 기한 늘리기',
    'zh-Hant': '延長已領取部分的期限',
    en: 'Extending what people hold',
  },
  'remind-30': { ko: '30일 전 알림', 'zh-Hant': '到期前 30 日提醒', en: 'Reminding 30 days before' },
  'remind-7': { ko: '7일 전 알림', 'zh-Hant': '到期前 7 日提醒', en: 'Reminding 7 days before' },
};
