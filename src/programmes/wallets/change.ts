import { AppError, all, type Db, first, run, sql, transaction, uuidv7 } from '../../kernel/index.ts';
import { accountOf, ensureAccounts, lotsOf, orderPayout, transfer } from '../../ledger/index.ts';
import { commitAct } from '../../log/index.ts';
import type { Government, Programme } from '../../pack/index.ts';
import { accountNumber } from '../account-number.ts';
import { dueAccount, programmeAccount, walletAccount } from '../accounts.ts';
import { isFrozen } from '../office/freezes.ts';
import { programmeNow } from '../office/state.ts';
import { programmeOf } from '../programme-of.ts';
import { CLIENT } from './channels.ts';
import { refuseTaking } from './refusals.ts';

/** The rest of a wallet, and whether enough of it is spent for that to be paid out. */
export interface Change {
  /** What is left, in minor units. */
  rest: number;
  /** What comes back for it: what was paid for it, and no discount. */
  cash: number;
  /** What was spent since the last time. */
  spent: number;
  allowed: boolean;
}

/** A wish to have the rest paid out. */
export interface ChangeRequest {
  person: string;
  programme: string;
  bankAccount: string;
  /** The client's own name for the wish: asked twice, it is paid once. */
  key: string;
}

/** What was paid out. */
export interface PaidChange {
  id: string;
  amount: number;
  entry: string;
}

const BASIS_POINTS = 10_000n;

/**
 * Whether the rest may be paid out: of what somebody had, so much must be spent. What was refunded was not spent; what
 * has expired does not count.
 */
export function isSpentEnough({ change }: Pick<Programme, 'change'>, spent: number, rest: number): boolean {
  if (!change || rest <= 0 || spent <= 0) return false;
  const whole = BigInt(spent) + BigInt(rest);
  const part = change.small && whole <= BigInt(change.small.upTo) ? change.small.spent : change.spent;
  return BigInt(spent) * BASIS_POINTS >= whole * BigInt(part);
}

/** How a person's wallet stands in this. */
export async function changeNow(db: Db, gov: Government, programme: Programme, person: string): Promise<Change> {
  const now = gov.clock.now();
  const found = await lotsOf(db, accountOf(walletAccount(gov, programme.id, person)));
  const lots = found
    .filter(({ expiresAt }) => !expiresAt || expiresAt > now)
    .map(({ expiresAt, balance, held }) => ({ expiresAt, amount: balance - held }));
  const rest = lots.reduce((sum, { amount }) => sum + amount, 0);
  const cash = costOf(lots, await bought(db, person, programme.id));
  const row = await first(
    db,
    sql<{ spent: number }>`
      select coalesce(sum(amount - refunded), 0)::bigint as spent from programmes.payment
      where person = ${person} and programme = ${programme.id} and paid_at > coalesce(
        (select max(paid_at) from programmes.change where person = ${person} and programme = ${programme.id}), '-infinity')`,
  );
  const spent = row!.spent;
  return { rest, cash, spent, allowed: cash > 0 && isSpentEnough(programme, spent, rest) };
}

/** What somebody took that expires at one instant, and what they paid for it. */
interface Bought {
  expiresAt: Date;
  amount: number;
  price: number;
}

async function bought(db: Db, person: string, programme: string): Promise<Bought[]> {
  return all(
    db,
    sql<Bought>`select expires_at as "expiresAt", sum(amount)::bigint as amount, sum(price)::bigint as price
      from programmes.taking where person = ${person} and programme = ${programme} and state <> 'given-back'
      group by expires_at`,
  );
}

/**
 * What the rest has cost, each lot by the share that was paid of what came into it, rounded down. A lot that they did not
 * take themselves, such as a gift, has cost what theirs did on the whole.
 */
