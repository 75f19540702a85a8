import { all, createApp, sql, type World } from '../src/kernel/index.ts';
import { latestCheckpoint, logRoom, openAppender, receiptOf, startSequencer } from '../src/log/index.ts';
import { type Row, rowOf } from './bench.ts';
import {
  benchLog,
  checkpointOf,
  insertedBy,
  openBareTable,
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
const WARM_UP = 200;
const PROOF_LIMIT_MS = 2;
const MEBIBYTE = 2 ** 20;

/** A log grows to 10 M leaves: each tenth beside the bare insert of then, and memory; then proofs are asked of it. */
export async function run(): Promise<Row[]> {
  const { world, close } = await openOwnLog();
  const sequencer = startSequencer(world, benchLog);
  try {
    const { steps, ids } = await grow(world);
    return [...curveOf(steps), ...(await proofs(world, ids))];
  } finally {
    await sequencer.stop();
    await close();
  }
}

/** A tenth of the way. */
interface Step {
  size: number;
  /** Entries a second, and rows a second of the bare insert right after. */
  logged: number;
  inserted: number;
  /** Bytes of memory that this process holds. */
  rss: number;
}

async function grow(world: World): Promise<{ steps: Step[]; ids: string[] }> {
  const { append } = openAppender(world, benchLog.origin);
  const bare = await openBareTable(world);
  const ids: string[] = [];
  const steps: Step[] = [];
  while (steps.length < STEPS) {
    const callers = startCallers(CALLERS, append, (count, id) => {
      if (count % Math.ceil(LEAVES / ASKED) === 1) ids.push(id);
    });
    const from = await checkpointOf(world);
    const to = await checkpointOf(world, from.size + LEAVES / STEPS);
    await callers.stop();
    await untilTaken(world);
    const inserted = await insertedBy(CALLERS, bare.append);
    steps.push({ size: to.size, logged: rateBetween(from, to), inserted, rss: process.memoryUsage.rss() });
  }
  return { steps, ids };
}

function curveOf(steps: readonly Step[]): Row[] {
  const rows = steps.map(({ size, logged, inserted }, step) => {
    const what = `the same inserted bare, at a size of ${size.toLocaleString('en')}`;
    return rowOf(`log-growth.${step + 1}`, logged, 'entries/s', { what, value: inserted });
  });
  const memory = { what: 'after the first part', value: steps[0]!.rss / MEBIBYTE };
  return [...rows, rowOf('log-growth.memory', steps.at(-1)!.rss / MEBIBYTE, 'MiB', memory)];
}

/** Proofs of single acts in the log that has grown: the receipt as it is made, and as its route answers. */
async function proofs(world: World, ids: readonly string[]): Promise<Row[]> {
  // What the growth has left PostgreSQL to write is written before, and the first proofs warm up the code.
  await all(world.db, sql`checkpoint`);
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
  return times.slice(WARM_UP);
}
