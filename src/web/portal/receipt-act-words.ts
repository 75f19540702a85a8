import type { Text } from '../../kernel/index.ts';

/** What the members of an act on a programme are called. */
export const ACT_MEMBERS = {
  programme: { ko: '사업', 'zh-Hant': '計畫', en: 'Programme' },
  shop: { ko: '가맹점', 'zh-Hant': '店家', en: 'Shop' },
  channel: { ko: '받은 방법', 'zh-Hant': '領取方式', en: 'How it was taken' },
  period: { ko: '해당 기간의 첫날', 'zh-Hant': '期間首日', en: 'For the period from' },
  way: { ko: '결제 방법', 'zh-Hant': '付款途徑', en: 'How it was paid' },
  amount: { ko: '금액', 'zh-Hant': '金額', en: 'Amount' },
  price: { ko: '낸 돈', 'zh-Hant': '支付金額', en: 'Paid for it' },
  rest: { ko: '지갑에 남아 있던 금액', 'zh-Hant': '錢包剩餘金額', en: 'What was left in the wallet' },
  takenAt: { ko: '받은 시각', 'zh-Hant': '領取時間', en: 'Taken at' },
  expiresAt: { ko: '사용 기한', 'zh-Hant': '使用期限', en: 'To be spent by' },
  givenBackAt: { ko: '돌려준 시각', 'zh-Hant': '退回時間', en: 'Given back at' },
  sharedAt: { ko: '나눠 준 시각', 'zh-Hant': '分享時間', en: 'Shared at' },
  paidAt: { ko: '지급 시각', 'zh-Hant': '撥付時間', en: 'Paid out at' },
  paid_at: { ko: '결제 시각', 'zh-Hant': '付款時間', en: 'Paid at' },
  refunded_at: { ko: '환불 시각', 'zh-Hant': '退款時間', en: 'Refunded at' },
  at: { ko: '시각', 'zh-Hant': '時間', en: 'Time' },

  serial: { ko: '일련번호', 'zh-Hant': '序號', en: 'Serial number' },
  set: { ko: '묶음', 'zh-Hant': '券組', en: 'Set' },
  place: { ko: '수령처', 'zh-Hant': '領取地點', en: 'Place' },
  first: { ko: '첫 묶음 번호', 'zh-Hant': '起始券組編號', en: 'First set' },
  last: { ko: '마지막 묶음 번호', 'zh-Hant': '末尾券組編號', en: 'Last set' },
  sets: { ko: '묶음 수', 'zh-Hant': '券組數', en: 'Number of sets' },
  notes: { ko: '한 묶음의 상품권', 'zh-Hant': '每組面額', en: 'Notes of a set' },
  expiresOn: { ko: '인쇄된 사용 기한', 'zh-Hant': '票面使用期限', en: 'Last day printed on them' },
  handedToo: { ko: '이미 건넨 묶음도 포함', 'zh-Hant': '包含已交付者', en: 'Also sets that were handed out' },
  words: { ko: '설명', 'zh-Hant': '說明', en: 'In the officer’s words' },

  reason: { ko: '이유', 'zh-Hant': '理由', en: 'Reason' },
  takeUntil: { ko: '받을 수 있는 마지막 날', 'zh-Hant': '領取截止日', en: 'Can be taken until' },
  spendUntil: { ko: '쓸 수 있는 마지막 날', 'zh-Hant': '使用截止日', en: 'Can be spent until' },

  mostAtOnce: { ko: '한 번에 받을 수 있는 금액', 'zh-Hant': '單筆收款上限', en: 'Most of one payment' },
  mostRefund: { ko: '한 번에 환불할 수 있는 금액', 'zh-Hant': '單筆退款上限', en: 'Most of one refund' },
  bankAccount: { ko: '계좌번호', 'zh-Hant': '帳戶號碼', en: 'Bank account' },
  inForceAt: { ko: '쓰기 시작하는 시각', 'zh-Hant': '生效時間', en: 'In force from' },
  day: { ko: '정산 대상일', 'zh-Hant': '結算日', en: 'Day' },
  gross: { ko: '받은 금액', 'zh-Hant': '收款總額', en: 'Taken in' },
  refunded: { ko: '환불한 금액', 'zh-Hant': '退款總額', en: 'Given back' },
  carried: { ko: '이월 금액', 'zh-Hant': '前次結轉', en: 'Carried over' },
  fee: { ko: '수수료', 'zh-Hant': '手續費', en: 'Fee' },
  vat: { ko: '수수료에 붙는 세금', 'zh-Hant': '手續費稅額', en: 'Tax on the fee' },
  net: { ko: '정산 금액', 'zh-Hant': '結算金額', en: 'Due' },
  paid: { ko: '지급한 금액', 'zh-Hant': '撥付金額', en: 'Paid out' },

  payments: { ko: '지급 건수', 'zh-Hant': '付款筆數', en: 'Payments in the file' },
  amounts: { ko: '통화별 금액', 'zh-Hant': '各幣別金額', en: 'Amount of each currency' },
  executeOn: { ko: '은행이 지급할 날', 'zh-Hant': '銀行付款日', en: 'The bank pays on' },
  message: { ko: '은행 답변 번호', 'zh-Hant': '銀行回覆編號', en: 'Number of the bank’s answer' },
  accepted: { ko: '은행이 접수한 건', 'zh-Hant': '銀行已受理', en: 'Accepted by the bank' },
  settled: { ko: '지급된 건', 'zh-Hant': '已付款', en: 'Paid by the bank' },
  rejected: { ko: '거절된 건', 'zh-Hant': '遭拒', en: 'Rejected' },
  returned: { ko: '되돌아온 건', 'zh-Hant': '遭退回', en: 'Returned' },
  unchanged: { ko: '그대로인 건', 'zh-Hant': '無變動', en: 'Nothing new' },
  problems: { ko: '확인이 필요한 건', 'zh-Hant': '須人工確認', en: 'To be looked at' },
  people: { ko: '지급받지 못한 사람', 'zh-Hant': '未能入帳的人數', en: 'People who could not be paid' },
  settlements: { ko: '되돌아온 정산', 'zh-Hant': '退回的店家結算', en: 'Settlements that came back' },
} satisfies Record<string, Text>;

/** How something was paid. */
export const WAYS: Readonly<Record<string, Text>> = {
  code: { ko: '손님의 결제 코드', 'zh-Hant': '顧客的付款碼', en: 'The customer’s code' },
  scan: { ko: '손님이 가맹점 QR 스캔', 'zh-Hant': '顧客掃描店家 QR Code', en: 'The customer scanned the shop’s code' },
  note: { ko: '종이 상품권', 'zh-Hant': '紙本券', en: 'A paper note' },
};

/** In the place of a limit that there is none of. */
export const NO_LIMIT: Text = { ko: '한도 없음', 'zh-Hant': '無上限', en: 'No limit' };
