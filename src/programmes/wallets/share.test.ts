import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { testGovernment } from '../../../test/support/government.ts';
import { transaction } from '../../kernel/index.ts';
import { trialBalance } from '../../ledger/index.ts';
import { homeOf } from '../entitlements/store.ts';
import { freezeWallet, persona } from '../testing.ts';
import { isSpentEnough } from './change.ts';
import { familyOf } from './family.ts';
import { giveBack } from './give-back.ts';
import { walletEvents, walletOf } from './read.ts';
import { takingRefusal } from './refusals.ts';
import { share } from './share.ts';
import { take } from './take.ts';

const { gov } = await testGovernment('tw');
const TRIPLE = 'triple-stimulus-voucher';
const programme = gov.pack.programmes.get(TRIPLE)!;
const unit = 10 ** gov.pack.currency.decimals;
const [mother, father, aunt, stranger] = [
  await persona(gov, 'employed-mother'),
  await persona(gov, 'father'),
  await persona(gov, 'registrar-in-family'),
  await persona(gov, 'no-newborn'),
];
const refused = (reason: string) => (error: unknown) => takingRefusal(error) === reason;
const balances = async () =>
  Promise.all([mother, father, aunt].map(async (person) => (await walletOf(gov, person, TRIPLE)).balance / unit));
const gift = (amount: number, key: string, to = father) => ({
  from: mother,
  to,
  programme: TRIPLE,
  amount: amount * unit,
  key,
});

describe('sharing', () => {
  const taken = take(gov, { person: mother, programme: TRIPLE, channel: 'mobile', key: 'k' });

  test('a part goes to one of the household, keeps its expiry, and both see from and to whom', async () => {
    const { expiresAt } = await taken;
    assert.deepEqual(
      (await familyOf(gov, programme, mother)).map(({ person }) => person).sort(),
      [father, aunt].sort(),
    );
    gov.clock.advance(1_000); // events of one instant come in no order
    const first = await share(gov, gift(1000, 'a'));
    assert.equal((await share(gov, gift(1000, 'a'))).id, first.id);
    assert.deepEqual(await balances(), [2000, 1000, 0]);
    const { lots } = await walletOf(gov, father, TRIPLE);
    assert.deepEqual(
      lots.map((lot) => lot.expiresAt?.getTime()),
      [expiresAt.getTime()],
    );
    const kinds = async (person: string) =>
      (await walletEvents(gov, { person, programme: TRIPLE })).events.map(({ kind, person: other }) => [kind, other]);
    assert.deepEqual((await kinds(mother))[0], ['shared', father]);
    assert.deepEqual(await kinds(father), [['received', mother]]);
    assert.equal(await homeOf(gov.db, father, TRIPLE), await homeOf(gov.db, mother, TRIPLE));
  });

  test('not to anybody else, not more than there is, not twice under one key, not where it is frozen', async () => {
    await assert.rejects(share(gov, gift(1, 'b', stranger)), refused('not-family'));
    await assert.rejects(share(gov, gift(1, 'b', mother)), refused('not-family'));
    await assert.rejects(share(gov, gift(2001, 'b')), refused('not-enough'));
    await assert.rejects(share(gov, gift(0, 'b')), refused('bad-amount'));
    await assert.rejects(share(gov, gift(999, 'a')), refused('key-reused'));
    const end = await transaction(gov.db, (tx) => freezeWallet(tx, gov, father, TRIPLE));
    await assert.rejects(share(gov, gift(1, 'b')), refused('frozen'));
    await end();
    assert.deepEqual(await balances(), [2000, 1000, 0]);
  });

  test('many gifts at once are each given or refused, and nothing is made or lost', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 12 }, (_, nth) => share(gov, gift(300, `many ${nth % 10}`, nth % 2 ? father : aunt))),
    );
    const given = new Set(outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value.id] : [])));
    assert.equal(given.size, 6);
    const [left, ...others] = await balances();
    assert.equal(left, 200);
    assert.equal(
      others.reduce((sum, one) => sum + one, 0),
      2800,
    );
  });

  test('what is shared is not whole and cannot be given back', async () => {
    await assert.rejects(giveBack(gov, { person: mother, taking: (await taken).id }), refused('not-whole'));
    assert.deepEqual((await trialBalance(gov.db)).problems, []);
  });
});

test('the rest is paid out exactly when so much of the whole is spent, whatever the amounts', () => {
  const change = { spent: 6000, small: { upTo: 10_000, spent: 8000 } };
  assert.equal(isSpentEnough({ change }, 12_000, 8_000), true);
  assert.equal(isSpentEnough({ change }, 11_999, 8_001), false);
  assert.equal(isSpentEnough({ change }, 7_999, 2_001), false);
  assert.equal(isSpentEnough({ change }, 8_000, 2_000), true);
  assert.equal(isSpentEnough({ change: undefined }, 9, 1), false);
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.maxSafeNat(), fc.integer({ min: 1, max: 10_000 }), (spent, rest, part) => {
      const enough = BigInt(spent) * 10_000n >= (BigInt(spent) + BigInt(rest)) * BigInt(part);
      const expected = spent > 0 && rest > 0 && enough;
      assert.equal(isSpentEnough({ change: { spent: part, small: undefined } }, spent, rest), expected);
    }),
  );
});
