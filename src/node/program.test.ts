import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Standard, StandardContract, StandardField } from '../pack/index.ts';
import { hiddenNumber } from './answer.ts';
import { checkNode } from './check.ts';
import type { Conformance } from './check-standards.ts';
import { askNode, questionFor, send } from './client.ts';
import { type LogEntry, readNodeLog } from './log.ts';
import { logFileOf, logSecretOf, nodeSeed, startNode } from './program.ts';
import { type Answer, LIMITS, messageKeyOf, publicKeyOf, type Question, writeQuestion } from './protocol/index.ts';
import { readNodeSettings } from './settings.ts';
import { clock, folderWith, INSURED, NOW, nodeFile, PLATFORM, SECONDS, silent } from './testing/files.ts';

/** A node on a free port that is called by the address under which it listens. */
async function start(changes: Parameters<typeof nodeFile>[0] = {}) {
  const folder = await folderWith({ 'node.yaml': nodeFile(changes), 'insured.csv': INSURED });
  const settings = await readNodeSettings(join(folder, 'node.yaml'), {});
  const node = await startNode(settings, { clock, logger: silent });
  after(() => node.close());
  // Its public address is another than that where it listens, as behind a proxy.
  const sendHere: typeof send = (request, ms) =>
    send({ ...request, url: request.url.replace('http://node.example/', node.url) }, ms);
  return { folder, settings, node, sendHere };
}

/** As `start`, its public address being that where it listens. */
async function startOpen(changes: Parameters<typeof nodeFile>[0] = {}) {
  const started = await start(changes);
  started.settings.address = started.node.url;
  const known = { address: started.node.url, key: publicKeyOf(started.node.publicKey) };
  const ask = (question: Question, key = PLATFORM, seconds = SECONDS) =>
    askNode(known, question, { key, seconds: () => seconds, deadlineMs: 5_000 });
  return { ...started, known, ask };
}

const question = (changes: Partial<Question> = {}): Question => ({
  id: randomUUID(),
  reader: { kind: 'service', agency: 'pension', name: 'pension-claim' },
  basis: 'statute',
  purpose: { text: 'A pension', law: 'Pension Act, article 1' },
  asks: [{ registry: 'enrolment', person: 'A123456789', fields: ['employer'] }],
  ...changes,
});
const answersOf = (asked: Awaited<ReturnType<typeof askNode>>): Answer['answers'] => {
  assert.ok(asked.ok, JSON.stringify(asked));
  return asked.answer.answers;
};

test('what is asked by a known key is answered, signed, and written into the log without the number', async () => {
  const { ask, settings } = await startOpen();
  const asks = [
    { registry: 'enrolment', person: 'A123456789', fields: ['employer', 'left_on'] },
    { registry: 'enrolment', person: 'Z000000000', fields: ['employer'] },
    { registry: 'enrolment', person: 'A123456789', fields: ['employer', 'secret'] },
    { registry: 'attic', person: 'A123456789', fields: [] },
    { registry: 'enrolment', person: 'C111111111', fields: ['sex'] },
  ];
  const asked = question({ asks });
  const answers = answersOf(await ask(asked));
  assert.deepEqual(
    answers.map((one) => ('refused' in one ? one.refused : one.records.length)),
    [2, 0, 'not-here', 'not-here', 'fault'],
  );
  const lines: LogEntry[] = [];
  await readNodeLog(logFileOf(settings.folder), (entry) => lines.push(entry));
  const person = hiddenNumber(logSecretOf(await nodeSeed(settings.folder)), 'A123456789');
  assert.deepEqual(lines[0], {
    ...{ at: NOW, platform: 'gov', question: asked.id, reader: asked.reader, basis: 'statute', registry: 'enrolment' },
    ...{ person, fields: ['employer', 'left_on'], outcome: { records: 2 } },
  });
  assert.deepEqual(
    lines.map(({ outcome }) => outcome),
    [{ records: 2 }, { records: 0 }, { refused: 'not-here' }, { refused: 'not-here' }, { refused: 'fault' }],
  );
  const written = await readFile(logFileOf(settings.folder), 'utf8');
  assert.doesNotMatch(written, /A123456789|Harbour|planted/);
});

