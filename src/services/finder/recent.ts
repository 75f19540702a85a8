import type { Government } from '../../pack/index.ts';
import type { Knowledge } from './finding.ts';

/** How long what was read serves the questions that follow, in milliseconds. */
const LIFETIME_MS = 10 * 60_000;
/** Sessions remembered at once. */
const MOST_SESSIONS = 500;

interface Kept {
  at: number;
  knowledge: Knowledge;
}

const keptBy = new WeakMap<Government, Map<string, Kept>>();

/**
 * Reads once for the several pages on which one person answers one question after another: nobody else in their
 * household is told ten times of what is one look. Kept in this process's memory only; another process reads again.
 * @param again reads in any case, because the person asks for it.
 */
export async function readOnce(
  gov: Government,
  session: string,
  read: () => Promise<Knowledge>,
  again = false,
): Promise<Knowledge> {
  const kept = keptBy.get(gov) ?? new Map<string, Kept>();
  keptBy.set(gov, kept);
  const now = gov.clock.now().getTime();
  for (const [other, { at }] of kept) if (Math.abs(now - at) > LIFETIME_MS) kept.delete(other);
  const earlier = kept.get(session);
  if (earlier && !again) return earlier.knowledge;
  const knowledge = await read();
  if (kept.size >= MOST_SESSIONS) kept.delete(kept.keys().next().value!);
  kept.set(session, { at: now, knowledge });
  return knowledge;
}
