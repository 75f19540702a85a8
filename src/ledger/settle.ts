import { requestHash, type Transfer } from './model.ts';
import type { RefusalReason } from './refusals.ts';
import {
  type Account,
  apply,
  count,
  isShortage,
  keep,
  type Part,
  partsFrom,
  partsTo,
  type Shortage,
} from './working.ts';
import type { Made } from './write.ts';

/** A transfer that is asked for, and where its money must come from and go to if not by the ordinary rule. */
export interface Order {
  readonly transfer: Transfer;
  /** Lanes to take from first, expired or not: those that the transfer to be reversed has given to. */
  readonly before?: ReadonlySet<number>;
  /** What the lanes get: a reversal gives back to the lots that gave. */
  readonly back?: readonly Part[];
}

/** A hold that timed out and still keeps money back. */
export interface ExpiredHold {
  readonly id: string;
  readonly account: string;
  readonly expiresAt: Date;
  readonly parts: readonly Part[];
}

/** What a call works on: locked accounts, what was made before, and expired holds of those accounts. */
export interface Books {
  readonly accounts: ReadonlyMap<string, Account>;
  readonly known: ReadonlyMap<string, Transfer>;
  readonly expired: readonly ExpiredHold[];
}

/** What became of the orders, by transfer id. */
export interface Settled {
  readonly made: readonly Made[];
  readonly outcomes: ReadonlyMap<string, Transfer | Shortage>;
  /** Expired holds whose money was let go. */
  readonly freed: readonly ExpiredHold[];
}

/**
 * Makes orders in memory, each by itself and in turn: one that finds too little is refused, and what came before it can
 * be spent by those after it. A key that was used is answered as it was then; with another request it is refused.
 */
export function settleEach(books: Books, orders: readonly Order[]): Settled {
  const made: Made[] = [];
  const outcomes = new Map<string, Transfer | Shortage>(books.known);
  const freed = new Set<ExpiredHold>();
  for (const order of orders) {
    const { transfer } = order;
    if (outcomes.has(transfer.id)) continue;
    const parts = findParts(books, order, freed);
    if (isShortage(parts)) {
      outcomes.set(transfer.id, parts);
      continue;
    }
    move(books, transfer, parts);
    made.push({ transfer, parts });
    outcomes.set(transfer.id, transfer);
  }
  return { made, outcomes, freed: [...freed] };
}

/**
 * Makes orders in memory, all or none: what they take must have been there before any of them.
 * @returns what was made, or the gravest shortage.
 */
export function settleAll(books: Books, orders: readonly Order[]): Settled | Shortage {
  const fresh = orders.filter(({ transfer }) => !books.known.has(transfer.id));
  for (const check of [accountShortage, currencyShortage]) {
    const found = fresh.map((order) => check(books, order)).find((shortage) => shortage !== undefined);
    if (found) return found;
  }
  const freed = new Set<ExpiredHold>();
  const made: Made[] = [];
  for (const order of fresh) {
    const given = giving(books, order, freed);
    if (isShortage(given)) return given;
    apply(books.accounts, given);
    made.push({ transfer: order.transfer, parts: given });
  }
  for (const [index, order] of fresh.entries()) {
    const got = getting(books, order);
    if (isShortage(got)) return got;
    apply(books.accounts, got);
    const { transfer, parts } = made[index]!;
    count(books.accounts, transfer, parts);
    made[index] = { transfer, parts: [...parts, ...got] };
  }
  const outcomes = new Map([...books.known, ...fresh.map(({ transfer }) => [transfer.id, transfer] as const)]);
  return { made, outcomes, freed: [...freed] };
}

/** Whether a transfer that was made is the one that is asked for. */
export function isSame(asked: Transfer, made: Transfer): boolean {
  return asked === made || requestHash(asked).equals(requestHash(made));
}

function findParts(books: Books, order: Order, freed: Set<ExpiredHold>): Part[] | Shortage {
  const problem = accountShortage(books, order) ?? currencyShortage(books, order);
  if (problem) return problem;
  const before = new Set(freed);
  const given = giving(books, order, freed);
  const got = isShortage(given) ? given : getting(books, order);
  if (!isShortage(given) && !isShortage(got)) return [...given, ...got];
  for (const hold of freed) if (!before.has(hold)) keepAgain(books, hold, freed);
  return got as Shortage;
}

/** What is refused leaves nothing behind: not even a hold that would have ended by it. */
function keepAgain({ accounts }: Books, hold: ExpiredHold, freed: Set<ExpiredHold>): void {
  keep(accounts, hold.parts, 1);
  freed.delete(hold);
}

function move({ accounts }: Books, transfer: Transfer, parts: readonly Part[]): void {
  apply(accounts, parts);
  count(accounts, transfer, parts);
}

function accountShortage({ accounts }: Books, { transfer }: Order): Shortage | undefined {
  const { debit, credit, lot } = transfer;
  for (const id of [debit, credit]) if (!accounts.has(id)) return shortage('unknown-account', id);
  return lot && accounts.get(credit)!.width > 1 ? shortage('no-lots', credit) : undefined;
}

function currencyShortage({ accounts }: Books, { transfer }: Order): Shortage | undefined {
  const { debit, credit, currency } = transfer;
  const other = [debit, credit].find((id) => accounts.get(id)!.currency !== currency);
  return other === undefined ? undefined : shortage('wrong-currency', other);
}

function giving(books: Books, { transfer, before }: Order, freed: Set<ExpiredHold>): Part[] | Shortage {
  const { debit, amount, at } = transfer;
  freeExpired(books, debit, at, freed);
  return partsFrom(books.accounts.get(debit)!, amount, at, before);
}

function getting({ accounts }: Books, { transfer, back }: Order): readonly Part[] | Shortage {
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

/** A hold that has timed out keeps nothing back, whether or not anybody has tidied it away yet. */
export function freeExpired({ accounts, expired }: Books, account: string, at: Date, freed: Set<ExpiredHold>): void {
  for (const hold of expired) {
    if (hold.account !== account || hold.expiresAt > at || freed.has(hold)) continue;
    keep(accounts, hold.parts, -1);
    freed.add(hold);
  }
}

const shortage = (reason: RefusalReason, subject: string): Shortage => ({ reason, subject });
