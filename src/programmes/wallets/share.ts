import { type Db, dayOf, first, sql, transaction, uuidv7 } from '../../kernel/index.ts';
import {
  accountOf,
  ensureAccounts,
  type Lot,
  lotsOf,
  lotsOfTransfer,
  refusalReason,
  type TransferRequest,
  transferAll,
} from '../../ledger/index.ts';
import { commitAct } from '../../log/index.ts';
import type { Government, Programme } from '../../pack/index.ts';
import { namesOf } from '../../registry/index.ts';
import { walletAccount } from '../accounts.ts';
import { homeOf } from '../entitlements/store.ts';
import { isFrozen } from '../office/freezes.ts';
import { programmeNow } from '../office/state.ts';
import { programmeOf } from '../programme-of.ts';
import { CLIENT } from './channels.ts';
import { mayShare } from './family.ts';
import { refuseTaking } from './refusals.ts';
import { tellShared } from './texts.ts';

/** A wish to give something to one of those with whom it may be shared. */
export interface ShareRequest {
  from: string;
  to: string;
  programme: string;
  /** Minor units. */
  amount: number;
  /** The client's own name for the wish: asked twice, it is given once. */
  key: string;
}

/** What was given. */
export interface Share {
  id: string;
  person: string;
  receiver: string;
  programme: string;
  amount: number;
  sharedAt: Date;
  /** Its entry in the public log. */
  entry: string;
}

/** Most lots that one gift comes from: nobody has more that expire on different days. */
const MOST_LOTS = 100;

/**
 * Gives a part of a wallet to somebody with whom the law lets it be shared. What expires first goes first, and keeps its
 * expiry; it stays bound to where the giver lives unless the receiver has a right of their own.
 * @throws AppError `conflict` saying why not; a key that was used for the same gift is answered as the first time.
 */
export async function share(gov: Government, request: ShareRequest): Promise<Share> {
  const { from, to, amount } = request;
  const programme = programmeOf(gov, request.programme);
  if (!programme.share) throw refuseTaking('no-sharing');
  if (!Number.isSafeInteger(amount) || amount <= 0) throw refuseTaking('bad-amount');
  for (let tries = 3; ; tries -= 1) {
    const done = await transaction(gov.db, async (tx) => {
      const before = await shareByKey(tx, from, request.key);
      if (before) return sameGift(before, request);
      if (!(await mayShare(tx, gov, programme, from, to))) throw refuseTaking('not-family');
      if ((await programmeNow(tx, gov, programme)).state === 'paused') throw refuseTaking('paused');
      for (const person of [from, to])
        if (await isFrozen(tx, 'wallet', person, programme.id)) throw refuseTaking('frozen');
      return give(tx, gov, programme, request);
    }).catch((error) => {
      if (error instanceof LotsMoved && tries > 1) return undefined;
      throw error instanceof LotsMoved ? refuseTaking('not-enough') : error;
    });
    if (done) return done;
  }
}

/** While the lots were looked at, some of their money was spent. */
class LotsMoved extends Error {}

async function give(tx: Db, gov: Government, programme: Programme, request: ShareRequest): Promise<Share> {
  const { from, to, amount, key } = request;
  const at = gov.clock.now();
  const id = uuidv7(at);
  const region = (await homeOf(tx, from, programme.id)) ?? null;
  const content = contentOfShare({ id, programme: programme.id, amount, sharedAt: at });
  const { agency } = programme;
  const { entry, salt } = await commitAct(tx, gov.logOrigin, { kind: 'programme.shared', agency, at, content });
  const made = await first(
    tx,
    sql`insert into programmes.share (person, id, programme, receiver, amount, region, shared_at, key, entry, salt)
      values (${from}, ${id}, ${programme.id}, ${to}, ${amount}, ${region}, ${at}, ${key}, ${entry}, ${salt})
      on conflict (person, key) do nothing returning id`,
  );
  // Another request of the same key was faster; it has committed, and is found now.
  if (!made) throw new LotsMoved();
  const until = await moveLots(tx, gov, programme, { id, from, to, amount, at });
  const reader = { kind: 'service', service: programme.id, agency } as const;
  const names = await namesOf(tx, gov, { reader, purpose: { text: programme.title }, people: [from] });
  const day = dayOf(new Date(until.getTime() - 1), gov.pack.timeZone);
  await tellShared(tx, gov, programme, to, { amount, until: day, giver: names.get(from) ?? '—' });
  return { id, person: from, receiver: to, programme: programme.id, amount, sharedAt: at, entry };
}

