import { AppError, all, type Db, first, json, run, sql } from '../../kernel/index.ts';
import type { Jwk, Receiver, ReceiverKeys } from './model.ts';

interface ReceiverRow {
  party: string;
  sign: Jwk[];
  encrypt: Jwk;
  webhook: string | null;
  owner: string | null;
  all: number;
  person: number;
  registeredAt: Date;
}

const ROW = sql`party, sign, encrypt, webhook, owner, answers_a_minute as "all", answers_a_person as person,
  registered_at as "registeredAt"`;

const fromRow = ({ all: most, person, webhook, owner, ...row }: ReceiverRow): Receiver => ({
  ...row,
  webhook: webhook ?? undefined,
  owner: owner ?? undefined,
  limits: { all: most, person },
});

/** A receiver; undefined where the party has registered no keys. */
export async function receiverOf(db: Db, party: string): Promise<Receiver | undefined> {
  const row = await first(db, sql<ReceiverRow>`select ${ROW} from exchange.receiver where party = ${party}`);
  return row && fromRow(row);
}

/** The receivers on somebody's desk, by their ids. */
export async function receiversOn(db: Db, owner: string): Promise<Receiver[]> {
  const rows = await all(
    db,
    sql<ReceiverRow>`select ${ROW} from exchange.receiver where owner = ${owner} order by party`,
  );
  return rows.map(fromRow);
}

/** The public keys of a receiver. @throws AppError `not-found` where the party has registered none. */
export async function keysOfParty(db: Db, party: string): Promise<ReceiverKeys> {
  const found = await receiverOf(db, party);
  if (!found) throw new AppError('not-found', 'This relying party has registered no keys.');
  return { sign: found.sign, encrypt: found.encrypt };
}

/** Writes a receiver, or what has changed of it. */
export async function writeReceiver(tx: Db, receiver: Receiver): Promise<void> {
  const { party, sign, encrypt, webhook = null, owner = null, limits, registeredAt } = receiver;
  await run(
    tx,
    sql`insert into exchange.receiver as receiver
        (party, sign, encrypt, webhook, owner, answers_a_minute, answers_a_person, registered_at)
      values (${party}, ${json(sign)}, ${json(encrypt)}, ${webhook}, ${owner}, ${limits.all}, ${limits.person},
        ${registeredAt})
      on conflict (party) do update set sign = excluded.sign, encrypt = excluded.encrypt, webhook = excluded.webhook,
        owner = excluded.owner, answers_a_minute = excluded.answers_a_minute,
        answers_a_person = excluded.answers_a_person`,
  );
}
