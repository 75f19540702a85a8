import { test } from 'node:test';
import { simulate } from './simulator.ts';
import { ledgerDatabase } from './testing.ts';

const ledger = ledgerDatabase();

for (const seed of [1, 2, 3]) {
  test(`a random history is as in the plain wallets (seed ${seed})`, () => simulate(ledger.db, { seed, acts: 250 }));
}

test('and with connections that are killed in the middle', () =>
  simulate(ledger.db, { seed: 4, acts: 100, kills: true }));
