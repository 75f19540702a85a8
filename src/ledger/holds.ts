import { all, array, type Db, type RawBuilder, sha256, sql, uuidOf } from '../kernel/index.ts';
import { expiredHolds, heldFreed, holdsExpired } from './held.ts';
import { lockAccounts } from './lock.ts';
import { distinct, type Money, shardOf, type Transfer, type TransferRequest, transferOf } from './model.ts';
import { withChoices } from './posting.ts';
import { findTransfers } from './reads.ts';
import { type RefusalReason, refuse } from './refusals.ts';
import { type Books, type ExpiredHold, freeExpired } from './settle.ts';
import { type Account, apply, count, isShortage, keep, type Part, partsFrom, partsTo } from './working.ts';
import { type Made, write } from './write.ts';

/** A wish to keep money back for a while. `client` and `key` make it one and the same wish however often it arrives. */
export interface HoldRequest
  extends Pick<TransferRequest, 'client' | 'key' | 'amount' | 'currency' | 'at' | 'purpose' | 'reference'> {
  account: string;
  /** When it times out: from then on the money is free again by itself. */
  expiresAt: Date;
}

/** Money kept back. Only its state ever changes, once. */
export interface Hold extends HoldRequest {
  id: string;
  /** As it was last written; one that is open after `expiresAt` has timed out. */
  state: 'open' | 'captured' | 'released' | 'expired';
}

/** To whom money on hold goes. What is not captured is free again. */
export interface CaptureRequest {
  client: string;
  key: string;
  hold: string;
  at: Date;
  purpose: string;
  reference?: string;
  /** Each becomes a transfer, with the key `key/0`, `key/1`, … */
  to: readonly { credit: string; amount: Money; lot?: Date }[];
}

/** The id of the hold that a client's key stands for. */
export function holdIdOf(client: string, key: string): string {
  return uuidOf('hold', client, key);
}

/**
 * Keeps money of an account back: out of the lots that a transfer would use, which it then cannot.
 * @throws AppError as `transferAll` does.
 */
export function hold(db: Db, request: HoldRequest): Promise<Hold> {
  const { client, key, account, amount, at, expiresAt } = request;
  if (client === '' || key === '') throw refuse('no-key');
  if (!Number.isSafeInteger(amount) || amount <= 0) throw refuse('bad-amount');
  if (!(expiresAt > at)) throw refuse('bad-expiry', account);
  const asked: Hold = { ...request, id: holdIdOf(client, key), state: 'open' };
  return withChoices(db, ['all'], async (tx) => {
    const books = await openFor(tx, [account], at);
    const known = await find(tx, asked.id);
    if (known && !known.hash.equals(hashOf(asked))) throw refuse('key-reused', asked.id);
    const freed = new Set<ExpiredHold>();
    const parts = known ? [] : keepBack(books, asked, freed);
    const reserved = known ? [] : [holdOpened(asked), laneHeld(asked, parts)];
    await write(tx, books.accounts, [], [...reserved, ...holdsExpired([...freed], at)]);
    return known?.hold ?? asked;
  });
}

function keepBack(books: Books, { account, amount, currency, at }: Hold, freed: Set<ExpiredHold>): Part[] {
  const row = accountIn(books.accounts, account, currency);
  freeExpired(books, account, at, freed);
  const parts = partsFrom(row, amount, at);
  if (isShortage(parts)) throw refuse('insufficient-funds', account);
  keep(books.accounts, parts, 1);
  return parts;
}

/**
 * Pays what is on hold, or part of it, to one account or several, and frees the rest. It comes out of the lots that were
 * kept back, even if these have expired since. Of a capture and the time-out, one wins; asked again, a capture returns
 * the transfers that it made.
 * @throws AppError `conflict` when the hold is closed or timed out, or more is captured than is on hold; else as
 *   `transferAll` does.
 */
