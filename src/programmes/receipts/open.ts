import { FREEZE_ACTS, PROGRAMME_ACTS } from '../office/acts.ts';
import { PAPER_ACTS } from '../paper/acts.ts';
import type { Opener, ReceiptAsk, RecordedAct } from './ask.ts';
import { freezeAct, paperAct, payoutAct, programmeAct } from './offices.ts';
import { changed, givenBack, moved, paidAnew, shared, taken } from './own.ts';
import { bankAccountAct, clerkAct, paid, refunded, settled } from './shops.ts';

const each = (prefix: string, kinds: readonly string[], opener: Opener) =>
  Object.fromEntries(kinds.map((kind) => [`${prefix}.${kind}`, opener]));

/** Who finds an act of each kind. */
const OPENERS: Readonly<Record<string, Opener>> = {
  'programme.taken': taken,
  'programme.given-back': givenBack,
  'programme.shared': shared,
  'programme.change': changed,
  'payout.anew': paidAnew,
  'paper.moved': moved,
  'payment.made': paid,
  'payment.refunded': refunded,
  'shop.settled': settled,
  ...each('shop', ['bank-account-named', 'bank-account-cancelled'], bankAccountAct),
  ...each('clerk', ['appointed', 'changed', 'dismissed'], clerkAct),
  ...each('programme', PROGRAMME_ACTS, programmeAct),
  ...each('programme', FREEZE_ACTS, freezeAct),
  ...each('paper', PAPER_ACTS, paperAct),
  ...each('payouts', ['filed', 'sent', 'answered'], payoutAct),
};

/** The kinds of acts whose receipts this room opens. */
export const OPENED_KINDS: readonly string[] = Object.keys(OPENERS);

/**
 * What was recorded of an act on programmes, for whoever may see it: those whose act it is, the shop, the office.
 * @param kind of its leaf in the public log.
 * @returns undefined for anybody else, and for acts of other rooms: they see the proof, and not what it is about.
 */
export async function openReceipt(kind: string, ask: ReceiptAsk): Promise<RecordedAct | undefined> {
  return OPENERS[kind]?.(ask);
}
