import { addJob, all, type Db, run, sql } from '../../kernel/index.ts';
import type { IssuerKey } from './store.ts';

/** The job that takes back what a distrusted key has signed. */
export const RECALL_TASK = 'credentials.recall';

/** How far it has come with taking back what a key has signed. */
export interface Recall {
  agency: string;
  /** The id of the key. */
  key: string;
  beganAt: Date;
  /** The last card of the page before; both null at the beginning of a round. */
  person: string | null;
  card: string | null;
  /** Taken back so far. */
  cards: number;
  /** When a round found none any more. */
  endedAt: Date | null;
}

const RECALL = sql`agency, key, began_at as "beganAt", person, card, cards, ended_at as "endedAt"`;

/** Begins to take back what signers have signed, once the transaction that distrusts them commits. */
export async function beginRecall(tx: Db, keys: readonly IssuerKey[], at: Date): Promise<void> {
  for (const { agency, id, kind } of keys)
    if (kind === 'signer')
      await run(tx, sql`insert into credentials.recall (agency, key, began_at) values (${agency}, ${id}, ${at})`);
  await addJob(tx, RECALL_TASK, {}, { key: RECALL_TASK });
}

/** What is being taken back, the oldest first. */
export const openRecalls = (db: Db): Promise<Recall[]> =>
  all(db, sql<Recall>`select ${RECALL} from credentials.recall where ended_at is null order by began_at, agency, key`);

/** What is and was taken back of an issuer. */
export const recallsOf = (db: Db, agency: string): Promise<Recall[]> =>
  all(db, sql<Recall>`select ${RECALL} from credentials.recall where agency = ${agency} order by began_at, key`);

/** Counts one more card that was taken back. */
export async function countRecalled(tx: Db, { agency, key }: Recall): Promise<void> {
  await run(tx, sql`update credentials.recall set cards = cards + 1 where agency = ${agency} and key = ${key}`);
}

/** Keeps where the next page begins; undefined for another round. */
export async function moveRecall(
  db: Db,
  { agency, key }: Recall,
  to: { person: string; card: string } | undefined,
): Promise<void> {
  await run(
    db,
    sql`update credentials.recall set person = ${to?.person ?? null}, card = ${to?.card ?? null}
      where agency = ${agency} and key = ${key}`,
  );
}

/** Nothing is left to be taken back. */
export async function endRecall(db: Db, { agency, key }: Recall, at: Date): Promise<void> {
  await run(
    db,
    sql`update credentials.recall set ended_at = ${at} where agency = ${agency} and key = ${key} and ended_at is null`,
  );
}
