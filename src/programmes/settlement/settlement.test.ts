import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { testGovernment } from '../../../test/support/government.ts';
import { addDays, all, type Day, dayOf, run, sql, transaction, uuidv7 } from '../../kernel/index.ts';
import {
  accountOf,
  applyPaymentStatus,
  balanceOf,
  ensureAccount,
  makePayoutFile,
  payoutById,
  transfer,
  trialBalance,
} from '../../ledger/index.ts';
import type { Programme } from '../../pack/index.ts';
import { shopAccount } from '../accounts.ts';
import { netOf } from './model.ts';
import { settledDays, settlementsOf } from './reads.ts';
import { takeUpReturned } from './returned.ts';
import { settleDay } from './settle.ts';

describe('settlement of shops', async () => {
  const { gov } = await testGovernment('tw');
  const declared = [...gov.pack.programmes.values()][0]!;
  const currency = gov.pack.currency.code;
  const today = () => dayOf(gov.clock.now(), gov.pack.timeZone);
  const nextDay = () => gov.clock.advance(86_400_000);
  let programmes = 0;

  /** A programme of its own for each test, whose shops nobody else settles. */
  const programme = (fee: Programme['fee']): Programme => {
    programmes += 1;
    return { ...declared, id: `settled-${programmes}`, fee };
  };

  async function openShop(): Promise<string> {
    const id = randomUUID();
    await run(
      gov.db,
      sql`insert into programmes.shop (id, owner, number, name, class, region, address, bank_account, state, enrolled_at)
        values (${id}, ${randomUUID()}, ${id}, 'Shop', 'market', 'taipei', 'Road 1', '0081234567890', 'active', ${gov.clock.now()})`,
    );
    return id;
  }

  /** A payment as the payer leaves it behind, or a refund of it where the amount is below zero. */
  async function take({ id: programme }: Programme, shop: string, amount: number): Promise<void> {
    const at = gov.clock.now();
    await transaction(gov.db, async (tx) => {
      const account = await ensureAccount(tx, shopAccount(gov, programme, shop));
      const outside = await ensureAccount(tx, { kind: 'issuance', owner: 'settlement-test', currency });
      const [debit, credit] = amount > 0 ? [outside, account] : [account, outside];
      const made = await transfer(tx, {
        ...{
          client: 'test',
          key: randomUUID(),
          debit,
          credit,
          amount: Math.abs(amount),
          currency,
          at,
          purpose: 'test',
        },
      });
      const payment = uuidv7(at);
      await run(
        tx,
        sql`insert into programmes.payment (shop, id, programme, person, amount, refunded, paid_at, day, way, transfer, terms, entry, salt)
          values (${shop}, ${payment}, ${programme}, ${randomUUID()}, ${amount > 0 ? amount : -amount}, ${amount > 0 ? 0 : -amount}, ${at},
            ${amount > 0 ? today() : addDays(today(), -99)}, 'code', ${made.id}, '', ${randomUUID()}, '')`,
      );
      if (amount > 0) return;
      await run(
        tx,
        sql`insert into programmes.refund (shop, id, payment, amount, refunded_at, day, clerk, transfer, entry, salt)
          values (${shop}, ${uuidv7(at)}, ${payment}, ${-amount}, ${at}, ${today()}, ${randomUUID()}, ${made.id}, ${randomUUID()}, '')`,
      );
    });
  }

  const balance = ({ id }: Programme, shop: string) => balanceOf(gov.db, accountOf(shopAccount(gov, id, shop)));

  test('takings less refunds, the fee and its tax leave for the bank; once', async () => {
    const own = programme({ rate: 150, vat: 500 });
    const shop = await openShop();
    await take(own, shop, 10_000);
    await take(own, shop, -2_000);
    const day = today();
    nextDay();
    await take(own, shop, 500); // of another day
    assert.equal(await settleDay(gov, own, day), 1);
    assert.equal(await settleDay(gov, own, day), 0, 'settled already');
    const [one] = await settlementsOf(gov.db, { shop });
    assert.deepEqual(
      { gross: one!.gross, refunded: one!.refunded, fee: one!.fee, vat: one!.vat, net: one!.net, paid: one!.paid },
      { gross: 10_000, refunded: 2_000, fee: 120, vat: 6, net: 7_874, paid: 7_874 },
    );
    assert.equal((await payoutById(gov.db, one!.payout!))!.amount, 7_874);
    assert.equal(await balance(own, shop), 500);
    assert.equal((await settledDays(gov.db, own.id))[0]!.paid, 7_874);
  });

  test('what was given back before it was settled is carried on, and nobody is paid what is not there', async () => {
    const own = programme({ rate: 0, vat: 0 });
    const shop = await openShop();
    await take(own, shop, 1_000);
    const day = today();
    nextDay();
    await take(own, shop, -400);
    await settleDay(gov, own, day);
    const [first] = await settlementsOf(gov.db, { shop });
    assert.deepEqual([first!.net, first!.paid], [1_000, 600]);
    const next = today();
    nextDay();
    await settleDay(gov, own, next);
    const [second] = await settlementsOf(gov.db, { shop });
    assert.deepEqual([second!.carried, second!.refunded, second!.net, second!.paid], [400, 400, 0, 0]);
    assert.equal(await balance(own, shop), 0);
  });

  test('what a bank sends back is paid with the next settlement, and the owner is told', async () => {
    const own = programme({ rate: 0, vat: 0 });
    const shop = await openShop();
    await take(own, shop, 3_000);
    const day = today();
    nextDay();
    await settleDay(gov, own, day);
    const at = gov.clock.now();
    const file = await makePayoutFile(gov.db, {
      ...{ client: 'test', key: randomUUID(), at, executeOn: today(), initiator: 'Test' },
      ...{ payers: { treasury: { name: 'Treasury', bankAccount: '0040000000001' } }, decimals: { [currency]: 0 } },
    });
    const status = {
      ...{ message: 'answer', original: file!.id.replaceAll('-', ''), originalKind: 'pain.001.001.09' },
      ...{ status: 'RJCT', reasons: ['AC04'], batches: [] },
    };
    await applyPaymentStatus(gov.db, { status, at });
    await takeUpReturned(gov, file!.id);
    assert.equal(await takeUpReturned(gov, file!.id), 0, 'once');
    assert.equal(await balance(own, shop), 3_000);
    const next = today();
    nextDay();
    await settleDay(gov, own, next);
    const [second] = await settlementsOf(gov.db, { shop });
    assert.deepEqual([second!.gross, second!.carried, second!.paid], [0, 3_000, 3_000]);
    const letters = await all(
      gov.db,
      sql`select from messages.message m join programmes.shop s on s.owner = m.person where s.id = ${shop}`,
    );
    assert.equal(letters.length, 1);
  });

  test('over any days of trade, what a shop was paid and charged is what it took in', async () => {
    const amount = fc.oneof(fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: -800, max: -1 }));
    const days = fc.array(fc.array(amount, { maxLength: 4 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(days, fc.boolean(), async (trade, late) => {
        const own = programme({ rate: 99, vat: 500 });
        const shop = await openShop();
        let taken = 0;
        for (const amounts of trade) {
          const yesterday: Day = addDays(today(), -1);
          if (!late) await settleDay(gov, own, yesterday);
          for (const one of amounts) {
            if ((await balance(own, shop)) + one < 0) continue; // the ledger refuses it
            await take(own, shop, one);
            taken += one;
          }
          if (late) await settleDay(gov, own, yesterday); // while the next day's trade has begun
          nextDay();
        }
        await settleDay(gov, own, addDays(today(), -1));
        nextDay();
        await settleDay(gov, own, addDays(today(), -1));
        const settled = await settlementsOf(gov.db, { shop });
        const left = settled.reduce((sum, { fee, vat, paid }) => sum + fee + vat + paid, 0);
        assert.equal(left + (await balance(own, shop)), taken);
        assert.equal(await balance(own, shop), 0);
      }),
      { numRuns: 12 },
    );
    assert.deepEqual((await trialBalance(gov.db)).problems, []);
  });

  test('the fee is rounded half up, and is never more than is there', () => {
    const takings = { shop: '', gross: 150, refunded: 0, carried: 0 };
    assert.deepEqual(netOf(takings, { rate: 100, vat: 5_000 }, 150), { fee: 2, vat: 1, net: 147 });
    assert.deepEqual(netOf(takings, { rate: 100, vat: 5_000 }, 2), { fee: 2, vat: 0, net: 148 });
    const large = { ...takings, gross: Number.MAX_SAFE_INTEGER };
    assert.equal(netOf(large, { rate: 10_000, vat: 0 }, large.gross).net, 0);
  });
});
