import { AppError, type ErrorCode, fill, formatMoney, type Text } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { type Purchase, type SpendingRefusal, type SpendingTerms, spendingRefusalText } from '../../pack/index.ts';

/** Why nothing was paid or given back, besides what a programme's terms say. A new reason is a row here. */
const REFUSALS = {
  'code-mistyped': {
    code: 'invalid',
    detail: {
      ko: '결제 번호가 맞지 않아요. 숫자 12자리를 다시 확인해 주세요.',
      'zh-Hant': '付款碼有誤，請再確認 12 碼數字。',
      en: 'This is not a payment number. Check the 12 digits and enter them again.',
    },
  },
  'code-unknown': {
    code: 'not-found',
    detail: {
      ko: '지금 쓸 수 있는 결제 번호가 아니에요. 손님에게 새 번호를 보여 달라고 해 주세요.',
      'zh-Hant': '這組付款碼目前無法使用，請顧客重新出示。',
      en: 'Nobody is showing this code. Ask the customer to show a new one.',
    },
  },
  'code-expired': {
    code: 'gone',
    detail: {
      ko: '결제 번호의 시간이 지났어요. 손님에게 새 번호를 보여 달라고 해 주세요.',
      'zh-Hant': '付款碼已過時效，請顧客重新出示。',
      en: 'This code has expired. Ask the customer to show a new one.',
    },
  },
  'code-used': {
    code: 'conflict',
    detail: {
      ko: '이미 결제에 쓴 번호예요. 손님에게 새 번호를 보여 달라고 해 주세요.',
      'zh-Hant': '這組付款碼已經使用過，請顧客重新出示。',
      en: 'This code has been used already. Ask the customer to show a new one.',
    },
  },
  'too-many-guesses': {
    code: 'too-many-requests',
    detail: {
      ko: '틀린 번호를 너무 많이 입력했어요. 10분 뒤에 다시 해 주세요. 그동안은 손님이 가게의 QR을 찍어 결제할 수 있어요.',
      'zh-Hant': '輸入錯誤的次數過多，請 10 分鐘後再試。這段時間顧客仍可掃描店家的 QR Code 付款。',
      en: 'Too many wrong numbers were entered. Wait 10 minutes. Meanwhile customers can scan the code of the shop.',
    },
  },
  'no-programme': {
    code: 'not-found',
    detail: {
      ko: '이 사업을 찾을 수 없어요.',
      'zh-Hant': '查無這項計畫。',
      en: 'There is no such programme.',
    },
  },
  paused: {
    code: 'unavailable',
    detail: {
      ko: '담당 기관이 이 사업의 결제를 잠시 멈췄어요. 다른 방법으로 결제해 주세요.',
      'zh-Hant': '主管機關已暫停這項計畫的付款，請改用其他方式。',
      en: 'The agency has paused payments of this programme. Pay in another way.',
    },
  },
  'wallet-frozen': {
    code: 'forbidden',
    detail: {
      ko: '담당 기관이 이 잔액의 사용을 멈췄어요. 자세한 내용은 본인이 내 잔액에서 확인할 수 있어요.',
      'zh-Hant': '主管機關已停用這筆餘額，本人可在我的餘額查看說明。',
      en: 'The agency has stopped payments from this balance. Its owner can see why with the balance.',
    },
  },
  'shop-frozen': {
    code: 'forbidden',
    detail: {
      ko: '이 가맹점의 결제와 환불이 정지되었어요. 담당 기관에 문의해 주세요.',
      'zh-Hant': '這家店的收款與退款已停用，請聯絡主管機關。',
      en: 'Payments and refunds of this shop have been stopped. The shop should contact the agency.',
    },
  },
  'no-shop': {
    code: 'not-found',
    detail: { ko: '이 가맹점을 찾을 수 없어요.', 'zh-Hant': '查無這家店。', en: 'There is no such shop.' },
  },
  'over-clerk-limit': {
    code: 'forbidden',
    detail: {
      ko: '한 번에 {most}까지 결제를 받을 수 있어요. 더 큰 금액은 가게 대표에게 부탁해 주세요.',
      'zh-Hant': '您每次最多可收 {most}，超過的金額請由負責人收款。',
      en: 'You can take up to {most} in one payment. Ask the owner of the shop for more.',
    },
  },
  'over-refund-limit': {
    code: 'forbidden',
    detail: {
      ko: '한 번에 {most}까지 환불할 수 있어요. 더 큰 금액은 가게 대표에게 부탁해 주세요.',
      'zh-Hant': '您每次最多可退 {most}，超過的金額請由負責人退款。',
      en: 'You can give back up to {most} at once. Ask the owner of the shop for more.',
    },
  },
  'not-enough': {
    code: 'conflict',
    detail: {
      ko: '남은 금액이 모자라요. 금액을 줄이거나 다른 방법으로 결제해 주세요.',
      'zh-Hant': '餘額不足，請減少金額或改用其他方式付款。',
      en: 'There is not enough left for this. Charge less, or pay in another way.',
    },
  },
  'wrong-value': {
    code: 'invalid',
    detail: {
      ko: '종이 상품권은 액면 금액 {most} 그대로 받아 주세요.',
      'zh-Hant': '紙本券須以面額 {most} 收取。',
      en: 'A note is taken at its face value, {most}.',
    },
  },
  'key-reused': {
    code: 'conflict',
    detail: {
      ko: '이미 다른 요청에 쓴 키예요. 새 키로 다시 요청해 주세요.',
      'zh-Hant': '這個請求鍵已用於另一項請求，請換用新的鍵。',
      en: 'This key was already used for another request. Ask again with a new key.',
    },
  },
  'no-payment': {
    code: 'not-found',
    detail: { ko: '이 결제를 찾을 수 없어요.', 'zh-Hant': '查無這筆付款。', en: 'There is no such payment.' },
  },
  'more-than-paid': {
    code: 'conflict',
    detail: {
      ko: '이 결제에서는 {most}까지 환불할 수 있어요.',
      'zh-Hant': '這筆付款最多可退 {most}。',
      en: 'Up to {most} of this payment can be given back.',
    },
  },
  'note-in-part': {
    code: 'conflict',
    detail: {
      ko: '종이 상품권은 전액만 환불할 수 있어요. 손님에게 그 상품권을 돌려주세요.',
      'zh-Hant': '紙本券只能全額退款，請將該券退還顧客。',
      en: 'A note can only be refunded as a whole. Hand it back to the customer.',
    },
  },
  'settled-already': {
    code: 'conflict',
    detail: {
      ko: '정산하고 남은 금액이 모자라서 환불할 수 없어요. 현금으로 환불해 주세요.',
      'zh-Hant': '款項已結算，餘額不足以退款，請以現金退還。',
      en: 'The shop has been paid out and has too little left. Give the money back in cash.',
    },
  },
} as const satisfies Record<string, { code: ErrorCode; detail: Text }>;

