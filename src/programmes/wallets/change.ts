import { AppError, type Db, first, run, sql, transaction, uuidv7 } from '../../kernel/index.ts';
import { accountOf, orderPayout, spendable } from '../../ledger/index.ts';
import { commitAct } from '../../log/index.ts';
import type { Government, Programme } from '../../pack/index.ts';
import { walletAccount } from '../accounts.ts';
import { isFrozen } from '../office/freezes.ts';
import { programmeNow } from '../office/state.ts';
import { programmeOf } from '../programme-of.ts';
import { CLIENT } from './channels.ts';
import { refuseTaking } from './refusals.ts';

/** The rest of a wallet, and whether enough of it is spent for that to be paid out. */
export interface Change {
  /** What is left, in minor units. */
  rest: number;
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
  const wallet = accountOf(walletAccount(gov, programme.id, person));
  const rest = await spendable(db, wallet, gov.clock.now());
  const row = await first(
    db,
    sql<{ spent: number }>`
      select coalesce(sum(amount - refunded), 0)::bigint as spent from programmes.payment
      where person = ${person} and programme = ${programme.id} and paid_at > coalesce(
        (select max(paid_at) from programmes.change where person = ${person} and programme = ${programme.id}), '-infinity')`,
  );
  const spent = row!.spent;
  return { rest, spent, allowed: isSpentEnough(programme, spent, rest) };
}

/**
 * Pays out the rest of a wallet as cash, once enough of it is spent.
 * @throws AppError `conflict` saying why not, `invalid` for a bank account that is none.
 */
export async function changeOf(gov: Government, request: ChangeRequest): Promise<PaidChange> {
  const { person, bankAccount, key } = request;
  const programme = programmeOf(gov, request.programme);
  if (!programme.change) throw refuseTaking('no-change');
  if (!/^\d{6,20}$/.test(bankAccount.replace(/[\s-]/g, ''))) throw refuseTaking('no-bank-account');
  return transaction(gov.db, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`change/${programme.id}/${person}`}, 0))`.execute(tx);
    const before = await changeByKey(tx, person, key);
    if (before) return before;
    if ((await programmeNow(tx, gov, programme)).state === 'paused') throw refuseTaking('paused');
    if (await isFrozen(tx, 'wallet', person, programme.id)) throw refuseTaking('frozen');
    const { rest, allowed } = await changeNow(tx, gov, programme, person);
    if (!allowed) throw refuseTaking('not-spent');
    return payOut(tx, gov, programme, request, rest);
  });
}

async function payOut(
  tx: Db,
  gov: Government,
  programme: Programme,
  { person, bankAccount, key }: ChangeRequest,
  amount: number,
): Promise<PaidChange> {
  const at = gov.clock.now();
  const id = uuidv7(at);
  const content = { change: id, programme: programme.id, amount, paidAt: at.toISOString() };
  const { agency } = programme;
  const { entry, salt } = await commitAct(tx, gov.logOrigin, { kind: 'programme.change', agency, at, content });
  const payout = await orderPayout(tx, {
    client: CLIENT,
    key: `change/${id}`,
    account: accountOf(walletAccount(gov, programme.id, person)),
    to: { bankAccount },
    amount,
    currency: gov.pack.currency.code,
    at,
    purpose: 'programme-change',
    reference: programme.id,
  });
  const written = await run(
    tx,
    sql`insert into programmes.change (person, id, programme, amount, payout, paid_at, key, entry, salt)
      values (${person}, ${id}, ${programme.id}, ${amount}, ${payout.id}, ${at}, ${key}, ${entry}, ${salt})
      on conflict (person, key) do nothing`,
  );
  if (written === 0) throw new AppError('unavailable', 'The same was asked for twice at once. Ask again.');
  return { id, amount, entry };
}

async function changeByKey(tx: Db, person: string, key: string): Promise<PaidChange | undefined> {
  return first(
    tx,
    sql<PaidChange>`select id, amount, entry from programmes.change where person = ${person} and key = ${key}`,
  );
}
