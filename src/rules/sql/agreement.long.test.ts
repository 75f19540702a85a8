import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { testDatabase } from '../../../test/support/database.ts';
import { randomCase } from '../testing/cases.ts';
import { seeded } from '../testing/random.ts';
import { agreementOn } from './fixture.ts';

const CASES = 1_000_000;
const ROWS = 100;

test(`SQL decides as the traced evaluator does: ${CASES.toLocaleString('en')} random cases`, async () => {
  const database = await testDatabase(async () => {}, 'empty');
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  let decided = 0;
  let refused = 0;
  for (let seed = 1; decided < CASES; seed++) {
    const agreement = await agreementOn(client, randomCase(seeded(seed), 2 + (seed % 4), ROWS));
    if ('decided' in agreement) decided += agreement.decided;
    else if ('refused' in agreement) refused += 1;
    else assert.fail(`seed ${seed}: ${agreement.differs}`);
  }
  await client.end();
  await database.drop();
  console.log({ decided, refused });
  assert.ok(refused < CASES / ROWS / 5);
});
