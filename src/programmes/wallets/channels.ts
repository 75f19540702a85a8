import { type AppError, attempt, type Db, hasSqlState, run, sql, toAppError } from '../../kernel/index.ts';
import {
  accountOf,
  ensureAccounts,
  orderPayouts,
  refusalReason,
  type TransferRequest,
  transferEach,
} from '../../ledger/index.ts';
import type { Channel, Government, Programme } from '../../pack/index.ts';
import { dueAccount, priceAccount, programmeAccount, walletAccount } from '../accounts.ts';
import { notesOf } from '../paper/model.ts';
import { type NoteOrder, orderMoney, reservePapers } from '../paper/orders.ts';
import { channelOf, programmeOf } from '../programme-of.ts';
import { registerCard } from './cards.ts';
import { refuseTaking } from './refusals.ts';
import type { Draft, TakeRequest } from './request.ts';
import type { Taking } from './taking.ts';

/** A taking that is not written yet, and the wish that it comes from. */
export interface Delivery {
  draft: Draft;
  request: TakeRequest;
}

/** What came of deliveries. */
export interface Delivered {
  /** For each that cannot be, why not; then nothing of it is written. */
  failed: Map<Draft, AppError>;
  /** What was ordered on paper. Its money is not set aside yet. */
  orders: NoteOrder[];
}

/**
 * Has channels do their part for takings, before the price is booked: paper is reserved, cards and accounts are written
 * down.
 */
export async function deliverAll(tx: Db, gov: Government, deliveries: readonly Delivery[]): Promise<Delivered> {
  const failed = new Map<Draft, AppError>();
  const byKind = Map.groupBy(deliveries, ({ draft }) => channelOfDraft(gov, draft).kind);
  const orders = await orderSets(tx, gov, byKind.get('paper') ?? [], failed);
  for (const { draft, request } of byKind.get('cash-back') ?? []) {
    const outcome = await attempt(tx, () => registerCard(tx, gov, draft, request.card ?? ''));
    if (!('failed' in outcome)) continue;
    if (!hasSqlState(outcome.failed, DUPLICATE)) throw outcome.failed;
    failed.set(draft, refuseTaking('card-in-use'));
  }
  for (const { draft } of byKind.get('bank') ?? []) await rememberAccount(tx, gov, draft);
  return { failed, orders };
}

const DUPLICATE = '23505';

const channelOfDraft = (gov: Government, { programme, channel }: Draft): Channel =>
  channelOf(programmeOf(gov, programme), channel)!;

/** A place of the pack that has nothing left refuses only those who wanted it there. */
async function orderSets(
  tx: Db,
  gov: Government,
  deliveries: readonly Delivery[],
  failed: Map<Draft, AppError>,
): Promise<NoteOrder[]> {
  const known = deliveries.filter(({ draft }) => gov.pack.places.has(draft.place!));
  for (const { draft } of deliveries)
    if (!gov.pack.places.has(draft.place!)) failed.set(draft, refuseTaking('no-place'));
  if (known.length === 0) return [];
  const orders = known.map(({ draft }) => {
    const { person, id: taking, expiresAt } = draft;
    const programme = programmeOf(gov, draft.programme);
    return { person, programme, place: draft.place!, taking, notes: notesOf(programme), expiresAt };
  });
  const made = await reservePapers(tx, gov, orders);
  for (const [index, { draft }] of known.entries()) if (!made[index]) failed.set(draft, refuseTaking('no-stock'));
  return made.filter((order) => order !== undefined);
}

/** What is paid each month by itself goes to this account from now on. */
async function rememberAccount(tx: Db, gov: Government, draft: Draft): Promise<void> {
  if (programmeOf(gov, draft.programme).every !== 'month') return;
  await run(
    tx,
    sql`insert into programmes.standing (person, programme, channel, bank_account, since)
      values (${draft.person}, ${draft.programme}, ${draft.channel}, ${draft.bankAccount}, ${draft.takenAt})
      on conflict (person, programme) do update set channel = excluded.channel, bank_account = excluded.bank_account`,
  );
}

/** Who asks for these transfers. */
export const CLIENT = 'programmes';

