import { addDays, dayOf } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { sweepCodes } from './codes.ts';
import { sweepGuesses } from './guesses.ts';
import { sweepRequests } from './requests.ts';
import { sweepDaySums } from './spent.ts';

/** Clears away what only concerned the moment. It stands for nothing any more: this gives back the room. */
export async function sweepPayments({ db, clock, pack }: Government): Promise<void> {
  const at = clock.now();
  await sweepCodes(db, at);
  await sweepGuesses(db, at);
  await sweepRequests(db, at);
  // Yesterday's sums stay: a refund takes off the day of its payment, and clocks differ around midnight.
  await sweepDaySums(db, addDays(dayOf(at, pack.timeZone), -1));
}
