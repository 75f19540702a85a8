import { all, array, type Day, type Db, first, run, sql } from '../../kernel/index.ts';

/** What somebody took of what they were entitled to. Amounts in minor units. */
export interface Taking {
  person: string;
  id: string;
  programme: string;
  period: Day;
  /** The id of the channel in the programme's file. */
  channel: string;
  amount: number;
  price: number;
  /** `ordered` is paper that was not picked up yet. */
  state: 'done' | 'ordered' | 'given-back';
  /** From this instant on it cannot be spent. */
  expiresAt: Date;
  /** The same as it was when it was taken, where its programme has been extended since. */
  firstExpiresAt: Date | null;
  takenAt: Date;
  givenBackAt: Date | null;
  /** Where paper is picked up. */
  place: string | null;
  bankAccount: string | null;
  /** Who took it for them at a counter. */
  byOfficer: string | null;
  key: string;
  /** The version of the programme's file. */
  terms: string;
  /** Its entry in the public log, and what opens the commitment there; null once they are erased. */
  entry: string;
  salt: string | null;
}

/** The columns of a taking. */
export const TAKING =
  sql.raw(`person, id, programme, period, channel, amount, price, state, expires_at as "expiresAt", first_expires_at as "firstExpiresAt",
  taken_at as "takenAt", given_back_at as "givenBackAt", place, bank_account as "bankAccount",
  by_officer as "byOfficer", key, terms, entry, salt`);

/** Writes takings down, and that so much of what people are entitled to is taken: two changes, one statement. */
export async function writeTakings(tx: Db, takings: readonly Taking[]): Promise<void> {
  const column = (type: string, value: (taking: Taking) => unknown) => array(takings.map(value), type);
  await run(
    tx,
    sql`
    with given as materialized (
      select * from unnest(${column('uuid', ({ person }) => person)}, ${column('uuid', ({ id }) => id)},
        ${column('text', ({ programme }) => programme)}, ${column('date', ({ period }) => period)},
        ${column('text', ({ channel }) => channel)}, ${column('bigint', ({ amount }) => amount)},
        ${column('bigint', ({ price }) => price)}, ${column('text', ({ state }) => state)},
        ${column('timestamptz', ({ expiresAt }) => expiresAt)}, ${column('timestamptz', ({ takenAt }) => takenAt)},
        ${column('text', ({ place }) => place)}, ${column('text', ({ bankAccount }) => bankAccount)},
        ${column('uuid', ({ byOfficer }) => byOfficer)}, ${column('text', ({ key }) => key)},
        ${column('text', ({ terms }) => terms)}, ${column('uuid', ({ entry }) => entry)},
        ${column('text', ({ salt }) => salt)})
        as given (person, id, programme, period, channel, amount, price, state, expires_at, taken_at, place, bank_account,
          by_officer, key, terms, entry, salt)
    ), counted as (
      update programmes.entitlement e set taken = e.taken + given.amount, paid = e.paid + given.price from given
      where e.person = given.person and e.programme = given.programme and e.period = given.period
    )
    insert into programmes.taking (person, id, programme, period, channel, amount, price, state, expires_at, taken_at, place,
      bank_account, by_officer, key, terms, entry, salt)
    select * from given`,
  );
}

/** Which wishes were fulfilled before, by `person key`. */
export async function takingsByKey(
  db: Db,
  wishes: readonly { person: string; key: string }[],
): Promise<Map<string, Taking>> {
  const people = array(
    wishes.map(({ person }) => person),
    'uuid',
  );
  const keys = array(
    wishes.map(({ key }) => key),
    'text',
  );
  const rows = await all(
    db,
    sql<Taking>`select t.* from unnest(${people}, ${keys}) as asked (person, key)
      cross join lateral (select ${TAKING} from programmes.taking t
        where t.person = asked.person and t.key = asked.key limit 1) t`,
  );
  return new Map(rows.map((row) => [`${row.person} ${row.key}`, row]));
}

/** One taking of a person, if they have it. @param lock held until the transaction ends. */
export function takingById(db: Db, person: string, id: string, lock = false): Promise<Taking | undefined> {
  return first(
    db,
    sql<Taking>`select ${TAKING} from programmes.taking where person = ${person} and id = ${id}
      ${lock ? sql`for update` : sql``}`,
  );
}

/** What a person has taken, the newest first. */
export function takenBy(
  db: Db,
  person: string,
  { programme, limit = 50 }: { programme?: string; limit?: number } = {},
): Promise<Taking[]> {
  return all(
    db,
    sql<Taking>`select ${TAKING} from programmes.taking
      where person = ${person} and (${programme ?? null}::text is null or programme = ${programme ?? null})
      order by id desc limit ${limit}`,
  );
}

/** What the public log commits to when something is taken. */
export function contentOfTaking(taking: Omit<Taking, 'entry' | 'salt'>): Record<string, unknown> {
  const { id, programme, period, channel, amount, price, takenAt, expiresAt, firstExpiresAt, terms } = taking;
  const times = { takenAt: takenAt.toISOString(), expiresAt: (firstExpiresAt ?? expiresAt).toISOString() };
  return { taking: id, programme, period, channel, amount, price, ...times, terms };
}

/** What a part of an entitlement costs, so that all parts together cost what the whole does. */
export function priceOfPart(
  { amount, price }: { amount: number; price: number },
  taken: number,
  paid: number,
  part: number,
): number {
  // With bigints: the product of two amounts may be beyond what a number holds exactly.
  const due = Number((BigInt(price) * BigInt(taken + part)) / BigInt(amount));
  return Math.max(0, due - paid);
}
