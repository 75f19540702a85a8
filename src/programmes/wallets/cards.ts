import { scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { AppError, type Day, type Db, dayOf, first, run, sql, transaction } from '../../kernel/index.ts';
import { accountOf, ensureAccounts, orderPayout } from '../../ledger/index.ts';
import { type Government, type Programme, type SpendingRefusal, spendingRefusal } from '../../pack/index.ts';
import { dueAccount, programmeAccount } from '../accounts.ts';
import { dayBefore } from '../entitlements/period.ts';
import { homeOf } from '../entitlements/store.ts';
import { channelOf, programmeOf } from '../programme-of.ts';
import type { Draft } from './request.ts';
import { tellBack } from './texts.ts';

/**
 * What tells a card from others without its number. There are only so many card numbers, so the hash is a slow one (RFC
 * 7914), with a salt of this installation and programme: trying them all would take longer than a card is valid.
 */
async function hashOf({ logOrigin }: Government, programme: string, number: string): Promise<string> {
  const digits = number.replace(/[\s-]/g, '');
  const hash = await promisify<string, string, number, Buffer>(scrypt)(digits, `${logOrigin}/${programme}`, 32);
  return hash.toString('base64url');
}

/** Has the spending with a card count for whoever takes their right as cash-back. */
export async function registerCard(tx: Db, gov: Government, draft: Draft, number: string): Promise<void> {
  const channel = channelOf(programmeOf(gov, draft.programme), draft.channel);
  if (channel?.kind !== 'cash-back') throw new TypeError('Only cash-back has cards');
  const card = await hashOf(gov, draft.programme, number);
  await run(
    tx,
    sql`insert into programmes.card (person, programme, period, taking, card, last_digits, spend, back, bank_account)
      values (${draft.person}, ${draft.programme}, ${draft.period}::date, ${draft.id}, ${card},
        ${number.replace(/\D/g, '').slice(-4)}, ${channel.spend}, ${channel.back}, ${draft.bankAccount})`,
  );
}

/** What a card company reports: something was bought with a card, or, below zero, given back. */
export interface SpendingReport {
  programme: string;
  card: string;
  /** Minor units. */
  amount: number;
  /** Where: the class and region of the shop, as the pack names them. */
  class: string;
  region: string;
  on: Day;
  /** The company's own name for it: reported twice, it counts once. */
  key: string;
}

/** What a report came to. */
export interface ReportedSpending {
  /** Whether it counts; a card that nobody registered does not. */
  counts: boolean;
  /** Why it does not, by the terms of the programme. */
  refusal: SpendingRefusal | undefined;
  /** Whether money was paid back because of it. */
  paid: boolean;
}

interface CardRow {
  person: string;
  taking: string;
  period: Day;
  spend: number;
  back: number;
  spent: number;
  bankAccount: string;
  paidAt: Date | null;
  takenAt: Date;
  expiresAt: Date;
}

/**
 * Counts what was spent with a registered card. Once it is enough, what is given back leaves for the person's account in
 * the same transaction.
 * @throws AppError as `orderPayout` does, for example while the programme has no money: report it again then.
 */
export async function reportSpending(gov: Government, report: SpendingReport): Promise<ReportedSpending> {
  const programme = programmeOf(gov, report.programme);
  if (!Number.isSafeInteger(report.amount) || report.amount === 0)
    throw new AppError('invalid', 'The amount must be a whole number, and not zero.');
  const card = await hashOf(gov, programme.id, report.card);
  return transaction(gov.db, async (tx) => {
    const row = await lockCard(tx, programme.id, card);
    if (!row) return { counts: false, refusal: undefined, paid: false };
    const refusal = await refusalOf(tx, gov, programme, row, report);
    if (refusal) return { counts: false, refusal, paid: false };
    const isNew = await run(
      tx,
      sql`insert into programmes.card_report (programme, key, card, amount, reported_at)
        values (${programme.id}, ${report.key}, ${card}, ${report.amount}, ${gov.clock.now()}) on conflict do nothing`,
    );
    if (isNew === 0 || row.paidAt) return { counts: true, refusal: undefined, paid: row.paidAt !== null };
    const spent = Math.max(0, row.spent + report.amount);
    const payout = spent >= row.spend ? await payBack(tx, gov, programme, row) : null;
    await run(
      tx,
      sql`update programmes.card set spent = ${spent}, payout = ${payout}, paid_at = ${payout && gov.clock.now()}
        where person = ${row.person} and programme = ${programme.id} and period = ${row.period}::date`,
    );
    return { counts: true, refusal: undefined, paid: payout !== null };
  });
}

function lockCard(tx: Db, programme: string, card: string): Promise<CardRow | undefined> {
  return first(
    tx,
    sql<CardRow>`select c.person, c.taking, c.period, c.spend, c.back, c.spent, c.bank_account as "bankAccount",
        c.paid_at as "paidAt", t.taken_at as "takenAt", t.expires_at as "expiresAt"
      from programmes.card c join programmes.taking t on t.person = c.person and t.id = c.taking
      where c.card = ${card} and c.programme = ${programme} order by c.period desc limit 1 for update of c`,
  );
}

/** The same terms hold as for the money itself, but for its limits: they are of payments that the programme makes. */
async function refusalOf(
  tx: Db,
  gov: Government,
  { id, spending }: Programme,
  card: CardRow,
  report: SpendingReport,
): Promise<SpendingRefusal | undefined> {
  const unlimited = { ...spending, mostAtOnce: undefined, mostADay: undefined, mostADayAtOneShop: undefined };
  const { timeZone } = gov.pack;
  return spendingRefusal(unlimited, {
    day: report.on,
    firstDay: dayOf(card.takenAt, timeZone),
    lastDay: dayBefore(card.expiresAt, timeZone),
    class: report.class,
    region: report.region,
    home: await homeOf(tx, card.person, id),
    amount: report.amount,
    goods: [],
    spentToday: 0,
    spentTodayHere: 0,
  });
}

async function payBack(tx: Db, gov: Government, programme: Programme, card: CardRow): Promise<string> {
  const due = dueAccount(gov, programme.id, card.person);
  await ensureAccounts(tx, [due]);
  const payout = await orderPayout(tx, {
    client: 'programmes',
    key: `back/${card.taking}`,
    account: accountOf(due),
    source: accountOf(programmeAccount(gov, programme)),
    to: { bankAccount: card.bankAccount },
    amount: card.back,
    currency: gov.pack.currency.code,
    at: gov.clock.now(),
    purpose: 'programme-cash-back',
    reference: programme.id,
  });
  await tellBack(tx, gov, programme, card.person, card.back);
  return payout.id;
}

/** How far somebody's card has got: what counts so far, and from where on how much is given back. */
export interface CardNow {
  lastDigits: string;
  spent: number;
  spend: number;
  back: number;
  paidAt: Date | null;
}

/** The card that somebody has registered for a period. */
export function cardOf(db: Db, person: string, programme: string, period: Day): Promise<CardNow | undefined> {
  return first(
    db,
    sql<CardNow>`select last_digits as "lastDigits", spent, spend, back, paid_at as "paidAt" from programmes.card
      where person = ${person} and programme = ${programme} and period = ${period}::date`,
  );
}
