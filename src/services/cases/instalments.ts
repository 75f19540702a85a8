import { all, array, atMost, type Day, type Db, first, sql, transaction } from '../../kernel/index.ts';
import { ensureAccount, fundAccount, orderPayout, transferIdOf } from '../../ledger/index.ts';
import type { Government } from '../../pack/index.ts';
import { tellPayment } from '../texts.ts';
import { today } from './deadline.ts';
import { recordEvent } from './events.ts';
import { type CaseRow, caseById } from './store.ts';

/** One payment that a case promises: a single one, or one of a monthly allowance. */
export interface Instalment {
  applicant: string;
  caseId: string;
  /** The first day of the month for which it is paid. */
  month: Day;
  fund: string;
  account: string;
  amount: number;
  paidAt: Date | null;
  transfer: string | null;
}

const COLUMNS = sql`applicant, case_id as "caseId", month, fund, account, amount, paid_at as "paidAt", transfer`;

/** Due instalments looked up at once. */
const PAGE = 500;

/** Writes down the payments that a decision promises. */
export async function planInstalments(
  tx: Db,
  kase: { applicant: string; id: string },
  plan: { fund: string; account: string; amount: number; months: readonly Day[] },
): Promise<void> {
  await sql`insert into services.instalment (applicant, case_id, month, fund, account, amount)
    select ${kase.applicant}, ${kase.id}, month, ${plan.fund}, ${plan.account}, ${plan.amount} from unnest(${array(plan.months, 'date')}) as month`.execute(
    tx,
  );
}

/** Makes those payments of a case that are due, in the transaction of its decision. */
export async function payDueOf(tx: Db, gov: Government, kase: CaseRow): Promise<void> {
  const due = await all(
    tx,
    sql<Instalment>`select ${COLUMNS} from services.instalment
      where applicant = ${kase.applicant} and case_id = ${kase.id} and paid_at is null and month <= ${today(gov)} order by month`,
  );
  for (const instalment of due) await payOne(tx, gov, kase, instalment);
}

/** A case's payments, first month first. */
export function instalmentsOf(db: Db, applicant: string, caseId: string): Promise<Instalment[]> {
  return all(
    db,
    sql<Instalment>`select ${COLUMNS} from services.instalment where applicant = ${applicant} and case_id = ${caseId} order by month`,
  );
}

/**
 * Pays everything that is due by the clock: each payment is an act of its own, so that a fund that has run dry holds
 * up nobody else's. Running twice pays once: the instalment is locked and the transfer's key is its own. Returns how
 * many were paid.
 */
export async function payDue(gov: Government): Promise<number> {
  let paid = 0;
  let page = await dueAfter(gov, undefined);
  while (page.length > 0) {
    for (const key of page) paid += await payAlone(gov, key);
    page = await dueAfter(gov, page.at(-1));
  }
  return paid;
}

/** The next due instalments; what could not be paid is passed by until the next round. */
function dueAfter(gov: Government, last: InstalmentKey | undefined): Promise<InstalmentKey[]> {
  const after = last
    ? sql`and (month, applicant, case_id) > (${last.month}::date, ${last.applicant}::uuid, ${last.caseId}::uuid)`
    : sql``;
  return all(
    gov.db,
    sql<InstalmentKey>`select applicant, case_id as "caseId", month from services.instalment
      where paid_at is null and month <= ${today(gov)} ${after} order by month, applicant, case_id limit ${atMost(PAGE)}`,
  );
}

async function payAlone(gov: Government, key: InstalmentKey): Promise<number> {
  try {
    return await transaction(gov.db, (tx) => payAndTell(tx, gov, key));
  } catch (error) {
    gov.logger.error(
      { err: error, case: key.caseId, month: key.month },
      'an instalment could not be paid; it is tried again',
    );
    return 0;
  }
}

type InstalmentKey = Pick<Instalment, 'applicant' | 'caseId' | 'month'>;

/** Pays an instalment unless it is paid, or being paid, already. */
async function payAndTell(tx: Db, gov: Government, key: InstalmentKey): Promise<number> {
  const due = await first(
    tx,
    sql<Instalment>`select ${COLUMNS} from services.instalment
      where applicant = ${key.applicant} and case_id = ${key.caseId} and month = ${key.month} and paid_at is null for update skip locked`,
  );
  if (!due) return 0;
  const kase = await caseById(tx, due.applicant, due.caseId);
  await payOne(tx, gov, kase, due);
  await tellPayment(tx, gov, kase, due.amount);
  return 1;
}

/**
 * Moves the money of an instalment that the caller holds, and writes that down: from the fund to the person, and on its
 * way to their bank account. The holder's name is no part of the books; it is read when the payment file is made.
 */
async function payOne(tx: Db, gov: Government, kase: CaseRow, due: Instalment): Promise<void> {
  const at = gov.clock.now();
  const currency = gov.pack.currency.code;
  const wish = { client: 'services', key: `${due.caseId}:${due.month}` };
  await orderPayout(tx, {
    ...wish,
    source: fundAccount(due.fund, currency),
    account: await ensureAccount(tx, { kind: 'person', owner: due.applicant, currency }),
    to: { bankAccount: due.account },
    amount: due.amount,
    currency,
    at,
    purpose: kase.service,
    reference: kase.number,
  });
  const id = transferIdOf(wish.client, wish.key);
  await sql`update services.instalment set paid_at = ${at}, transfer = ${id}
    where applicant = ${due.applicant} and case_id = ${due.caseId} and month = ${due.month}`.execute(tx);
  const { amount, month } = due;
  await recordEvent(tx, gov, kase, 'paid', { kind: 'agency', agency: kase.agency }, { amount, month, transfer: id });
}
