import type { Government } from '../../pack/index.ts';
import type { Payment, Refund } from './model.ts';

/**
 * What the public log commits to of a payment: both the shop and whoever paid may read it, so that it names neither the
 * person nor the clerk. Made from the row alone, and so made again whenever the receipt is shown.
 */
export function madeContent(gov: Government, payment: Omit<Payment, 'entry' | 'salt'>): Record<string, unknown> {
  const { id, shop, programme, amount, paidAt, way, transfer, terms } = payment;
  const currency = gov.pack.currency.code;
  return { payment: id, shop, programme, amount, currency, paid_at: paidAt.toISOString(), way, transfer, terms };
}

/** The same of a refund. */
export function refundedContent(gov: Government, refund: Omit<Refund, 'entry' | 'salt'>): Record<string, unknown> {
  const { id, shop, payment, amount, refundedAt } = refund;
  const currency = gov.pack.currency.code;
  return { refund: id, payment, shop, amount, currency, refunded_at: refundedAt.toISOString(), transfer: id };
}
