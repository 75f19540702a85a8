import { type AppError, array, type Db, lookUpByKey, run, sql, transaction, uuidv7 } from '../../kernel/index.ts';
import {
  accountOf,
  ensureAccounts,
  refusalReason,
  type TransferOutcome,
  type TransferRequest,
  transferEach,
} from '../../ledger/index.ts';
import { commitSealed, type SealedAct, sealAct } from '../../log/index.ts';
import type { Government } from '../../pack/index.ts';
import { shopAccount } from '../accounts.ts';
import { type FoundCode, useCodes } from './codes.ts';
import { findAll, limitsOf, type Purse, type Wish } from './found.ts';
import { judge } from './judge.ts';
import { askerOf, CLIENT, clerkOf, keyOf, type Payment } from './model.ts';
import type { FindNotes } from './notes.ts';
import { madeContent } from './receipt.ts';
import { refuse } from './refusals.ts';
import { Overtaken } from './retry.ts';
import { addToDaySums } from './spent.ts';

/** What became of a wish. `later`: another one for the same purse was before it in the batch, so it is to ask again. */
export type Outcome = { made: Payment } | { refused: Error } | 'later';

/** A wish that may be paid, as far as the money is there. */
interface Order {
  wish: Wish;
  purse: Purse;
  code: FoundCode | undefined;
  transfer: TransferRequest;
}

/**
 * Makes each of several payments or refuses it by itself, in one transaction of a handful of statements. There is at most
 * one payment of a purse in it, so that each can be judged as if it were alone. What is refused leaves nothing behind, but
 * that a wrong number was tried.
 * @param opened shops' accounts that are known to be open; those that are opened now are added once that is certain.
 * @throws whatever ends the transaction, such as Overtaken where one of them was paid meanwhile; then nothing was paid.
 */
export async function payTogether(
  gov: Government,
  wishes: readonly Wish[],
  { findNotes, opened }: { findNotes: FindNotes; opened: Set<string> },
): Promise<Outcome[]> {
  const opening = new Set<string>();
  const outcomes = await transaction(gov.db, async (tx) => {
    const found = await findAll(tx, gov, wishes, findNotes);
    const outcomes = new Map<Wish, Outcome>();
    const orders: Order[] = [];
    const taken = new Set<string>();
    for (const known of found.known) {
      const { wish } = known;
      const names = [known.purse?.account, wish.transfer].filter((name) => name !== undefined);
      if (names.some((name) => taken.has(name))) {
        outcomes.set(wish, 'later');
        continue;
      }
      const judged = judge(gov, found, known);
      if ('pay' in judged) {
        for (const name of names) taken.add(name);
        orders.push({ wish, purse: judged.pay, code: known.code, transfer: transferFor(gov, wish, judged.pay) });
      } else outcomes.set(wish, 'earlier' in judged ? { made: judged.earlier } : judged);
    }
    await openShops(tx, gov, orders, opened, opening);
    const moved = await transferEach(
      tx,
      orders.map(({ transfer }) => transfer),
    );
    const made: Made[] = [];
    for (const [nth, order] of orders.entries()) {
      const outcome = moved[nth]!;
      if ('refused' in outcome) outcomes.set(order.wish, { refused: refusalOf(outcome) });
      else if (outcome.before) throw new Overtaken();
      else made.push(paymentOf(gov, order));
    }
    await Promise.all([
      lookUpByKey(tx), // the ledger has ended it
      useCodes(
        tx,
        made.flatMap(({ code, payment }) => (code ? [{ code, payment: payment.id, shop: payment.shop }] : [])),
      ),
      writePayments(tx, made),
      addToDaySums(
        tx,
        made.flatMap(({ wish, purse }) => limitsOf(wish, purse)),
      ),
      found.guesses.write(tx),
      commitSealed(
        tx,
        made.map(({ act }) => act),
      ),
    ]);
    for (const { wish, payment } of made) outcomes.set(wish, { made: payment });
    return wishes.map((wish) => outcomes.get(wish)!);
  });
  for (const account of opening) opened.add(account);
  return outcomes;
}

