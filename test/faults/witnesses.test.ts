import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { all, createLogger, sql, systemClock, type World } from '../../src/kernel/index.ts';
import {
  latestCheckpoint,
  type OperatedLog,
  openLog,
  parsePolicy,
  publishedCheckpoint,
  receiptOf,
  startCollector,
  startSequencer,
  startWitness,
  verifyReceipt,
  witnessesNow,
} from '../../src/log/index.ts';
import { act, actsLog, audit, caughtUp, openTestLog, signer } from '../../src/log/log-fixture.ts';
import { LIES, type LyingWitness, signAnother, startLiar } from '../../src/log/witness/testing/liars.ts';
import { until } from './soundness.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** How long witnesses may take here: what is too late for them is soon over. */
const ANSWER_MS = 400;
/** The seed of the key that the log of the fixture signs with. */
const SEED = 7;

type Witness = Awaited<ReturnType<typeof startWitness>>;
interface Running {
  stop(): Promise<void>;
}

let folder: string;
let fixture: Awaited<ReturnType<typeof openTestLog>>;
let world: World;
let lines: { level: number; msg: string; witness?: string; reason?: string }[];
let running: Running[];
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'madang-witnesses-'));
});
after(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  fixture = await openTestLog();
  lines = [];
  world = { ...fixture.world(), logger: createLogger('info', { write: (line) => void lines.push(JSON.parse(line)) }) };
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map((one) => one.stop()));
  await fixture.close();
});

const { origin } = actsLog;
let made = 0;

/** A witness in a folder of its own, which can be stopped and started again at the same address. */
async function startHonest(name = `w${made++}`, port = 0): Promise<Witness> {
  const own = { folder: join(folder, name), name, vkeys: [signer.vkey], host: '127.0.0.1', port };
  const witness = await startWitness({ ...own, clock: systemClock, logger: world.logger });
  running.push({ stop: () => witness.close() });
  return witness;
}
const stopWitness = async (witness: Witness) => {
  await witness.close();
  running = running.filter(({ stop }) => stop !== witness.close);
};

/** The log with these witnesses, of which so many must sign. */
function watchedBy(least: number, witnesses: readonly { name: string; vkey: string; url: string }[]): OperatedLog {
  const listed = witnesses.map(({ name, vkey, url }) => `witness ${name} ${vkey} ${url}\n`).join('');
  const names = witnesses.map(({ name }) => name).join(' ');
  return { ...actsLog, policy: parsePolicy(`${listed}group all ${least} ${names}\nquorum all\n`) };
}
const known = ({ witness: { name, vkey }, url }: Witness) => ({ name, vkey, url });

function run<T extends Running>(started: T): T {
  running.unshift(started);
  return started;
}
const collect = (log: OperatedLog) => run(startCollector(world, log, ANSWER_MS));
const sequence = (log: OperatedLog) => run(startSequencer(world, log));

const sizeShown = async () => (await publishedCheckpoint(world.db, origin))?.size;
const sizeSigned = async () => (await latestCheckpoint(world.db, origin))?.size;
const shows = (size: number) => until(async () => (await sizeShown()) === size, `the log shows ${size} entries`);
const cosigners = async (size: number) => {
  const rows = await all(world.db, sql<{ witness: string }>`select witness from log.cosignature where size = ${size}`);
  return rows.map(({ witness }) => witness.split('+')[0]).sort();
};
/** An act, once it is in the log, shown or not. Statements stand beside acts, so the size is asked for. */
async function logged(number: number): Promise<{ entry: string; size: number }> {
  const { entry } = await act(world.db, number);
  await caughtUp(world.db);
  return { entry, size: (await sizeSigned())! };
}

