import { hash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { World } from '../src/kernel/index.ts';
import { openAppender, receiptOf, startSequencer } from '../src/log/index.ts';
import { median, type Row, rowOf } from './bench.ts';
import {
  benchLog,
  checkpointOf,
  insertedBy,
  LEAF_BYTES,
  nextLeaf,
  openBareTable,
  openOwnLog,
  p99,
  rateBetween,
  startCallers,
  TURN_MS,
  untilTaken,
} from './log-load.ts';

export const name = 'log';

const WIDTHS = [1, 16, 256];
const ROUNDS = 5;
/** Of receipts that are asked for while the callers are at work. */
const RECEIPTS_MS = 8_000;
const RECEIPTS_AT_ONCE = 30;
const RECEIPT_LIMIT_MS = 1_500;

type Append = (leaf: Uint8Array) => Promise<string>;

/**
 * Leaves made durable and integrated in a signed tree, turn about with the bare insert of the same bytes, on one durable
 * database. Callers, sequencer and all are in this process, as they are in Madang.
 */
export async function run(): Promise<Row[]> {
  const { world, close } = await openOwnLog();
  const sequencer = startSequencer(world, benchLog);
  try {
    return await measure(world);
  } finally {
    await sequencer.stop();
    await close();
  }
}

async function measure(world: World): Promise<Row[]> {
  const { append } = openAppender(world, benchLog.origin);
  const bare = await openBareTable(world);
  const turns = WIDTHS.map((width) => ({ width, logged: [] as number[], inserted: [] as number[] }));
  for (let round = 0; round < ROUNDS; round++) {
    for (const { width, logged, inserted } of turns) {
      logged.push(await loggedBy(world, width, append));
      inserted.push(await insertedBy(width, bare.append));
    }
  }
  const rows = turns.map(({ width, logged, inserted }) => {
    const what = `the same ids and leaves of ${LEAF_BYTES} bytes, inserted bare by the same batches, ${width} callers`;
    return rowOf(`log.${width}`, median(logged), 'entries/s', { what, value: median(inserted) });
  });
  const hashing = { what: 'leaves and tree nodes hashed by one core, and nothing else', value: hashRate() };
  rows.push(rowOf('log.256.hashes', median(turns.at(-1)!.logged), 'entries/s', hashing));
  const receipts = { what: 'the limit, from the call to a proof under a signed checkpoint', value: RECEIPT_LIMIT_MS };
  rows.push(rowOf('log.256.receipt', p99(await receiptTimes(world, append)), 'ms (p99)', receipts));
  return rows;
}

/** Leaves a second that were durable and in a signed tree, while so many callers were at work. */
async function loggedBy(world: World, width: number, append: Append): Promise<number> {
  const callers = startCallers(width, append);
  const from = await checkpointOf(world);
  await sleep(TURN_MS);
  const to = await checkpointOf(world);
  await callers.stop();
  await untilTaken(world);
  return rateBetween(from, to);
}

/** Milliseconds from the call that appends to the receipt with its proof, among 256 callers who do the same. */
async function receiptTimes(world: World, append: Append): Promise<number[]> {
  const callers = startCallers(WIDTHS.at(-1)!, append);
  const times: number[] = [];
  const end = performance.now() + RECEIPTS_MS;
  const ask = async () => {
    while (performance.now() < end) {
      const began = performance.now();
      const entry = await append(nextLeaf());
      while ((await receiptOf(world.db, benchLog, entry)).state !== 'logged') await sleep(20);
      times.push(performance.now() - began);
      await sleep(Math.random() * 200);
    }
  };
  await Promise.all(Array.from({ length: RECEIPTS_AT_ONCE }, ask));
  await callers.stop();
  return times;
}

/** How many leaves a second one core can hash with nothing else to do: each, and one node above it (RFC 9162, 2.1.1). */
function hashRate(): number {
  const count = 200_000;
  const [leaf, node] = [Buffer.alloc(1 + LEAF_BYTES), Buffer.alloc(1 + 2 * 32)];
  const began = performance.now();
  for (let turn = 0; turn < count; turn++) {
    hash('sha256', leaf, 'buffer');
    hash('sha256', node, 'buffer');
  }
  return (count / (performance.now() - began)) * 1_000;
}
