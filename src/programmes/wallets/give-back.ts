import { AppError, addDays, type Db, dayOf, run, sql, transaction } from '../../kernel/index.ts';
import { accountOf, lotsOf, lotsOfTransfer, refusalReason, reverse, transferIdOf } from '../../ledger/index.ts';
import { commitAct } from '../../log/index.ts';
import type { Channel, Government, Programme } from '../../pack/index.ts';
import { walletAccount } from '../accounts.ts';
import { todayOf } from '../entitlements/period.ts';
import { programmeNow } from '../office/state.ts';
import { takeBackSet } from '../paper/hand-over.ts';
import { cancelOrder } from '../paper/orders.ts';
import { channelOf, programmeOf } from '../programme-of.ts';
import { cardOf } from './cards.ts';
import { CLIENT, faceKey, priceKey } from './channels.ts';
import { refuseTaking } from './refusals.ts';
import { type Taking, takingById } from './taking.ts';

type Return = (tx: Db, gov: Government, taking: Taking, officer: string | undefined) => Promise<void>;

/** What each kind of channel takes back. Paper that was handed over is given to an officer, who takes it in. */
const RETURNS: Partial<Record<Channel['kind'], Return>> = {
  wallet: takeOutOfWallet,
  paper: (tx, gov, { person, id: taking }, officer) =>
    officer ? takeBackSet(tx, gov, { person, taking, officer }) : cancelOrder(tx, gov, { person, taking }),
  'cash-back': removeCard,
};

/** The last day on which a taking can be given back for its price; undefined where it never can. */
export function refundUntil(gov: Government, { refund, channels }: Programme, taking: Taking): string | undefined {
  const kind = channels.find(({ id }) => id === taking.channel)?.kind;
  if (!refund || !kind || !RETURNS[kind]) return undefined;
  return addDays(dayOf(taking.takenAt, gov.pack.timeZone), refund.days);
}

/**
 * Gives back what is whole within the days for it: the money goes back, the price comes back, and it can be taken again.
 * Asked twice, it is given back once.
 * @param officer who takes paper in at a counter.
 * @throws AppError `not-found` for a taking that is not theirs, `conflict` saying why it cannot be given back.
 */
export async function giveBack(
  gov: Government,
  { person, taking: id, officer }: { person: string; taking: string; officer?: string },
): Promise<Taking> {
  return transaction(gov.db, async (tx) => {
    const seen = await takingById(tx, person, id);
    if (!seen) throw refuseTaking('unknown-taking');
    const programme = programmeOf(gov, seen.programme);
    // The right first, as whoever takes locks it: then what was taken of it.
    await sql`select from programmes.entitlement where person = ${person} and programme = ${seen.programme}
      and period = ${seen.period}::date for update`.execute(tx);
    const taking = (await takingById(tx, person, id, true))!;
    if (taking.state === 'given-back') return taking;
    const until = refundUntil(gov, programme, taking);
    if (until === undefined) throw refuseTaking('no-refund');
    if (todayOf(gov) > until || taking.expiresAt <= gov.clock.now()) throw refuseTaking('refund-over');
    if ((await programmeNow(tx, gov, programme)).state === 'paused') throw refuseTaking('paused');
    await RETURNS[channelOf(programme, taking.channel)!.kind]!(tx, gov, taking, officer);
    if (taking.price > 0) await payPriceBack(tx, gov, taking);
    return writeBack(tx, gov, programme, taking);
  });
}

/** The very lot that it went into, whenever that expires by now, must still hold all of it. */
async function takeOutOfWallet(tx: Db, gov: Government, taking: Taking): Promise<void> {
  const wallet = accountOf(walletAccount(gov, taking.programme, taking.person));
  const [into] = await lotsOfTransfer(tx, transferIdOf(CLIENT, faceKey(taking.id)), wallet);
  const own = ({ expiresAt }: { expiresAt?: Date }) => expiresAt?.getTime() === into?.expiresAt?.getTime();
  const lot = (await lotsOf(tx, wallet)).find(own);
  if (!lot || lot.balance - lot.held < taking.amount) throw refuseTaking('not-whole');
  const back = await reversal(tx, gov, taking, faceKey(taking.id));
  // Between the look and the lock something may have been paid with it.
  if (!(await lotsOfTransfer(tx, back, wallet)).every(own)) throw refuseTaking('not-whole');
}

/** Who has begun to spend with the card has begun to use it. */
async function removeCard(tx: Db, _: Government, { person, programme, period, id }: Taking): Promise<void> {
  const card = await cardOf(tx, person, programme, period);
  if (card && card.spent > 0) throw refuseTaking('not-whole');
  await run(
    tx,
    sql`delete from programmes.card where person = ${person} and programme = ${programme} and taking = ${id}`,
  );
}

async function payPriceBack(tx: Db, gov: Government, taking: Taking): Promise<void> {
  await reversal(tx, gov, taking, priceKey(taking.id));
}

/** The id of the transfer that takes one back. */
async function reversal(tx: Db, gov: Government, taking: Taking, key: string): Promise<string> {
  const why = { at: gov.clock.now(), purpose: 'programme-give-back', reference: taking.programme };
  try {
    return (await reverse(tx, transferIdOf(CLIENT, key), why)).id;
  } catch (error) {
    if (refusalReason(error) === 'insufficient-funds') throw refuseTaking('not-whole');
    throw error;
  }
}

async function writeBack(tx: Db, gov: Government, programme: Programme, taking: Taking): Promise<Taking> {
  const at = gov.clock.now();
  const { person, id, period, amount, price } = taking;
  const content = contentOfBack(taking, at);
  const { agency } = programme;
  const { entry, salt } = await commitAct(tx, gov.logOrigin, { kind: 'programme.given-back', agency, at, content });
  await run(
    tx,
    sql`with back as (
        update programmes.taking set state = 'given-back', given_back_at = ${at}, back_entry = ${entry}, back_salt = ${salt}
        where person = ${person} and id = ${id})
      update programmes.entitlement set taken = taken - ${amount}, paid = paid - ${price}
      where person = ${person} and programme = ${programme.id} and period = ${period}::date`,
  );
  const back = await takingById(tx, person, id);
  if (!back) throw new AppError('internal', 'What was given back is gone.');
  return back;
}

/** What the public log commits to when something is given back. */
export function contentOfBack(
  { id, programme, amount, price }: Pick<Taking, 'id' | 'programme' | 'amount' | 'price'>,
  at: Date,
): Record<string, unknown> {
  return { taking: id, programme, amount, price, givenBackAt: at.toISOString() };
}
