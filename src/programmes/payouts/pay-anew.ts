import { type Db, run, sql, transaction } from '../../kernel/index.ts';
import { findPayouts, orderPayout, type Payout } from '../../ledger/index.ts';
import { commitAct } from '../../log/index.ts';
import type { Government } from '../../pack/index.ts';
import { accountNumber } from '../account-number.ts';
import { isFrozen } from '../office/freezes.ts';
import { CLIENT } from '../wallets/channels.ts';
import { refuseTaking } from '../wallets/refusals.ts';
import { tellPaidAnew } from './letters.ts';
import { lockUnpaid, type Unpaid } from './unpaid.ts';

/** A wish to have paid anew what came back. */
export interface PayAnew {
  person: string;
  /** Those that came back. */
  payouts: readonly string[];
  bankAccount: string;
  /** Who does it for the person, at a counter. */
  officer?: string;
}

/**
 * Pays anew what a bank could not pay, to another account: each once, however often it is asked for, since its key is the
 * payout that came back. What is paid each month by itself goes to the new account as well.
 * @returns how many were ordered by this.
 * @throws AppError `invalid` for a bank account that is none, `conflict` while something of it is frozen.
 */
export async function payAnew(gov: Government, wish: PayAnew): Promise<number> {
  const bankAccount = accountNumber(wish.bankAccount);
  if (!bankAccount) throw refuseTaking('no-bank-account');
  return transaction(gov.db, async (tx) => {
    const waiting = await lockUnpaid(tx, wish.person, wish.payouts);
    const failed = await findPayouts(
      tx,
      waiting.map(({ payout }) => payout),
    );
    for (const one of waiting) await payOne(tx, gov, one, failed.get(one.payout)!, { ...wish, bankAccount });
    return waiting.length;
  });
}

async function payOne(
  tx: Db,
  gov: Government,
  { person, programme }: Unpaid,
  failed: Payout,
  { bankAccount, officer }: PayAnew,
): Promise<void> {
  if (programme && (await isFrozen(tx, 'wallet', person, programme))) throw refuseTaking('frozen');
  const at = gov.clock.now();
  const { account, amount, currency, purpose, reference } = failed;
  const again = await orderPayout(tx, {
    ...{ client: CLIENT, key: `again/${failed.id}`, account, amount, currency, purpose, at },
    ...(reference !== undefined && { reference }),
    to: { bankAccount },
  });
  const content = contentOfAnew({
    ...{ payout: failed.id, again: again.id, programme, amount },
    ...{ againAt: at, byOfficer: officer ?? null },
  });
  const agency = agencyOf(gov, failed);
  const { entry, salt } = await commitAct(tx, gov.logOrigin, { kind: 'payout.anew', agency, at, content });
  await run(
    tx,
    sql`update programmes.unpaid set again = ${again.id}, again_at = ${at}, bank_account = ${bankAccount},
        by_officer = ${officer ?? null}, entry = ${entry}, salt = ${salt}
      where person = ${person} and payout = ${failed.id}`,
  );
  await run(
    tx,
    sql`update programmes.standing set bank_account = ${bankAccount}
      where person = ${person} and programme = ${programme} and bank_account = ${failed.to.bankAccount}`,
  );
  await tellPaidAnew(tx, gov, person, again, officer !== undefined);
}

type Kept = Pick<Unpaid, 'payout' | 'programme' | 'amount'> & {
  again: string;
  againAt: Date;
  byOfficer: string | null;
};

/** What the public log commits to when what came back is paid anew. */
export function contentOfAnew({ payout, again, programme, amount, againAt, byOfficer }: Kept): Record<string, unknown> {
  return { payout, again, programme, amount, at: againAt.toISOString(), officer: byOfficer };
}

/** The agency that owes it: of the programme, or of the service that pays. */
function agencyOf({ pack }: Government, { reference = '', purpose }: Payout): string {
  const owes = pack.programmes.get(reference) ?? pack.services.get(purpose);
  return owes?.agency ?? pack.treasury?.agency ?? [...pack.agencies.keys()][0]!;
}
