import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  all,
  array,
  createLogger,
  createMetrics,
  inBatches,
  migrate,
  openDatabase,
  randomSecret,
  readConfig,
  run,
  sql,
  startPostgres,
  systemClock,
  uuidv7,
  type World,
} from '../src/kernel/index.ts';
import {
  byteArrays,
  encodeLeaf,
  latestCheckpoint,
  logMigrations,
  NO_WITNESSES,
  type OperatedLog,
  signerOf,
} from '../src/log/index.ts';
import { newHome } from '../test/faults/government.ts';

const signer = signerOf('log.example.org/acts', Buffer.alloc(32, 7));
/** The log that the benches fill. It asks no witnesses. */
export const benchLog: OperatedLog = { origin: signer.name, signers: [signer], policy: NO_WITNESSES };

/** Length of a leaf in bytes. */
export const LEAF_BYTES = 200;

const leafOf = (commitment: string, agency: string) =>
  encodeLeaf({ v: 1, kind: 'case.decided', at: '2026-03-01T09:00:00.000Z', agency, commitment });
const padding = LEAF_BYTES - leafOf(randomSecret(), 'a').length;

/** Leaves of acts, of exactly `LEAF_BYTES` each. Their commitments are random, as they are in truth: they do not compress. */
const LEAVES = Array.from({ length: 4_096 }, () =>
  leafOf(
    randomSecret(),
    randomBytes(LEAF_BYTES)
      .toString('hex')
      .slice(0, 1 + padding),
  ),
);

let turn = 0;
/** One leaf after the other. */
export const nextLeaf = (): Uint8Array => LEAVES[turn++ % LEAVES.length]!;

/** A log on an embedded PostgreSQL of its own, as anybody has it: durable. */
export async function openOwnLog(): Promise<{ world: World; close(): Promise<void> }> {
  const home = await newHome();
  const postgres = await startPostgres({ directory: join(home, 'postgres') });
  const opened = openDatabase({ url: postgres.url });
  await migrate(opened.pool, [logMigrations]);
  const config = readConfig({ LOG_LEVEL: 'silent', RATE_LIMIT: '0' });
  const world: World = {
    config,
    ...opened,
    clock: systemClock,
    logger: createLogger('silent'),
    metrics: createMetrics(),
  };
  return {
    world,
    async close() {
      await opened.pool.end();
      await postgres.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/**
 * The yardstick: the same bytes, ids and leaves, in a table without index or key, one row each; by the same batches, and
 * handed to PostgreSQL in the same form.
 */
export async function openBareTable({ db, clock }: World): Promise<{ append(leaf: Uint8Array): Promise<string> }> {
  await run(db, sql`create table if not exists bare (id uuid not null, leaf bytea not null)`);
  const write = inBatches<{ id: string; leaf: Uint8Array }>((rows) => {
    const ids = rows.map(({ id }) => id);
    const leaves = rows.map(({ leaf }) => leaf);
    return run(db, sql`insert into bare (id, leaf) select * from unnest(${array(ids, 'uuid')}, ${byteArrays(leaves)})`);
  }, 1_024);
  return {
    async append(leaf) {
      const id = uuidv7(clock.now());
      await write({ id, leaf });
      return id;
    },
  };
}

/** Callers who append one leaf after the other, each as soon as the last is durable. */
export interface Callers {
  /** How many leaves have been appended. */
  count(): number;
  stop(): Promise<void>;
}

/** @param onAppended told of each leaf: how many there are, and its id. */
export function startCallers(
  width: number,
  append: (leaf: Uint8Array) => Promise<string>,
  onAppended: (count: number, id: string) => void = () => {},
): Callers {
  let [count, going] = [0, true];
  const lane = async () => {
    while (going) {
      const id = await append(nextLeaf());
      onAppended(++count, id);
    }
  };
  const ended = Promise.all(Array.from({ length: width }, lane));
  return {
    count: () => count,
    async stop() {
      going = false;
      await ended;
    },
  };
}

/** How long one rate is measured. */
export const TURN_MS = 2_500;

/** Appends a second of so many callers. */
export async function insertedBy(width: number, append: (leaf: Uint8Array) => Promise<string>): Promise<number> {
  const began = performance.now();
  const callers = startCallers(width, append);
  await sleep(TURN_MS);
  await callers.stop();
  return (callers.count() / (performance.now() - began)) * 1_000;
}

/** A size of the log, and when it was reached: milliseconds on the clock of `performance`. */
export interface Mark {
  size: number;
  at: number;
}

/** The first checkpoint of at least that size; where none is given, the next one. */
export async function checkpointOf({ db }: World, least?: number): Promise<Mark> {
  const sizeNow = async () => (await latestCheckpoint(db, benchLog.origin))?.size ?? 0;
  const enough = least ?? (await sizeNow()) + 1;
  for (;;) {
    const size = await sizeNow();
    if (size >= enough) return { size, at: performance.now() };
    await sleep(10);
  }
}

/** Waits until every leaf has its place. */
export async function untilTaken({ db }: World): Promise<void> {
  while ((await all(db, sql`select from log.outbox limit 1`)).length > 0) await sleep(10);
}

/** Leaves a second between two marks. */
export const rateBetween = (from: Mark, to: Mark): number => ((to.size - from.size) / (to.at - from.at)) * 1_000;

/** The value that 99 of a hundred do not exceed. */
export function p99(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.ceil(values.length * 0.99) - 1]!;
}
