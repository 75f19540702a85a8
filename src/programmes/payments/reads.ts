import { addDays, all, type Day, type Db, first, type RawBuilder, sql } from '../../kernel/index.ts';
import { PAYMENT } from './lookups.ts';
import type { Payment, Refund } from './model.ts';
import { REFUND } from './refund.ts';

/** Which of the payments, newest first: those before one, and of one day only. */
export interface PaymentsQuery {
  limit: number;
  /** The id of the last payment of the page before. */
  before?: string | undefined;
  day?: Day | undefined;
}

function paymentsWhere(db: Db, whose: RawBuilder<unknown>, { limit, before, day }: PaymentsQuery): Promise<Payment[]> {
  const older = before === undefined ? sql`true` : sql`p.id < ${before}`;
  const onDay = day === undefined ? sql`true` : sql`p.day = ${day} and ${around(day, sql`p.id`)}`;
  return all(
    db,
    sql<Payment>`select ${PAYMENT} from programmes.payment p where ${whose} and ${older} and ${onDay}
      order by p.id desc limit ${limit}`,
  );
}

/** Ids begin with the time: those of a day lie between these in the key, wherever on earth the day was counted. */
function around(day: Day, id: RawBuilder<unknown>): RawBuilder<unknown> {
  const firstOf = (one: Day) =>
    Date.parse(one)
      .toString(16)
      .padStart(12, '0')
      .replace(/^(.{8})(.{4})$/, '$1-$2-7000-8000-000000000000');
  return sql`${id} >= ${firstOf(addDays(day, -1))}::uuid and ${id} < ${firstOf(addDays(day, 2))}::uuid`;
}

/** What was paid at a shop, newest first. */
export function paymentsOfShop(db: Db, query: PaymentsQuery & { shop: string }): Promise<Payment[]> {
  return paymentsWhere(db, sql`p.shop = ${query.shop}`, query);
}

/** What a person has paid, newest first; of one programme only, where one is named. */
export function paymentsOfPerson(
  db: Db,
  query: PaymentsQuery & { person: string; programme?: string | undefined },
): Promise<Payment[]> {
  const { person, programme } = query;
  const of = programme === undefined ? sql`true` : sql`p.programme = ${programme}`;
  return paymentsWhere(db, sql`p.person = ${person} and ${of}`, query);
}

/** One payment. Who may see it is for the caller to ask: the shop's people, and whoever paid. */
export function paymentById(db: Db, shop: string, id: string): Promise<Payment | undefined> {
  return first(db, sql<Payment>`select ${PAYMENT} from programmes.payment p where p.shop = ${shop} and p.id = ${id}`);
}

/** What was given back of a payment, in the order in which it was. */
export function refundsOf(db: Db, { shop, id }: Pick<Payment, 'shop' | 'id'>): Promise<Refund[]> {
  return all(
    db,
    sql<Refund>`select ${REFUND} from programmes.refund
      where shop = ${shop} and payment = ${id} order by refunded_at, id`,
  );
}

/** What a shop took in of a programme on a day, in the minor unit. */
export interface Takings {
  programme: string;
  way: Payment['way'];
  payments: number;
  amount: number;
  /** Given back on that day, whenever it was paid. */
  refunds: number;
  refunded: number;
}

/** The takings of a shop on a day, by programme and way. */
export function takingsOf(db: Db, { shop, day }: { shop: string; day: Day }): Promise<Takings[]> {
  return all(
    db,
    sql<Takings>`
      select programme, way, sum(payments)::int as payments, sum(amount)::bigint as amount,
        sum(refunds)::int as refunds, sum(refunded)::bigint as refunded
      from (
        select programme, way, 1 as payments, amount, 0 as refunds, 0 as refunded
        from programmes.payment where shop = ${shop} and day = ${day} and ${around(day, sql`id`)}
        union all
        select p.programme, p.way, 0, 0, 1, r.amount
        from programmes.refund r join programmes.payment p on p.shop = r.shop and p.id = r.payment
        where r.shop = ${shop} and r.day = ${day}
      ) moved group by programme, way order by programme, way`,
  );
}
