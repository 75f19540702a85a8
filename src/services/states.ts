import { AppError, type Text } from '../kernel/index.ts';

/**
 * The life of a case. A machine may approve; only an officer refuses. `waiting` is for someone or something else,
 * `incomplete` for the applicant (and the clock stands still), `review` for an officer.
 */
export const TRANSITIONS = {
  received: ['approved', 'waiting', 'review', 'withdrawn'],
  waiting: ['approved', 'review', 'withdrawn'],
  review: ['approved', 'refused', 'incomplete', 'withdrawn'],
  incomplete: ['review', 'withdrawn'],
  approved: [],
  refused: ['approved'],
  withdrawn: [],
} as const satisfies Record<string, readonly string[]>;

export type CaseState = keyof typeof TRANSITIONS;

/** States that nothing but an appeal changes. */
export const isDecided = (state: CaseState): boolean =>
  state === 'approved' || state === 'refused' || state === 'withdrawn';

/** Each state in words. */
export const STATE_TEXT: Record<CaseState, Text> = {
  received: { ko: '접수됨', 'zh-Hant': '已收件', en: 'Received' },
  waiting: { ko: '대기 중', 'zh-Hant': '等待中', en: 'Waiting' },
  review: { ko: '심사 중', 'zh-Hant': '審查中', en: 'Under review' },
  incomplete: { ko: '보완 요청', 'zh-Hant': '待補件', en: 'More information needed' },
  approved: { ko: '승인', 'zh-Hant': '已核准', en: 'Approved' },
  refused: { ko: '불승인', 'zh-Hant': '未核准', en: 'Refused' },
  withdrawn: { ko: '취하', 'zh-Hant': '已撤回', en: 'Withdrawn' },
};

/** @throws AppError `conflict` when a case cannot go from one state to the other. */
export function assertTransition(from: CaseState, to: CaseState): void {
  if ((TRANSITIONS[from] as readonly string[]).includes(to)) return;
  throw new AppError('conflict', {
    ko: `이 신청 건은 이미 ‘${STATE_TEXT[from].ko}’ 상태예요. 새로 고친 뒤 확인해 주세요.`,
    'zh-Hant': `本案目前為「${STATE_TEXT[from]['zh-Hant']}」，請重新整理後確認。`,
    en: `This case is already “${STATE_TEXT[from].en}”. Reload the page to see what changed.`,
  });
}
