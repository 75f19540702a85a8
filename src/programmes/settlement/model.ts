import type { Day } from '../../kernel/index.ts';
import type { Money } from '../../ledger/index.ts';
import type { Programme } from '../../pack/index.ts';

/** What a shop took in of a programme and gave back, since it was last settled. */
export interface Takings {
  shop: string;
  gross: Money;
  refunded: Money;
  /** What the settlement before left over; below zero where it paid too much. */
  carried: Money;
}

/** What a shop is charged and is due. */
export interface Net {
  fee: Money;
  /** The tax on the fee. */
  vat: Money;
  net: Money;
}

/** A shop's settlement of a day. */
export interface Settlement extends Takings, Net {
  programme: string;
  day: Day;
  /** What was ordered to be paid out. The rest of `net` is carried on to the next settlement. */
  paid: Money;
  payout: string | null;
  settledAt: Date;
  /** Its entry in the public log. */
  entry: string;
}

/** What of a settlement the public log commits to. */
export type Settled = Omit<Settlement, 'settledAt' | 'entry'>;

/** The same as it is committed to. */
export function contentOfSettlement(settled: Settled): Record<string, unknown> {
  const { shop, programme, day, gross, refunded, carried, fee, vat, net, paid, payout } = settled;
  return { shop, programme, day, gross, refunded, carried, fee, vat, net, paid, payout };
}

/**
 * Reckons what a shop is due: its takings less what it gave back, the fee on the difference and the tax on the fee, each
 * rounded half up to the minor unit. Nobody is charged more than is `there`, since what was taken in yesterday may have been
 * given back today.
 */
export function netOf({ gross, refunded, carried }: Takings, { rate, vat }: Programme['fee'], there: Money): Net {
  const fee = Math.min(there, shareOf(Math.max(0, gross - refunded), rate));
  const tax = Math.min(there - fee, shareOf(fee, vat));
  return { fee, vat: tax, net: gross - refunded + carried - fee - tax };
}

/** So many basis points of an amount, rounded half up. */
function shareOf(amount: Money, basisPoints: number): Money {
  return Number((BigInt(amount) * BigInt(basisPoints) + 5_000n) / 10_000n);
}
