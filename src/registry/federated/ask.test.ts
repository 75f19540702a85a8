import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { identify } from '../../identity/index.ts';
import { AppError, attempt, createLogger, type Db, run, sql, transaction } from '../../kernel/index.ts';
import { messageKeyOf } from '../../node/index.ts';
import type { Service } from '../../pack/index.ts';
import { disclosuresOf, type Reader } from '../disclosures.ts';
import { looksOf } from '../eligible/looks.ts';
import { type Sample, START, sampleGovernment } from '../fixture.ts';
import { type Read, readFacts } from '../read.ts';
import { writeRecord } from '../write.ts';
import { ENDLESS, HELD, honestNode, type Lie, lyingNode, withNodes } from './fixture.ts';
import { FRESH_MS, KEPT_MS, RESTS_MS } from './memory.ts';
import { nodesOf } from './nodes.ts';

let gov: Sample;
let [mother, child, stranger] = ['', '', ''];
before(async () => {
  gov = await sampleGovernment();
  const at = gov.clock.now();
  const row = { number: 'A0001', name: '王', sex: 'female', born_on: '1995-05-05' };
  await writeRecord(gov.db, gov, { registry: 'persons', row, source: 'test', at });
  const people = await identify(gov.db, ['A0001', 'A0003', 'A0008'], at);
  [mother, child, stranger] = ['A0001', 'A0003', 'A0008'].map((number) => people.get(number)!) as [
    string,
    string,
    string,
  ];
});
after(() => gov.close());
beforeEach(async () => {
  gov.clock.set(START);
  await run(gov.db, sql`truncate registry.disclosure`);
});

const purpose = { text: { ko: '심사', 'zh-Hant': '審查', en: 'Review' }, law: { act: 'An act', article: '5' } };
const service: Reader = { kind: 'service', service: 'allowance', agency: 'households' };
type Platform = Awaited<ReturnType<typeof withNodes>>;
const readBy = (platform: Platform, reads: Read[], reader: Reader = service) =>
  readFacts(platform.db, platform, { reader, purpose, reads });
const enrolment = (person: string, ...fields: string[]): Read => ({ registry: HELD, person, fields });
const told = async (person: string) =>
  (await disclosuresOf(gov.db, person, { limit: 100, at: gov.clock.now() })).map(({ registry, fields, asked }) => [
    registry,
    fields,
    asked,
  ]);

test('what a node holds is read as any register, together with what lies here, and told to the person', async () => {
  const { entry } = await honestNode();
  const platform = await withNodes(gov, { [HELD]: entry });
  const [name, newest, all, none] = await readBy(platform, [
    { registry: 'persons', person: mother, fields: ['name'] },
    enrolment(mother, 'salary', 'active', 'employer'),
    { ...enrolment(mother, 'days'), through: 'insured' },
    enrolment(stranger, 'salary'),
  ]);
  assert.deepEqual([name!.values, name!.asked], [{ name: '王' }, undefined]);
  assert.deepEqual(newest!.values, { salary: 45800, active: true, employer: '11111111' });
  assert.deepEqual(
    [newest!.agency, newest!.records[0]!.validFrom, newest!.records[0]!.source],
    ['insurance', '2026-01-01', 'node'],
  );
  assert.deepEqual(
    all!.records.map(({ values }) => values.days),
    [400, 20],
  );
  assert.deepEqual([none!.values, none!.records], [{ salary: null }, []], 'it holds nothing of them: that is known');
  assert.deepEqual(none!.asked?.state, 'answered');
  assert.deepEqual((await told(mother)).sort(), [
    [HELD, ['salary', 'active', 'employer', 'days'], 'answered'],
    ['persons', ['name'], null],
  ]);
  assert.deepEqual(await told(stranger), [[HELD, ['salary'], 'answered']]);
});

test('people see what a node holds of them, and the subject’s own number is theirs', async () => {
  const { entry } = await honestNode();
  const platform = await withNodes(gov, { [HELD]: entry });
  const [own] = await readBy(platform, [enrolment(child, 'insured', 'salary')], { kind: 'self', person: child });
  assert.deepEqual(own!.values, { insured: child, salary: 28000 });
  assert.deepEqual(await told(child), []);
});

test('a node’s own rules hold: whom it does not answer, for them its values are unknown', async () => {
  const { entry } = await honestNode();
  const platform = await withNodes(gov, { [HELD]: entry });
  const [reading] = await readBy(platform, [enrolment(mother, 'salary')], {
    kind: 'officer',
    person: stranger,
    agency: 'insurance',
  });
  assert.deepEqual([reading!.asked!.state, reading!.values, reading!.records], ['unanswered', {}, []]);
  assert.deepEqual(await told(mother), [[HELD, ['salary'], 'unanswered']], 'the node saw the question');
});

