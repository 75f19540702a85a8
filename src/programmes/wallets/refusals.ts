import { AppError, type ErrorCode, type Text } from '../../kernel/index.ts';

/** Why something cannot be taken, given or given back. A new reason is a row here. */
const REFUSALS = {
  'not-open': {
    code: 'conflict',
    detail: {
      ko: '지금은 받을 수 있는 기간이 아니에요. 기간을 확인해 주세요.',
      'zh-Hant': '現在不是領取期間，請查看領取日期。',
      en: 'It cannot be taken now. Look at the days on which it can.',
    },
  },
  paused: {
    code: 'conflict',
    detail: {
      ko: '담당 기관이 잠시 멈췄어요. 나중에 다시 시도해 주세요.',
      'zh-Hant': '主管機關已暫停發放，請稍後再試。',
      en: 'The agency has paused this. Try again later.',
    },
  },
  'not-entitled': {
    code: 'conflict',
    detail: {
      ko: '등록된 정보로는 받을 수 있는 대상이 아니에요. 이유를 확인해 주세요.',
      'zh-Hant': '依登記資料不符合領取資格，請查看理由。',
      en: 'By what is registered you cannot get this. Look at the reasons.',
    },
  },
  'nothing-left': {
    code: 'conflict',
    detail: {
      ko: '받을 수 있는 금액을 모두 받았어요.',
      'zh-Hant': '可領取的金額已全部領取。',
      en: 'All that can be taken is taken.',
    },
  },
  'too-much': {
    code: 'invalid',
    detail: {
      ko: '받을 수 있는 금액보다 많아요. 더 적은 금액을 입력해 주세요.',
      'zh-Hant': '超過可領取的金額，請輸入較小的金額。',
      en: 'This is more than can be taken. Enter a smaller amount.',
    },
  },
  'bad-amount': {
    code: 'invalid',
    detail: {
      ko: '이 금액으로는 받을 수 없어요. 안내된 단위에 맞춰 입력해 주세요.',
      'zh-Hant': '不能領取這個金額，請依說明的單位輸入。',
      en: 'It cannot be taken in this amount. Enter one in the steps shown.',
    },
  },
  'whole-only': {
    code: 'invalid',
    detail: {
      ko: '한 번에 전액을 받아야 해요.',
      'zh-Hant': '必須一次領取全額。',
      en: 'It can only be taken as a whole.',
    },
  },
  'bad-channel': {
    code: 'invalid',
    detail: {
      ko: '받는 방법을 선택해 주세요.',
      'zh-Hant': '請選擇領取方式。',
      en: 'Choose how you want to get it.',
    },
  },
  'no-place': {
    code: 'invalid',
    detail: {
      ko: '받을 곳을 선택해 주세요.',
      'zh-Hant': '請選擇領取地點。',
      en: 'Choose where to pick it up.',
    },
  },
  'no-stock': {
    code: 'conflict',
    detail: {
      ko: '이곳에는 남은 것이 없어요. 다른 곳을 선택해 주세요.',
      'zh-Hant': '這個地點已無庫存，請選擇其他地點。',
      en: 'None is left at this place. Choose another one.',
    },
  },
  'no-bank-account': {
    code: 'invalid',
    detail: {
      ko: '계좌 번호를 숫자 6~20자리로 입력해 주세요.',
      'zh-Hant': '請輸入 6 至 20 碼的帳號數字。',
      en: 'Enter an account number of 6 to 20 digits.',
    },
  },
  'no-card': {
    code: 'invalid',
    detail: {
      ko: '카드 번호를 숫자 15자리나 16자리로 입력해 주세요.',
      'zh-Hant': '請輸入 15 或 16 碼的卡號數字。',
      en: 'Enter a card number of 15 or 16 digits.',
    },
  },
  'card-in-use': {
    code: 'conflict',
    detail: {
      ko: '이미 등록된 카드예요. 다른 카드를 입력해 주세요.',
      'zh-Hant': '這張卡片已經登錄，請輸入另一張卡片。',
      en: 'This card is registered already. Enter another one.',
    },
  },
  'key-reused': {
    code: 'conflict',
    detail: {
      ko: '같은 요청 키로 다른 내용을 요청했어요. 처음부터 다시 해 주세요.',
      'zh-Hant': '同一個請求鍵用於不同內容，請重新開始。',
      en: 'This key was used for another request. Start again.',
    },
  },
  frozen: {
    code: 'conflict',
    detail: {
      ko: '지금은 쓸 수 없는 상태예요. 담당 기관에 문의해 주세요.',
      'zh-Hant': '目前無法使用，請洽主管機關。',
      en: 'This is on hold. Contact the agency.',
    },
  },
  'funds-dry': {
    code: 'conflict',
    detail: {
      ko: '준비된 예산이 모두 쓰였어요. 낸 돈은 없고, 담당 기관이 예산을 더하면 받을 수 있어요.',
      'zh-Hant': '備妥的預算已用完。您沒有付款，主管機關補充預算後即可領取。',
      en: 'The money set aside is used up. You paid nothing, and can take it once the agency adds more.',
    },
  },
  'unknown-taking': {
    code: 'not-found',
    detail: {
      ko: '받은 내역을 찾을 수 없어요.',
      'zh-Hant': '查無這筆領取紀錄。',
      en: 'There is no such taking.',
    },
  },
  'no-refund': {
    code: 'conflict',
    detail: {
      ko: '이것은 되돌려 줄 수 없어요.',
      'zh-Hant': '這項不能退還。',
      en: 'This cannot be given back.',
    },
  },
  'refund-over': {
    code: 'conflict',
    detail: {
      ko: '되돌려 줄 수 있는 기간이 지났어요.',
      'zh-Hant': '已超過可退還的期限。',
      en: 'The time for giving it back is over.',
    },
  },
  'not-whole': {
    code: 'conflict',
    detail: {
      ko: '이미 쓴 금액이 있어서 되돌려 줄 수 없어요.',
      'zh-Hant': '其中已有使用，不能退還。',
      en: 'Some of it is used, so it cannot be given back.',
    },
  },
  'no-sharing': {
    code: 'conflict',
    detail: {
      ko: '이것은 다른 사람에게 나눠 줄 수 없어요.',
      'zh-Hant': '這項不能分給他人。',
      en: 'This cannot be shared.',
    },
  },
  'not-family': {
    code: 'conflict',
    detail: {
      ko: '같은 세대에 등록된 사람에게만 나눠 줄 수 있어요.',
      'zh-Hant': '只能分給登記在同一戶的人。',
      en: 'You can share it only with people registered in your household.',
    },
  },
  'not-enough': {
    code: 'conflict',
    detail: {
      ko: '잔액이 부족해요. 더 적은 금액을 입력해 주세요.',
      'zh-Hant': '餘額不足，請輸入較小的金額。',
      en: 'There is not enough left. Enter a smaller amount.',
    },
  },
  'no-change': {
    code: 'conflict',
    detail: {
      ko: '이것은 남은 금액을 현금으로 받을 수 없어요.',
      'zh-Hant': '這項不能將餘額領回現金。',
      en: 'The rest of this cannot be paid out.',
    },
  },
  'not-spent': {
    code: 'conflict',
    detail: {
      ko: '아직 충분히 쓰지 않아서 남은 금액을 현금으로 받을 수 없어요.',
      'zh-Hant': '使用金額未達標準，不能將餘額領回現金。',
      en: 'Not enough of it is spent for the rest to be paid out.',
    },
  },
} as const satisfies Record<string, { code: ErrorCode; detail: Text }>;

export type TakingRefusal = keyof typeof REFUSALS;

/** The error of a refusal, said so that people know what to do. */
export function refuseTaking(reason: TakingRefusal): AppError {
  const { code, detail } = REFUSALS[reason];
  return new AppError(code, detail, { cause: new Reason(reason) });
}

/** Which refusal an error is, if it is one of these. */
export const takingRefusal = (error: unknown): TakingRefusal | undefined =>
  error instanceof AppError && error.cause instanceof Reason ? error.cause.reason : undefined;

class Reason {
  readonly reason: TakingRefusal;
  constructor(reason: TakingRefusal) {
    this.reason = reason;
  }
}
