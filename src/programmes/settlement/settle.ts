import { addDays, all, array, type Day, type Db, dayOf, run, sql, transaction } from '../../kernel/index.ts';
import {
  accountOf,
  ensureAccount,
  fundAccount,
  orderPayouts,
  type PayoutRequest,
  payoutIdOf,
  spendable,
  type TransferRequest,
  transferAll,
} from '../../ledger/index.ts';
import { commitAct } from '../../log/index.ts';
import type { Government, Programme } from '../../pack/index.ts';
import { shopAccount, taxAccount } from '../accounts.ts';
import { bankAccountAt } from '../shops/bank-account.ts';
import { contentOfSettlement, netOf, type Settlement, type Takings } from './model.ts';
import { unsettledTakings } from './takings.ts';

/** Shops settled in one transaction: each brings up to three transfers, and a batch has at most a thousand. */
const PAGE = 200;

/** As whom payouts of settlements are asked for in the ledger. */
export const CLIENT = 'settlement';

/**
 * Settles every programme for the day that ended last. Twice is as once: a shop has one settlement for a day, and its
 * money leaves with it or not at all. Returns how many shops were settled.
 */
export async function settleYesterday(gov: Government): Promise<number> {
  const yesterday = addDays(dayOf(gov.clock.now(), gov.pack.timeZone), -1);
  let settled = 0;
  for (const programme of gov.pack.programmes.values()) settled += await settleDay(gov, programme, yesterday);
  return settled;
}

/** Settles all shops of a programme for a day that is over. Some hundred at a time, so that a kill costs little. */
export async function settleDay(gov: Government, programme: Programme, day: Day): Promise<number> {
  const due = await unsettledTakings(gov.db, programme.id, day);
  for (let from = 0; from < due.length; from += PAGE) {
    const shops = due.slice(from, from + PAGE);
    await transaction(gov.db, (tx) => settleShops(tx, gov, programme, day, shops));
  }
  return due.length;
}

/** A settlement and what its money moves by. */
interface Due extends Settlement {
  account: string;
  bankAccount: string;
  name: string;
  salt: string;
}

async function settleShops(tx: Db, gov: Government, programme: Programme, day: Day, takings: readonly Takings[]) {
  const places = await placesOf(tx, programme, takings, gov.clock.now());
  const returned = await takeUpReturned(tx, programme, day, takings);
  const settled: Due[] = [];
  for (const one of takings) {
    const carried = one.carried + (returned.get(one.shop) ?? 0);
    settled.push(await settlementOf(tx, gov, programme, day, { ...one, carried }, places.get(one.shop)!));
  }
  const charges = await chargesOf(tx, gov, programme, settled);
  if (charges.length > 0) await transferAll(tx, charges);
  await orderPayouts(
    tx,
    settled.filter(({ paid }) => paid > 0).map((one) => payoutRequest(gov, one)),
  );
  await insert(tx, settled);
}

/** Where the money of a shop goes, and whether it may leave. */
interface Place {
  shop: string;
  name: string;
  bankAccount: string;
  frozen: boolean;
}

/** The bank account is the one that is in force when the money leaves. */
async function placesOf(
  tx: Db,
  programme: Programme,
  takings: readonly Takings[],
  at: Date,
): Promise<Map<string, Place>> {
  const rows = await all(
    tx,
    sql<Place>`select s.id as shop, s.name, ${bankAccountAt(at)} as "bankAccount", s.state = 'frozen' or exists (
        select from programmes.freeze f where f.kind = 'shop' and f.subject = s.id and f.programme = ${programme.id}
          and f.confirmed_at is not null and f.ended_at is null) as frozen
      from programmes.shop s where s.id = any(${array(
        takings.map(({ shop }) => shop),
        'uuid',
      )})`,
  );
  return new Map(rows.map((row) => [row.shop, row]));
}

