import { all, array, type Db, run, sql } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import type { Consent, ValidConsent } from './model.ts';
import { type ConsentRefusal, refused } from './refusals.ts';
import { CONSENT } from './store.ts';

/** An answer that is about to be given. */
export interface Asking {
  consent: string;
  /** Who asks: only they to whom it was given. */
  party: string;
  at: Date;
}

/** A consent whose row is held until the transaction ends. */
export interface HeldConsent extends Consent {
  /** Of a regular one: not answered again before. */
  nextAt: Date | null;
}

/**
 * A consent by which an answer may be given now. It is used by that: one that is for once, or the period of a regular one.
 * @throws AppError `not-found`; `forbidden` for anybody else, and while it is paused or has not begun; `gone` once it is
 *   over; `too-many-requests` where this period was answered.
 */
export async function validConsent(tx: Db, gov: Pick<Government, 'pack'>, asking: Asking): Promise<ValidConsent> {
  const { consent: id, at } = asking;
  const consent = mayAnswer((await holdConsents(tx, [id], 'wait')).get(id), asking);
  await useConsents(tx, [{ consent: id, at, timeZone: gov.pack.timeZone }]);
  return consent;
}

/**
 * Holds consents, so that it can be seen which of them may be answered by.
 *
 * This is where answers and withdrawals meet. A row is held until the transaction ends, so that of both at a time one
 * waits; and what waited looks at the row again as it then is (PostgreSQL, Read Committed). So no answer commits after a
 * withdrawal has. Call it before anything is read.
 * @param others whether those that somebody else holds are waited for, or left out: who asks for many makes none of them
 *   wait for another's.
 * @returns by their ids; those that there are not are left out, too.
 */
export async function holdConsents(
  tx: Db,
  ids: readonly string[],
  others: 'wait' | 'skip',
): Promise<Map<string, HeldConsent>> {
  if (!tx.isTransaction) throw new Error('A consent holds for the transaction in which it is answered');
  const held = await all(
    tx,
    sql<HeldConsent>`select ${CONSENT}, next_at as "nextAt" from exchange.consent where id = any(${array(ids, 'uuid')})
      for update ${others === 'skip' ? sql`skip locked` : sql``}`,
  );
  return new Map(held.map((consent) => [consent.id, consent]));
}

/**
 * A consent that is held, if an answer may be given by it now.
 * @throws AppError as `validConsent`.
 */
export function mayAnswer(consent: HeldConsent | undefined, { party, at }: Omit<Asking, 'consent'>): ValidConsent {
  const why = consent ? whyNot(consent, party, at) : 'no-consent';
  if (why) throw refused(why);
  return consent!;
}

function whyNot({ party: to, state, from, until, nextAt }: HeldConsent, party: string, at: Date) {
  const reasons: [is: boolean, why: ConsentRefusal][] = [
    [to !== party, 'other-party'],
    [state === 'paused', 'paused'],
    [state !== 'given' || until <= at, 'over'],
    [at < from, 'not-yet'],
    [nextAt !== null && at < nextAt, 'this-time-done'],
  ];
  return reasons.find(([is]) => is)?.[1];
}

/** A consent that is held, and answered by. */
export interface ConsentUse {
  consent: string;
  at: Date;
  /** In which days, weeks and months of regular ones are told apart. */
  timeZone: string;
}

/** Uses consents: those that are for once, or the period of regular ones. */
export async function useConsents(tx: Db, uses: readonly ConsentUse[]): Promise<void> {
  const column = (type: string, value: (use: ConsentUse) => unknown) => array(uses.map(value), type);
  await run(
    tx,
    sql`update exchange.consent set answered_at = greatest(answered_at, used.at),
        state = case often when 'once' then 'used' else state end,
        next_at = case often when 'once' then null
          else (date_trunc('day', used.at at time zone zone) + ('1 ' || often)::interval) at time zone zone end
      from unnest(${column('uuid', ({ consent }) => consent)}, ${column('timestamptz', ({ at }) => at)},
        ${column('text', ({ timeZone }) => timeZone)}) as used (consent, at, zone)
      where id = used.consent`,
  );
}
