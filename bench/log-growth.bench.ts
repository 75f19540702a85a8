import { setTimeout as sleep } from 'node:timers/promises';
import { createApp, type World } from '../src/kernel/index.ts';
import { latestCheckpoint, logRoom, openAppender, receiptOf, startSequencer } from '../src/log/index.ts';
import { type Row, rowOf } from './bench.ts';
import {
  benchLog,
  checkpointOf,
  type Mark,
  openOwnLog,
  p99,
  rateBetween,
  startCallers,
  untilTaken,
} from './log-load.ts';

export const name = 'log-growth';

/** How large the log becomes: 10 M leaves take some minutes. `LOG_GROWTH_LEAVES` asks for another size. */
const LEAVES = Number(process.env.LOG_GROWTH_LEAVES ?? 10_000_000);
const STEPS = 10;
const CALLERS = 256;
/** So many acts are asked after, from all over the log. */
const ASKED = 2_000;
const PROOF_LIMIT_MS = 2;
const MEBIBYTE = 2 ** 20;

/** A log grows to 10 M leaves: each tenth beside the first, memory too; then proofs are asked of it. */
export async function run(): Promise<Row[]> {
  const { world, close } = await openOwnLog();
  const sequencer = startSequencer(world, benchLog);
  try {
    const { marks, ids } = await grow(world);
    return [...curveOf(marks), ...(await proofs(world, ids))];
  } finally {
    await sequencer.stop();
    await close();
  }
}

interface Point extends Mark {
  /** Memory of this process: bytes that it holds, and of these what JavaScript uses. */
  rss: number;
}

async function grow(world: World): Promise<{ marks: Point[]; ids: string[] }> {
  const ids: string[] = [];
  const { append } = openAppender(world, benchLog.origin);
  const callers = startCallers(CALLERS, append, (count, id) => {
    if (count % Math.ceil(LEAVES / ASKED) === 1) ids.push(id);
  });
  const marks: Point[] = [];
  for (let step = 0; step <= STEPS; step++) {
    const mark = await checkpointOf(world, (LEAVES / STEPS) * step);
    marks.push({ ...mark, rss: process.memoryUsage.rss() });
  }
  await callers.stop();
  await untilTaken(world);
  return { marks, ids };
}

function curveOf(marks: readonly Point[]): Row[] {
  const rates = marks.slice(1).map((mark, step) => rateBetween(marks[step]!, mark));
  const rows = rates.map((rate, step) =>
    rowOf(`log-growth.${step + 1}`, rate, 'entries/s', { what: `the first of ${STEPS} parts`, value: rates[0]! }),
  );
  const memory = { what: 'after the first part', value: marks[1]!.rss / MEBIBYTE };
  return [...rows, rowOf('log-growth.memory', marks.at(-1)!.rss / MEBIBYTE, 'MiB', memory)];
}

/** Proofs of single acts in the log that has grown: the receipt as it is made, and as its route answers. */
async function proofs(world: World, ids: readonly string[]): Promise<Row[]> {
  await sleep(1_000);
  const { size } = (await latestCheckpoint(world.db, benchLog.origin))!;
  const app = createApp(world, {
    routes: logRoom(world, benchLog).routes!,
    identify: async () => ({ kind: 'nobody' }),
    preferencesOf: () => ({ locale: 'en' }),
    errorPage: async () => new Response('', { status: 500 }),
    origin: () => 'http://localhost',
    ready: () => true,
  });
  const made = await timesOf(ids, (id) => receiptOf(world.db, benchLog, id));
  const served = await timesOf(ids, async (id) => {
    const answer = await app.request(`/api/log/entries/${id}`);
    const { state } = (await answer.json()) as { state: string };
    if (state !== 'logged') throw new Error(`${id} is ${state}`);
  });
  const limit = { what: `the limit, at a size of ${size.toLocaleString('en')}`, value: PROOF_LIMIT_MS };
  return [
    rowOf('log-growth.proof', p99(made), 'ms (p99)', limit),
    rowOf('log-growth.answer', p99(served), 'ms (p99)', limit),
  ];
}

async function timesOf(ids: readonly string[], work: (id: string) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (const id of ids) {
    const began = performance.now();
    await work(id);
    times.push(performance.now() - began);
  }
  return times;
}
