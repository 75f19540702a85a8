import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import pg from 'pg';
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts';
import { caseFromTape } from '../testing/cases.ts';
import { agreementOn } from './fixture.ts';

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

const RULES = 250;
const ROWS = 20;

test(`SQL decides as the traced evaluator does: ${RULES} random rules, each on ${ROWS} rows of random facts`, async () => {
  let refused = 0;
  const tape = fc.array(fc.nat(), { minLength: 100, maxLength: 2_000, size: 'max' });
  await fc.assert(
    fc.asyncProperty(tape, async (choices) => {
      const agreement = await agreementOn(client, caseFromTape(choices, 3, ROWS));
      if ('refused' in agreement) refused += 1;
      if ('differs' in agreement) assert.fail(agreement.differs);
    }),
    { numRuns: RULES },
  );
  assert.ok(refused < RULES / 10, `${refused} rules were refused`);
});