/**
 * Books the money of takings, each price before what it pays for: the limit is what the programme's account holds. That
 * of paper is set aside.
 * @param orders those of the takings that are on paper.
 * @throws AppError where there is too little for one of them; then nothing of the transaction may stay.
 */
export async function payForThem(
  tx: Db,
  gov: Government,
  takings: readonly Taking[],
  orders: readonly NoteOrder[],
): Promise<void> {
  const paying = takings.map((taking) => ({ taking, programme: programmeOf(gov, taking.programme) }));
  const kindOf = ({ taking, programme }: Paying) => channelOf(programme, taking.channel)!.kind;
  const toWallets = paying.filter((one) => kindOf(one) === 'wallet');
  const toBanks = paying.filter((one) => kindOf(one) === 'bank');
  const onPaper = orders.map((order) => orderMoney(gov, order));
  await ensureAccounts(tx, [
    ...toWallets.map(({ taking }) => walletAccount(gov, taking.programme, taking.person)),
    ...toBanks.map(({ taking }) => dueAccount(gov, taking.programme, taking.person)),
    ...onPaper.map(({ account }) => account),
  ]);
  const transfers = paying.flatMap((one) => [
    ...(one.taking.price > 0 ? [priceOf(gov, one)] : []),
    ...(kindOf(one) === 'wallet' ? [faceOf(gov, one)] : []),
  ]);
  // One batch for all: each costs the ledger half a dozen statements, however many there are in it.
  await bookAll(tx, [...transfers, ...onPaper.map(({ transfer }) => transfer)]);
  if (toBanks.length > 0) await payOut(tx, gov, toBanks);
}

interface Paying {
  taking: Taking;
  programme: Programme;
}

/** The key of the transfer by which somebody pays the price. */
export const priceKey = (taking: string) => `price/${taking}`;
/** The key of the transfer by which they get what they pay for. */
export const faceKey = (taking: string) => `take/${taking}`;

const base = (gov: Government, { taking, programme }: Paying) => ({
  client: CLIENT,
  currency: gov.pack.currency.code,
  at: taking.takenAt,
  reference: programme.id,
});

const priceOf = (gov: Government, paying: Paying): TransferRequest => ({
  ...base(gov, paying),
  key: priceKey(paying.taking.id),
  debit: accountOf(priceAccount(gov, paying.programme)),
  credit: accountOf(programmeAccount(gov, paying.programme)),
  amount: paying.taking.price,
  purpose: 'programme-price',
});

const faceOf = (gov: Government, paying: Paying): TransferRequest => ({
  ...base(gov, paying),
  key: faceKey(paying.taking.id),
  debit: accountOf(programmeAccount(gov, paying.programme)),
  credit: accountOf(walletAccount(gov, paying.programme.id, paying.taking.person)),
  amount: paying.taking.amount,
  lot: paying.taking.expiresAt,
  purpose: 'programme-take',
});

async function bookAll(tx: Db, transfers: readonly TransferRequest[]): Promise<void> {
  if (transfers.length === 0) return;
  const outcomes = await transferEach(tx, transfers);
  const failed = outcomes.find((outcome) => 'refused' in outcome);
  if (failed && 'refused' in failed) throw shown(failed.refused);
}

/** Money that is due to people leaves for their bank accounts; what a bank cannot pay stays theirs. */
async function payOut(tx: Db, gov: Government, paying: readonly Paying[]): Promise<void> {
  const requests = paying.map((one) => ({
    ...base(gov, one),
    key: faceKey(one.taking.id),
    account: accountOf(dueAccount(gov, one.programme.id, one.taking.person)),
    source: accountOf(programmeAccount(gov, one.programme)),
    to: { bankAccount: one.taking.bankAccount! },
    amount: one.taking.amount,
    purpose: 'programme-benefit',
  }));
  try {
    await orderPayouts(tx, requests);
  } catch (error) {
    throw shown(toAppError(error));
  }
}

/** A programme without money has an account that holds too little, or none yet. */
function shown(error: AppError): AppError {
  const reason = refusalReason(error);
  return reason === 'insufficient-funds' || reason === 'unknown-account' ? refuseTaking('funds-dry') : error;
}