export async function capture(db: Db, request: CaptureRequest): Promise<Transfer[]> {
  if (request.client === '' || request.key === '') throw refuse('no-key');
  const found = await find(db, request.hold);
  if (!found) throw refuse('unknown-hold', request.hold);
  const { account, currency, id, amount } = found.hold;
  const { client, key, at, purpose, reference, to } = request;
  const asked = to.map(({ credit, lot, amount }, nth) =>
    transferOf(
      {
        ...{ client, key: `${key}/${nth}`, debit: account, credit, amount, currency, at, purpose },
        ...(reference !== undefined && { reference }),
        ...(lot && { lot }),
      },
      { hold: id },
    ),
  );
  if (distinct(asked).length === 0) throw refuse('bad-amount');
  if (to.reduce((sum, { amount }) => sum + amount, 0) > amount) throw refuse('over-hold', id);
  const [capturedBy, hash] = [uuidOf('capture', client, key), captureHash(request)];
  return withChoices(db, ['all'], async (tx) => {
    const { accounts } = await openFor(tx, [account, ...to.map(({ credit }) => credit)], at);
    const now = (await find(tx, id))!; // as it is once the account is locked
    if (now.hold.state !== 'open') return capturedBefore(tx, now, capturedBy, hash);
    if (now.hold.expiresAt <= at) throw refuse('hold-expired', id);
    const parts = await partsHeld(tx, account, id);
    keep(accounts, parts, -1);
    const made = share(accounts, asked, parts);
    const closed = holdClosed(id, 'captured', at, { capturedBy, hash, transfers: asked.map((one) => one.id) });
    await write(tx, accounts, made, [heldFreed([{ id, account }]), closed]);
    return asked;
  });
}

async function capturedBefore(tx: Db, { hold, capturedBy, captureHash, captured }: Found, by: string, hash: Buffer) {
  if (hold.state !== 'captured' || capturedBy !== by) throw refuse(CLOSED[hold.state as Closed], hold.id);
  if (!captureHash!.equals(hash)) throw refuse('key-reused', hold.id);
  const transfers = await findTransfers(tx, captured!);
  await write(tx, new Map(), []);
  return captured!.map((id) => transfers.get(id)!);
}

type Closed = Exclude<Hold['state'], 'open'>;
const CLOSED = {
  captured: 'hold-captured',
  released: 'hold-released',
  expired: 'hold-expired',
} as const satisfies Record<Closed, RefusalReason>;

/** Deals what was kept back out to the transfers, in the order of its lanes. */
function share(accounts: ReadonlyMap<string, Account>, asked: readonly Transfer[], parts: readonly Part[]): Made[] {
  const left = parts.map((part) => ({ ...part }));
  return asked.map((transfer) => {
    const { credit, currency, lot } = transfer;
    const row = accountIn(accounts, credit, currency);
    if (lot && row.width > 1) throw refuse('no-lots', credit);
    const got = partsTo(row, transfer.amount, lot);
    if (isShortage(got)) throw refuse('over-limit', credit);
    const given: Part[] = [];
    for (let amount = transfer.amount; amount > 0; ) {
      const next = left.find((part) => part.amount > 0)!;
      const piece = Math.min(amount, next.amount);
      given.push({ ...next, amount: -piece });
      next.amount -= piece;
      amount -= piece;
    }
    const all = [...given, ...got];
    apply(accounts, all);
    count(accounts, transfer, all);
    return { transfer, parts: all };
  });
}

/**
 * Frees what is on hold. Asked again, or after the time-out, it changes nothing.
 * @throws AppError `not-found`; `conflict` when it was captured.
 */
export async function release(db: Db, request: { hold: string; at: Date }): Promise<Hold> {
  const found = await find(db, request.hold);
  if (!found) throw refuse('unknown-hold', request.hold);
  const { account, id } = found.hold;
  return withChoices(db, ['all'], async (tx) => {
    const { accounts } = await openFor(tx, [account], request.at);
    const { hold } = (await find(tx, id))!;
    if (hold.state === 'captured') throw refuse('hold-captured', id);
    if (hold.state !== 'open') {
      await write(tx, new Map(), []);
      return hold;
    }
    const state = hold.expiresAt <= request.at ? 'expired' : 'released';
    keep(accounts, await partsHeld(tx, account, id), -1);
    await write(tx, accounts, [], [heldFreed([{ id, account }]), holdClosed(id, state, request.at)]);
    return { ...hold, state };
  });
}

/** One hold, as it was last written. */
export async function holdById(db: Db, id: string): Promise<Hold | undefined> {
  return (await find(db, id))?.hold;
}

