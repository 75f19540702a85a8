import { AppError, type ErrorCode, type Text } from '../../kernel/index.ts';

/** Why a payout, or a bank's answer, is refused. */
const REFUSALS = {
  'bad-bank-account': {
    code: 'invalid',
    detail: {
      ko: '은행 계좌번호는 숫자, 영문자, 붙임표로 34자까지 쓸 수 있어요. 번호를 확인해 주세요.',
      'zh-Hant': '銀行帳號只能包含數字、英文字母和連字號，最多 34 個字元。請確認帳號。',
      en: 'A bank account number has digits, letters and hyphens only, 34 of them at most. Please check it.',
    },
  },
  'other-payee': {
    code: 'conflict',
    detail: {
      ko: '이 요청 키로는 이미 다른 은행 계좌로 지급을 신청했어요. 새 키로 다시 요청해 주세요.',
      'zh-Hant': '這個請求鍵已用於撥款到另一個銀行帳戶，請換用新的鍵。',
      en: 'This key was already used for a payment to another bank account. Ask again with a new key.',
    },
  },
  'too-many-batches': {
    code: 'invalid',
    detail: {
      ko: '한 파일에 담을 수 있는 출금 계좌와 통화가 너무 많아요. 나누어 만들어 주세요.',
      'zh-Hant': '一個檔案中的付款帳戶與幣別過多，請分開製作。',
      en: 'There are too many payers and currencies for one file. Make several.',
    },
  },
  'unknown-file': {
    code: 'not-found',
    detail: {
      ko: '해당 지급 파일을 찾을 수 없어요. 이 시스템에서 만든 파일인지 확인해 주세요.',
      'zh-Hant': '找不到這個撥款檔，請確認是否由本系統產生。',
      en: 'There is no such payment file. Check that it was made here.',
    },
  },
  'not-a-status': {
    code: 'invalid',
    detail: {
      ko: '은행의 지급 결과 파일(pain.002.001.10)이 아니에요. 바뀐 내용은 없어요.',
      'zh-Hant': '這不是銀行的撥款結果檔（pain.002.001.10），沒有任何變更。',
      en: 'This is not a payment status report (pain.002.001.10). Nothing was changed.',
    },
  },
  'contradictory-status': {
    code: 'conflict',
    detail: {
      ko: '지급 결과 파일의 내용이 서로 맞지 않아요. 바뀐 내용은 없으니 은행에 확인해 주세요.',
      'zh-Hant': '撥款結果檔的內容互相矛盾，沒有任何變更，請向銀行確認。',
      en: 'The payment status report contradicts itself. Nothing was changed; ask the bank.',
    },
  },
  'other-file': {
    code: 'conflict',
    detail: {
      ko: '은행이 답한 건수나 합계가 보낸 파일과 달라요. 바뀐 내용은 없으니 은행에 확인해 주세요.',
      'zh-Hant': '銀行回覆的筆數或總額與送出的檔案不符，沒有任何變更，請向銀行確認。',
      en: 'The bank answers another number of payments, or another sum, than were sent. Nothing was changed; ask the bank.',
    },
  },
} as const satisfies Record<string, { code: ErrorCode; detail: Text }>;

/** Why a payout, a payment file or a bank's answer was refused. */
export type PayoutRefusal = keyof typeof REFUSALS;

/** The error of a refusal. `cause`, for the log, says what exactly. */
export function refusePayout(reason: PayoutRefusal, cause?: unknown): AppError {
  const { code, detail } = REFUSALS[reason];
  return new AppError(code, detail, { cause: new Error(reason, { cause }) });
}