/** What the public log commits to when something is shared. */
export function contentOfShare({
  id,
  programme,
  amount,
  sharedAt,
}: Pick<Share, 'id' | 'programme' | 'amount' | 'sharedAt'>): Record<string, unknown> {
  return { share: id, programme, amount, sharedAt: sharedAt.toISOString() };
}

interface Gift {
  id: string;
  from: string;
  to: string;
  amount: number;
  at: Date;
}

/** The key of the transfer of one lot of a gift. */
export const shareKey = (share: string, nth: number): string => `share/${share}/${nth}`;

/** One transfer for each lot that it comes from, into a lot of the same expiry. @returns when the first of it expires. */
async function moveLots(tx: Db, gov: Government, { id: programme }: Programme, gift: Gift): Promise<Date> {
  const { id, from, to, amount, at } = gift;
  const [giver, receiver] = [walletAccount(gov, programme, from), walletAccount(gov, programme, to)];
  await ensureAccounts(tx, [receiver]);
  const parts = partsOf(await lotsOf(tx, accountOf(giver)), amount, at);
  const requests = parts.map(
    ({ expiresAt, part }, nth): TransferRequest => ({
      client: CLIENT,
      key: shareKey(id, nth),
      debit: accountOf(giver),
      credit: accountOf(receiver),
      amount: part,
      currency: gov.pack.currency.code,
      at,
      purpose: 'programme-share',
      reference: programme,
      lot: expiresAt,
    }),
  );
  try {
    const made = await transferAll(tx, requests);
    for (const [nth, { id: transfer }] of made.entries()) {
      const sources = await lotsOfTransfer(tx, transfer, accountOf(giver));
      const lot = parts[nth]!.expiresAt.getTime();
      if (!sources.every(({ expiresAt }) => expiresAt?.getTime() === lot)) throw new LotsMoved();
    }
  } catch (error) {
    if (refusalReason(error) === 'insufficient-funds') throw new LotsMoved();
    throw error;
  }
  return parts[0]!.expiresAt;
}

/** Which lots an amount comes from: those that can still be spent, first expiring first, as the ledger takes them. */
function partsOf(lots: readonly Lot[], amount: number, at: Date): { expiresAt: Date; part: number }[] {
  const parts: { expiresAt: Date; part: number }[] = [];
  let left = amount;
  for (const { expiresAt, balance, held } of lots) {
    if (!expiresAt || expiresAt <= at || balance <= held) continue;
    const part = Math.min(left, balance - held);
    parts.push({ expiresAt, part });
    left -= part;
    if (left === 0) break;
  }
  if (left > 0 || parts.length > MOST_LOTS) throw refuseTaking('not-enough');
  return parts;
}

const COLUMNS = sql.raw(`id, person, receiver, programme, amount, shared_at as "sharedAt", entry`);

function shareByKey(tx: Db, person: string, key: string): Promise<Share | undefined> {
  return first(tx, sql<Share>`select ${COLUMNS} from programmes.share where person = ${person} and key = ${key}`);
}

function sameGift(made: Share, { to, programme, amount }: ShareRequest): Share {
  if (made.receiver === to && made.programme === programme && made.amount === amount) return made;
  throw refuseTaking('key-reused');
}

/** The gifts of a programme that somebody gave or got, with the entries of the log. */
export async function sharesOf(db: Db, person: string, programme: string, limit = 200): Promise<Share[]> {
  const { rows } = await sql<Share>`select ${COLUMNS} from programmes.share
    where programme = ${programme} and (person = ${person} or receiver = ${person})
    order by id desc limit ${limit}`.execute(db);
  return rows;
}
