import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { applicationById } from '../../src/services/index.ts';
import { type MadangProcess, startMadang } from '../support/process.ts';
import { clientOf, inParallel } from './client.ts';
import type { OwnGovernment } from './government.ts';
import { type Applicant, makeMothers, prepareApplicants, SERVICES } from './mothers.ts';
import { assertKept, assertSound, untilSettled } from './soundness.ts';

/** Submissions under way at once: more than the process has connections to the database. */
const WIDTH = 24;
/** Acknowledgements before a kill, and then so many milliseconds: at least, and less than. */
const [FEWEST, MOST] = [3, 16];
const LATEST_MS = 60;
/** Everything is looked through after so many kills, and at the end. */
const LOOK_EVERY = 20;

/** How a run of kills went. */
export interface Survived {
  acknowledged: number;
  /** Submissions whose answer never came: whether they count was not known until they were sent again. */
  brokenOff: number;
  /** Of those, the ones that had been written all the same. */
  writtenUnseen: number;
}

/**
 * Submits applications over HTTP, many at once, and kills the process in the middle of them, again and again. What was
 * acknowledged must be there after the next start; what was not is sent again, and must be there once.
 */
export async function surviveKills(
  { gov, home }: Pick<OwnGovernment, 'gov' | 'home'>,
  kills: number,
): Promise<Survived> {
  const acknowledged: Applicant[] = [];
  let waiting: Applicant[] = [];
  let made = 0;
  let brokenOff = 0;
  let writtenUnseen = 0;
  for (let round = 1; round <= kills; round++) {
    const wanted = MOST + 2 * WIDTH - waiting.length;
    waiting.push(...(await prepareApplicants(gov, await makeMothers(gov, { from: made, count: wanted }))));
    made += wanted;
    const outcome = await submitUntilKilled(await startMadang({ home }), waiting);
    acknowledged.push(...outcome.acknowledged);
    brokenOff += outcome.broken.length;
    writtenUnseen += await countWritten(outcome.broken);
    const answered = new Set(outcome.acknowledged);
    waiting = waiting.filter((applicant) => !answered.has(applicant));
    if (round % LOOK_EVERY === 0) await lookThrough();
  }
  const last = await startMadang({ home });
  await submitAll(last, waiting);
  acknowledged.push(...waiting);
  assert.equal(await last.stop(), 0);
  await lookThrough();
  return { acknowledged: acknowledged.length, brokenOff, writtenUnseen };

  async function lookThrough(): Promise<void> {
    const madang = await startMadang({ home });
    await untilSettled(gov);
    await assertSound(gov);
    await assertKept(gov, acknowledged, SERVICES);
    assert.equal(await madang.stop(), 0);
  }

  async function countWritten(broken: readonly Applicant[]): Promise<number> {
    const applications = broken.map(({ person, application }) => applicationById(gov.db, person, application));
    return (await Promise.all(applications)).filter(({ submittedAt }) => submittedAt !== null).length;
  }
}

/** Submits until the process is killed; `broken` are those whose answer never came. */
async function submitUntilKilled(madang: MadangProcess, waiting: readonly Applicant[]) {
  const client = clientOf(madang.address, WIDTH);
  const acknowledged: Applicant[] = [];
  const broken: Applicant[] = [];
  const enough = randomInt(FEWEST, MOST);
  let killed: Promise<unknown> | undefined;
  await inParallel(WIDTH, waiting, async (applicant) => {
    if (killed) return;
    const reply = await client.submit(applicant);
    if (!reply) return void broken.push(applicant);
    assert.equal(reply.status, 200, reply.body);
    assert.equal(JSON.parse(reply.body).cases.length, SERVICES);
    acknowledged.push(applicant);
    if (acknowledged.length === enough) killed = sleep(randomInt(LATEST_MS)).then(() => madang.kill('SIGKILL'));
  });
  assert.equal(await killed, 'SIGKILL', madang.output());
  client.close();
  return { acknowledged, broken };
}

/** Submits what is left; each is acknowledged. */
export async function submitAll(madang: MadangProcess, waiting: readonly Applicant[]): Promise<void> {
  const client = clientOf(madang.address, WIDTH);
  await inParallel(WIDTH, waiting, async (applicant) => {
    const reply = await client.submit(applicant);
    assert.equal(reply?.status, 200, reply?.body ?? madang.output());
  });
  client.close();
}