/** What a node may do wrong, and by which name that is logged. */
const LIES: Record<string, { lie: Lie; why: string }> = {
  'signs with another key': {
    lie: ({ send, answerOf }) => send(answerOf({ salary: '1' }), { key: messageKeyOf(new Uint8Array(32).fill(4)) }),
    why: 'parameters.keyid',
  },
  'does not sign': {
    lie: ({ response, answerOf }) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answerOf({ salary: '1' })));
    },
    why: 'signature.there',
  },
  'changes its answer after it was signed': {
    lie: ({ send, response, answerOf }) => {
      const { end } = response;
      response.end = ((body: Buffer) =>
        end.call(response, Buffer.from(String(body).replace('"1"', '"2"')), 'utf8')) as never;
      send(answerOf({ salary: '1' }));
    },
    why: 'digest.body',
  },
  'signs an answer to another question of the same words': {
    lie: ({ send, request, answerOf }) => {
      const headers = new Headers(request.headers);
      headers.set('signature', 'sig1=:AAAA:');
      send(answerOf({ salary: '1' }), { request: { ...request, headers } });
    },
    why: 'signature.genuine',
  },
  'signed it long ago': {
    lie: ({ send, answerOf }) => send(answerOf({ salary: '1' }), { at: 1_700_000_000 }),
    why: 'parameters.age',
  },
  'names another question': {
    lie: ({ send, answerOf }) => send({ ...answerOf({ salary: '1' }), question: 'another' }),
    why: 'answer.question',
  },
  'speaks of another person': {
    lie: ({ send, answerOf }) => {
      const { question, answers } = answerOf({ salary: '1' });
      send({ question, answers: answers.map((answer) => ({ ...answer, person: 'A0003' })) });
    },
    why: 'answer.person',
  },
  'gives more fields than were asked for': {
    lie: ({ send, answerOf }) => send(answerOf({ salary: '1', days: '3' })),
    why: 'answer.fields',
  },
  'leaves a field out': { lie: ({ send, answerOf }) => send(answerOf({})), why: 'answer.fields' },
  'answers more than it was asked': {
    lie: ({ send, answerOf }) => {
      const { question, answers } = answerOf({ salary: '1' });
      send({ question, answers: [...answers, ...answers] });
    },
    why: 'answer.whole',
  },
  'gives what the field cannot hold': {
    lie: ({ send, answerOf }) => send(answerOf({ salary: 'planted-value' })),
    why: 'answer.values',
  },
  'sends no answer of the protocol': { lie: ({ send }) => send('{"answers":[]}'), why: 'answer.form' },
  'sends no JSON': { lie: ({ send }) => send('planted-value'), why: 'answer.form' },
  refuses: { lie: ({ response }) => response.writeHead(403).end(), why: 'status.403' },
  'leads elsewhere': {
    lie: ({ response }) => response.writeHead(307, { location: 'http://127.0.0.1:9/' }).end(),
    why: 'status.307',
  },
  'sends without end': {
    lie: ({ response }) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(Buffer.alloc(ENDLESS, 0x20));
    },
    why: 'too-long',
  },
  'breaks off': { lie: ({ response }) => response.destroy(), why: 'unreachable' },
};

test('a node that lies is believed in nothing, and what it said stays out of the log lines', async () => {
  const { state, entry } = await lyingNode();
  for (const [name, { lie, why }] of Object.entries(LIES)) {
    state.lie = lie;
    const lines: string[] = [];
    const platform = {
      ...(await withNodes(gov, { [HELD]: entry })),
      logger: createLogger('info', { write: (line) => void lines.push(line) }),
    };
    const [reading] = await readBy(platform, [enrolment(mother, 'salary')]);
    assert.deepEqual([reading!.asked!.state, reading!.values, reading!.records], ['unanswered', {}, []], name);
    assert.equal((JSON.parse(lines[0]!) as { why: string }).why, why, name);
    assert.doesNotMatch(lines.join(''), /planted|A0001|A0003/, name);
  }
  assert.equal((await told(mother)).length, Object.keys(LIES).length, 'each question was told');
});

test('one that stalls is waited for no longer than the deadline, then left alone for a while', async () => {
  const { state, entry } = await lyingNode();
  state.lie = () => {};
  const platform = await withNodes(gov, { [HELD]: entry });
  const [reading] = await readBy(platform, [enrolment(mother, 'salary')]);
  assert.deepEqual([reading!.asked!.state, reading!.asked!.at], ['unanswered', gov.clock.now()]);
  const failedAt = gov.clock.now();
  gov.clock.advance(RESTS_MS - 1);
  const [again] = await readBy(platform, [enrolment(mother, 'salary')]);
  assert.deepEqual([again!.asked!.state, again!.asked!.at, state.asked], ['unanswered', failedAt, 1]);
  assert.equal((await told(mother)).length, 1, 'what was not asked was told to nobody');
  gov.clock.advance(1);
  state.lie = ({ send, answerOf }) => send(answerOf({ salary: '5' }));
  const [recovered] = await readBy(platform, [enrolment(mother, 'salary')]);
  assert.deepEqual([recovered!.values, state.asked], [{ salary: 5 }, 2]);
});

