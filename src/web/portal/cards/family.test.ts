import assert from 'node:assert/strict';
import { test } from 'node:test';
import { possibleCards } from '../../../credentials/index.ts';
import { disclosuresOf, peopleOfRecord } from '../../../registry/index.ts';
import { cardSite } from '../../cards/fixture.ts';
import { cardRoutes } from './routes.tsx';

const { gov, send, personOf, cookieOf } = await cardSite(cardRoutes, 'kr');

test('a parent who looks at their cards is told to the child as a parent, once a day', async () => {
  const parents = gov.pack.demo.personas.filter(({ post }) => !post).map(({ id }) => id);
  for (const id of parents) {
    const person = await personOf(id);
    const found = (await possibleCards(gov.db, gov, person)).find(({ type }) => type.id === 'child-card');
    if (!found) continue;
    const matter = { registry: 'parental-authority', ...found.about };
    const { child } = await peopleOfRecord(gov.db, gov, matter);
    const cookie = await cookieOf(id);
    const looks = async () =>
      (await disclosuresOf(gov.db, child!, { limit: 50 })).map(({ readerKind, reader }) => `${readerKind} ${reader}`);
    const before = await looks();
    assert.equal((await send('/cards', { cookie })).status, 200);
    const after = await looks();
    const fresh = after.slice(0, after.length - before.length);
    assert.ok(fresh.length > 0 && fresh.every((look) => look === `relative ${person}`), fresh.join());
    assert.equal((await send('/cards', { cookie })).status, 200);
    assert.deepEqual(await looks(), after);
    return;
  }
  assert.fail('nobody is a parent');
});
