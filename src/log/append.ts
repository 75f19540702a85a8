import { type Db, randomSecret, uuidv7, writeAtEnd } from '../kernel/index.ts';
import { commitmentOf, encodeLeaf, SALT_BYTES } from './leaf.ts';
import { insertOutbox } from './store/outbox.ts';

/** An act to be logged. */
export interface Act {
  /** The kind of act, for example `case.decided`. */
  kind: string;
  /** The id of the agency whose act it is. */
  agency: string;
  at: Date;
  /** What was done, as plain JSON. Only a commitment to it is logged. */
  content: unknown;
}

/** What the owner of the record keeps of a logged act. */
export interface LoggedAct {
  /** The id by which its receipt is asked for. */
  entry: string;
  /** base64url of 32 random bytes. Keep it beside the record; destroying it erases the person from the log. */
  salt: string;
}

/**
 * Commits an act to the log of that origin, in the transaction of the act itself: logged if and only if that commits.
 *
 * The sequencer is not told. `NOTIFY` would make every commit wait for one lock of the whole database, which ends group
 * commit; the sequencer asks twice a second instead, for the price of one look at a small index.
 * @throws Error outside a transaction; RangeError or TypeError when the act makes no leaf.
 */
export async function commitAct(tx: Db, origin: string, { kind, agency, at, content }: Act): Promise<LoggedAct> {
  if (!tx.isTransaction) throw new Error('An act is logged in the transaction that does it');
  const entry = uuidv7(at);
  const salt = randomSecret(SALT_BYTES);
  const commitment = await commitmentOf(salt, content);
  const leaf = encodeLeaf({ v: 1, kind, at: at.toISOString(), agency, commitment });
  await writeAtEnd(tx, insertOutbox, { origin, id: entry, leaf });
  return { entry, salt };
}