/** What banks have sent back since, by shop: this settlement carries it on. */
async function takeUpReturned(tx: Db, programme: Programme, day: Day, takings: readonly Takings[]) {
  const shops = takings.map(({ shop }) => shop);
  const rows = await all(
    tx,
    sql<{ shop: string; paid: number }>`update programmes.settlement set carried_to = ${day}
      where shop = any(${array(shops, 'uuid')}) and programme = ${programme.id} and returned_at is not null and carried_to is null
      returning shop, paid`,
  );
  const sums = new Map<string, number>();
  for (const { shop, paid } of rows) sums.set(shop, (sums.get(shop) ?? 0) + paid);
  return sums;
}

async function settlementOf(
  tx: Db,
  gov: Government,
  programme: Programme,
  day: Day,
  takings: Takings,
  { bankAccount, name, frozen }: Place,
): Promise<Due> {
  const at = gov.clock.now();
  const account = accountOf(shopAccount(gov, programme.id, takings.shop));
  const there = await spendable(tx, account, at);
  const reckoned = { ...takings, ...netOf(takings, programme.fee, there), programme: programme.id, day };
  const { fee, vat, net } = reckoned;
  const paid = frozen ? 0 : Math.max(0, Math.min(net, there - fee - vat));
  const payout = paid > 0 ? payoutIdOf(CLIENT, keyOf(reckoned)) : null;
  const content = contentOfSettlement({ ...reckoned, paid, payout });
  const logged = await commitAct(tx, gov.logOrigin, { kind: 'shop.settled', agency: programme.agency, at, content });
  return { ...reckoned, paid, payout, settledAt: at, ...logged, account, bankAccount, name };
}

const keyOf = ({ shop, programme, day }: Pick<Settlement, 'shop' | 'programme' | 'day'>) =>
  `${programme}/${shop}/${day}`;

/** What shops pay for being settled, and the tax on that. */
async function chargesOf(
  tx: Db,
  gov: Government,
  programme: Programme,
  settled: readonly Due[],
): Promise<TransferRequest[]> {
  if (!settled.some(({ fee }) => fee > 0)) return [];
  const fund = fundAccount(programme.fund.id, gov.pack.currency.code);
  const tax = await ensureAccount(tx, taxAccount(gov, programme));
  return settled.flatMap((one) => {
    const base = { ...asked(gov, one), client: CLIENT, debit: one.account };
    const charges = [
      { ...base, key: `${keyOf(one)}/fee`, credit: fund, amount: one.fee, purpose: 'settlement-fee' },
      { ...base, key: `${keyOf(one)}/tax`, credit: tax, amount: one.vat, purpose: 'settlement-tax' },
    ];
    return charges.filter(({ amount }) => amount > 0);
  });
}

const asked = (gov: Government, { settledAt, day }: Due) => ({
  currency: gov.pack.currency.code,
  at: settledAt,
  reference: day,
});

function payoutRequest(gov: Government, one: Due): PayoutRequest {
  const { account, paid: amount, bankAccount, name } = one;
  const to = { bankAccount, name };
  return { ...asked(gov, one), client: CLIENT, key: keyOf(one), account, amount, to, purpose: 'settlement' };
}

async function insert(tx: Db, settled: readonly Due[]): Promise<void> {
  const column = (type: string, value: (one: Due) => unknown) => array(settled.map(value), type);
  await run(
    tx,
    sql`insert into programmes.settlement (shop, programme, day, gross, refunded, carried, fee, vat, net, paid, payout,
        settled_at, entry, salt)
      select * from unnest(
        ${column('uuid', ({ shop }) => shop)}, ${column('text', ({ programme }) => programme)},
        ${column('date', ({ day }) => day)}, ${column('bigint', ({ gross }) => gross)},
        ${column('bigint', ({ refunded }) => refunded)}, ${column('bigint', ({ carried }) => carried)},
        ${column('bigint', ({ fee }) => fee)}, ${column('bigint', ({ vat }) => vat)},
        ${column('bigint', ({ net }) => net)}, ${column('bigint', ({ paid }) => paid)},
        ${column('uuid', ({ payout }) => payout)}, ${column('timestamptz', ({ settledAt }) => settledAt)},
        ${column('uuid', ({ entry }) => entry)}, ${column('text', ({ salt }) => salt)})`,
  );
}
