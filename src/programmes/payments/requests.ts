import { array, type Db, first, run, sql, uuidOf, uuidv7 } from '../../kernel/index.ts';
import { transferIdOf } from '../../ledger/index.ts';
import type { Government } from '../../pack/index.ts';
import type { AtTill } from '../shops/clerks.ts';
import { earlierPayments } from './lookups.ts';
import { CLIENT, keyOf, type PayByScan, type Payment } from './model.ts';
import { paymentRefusal, refuse } from './refusals.ts';
import { refuseRequest } from './request-refusals.ts';

/*
 * A request to pay: the shop's code with an amount, which whoever scans it first pays once. Paying it is an attempt that
 * keeps others away. An attempt that was refused makes room at once. One of which nothing was heard, because a process or
 * a phone died, makes room after a while, but only if the ledger has no transfer of it.
 */

/** A request to pay, as its shop sees it. */
export interface RequestToPay {
  shop: string;
  id: string;
  amount: number;
  goods: readonly string[];
  expiresAt: Date;
  /** `over` when it was not paid in time, or taken back. */
  state: 'open' | 'paid' | 'over';
  /** The id of the payment at this shop. */
  payment: string | null;
}

/** A request is good for so long, in milliseconds. */
export const REQUEST_LIFE = 10 * 60_000;

/** An attempt keeps others away for so long, in milliseconds: far longer than any payment takes. */
export const ATTEMPT_LIFE = 60_000;

/** Requests that were over for so long are forgotten, in milliseconds. */
const KEPT = 24 * 60 * 60_000;

/**
 * Asks for an amount at a till.
 * @throws AppError `forbidden` when it is more than the clerk may take.
 */
export async function requestPayment(
  gov: Government,
  { shop, clerk }: AtTill,
  { amount, goods }: Pick<RequestToPay, 'amount' | 'goods'>,
): Promise<string> {
  if (clerk.mostAtOnce !== null && amount > clerk.mostAtOnce)
    throw refuse('over-clerk-limit', { gov, amount: clerk.mostAtOnce });
  const at = gov.clock.now();
  const id = uuidv7(at);
  await run(
    gov.db,
    sql`insert into programmes.request_to_pay (shop, id, clerk, amount, goods, asked_at, expires_at)
      values (${shop.id}, ${id}, ${clerk.person}, ${amount}, ${array(goods, 'text')}, ${at},
        ${new Date(at.getTime() + REQUEST_LIFE)})`,
  );
  return id;
}

type Row = Omit<RequestToPay, 'state'> & {
  cancelledAt: Date | null;
  payer: string | null;
  attempt: string | null;
  attemptedAt: Date | null;
};

const COLUMNS = sql`shop, id, amount, goods, expires_at as "expiresAt", cancelled_at as "cancelledAt", payment, payer,
  attempt, attempted_at as "attemptedAt"`;

/** How a request stands; undefined where the shop has made none of that id. */
export async function requestNow(
  { db, clock }: Pick<Government, 'db' | 'clock'>,
  { shop, id }: Pick<RequestToPay, 'shop' | 'id'>,
): Promise<RequestToPay | undefined> {
  const row = await first(
    db,
    sql<Row>`select ${COLUMNS} from programmes.request_to_pay where shop = ${shop} and id = ${id}`,
  );
  if (!row) return undefined;
  const payment = row.payment ?? (await paymentOfAttempt(db, row));
  const { amount, goods, expiresAt, cancelledAt } = row;
  const state = payment ? 'paid' : cancelledAt || expiresAt <= clock.now() ? 'over' : 'open';
  return { shop, id, amount, goods, expiresAt, state, payment };
}

/** Takes a request back. What is paid already stays paid. */
export async function cancelRequest(
  { db, clock }: Pick<Government, 'db' | 'clock'>,
  { shop, id }: Pick<RequestToPay, 'shop' | 'id'>,
): Promise<void> {
  await run(
    db,
    sql`update programmes.request_to_pay set cancelled_at = ${clock.now()}
      where shop = ${shop} and id = ${id} and payment is null and cancelled_at is null`,
  );
}

/**
 * Pays what a shop asks for. `key` is the payer's name for the wish: asked twice, it is paid once.
 * @throws AppError when the request is paid or over, when somebody else is paying it, and as `pay` does.
 */
export async function payRequest(
  gov: Government,
  pay: (request: PayByScan) => Promise<Payment>,
  { request: id, ...wish }: Omit<PayByScan, 'way' | 'amount' | 'goods'> & { request: string },
): Promise<Payment> {
  const { shop, person } = wish;
  const attempt = uuidOf('request-to-pay', id, wish.key);
  const { amount, goods } = await attemptFor(gov, { shop, id, person, attempt });
  try {
    const payment = await pay({ ...wish, way: 'scan', amount, goods, key: attempt });
    await close(gov.db, { shop, id, payment: payment.id });
    return payment;
  } catch (error) {
    if (paymentRefusal(error)) await release(gov.db, { shop, id, attempt });
    throw error;
  }
}

interface Attempt {
  shop: string;
  id: string;
  person: string;
  attempt: string;
}

/** Keeps others away while this attempt lasts. The same attempt may be made again, also once it has paid. */
async function attemptFor(gov: Government, { shop, id, person, attempt }: Attempt): Promise<RequestToPay> {
  // First, since it finds what an attempt has paid of which nothing was heard: that one is not to be overtaken.
  const request = await requestNow(gov, { shop, id });
  if (!request) throw refuseRequest('none');
  const at = gov.clock.now();
  const mine = sql`payer = ${person} and attempt = ${attempt}`;
  const free = sql`payment is null and cancelled_at is null and expires_at > ${at}
    and (attempted_at is null or attempted_at <= ${new Date(at.getTime() - ATTEMPT_LIFE)})`;
  const taken = await run(
    gov.db,
    sql`update programmes.request_to_pay set payer = ${person}, attempt = ${attempt}, attempted_at = ${at}
      where shop = ${shop} and id = ${id} and ((${mine}) or (${free}))`,
  );
  if (taken === 0) throw refuseRequest(request.state === 'open' ? 'busy' : request.state);
  return request;
}

async function release(db: Db, { shop, id, attempt }: Omit<Attempt, 'person'>): Promise<void> {
  await run(
    db,
    sql`update programmes.request_to_pay set payer = null, attempt = null, attempted_at = null
      where shop = ${shop} and id = ${id} and attempt = ${attempt} and payment is null`,
  );
}

/** What an attempt paid of which nothing was heard. */
async function paymentOfAttempt(db: Db, { shop, id, payer, attempt }: Row): Promise<string | null> {
  if (!payer || !attempt) return null;
  const transfer = transferIdOf(CLIENT, keyOf(payer, attempt));
  const payment = (await earlierPayments(db, [{ shop, transfer }])).get(transfer);
  if (payment) await close(db, { shop, id, payment: payment.id });
  return payment?.id ?? null;
}

async function close(db: Db, { shop, id, payment }: { shop: string; id: string; payment: string }): Promise<void> {
  await run(
    db,
    sql`update programmes.request_to_pay set payment = ${payment}
      where shop = ${shop} and id = ${id} and payment is null`,
  );
}

/** Forgets requests that have long been over. */
export async function sweepRequests(db: Db, at: Date): Promise<void> {
  await run(db, sql`delete from programmes.request_to_pay where expires_at < ${new Date(at.getTime() - KEPT)}`);
}
