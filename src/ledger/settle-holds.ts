import { accountProblem, asItIs, type Books, endExpired, endHold, type Holding, reopen, shortage } from './books.ts';
import type { Transfer } from './model.ts';
import type { CaptureOrder, Hold, HoldOrder, ReleaseOrder } from './orders.ts';
import type { RefusalReason } from './refusals.ts';
import { apply, count, isShortage, keep, type Part, partsFrom, partsTo, type Shortage } from './working.ts';

/** Keeps money back; asked again, it is answered as it is now. */
export function settleHold(books: Books, { hold, hash }: HoldOrder): Hold | Shortage {
  const { id, account, amount, currency, at } = hold;
  const known = books.holds.get(id);
  if (known) return known.hash.equals(hash) ? asItIs(known) : shortage('key-reused', id);
  const problem = accountProblem(books, account, currency);
  if (problem) return problem;
  const ended = endExpired(books, account, at);
  const given = partsFrom(books.accounts.get(account)!, amount, at);
  if (isShortage(given)) {
    reopen(books, ended);
    return given;
  }
  const parts = given.map((part) => ({ ...part, amount: -part.amount }));
  keep(books.accounts, parts, 1);
  books.holds.set(id, { hold, hash, parts, stored: false, ended: false });
  return hold;
}

const CLOSED = {
  captured: 'hold-captured',
  released: 'hold-released',
  expired: 'hold-expired',
} as const satisfies Record<Exclude<Hold['state'], 'open'>, RefusalReason>;

/** Pays what is on hold to those it is captured for, all of them or none. */
export function settleCapture(books: Books, order: CaptureOrder): readonly Transfer[] | Shortage {
  const { hold, at, by, hash, transfers } = order;
  const holding = books.holds.get(hold.id)!;
  const { end } = holding;
  if (end && end.capture?.by !== by) return shortage(CLOSED[end.state], hold.id);
  if (end?.capture) {
    if (!end.capture.hash.equals(hash)) return shortage('key-reused', hold.id);
    return end.capture.transfers.map((id) => books.known.get(id)!);
  }
  if (hold.expiresAt <= at) return shortage('hold-expired', hold.id);
  const used = transfers.find(({ id }) => books.known.has(id));
  if (used) return shortage('key-reused', used.id);
  if (!isLocked(books, holding)) return shortage('busy', hold.account);
  endHold(books, holding, { state: 'captured', at, capture: { by, hash, transfers: transfers.map(({ id }) => id) } });
  const problem = share(books, holding, transfers);
  if (problem) reopen(books, [holding]);
  return problem ?? transfers;
}

/** Frees what is on hold; one that has ended stays as it is. */
export function settleRelease(books: Books, { hold, at }: ReleaseOrder): Hold | Shortage {
  const holding = books.holds.get(hold.id)!;
  if (holding.end?.state === 'captured') return shortage('hold-captured', hold.id);
  if (!holding.end) {
    if (!isLocked(books, holding)) return shortage('busy', hold.account);
    endHold(books, holding, { state: hold.expiresAt <= at ? 'expired' : 'released', at });
  }
  return asItIs(holding);
}

/** Of a fund, other lanes may be locked than those that keep something back. */
function isLocked({ accounts }: Books, { hold, parts }: Holding): boolean {
  const { lanes } = accounts.get(hold.account)!;
  return parts.every((part) => lanes.some(({ lane }) => lane === part.lane));
}

/** Deals what was kept back out to the transfers, first expiring first. */
function share(books: Books, { hold, parts }: Holding, transfers: readonly Transfer[]): Shortage | undefined {
  const { accounts } = books;
  const left = accounts
    .get(hold.account)!
    .lanes.flatMap(({ lane }) => parts.filter((part) => part.lane === lane).map((part) => ({ ...part })));
  const made = [];
  for (const transfer of transfers) {
    const got = partsGot(books, transfer);
    if (isShortage(got)) {
      for (const { parts } of made) apply(accounts, parts.map(undone));
      return got;
    }
    const moved = [...taken(left, transfer.amount), ...got];
    apply(accounts, moved);
    made.push({ transfer, parts: moved });
  }
  for (const { transfer, parts } of made) {
    count(accounts, transfer, parts);
    books.known.set(transfer.id, transfer);
  }
  books.made.push(...made);
  return undefined;
}

const undone = (part: Part): Part => ({ ...part, amount: -part.amount });

function partsGot(books: Books, { credit, currency, amount, lot }: Transfer): Part[] | Shortage {
  const problem = accountProblem(books, credit, currency);
  if (problem) return problem;
  const account = books.accounts.get(credit)!;
  return lot && account.width > 1 ? shortage('no-lots', credit) : partsTo(account, amount, lot);
}

/** Takes an amount out of what is left. */
function taken(left: { account: string; lane: number; amount: number }[], amount: number): Part[] {
  const given: Part[] = [];
  for (let wanted = amount; wanted > 0; ) {
    const next = left.find((part) => part.amount > 0)!;
    const piece = Math.min(wanted, next.amount);
    given.push({ ...next, amount: -piece });
    next.amount -= piece;
    wanted -= piece;
  }
  return given;
}
