import { accountProblem, type Books, endExpired, type Holding, reopen, shortage } from './books.ts';
import { requestHash, type Transfer } from './model.ts';
import type { Hold, Order, TransferOrder } from './orders.ts';
import { settleCapture, settleHold, settleRelease } from './settle-holds.ts';
import { type Account, apply, count, isShortage, type Part, partsFrom, partsTo, type Shortage } from './working.ts';

/** What became of an order, by its kind. */
export interface Outcomes {
  transfer: Transfer;
  hold: Hold;
  capture: readonly Transfer[];
  release: Hold;
}

export type Outcome = Outcomes[keyof Outcomes];

const SETTLE: { [kind in Order['kind']]: (books: Books, order: never) => Outcomes[kind] | Shortage } = {
  transfer: settleTransfer,
  hold: settleHold,
  capture: settleCapture,
  release: settleRelease,
};

/**
 * Settles orders in memory, each by itself and in turn: one that finds too little is refused, and what came before it can
 * be spent by those after it. A key that was used is answered as it was then; with another request it is refused.
 */
export function settleEach(books: Books, orders: readonly Order[]): (Outcome | Shortage)[] {
  return orders.map((order) => SETTLE[order.kind](books, order as never));
}

function settleTransfer(books: Books, order: TransferOrder): Transfer | Shortage {
  const { transfer } = order;
  const known = books.known.get(transfer.id);
  if (known) return isSame(transfer, known) ? known : shortage('key-reused', transfer.id);
  const problem = transferProblem(books, order);
  if (problem) return problem;
  const ended: Holding[] = [];
  const given = giving(books, order, ended);
  const got = isShortage(given) ? given : getting(books, order);
  if (isShortage(given) || isShortage(got)) {
    reopen(books, ended);
    return got as Shortage;
  }
  const parts = [...given, ...got];
  apply(books.accounts, parts);
  note(books, transfer, parts);
  return transfer;
}

/**
 * Settles transfers in memory, all or none: what they take must have been there before any of them.
 * @returns each of them, as it was made now or before, or the gravest shortage: then the books are of no more use.
 */
export function settleAll(books: Books, orders: readonly TransferOrder[]): Transfer[] | Shortage {
  const fresh = orders.filter(({ transfer }) => !books.known.has(transfer.id));
  const other = orders.find(({ transfer }) => !isSame(transfer, books.known.get(transfer.id) ?? transfer));
  if (other) return shortage('key-reused', other.transfer.id);
  const problems = fresh.flatMap((order) => transferProblem(books, order) ?? []);
  const gravest = problems.find(({ reason }) => reason !== 'wrong-currency') ?? problems[0];
  if (gravest) return gravest;
  const gives: (readonly Part[])[] = [];
  for (const order of fresh) {
    const given = giving(books, order, []);
    if (isShortage(given)) return given;
    apply(books.accounts, given);
    gives.push(given);
  }
  for (const [index, order] of fresh.entries()) {
    const got = getting(books, order);
    if (isShortage(got)) return got;
    apply(books.accounts, got);
    note(books, order.transfer, [...gives[index]!, ...got]);
  }
  return orders.map(({ transfer }) => books.known.get(transfer.id)!);
}

function note({ accounts, known, made }: Books, transfer: Transfer, parts: readonly Part[]): void {
  count(accounts, transfer, parts);
  known.set(transfer.id, transfer);
  made.push({ transfer, parts });
}

/** Whether a transfer that was made is the one that is asked for. */
function isSame(asked: Transfer, made: Transfer): boolean {
  return asked === made || requestHash(asked).equals(requestHash(made));
}

/** What is wrong before any money is looked at: an account that is not there is graver than one in another currency. */
function transferProblem(books: Books, { transfer }: TransferOrder): Shortage | undefined {
  const { debit, credit, currency, lot } = transfer;
  const [one, other] = [accountProblem(books, debit, currency), accountProblem(books, credit, currency)];
  for (const problem of [one, other]) if (problem?.reason === 'unknown-account') return problem;
  return lot && books.accounts.get(credit)!.width > 1 ? shortage('no-lots', credit) : (one ?? other);
}

function giving(books: Books, { transfer, before }: TransferOrder, ended: Holding[]): Part[] | Shortage {
  const { debit, amount, at } = transfer;
  ended.push(...endExpired(books, debit, at));
  return partsFrom(books.accounts.get(debit)!, amount, at, before);
}

function getting({ accounts }: Books, { transfer, back }: TransferOrder): readonly Part[] | Shortage {
  const { credit, amount, lot } = transfer;
  const account = accounts.get(credit)!;
  return back && account.width === 1 ? withRoom(account, back) : partsTo(account, amount, lot);
}

function withRoom(account: Account, parts: readonly Part[]): readonly Part[] | Shortage {
  const full = parts.some(({ lane, amount }) => {
    const row = account.lanes.find((one) => one.lane === lane)!;
    return row.posted + amount > row.cap;
  });
  return full ? shortage('over-limit', account.id) : parts;
}