describe('a witness that lies', () => {
  let liar: LyingWitness;
  beforeEach(async () => {
    liar = await startLiar();
    run({ stop: () => liar.close() });
  });
  const lying = () => ({ name: 'liar', vkey: liar.vkey, url: liar.url });

  test('does not count, whatever it answers; told the truth, it does', async () => {
    const honest = await startHonest();
    const log = watchedBy(2, [known(honest), lying()]);
    sequence(log);
    let { size } = await logged(0);
    for (const lie of Object.keys(LIES)) {
      liar.tell(lie);
      const collector = startCollector(world, log, ANSWER_MS);
      await until(async () => liar.asked() > 1 || lines.some(({ witness }) => witness === 'liar'), lie);
      await until(async () => (await cosigners(size)).length > 0, `the honest one signs beside "${lie}"`);
      await collector.stop();
      assert.deepEqual(await cosigners(size), [honest.witness.name], lie);
      assert.equal(await sizeShown(), undefined, lie);
      lines = [];
      ({ size } = await logged(1));
    }
    liar.tell('the truth');
    collect(log);
    await shows(size);
    assert.deepEqual(await cosigners(size), [honest.witness.name, 'witness.example.org/liar'].sort());
  });

  test('holds up nobody: two honest ones are enough', async () => {
    const honest = await Promise.all([startHonest(), startHonest()]);
    const log = watchedBy(2, [...honest.map(known), lying()]);
    sequence(log);
    collect(log);
    for (const lie of Object.keys(LIES)) {
      liar.tell(lie);
      const { entry, size } = await logged(0);
      await shows(size);
      const state = await receiptOf(world.db, log, entry);
      assert.ok(state.state === 'logged');
      const checks = await verifyReceipt(state.receipt, undefined, state.receipt.policy);
      assert.ok(
        checks.every(({ ok }) => ok),
        `${lie}: ${JSON.stringify(checks)}`,
      );
    }
    const now = await witnessesNow(world.db, log);
    assert.deepEqual(
      now.map(({ name, size, behind }) => [name, size, behind]),
      [...honest.map(({ witness }) => [witness.name, now[0]!.size, false]), ['liar', null, true]],
    );
    // Told of when the reason changes, and not at every try.
    const reasons = lines.filter(({ witness, level }) => witness === 'liar' && level >= 40).map(({ reason }) => reason);
    assert.ok(
      reasons.every((reason, index) => reason !== reasons[index - 1]),
      String(reasons),
    );
  });
});

test('with too few witnesses nothing new is shown, and everything else goes on; with enough again, the newest is', async () => {
  const [one, two, three] = await Promise.all([startHonest(), startHonest(), startHonest()]);
  const log = watchedBy(2, [known(one), known(two), known(three)]);
  sequence(log);
  collect(log);
  const before = await logged(0);
  await shows(before.size);
  await Promise.all([stopWitness(two), stopWitness(three)]);
  const waiting = [await logged(1), await logged(2), await logged(3)];
  assert.ok(waiting[2]!.size > waiting[0]!.size && waiting[0]!.size > before.size, 'acts are taken and sequenced');
  const newest = waiting[2]!.size;
  await until(async () => (await cosigners(newest)).length === 1, 'the one that is left signs');
  assert.equal(await sizeShown(), before.size);
  for (const { entry } of waiting) assert.deepEqual(await receiptOf(world.db, log, entry), { state: 'pending' });
  assert.equal((await receiptOf(world.db, log, before.entry)).state, 'logged');
  assert.deepEqual(
    (await witnessesNow(world.db, log)).map(({ behind }) => behind),
    [false, false, false],
  );

  await startHonest(two.witness.name, Number(new URL(two.url).port));
  await shows(newest);
  for (const { entry } of waiting) assert.equal((await receiptOf(world.db, log, entry)).state, 'logged');
  assert.deepEqual(
    (await witnessesNow(world.db, log)).map(({ behind }) => behind),
    [false, false, true],
  );
  await startHonest(three.witness.name, Number(new URL(three.url).port));
  await until(async () => (await cosigners(newest)).length === 3, 'who was away adds its signature later');
  await audit(world.db);
});

test('a collector that ends and begins anew goes on from what it has', async () => {
  const witness = await startHonest();
  const log = watchedBy(1, [known(witness)]);
  sequence(log);
  for (let round = 0; round < 4; round++) {
    const { size } = await logged(round);
    const collector = startCollector(world, log, ANSWER_MS);
    await shows(size);
    await collector.stop();
  }
  assert.deepEqual(
    lines.filter(({ level }) => level >= 40),
    [],
  );
});

