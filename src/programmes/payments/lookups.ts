import { all, array, type Day, type Db, sql } from '../../kernel/index.ts';
import { findTransfers } from '../../ledger/index.ts';
import { idsAt } from '../ids-at.ts';
import type { Payment } from './model.ts';

/** A payment as its row says, and what it was asked for with. */
export type PaymentRow = Payment & { requestHash: Buffer | null };

/** The columns of a payment, of the table named `p`. */
export const PAYMENT = sql`p.shop, p.id, p.programme, p.person, p.note, p.amount, p.refunded, p.paid_at as "paidAt", p.day,
  p.clerk, p.device, p.way, p.transfer, p.terms, p.entry, p.salt`;

/**
 * The payments that were made under these keys already, by their transfer. The ledger knows of each transfer when it was made,
 * and the id of a payment begins with that time.
 */
export async function earlierPayments(
  tx: Db,
  wishes: readonly { shop: string; transfer: string }[],
): Promise<Map<string, PaymentRow>> {
  const made = await findTransfers(
    tx,
    wishes.map(({ transfer }) => transfer),
  );
  const paid = wishes.flatMap((wish) => {
    const transfer = made.get(wish.transfer);
    return transfer ? [{ ...wish, ...idsAt(transfer.at) }] : [];
  });
  if (paid.length === 0) return new Map();
  const column = (value: (wish: (typeof paid)[number]) => string) => array(paid.map(value), 'uuid');
  const rows = await all(
    tx,
    sql<PaymentRow>`
      select p.* from unnest(${column(({ shop }) => shop)}, ${column(({ transfer }) => transfer)},
        ${column(({ least }) => least)}, ${column(({ greatest }) => greatest)}) as r(shop, transfer, least, greatest)
      cross join lateral (
        select ${PAYMENT}, p.request_hash as "requestHash" from programmes.payment p
        where p.shop = r.shop and p.id between r.least and r.greatest and p.transfer = r.transfer limit 1) p`,
  );
  return new Map(rows.map((row) => [row.transfer, row]));
}

/** A shop as far as payments there are concerned, and somebody who may stand at its till. */
export interface TillNow {
  shop: string;
  state: 'active' | 'frozen' | 'left';
  class: string;
  region: string;
  /** Whether they do. */
  isClerk: boolean;
  /** What they may take in at once; null for no limit. */
  mostAtOnce: number | null;
}

/** Shops that there are, each with the clerk who is asked about, in the order asked. */
export async function tillsNow(
  tx: Db,
  asked: readonly { shop: string; clerk: string | undefined }[],
): Promise<(TillNow | undefined)[]> {
  const rows = await all(
    tx,
    sql<TillNow & { nth: number }>`
      select r.nth::int, s.*, c.person is not null as "isClerk", c.most_at_once as "mostAtOnce"
      from unnest(${array(
        asked.map(({ shop }) => shop),
        'uuid',
      )},
        ${array(
          asked.map(({ clerk }) => clerk ?? null),
          'uuid',
        )}) with ordinality as r(shop, clerk, nth)
      cross join lateral (
        select id as shop, state, class, region from programmes.shop s where s.id = r.shop limit 1) s
      left join lateral (
        select person, most_at_once from programmes.clerk c where c.shop = r.shop and c.person = r.clerk limit 1) c on true`,
  );
  const tills = new Map(rows.map(({ nth, ...till }) => [nth - 1, till]));
  return asked.map((_, nth) => tills.get(nth));
}

/** What offices have decided. */
export interface Decided {
  isPaused(programme: string): boolean;
  /** The last day, where it was extended. */
  spendUntil(programme: string): Day | undefined;
  /** `subject` is a person, whose wallet of a programme it is, or a shop, for every programme. */
  isFrozen(kind: 'wallet' | 'shop', subject: string, programme: string): boolean;
}

/** What offices have decided about their programmes, and what they have frozen of these people and shops. */
export async function decidedNow(tx: Db, subjects: readonly string[]): Promise<Decided> {
  const rows = await all(
    tx,
    sql<{ kind: string; programme: string; subject: string | null; until: Day | null }>`
      select state as kind, id as programme, null as subject, spend_until as until from programmes.programme
      union all
      select kind, programme, subject, null from programmes.freeze
      where subject = any(${array(subjects, 'uuid')}) and kind in ('wallet', 'shop')
        and confirmed_at is not null and ended_at is null`,
  );
  const ofProgramme = (id: string) => rows.find(({ subject, programme }) => subject === null && programme === id);
  const frozen = new Set(
    rows.map(({ kind, subject, programme }) => (kind === 'shop' ? subject : `${subject} ${programme}`)),
  );
  return {
    isPaused: (programme) => ofProgramme(programme)?.kind === 'paused',
    spendUntil: (programme) => ofProgramme(programme)?.until ?? undefined,
    isFrozen: (kind, subject, programme) => frozen.has(kind === 'shop' ? subject : `${subject} ${programme}`),
  };
}

/** Where the people live who took a programme, or were given a share of it, as it was known then. */
export async function homesOf(
  tx: Db,
  wallets: readonly { person: string; programme: string }[],
): Promise<(wallet: { person: string; programme: string }) => string | undefined> {
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
        select region from programmes.entitlement e where e.person = r.person and e.programme = r.programme and e.region is not null
        order by e.period desc limit 1) e on true
      left join lateral (
        select region from programmes.share s where s.receiver = r.person and s.programme = r.programme and s.region is not null
        order by s.id desc limit 1) s on true`,
  );
  const homes = new Map(rows.map(({ person, programme, region }) => [`${person} ${programme}`, region ?? undefined]));
  return ({ person, programme }) => homes.get(`${person} ${programme}`);
}