test('it goes by its own rules, whatever the platform thinks', async () => {
  const { ask } = await startOpen();
  const outcome = async (changes: Partial<Question>) => {
    const [answer] = answersOf(await ask(question(changes)));
    return 'refused' in answer! ? answer.refused : 'given';
  };
  assert.equal(await outcome({ reader: { kind: 'service', agency: 'tax' } }), 'not-you');
  assert.equal(await outcome({ reader: { kind: 'officer', agency: 'pension' } }), 'given');
  assert.equal(await outcome({ reader: { kind: 'self' }, basis: 'self' }), 'given');
  assert.equal(await outcome({ reader: { kind: 'party', name: 'bank' }, basis: 'statute' }), 'not-you');
  assert.equal(await outcome({ reader: { kind: 'party', name: 'bank' }, basis: 'consent' }), 'given');
});

test('no more people are asked about in a minute than was agreed on', async () => {
  const { ask } = await startOpen({ minute: 3 });
  const four = Array.from({ length: 4 }, () => question().asks[0]!);
  const answers = answersOf(await ask(question({ asks: four })));
  assert.deepEqual(
    answers.map((one) => 'refused' in one && one.refused),
    [false, false, false, 'limit'],
  );
});

test('whoever it does not know learns nothing', async () => {
  const { ask, known, sendHere } = await startOpen();
  const stranger = messageKeyOf(new Uint8Array(32).fill(9));
  assert.deepEqual(await ask(question(), stranger), { ok: false, failed: 'status.401' });
  const old = questionFor(known.address, writeQuestion(question()), { key: PLATFORM, at: SECONDS - 1_000 });
  const reply = await sendHere(old, 5_000);
  assert.ok('status' in reply);
  assert.equal(reply.status, 401);
  assert.match(Buffer.from(reply.body).toString(), /not too old/);
});

test('behind a proxy, what is signed is the address that platforms know', async () => {
  const { sendHere } = await start();
  const request = questionFor('http://node.example/', writeQuestion(question()), { key: PLATFORM, at: SECONDS });
  const reply = await sendHere(request, 5_000);
  assert.equal('status' in reply && reply.status, 200);
  const again = await sendHere(request, 5_000);
  assert.equal('status' in again && again.status, 409);
  const elsewhere = questionFor('http://other.example/', writeQuestion(question()), { key: PLATFORM, at: SECONDS });
  const strange = await sendHere({ ...elsewhere, url: 'http://node.example/questions' }, 5_000);
  assert.equal('status' in strange && strange.status, 401);
});

test('a question from before it began is refused: what it has forgotten could come again', async () => {
  const { ask } = await startOpen();
  assert.deepEqual(await ask(question(), PLATFORM, SECONDS - 1), { ok: false, failed: 'status.401' });
});

test('its bounds hold', async () => {
  const { node, known } = await startOpen();
  const status = async (path: string, init?: RequestInit) => (await fetch(node.url + path, init)).status;
  assert.equal(await status('questions'), 405);
  assert.equal(await status('elsewhere'), 404);
  assert.equal(await status('questions', { method: 'POST', body: 'x'.repeat(LIMITS.question + 1) }), 413);
  const many = Array.from({ length: LIMITS.asks + 1 }, () => question().asks[0]!);
  const reply = await send(
    questionFor(known.address, writeQuestion(question({ asks: many })), { key: PLATFORM, at: SECONDS }),
    5_000,
  );
  assert.equal('status' in reply && reply.status, 400);
});

