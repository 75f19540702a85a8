import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts';
import { randomCase } from '../testing/cases.ts';
import { seeded } from '../testing/random.ts';
import { agreementOn } from './fixture.ts';

const CASES = 1_000_000;
const ROWS = 100;

let database: TestDatabase;
let client: pg.Client;
before(async () => {
  database = await testDatabase(async () => {}, 'empty');
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
after(async () => {
  await client.end();
  await database.drop();
});

test(`SQL decides as the traced evaluator does: ${CASES.toLocaleString('en')} random cases`, async () => {
  let decided = 0;
  let refused = 0;
  for (let seed = 1; decided < CASES; seed++) {
    const agreement = await agreementOn(client, randomCase(seeded(seed), 2 + (seed % 4), ROWS));
    if ('decided' in agreement) decided += agreement.decided;
    else if ('refused' in agreement) refused += 1;
    else assert.fail(`seed ${seed}: ${agreement.differs}`);
  }
  console.log({ decided, refused });
  assert.ok(refused < CASES / ROWS / 5);
});
