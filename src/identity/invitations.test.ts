import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { all, sql, transaction } from '../kernel/index.ts';
import { type Sample, START, sampleGovernment } from './fixture.ts';
import { INVITATION_LIFE, identify, invite, redeem } from './index.ts';
import { sweep } from './room.ts';

let government: Sample;
let mother: string;
before(async () => {
  government = await sampleGovernment();
  mother = (await identify(government.db, ['A20000001'], new Date(START))).get('A20000001')!;
});
after(() => government.close());
beforeEach(() => government.clock.set(START));

const newLink = (person = mother) => invite(government.db, person, government.clock.now());
const use = (secret: string) => redeem(government.db, secret, government.clock.now());
const rows = () => all(government.db, sql<{ row: string }>`select i::text as row from identity.invitation i`);

test('a link signs its person in, once', async () => {
  const father = (await identify(government.db, ['A10000002'], new Date(START))).get('A10000002')!;
  const [own, other] = [await newLink(), await newLink(father)];
  assert.match(own, /^[\w-]{43}$/);
  assert.equal(await use(own), mother);
  assert.equal(await use(own), undefined);
  assert.equal(await use(other), father);
});

test('what was never given opens nothing', async () => {
  for (const secret of ['', 'x'.repeat(43), 'ㄱ', `${await newLink()}=`]) assert.equal(await use(secret), undefined);
});

test('a link is good for half an hour', async () => {
  const [early, late] = [await newLink(), await newLink()];
  government.clock.advance(INVITATION_LIFE - 1);
  assert.equal(await use(early), mother);
  government.clock.advance(1);
  assert.equal(await use(late), undefined);
});

test('of many at once, exactly one gets in', async () => {
  const secret = await newLink();
  const results = await Promise.all(
    Array.from({ length: 12 }, () => transaction(government.db, (tx) => redeem(tx, secret, government.clock.now()))),
  );
  assert.deepEqual(
    results.filter((person) => person !== undefined),
    [mother],
  );
});

test('a link is not used up by what did not commit', async () => {
  const secret = await newLink();
  const undone = transaction(government.db, async (tx) => {
    await redeem(tx, secret, government.clock.now());
    throw new Error('undone');
  });
  await assert.rejects(undone, /undone/);
  assert.equal(await use(secret), mother);
});

test('the table does not hold the secret, and the sweep empties it of what is over', async () => {
  const secret = await newLink();
  assert.ok((await rows()).every(({ row }) => !row.includes(secret)));
  government.clock.advance(INVITATION_LIFE);
  const live = await newLink();
  await sweep(government.db, government.clock.now());
  assert.equal((await rows()).length, 1);
  assert.equal(await use(live), mother);
});
