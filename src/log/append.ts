import { type Clock, type Db, inBatches, randomSecret, sha256, uuidv7, writeAtEnd } from '../kernel/index.ts';
import { canonicalJson } from './canonical.ts';
import { encodeLeaf, LEAF_LIMIT, SALT_BYTES } from './leaf.ts';
import { insertOutbox, type OutboxEntry } from './store/outbox.ts';

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
export async function commitAct(tx: Db, origin: string, act: Act): Promise<LoggedAct> {
  assertOneTransaction(tx);
  const { logged, outgoing } = sealAct(origin, act);
  await writeAtEnd(tx, insertOutbox, outgoing);
  return logged;
}

/** An act with its leaf, which is in no log yet. */
export interface SealedAct {
  logged: LoggedAct;
  outgoing: OutboxEntry;
}

/**
 * Makes an act's leaf, and what the owner of the record keeps of it: for acts that are done by the hundred, and committed
 * together (`commitSealed`).
 * @throws RangeError or TypeError when the act makes no leaf.
 */
export function sealAct(origin: string, { kind, agency, at, content }: Act): SealedAct {
  const entry = uuidv7(at);
  const salt = randomSecret(SALT_BYTES);
  const commitment = commitmentOf(salt, content);
  const leaf = encodeLeaf({ v: 1, kind, at: at.toISOString(), agency, commitment });
  return { logged: { entry, salt }, outgoing: { origin, id: entry, leaf } };
}

/** Commits sealed acts as `commitAct` does one, but at once: the statement may share a round trip with what records them. */
export async function commitSealed(tx: Db, acts: readonly SealedAct[]): Promise<void> {
  assertOneTransaction(tx);
  await insertOutbox(
    tx,
    acts.map(({ outgoing }) => outgoing),
  );
}

function assertOneTransaction(tx: Db): void {
  if (!tx.isTransaction) throw new Error('An act is logged in the transaction that does it');
}

/** As in leaf.ts, which browsers run: without a turn in the thread pool, which cost more than all else of an act's leaf. */
function commitmentOf(salt: string, content: unknown): string {
  const opening = Buffer.concat([Buffer.from(salt, 'base64url'), Buffer.from(canonicalJson(content))]);
  return sha256(opening).toString('base64url');
}

/** Appends leaves that belong to no act of this database. */
export interface Appender {
  /**
   * Appends the bytes of a leaf, as `encodeLeaf` writes them.
   * @throws RangeError when it is longer than a leaf may be.
   * @returns the id by which its receipt is asked for, once the leaf is durable; its place follows with a checkpoint.
   */
  append(leaf: Uint8Array): Promise<string>;
}

/** Most leaves of one transaction of an appender. */
const MOST = 1_024;

/** Opens a log for callers that have leaves only. Those who call at the same time share a transaction. */
export function openAppender({ db, clock }: { db: Db; clock: Clock }, origin: string): Appender {
  const write = inBatches<OutboxEntry>((entries) => insertOutbox(db, entries), MOST);
  return {
    async append(leaf) {
      // Here and not in the database, where it would be refused together with those of everybody else.
      if (leaf.length > LEAF_LIMIT) throw new RangeError(`A leaf has at most ${LEAF_LIMIT} bytes, not ${leaf.length}`);
      const id = uuidv7(clock.now());
      await write({ origin, id, leaf });
      return id;
    },
  };
}
