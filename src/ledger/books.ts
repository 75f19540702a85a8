import type { Transfer } from './model.ts';
import type { Hold } from './orders.ts';
import type { RefusalReason } from './refusals.ts';
import { type Account, keep, type Part, type Shortage } from './working.ts';

/** A hold as this transaction has it, and whether and how it is to be written. */
export interface Holding {
  readonly hold: Hold;
  /** Of the request. */
  readonly hash: Buffer;
  /** What it keeps back of which lane while it is open. */
  readonly parts: readonly Part[];
  /** Whether it is in the database. */
  readonly stored: boolean;
  /** What ended it, if that has happened: before this transaction, or in it. */
  end?: HoldEnd;
  /** Whether it ended in this transaction. */
  ended: boolean;
}

/** How a hold ended, and for a capture by which, with its request: the same asked again is answered as the first time. */
export interface HoldEnd {
  readonly state: Exclude<Hold['state'], 'open'>;
  readonly at: Date;
  readonly capture?: { readonly by: string; readonly hash: Buffer; readonly transfers: readonly string[] };
}

/** A transfer that is made, and the lanes that give and get it. */
export interface Made {
  readonly transfer: Transfer;
  readonly parts: readonly Part[];
}

/** What a batch works on: locked accounts, what was done before under its keys, and what it does. */
export interface Books {
  readonly accounts: ReadonlyMap<string, Account>;
  /** Transfers of these keys, made before or in this batch. */
  readonly known: Map<string, Transfer>;
  /** Holds of these keys, those that are named, and those of the accounts that have timed out. */
  readonly holds: Map<string, Holding>;
  readonly made: Made[];
}

/** The hold as it is now. */
export const asItIs = ({ hold, end }: Holding): Hold => ({ ...hold, state: end?.state ?? 'open' });

/** What cannot be done, and with which account, transfer or hold. */
export const shortage = (reason: RefusalReason | 'busy', subject: string): Shortage => ({ reason, subject });

/** What is wrong with an account before any money is looked at. */
export function accountProblem({ accounts }: Books, id: string, currency: string): Shortage | undefined {
  const account = accounts.get(id);
  if (!account) return shortage('unknown-account', id);
  return account.currency === currency ? undefined : shortage('wrong-currency', id);
}

/** Ends holds that have timed out: they keep nothing back, whether or not anybody has tidied them away yet. */
export function endExpired(books: Books, account: string, at: Date): Holding[] {
  if (!books.accounts.get(account)!.lanes.some(({ held }) => held > 0)) return [];
  const expired = [...books.holds.values()].filter(
    ({ hold, end }) => hold.account === account && !end && hold.expiresAt <= at,
  );
  for (const holding of expired) endHold(books, holding, { state: 'expired', at });
  return expired;
}

/** Ends a hold and lets its money go. */
export function endHold({ accounts }: Books, holding: Holding, end: HoldEnd): void {
  keep(accounts, holding.parts, -1);
  Object.assign(holding, { end, ended: true });
}

/** What is refused leaves nothing behind: not even a hold that would have ended by it. */
export function reopen({ accounts }: Books, holdings: readonly Holding[]): void {
  for (const holding of holdings) {
    keep(accounts, holding.parts, 1);
    Object.assign(holding, { end: undefined, ended: false });
  }
}