type OwnRefusal = keyof typeof REFUSALS;
export type PaymentRefusal = OwnRefusal | SpendingRefusal | 'note-refused';

class Refused {
  readonly reason: PaymentRefusal;
  readonly cause: unknown;

  constructor(reason: PaymentRefusal, cause?: unknown) {
    this.reason = reason;
    this.cause = cause;
  }
}

/** The error of a refusal. `most` is the amount that its words name. */
export function refuse(reason: OwnRefusal, most?: { gov: Government; amount: number }): AppError {
  const { code, detail } = REFUSALS[reason];
  const text = most
    ? fill(detail, (locale) => ({ most: formatMoney(most.amount, most.gov.pack.currency, locale) }))
    : detail;
  return new AppError(code, text, { cause: new Refused(reason) });
}

/** The error of what a programme's terms refuse, as whoever asks is told. */
export function refuseSpending(
  gov: Government,
  refusal: SpendingRefusal,
  { terms, purchase, reader }: { terms: SpendingTerms; purchase: Purchase; reader: 'till' | 'payer' },
): AppError {
  const text = spendingRefusalText(refusal, reader, terms, purchase, gov.pack.currency);
  return new AppError('conflict', text, { cause: new Refused(refusal) });
}

/** The error of a note that may not be spent: what the text says. */
export function refuseNote(text: Text): AppError {
  return new AppError('conflict', text, { cause: new Refused('note-refused') });
}

/** Why nothing was paid or given back, if that was refused here. */
export function paymentRefusal(error: unknown): PaymentRefusal | undefined {
  return error instanceof AppError && error.cause instanceof Refused ? error.cause.reason : undefined;
}
