import { type Day, type RawBuilder, sql } from '../../../kernel/index.ts';

/** What a signal finds: one case for officers, unless there is one already. */
export interface Finding {
  /** What stands out, as a name that is the same each time. */
  subject: string;
  /** From 0 to 1: how far it stands out. */
  strength: number;
  /** People whose wallets, and shops which, have to do with it. */
  wallets: string[];
  shops: string[];
  /** The numbers that stand out, by name. */
  measures: Record<string, number>;
  /** The payments that show it, the first ones where there are many. */
  payments: { shop: string; id: string }[];
  /** When the last of all its payments was made. */
  seenAt: Date;
}

/** What a signal looks at. */
export interface Watched {
  programme: string;
  /** Payments from this day on. */
  since: Day;
  /** The zone of the country's clocks. */
  zone: string;
}

/** A statement whose rows are findings. */
export type Signal = (watched: Watched) => RawBuilder<Finding>;

/** Payments that are shown of a case. */
const SHOWN = 40;

/** The payments that a signal looks at, as `p`. */
export const paymentsSince = ({ programme, since }: Watched) => sql`p as (
    select shop, id, person, device, amount, refunded, paid_at, way from programmes.payment
    where programme = ${programme} and day >= ${since}::date
  )`;

/** What each person has taken of a programme without paper, in all and when last, as `t`: who spends a note is not known. */
export const takingsOf = ({ programme }: Watched) => sql`t as (
    select person, sum(amount)::bigint as amount, max(taken_at) as taken_at from programmes.taking k
    where programme = ${programme} and state = 'done' and not exists (
      select from programmes.note_order o where o.person = k.person and o.taking = k.id)
    group by person
  )`;

/** The columns of a finding that come from its payments `p`, of which `of` are shown. */
export function evidence(of: RawBuilder<unknown> = sql`true`): RawBuilder<unknown> {
  return sql`coalesce(array_agg(distinct p.person) filter (where p.person is not null and ${of}), '{}') as wallets,
    array_agg(distinct p.shop) as shops,
    to_jsonb((array_agg(jsonb_build_object('shop', p.shop, 'id', p.id) order by p.paid_at)
      filter (where ${of}))[1:${sql.raw(String(SHOWN))}]) as payments,
    max(p.paid_at) as "seenAt"`;
}
