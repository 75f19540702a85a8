import type { Db } from '../../kernel/index.ts';
import { type AccountSpec, ensureAccounts, type TransferRequest, transferAll } from '../../ledger/index.ts';
import type { Government } from '../../pack/index.ts';
import { noteAccount } from '../accounts.ts';

/**
 * What somebody has ordered on paper and not picked up yet. The money is set aside when it is ordered: nobody stands at a
 * counter with a set that cannot be filled any more.
 */
export function orderAccount(gov: Government, programme: string, taking: string): AccountSpec {
  return noteAccount(gov, programme, `order/${taking}`);
}

/** A transfer of a programme's money between accounts that may not be open yet. */
export interface PaperTransfer extends Pick<TransferRequest, 'key' | 'amount' | 'purpose'> {
  debit: AccountSpec;
  credit: AccountSpec;
  /** Until when the money can be spent, where it goes to somebody. */
  lot?: Date;
}

/** Makes transfers, all or none. @throws AppError as `transferAll` does. */
export async function movePaperMoney(tx: Db, gov: Government, transfers: readonly PaperTransfer[]): Promise<void> {
  if (transfers.length === 0) return;
  const at = gov.clock.now();
  const ids = await ensureAccounts(tx, [
    ...transfers.map(({ debit }) => debit),
    ...transfers.map(({ credit }) => credit),
  ]);
  const requests = transfers.map(({ debit, credit: _, ...rest }, nth): TransferRequest => {
    const [from, to] = [ids[nth]!, ids[nth + transfers.length]!];
    return { client: 'paper', debit: from, credit: to, currency: debit.currency, at, ...rest };
  });
  await transferAll(tx, requests);
}
