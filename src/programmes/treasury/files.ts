import { addWorkingDays, type Day, sql, transaction } from '../../kernel/index.ts';
import {
  applyPaymentStatus,
  batchesOfFile,
  type Debtor,
  makePayoutFile,
  markPayoutFileSent,
  type PaymentStatus,
  type PayoutFile,
  payoutFileById,
  type WaitingPayouts,
  waitingPayouts,
} from '../../ledger/index.ts';
import type { Government, Treasury } from '../../pack/index.ts';
import { namesOf } from '../../registry/index.ts';
import { todayOf } from '../entitlements/period.ts';
import { asReader, type ProgrammeOfficer } from '../office/officer.ts';
import { takeUpUnpaid } from '../payouts/unpaid.ts';
import { takeUpReturned } from '../settlement/returned.ts';
import { type AnsweredContent, payoutActs, recordPayoutAct } from './acts.ts';
import { asTreasury } from './officer.ts';
import { noSuchFile } from './refusals.ts';

/** As whom the treasury asks for payment files, and the payer of whatever it pays. */
const [CLIENT, PAYER] = ['treasury', 'treasury'];

/** Most payments of one file: some 16 MB. */
export const MOST_PAYMENTS = 50_000;

/** What the treasury's next payment file would take in: at most the one currency of the country. */
export async function waitingForBank(gov: Government): Promise<WaitingPayouts | undefined> {
  const waiting = await waitingPayouts(gov.db);
  return waiting.find(({ payer, currency }) => payer === PAYER && currency === gov.pack.currency.code);
}

/** The next working day: a bank takes no order for the day on which it gets it. */
export const nextBankDay = (gov: Government): Day => addWorkingDays(todayOf(gov), 1, gov.pack.calendar);

const debtorOf = ({ name, bankAccount, bank }: Treasury): Debtor => ({ name, bankAccount, ...(bank && { bank }) });

/**
 * Takes what waits into a payment file. Holders whose names were not known are named from the registry of people, and see
 * that the treasury looked. With the same key it is the same file; without anything that waits there is none.
 * @throws AppError `not-found` for whoever is no officer of the treasury.
 */
export async function filePayouts(
  gov: Government,
  officer: ProgrammeOfficer,
  { key, most = MOST_PAYMENTS }: { key: string; most?: number },
): Promise<PayoutFile | undefined> {
  const treasury = asTreasury(gov, officer);
  const { code, decimals } = gov.pack.currency;
  return transaction(gov.db, async (tx) => {
    const file = await makePayoutFile(tx, {
      ...{ client: CLIENT, key, at: gov.clock.now(), executeOn: nextBankDay(gov), initiator: treasury.name },
      ...{ payers: { [PAYER]: debtorOf(treasury) }, decimals: { [code]: decimals } },
      most,
      holders: (people) => namesOf(tx, gov, { reader: asReader(officer), purpose: TO_PAY, people }),
    });
    if (!file || (await payoutActs(tx, file.id)).length > 0) return file;
    const batches = await batchesOfFile(tx, file.id);
    const amounts = Object.fromEntries(batches.map(({ currency, amount }) => [currency, amount]));
    const content = { payments: file.payments, amounts, executeOn: file.executeOn };
    await recordPayoutAct(tx, gov, treasury, { file: file.id, kind: 'filed', officer, content });
    return file;
  });
}

const TO_PAY = {
  text: {
    ko: '은행 계좌로 지급하기 위한 예금주 이름 확인',
    'zh-Hant': '匯款至銀行帳戶時填寫戶名',
    en: 'To name you as the holder of the bank account that is paid',
  },
};

/**
 * Says that a file has gone to the bank. Again, it changes nothing.
 * @throws AppError `not-found` for a file that was never made, and for whoever is no officer of the treasury.
 */
export async function sendPayouts(gov: Government, officer: ProgrammeOfficer, file: string): Promise<void> {
  const treasury = asTreasury(gov, officer);
  await transaction(gov.db, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${file}, 0))`.execute(tx); // pressed twice, it is one act
    const before = await payoutFileById(tx, file);
    if (!before) throw noSuchFile();
    await markPayoutFileSent(tx, file, gov.clock.now());
    const after = await payoutFileById(tx, file);
    if (before.state === after!.state) return;
    await recordPayoutAct(tx, gov, treasury, { file, kind: 'sent', officer, content: {} });
  });
}

/**
 * Books what the bank has answered, tells those whose money came back, and keeps what it changed. Long answers are booked
 * step by step; one that was broken off is taken in again from its beginning.
 * @returns the file that it answers, and the act.
 * @throws AppError as `applyPaymentStatus`; `not-found` for whoever is no officer of the treasury.
 */
export async function answerPayouts(
  gov: Government,
  officer: ProgrammeOfficer,
  status: PaymentStatus,
): Promise<{ file: string; act: string }> {
  const treasury = asTreasury(gov, officer);
  const { file, ...applied } = await applyPaymentStatus(gov.db, { status, at: gov.clock.now() });
  const settlements = await takeUpReturned(gov, file);
  const people = await takeUpUnpaid(gov, file);
  const content: AnsweredContent = { ...applied, message: status.message.slice(0, LONGEST_ID), settlements, people };
  const act = await transaction(gov.db, (tx) =>
    recordPayoutAct(tx, gov, treasury, { file, kind: 'answered', officer, content }),
  );
  return { file, act };
}

/** Longest id of a message (`Max35Text`). */
const LONGEST_ID = 35;