test('the conformance kit finds nothing wrong with it, and says what is wrong with a key that is another', async () => {
  const { known } = await startOpen();
  const target = {
    ...known,
    registry: 'enrolment',
    fields: ['employer'],
    person: 'A123456789',
    agency: 'pension',
    platform: PLATFORM,
  };
  const findings = await checkNode(target, () => SECONDS);
  assert.deepEqual(
    findings.filter(({ ok }) => ok !== true),
    [],
  );
  assert.ok(findings.length >= 12);
  const other = await checkNode({ ...target, key: messageKeyOf(new Uint8Array(32).fill(3)).jwk }, () => SECONDS);
  assert.deepEqual(
    other.filter(({ ok }) => !ok).map(({ id, but }) => [id, but]),
    [
      ['describes-itself', 'it does not name the key that was given'],
      ['answers', 'parameters.keyid'],
      ['says-nothing-of-nobody', 'parameters.keyid'],
      ['no-other-fields', 'parameters.keyid'],
      ['no-other-agency', 'parameters.keyid'],
    ],
  );
  const nobody = await checkNode({ ...target, address: 'http://127.0.0.1:9/' }, () => SECONDS);
  assert.deepEqual([nobody[0]!.but, nobody[1]!.ok], ['unreachable', null]);
});

/** A standard of one version that the fields of `enrolment` fill as they are. */
function standardOf(id: string, contract: StandardContract): Standard {
  const fields = Object.entries(contract).map(([field, one]): [string, StandardField] => {
    const form = { kind: 'copy', of: { registry: 'enrolment', field } } as const;
    return [field, { ...one, title: NOBODY_S, options: undefined, form }];
  });
  return { ...PLAIN, id, contract, fields: new Map(fields) };
}

const NOBODY_S = { ko: '-', 'zh-Hant': '-', en: '-' };
const PLAIN = {
  ...{ industry: 'finance', name: 'finance/work', version: 1, title: NOBODY_S, summary: NOBODY_S, law: [] },
  ...{ source: undefined, hash: '', mapping: undefined },
};

test('the kit holds what it publishes against the standards that it claims, and says what is wrong in plain words', async () => {
  const [right, wrong] = ['finance/work@1', 'finance/work@2'];
  const { known } = await startOpen({ standards: `    standards: [${right}, ${wrong}, finance/work@3]\n` });
  const always = { optional: false } as const;
  const conformance: Conformance = {
    standards: new Map([
      [
        right!,
        standardOf(right!, {
          employer: { type: 'text', ...always },
          insured_days: { type: 'integer', unit: 'day', ...always },
          left_on: { type: 'date', optional: true },
          wage: { type: 'money', optional: true },
        }),
      ],
      [
        wrong!,
        standardOf(wrong!, {
          insured_days: { type: 'date', ...always },
          left_on: { type: 'date', ...always },
          sex: { type: 'enum', values: ['f', 'm'], ...always },
          wage: { type: 'money', ...always },
        }),
      ],
    ]),
    read: ({ field }, text) => (field === 'insured_days' ? Number(text) : text),
  };
  const asked = { registry: 'enrolment', fields: ['employer'], person: 'A123456789', agency: 'pension' };
  const findings = await checkNode({ ...known, ...asked, platform: PLATFORM }, () => SECONDS, conformance);
  assert.deepEqual(
    findings.filter(({ id }) => id.startsWith('standard.')).map(({ id, ok, but }) => [id, ok, but]),
    [
      [`standard.${right}`, true, undefined],
      [`standard.${wrong}`, false, 'wage, which fills wage, is not published'],
      [`standard.${wrong}`, false, 'insured_days is not a day such as 2026-03-01'],
      [`standard.${wrong}`, false, 'left_on is empty, and is always there'],
      [`standard.${wrong}`, false, 'sex is not one of f, m'],
      ['standard.finance/work@3', false, `the pack has no such standard: it has ${right}, ${wrong}`],
    ],
  );
});

test('one process has a folder at a time, and a log that was changed stops the start', async () => {
  const { settings, node, ask } = await startOpen();
  answersOf(await ask(question()));
  await assert.rejects(
    startNode({ ...settings, listen: { host: '127.0.0.1', port: 0 } }, { clock, logger: silent }),
    /Another process is the node/,
  );
  await node.close();
  const file = logFileOf(settings.folder);
  await writeFile(file, (await readFile(file, 'utf8')).replace('pension-claim', 'another-name'));
  // The line itself still reads well, so that only one after it would tell: its hash is what people keep.
  const again = await startNode(settings, { clock, logger: silent });
  assert.notEqual(again.log.hash, node.log.hash);
  await again.close();
});
