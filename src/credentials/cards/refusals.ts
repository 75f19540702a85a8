import { AppError, type ErrorCode, type Text } from '../../kernel/index.ts';

/** Why something is not done with a card. */
const REFUSALS = {
  'no-type': [
    'not-found',
    { ko: '이런 전자증명서는 없어요.', 'zh-Hant': '查無這種數位憑證。', en: 'There is no such credential.' },
  ],
  'no-card': [
    'not-found',
    { ko: '이 전자증명서를 찾을 수 없어요.', 'zh-Hant': '查無這張數位憑證。', en: 'There is no such card.' },
  ],
  'may-not': [
    'forbidden',
    {
      ko: '지금은 이 전자증명서를 받을 수 없어요. 조건을 확인해 주세요.',
      'zh-Hant': '目前不符合取得這張數位憑證的資格，請確認條件。',
      en: 'You cannot have this credential at present. Check who can.',
    },
  ],
  'not-valid': [
    'conflict',
    {
      ko: '효력이 정지되었거나 폐기된 전자증명서예요. 다시 사용하거나 새로 받아 주세요.',
      'zh-Hant': '這張數位憑證已停用或撤銷，請恢復使用或重新申請。',
      en: 'This card is suspended or revoked. Resume it, or add it anew.',
    },
  ],
  over: [
    'conflict',
    {
      ko: '이미 폐기된 전자증명서예요. 새로 받아 주세요.',
      'zh-Hant': '這張數位憑證已撤銷，請重新申請。',
      en: 'This card has been revoked. Add it anew.',
    },
  ],
  'not-yours': [
    'forbidden',
    {
      ko: '담당자가 정지한 전자증명서예요. 담당 기관에 문의해 주세요.',
      'zh-Hant': '這張數位憑證由承辦人停用，請洽發證機關。',
      en: 'An officer has suspended this card. Ask its issuer.',
    },
  ],
  'not-office': [
    'forbidden',
    {
      ko: '이 전자증명서는 다른 담당자가 맡아요.',
      'zh-Hant': '這種數位憑證由其他承辦人負責。',
      en: 'Another office decides about this credential.',
    },
  ],
  family: [
    'forbidden',
    {
      ko: '본인이나 가족의 일은 다른 담당자가 처리해요.',
      'zh-Hant': '本人或家屬的事項須由其他承辦人處理。',
      en: 'What concerns you or your family is handled by another officer.',
    },
  ],
  'no-format': [
    'invalid',
    {
      ko: '이 전자증명서는 그 형식으로 발급하지 않아요.',
      'zh-Hant': '這種數位憑證不以該格式核發。',
      en: 'This credential is not issued in that format.',
    },
  ],
  'wrong-keys': [
    'invalid',
    {
      ko: '키는 서로 다른 것으로, 한 번에 발급하는 수만큼까지 보낼 수 있어요.',
      'zh-Hant': '金鑰須各不相同，且不可超過一次核發的份數。',
      en: 'Send different keys, and no more than are issued at once.',
    },
  ],
  'too-many': [
    'too-many-requests',
    {
      ko: '오늘 이 전자증명서를 너무 많이 발급했어요. 내일 다시 시도해 주세요.',
      'zh-Hant': '今天核發的份數過多，請明天再試。',
      en: 'Too many copies of this card were issued today. Try again tomorrow.',
    },
  ],
  'other-request': [
    'conflict',
    {
      ko: '같은 이름으로 다른 요청을 이미 보냈어요. 새 요청으로 보내 주세요.',
      'zh-Hant': '同一請求編號已用於其他內容，請以新的請求送出。',
      en: 'Something else was asked for under this name. Send a new request.',
    },
  ],
} as const satisfies Record<string, readonly [ErrorCode, Text]>;

export type CardRefusal = keyof typeof REFUSALS;

const reasons = new WeakMap<AppError, CardRefusal>();

/** The error that says so. */
export function refused(reason: CardRefusal): AppError {
  const [code, detail] = REFUSALS[reason];
  const error = new AppError(code, detail);
  reasons.set(error, reason);
  return error;
}

/** Why it was refused; undefined for any other error. */
export const cardRefusal = (error: unknown): CardRefusal | undefined =>
  error instanceof AppError ? reasons.get(error) : undefined;
