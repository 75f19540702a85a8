import pg from 'pg';
import { submitApplication } from '../src/services/index.ts';
import { clientOf } from '../test/faults/client.ts';
import type { OwnGovernment } from '../test/faults/government.ts';
import { type Applicant, makeMothers, prepareApplicants } from '../test/faults/mothers.ts';
import { startMadang } from '../test/support/process.ts';
import { type BareTransaction, bareTransactionOf } from './bare-transaction.ts';
import { type Row, rowOf } from './bench.ts';
import { onOwnGovernment } from './own-government.ts';

export const name = 'submit';

const WIDTHS = [8, 32];
const ROUNDS = 3;
/** A turn ends after so many milliseconds or submissions, whichever comes first. */
const TURN_MS = 3_000;
const TURN_SUBMISSIONS = 100;
const WARM_UP = 40;

/**
 * A birth of four services, submitted, decided, recorded, paid and logged over HTTP, against the rows that this leaves
 * behind, written and committed by one statement; turn about, on one durable database, by as many connections.
 */
export const run = (): Promise<Row[]> => onOwnGovernment(measure);

async function measure({ gov, home }: OwnGovernment): Promise<Row[]> {
  const count = WARM_UP + 1 + ROUNDS * WIDTHS.length * TURN_SUBMISSIONS;
  const applicants = await prepareApplicants(gov, await makeMothers(gov, { count }));
  const sample = applicants.pop()!;
  const bare = await bareTransactionOf(gov.pool, () => submitApplication(gov, sample.person, sample.application));
  const madang = await startMadang({ home, environment: { LOG_LEVEL: 'warn' } });
  const pool = new pg.Pool({ connectionString: gov.pool.options.connectionString, max: Math.max(...WIDTHS) });
  await submit(madang.address, applicants.splice(0, WARM_UP), WIDTHS[0]!);
  const turns = WIDTHS.map((width) => ({ width, submitted: new Turn(), written: new Turn() }));
  for (let round = 0; round < ROUNDS; round++) {
    for (const { width, submitted, written } of turns) {
      submitted.add(await submit(madang.address, applicants.splice(0, TURN_SUBMISSIONS), width));
      written.add(await write(pool, bare, width));
    }
  }
  await pool.end();
  await madang.stop();
  const what = (width: number) =>
    `the same ${bare.rows} rows, ${Math.round(bare.bytes / 1024)} KiB, into ${bare.tables} tables by one statement, ${width} connections`;
  return turns.map(({ width, submitted, written }) =>
    rowOf(`submit.${width}`, submitted.rate, 'applications/s', { what: what(width), value: written.rate }),
  );
}

/** What all turns of one kind did together. */
class Turn {
  done = 0;
  milliseconds = 0;

  add(other: { done: number; milliseconds: number }): void {
    this.done += other.done;
    this.milliseconds += other.milliseconds;
  }

  get rate(): number {
    return (this.done / this.milliseconds) * 1_000;
  }
}

async function submit(address: string, applicants: readonly Applicant[], width: number) {
  const client = clientOf(address, width);
  const waiting = applicants.values();
  const outcome = await inTurns(width, async () => {
    const { value: applicant } = waiting.next();
    if (!applicant) return false;
    const reply = await client.submit(applicant);
    if (reply?.status !== 200) throw new Error(`A submission failed: ${reply?.body}`);
    const open = JSON.parse(reply.body).cases.filter(({ state }: { state: string }) => state !== 'approved');
    if (open.length > 0) throw new Error(`A case was not decided: ${JSON.stringify(open[0])}`);
    return true;
  });
  client.close();
  return outcome;
}

function write(pool: pg.Pool, { text }: BareTransaction, width: number) {
  return inTurns(width, async () => {
    await pool.query({ name: 'bare', text });
    return true;
  });
}

/** Does one thing after another, so many at once, until the turn is over or nothing is left. */
async function inTurns(width: number, act: () => Promise<boolean>): Promise<{ done: number; milliseconds: number }> {
  const began = performance.now();
  let done = 0;
  const lane = async () => {
    while (performance.now() - began < TURN_MS && (await act())) done += 1;
  };
  await Promise.all(Array.from({ length: width }, lane));
  return { done, milliseconds: performance.now() - began };
}
