import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Government } from '../../../pack/index.ts';
import type { ProgrammeNow } from '../../../programmes/index.ts';
import { actsFor, minorOf, problemsOf } from './acts.ts';

const gov = (decimals: number) => ({ pack: { currency: { decimals } } }) as unknown as Government;

test('an amount is read as people type it, and nothing else is', () => {
  assert.equal(minorOf(gov(0), ' 1,000,000 '), 1_000_000);
  assert.equal(minorOf(gov(2), '12.5'), 1_250);
  assert.equal(minorOf(gov(2), '１２'), 1_200, 'full-width digits');
  for (const bad of ['', '0', '-5', '1.5', '1e3', 'NaN', '9'.repeat(17), '10 won'])
    assert.equal(minorOf(gov(0), bad), undefined, bad);
});

test('a form says what is missing in it', () => {
  const problems = (name: Parameters<typeof problemsOf>[1], form: Parameters<typeof problemsOf>[2]) =>
    Object.keys(problemsOf(gov(0), name, form));
  assert.deepEqual(problems('pause', {}), ['reason']);
  assert.deepEqual(problems('fund', { reason: 'x', amount: 'much' }), ['amount']);
  assert.deepEqual(problems('extend', { reason: 'x' }), ['take_until']);
  assert.deepEqual(problems('extend', { reason: 'x', take_until: '2027-02-30' }), ['take_until']);
  assert.deepEqual(problems('extend', { reason: '𠀋'.repeat(1_001), spend_until: '2027-02-28' }), ['reason']);
  assert.deepEqual(problems('extend', { reason: 'x', spend_until: '2027-02-28' }), []);
});

test('only what suits how a programme stands is offered', () => {
  const acts = (state: ProgrammeNow['state'], isOpened: boolean) => actsFor({ state, isOpened } as ProgrammeNow);
  assert.deepEqual(acts('planned', false), ['open', 'fund', 'extend']);
  assert.deepEqual(acts('open', true), ['pause', 'fund', 'extend']);
  assert.deepEqual(acts('paused', true), ['resume', 'fund', 'extend']);
  assert.deepEqual(acts('ended', true), ['pause', 'fund', 'extend']);
});
