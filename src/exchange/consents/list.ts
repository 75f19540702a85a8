import { all, type Db, first, sql } from '../../kernel/index.ts';
import type { Consent } from './model.ts';
import { CONSENT } from './store.ts';

/** The last consent of a page: what comes after it is on the next one. */
export interface ListedUntil {
  id: string;
  /** Whether it was among those that are over. */
  over: boolean;
}

/** Whether a consent is in force: answers are given by it, or may be again. */
export const isInForce = ({ state, until }: Pick<Consent, 'state' | 'until'>, at: Date): boolean =>
  (state === 'given' || state === 'paused') && until > at;

/** No id comes after it. */
const LATEST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/**
 * The consents about somebody and those that they gave for others: first those in force, then those that are over, each
 * newest first. However many there are, only so many are read.
 * @param after the last of the page before.
 */
export async function consentsOf(
  db: Db,
  person: string,
  { at, limit, after }: { at: Date; limit: number; after?: ListedUntil | undefined },
): Promise<Consent[]> {
  const page = (over: boolean, most: number) => {
    const before = after?.over === over ? after.id : LATEST;
    const inForce = sql`state in ('given', 'paused') and until_at > ${at}`;
    const which = sql`id < ${before}::uuid and ${over ? sql`not (${inForce})` : inForce}`;
    const newest = sql`order by id desc limit ${most}`;
    return all(
      db,
      sql<Consent>`(select ${CONSENT} from exchange.consent where person = ${person} and ${which} ${newest})
        union all (select ${CONSENT} from exchange.consent
          where given_by = ${person} and given_by <> person and ${which} ${newest})
        ${newest}`,
    );
  };
  const inForce = after?.over ? [] : await page(false, limit);
  return inForce.length === limit ? inForce : [...inForce, ...(await page(true, limit - inForce.length))];
}

/** Whether somebody has consents that can be withdrawn: also one that is used up, since its data is to be deleted then. */
export async function mayWithdraw(db: Db, person: string): Promise<boolean> {
  const found = await first(
    db,
    sql`select from exchange.consent
      where (person = ${person} or given_by = ${person}) and state in ('given', 'paused', 'used') limit 1`,
  );
  return found !== undefined;
}
