import { test } from 'node:test';
import { simulate } from './simulator.ts';
import { ledgerDatabase } from './testing.ts';

const ledger = ledgerDatabase();

for (let seed = 100; seed < 140; seed++) {
  test(`a long random history is as in the plain wallets (seed ${seed})`, () =>
    simulate(ledger.db, { seed, acts: 2_000, kills: seed % 2 === 0 }));
}
