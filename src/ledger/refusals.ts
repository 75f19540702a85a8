import { AppError, type ErrorCode, type Text } from '../kernel/index.ts';

/** Why the ledger refuses. A new reason is a row here. */
const REFUSALS = {
  'insufficient-funds': {
    code: 'conflict',
    detail: {
      ko: '계좌의 잔액이 부족해서 송금하지 않았습니다. 바뀐 내용은 없습니다.',
      'zh-Hant': '帳戶餘額不足，未進行轉帳，也沒有任何變更。',
      en: 'There are insufficient funds in the account. No money was moved.',
    },
  },
  'over-limit': {
    code: 'conflict',
    detail: {
      ko: '계좌에 담을 수 있는 금액을 넘어서 송금하지 않았습니다.',
      'zh-Hant': '金額超過帳戶上限，未進行轉帳。',
      en: 'The account cannot hold that much. No money was moved.',
    },
  },
  'wrong-currency': {
    code: 'conflict',
    detail: {
      ko: '계좌의 통화와 송금 통화가 다릅니다. 같은 통화로 다시 요청해 주세요.',
      'zh-Hant': '帳戶幣別與轉帳幣別不同，請以相同幣別重新提出。',
      en: 'The account is in another currency. Ask again in the currency of the account.',
    },
  },
  'unknown-account': {
    code: 'not-found',
    detail: {
      ko: '계좌를 찾을 수 없습니다. 먼저 계좌를 개설해 주세요.',
      'zh-Hant': '找不到這個帳戶，請先開立帳戶。',
      en: 'There is no such account. Open it first.',
    },
  },
  'unknown-transfer': {
    code: 'not-found',
    detail: {
      ko: '해당 송금 내역을 찾을 수 없습니다.',
      'zh-Hant': '找不到這筆轉帳。',
      en: 'There is no such transfer.',
    },
  },
  'key-reused': {
    code: 'conflict',
    detail: {
      ko: '이미 다른 송금에 쓰인 요청 키입니다. 새 키로 다시 요청해 주세요.',
      'zh-Hant': '這個請求鍵已用於另一筆轉帳，請換用新的鍵。',
      en: 'This key was already used for another transfer. Ask again with a new key.',
    },
  },
  'is-reversal': {
    code: 'conflict',
    detail: {
      ko: '되돌린 송금은 다시 되돌릴 수 없습니다. 새로 송금해 주세요.',
      'zh-Hant': '沖正轉帳不能再沖正，請另行轉帳。',
      en: 'A reversal cannot be reversed. Make a new transfer instead.',
    },
  },
  'bad-amount': {
    code: 'invalid',
    detail: {
      ko: '금액은 0보다 큰 정수여야 하며, 통화의 최소 단위로 적어야 합니다.',
      'zh-Hant': '金額必須是大於零的整數，並以該幣別的最小單位表示。',
      en: 'The amount must be a whole number above zero, in the smallest unit of the currency.',
    },
  },
  'same-account': {
    code: 'invalid',
    detail: {
      ko: '보내는 계좌와 받는 계좌가 같습니다.',
      'zh-Hant': '付款帳戶與收款帳戶相同。',
      en: 'The account that gives and the account that gets must differ.',
    },
  },
  'no-key': {
    code: 'invalid',
    detail: {
      ko: '요청하는 쪽의 이름과 요청 키가 필요합니다.',
      'zh-Hant': '必須提供請求方名稱與請求鍵。',
      en: 'A transfer needs the name of its client and a key.',
    },
  },
  'batch-too-long': {
    code: 'invalid',
    detail: {
      ko: '한 번에 요청할 수 있는 송금 건수를 넘었습니다. 나누어 요청해 주세요.',
      'zh-Hant': '一次提出的轉帳筆數過多，請分批提出。',
      en: 'There are too many transfers in one batch. Split it.',
    },
  },
  'bad-expiry': {
    code: 'invalid',
    detail: {
      ko: '만료 시각은 거래 시각보다 뒤여야 합니다.',
      'zh-Hant': '到期時間必須晚於交易時間。',
      en: 'It must expire later than the time of the request.',
    },
  },
  'no-lots': {
    code: 'invalid',
    detail: {
      ko: '이 계좌에는 유효 기간이 있는 금액을 넣을 수 없습니다.',
      'zh-Hant': '這個帳戶不能存入有使用期限的金額。',
      en: 'This account cannot hold money that expires.',
    },
  },
  'unknown-hold': {
    code: 'not-found',
    detail: {
      ko: '해당 보류 내역을 찾을 수 없습니다.',
      'zh-Hant': '找不到這筆保留款項。',
      en: 'There is no such hold.',
    },
  },
  'hold-captured': {
    code: 'conflict',
    detail: {
      ko: '보류한 금액을 이미 결제했습니다.',
      'zh-Hant': '這筆保留款項已經請款。',
      en: 'The money on hold was already captured.',
    },
  },
  'hold-released': {
    code: 'conflict',
    detail: {
      ko: '보류가 이미 해제되었습니다. 새로 요청해 주세요.',
      'zh-Hant': '這筆保留款項已經釋放，請重新提出。',
      en: 'The hold was already released. Ask for a new one.',
    },
  },
  'hold-expired': {
    code: 'conflict',
    detail: {
      ko: '보류 시간이 지났습니다. 바뀐 내용은 없으니 새로 요청해 주세요.',
      'zh-Hant': '保留時間已過，沒有任何變更，請重新提出。',
      en: 'The hold has timed out. No money was moved; ask for a new one.',
    },
  },
  'over-hold': {
    code: 'conflict',
    detail: {
      ko: '보류한 금액보다 많이 결제할 수 없습니다.',
      'zh-Hant': '請款金額不能超過保留的金額。',
      en: 'More cannot be captured than is on hold.',
    },
  },
  crossed: {
    code: 'unavailable',
    detail: {
      ko: '다른 송금과 겹쳐 처리하지 못했습니다. 바뀐 내용은 없으니 다시 시도해 주세요.',
      'zh-Hant': '與其他轉帳同時進行而未能完成，沒有任何變更，請再試一次。',
      en: 'This crossed with other transfers. Nothing was changed; please try again.',
    },
  },
} as const satisfies Record<string, { code: ErrorCode; detail: Text }>;

export type RefusalReason = keyof typeof REFUSALS;

class Refusal {
  readonly reason: RefusalReason;
  readonly subject: string | undefined;
  readonly cause: unknown;

  constructor(reason: RefusalReason, subject: string | undefined, cause: unknown) {
    this.reason = reason;
    this.subject = subject;
    this.cause = cause;
  }
}

/** The error of a refusal. `subject`, the id of an account or transfer, goes to the log with the cause, not to people. */
export function refuse(reason: RefusalReason, subject?: string, cause?: unknown): AppError {
  const { code, detail } = REFUSALS[reason];
  return new AppError(code, detail, { cause: new Refusal(reason, subject, cause) });
}

/** Why the ledger refused, if it was the ledger: so that a caller may wait for funds, but not for a wrong amount. */
export function refusalReason(error: unknown): RefusalReason | undefined {
  return error instanceof AppError && error.cause instanceof Refusal ? error.cause.reason : undefined;
}
