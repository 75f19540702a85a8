import type { Consent } from '../../consents/model.ts';

/** What is to be done now about data that was handed over by a consent. */
export type DeletionStep = 'nothing' | 'demand' | { lookAt: Date };

const DAY_MS = 86_400_000;

/** So long a receiver has from when it is told, in milliseconds. */
export const GRACE_MS = 7 * DAY_MS;

/**
 * When data has to be deleted: at once when the person withdraws, and otherwise when the consent is over and the last answer
 * was kept for as long as it may be. What was never answered leaves nothing to delete.
 * @returns when to look again, where it is not yet time: until then nothing of it can become due.
 */
export function deletionStep(
  { state, answeredAt, until }: Pick<Consent, 'state' | 'answeredAt' | 'until'>,
  keptDays: number,
  at: Date,
): DeletionStep {
  const kept = keptDays * DAY_MS;
  const isOver = state === 'withdrawn' || state === 'lapsed' || until <= at;
  if (!answeredAt) return isOver ? 'nothing' : { lookAt: earlier(until, after(at, kept)) };
  if (state === 'withdrawn') return 'demand';
  if (state !== 'used' && !isOver) return { lookAt: until };
  const end = after(answeredAt, kept);
  return end <= at ? 'demand' : { lookAt: end };
}

const after = (at: Date, milliseconds: number) => new Date(at.getTime() + milliseconds);
const earlier = (one: Date, other: Date) => (one < other ? one : other);
