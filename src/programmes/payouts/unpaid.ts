import { all, array, type Db, sql, transaction } from '../../kernel/index.ts';
import { holdersOf, type Payout } from '../../ledger/index.ts';
import type { Government } from '../../pack/index.ts';
import { cameBack } from './came-back.ts';
import { tellUnpaid } from './letters.ts';

/** What a bank could not pay to a person. The money is theirs, on the account that it left from. */
export interface Unpaid {
  person: string;
  /** The payout that came back. */
  payout: string;
  /** Null where a service pays. */
  programme: string | null;
  /** Minor units. */
  amount: number;
  /** What the bank said, as it said it. */
  reason: string | null;
  returnedAt: Date;
  /** The payout that takes its place, where to and since when; null until the person has named another account. */
  again: string | null;
  againAt: Date | null;
  bankAccount: string | null;
  /** Its entry in the public log. */
  entry: string | null;
}

const COLUMNS = sql.raw(`person, payout, programme, amount, reason, returned_at as "returnedAt", again,
  again_at as "againAt", bank_account as "bankAccount", entry`);

/** What banks could not pay to a person, the newest first, with what was paid anew since. */
export function unpaidOf(db: Db, person: string, limit = 50): Promise<Unpaid[]> {
  return all(
    db,
    sql<Unpaid>`select ${COLUMNS} from programmes.unpaid where person = ${person}
      order by returned_at desc, payout limit ${limit}`,
  );
}

/** Those of some payouts that wait for another account, held until the transaction ends. */
export function lockUnpaid(tx: Db, person: string, payouts: readonly string[]): Promise<Unpaid[]> {
  return all(
    tx,
    sql<Unpaid>`select ${COLUMNS} from programmes.unpaid
      where person = ${person} and payout = any(${array(payouts, 'uuid')}) and again is null
      order by payout for update`,
  );
}

/**
 * Takes up what a bank could not pay to people of a payment file: it is theirs until they name another account, and they
 * are told why. Again, it changes nothing. Returns how many payments those are that were not known before.
 */
export async function takeUpUnpaid(gov: Government, file: string): Promise<number> {
  let count = 0;
  for await (const payouts of cameBack(gov, file)) count += await transaction(gov.db, (tx) => keep(tx, gov, payouts));
  return count;
}

async function keep(tx: Db, gov: Government, payouts: readonly Payout[]): Promise<number> {
  const holders = await holdersOf(tx, payouts);
  const owed = payouts.flatMap((payout) => {
    const { kind, owner: person, reference } = holders.get(payout.account)!;
    const programme = reference !== undefined && gov.pack.programmes.has(reference) ? reference : null;
    return kind === 'person' ? [{ payout, person, programme }] : [];
  });
  const column = (type: string, value: (one: (typeof owed)[number]) => unknown) => array(owed.map(value), type);
  const fresh = await all(
    tx,
    sql<{ payout: string }>`insert into programmes.unpaid (person, payout, programme, amount, reason, returned_at)
      select * from unnest(${column('uuid', ({ person }) => person)}, ${column('uuid', ({ payout }) => payout.id)},
        ${column('text', ({ programme }) => programme)}, ${column('bigint', ({ payout }) => payout.amount)},
        ${column('text', ({ payout }) => payout.reason ?? null)},
        ${column('timestamptz', ({ payout }) => payout.answeredAt ?? gov.clock.now())})
      on conflict (person, payout) do nothing returning payout`,
  );
  const isFresh = new Set(fresh.map(({ payout }) => payout));
  for (const { payout, person } of owed) if (isFresh.has(payout.id)) await tellUnpaid(tx, gov, person, payout);
  return fresh.length;
}
