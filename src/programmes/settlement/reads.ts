import { all, type Day, type Db, first, sql } from '../../kernel/index.ts';
import type { Settlement } from './model.ts';

const COLUMNS = sql`shop, programme, day, gross, refunded, carried, fee, vat, net, paid, payout,
  settled_at as "settledAt", returned_at as "returnedAt", carried_to as "carriedTo", entry`;

/** A settlement, and what became of it. */
export interface KeptSettlement extends Settlement {
  /** When the bank sent the payout back, and the day whose settlement carries it on. */
  returnedAt: Date | null;
  carriedTo: Day | null;
}

/** A shop's settlements, latest day first; `before` is the last day of the page before. */
export function settlementsOf(
  db: Db,
  { shop, before, limit = 50 }: { shop: string; before?: Day; limit?: number },
): Promise<KeptSettlement[]> {
  return all(
    db,
    sql<KeptSettlement>`select ${COLUMNS} from programmes.settlement
      where shop = ${shop} and ${before ? sql`day < ${before}` : sql`true`} order by day desc, programme limit ${limit}`,
  );
}

/** A shop's settlement of one programme for a day, if it had one. */
export function settlementOf(
  db: Db,
  { shop, programme, day }: { shop: string; programme: string; day: Day },
): Promise<KeptSettlement | undefined> {
  return first(
    db,
    sql<KeptSettlement>`select ${COLUMNS} from programmes.settlement
      where shop = ${shop} and programme = ${programme} and day = ${day}`,
  );
}

/** What all shops together were settled for by a programme on a day. */
export interface SettledDay {
  day: Day;
  shops: number;
  gross: number;
  refunded: number;
  fee: number;
  vat: number;
  paid: number;
  /** What could not be paid out and is carried on. */
  carried: number;
}

/** A programme's settlements day by day, latest first. */
export function settledDays(db: Db, programme: string, limit = 31): Promise<SettledDay[]> {
  return all(
    db,
    sql<SettledDay>`select day, count(*) as shops, sum(gross)::bigint as gross, sum(refunded)::bigint as refunded,
        sum(fee)::bigint as fee, sum(vat)::bigint as vat, sum(paid)::bigint as paid, sum(net - paid)::bigint as carried
      from programmes.settlement where programme = ${programme} group by day order by day desc limit ${limit}`,
  );
}

/** The settlements of one day, in the order of shops; `after` is the last shop of the page before. */
export function settlementsOn(
  db: Db,
  { programme, day, after, limit = 100 }: { programme: string; day: Day; after?: string; limit?: number },
): Promise<(KeptSettlement & { name: string })[]> {
  return all(
    db,
    sql<KeptSettlement & { name: string }>`select p.*, s.name from (
        select ${COLUMNS} from programmes.settlement
        where programme = ${programme} and day = ${day} and ${after ? sql`shop > ${after}` : sql`true`}
        order by shop limit ${limit}) p
      join programmes.shop s on s.id = p.shop order by p.shop`,
  );
}
