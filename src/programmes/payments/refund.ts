import { type Db, dayOf, first, run, sql, transaction } from '../../kernel/index.ts';
import { giveBack, refusalReason, transferIdOf } from '../../ledger/index.ts';
import { commitAct } from '../../log/index.ts';
import type { Government } from '../../pack/index.ts';
import { isFrozen } from '../office/freezes.ts';
import { asClerk } from '../shops/clerks.ts';
import { PAYMENT } from './lookups.ts';
import { CLIENT, keyOf, type Payment, type Refund, type RefundRequest } from './model.ts';
import { refundedContent } from './receipt.ts';
import { refuse } from './refusals.ts';
import { takeOffDaySums } from './spent.ts';

const keyOfRefund = ({ clerk, key }: RefundRequest) => keyOf(clerk, `refund/${key}`);

/** The columns of a refund. */
export const REFUND = sql`shop, id, payment, amount, refunded_at as "refundedAt", day, clerk, entry, salt`;

/**
 * Gives a part or all of a payment back, in one transaction: into the lots that the money came from, and off the sums of
 * that day. Also where the programme is paused or over: what is refunded into a lot that has expired goes the way of what
 * expires.
 * @throws AppError as `Payer.refund` says; then nothing was changed.
 */
export function refundPayment(gov: Government, request: RefundRequest): Promise<Refund> {
  return transaction(gov.db, async (tx) => {
    const { shop, clerk } = await asClerk(tx, request.clerk, request.shop);
    const payment = await lockPayment(tx, request);
    if (!payment) throw refuse('no-payment');
    // Only now that the payment is locked: a retry that overtook its own first request then finds it.
    const earlier = await earlierRefund(tx, request);
    if (earlier) return earlier;
    const left = payment.amount - payment.refunded;
    if (shop.state === 'frozen' || (await isFrozen(tx, 'shop', shop.id, payment.programme)))
      throw refuse('shop-frozen');
    if (request.amount > left) throw refuse('more-than-paid', { gov, amount: left });
    if (payment.note !== null && request.amount < payment.amount) throw refuse('note-in-part');
    if (request.amount > clerk.mostRefund) throw refuse('over-refund-limit', { gov, amount: clerk.mostRefund });
    return writeRefund(tx, gov, request, payment);
  });
}

function lockPayment(tx: Db, { shop, payment }: RefundRequest): Promise<Payment | undefined> {
  return first(
    tx,
    sql<Payment>`select ${PAYMENT} from programmes.payment p where p.shop = ${shop} and p.id = ${payment} for update`,
  );
}

async function earlierRefund(tx: Db, request: RefundRequest): Promise<Refund | undefined> {
  const earlier = await first(
    tx,
    sql<Refund>`select ${REFUND} from programmes.refund
      where shop = ${request.shop} and id = ${transferIdOf(CLIENT, keyOfRefund(request))}`,
  );
  if (earlier && (earlier.payment !== request.payment || earlier.amount !== request.amount)) throw refuse('key-reused');
  return earlier;
}

async function writeRefund(tx: Db, gov: Government, request: RefundRequest, payment: Payment): Promise<Refund> {
  const { shop, amount, clerk } = request;
  const at = gov.clock.now();
  const transfer = await moveBack(tx, request, payment, at);
  const unlogged = {
    ...{ shop, id: transfer, payment: payment.id, amount, refundedAt: at },
    ...{ day: dayOf(at, gov.pack.timeZone), clerk },
  };
  const { entry, salt } = await commitAct(tx, gov.logOrigin, {
    ...{ kind: 'payment.refunded', agency: gov.pack.programmes.get(payment.programme)?.agency ?? payment.programme },
    ...{ at, content: refundedContent(gov, unlogged) },
  });
  const refund = { ...unlogged, entry, salt };
  await run(
    tx,
    sql`with counted as (
        update programmes.payment set refunded = refunded + ${amount} where shop = ${shop} and id = ${payment.id})
      insert into programmes.refund (shop, id, payment, amount, refunded_at, day, clerk, transfer, entry, salt)
      values (${shop}, ${refund.id}, ${payment.id}, ${amount}, ${at}, ${refund.day}, ${clerk}, ${transfer}, ${entry}, ${salt})`,
  );
  const { person, programme, day } = payment;
  if (person !== null) await takeOffDaySums(tx, { person, programme, day, shop }, amount);
  return refund;
}

async function moveBack(tx: Db, request: RefundRequest, payment: Payment, at: Date): Promise<string> {
  try {
    const { id } = await giveBack(tx, {
      ...{ client: CLIENT, key: keyOfRefund(request), of: payment.transfer, before: payment.refunded },
      ...{ amount: request.amount, at, purpose: 'refund', reference: request.shop },
    });
    return id;
  } catch (error) {
    if (refusalReason(error) === 'insufficient-funds') throw refuse('settled-already');
    throw error;
  }
}
