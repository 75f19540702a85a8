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
import { decodeLeaf, type Leaf } from './leaf.ts';
import { type OperatedLog, policyOf } from './log.ts';
import { parseCheckpoint } from './note/checkpoint.ts';
import { signerOf } from './note/key.ts';
import { isSignedByAny, parseNote } from './note/note.ts';
import { formatPolicy, NO_WITNESSES } from './note/policy.ts';
import { parseVerifierKey } from './note/vkey.ts';
import type { SignedCheckpoint } from './store/checkpoints.ts';
import { splitBundle } from './store/entries.ts';
import { tilesOf } from './store/tiles.ts';
import { EMPTY_ROOT, foldSubtrees, leafHash, nodeHash } from './tree/merkle.ts';
import { plainRoot } from './tree/plain-tree.ts';
import { provesConsistency } from './tree/proof.ts';
import { proveConsistency, type ReadTiles } from './tree/tiles.ts';

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
export function act(
  db: Db,
  number: number,
  { fail = false, origin = actsLog.origin }: { fail?: boolean; origin?: string } = {},
): Promise<LoggedAct> {
  return transaction(db, async (tx) => {
    const what: Act = { kind: 'case.decided', agency: 'social-affairs', at: new Date(), content: contentOf(number) };
    const logged = await commitAct(tx, origin, what);
    if (fail) throw new Error('this act does not happen');
    return logged;
  });
}

/** Waits until no committed act is without an index, whatever the database may be going through meanwhile. */
export async function caughtUp(db: Db): Promise<void> {
  const waiting = sql`select from log.outbox limit 1`;
  while ((await all(db, waiting).catch(() => [undefined])).length > 0) await sleep(20);
}

/** A log as `audit` found it. */
export interface Audited {
  /** The ids of the acts in the order of the log. */
  entries: string[];
  /** The sizes of the checkpoints. */
  sizes: number[];
  leaves: Leaf[];
}

/**
 * Holds the whole log against the plain definitions: places without gaps, of acts and of what the log states itself; each
 * checkpoint signed, of a size of its own and the root of its leaves, and each consistent with the one before. Published
 * or not is all the same here.
 */
export async function audit(
  db: Db,
  { origin, signers }: Pick<OperatedLog, 'origin' | 'signers'> = actsLog,
): Promise<Audited> {
  const entries = await all(
    db,
    sql<{ id: string; index: number }>`select id, "index" from log.entry where origin = ${origin} order by "index"`,
  );
  const bundles = await all(
    db,
    sql<{
      first: number;
      entries: Buffer;
    }>`select first, entries from log.bundle where origin = ${origin} order by first`,
  );
  const encoded = bundles.flatMap((bundle) => splitBundle(bundle.entries));
  const leaves = encoded.map(decodeLeaf);
  const acts = [...leaves.keys()].filter((index) => leaves[index]!.agency !== origin);
  assert.deepEqual(
    entries.map(({ index }) => index),
    acts,
  );
  const checkpoints = await all(
    db,
    sql<SignedCheckpoint>`select size, root, note from log.checkpoint where origin = ${origin} order by size`,
  );
  await assertCheckpoints(encoded.map(leafHash), checkpoints, tilesOf(db, origin));
  const verifiers = await Promise.all(signers.map(({ vkey }) => parseVerifierKey(vkey)));
  for (const { size, root, note } of checkpoints) {
    const parsed = parseNote(note);
    assert.deepEqual(parseCheckpoint(parsed.text), { origin, size, root: new Uint8Array(root) });
    assert.ok(await isSignedByAny(parsed, verifiers), `the checkpoint of ${size} is signed`);
  }
  return { entries: entries.map(({ id }) => id), sizes: checkpoints.map(({ size }) => size), leaves };
}

async function assertCheckpoints(
  hashes: readonly Buffer[],
  checkpoints: readonly { size: number; root: Buffer }[],
  tiles: ReadTiles,
): Promise<void> {
  assert.equal(checkpoints.at(-1)?.size ?? 0, hashes.length, 'the last checkpoint covers every leaf');
  const roots = rootsOf(hashes);
  assert.deepEqual(roots.at(-1), plainRoot(hashes));
  for (const [at, { size, root }] of checkpoints.entries()) {
    assert.deepEqual(root, roots[size], `root of ${size}`);
    const before = checkpoints[at - 1];
    if (!before) continue;
    const proof = await proveConsistency(before.size, size, tiles);
    const claim = { first: before.size, second: size, firstRoot: before.root, secondRoot: root, proof };
    assert.ok(await provesConsistency(claim), `${before.size} in ${size}`);
  }
}

/** The root of every tree that these leaves have been, by its size: two complete subtrees of one height become one. */
function rootsOf(hashes: readonly Buffer[]): Buffer[] {
  const subtrees: { leaves: number; hash: Buffer }[] = [];
  return [
    EMPTY_ROOT,
    ...hashes.map((leaf) => {
      subtrees.push({ leaves: 1, hash: leaf });
      for (
        let [left, right] = subtrees.slice(-2);
        right && left!.leaves === right.leaves;
        [left, right] = subtrees.slice(-2)
      )
        subtrees.splice(-2, 2, { leaves: 2 * right.leaves, hash: nodeHash(left!.hash, right.hash) });
      return foldSubtrees(subtrees.map(({ hash }) => hash));
    }),
  ];
}
