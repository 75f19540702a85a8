import { AppError, type ErrorCode, type Text } from '../../kernel/index.ts';

/** Why a request to pay cannot be paid. */
const REFUSALS = {
  none: {
    code: 'not-found',
    detail: {
      ko: '가맹점의 결제 요청을 찾을 수 없어요. 가맹점에 새 QR을 보여 달라고 해 주세요.',
      'zh-Hant': '查無這筆收款要求，請店家重新出示 QR Code。',
      en: 'There is no such request to pay. Ask the shop to show a new code.',
    },
  },
  paid: {
    code: 'conflict',
    detail: {
      ko: '이미 결제된 요청이에요. 다시 내지 마세요.',
      'zh-Hant': '這筆款項已付清，請勿重複付款。',
      en: 'This has been paid already. Do not pay again.',
    },
  },
  over: {
    code: 'gone',
    detail: {
      ko: '가맹점의 결제 요청이 끝났어요. 가맹점에 새 QR을 보여 달라고 해 주세요.',
      'zh-Hant': '這筆收款要求已失效，請店家重新出示 QR Code。',
      en: 'This request to pay is over. Ask the shop to show a new code.',
    },
  },
  busy: {
    code: 'conflict',
    detail: {
      ko: '다른 사람이 지금 이 금액을 결제하고 있어요. 잠시 뒤에 다시 확인해 주세요.',
      'zh-Hant': '有人正在支付這筆款項，請稍後再確認。',
      en: 'Somebody else is paying this just now. Look again in a moment.',
    },
  },
} as const satisfies Record<string, { code: ErrorCode; detail: Text }>;

/** The error of a request that cannot be paid. */
export function refuseRequest(reason: keyof typeof REFUSALS): AppError {
  const { code, detail } = REFUSALS[reason];
  return new AppError(code, detail);
}
