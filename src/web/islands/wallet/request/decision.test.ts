import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Party } from '../../../../formats/index.ts';
import type { HeldCard } from '../model.ts';
import { idOfPath } from './consent.ts';
import { decide, firstDecision, keptBack, toldBy } from './decision.ts';
import type { Part, Wanted } from './question.ts';
import { recordOf, recordOfStop } from './record.ts';

const said = (text: string) => ({ ko: text, 'zh-Hant': text, en: text });
const AGE = ['age', '19'];
const NAME = ['name'];

const cardOf = (id: string): HeldCard => ({
  ...{ id, issuer: 'https://gov.example', issuerName: said('Registry'), title: said(id), formats: [], addedAt: 0 },
  look: { background: '#000000', ink: '#ffffff', face: [] },
  claims: [
    { key: 'age.19', title: said('19 or older'), value: true, apart: true, paths: { 'dc+sd-jwt': AGE } },
    { key: 'name', title: said('Name'), value: 'Kim', apart: true, paths: { 'dc+sd-jwt': NAME } },
  ],
});
const partOf = (query: string, card: string): Part => ({
  ...{ query, card: cardOf(card), format: 'dc+sd-jwt' },
  sets: [[AGE, NAME], [AGE]],
});

/** A card, of two that would do; and another that need not be shown. */
const WANTED: Wanted[] = [
  { required: true, choices: [[partOf('a', 'resident')], [partOf('a', 'licence')]] },
  { required: false, choices: [[partOf('b', 'student')]] },
];
const paths = (decisions = WANTED.map(firstDecision)) =>
  toldBy(WANTED, decisions)?.map(({ part, paths: told }) => [part.card.id, told]);

test('at first the least is agreed to, of the first card, and nothing that need not be shown', () => {
  assert.deepEqual(paths(), [['resident', [AGE]]]);
});

test('each claim is agreed to or refused by itself, for each card', () => {
  const [first, second] = WANTED.map(firstDecision);
  const resident = WANTED[0]!.choices[0]![0]!;
  const more = decide(first!, resident, idOfPath(NAME), true);
  assert.deepEqual(paths([more, second!]), [['resident', [AGE, NAME]]]);
  assert.deepEqual(
    paths([{ ...more, choice: 1 }, second!]),
    [['licence', [AGE]]],
    'of the other card nothing was said',
  );
  assert.equal(paths([decide(more, resident, idOfPath(AGE), false), second!]), undefined, 'what is needed');
});

test('what need not be shown is shown where that is wanted', () => {
  const [first, second] = WANTED.map(firstDecision);
  assert.deepEqual(paths([first!, { ...second!, shown: true }]), [
    ['resident', [AGE]],
    ['student', [AGE]],
  ]);
});

const PARTY = { id: 'https://shop.example', name: said('Shop'), purpose: said('To sell wine'), law: [said('Art. 1')] };

test('what is kept of it says who, for what, what was told and what was not', () => {
  const decisions = WANTED.map(firstDecision);
  const told = toldBy(WANTED, decisions)!;
  const kept = recordOf(PARTY as unknown as Party, told, keptBack(WANTED, decisions, told), { outcome: 'given' });
  const keys = (claims: readonly { card: string; key: string }[]) => claims.map(({ card, key }) => `${card} ${key}`);
  assert.deepEqual(kept.party, { id: 'https://shop.example', name: said('Shop') });
  assert.deepEqual([kept.purpose, kept.law], [said('To sell wine'), said('Art. 1')]);
  assert.deepEqual(keys(kept.given), ['resident age.19']);
  assert.deepEqual(keys(kept.refused), ['resident name', 'student age.19', 'student name']);
  assert.equal(kept.asked.length, 4);
  assert.ok(!JSON.stringify(kept).includes('Kim'), 'values are not kept');
});

test('of whom nobody vouches for, only their own word for themselves is kept', () => {
  assert.equal(recordOfStop(undefined, 'x509_hash:abc', 'forged').party.name.ko, 'x509_hash:abc');
});
