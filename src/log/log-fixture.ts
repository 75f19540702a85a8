import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { testDatabase } from '../../test/support/database.ts';
import {
  all,
  createLogger,
  createMetrics,
  type Db,
  migrate,
  openDatabase,
  readConfig,
  sql,
  systemClock,
  transaction,
  type World,
} from '../kernel/index.ts';
import { migrations } from './api.ts';
import { type Act, commitAct, type LoggedAct } from './append.ts';
import { decodeLeaf } from './leaf.ts';
import { type OperatedLog, policyOf } from './log.ts';
import { signerOf } from './note/key.ts';
import { formatPolicy, NO_WITNESSES } from './note/policy.ts';
import { consistencyOf } from './receipt/receipt.ts';
import { splitBundle } from './store/entries.ts';
import { leafHash } from './tree/merkle.ts';
import { plainRoot } from './tree/plain-tree.ts';
import { provesConsistency } from './tree/proof.ts';

/*
 * For tests: a log of one's own on a real PostgreSQL, and what must hold of it whatever happened.
 */

export const signer = signerOf('log.example.org/acts', Buffer.alloc(32, 7));

/** A log that asks no witnesses and states nothing. */
export const actsLog: OperatedLog = { origin: signer.name, signers: [signer], policy: NO_WITNESSES };

/** What whoever checks it needs. */
export const POLICY = formatPolicy(policyOf(actsLog));

/** A fresh database with the log's tables. `world` makes a process of its own on it, with its own connections. */
export async function openTestLog() {
  const { url, drop } = await testDatabase(async (template) => {
    const { pool } = openDatabase({ url: template });
    await migrate(pool, [migrations]);
    await pool.end();
  }, 'log');
  const worlds: World[] = [];
  const world = (): World => {
    const made: World = {
      config: readConfig({ LOG_LEVEL: 'silent' }),
      ...openDatabase({ url }),
      clock: systemClock,
      logger: createLogger('silent'),
      metrics: createMetrics(),
    };
    worlds.push(made);
    return made;
  };
  const close = async () => {
    await Promise.all(worlds.map(({ pool }) => pool.end()));
    await drop();
  };
  return { world, close };
}

/** What one citizen's act might hold. */
export const contentOf = (number: number) => ({ case: number, name: `王小明 ${number}`, amount: 81_600 });

/** Does an act in a transaction of its own. With `fail` it ends in an error after the act was logged. */
export function act(db: Db, number: number, options: { fail?: boolean } = {}): Promise<LoggedAct> {
  return transaction(db, async (tx) => {
    const what: Act = { kind: 'case.decided', agency: 'social-affairs', at: new Date(), content: contentOf(number) };
    const logged = await commitAct(tx, actsLog.origin, what);
    if (options.fail) throw new Error('this act does not happen');
    return logged;
  });
}

/** Waits until no committed act is without an index. */
export async function caughtUp(db: Db): Promise<void> {
  const waiting = sql`select id from log.outbox limit 1`;
  while ((await all(db, waiting).catch(() => [undefined])).length > 0) await sleep(20);
}

/**
 * Holds the whole log against the plain definitions: indices without gaps but for what the log states itself, every checkpoint the root of its leaves, each
 * consistent with the one before.
 * @returns the ids of the entries in the order of the log, and the sizes of the checkpoints.
 */
export async function audit(db: Db): Promise<{ entries: string[]; sizes: number[] }> {
  const entries = await all(db, sql<{ id: string; index: number }>`select id, "index" from log.entry order by "index"`);
  const bundles = await all(db, sql<{ entries: Buffer }>`select entries from log.bundle order by first`);
  const leaves = bundles.flatMap((bundle) => splitBundle(bundle.entries));
  const stated = new Set(leaves.flatMap((leaf, index) => (decodeLeaf(leaf).statement ? [index] : [])));
  assert.deepEqual(
    entries.map(({ index }) => index),
    [...leaves.keys()].filter((index) => !stated.has(index)),
  );
  const hashes = leaves.map(leafHash);
  const checkpoints = await all(
    db,
    sql<{ size: number; root: Buffer }>`select size, root from log.checkpoint order by size`,
  );
  for (const [at, { size, root }] of checkpoints.entries()) {
    assert.deepEqual(root, plainRoot(hashes.slice(0, size)), `root of ${size}`);
    const before = checkpoints[at - 1];
    if (!before) continue;
    const proof = (await consistencyOf(db, actsLog.origin, before.size, size)).map((hash) =>
      Buffer.from(hash, 'base64'),
    );
    const claim = { first: before.size, second: size, firstRoot: before.root, secondRoot: root, proof };
    assert.ok(await provesConsistency(claim), `${before.size} in ${size}`);
  }
  assert.equal(checkpoints.at(-1)?.size, leaves.length);
  return { entries: entries.map(({ id }) => id), sizes: checkpoints.map(({ size }) => size) };
}
