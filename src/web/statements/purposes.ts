import type { Text } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';

/** What a transfer was for, in words for whoever reads a statement: by the code that the ledger keeps (`purpose`). */
const PURPOSES: Readonly<Record<string, Text>> = {
  payment: { ko: '결제', 'zh-Hant': '付款', en: 'Payment' },
  refund: { ko: '환불', 'zh-Hant': '退款', en: 'Refund' },
  settlement: { ko: '정산금을 계좌로 보냄', 'zh-Hant': '結算匯款', en: 'Settlement sent to the bank' },
  'settlement-fee': { ko: '정산 수수료', 'zh-Hant': '結算手續費', en: 'Settlement fee' },
  'settlement-tax': { ko: '수수료에 붙은 부가세', 'zh-Hant': '手續費的營業稅', en: 'VAT on the fee' },
  'payout-settled': { ko: '은행이 지급함', 'zh-Hant': '銀行已付款', en: 'Paid by the bank' },
  'payout-rejected': {
    ko: '은행이 거절해서 되돌아옴',
    'zh-Hant': '銀行拒絕，款項退回',
    en: 'Refused by the bank, money back',
  },
  'payout-returned': { ko: '받는 은행이 돌려보냄', 'zh-Hant': '收款銀行退回', en: 'Sent back by the other bank' },
  budget: { ko: '예산 배정', 'zh-Hant': '撥入預算', en: 'Budget' },
  'programme-funding': { ko: '사업 재원 배정', 'zh-Hant': '撥入計畫經費', en: 'Programme funded' },
  'programme-take': { ko: '받음', 'zh-Hant': '領取', en: 'Taken' },
  'programme-price': { ko: '구매 대금', 'zh-Hant': '購買價款', en: 'Price paid' },
  'programme-give-back': { ko: '되돌려 줌', 'zh-Hant': '退還', en: 'Given back' },
  'programme-share': { ko: '가족과 나눔', 'zh-Hant': '與家人分享', en: 'Shared with family' },
  'programme-benefit': { ko: '지원금', 'zh-Hant': '補助款', en: 'Benefit' },
  'programme-cash-back': { ko: '카드 사용액 환급', 'zh-Hant': '刷卡回饋', en: 'Cash back on a card' },
  'programme-change': { ko: '남은 금액을 계좌로 받음', 'zh-Hant': '餘額退回帳戶', en: 'Rest paid out to the bank' },
  'programme-discount-back': {
    ko: '할인받은 몫을 돌려줌',
    'zh-Hant': '退回折扣部分',
    en: 'Discount on the rest, given back',
  },
  'paper-order': { ko: '종이로 주문', 'zh-Hant': '訂購紙本', en: 'Ordered as paper' },
  'paper-handed': { ko: '종이를 건네받음', 'zh-Hant': '交付紙本', en: 'Paper handed over' },
  'paper-taken-back': { ko: '종이를 돌려받음', 'zh-Hant': '收回紙本', en: 'Paper taken back' },
  'paper-cancelled': { ko: '종이 주문 취소', 'zh-Hant': '取消訂購紙本', en: 'Paper order cancelled' },
  'paper-lapsed': { ko: '종이를 찾지 않아 취소', 'zh-Hant': '逾期未取紙本', en: 'Paper not picked up' },
  'paper-to-wallet': { ko: '종이를 잔액으로 옮김', 'zh-Hant': '紙本轉入餘額', en: 'Paper moved into the balance' },
  expiry: { ko: '사용 기한이 지남', 'zh-Hant': '超過使用期限', en: 'Expired' },
};

const OTHER: Text = { ko: '이체', 'zh-Hant': '轉帳', en: 'Transfer' };

/** Whether a code has words of its own. */
export const isKnownPurpose = (purpose: string): boolean => Object.hasOwn(PURPOSES, purpose);

/** What a transfer was for. What a service paid bears the service's name. */
export const purposeText = ({ pack }: Pick<Government, 'pack'>, purpose: string): Text =>
  (isKnownPurpose(purpose) ? PURPOSES[purpose] : pack.services.get(purpose)?.title) ?? OTHER;
