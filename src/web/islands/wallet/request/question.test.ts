import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HeldCard } from '../model.ts';
import { alwaysSeen, claimsAt, heldForms } from './held.ts';
import { type Matched, questionOf } from './question.ts';

const said = (text: string) => ({ ko: text, 'zh-Hant': text, en: text });

/** A licence as an SD-JWT VC, an mdoc and a compact copy. */
const LICENCE: HeldCard = {
  ...{ id: 'licence', issuer: 'https://gov.example/issuers/roads', issuerName: said('Roads'), title: said('Licence') },
  look: { background: '#145a32', ink: '#ffffff', face: [] },
  formats: [
    { format: 'dc+sd-jwt', configuration: 'licence.dc+sd-jwt', type: 'https://gov.example/licence', batch: 3 },
    { format: 'mso_mdoc', configuration: 'licence.mso_mdoc', type: 'org.iso.18013.5.1.mDL', batch: 3 },
    { format: 'compact', configuration: 'licence.compact', type: 'licence', batch: 3 },
  ],
  claims: [
    {
      ...{ key: 'age.18', title: said('18 or older'), value: true, apart: true },
      paths: { 'dc+sd-jwt': ['age', '18'], mso_mdoc: ['org.iso.18013.5.1', 'age_over_18'], compact: ['age.18'] },
    },
    {
      ...{ key: 'age.20', title: said('20 or older'), value: false, apart: true },
      paths: { 'dc+sd-jwt': ['age', '20'] },
    },
    { key: 'country', title: said('Country'), value: 'UT', apart: false, paths: { 'dc+sd-jwt': ['country'] } },
  ],
  addedAt: 0,
};

const RESIDENT: HeldCard = { ...LICENCE, id: 'resident', formats: [LICENCE.formats[0]!] };

test('a card is matched in each of its open forms, with what it says there', () => {
  assert.deepEqual(
    heldForms([LICENCE]).map(({ format, claims }) => [format, claims]),
    [
      ['dc+sd-jwt', { age: { 18: true, 20: false }, country: 'UT' }],
      ['mso_mdoc', { 'org.iso.18013.5.1': { age_over_18: true } }],
    ],
  );
});

test('a path stands for all that is seen by it', () => {
  const keys = (...path: (string | number | null)[]) => claimsAt(LICENCE, 'dc+sd-jwt', path).map(({ key }) => key);
  assert.deepEqual(keys('age', '18'), ['age.18']);
  assert.deepEqual(keys('age'), ['age.18', 'age.20']);
  assert.deepEqual(keys('country', 'code'), ['country'], 'as far as it must be');
  assert.deepEqual(keys('name'), []);
  assert.deepEqual(
    alwaysSeen(LICENCE, 'dc+sd-jwt').map(({ key }) => key),
    ['country'],
  );
});

const AGE = [[['age', '18']]];
const [licenceJwt, licenceMdoc, residentJwt] = [...heldForms([LICENCE, RESIDENT])] as const;
const matched = (fits: Record<string, (typeof licenceJwt)[]>, sets: Matched['sets']): Matched => ({
  fits: new Map(
    Object.entries(fits).map(([query, held]) => [query, held.map((one) => ({ held: one!, options: AGE }))]),
  ),
  sets,
});
const chosen = (asked: Matched) =>
  questionOf(asked)?.map(({ required, choices }) => ({
    required,
    cards: choices.map((parts) => parts.map(({ query, card }) => `${query}:${card.id}`).join('+')),
  }));

test('two cards that fit one query, or two queries that do, are to be chosen among', () => {
  const cards = ['a:licence', 'a:resident'];
  const one = matched({ a: [licenceJwt!, residentJwt!] }, [{ options: [['a']], required: true }]);
  assert.deepEqual(chosen(one), [{ required: true, cards }]);
  const either = matched({ a: [licenceJwt!], b: [licenceMdoc!, residentJwt!] }, [
    { options: [['a'], ['b']], required: true },
  ]);
  assert.deepEqual(chosen(either), [{ required: true, cards: ['a:licence', 'b:resident'] }], 'one card once');
});

test('two cards at once are one choice', () => {
  const both = matched({ a: [licenceJwt!], b: [residentJwt!] }, [{ options: [['a', 'b']], required: true }]);
  assert.deepEqual(chosen(both), [{ required: true, cards: ['a:licence+b:resident'] }]);
});

test('what is required and not held ends the question; what is not required is left out of it', () => {
  const required = { options: [['a']], required: true };
  assert.equal(chosen(matched({ b: [licenceJwt!] }, [required])), undefined);
  const rest = matched({ a: [licenceJwt!] }, [required, { options: [['b']], required: false }]);
  assert.deepEqual(chosen(rest), [{ required: true, cards: ['a:licence'] }]);
});
