import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { signInPerson } from '../src/identity/testing.ts';
import { createMetrics } from '../src/kernel/index.ts';
import { serve } from '../src/main.ts';
import { logFileOf, readNodeLog } from '../src/node/index.ts';
import type { Registry } from '../src/pack/index.ts';
import { disclosuresOf, platformKey, readFacts } from '../src/registry/index.ts';
import { submitApplication } from '../src/services/index.ts';
import { casesByService, persona, prepareBirth } from '../src/services/testing/people.ts';
import { testGovernment } from './support/government.ts';

const HELD = 'labour-enrolment';
const MINUTE_MS = 60_000;

/** The agency's own file: other wages than those that the demo has in its database, and a column that is nobody's. */
const INSURED = `id_no,unit,joined,left,days,wage,remark
A200000012,晴川電子股份有限公司,2021-03-02,,2030,61000,planted-remark
`;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

/** The program as an agency runs it, in a process of its own. */
async function startProcess(file: string): Promise<{ child: ChildProcess; key: string; output: () => string }> {
  const child = spawn(process.execPath, ['bin/madang.mjs', 'node', file], { stdio: ['ignore', 'pipe', 'pipe'] });
  process.once('exit', () => child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  while (!output.includes('Stop with Ctrl+C')) {
    assert.equal(child.exitCode, null, output);
    await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  }
  return { child, key: /key: "([\w-]{43})"/.exec(output)![1]!, output: () => output };
}

const isAlive = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null;

describe('a register stays with its agency, behind its node', async () => {
  const closing: (() => unknown)[] = [];
  // Hooks run in the order of their making: this one before the database goes.
  after(async () => {
    for (const close of closing.toReversed()) await close();
  });
  const { gov, lines } = await testGovernment();
  const mother = await persona(gov, 'employed-mother');
  const folder = await mkdtemp(join(tmpdir(), 'madang-agency-'));
  closing.push(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'node.yaml');
  const port = await freePort();
  await writeFile(join(folder, 'insured.csv'), INSURED);
  await writeFile(
    file,
    `node: labour-insurance-node
address: http://127.0.0.1:${port}
listen: {port: ${port}}
folder: data
platforms: {gov: {key: ${(await platformKey(gov.config)).jwk.x}, people_a_minute: 600}}
sources: {office: {csv: insured.csv}}
registries:
  ${HELD}:
    source: office
    person: id_no
    fields: {employer: unit, since: joined, left_on: left, insured_days: days, average_salary: wage}
    answers: {agencies: [labour-insurance, national-pension], people: true}
`,
  );
  let node = await startProcess(file);
  const stop = async (signal: NodeJS.Signals) => {
    const ended = once(node.child, 'exit');
    node.child.kill(signal);
    await ended;
  };
  closing.push(() => isAlive(node.child) && stop('SIGKILL'));

  await writeFile(join(folder, 'nodes.yaml'), `${HELD}: {address: "http://127.0.0.1:${port}", key: "${node.key}"}\n`);
  Object.assign(gov.config, { WORKERS: 0, NODES_FILE: join(folder, 'nodes.yaml') });
  (gov.pack.registries as Map<string, Registry>).set(HELD, { ...gov.pack.registries.get(HELD)!, held: 'node' });
  const site = await serve({ gov, close: async () => {} });
  closing.push(() => site.stop());
  Object.assign(gov, { metrics: createMetrics() });

  const cookie = await signInPerson(gov, { person: mother });
  let application = '';
  const pageOf = async (path: string) => {
    const headers = { cookie, 'accept-language': 'en' };
    const response = await fetch(`${site.address}${path}`, { headers });
    assert.equal(response.status, 200);
    return response.text();
  };

  const answersPage = () => pageOf(`/applications/${application}/answers`);

  test('its values stand in the journey as any others, and those in our own table are not looked at', async () => {
    application = await prepareBirth(gov, mother);
    const page = await answersPage();
    assert.match(page, /61,000/);
    assert.doesNotMatch(page, /42,000|planted/);
    assert.match(await pageOf(`/applications/${application}/preview`), /122,000/, 'and the rules go by them');
  });

  test('one that hangs costs two seconds; one that is back goes on with its log', async () => {
    node.child.kill('SIGSTOP');
    gov.clock.advance(2 * MINUTE_MS);
    const stale = await answersPage();
    assert.match(stale, /61,000/, 'what it said before is shown');
    assert.match(stale, /was asked at 9:02am and did not answer\. This is as it was at/);
    node.child.kill('SIGCONT');
    await stop('SIGKILL');
    node = await startProcess(file);
    gov.clock.advance(MINUTE_MS);
    assert.doesNotMatch(await answersPage(), /did not answer/);
  });

  test('once it is gone for long, its values are unknown, and never absent', async () => {
    await stop('SIGTERM');
    gov.clock.advance(20 * MINUTE_MS);
    const unknown = await answersPage();
    assert.doesNotMatch(unknown, /61,000/);
    assert.match(unknown, /was asked at 9:23am and did not answer\. We go on without this\./);
    assert.match(unknown, /Not known for now:[^<]*Average insured monthly wage/);
    assert.match(await pageOf(`/applications/${application}/preview`), /Not known for now/);
  });

  test('submitted so, an officer looks at it; and whoever is asked about sees that, answered or not', async () => {
    gov.clock.advance(MINUTE_MS);
    await submitApplication(gov, mother, application);
    const kase = (await casesByService(gov, mother, application))['maternity-benefit-labour']!;
    assert.equal(kase.state, 'review');
    gov.clock.advance(MINUTE_MS);
    const reader = { kind: 'service', service: kase.service, agency: kase.agency } as const;
    const reads = [{ registry: HELD, person: mother, fields: ['average_salary'] }];
    await readFacts(gov.db, gov, { reader, purpose: { text: gov.pack.title }, reads });
    const looks = await disclosuresOf(gov.db, mother, { limit: 50, at: gov.clock.now() });
    assert.deepEqual(
      looks.filter(({ registry }) => registry === HELD).map(({ fields, asked }) => [fields, asked]),
      [[['average_salary'], 'unanswered']],
    );
  });

  test('nothing of anybody is in log lines, here or there', async () => {
    const personal = /A200000012|晴川|61000|planted/;
    assert.ok(lines.some((line) => line.includes('a node did not answer as it should')));
    assert.doesNotMatch(lines.join(''), personal);
    assert.doesNotMatch(node.output(), personal);
    const printed = execFileSync(process.execPath, ['bin/madang.mjs', 'node', 'log', file, '--person', 'A200000012'], {
      encoding: 'utf8',
    });
    assert.match(printed, /gov {2}self {2}self {2}labour-enrolment \(.*average_salary.*\) {2}records: 1\n/);
    assert.match(printed, /\d lines, the last with hash [\w-]{43}\n$/);
    assert.doesNotMatch(printed, personal);
    const log = logFileOf(join(folder, 'data'));
    assert.doesNotMatch(await readFile(log, 'utf8'), personal);
    assert.ok((await readNodeLog(log)).head.entries >= 2);
  });
});
