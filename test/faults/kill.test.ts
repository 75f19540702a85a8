import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { healthOf, launchMadang, startMadang } from '../support/process.ts';
import { newGovernment, newHome, type OwnGovernment, postmasterOf } from './government.ts';
import { submitAll, surviveKills } from './kills.ts';
import { makeMothers, prepareApplicants, SERVICES } from './mothers.ts';
import { assertKept, assertSound, until, untilSettled } from './soundness.ts';

let own: OwnGovernment;
before(async () => {
  own = await newGovernment();
});
after(() => own.remove());

test('kill -9 in the middle of submissions loses nothing acknowledged and leaves nothing half done', async () => {
  const { acknowledged, brokenOff } = await surviveKills(own, 5);
  assert.ok(acknowledged > 0 && brokenOff > 0);
});

test('kill -9 of the database server loses nothing acknowledged; the next start recovers, and who served before goes on', async () => {
  const { gov, home } = own;
  const applicants = await prepareApplicants(gov, await makeMothers(gov, { from: 100_000, count: 12 }));
  const madang = await startMadang({ home });
  const lost = submitAll(madang, applicants.slice(4)).catch((error: Error) => error);
  await submitAll(madang, applicants.slice(0, 4));
  process.kill(await postmasterOf(home), 'SIGKILL');
  await lost;
  await until(async () => (await healthOf(madang.address)) === 503, 'without a database it cannot serve');
  const next = await startMadang({ home });
  await until(async () => (await healthOf(madang.address)) === 200, 'the database is back');
  await submitAll(madang, applicants);
  await untilSettled(gov);
  await assertSound(gov);
  await assertKept(gov, applicants, SERVICES);
  assert.equal(await next.stop(), 0);
  assert.equal(await healthOf(madang.address), 200);
  assert.equal(await madang.stop(), 0);
});

test('a first start that is killed at any step is followed by one that works', async () => {
  const home = await newHome();
  for (const step of ['making a new database', 'migrations applied', 'synthetic people']) {
    const launched = launchMadang({ home });
    await until(async () => launched.output().includes(step) || launched.hasEnded(), step);
    assert.equal(await launched.kill('SIGKILL'), 'SIGKILL', launched.output());
  }
  const madang = await startMadang({ home });
  assert.equal(await madang.stop(), 0);
  await rm(home, { recursive: true });
});
