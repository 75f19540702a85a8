import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { transaction } from '../../kernel/index.ts';
import {
  type Card,
  cardActs,
  cardById,
  cardRefusal,
  copiesOf,
  type Decider,
  grantCard,
  issueCopies,
  loseDevice,
} from './index.ts';
import { deviceId, deviceKeys, personOf, withCards } from './testing.ts';

const { gov } = await testGovernment('tw');
const HOLDER: Decider = { kind: 'holder' };
const [old, other] = [deviceId(), deviceId()];
let mother: string;
let resident: Card;
let insured: Card;

const lose = (by: Decider = HOLDER, wallet = old, person = mother) =>
  transaction(gov.db, (tx) => loseDevice(tx, gov, { person, wallet, by }));
const inForce = async (card: Card, wallet: string) =>
  (await copiesOf(gov.db, card)).filter((copy) => copy.wallet === wallet && copy.revokedAt === null).length;
const officer = async (number: string): Promise<Decider> => ({
  ...{ kind: 'officer', agency: 'household-registration', role: 'registrar' },
  person: await personOf(gov, number),
});

async function grantOn(type: string, wallets: readonly string[]): Promise<Card> {
  const card = await transaction(gov.db, (tx) => grantCard(tx, gov, { person: mother, type }));
  for (const wallet of wallets)
    await transaction(gov.db, (tx) =>
      issueCopies(tx, gov, { card, format: 'dc+sd-jwt', keys: deviceKeys(2), wallet, request: `${type} ${wallet}` }),
    );
  return card;
}

describe('a lost device', () => {
  before(async () => {
    await withCards(gov);
    mother = await personOf(gov, 'A200000012');
    resident = await grantOn('resident-card', [old, other]);
    insured = await grantOn('health-insurance-card', [old]);
  });

  it('is ended by an officer as far as their office goes, and not by one of the family', async () => {
    await assert.rejects(lose(await officer('A200000021')), (error) => cardRefusal(error) === 'family');
    assert.equal(await inForce(resident, old), 2);
    assert.deepEqual(await lose(await officer('A200000067')), { cards: 1, copies: 2 });
    assert.deepEqual(
      [await inForce(resident, old), await inForce(resident, other), await inForce(insured, old)],
      [0, 2, 2],
    );
  });

  it('is ended by its owner for all that is left, and what is elsewhere stays, as do the cards', async () => {
    assert.deepEqual(await lose(), { cards: 1, copies: 2 });
    assert.equal(await inForce(insured, old), 0);
    assert.equal(await inForce(resident, other), 2);
    for (const card of [resident, insured]) assert.equal((await cardById(gov.db, card))!.state, 'valid');
    const acts = (await cardActs(gov.db, insured)).filter(({ kind }) => kind === 'lost');
    assert.deepEqual(
      acts.map(({ byKind, content }) => [byKind, content.revoked]),
      [['holder', 2]],
    );
  });

  it('is nothing when it is said again, nor for somebody else’s device', async () => {
    assert.deepEqual(await lose(), { cards: 0, copies: 0 });
    const stranger = await personOf(gov, 'A100000047');
    assert.deepEqual(await lose(HOLDER, other, stranger), { cards: 0, copies: 0 });
    assert.equal(await inForce(resident, other), 2);
    assert.equal((await cardActs(gov.db, resident)).filter(({ kind }) => kind === 'lost').length, 1);
  });
});
