import type { Db } from '../kernel/index.ts';
import { type Money, type Transfer, type TransferRequest, transferOf } from './model.ts';
import { transferBack } from './posting.ts';
import { findTransfers, partsOf } from './reads.ts';
import { refuse } from './refusals.ts';
import type { Part } from './working.ts';

/** A part of a transfer that is to be given back. */
export interface GiveBackRequest extends Pick<TransferRequest, 'client' | 'key' | 'amount' | 'at' | 'purpose'> {
  /** The transfer that gave it. */
  of: string;
  /** How much of it was given back before, by other requests. Whoever asks keeps count, and keeps others from asking. */
  before: Money;
  reference?: string;
}

/**
 * Gives a part of a transfer back, into the lots that it came from, even if they have expired since. What was taken last
 * goes back first: then the rest came from where it would have come from, had it been all.
 * @throws AppError as `transfer` does; `not-found` for an unknown transfer, `invalid` where it did not give so much.
 */
export async function giveBack(tx: Db, request: GiveBackRequest): Promise<Transfer> {
  const { of, before, ...asked } = request;
  const original = (await findTransfers(tx, [of])).get(of);
  if (!original) throw refuse('unknown-transfer', of);
  const { debit, credit, currency } = original;
  const transfer = transferOf({ ...asked, debit: credit, credit: debit, currency });
  if (before + transfer.amount > original.amount) throw refuse('bad-amount');
  const given = (await partsOf(tx, original)).filter(({ account }) => account === debit);
  return transferBack(tx, transfer, slice(given, before, transfer.amount));
}

/** The lanes of what was taken, from the last: first those that never expire (lane 0), then the latest to expire. */
function slice(given: readonly Part[], before: Money, amount: Money): Part[] {
  const order = ({ lane }: Part) => (lane === 0 ? Number.POSITIVE_INFINITY : lane);
  const back: Part[] = [];
  let [skip, left] = [before, amount];
  for (const part of given.toSorted((one, other) => (order(one) < order(other) ? 1 : -1))) {
    const skipped = Math.min(skip, -part.amount);
    const share = Math.min(left, -part.amount - skipped);
    skip -= skipped;
    left -= share;
    if (share > 0) back.push({ ...part, amount: share });
  }
  return back;
}
