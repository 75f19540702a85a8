import { AppError, type ErrorCode, type Text } from '../../kernel/index.ts';

/** Why a consent is not given, changed or answered by. */
const REFUSALS = {
  'no-consent': [
    'not-found',
    { ko: '이 동의를 찾을 수 없어요.', 'zh-Hant': '查無這項同意。', en: 'There is no such consent.' },
  ],
  'no-draft': [
    'not-found',
    {
      ko: '이 동의 요청은 끝났어요. 요청한 곳에서 다시 시작해 주세요.',
      'zh-Hant': '這項同意請求已結束，請回到提出請求的地方重新開始。',
      en: 'This request for consent is over. Start again where you came from.',
    },
  ],
  'other-template': [
    'gone',
    {
      ko: '요청한 곳이 이용 목적을 바꾸었어요. 요청한 곳에서 다시 시작해 주세요.',
      'zh-Hant': '提出請求者已變更利用目的，請回到提出請求的地方重新開始。',
      en: 'What they want your data for has changed. Start again where you came from.',
    },
  ],
  'by-law': [
    'forbidden',
    {
      ko: '이 이용 목적은 법령에 따른 것이라 동의를 받지 않아요.',
      'zh-Hant': '這項利用目的依法辦理，不須取得同意。',
      en: 'This purpose rests on law, and asks for no consent.',
    },
  ],
  'not-theirs': [
    'forbidden',
    {
      ko: '본인이나 본인이 대신할 수 있는 미성년 자녀, 피후견인의 정보만 다룰 수 있어요.',
      'zh-Hant': '您只能處理自己的資料，或由您代理的未成年子女、受監護人的資料。',
      en: 'You can act only for yourself, for your children under age, and for those whose guardian you are.',
    },
  ],
  'mandate-not-yet': [
    'forbidden',
    {
      ko: '아직 후견이 시작되지 않았어요. 등기부에 적힌 시작일부터 대신할 수 있어요.',
      'zh-Hant': '監護尚未開始。自登記的開始日期起，您才能代為辦理。',
      en: 'Your guardianship has not begun. You can act from the day that is registered.',
    },
  ],
  'mandate-over': [
    'forbidden',
    {
      ko: '후견이 끝났어요. 이제 이 사람을 대신할 수 없어요.',
      'zh-Hant': '監護已終止，您不能再代為辦理。',
      en: 'Your guardianship has ended. You cannot act for this person any more.',
    },
  ],
  'mandate-too-small': [
    'forbidden',
    {
      ko: '등기된 대리권에 개인정보를 보여 주거나 보내는 일이 들어 있지 않아요. 범위를 바꾸려면 법원에 신청하세요.',
      'zh-Hant': '您登記的監護職務不包含提供個人資料。如需變更範圍，請向法院聲請。',
      en: 'Your guardianship does not cover sharing personal data. Ask the court to extend it.',
    },
  ],
  'too-long': [
    'invalid',
    {
      ko: '동의 기간이 이용 목적에 정한 기간보다 길어요.',
      'zh-Hant': '同意的期間超過利用目的所定的期間。',
      en: 'The consent would last longer than its purpose allows.',
    },
  ],
  'other-signed': [
    'forbidden',
    {
      ko: '지갑에서 서명한 내용과 지금 내용이 달라요. 다시 서명해 주세요.',
      'zh-Hant': '您簽署的內容與目前的內容不同，請重新簽署。',
      en: 'What you signed in your wallet is not what it is now. Sign again.',
    },
  ],
  nothing: [
    'invalid',
    {
      ko: '동의할 항목이 없어요. 하나 이상 골라 주세요.',
      'zh-Hant': '沒有要同意的項目，請至少選一項。',
      en: 'Nothing is left to agree to. Choose at least 1 item.',
    },
  ],
  'only-less': [
    'invalid',
    {
      ko: '동의는 줄일 수만 있어요. 더 보내려면 새로 동의해 주세요.',
      'zh-Hant': '同意只能縮減；要提供更多資料，請重新同意。',
      en: 'A consent can only be made smaller. To send more, agree anew.',
    },
  ],
  'needed-for-it': [
    'invalid',
    {
      ko: '필수 항목은 뺄 수 없어요. 보내고 싶지 않으면 동의를 철회해 주세요.',
      'zh-Hant': '必填項目不能移除；如不想提供，請撤回同意。',
      en: 'Required items cannot be taken out. Withdraw the consent if you do not want to send them.',
    },
  ],
  'other-party': [
    'forbidden',
    {
      ko: '다른 곳에 한 동의예요.',
      'zh-Hant': '這項同意是給其他資料接收者的。',
      en: 'This consent was given to somebody else.',
    },
  ],
  paused: [
    'forbidden',
    {
      ko: '동의한 사람이 잠시 멈췄어요.',
      'zh-Hant': '同意人已暫停這項同意。',
      en: 'The person has paused this consent.',
    },
  ],
  'not-yet': [
    'forbidden',
    {
      ko: '아직 동의 기간이 시작되지 않았어요.',
      'zh-Hant': '同意的期間尚未開始。',
      en: 'This consent has not begun yet.',
    },
  ],
  'this-time-done': [
    'too-many-requests',
    {
      ko: '이번 기간에는 이미 답했어요. 다음 기간에 다시 요청해 주세요.',
      'zh-Hant': '這一期已經提供過，請於下一期再提出。',
      en: 'This period has been answered already. Ask again in the next.',
    },
  ],
  over: ['gone', { ko: '이 동의는 끝났어요.', 'zh-Hant': '這項同意已結束。', en: 'This consent is over.' }],
} as const satisfies Record<string, readonly [ErrorCode, Text]>;

export type ConsentRefusal = keyof typeof REFUSALS;

const reasons = new WeakMap<AppError, ConsentRefusal>();

/** The error that says so. */
export function refused(reason: ConsentRefusal): AppError {
  const [code, detail] = REFUSALS[reason];
  const error = new AppError(code, detail);
  reasons.set(error, reason);
  return error;
}

/** Why it was refused; undefined for any other error. */
export const consentRefusal = (error: unknown): ConsentRefusal | undefined =>
  error instanceof AppError ? reasons.get(error) : undefined;
