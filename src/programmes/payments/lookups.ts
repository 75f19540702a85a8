import { all, array, type Day, type Db, sql } from '../../kernel/index.ts';
import { type Payment, type PayRequest, transferOf } from './model.ts';

/** A payment as its row says, and what it was asked for with. */
export type PaymentRow = Payment & { requestHash: Buffer | null };

/** The columns of a payment, of the table named `p`. */
export const PAYMENT = sql`p.shop, p.id, p.programme, p.person, p.note, p.amount, p.refunded, p.paid_at as "paidAt", p.day,
  p.clerk, p.device, p.way, p.transfer, p.terms, p.entry, p.salt`;

/** The payments that were made under these keys already, by their transfer. */
export async function earlierPayments(tx: Db, requests: readonly PayRequest[]): Promise<Map<string, PaymentRow>> {
  const rows = await all(
    tx,
    sql<PaymentRow>`select p.* from unnest(${array(
      requests.map(({ shop }) => shop),
      'uuid',
    )},
        ${array(requests.map(transferOf), 'uuid')}) as r(shop, transfer)
      cross join lateral (
        select ${PAYMENT}, p.request_hash as "requestHash" from programmes.payment p
        where p.shop = r.shop and p.transfer = r.transfer limit 1) p`,
  );
  return new Map(rows.map((row) => [row.transfer, row]));
}

/** A shop as far as payments there are concerned. */
export interface ShopNow {
  id: string;
  state: 'active' | 'frozen' | 'left';
  class: string;
  region: string;
}

/** Shops by their ids. */
export async function shopsNow(tx: Db, ids: readonly string[]): Promise<Map<string, ShopNow>> {
  const rows = await all(
    tx,
    sql<ShopNow>`select id, state, class, region from programmes.shop where id = any(${array(ids, 'uuid')})`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** How far a clerk may go; null for no limit. */
export interface ClerkNow {
  mostAtOnce: number | null;
}

/** Those of these people who stand at the till of that shop. */
export async function clerksNow(
  tx: Db,
  pairs: readonly { shop: string; clerk: string }[],
): Promise<(shop: string, clerk: string) => ClerkNow | undefined> {
  if (pairs.length === 0) return () => undefined;
  const rows = await all(
    tx,
    sql<ClerkNow & { shop: string; person: string }>`
      select c.* from unnest(${array(
        pairs.map(({ shop }) => shop),
        'uuid',
      )},
        ${array(
          pairs.map(({ clerk }) => clerk),
          'uuid',
        )}) as r(shop, person)
      cross join lateral (
        select shop, person, most_at_once as "mostAtOnce" from programmes.clerk c
        where c.shop = r.shop and c.person = r.person limit 1) c`,
  );
  const clerks = new Map(rows.map((row) => [`${row.shop} ${row.person}`, row]));
  return (shop, clerk) => clerks.get(`${shop} ${clerk}`);
}

/** What the office has decided about a programme. */
export interface Decided {
  state: 'open' | 'paused';
  spendUntil: Day | null;
}

/** What offices have decided about their programmes, by id. */
export async function decidedNow(tx: Db): Promise<Map<string, Decided>> {
  const rows = await all(
    tx,
    sql<Decided & { id: string }>`select id, state, spend_until as "spendUntil" from programmes.programme`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Whether something of this is frozen: `subject` is a person, whose wallet of a programme it is, or a shop. */
export type IsFrozen = (kind: 'wallet' | 'shop', subject: string, programme: string) => boolean;

/** What is frozen of these people and shops. */
export async function frozenNow(tx: Db, subjects: readonly string[]): Promise<IsFrozen> {
  const rows = await all(
    tx,
    sql<{ kind: string; subject: string; programme: string }>`select kind, subject, programme from programmes.freeze
      where subject = any(${array(subjects, 'uuid')}) and kind in ('wallet', 'shop')
        and confirmed_at is not null and ended_at is null`,
  );
  return (kind, subject, programme) =>
    rows.some(
      (row) => row.kind === kind && row.subject === subject && (kind === 'shop' || row.programme === programme),
    );
}

/** Where the people live who took a programme, or were given a share of it, as it was known then. */
export async function homesOf(
  tx: Db,
  wallets: readonly { person: string; programme: string }[],
): Promise<(person: string, programme: string) => string | undefined> {
  if (wallets.length === 0) return () => undefined;
  const rows = await all(
    tx,
    sql<{ person: string; programme: string; region: string | null }>`
      select r.person, r.programme, coalesce(e.region, s.region) as region
      from unnest(${array(
        wallets.map(({ person }) => person),
        'uuid',
      )},
        ${array(
          wallets.map(({ programme }) => programme),
          'text',
        )}) as r(person, programme)
      left join lateral (
        select region from programmes.entitlement e where e.person = r.person and e.programme = r.programme
        order by e.period desc limit 1) e on true
      left join lateral (
        select region from programmes.share s where s.receiver = r.person and s.programme = r.programme
        order by s.id desc limit 1) s on true`,
  );
  const homes = new Map(rows.map(({ person, programme, region }) => [`${person} ${programme}`, region ?? undefined]));
  return (person, programme) => homes.get(`${person} ${programme}`);
}
