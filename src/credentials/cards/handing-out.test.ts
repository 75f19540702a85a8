import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { all, run, sql, transaction } from '../../kernel/index.ts';
import { type CopiesRequest, cardRefusal, grantCard, issueCopies } from './index.ts';
import { deviceId, deviceKeys, personOf, withCards } from './testing.ts';

/*
 * What was given out lies sealed for a day, and opens for the person and the wish that it was given for.
 */

const { gov } = await testGovernment('tw');

let mother: string;
let father: string;
before(async () => {
  await withCards(gov);
  [mother, father] = await Promise.all([personOf(gov, 'A200000012'), personOf(gov, 'A100000010')]);
});

async function wishOf(person: string): Promise<CopiesRequest> {
  const card = await transaction(gov.db, (tx) => grantCard(tx, gov, { person, type: 'resident-card' }));
  return { card, format: 'dc+sd-jwt', keys: deviceKeys(2), wallet: deviceId(), request: deviceId() };
}

const issue = (wish: CopiesRequest) => transaction(gov.db, (tx) => issueCopies(tx, gov, wish));

const keptOf = async ({ request }: CopiesRequest) => {
  const rows = await all(
    gov.db,
    sql<{ copies: Buffer }>`select copies from credentials.handing_out where request = ${request}`,
  );
  return rows[0]!.copies;
};

describe('what was handed out', () => {
  it('is given again, and lies sealed', async () => {
    const wish = await wishOf(mother);
    const given = await issue(wish);
    const kept = (await keptOf(wish)).toString('latin1');
    for (const copy of given) for (const part of copy.split('~')) assert.ok(part === '' || !kept.includes(part));
    assert.deepEqual(await issue(wish), given);
  });

  it('opens for no other wish and no other person, and not once it was changed', async () => {
    const [one, other, theirs] = [await wishOf(mother), await wishOf(mother), await wishOf(father)];
    for (const wish of [one, other, theirs]) await issue(wish);
    const [sealed, own] = [await keptOf(one), await keptOf(other)];
    const put = (copies: Buffer, { request }: CopiesRequest) =>
      run(gov.db, sql`update credentials.handing_out set copies = ${copies} where request = ${request}`);
    const isRefused = (wish: CopiesRequest) =>
      assert.rejects(issue(wish), (error) => cardRefusal(error) === 'other-request');
    for (const wish of [other, theirs]) {
      await put(sealed, wish);
      await isRefused(wish);
    }
    const changed = Buffer.from(own);
    changed[20]! ^= 1;
    await put(changed, other);
    await isRefused(other);
    await put(own, other);
    assert.equal((await issue(other)).length, 2);
  });
});
