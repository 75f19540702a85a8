import { AppError, type Clock } from '../../kernel/index.ts';
import type { Limits } from './model.ts';

/** Answers that were given in the minute that runs, by this process. */
interface Minute {
  number: number;
  parties: Map<string, { all: number; people: Map<string, number> }>;
}

const minutes = new WeakMap<Clock, Minute>();

const MINUTE_MS = 60_000;

/**
 * Counts an answer against what its receiver may have in a minute. Each process counts for itself: a row that all of a
 * receiver's answers waited for would be its slowest part.
 * @returns headers that say what is left (draft-ietf-httpapi-ratelimit-headers).
 * @throws AppError `too-many-requests`.
 */
export function takeAnswer(
  { clock }: { clock: Clock },
  { party, person, limits }: { party: string; person: string; limits: Limits },
): Record<string, string> {
  const now = clock.now().getTime();
  const number = Math.floor(now / MINUTE_MS);
  let minute = minutes.get(clock);
  if (minute?.number !== number) {
    minute = { number, parties: new Map() };
    minutes.set(clock, minute);
  }
  const own = minute.parties.get(party) ?? { all: 0, people: new Map<string, number>() };
  minute.parties.set(party, own);
  const ofPerson = own.people.get(person) ?? 0;
  if (own.all >= limits.all || ofPerson >= limits.person)
    throw new AppError('too-many-requests', 'This is more than you may ask in a minute. Ask again in the next one.');
  own.all += 1;
  own.people.set(person, ofPerson + 1);
  const rest = Math.ceil(((number + 1) * MINUTE_MS - now) / 1000);
  return {
    'ratelimit-policy': `"party";q=${limits.all};w=60, "person";q=${limits.person};w=60`,
    ratelimit: `"party";r=${limits.all - own.all};t=${rest}, "person";r=${limits.person - ofPerson - 1};t=${rest}`,
  };
}