test('a log that was rolled back or forked is not signed on, and somebody is told', async () => {
  const witness = await startHonest();
  const log = watchedBy(1, [known(witness)]);
  const told = (reason: RegExp) =>
    until(async () => lines.some(({ level, reason: said = '' }) => level === 50 && reason.test(said)), String(reason));
  await signAnother(witness.url, origin, SEED, 9);
  sequence(log);
  const collector = startCollector(world, log, ANSWER_MS);
  await logged(0);
  await told(/it has signed 9 entries, more than there are/);
  await collector.stop();
  while ((await sizeSigned())! < 9) await logged(1);
  if ((await sizeSigned()) === 9) {
    const same = startCollector(world, log, ANSWER_MS);
    await told(/it has signed another tree of 9 entries/);
    await same.stop();
    await logged(2);
  }
  collect(log);
  await told(/the 9 entries that it has signed are not the first of these/);
  assert.equal(await sizeShown(), undefined);
  assert.equal((await witnessesNow(world.db, log))[0]!.size, null);
});

test('a witness that dies between keeping and answering signs the same again when it is back', async () => {
  const name = 'killed';
  let witness = await launchWitness(name);
  let kills = 1;
  /** Stands before the witness, and kills it when it has kept what it was to sign. */
  const pass = async (request: IncomingMessage): Promise<{ status: number; type: string; body: string }> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const call = { method: 'POST', body: Buffer.concat(chunks) };
    const answer = await fetch(`${witness.url}${request.url}`, call);
    const reply = { status: answer.status, type: answer.headers.get('content-type')!, body: await answer.text() };
    if (answer.status === 200 && kills > 0) {
      kills -= 1;
      await witness.end('SIGKILL');
      witness = await launchWitness(name);
      throw new Error('the answer is lost');
    }
    return reply;
  };
  const proxy = createServer((request, response) => {
    pass(request).then(
      ({ status, type, body }) => response.writeHead(status, { 'content-type': type }).end(body),
      () => response.destroy(),
    );
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  running.push({
    async stop() {
      proxy.closeAllConnections();
      proxy.close();
      await witness.end('SIGTERM');
    },
  });
  const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const log = watchedBy(1, [{ name, vkey: witness.vkey, url }]);
  sequence(log);
  collect(log);
  for (const number of [0, 1]) await shows((await logged(number)).size);
  assert.equal(kills, 0);
  assert.ok(!lines.some(({ msg }) => /another log/.test(msg)));
});

/** A witness as a process of its own. */
async function launchWitness(name: string) {
  const words = ['witness', join(folder, name), '--name', name, '--log', signer.vkey, '--port', '0'];
  const child = spawn(process.execPath, ['bin/madang.mjs', ...words], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const [text] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
  return {
    url: /listens at (\S+)/.exec(text)![1]!,
    vkey: /\nwitness \S+ (\S+)/.exec(text)![1]!,
    end(signal: 'SIGKILL' | 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
  };
}

test("a demonstration's own witnesses sign over HTTP, and two processes know the same", async () => {
  const settings = { ...world.config, MADANG_HOME: join(folder, 'demo') };
  const [log, other] = await Promise.all([openLog(settings, origin), openLog(settings, origin)]);
  assert.deepEqual(log.policy, other.policy);
  assert.ok(log.demoWitnesses);
  const second = { ...fixture.world(), config: settings };
  Object.assign(world, { config: settings });
  sequence(log);
  const first = startCollector(world, log);
  run(startCollector(second, other));
  await shows((await logged(0)).size);
  await first.stop();
  await shows((await logged(1)).size);
  const seen = await witnessesNow(world.db, log);
  assert.equal(seen.length, 3);
  assert.ok(seen.filter(({ behind }) => !behind).length >= 2);
});

test('production asks whom the policy names, and says so when it names nobody', async () => {
  const production = { ...world.config, MADANG_MODE: 'production' as const, MADANG_HOME: join(folder, 'production') };
  const log = await openLog(production, origin);
  assert.deepEqual([log.policy.quorum, log.demoWitnesses], ['none', undefined]);
  run(startCollector({ ...world, config: production }, log));
  assert.deepEqual(
    lines.map(({ msg, level }) => [level, msg.split(':')[0]]),
    [[40, 'the log has no witnesses']],
  );
});
