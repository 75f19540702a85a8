import { type Payout, payoutsOfFile } from '../../ledger/index.ts';
import type { Government } from '../../pack/index.ts';

/** Payouts looked at in one transaction. */
const PAGE = 500;

/** What a bank has rejected or sent back of a payment file, some at a time. */
export async function* cameBack({ db }: Pick<Government, 'db'>, file: string): AsyncGenerator<Payout[]> {
  for (const state of ['rejected', 'returned'] as const) {
    let after: string | undefined;
    do {
      const page = await payoutsOfFile(db, file, { state, limit: PAGE, ...(after && { after }) });
      if (page.payouts.length > 0) yield page.payouts;
      after = page.next;
    } while (after);
  }
}
