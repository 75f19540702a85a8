import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { all, sql } from '../../kernel/index.ts';
import { decodeLeaf } from '../../log/index.ts';
import { personOf } from '../cards/testing.ts';
import { openCardReceipt } from '../receipts/open.ts';
import {
  confirmDistrust,
  declineDistrust,
  issuerAsOfficer,
  issuerOf,
  KEEPER,
  type KeyOfficer,
  kidOf,
  mayHandleKeys,
  proposeDistrust,
  recallsOf,
  rotateAsOfficer,
} from './index.ts';

const { gov } = await testGovernment();
const AGENCY = 'household-registration';
const REASON = 'a machine was stolen';
let one: KeyOfficer;
let other: KeyOfficer;
let elsewhere: KeyOfficer;

const kidNow = async () => (await issuerOf(gov, AGENCY, gov.clock.now())).kid;
const waiting = async () => (await issuerAsOfficer(gov, one, AGENCY)).proposals;
const stateOf = async (kid: string) =>
  (await issuerAsOfficer(gov, one, AGENCY)).keys.find((key) => kidOf(key) === kid)!.state;
const acts = () =>
  all(
    gov.db,
    sql<{ kind: string; officer: string | null; entry: string; at: Date }>`
      select kind, officer, entry, at from credentials.issuer_act where agency = ${AGENCY} order by id`,
  );

before(async () => {
  const post = { agency: AGENCY, role: 'registrar' };
  [one, other] = [
    { ...post, person: await personOf(gov, 'A200000067') },
    { ...post, person: await personOf(gov, 'A100000065') },
  ];
  elsewhere = { person: other.person, agency: 'motor-vehicles', role: 'licence-officer' };
  await issuerOf(gov, AGENCY, gov.clock.now());
  gov.clock.advance(60_000);
});

describe('the keys of an issuer, in the hands of its officers', () => {
  it('are looked after by the post that decides about its cards, and the list by who keeps the people', () => {
    assert.ok(mayHandleKeys(gov, one).includes(AGENCY) && mayHandleKeys(gov, one).includes(KEEPER));
    assert.deepEqual(mayHandleKeys(gov, elsewhere), ['motor-vehicles']);
    assert.deepEqual(mayHandleKeys(gov, { agency: 'treasury', role: 'payments-officer' }), []);
  });

  it('are nobody else’s: neither to see nor to change', async () => {
    const kid = await kidNow();
    await assert.rejects(issuerAsOfficer(gov, elsewhere, AGENCY), { code: 'not-found' });
    await assert.rejects(rotateAsOfficer(gov, elsewhere, { agency: AGENCY, kid }), { code: 'not-found' });
    await assert.rejects(proposeDistrust(gov, elsewhere, { agency: AGENCY, kid, reason: REASON }), {
      code: 'not-found',
    });
  });

  it('are replaced by one officer, once', async () => {
    const kid = await kidNow();
    await rotateAsOfficer(gov, one, { agency: AGENCY, kid });
    assert.notEqual(await kidNow(), kid);
    await assert.rejects(rotateAsOfficer(gov, one, { agency: AGENCY, kid }), { code: 'conflict' });
    assert.equal((await acts()).at(-1)!.officer, one.person);
  });

  it('are distrusted by two, of whom the second is another', async () => {
    const kid = await kidNow();
    const proposal = { agency: AGENCY, id: await proposeDistrust(gov, one, { agency: AGENCY, kid, reason: REASON }) };
    assert.equal(await stateOf(kid), 'current');
    await assert.rejects(proposeDistrust(gov, other, { agency: AGENCY, kid, reason: REASON }), { code: 'conflict' });
    await assert.rejects(confirmDistrust(gov, one, proposal), { code: 'forbidden' });
    await confirmDistrust(gov, other, proposal);
    assert.equal(await stateOf(kid), 'distrusted');
    assert.equal((await recallsOf(gov.db, AGENCY)).length, 1);
    assert.deepEqual(await waiting(), []);
    await assert.rejects(confirmDistrust(gov, other, proposal), { code: 'conflict' });
  });

  it('or not: the second says no, or the first takes it back', async () => {
    for (const officer of [other, one]) {
      const kid = await kidNow();
      const id = await proposeDistrust(gov, one, { agency: AGENCY, kid, reason: REASON });
      await declineDistrust(gov, officer, { agency: AGENCY, id, reason: 'It was found again.' });
      assert.equal(await stateOf(kid), 'current');
    }
    assert.deepEqual(await waiting(), []);
    const kid = await kidNow();
    for (const reason of [' ', 'x'.repeat(1_001)])
      await assert.rejects(proposeDistrust(gov, one, { agency: AGENCY, kid, reason }), { code: 'invalid' });
  });

  it('each act is in the log: everybody reads which keys are believed, the office what was proposed', async () => {
    const done = await acts();
    assert.deepEqual(done.map(({ kind }) => kind).slice(0, 5), [
      'opened',
      'rotated',
      'distrust-proposed',
      'distrusted',
      'rotated',
    ]);
    for (const { kind, entry, at } of done) {
      const ask = { db: gov.db, gov, entry, at };
      const read = (reader: KeyOfficer | undefined) =>
        openCardReceipt(`issuer.${kind}`, {
          ...ask,
          reader: reader && { person: reader.person, post: { agency: reader.agency, role: reader.role } },
        });
      const isPublic = !kind.startsWith('distrust-');
      assert.equal((await read(undefined)) !== undefined, isPublic, kind);
      assert.equal((await read(elsewhere)) !== undefined, isPublic, kind);
      assert.equal((await read(one))!.content.issuer, AGENCY, kind);
    }
    const leaves = await all(gov.db, sql<{ leaf: Buffer }>`select unnest(leaves) as leaf from log.outbox`);
    assert.ok(leaves.some(({ leaf }) => decodeLeaf(leaf).kind === 'issuer.distrust-proposed'));
  });
});
