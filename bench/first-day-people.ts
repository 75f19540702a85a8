import type { Government, Programme } from '../src/pack/index.ts';
import { openRows, periodOf, take, todayOf } from '../src/programmes/index.ts';
import { cookieWith, signIn } from './http.ts';

const PAGE = 5_000;

/** The id of a person; ids rise with time, as those of people do. */
export const personAt = (nth: number): string => `00000000-0000-7000-8000-${nth.toString(16).padStart(12, '0')}`;

/** The `Cookie` header of a person who has signed in. */
export const cookieOf = (nth: number): string => cookieWith(secretAt(nth));
const secretAt = (nth: number): string => `bench-${nth}`;

/** A session that was used just now, whenever in the day that is: in milliseconds. */
const LATER = 10 * 3_600_000;

/**
 * People who are signed in and have the right to a programme, opened by pages as the job opens what it
 * finds. Nobody would wait until so many signed in one by one.
 */
export async function makeResidents(
  gov: Government,
  programme: Programme,
  { count, amount, price }: { count: number; amount: number; price: number },
): Promise<void> {
  const at = gov.clock.now();
  const period = periodOf(programme, todayOf(gov));
  for (let first = 0; first < count; first += PAGE) {
    const nths = Array.from({ length: Math.min(PAGE, count - first) }, (_, nth) => first + nth);
    const rights = nths.map((nth) => ({ person: personAt(nth), amount, price, region: null }));
    await openRows(gov.db, { programme: programme.id, period, at }, rights);
    await signIn(
      gov,
      nths.map((nth) => ({ person: personAt(nth), secret: secretAt(nth) })),
      LATER,
    );
  }
}

/** Has people take what they are entitled to on their phones, so that they have something to pay with. */
export async function fillWallets(
  gov: Government,
  programme: Programme,
  { first, count }: { first: number; count: number },
): Promise<void> {
  const nths = Array.from({ length: count }, (_, nth) => first + nth);
  const { id } = programme;
  await Promise.all(
    nths.map((nth) => take(gov, { person: personAt(nth), programme: id, channel: 'mobile', key: 'bench' })),
  );
}
