import { type AppError, transaction } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { walletOf } from '../wallets/read.ts';
import { findAll, wishOf } from './found.ts';
import { judge } from './judge.ts';
import type { PayByScan } from './model.ts';
import { noNotes } from './notes.ts';
import { refuse } from './refusals.ts';

/** What would become of a payment, for whoever is about to make it. */
export interface Quote {
  /** What they have of the programme, in minor units. */
  balance: number;
  /** Why it would not be paid, as they would be told. */
  refused: AppError | undefined;
}

/** Whether a payment would be made now. Nothing is kept of the question, and the answer may be another a moment later. */
export async function quotePayment(gov: Government, request: PayByScan): Promise<Quote> {
  const wish = wishOf(gov, request);
  const { balance } = await walletOf(gov, request.person, request.programme);
  const refused = await transaction(gov.db, async (tx) => {
    const found = await findAll(tx, gov, [wish], noNotes);
    const judgement = judge(gov, found, found.known[0]!);
    return 'refused' in judgement ? judgement.refused : undefined;
  });
  return { balance, refused: refused ?? (request.amount > balance ? refuse('not-enough') : undefined) };
}
