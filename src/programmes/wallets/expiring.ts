import type { Db } from '../../kernel/index.ts';
import { accountOf, lotsOf, type Money } from '../../ledger/index.ts';
import type { Government } from '../../pack/index.ts';
import { walletAccount } from '../accounts.ts';

/** What is left in a wallet of the money that expires at one instant, in the minor unit. */
export async function expiringAt(
  tx: Db,
  gov: Government,
  { programme, person, expiresAt }: { programme: string; person: string; expiresAt: Date },
): Promise<Money> {
  const lots = await lotsOf(tx, accountOf(walletAccount(gov, programme, person)));
  return lots.find((lot) => lot.expiresAt?.getTime() === expiresAt.getTime())?.balance ?? 0;
}