test('an answer is new for a minute; after that it is asked again, and taken as old where nothing comes', async () => {
  const { state, entry } = await lyingNode();
  state.lie = ({ send, answerOf }) => send(answerOf({ salary: '5' }));
  const platform = await withNodes(gov, { [HELD]: entry });
  const salary = async () => {
    const [reading] = await readBy(platform, [enrolment(mother, 'salary')]);
    return [reading!.values.salary, reading!.asked!.state, state.asked];
  };
  assert.deepEqual(await salary(), [5, 'answered', 1]);
  assert.deepEqual(await salary(), [5, 'answered', 1]);
  gov.clock.advance(FRESH_MS);
  state.lie = ({ response }) => response.destroy();
  assert.deepEqual(await salary(), [5, 'stale', 2]);
  gov.clock.advance(KEPT_MS);
  assert.deepEqual(await salary(), [undefined, 'unanswered', 3]);
  assert.deepEqual(
    (await told(mother)).map(([, , asked]) => asked),
    ['unanswered', 'stale', 'answered', 'answered'],
  );
});

test('what was given to one reader is not taken for another, and other fields are asked for', async () => {
  const { state, entry } = await lyingNode();
  state.lie = ({ question, send, answerOf }) =>
    send(answerOf(Object.fromEntries(question.asks[0]!.fields.map((field) => [field, '5']))));
  const platform = await withNodes(gov, { [HELD]: entry });
  await readBy(platform, [enrolment(mother, 'salary')]);
  await readBy(platform, [enrolment(mother, 'salary')], { kind: 'officer', person: stranger, agency: 'households' });
  await readBy(platform, [enrolment(mother, 'salary', 'days')]);
  await readBy(platform, [enrolment(child, 'salary')]);
  assert.equal(state.asked, 4);
});

test('what a transaction asks and then undoes is told all the same, once', async () => {
  const { state, entry } = await lyingNode();
  state.lie = ({ send, answerOf }) => send(answerOf({ salary: '5' }));
  const platform = await withNodes(gov, { [HELD]: entry });
  const readIn = (tx: Db, person: string) =>
    readFacts(tx, platform, { reader: service, purpose, reads: [enrolment(person, 'salary')] });
  const toldOnce = async (person: string) => {
    while ((await told(person)).length === 0) await setTimeout(10);
    assert.deepEqual(await told(person), [[HELD, ['salary'], 'answered']]);
  };
  await assert.rejects(
    transaction(gov.db, async (tx) => {
      await readIn(tx, mother);
      throw new Error('undone');
    }),
    /undone/,
  );
  await toldOnce(mother);
  await transaction(gov.db, async (tx) => {
    await attempt(tx, async () => {
      await readIn(tx, child);
      throw new Error('undone');
    });
    await readIn(tx, stranger);
  });
  await toldOnce(child);
  await toldOnce(stranger);
  assert.equal(state.asked, 3);
});

test('a registry without a node is unknown, never empty', async () => {
  const platform = await withNodes(gov, {});
  const [reading] = await readBy(platform, [enrolment(mother, 'salary')]);
  assert.deepEqual([reading!.asked!.state, reading!.values], ['unanswered', {}]);
  assert.deepEqual(await told(mother), []);
});

test('nothing is written into it here, and nobody is looked for in it', async () => {
  const platform = await withNodes(gov, {});
  const isUnavailable = (error: unknown) => error instanceof AppError && error.code === 'unavailable';
  const row = { insured: 'A0001', employer: '11111111', salary: 1, days: 1, active: true };
  const at = gov.clock.now();
  await assert.rejects(writeRecord(gov.db, platform, { registry: HELD, row, source: 'test', at }), isUnavailable);
  const rule = { clauses: [{ tree: { kind: 'name', name: 'salary' } }] };
  const facts = new Map([
    ['salary', { name: 'salary', source: { kind: 'registry', registry: HELD, field: 'salary' } }],
  ]);
  const wanted = { id: 'all', agency: 'insurance', rule, facts } as unknown as Service;
  assert.throws(() => looksOf(platform, wanted), isUnavailable);
});

test('a file of nodes with mistakes stops the start, each named with its line', async () => {
  const key = messageKeyOf(new Uint8Array(32)).jwk.x;
  const platform = await withNodes(gov, {
    [HELD]: { address: 'http://node.example/', key },
    persons: { address: 'https://node.example/?a', key: 'short' },
  });
  await assert.rejects(nodesOf(platform), (error: Error) => {
    assert.match(error.message, /personal data does not travel without TLS/);
    assert.match(error.message, /has no registry of this name that a node holds/);
    assert.match(error.message, /this is no address/);
    assert.match(error.message, /this is no public key/);
    return true;
  });
});
