import type { Money, Transfer } from './model.ts';
import type { RefusalReason } from './refusals.ts';

/** A row of an account: all there is of an ordinary one, one of many of a fund, or a lot. */
export interface Lane {
  readonly lane: number;
  /** When a lot expires, in milliseconds since 1970. */
  readonly expiresAt: number | null;
  readonly floor: Money;
  readonly cap: Money;
  posted: Money;
  held: Money;
  /** How many more transfers it has given. */
  given: number;
  /** Whether the row is to be written. */
  state: 'as it was' | 'changed' | 'unopened' | 'new';
}

/** An account as far as this transaction has locked it. */
export interface Account {
  readonly id: string;
  readonly currency: string;
  /** How many rows it was opened with, lots not counted; more than one for a fund. */
  readonly width: number;
  /** Whether all of its rows are here. */
  readonly whole: boolean;
  /** First expiring first, then what never expires. */
  readonly lanes: Lane[];
  /** Whether lane 0 says that there are lots. */
  readonly lots: boolean;
}

/** What one lane gives (below zero) or gets. */
export interface Part {
  readonly account: string;
  readonly lane: number;
  readonly amount: Money;
}

/** Why something cannot be done. `busy`: not with those rows of a fund that could be locked without waiting. */
export interface Shortage {
  readonly reason: RefusalReason | 'busy';
  readonly subject: string;
}

/** Whether it is a shortage that was found, and no parts. */
export const isShortage = (found: readonly Part[] | Shortage): found is Shortage => 'reason' in found;

/** What a lane can give. Beyond the safe integers it is rounded, and then more than any amount. */
const means = ({ posted, held, floor }: Lane): Money => posted - held - floor;

/**
 * Where an amount comes from: lots that have not expired at that time, first expiring first, then the rest.
 * @param before lanes to use first, whether or not they have expired: a reversal takes back what was given.
 */
export function partsFrom(
  account: Account,
  amount: Money,
  at: Date,
  before: ReadonlySet<number> = new Set(),
): Part[] | Shortage {
  const alive = (lane: Lane) => lane.expiresAt === null || lane.expiresAt > at.getTime();
  const first = before.size > 0 ? account.lanes.filter(({ lane }) => before.has(lane)) : [];
  const parts: Part[] = [];
  let left = amount;
  for (const lane of [...first, ...account.lanes.filter((lane) => !before.has(lane.lane) && alive(lane))]) {
    const share = Math.min(left, means(lane));
    if (share <= 0) continue;
    parts.push({ account: account.id, lane: lane.lane, amount: -share });
    left -= share;
    if (left === 0) return parts;
  }
  return { reason: account.whole ? 'insufficient-funds' : 'busy', subject: account.id };
}

/** Where an amount goes: into a lot, or evenly over the rows of a fund. */
export function partsTo(account: Account, amount: Money, lot?: Date): Part[] | Shortage {
  const lanes = lot ? [lotOf(account, lot.getTime())] : account.lanes.filter(({ expiresAt }) => expiresAt === null);
  if (lanes.length === 0) return { reason: 'busy', subject: account.id };
  const [each, rest] = [Math.trunc(amount / lanes.length), amount % lanes.length];
  const parts: Part[] = [];
  for (const [nth, lane] of lanes.entries()) {
    const share = each + (nth < rest ? 1 : 0);
    if (share === 0) continue;
    if (lane.posted + share > lane.cap) {
      return { reason: account.whole ? 'over-limit' : 'busy', subject: account.id };
    }
    parts.push({ account: account.id, lane: lane.lane, amount: share });
  }
  return parts;
}

/** The lane of a lot, opened in memory if it is not there. */
function lotOf(account: Account, expiresAt: number): Lane {
  const known = account.lanes.find(({ lane }) => lane === expiresAt);
  if (known) return known;
  const { cap } = account.lanes.at(-1)!;
  const opened: Lane = { lane: expiresAt, expiresAt, floor: 0, cap, posted: 0, held: 0, given: 0, state: 'unopened' };
  const place = account.lanes.findIndex((lane) => lane.expiresAt === null || lane.expiresAt > expiresAt);
  account.lanes.splice(place, 0, opened);
  return opened;
}

/** Moves money in memory. */
export function apply(accounts: ReadonlyMap<string, Account>, parts: readonly Part[]): void {
  for (const { account, lane, amount } of parts) {
    const row = laneOf(accounts, account, lane);
    row.posted += amount;
    touch(row);
  }
}

/** Keeps money back, or with `-1` lets it go. */
export function keep(accounts: ReadonlyMap<string, Account>, parts: readonly Part[], sign: 1 | -1): void {
  for (const { account, lane, amount } of parts) {
    const row = laneOf(accounts, account, lane);
    row.held += sign * Math.abs(amount);
    touch(row);
  }
}

/** One lane counts the transfer. */
export function count(accounts: ReadonlyMap<string, Account>, { debit }: Transfer, parts: readonly Part[]): void {
  const row = laneOf(accounts, debit, parts[0]!.lane);
  row.given += 1;
  touch(row);
}

function touch(lane: Lane): void {
  if (lane.state === 'as it was') lane.state = 'changed';
  if (lane.state === 'unopened') lane.state = 'new';
}

function laneOf(accounts: ReadonlyMap<string, Account>, account: string, lane: number): Lane {
  return accounts.get(account)!.lanes.find((row) => row.lane === lane)!;
}
