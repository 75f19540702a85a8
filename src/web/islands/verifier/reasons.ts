/** Why a code is refused, as its page has words for it. */
export type Reason =
  | 'unreadable'
  | 'foreign'
  | 'changed'
  | 'distrusted'
  | 'early'
  | 'expired'
  | 'borrowed'
  | 'stale'
  | 'ahead'
  | 'unasked'
  | 'unanswered'
  | 'taken'
  | 'unknown'
  | 'suspended'
  | 'revoked'
  | 'no-data';

/** By the check that fails, or the beginning of its id: `src/formats/offline`. */
const REASONS: readonly (readonly [check: string, reason: Reason])[] = [
  ['text.', 'unreadable'],
  ['code.', 'unreadable'],
  ['issuer.distrusted', 'distrusted'],
  ['issuer.', 'foreign'],
  ['signed.not-yet', 'early'],
  ['signed.expired', 'expired'],
  ['signed.', 'foreign'],
  ['claims.', 'changed'],
  ['holder.stale', 'stale'],
  ['holder.ahead', 'ahead'],
  ['holder.unasked', 'unasked'],
  ['holder.challenge', 'unanswered'],
  ['holder.taken', 'taken'],
  ['holder.', 'borrowed'],
  ['status.suspended', 'suspended'],
  ['status.revoked', 'revoked'],
  ['status.', 'unknown'],
];

/** What is said where a check fails. */
export const reasonOf = (failed: string): Reason =>
  REASONS.find(([check]) => failed.startsWith(check))?.[1] ?? 'unreadable';

/** Where a question on the screen settles it. */
export const ASKABLE: readonly Reason[] = ['stale', 'ahead', 'unasked', 'unanswered'];
