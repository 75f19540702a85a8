import { randomUUID } from 'node:crypto';
import { transaction } from '../../src/kernel/index.ts';
import {
  asClerk,
  bankAccountOf,
  changeBankAccount,
  enrolShop,
  payerOf,
  requestPayment,
  take,
} from '../../src/programmes/index.ts';
import { persona } from '../../src/services/testing/people.ts';
import type { TestSite } from '../support/site.ts';

const PROGRAMME = 'triple-stimulus-voucher';

/** A value for each parameter of the till's paths, by the beginning of the path. */
export interface TillBelongings {
  params: Record<string, Record<string, string>>;
}

/** Makes a person the owner of a shop with a clerk, where they ask for an amount and have paid with a voucher of theirs. */
export async function makeTill(gov: TestSite['gov'], owner: string): Promise<TillBelongings> {
  const shop = await transaction(gov.db, (tx) =>
    enrolShop(tx, gov, {
      ...{ owner, ownerName: '王小姐', number: '99999999', name: '王家小店', class: 'restaurant', region: 'taipei' },
      ...{ address: '臺北市文山區 1 號', bankAccount: '0081234500099' },
    }),
  );
  await take(gov, { person: owner, programme: PROGRAMME, channel: 'mobile', key: 'walk' });
  const wish = { way: 'scan', shop: shop.id, person: owner, programme: PROGRAMME, amount: 100, key: 'walk' } as const;
  const payment = await payerOf(gov).pay(wish);
  const request = await requestPayment(gov, await asClerk(gov.db, owner, shop.id), { amount: 10, goods: [] });
  await changeBankAccount(gov, { shop: shop.id, by: owner, bankAccount: '0081234500100' });
  const { waiting } = await bankAccountOf(gov.db, gov, shop.id);
  const paid = { shop: shop.id, id: payment.id };
  return {
    params: {
      '/till/:shop/requests': { shop: shop.id, id: request },
      '/till/': { ...paid, change: waiting!.id, person: await persona(gov, 'father') },
      '/api/shops/': { shop: shop.id },
      '/pay/paid/': paid,
      '/pay/to/': { shop: shop.id },
      '/pay/': { programme: PROGRAMME },
    },
  };
}

/** Bodies that suit the routes of the till and of paying. */
export const TILL_BODIES: Record<string, object> = {
  'POST /till/:shop/requests': { amount: '10' },
  'POST /till/:shop/payments': { amount: '10', code: '1234 5678 9012', key: 'walk' },
  'POST /till/:shop/payments/:id/refunds': { amount: '1', key: 'walk' },
  'POST /till/:shop/bank-account': { account: '0081234500101' },
  'POST /till/:shop/clerks': { name: '甲', number: 'A200000012' },
  'POST /api/payments': { shop: randomUUID(), programme: PROGRAMME, amount: 10, key: 'walk' },
  'POST /api/payments/codes': { programme: PROGRAMME },
  'POST /api/shops/:shop/payments': { code: '1234 5678 9012', amount: 10, key: 'walk' },
  'POST /api/shops/:shop/refunds': { payment: randomUUID(), amount: 1, key: 'walk' },
  'POST /pay/scan': { code: '99999999' },
  'POST /pay/to/:shop': { amount: '10', programme: PROGRAMME, key: 'walk' },
};
