import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { AppError, transaction } from '../kernel/index.ts';
import { type Sample, START, sampleGovernment } from './fixture.ts';
import { appoint, dismiss, findPeople, identify, newNumber, numberOf, postsOf } from './index.ts';

let government: Sample;
before(async () => {
  government = await sampleGovernment();
});
after(() => government.close());

const at = new Date(START);
const born = { sex: 'female', born_on: '2026-03-01' };

test('a number gets one id for ever, however often and in whatever company it is asked for', async () => {
  const numbers = fc.array(fc.stringMatching(/^P[0-9]{2}$/), { maxLength: 40 });
  const known = new Map<string, string>();
  await fc.assert(
    fc.asyncProperty(numbers, async (asked) => {
      const people = await identify(government.db, asked, at);
      assert.deepEqual([...people.keys()].sort(), [...new Set(asked)].sort());
      for (const [number, id] of people) {
        assert.equal(known.get(number) ?? id, id);
        known.set(number, id);
      }
    }),
    { numRuns: 40 },
  );
  assert.equal(new Set(known.values()).size, known.size, 'no two people share an id');
});

test('imports of the same people at once agree, in whatever order each has them', async () => {
  const numbers = Array.from({ length: 20_000 }, (_, index) => `C${index}`);
  const results = await Promise.all(
    [numbers, numbers.toReversed(), numbers.slice(5_000)].map((some) =>
      transaction(government.db, (tx) => identify(tx, some, at)),
    ),
  );
  for (const [number, id] of results[0]!) {
    assert.equal(results[1]!.get(number), id);
    if (Number(number.slice(1)) >= 5_000) assert.equal(results[2]!.get(number), id);
  }
});

test('numbers and ids lead to each other, and strangers are left out', async () => {
  const id = (await identify(government.db, ['N1'], at)).get('N1')!;
  const stranger = '00000000-0000-7000-8000-000000000000';
  assert.deepEqual(await numberOf(government.db, [id, stranger]), new Map([[id, 'N1']]));
  assert.deepEqual(await findPeople(government.db, ['N1', 'nobody']), new Map([['N1', id]]));
  assert.deepEqual(await identify(government.db, [], at), new Map());
  assert.deepEqual(await numberOf(government.db, []), new Map());
});

test('newborns never share a number, and each is a person from then on', async () => {
  const crowded = { ...government.pack.numbering, make: (serial: number) => `B${serial % 20}` };
  const children = await Promise.all(Array.from({ length: 15 }, () => newNumber(government.db, crowded, born, at)));
  assert.equal(new Set(children.map((child) => child.number)).size, 15);
  const found = await findPeople(
    government.db,
    children.map((child) => child.number),
  );
  for (const { number, person } of children) assert.equal(found.get(number), person);
});

test('a numbering that is used up says so', async () => {
  const single = { ...government.pack.numbering, make: () => 'Z1' };
  await newNumber(government.db, single, born, at);
  await assert.rejects(
    newNumber(government.db, single, born, at),
    (error) => error instanceof AppError && error.code === 'unavailable',
  );
});

test('posts are given once, listed, and taken away', async () => {
  const person = (await identify(government.db, ['O1'], at)).get('O1')!;
  const post = { agency: 'households', role: 'registrar' };
  assert.equal(await appoint(government.db, person, post, at), true);
  assert.equal(await appoint(government.db, person, post, at), false);
  assert.deepEqual(await postsOf(government.db, person), [post]);
  assert.equal(await dismiss(government.db, person, post), true);
  assert.equal(await dismiss(government.db, person, post), false);
  assert.deepEqual(await postsOf(government.db, person), []);
});
