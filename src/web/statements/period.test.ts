import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { expectPeriod, instantsOf, monthBeside, readPeriod } from './period.ts';

const gov = {
  pack: { timeZone: 'Asia/Seoul' },
  clock: { now: () => new Date('2026-03-10T03:00:00Z') },
} as unknown as Government;

const read = (query: { from?: string; until?: string }) => {
  const { from, until, problems } = readPeriod(gov, query);
  return [from, until, Object.keys(problems).join()];
};

test('a period is this month until something else is asked for', () => {
  assert.deepEqual(read({}), ['2026-03-01', '2026-03-10', '']);
  assert.deepEqual(read({ from: '', until: '' }), ['2026-03-01', '2026-03-10', '']);
  assert.deepEqual(read({ until: '2026-02-14' }), ['2026-02-01', '2026-02-14', '']);
  assert.deepEqual(read({ from: '2025-12-31' }), ['2025-12-31', '2026-03-10', '']);
});

test('what is no period is said, and this month shown', () => {
  const month = ['2026-03-01', '2026-03-10'];
  assert.deepEqual(read({ from: '2026-02-30' }), [...month, 'from']);
  assert.deepEqual(read({ from: 'x', until: 'y' }), [...month, 'from,until']);
  assert.deepEqual(read({ from: '2026-03-02', until: '2026-03-01' }), [...month, 'until']);
  assert.deepEqual(read({ from: '2026-03-11' }), [...month, 'from']);
  assert.throws(
    () => expectPeriod(gov, { from: '2026-02-30' }),
    (error) => error instanceof AppError && error.code === 'invalid',
  );
});

test('days begin and end where the country is, and nothing lies in the future', () => {
  assert.deepEqual(instantsOf(gov, { from: '2026-02-01', until: '2026-02-28' }), {
    from: new Date('2026-01-31T15:00:00Z'),
    until: new Date('2026-02-28T15:00:00Z'),
  });
  assert.deepEqual(
    instantsOf(gov, { from: '2026-03-10', until: '2026-12-31' }).until,
    new Date('2026-03-10T03:00:00.001Z'),
  );
});

test('the months beside are whole', () => {
  assert.deepEqual(monthBeside({ from: '2026-03-31', until: '2026-04-02' }, -1), {
    from: '2026-02-01',
    until: '2026-02-28',
  });
  assert.deepEqual(monthBeside({ from: '2026-12-05', until: '2026-12-05' }, 1), {
    from: '2027-01-01',
    until: '2027-01-31',
  });
});
