import type { Text } from '../../kernel/index.ts';

/** Words of a shop's settlements and statements. */
export const SETTLEMENTS = {
  title: { ko: '정산', 'zh-Hant': '結算', en: 'Settlements' },
  one: { ko: '{day} 정산', 'zh-Hant': '{day}結算', en: 'Settlement of {day}' },
  lead: {
    ko: '하루가 끝나면 그날 받은 돈에서 환불과 수수료를 빼고 가게 계좌로 보내요.',
    'zh-Hant': '每日結束後，當日收款扣除退款與手續費，匯入店家帳戶。',
    en: 'After each day we pay what you took in, less refunds and the fee, into your bank account.',
  },
  account: { ko: '정산금을 받을 계좌', 'zh-Hant': '入帳帳戶', en: 'Bank account for settlements' },
  none: { ko: '아직 정산한 날이 없어요', 'zh-Hant': '尚無結算', en: 'Nothing has been settled yet' },
  noneHelp: {
    ko: '결제를 받은 다음 날부터 여기에 나와요.',
    'zh-Hant': '收款的次日起會顯示在這裡。',
    en: 'Settlements appear the day after your first payment.',
  },
  day: { ko: '날짜', 'zh-Hant': '日期', en: 'Day' },
  gross: { ko: '받은 금액', 'zh-Hant': '收款', en: 'Takings' },
  refunds: { ko: '환불', 'zh-Hant': '退款', en: 'Refunds' },
  carried: { ko: '지난 정산에서 넘어온 금액', 'zh-Hant': '前次結轉', en: 'Carried from the settlement before' },
  fee: { ko: '수수료 ({rate})', 'zh-Hant': '手續費（{rate}）', en: 'Fee ({rate})' },
  vat: { ko: '수수료에 붙은 부가세 ({rate})', 'zh-Hant': '手續費的營業稅（{rate}）', en: 'VAT on the fee ({rate})' },
  net: { ko: '정산 금액', 'zh-Hant': '結算金額', en: 'Net' },
  paid: { ko: '계좌로 보낸 금액', 'zh-Hant': '匯入帳戶', en: 'Sent to your bank' },
  rest: { ko: '다음 정산으로 넘길 금액', 'zh-Hant': '結轉下次', en: 'Carried to the next settlement' },
  line: { ko: '항목', 'zh-Hant': '項目', en: 'Line' },
  amount: { ko: '금액', 'zh-Hant': '金額', en: 'Amount' },
  state: { ko: '입금 상태', 'zh-Hant': '入帳狀態', en: 'Payout' },
  nothingSent: { ko: '보낼 금액 없음', 'zh-Hant': '無需匯款', en: 'Nothing to send' },
  why: { ko: '은행이 알려 준 까닭', 'zh-Hant': '銀行說明', en: 'What the bank said' },
  cameBack: {
    ko: '은행이 돈을 돌려보냈어요. 돈은 가게 계정에 있고 다음 정산 때 다시 보내요. 계좌번호를 확인해 주세요.',
    'zh-Hant': '銀行退回了這筆款項。錢在店家的帳上，下次結算時會再匯出，請確認帳號。',
    en: 'The bank sent the money back. It is in your account with us and goes out with the next settlement. Check the account number.',
  },
  carriedTo: {
    ko: '은행이 돌려보낸 돈을 {day} 정산에서 다시 보냈어요.',
    'zh-Hant': '銀行退回的款項已併入{day}的結算。',
    en: 'The bank sent the money back. The settlement of {day} carries it on.',
  },
  proof: { ko: '기록 증명', 'zh-Hant': '紀錄證明', en: 'Proof' },
  seeProof: { ko: '기록 증명 보기', 'zh-Hant': '查看紀錄證明', en: 'See the proof' },
  older: { ko: '이전 정산', 'zh-Hant': '較早的結算', en: 'Earlier settlements' },
  newest: { ko: '최근 정산', 'zh-Hant': '最新結算', en: 'Latest settlements' },
  noSuch: {
    ko: '그날의 정산이 없어요. 목록에서 골라 주세요.',
    'zh-Hant': '查無該日的結算，請從清單選擇。',
    en: 'There is no settlement of that day. Choose one from the list.',
  },
  ownerOnly: {
    ko: '정산과 거래 명세서는 가게 대표만 볼 수 있어요.',
    'zh-Hant': '只有負責人可以查看結算與對帳單。',
    en: 'Only the owner of the shop can see settlements and statements.',
  },
} satisfies Record<string, Text>;