export function costOf(
  lots: readonly { expiresAt: Date | undefined; amount: number }[],
  bought: readonly Bought[],
): number {
  const total = (of: 'amount' | 'price') => bought.reduce((sum, one) => sum + one[of], 0);
  const average = { amount: total('amount'), price: total('price') };
  return lots.reduce((sum, lot) => {
    const own = bought.find(({ expiresAt }) => expiresAt.getTime() === lot.expiresAt?.getTime());
    const { amount, price } = own ?? average;
    return amount === 0 ? sum : sum + Number((BigInt(lot.amount) * BigInt(price)) / BigInt(amount));
  }, 0);
}

/**
 * Pays out the rest of a wallet, once enough of it is spent: what was paid for it is cash, and the discount is the
 * programme's again.
 * @throws AppError `conflict` saying why not, `invalid` for a bank account that is none.
 */
export async function changeOf(gov: Government, request: ChangeRequest): Promise<PaidChange> {
  const { person, bankAccount, key } = request;
  const programme = programmeOf(gov, request.programme);
  if (!programme.change) throw refuseTaking('no-change');
  const account = accountNumber(bankAccount);
  if (!account) throw refuseTaking('no-bank-account');
  return transaction(gov.db, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`change/${programme.id}/${person}`}, 0))`.execute(tx);
    const before = await changeByKey(tx, person, key);
    if (before) return before;
    if ((await programmeNow(tx, gov, programme)).state === 'paused') throw refuseTaking('paused');
    if (await isFrozen(tx, 'wallet', person, programme.id)) throw refuseTaking('frozen');
    const change = await changeNow(tx, gov, programme, person);
    if (!change.allowed) throw refuseTaking('not-spent');
    return payOut(tx, gov, programme, { ...request, bankAccount: account }, change);
  });
}

async function payOut(
  tx: Db,
  gov: Government,
  programme: Programme,
  { person, bankAccount, key }: ChangeRequest,
  { rest, cash: amount }: Change,
): Promise<PaidChange> {
  const at = gov.clock.now();
  const id = uuidv7(at);
  const content = contentOfChange({ id, programme: programme.id, rest, amount, paidAt: at });
  const { agency } = programme;
  const { entry, salt } = await commitAct(tx, gov.logOrigin, { kind: 'programme.change', agency, at, content });
  const due = dueAccount(gov, programme.id, person);
  await ensureAccounts(tx, [due]);
  const wallet = accountOf(walletAccount(gov, programme.id, person));
  const base = { client: CLIENT, currency: gov.pack.currency.code, at, reference: programme.id };
  // By the account of what is due to the person: should a bank send it back, it has not expired meanwhile.
  const payout = await orderPayout(tx, {
    ...{ ...base, key: `change/${id}`, account: accountOf(due), source: wallet, to: { bankAccount }, amount },
    purpose: 'programme-change',
  });
  if (rest > amount)
    await transfer(tx, {
      ...{ ...base, key: `change/${id}/discount`, debit: wallet, credit: accountOf(programmeAccount(gov, programme)) },
      ...{ amount: rest - amount, purpose: 'programme-discount-back' },
    });
  const written = await run(
    tx,
    sql`insert into programmes.change (person, id, programme, amount, rest, payout, paid_at, key, entry, salt)
      values (${person}, ${id}, ${programme.id}, ${amount}, ${rest}, ${payout.id}, ${at}, ${key}, ${entry}, ${salt})
      on conflict (person, key) do nothing`,
  );
  if (written === 0) throw new AppError('unavailable', 'The same was asked for twice at once. Ask again.');
  return { id, amount, entry };
}

interface Kept {
  id: string;
  programme: string;
  rest: number;
  amount: number;
  paidAt: Date;
}

/** What the public log commits to when a rest is paid out. */
export function contentOfChange({ id, programme, rest, amount, paidAt }: Kept): Record<string, unknown> {
  return { change: id, programme, rest, amount, paidAt: paidAt.toISOString() };
}

async function changeByKey(tx: Db, person: string, key: string): Promise<PaidChange | undefined> {
  return first(
    tx,
    sql<PaidChange>`select id, amount, entry from programmes.change where person = ${person} and key = ${key}`,
  );
}