function transferFor(gov: Government, { request, at }: Wish, { account, programme }: Purse): TransferRequest {
  return {
    ...{ client: CLIENT, key: keyOf(askerOf(request), request.key), debit: account },
    credit: accountOf(shopAccount(gov, programme.id, request.shop)),
    ...{ amount: request.amount, currency: gov.pack.currency.code, at, purpose: 'payment', reference: request.shop },
  };
}

/** A shop has an account for each programme that was ever paid with there. */
async function openShops(
  tx: Db,
  gov: Government,
  orders: readonly Order[],
  opened: ReadonlySet<string>,
  opening: Set<string>,
): Promise<void> {
  const specs = orders
    .filter(({ transfer }) => !opened.has(transfer.credit))
    .map(({ wish, purse }) => shopAccount(gov, purse.programme.id, wish.request.shop));
  if (specs.length === 0) return;
  for (const account of await ensureAccounts(tx, specs)) opening.add(account);
}

function refusalOf({ refused }: Extract<TransferOutcome, { refused: unknown }>): AppError {
  switch (refusalReason(refused)) {
    case 'insufficient-funds':
    case 'unknown-account': // of the wallet: nothing was ever taken
      return refuse('not-enough');
    case 'key-reused':
      return refuse('key-reused');
    default:
      return refused;
  }
}

interface Made {
  wish: Wish;
  purse: Purse;
  code: FoundCode | undefined;
  payment: Payment;
  act: SealedAct;
}

function paymentOf(gov: Government, { wish, purse, code }: Order): Made {
  const { request, at, day, transfer } = wish;
  const { programme, person, note, device } = purse;
  const unlogged = {
    ...{ shop: request.shop, id: uuidv7(at), programme: programme.id, person, note },
    ...{ amount: request.amount, refunded: 0, paidAt: at, day },
    clerk: clerkOf(request) ?? null,
    ...{ device, way: request.way, transfer, terms: programme.version },
  };
  const content = madeContent(gov, unlogged);
  const act = sealAct(gov.logOrigin, { kind: 'payment.made', agency: programme.agency, at, content });
  return { wish, purse, code, payment: { ...unlogged, ...act.logged }, act };
}

/** Writes payments, and lists them as such that are in no figures yet. */
async function writePayments(tx: Db, made: readonly Made[]): Promise<void> {
  if (made.length === 0) return;
  const column = (type: string, value: (payment: Payment) => unknown) =>
    array(
      made.map(({ payment }) => value(payment)),
      type,
    );
  await run(
    tx,
    sql`with paid as (
      insert into programmes.payment (shop, id, programme, person, note, amount, paid_at, day, clerk, device, way,
        transfer, terms, entry, salt, request_hash)
      select * from unnest(
        ${column('uuid', ({ shop }) => shop)}, ${column('uuid', ({ id }) => id)},
        ${column('text', ({ programme }) => programme)}, ${column('uuid', ({ person }) => person)},
        ${column('text', ({ note }) => note)}, ${column('bigint', ({ amount }) => amount)},
        ${column('timestamptz', ({ paidAt }) => paidAt)}, ${column('date', ({ day }) => day)},
        ${column('uuid', ({ clerk }) => clerk)}, ${column('text', ({ device }) => device)},
        ${column('text', ({ way }) => way)}, ${column('uuid', ({ transfer }) => transfer)},
        ${column('text', ({ terms }) => terms)}, ${column('uuid', ({ entry }) => entry)},
        ${column('text', ({ salt }) => salt)},
        ${array(
          made.map(({ wish }) => wish.hash),
          'bytea',
        )})
      returning shop, id)
      insert into programmes.uncounted (id, shops, payments)
      select (array_agg(id))[1], array_agg(shop), array_agg(id) from paid`,
  );
}
