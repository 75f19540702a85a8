import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { PLATFORM, SECONDS } from '../testing/files.ts';
import { type Answer, readAnswer, writeAnswer } from './answer.ts';
import { isPublicKey, messageKeyOf, publicKeyOf } from './keys.ts';
import { openMessage, sealMessage } from './message.ts';
import { type Question, readQuestion, writeQuestion } from './question.ts';

const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,9}$/);
const ask = fc.record(
  {
    registry: fc.stringMatching(/^[a-z][a-z0-9-]{0,9}$/),
    person: fc.stringMatching(/^[A-Z][0-9]{1,9}$/),
    fields: fc.uniqueArray(name, { minLength: 1, maxLength: 4 }),
  },
  { noNullPrototype: true },
);
const asked = fc.uniqueArray(ask, { minLength: 1, maxLength: 5, selector: (one) => `${one.registry} ${one.person}` });

const questionOf = (asks: Question['asks']): Question => ({
  id: '01890000-0000-7000-8000-000000000000',
  reader: { kind: 'service', agency: 'pension' },
  basis: 'statute',
  purpose: { text: 'A pension' },
  asks,
});
const rightAnswer = ({ id, asks }: Question): Answer => ({
  question: id,
  answers: asks.map(({ registry, person, fields }) => ({
    ...{ registry, person, as_of: '2026-11-02T01:00:00.000Z' },
    records: [{ values: Object.fromEntries(fields.map((field) => [field, 'x'])) }],
  })),
});

type Loose = { answers: { registry: string; person: string; records: { values: Record<string, unknown> }[] }[] };

/** Everything that could make an answer say more, less, or something of somebody else. */
const CHANGES: Record<string, (answer: Loose) => void> = {
  'another person': ({ answers }) => void Object.assign(answers[0]!, { person: 'Z' }),
  'another registry': ({ answers }) => void Object.assign(answers[0]!, { registry: '-' }),
  'one more field': ({ answers }) => void Object.assign(answers[0]!.records[0]!.values, { more_than_asked: 'x' }),
  'one field less': ({ answers: [first] }) => {
    const { values } = first!.records[0]!;
    delete values[Object.keys(values)[0]!];
  },
  'a number for a text': ({ answers: [first] }) => {
    const { values } = first!.records[0]!;
    values[Object.keys(values)[0]!] = 1;
  },
  'one answer more': ({ answers }) => void answers.push(structuredClone(answers[0]!)),
  'one answer less': ({ answers }) => void answers.pop(),
  'a word besides': ({ answers }) => void Object.assign(answers[0]!, { more: 'x' }),
};

test('a question and its answer are read as they were written; whatever is changed is refused', () => {
  fc.assert(
    fc.property(asked, fc.constantFrom(...Object.keys(CHANGES)), (asks, change) => {
      const question = questionOf(asks);
      assert.deepEqual(readQuestion(writeQuestion(question)), question);
      const answer = rightAnswer(question);
      assert.deepEqual(readAnswer(writeAnswer(answer), question), { ok: true, answer });
      const changed = structuredClone(answer);
      CHANGES[change]!(changed as never);
      assert.ok('failed' in readAnswer(writeAnswer(changed), question), change);
    }),
    { numRuns: 100 },
  );
});

test('answers in another order are refused: each would be somebody else’s', () => {
  const question = questionOf([
    { registry: 'a', person: 'A1', fields: ['x'] },
    { registry: 'a', person: 'A2', fields: ['x'] },
  ]);
  const answer = rightAnswer(question);
  const swapped = { ...answer, answers: answer.answers.toReversed() };
  assert.deepEqual(readAnswer(writeAnswer(swapped), question), { failed: 'answer.person' });
});

test('whatever bytes come, they are read or refused, and nothing is thrown', () => {
  const question = questionOf([{ registry: 'a', person: 'A1', fields: ['x'] }]);
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array(),
        fc.json().map((text) => new TextEncoder().encode(text)),
      ),
      (bytes) => {
        assert.equal(readQuestion(bytes), undefined);
        assert.ok('failed' in readAnswer(bytes, question));
      },
    ),
    { numRuns: 200 },
  );
});

test('a signature for a question is none for an answer, and none by a key that is not pinned', () => {
  const body = writeQuestion(questionOf([{ registry: 'a', person: 'A1', fields: ['x'] }]));
  const request = { method: 'POST', url: 'https://node.example/questions', headers: new Headers(), body };
  request.headers.set('content-type', 'application/json');
  const sealed = sealMessage(request, { key: PLATFORM, tag: 'question', at: SECONDS });
  const signed = { ...request, headers: new Headers({ ...Object.fromEntries(request.headers), ...sealed }) };
  const open = (message: typeof request, keys = [PLATFORM.jwk], tag: 'question' | 'answer' = 'question') => {
    const opened = openMessage(message, { keys, tag, at: SECONDS });
    return opened.ok || opened.failed;
  };
  assert.equal(open(signed), true);
  assert.equal(open(signed, [PLATFORM.jwk], 'answer'), 'signature.tag');
  assert.equal(open(signed, [messageKeyOf(new Uint8Array(32)).jwk]), 'parameters.keyid');
  assert.equal(open({ ...signed, url: 'https://other.example/questions' }), 'signature.genuine');
  assert.equal(open({ ...signed, method: 'PUT' }), 'signature.genuine');
});

test('a public key is the one spelling of its bytes', () => {
  // RFC 8037 appendix A.1 and A.3
  const x = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo';
  assert.equal(publicKeyOf(x).kid, 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k');
  const seed = Buffer.from('nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A', 'base64url');
  assert.deepEqual(messageKeyOf(seed).jwk, publicKeyOf(x));
  assert.ok(isPublicKey(x));
  for (const wrong of ['', 'short', `${x}=`, `${x.slice(0, -1)}p`, `${x}A`]) assert.equal(isPublicKey(wrong), false);
});
