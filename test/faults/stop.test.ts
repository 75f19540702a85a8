import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { healthOf, startMadang } from '../support/process.ts';
import { clientOf } from './client.ts';
import { newGovernment, newHome, type OwnGovernment } from './government.ts';
import { makeMothers, prepareApplicants, SERVICES } from './mothers.ts';
import { assertKept, assertSound, until, untilSettled } from './soundness.ts';

let own: OwnGovernment;
before(async () => {
  own = await newGovernment();
});
after(() => own.remove());

test('SIGTERM while requests are under way: they are answered, then it ends, and the next start serves', async () => {
  const { gov, home } = own;
  const applicants = await prepareApplicants(gov, await makeMothers(gov, { count: 8 }));
  const madang = await startMadang({ home });
  const client = clientOf(madang.address);
  const replies = applicants.map((applicant) => client.submit(applicant));
  await Promise.race(replies); // the first is answered: the others have been received
  const ending = madang.stop();
  for (const reply of await Promise.all(replies)) assert.equal(reply?.status, 200, reply?.body);
  assert.equal(await ending, 0, madang.output());
  assert.equal(await healthOf(madang.address), 0, 'nobody listens any more');
  const next = await startMadang({ home });
  await untilSettled(gov);
  await assertSound(gov);
  await assertKept(gov, applicants, SERVICES);
  assert.equal(await next.stop(), 0);
});

test('while it stops, /healthz says so to whoever is still connected', async () => {
  const madang = await startMadang({ home: own.home });
  const { hostname, port } = new URL(madang.address);
  const socket = connect(Number(port), hostname).setEncoding('utf8');
  let answers = '';
  socket.on('data', (text) => {
    answers += text;
  });
  // A request whose body has not come yet is under way (100 Continue says so); the next follows on the same connection.
  const expected = 'content-type: application/json\r\ncontent-length: 20\r\nexpect: 100-continue';
  socket.write(`POST /sign-in/demo HTTP/1.1\r\nhost: x\r\n${expected}\r\n\r\n`);
  await until(async () => answers.includes('100 Continue'), 'the request is under way');
  const ending = madang.stop();
  await until(async () => (await healthOf(madang.address)) === 0, 'nobody new is let in');
  socket.write('{"persona":"father"}GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n');
  assert.equal(await ending, 0);
  const statuses = [...answers.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, status]) => status);
  assert.deepEqual(statuses, ['100', '303', '503']);
});

test('the last process to stop leaves nothing running', async () => {
  const home = await newHome();
  const madang = await startMadang({ home });
  const pidFile = join(home, 'postgres/data/postmaster.pid');
  assert.ok(existsSync(pidFile));
  assert.equal(await madang.stop(), 0);
  assert.ok(!existsSync(pidFile), 'the database server has ended');
  await rm(home, { recursive: true });
});