/** Tidies away holds that have timed out; nobody waits for it. Returns how many, at most `most`. */
export async function sweepHolds(db: Db, at: Date, most = 500): Promise<number> {
  const rows = await all<{ hold: string }>(
    db,
    sql`select distinct hold from ledger.held where expires_at <= ${at} limit ${most}`,
  );
  for (const { hold } of rows) await release(db, { hold, at });
  return rows.length;
}

async function openFor(tx: Db, ids: readonly string[], at: Date): Promise<Books> {
  const accounts = await lockAccounts(tx, new Map(ids.map((id) => [id, 0])), 'all');
  return { accounts, known: new Map(), expired: await expiredHolds(tx, accounts, at) };
}

function accountIn(accounts: ReadonlyMap<string, Account>, id: string, currency: string): Account {
  const row = accounts.get(id);
  if (!row) throw refuse('unknown-account', id);
  if (row.currency !== currency) throw refuse('wrong-currency', id);
  return row;
}

interface Found {
  hold: Hold;
  hash: Buffer;
  capturedBy: string | null;
  captureHash: Buffer | null;
  captured: string[] | null;
}

type HoldRow = Omit<Hold, 'reference'> & Omit<Found, 'hold'> & { reference: string | null };

async function find(db: Db, id: string): Promise<Found | undefined> {
  const [row] = await all<HoldRow>(
    db,
    sql`select id, client, key, account, amount, currency, at, expires_at as "expiresAt", purpose, reference, state,
        request_hash as hash, captured_by as "capturedBy", capture_hash as "captureHash", captured
      from ledger.hold where shard = ${shardOf(id)} and id = ${id}`,
  );
  if (!row) return undefined;
  const { hash, capturedBy, captureHash, captured, reference, ...rest } = row;
  return { hold: { ...rest, ...(reference !== null && { reference }) }, hash, capturedBy, captureHash, captured };
}

function partsHeld(tx: Db, account: string, hold: string): Promise<Part[]> {
  return all<Part>(
    tx,
    sql`select h.account, h.lane, h.amount from ledger.held h
      join ledger.account a on a.shard = h.shard and a.id = h.account and a.lane = h.lane
      where h.shard = ${shardOf(account)} and h.account = ${account} and h.hold = ${hold}
      order by a.expires_at nulls last, h.lane`,
  );
}

/** What makes two requests the same: everything but the times, which differ between a request and its retry. */
function hashOf({ account, amount, currency, purpose, reference }: HoldRequest): Buffer {
  return sha256(JSON.stringify([account, amount, currency, purpose, reference ?? null]));
}

function captureHash({ hold, purpose, reference, to }: CaptureRequest): Buffer {
  const credits = to.map(({ credit, amount, lot }) => [credit, amount, lot ?? null]);
  return sha256(JSON.stringify([hold, purpose, reference ?? null, credits]));
}

function holdOpened(h: Hold): RawBuilder<unknown> {
  return sql`opened_hold as (
    insert into ledger.hold (shard, id, client, key, request_hash, account, amount, currency, at, expires_at, purpose,
      reference)
    values (${shardOf(h.id)}, ${h.id}, ${h.client}, ${h.key}, ${hashOf(h)}, ${h.account}, ${h.amount}, ${h.currency},
      ${h.at}, ${h.expiresAt}, ${h.purpose}, ${h.reference ?? null}))`;
}

function laneHeld({ id, account, expiresAt }: Hold, parts: readonly Part[]): RawBuilder<unknown> {
  const lanes = parts.map(({ lane }) => lane);
  const amounts = parts.map(({ amount }) => -amount);
  return sql`kept as (
    insert into ledger.held (shard, account, lane, hold, amount, expires_at)
    select ${shardOf(account)}::smallint, ${account}::uuid, lane, ${id}::uuid, amount, ${expiresAt}::timestamptz
    from unnest(${array(lanes, 'bigint')}, ${array(amounts, 'bigint')}) as r(lane, amount))`;
}

function holdClosed(
  id: string,
  state: Hold['state'],
  at: Date,
  captured?: { capturedBy: string; hash: Buffer; transfers: readonly string[] },
): RawBuilder<unknown> {
  return sql`closed as (
    update ledger.hold set state = ${state}, closed_at = ${at}, captured_by = ${captured?.capturedBy ?? null},
      capture_hash = ${captured?.hash ?? null}, captured = ${captured ? array(captured.transfers, 'uuid') : sql.lit(null)}
    where shard = ${shardOf(id)} and id = ${id})`;
}
