import { formatMoney, sql, transaction } from '../../src/kernel/index.ts';
import { balanceOf, openFund, transferById, transferIdOf } from '../../src/ledger/index.ts';
import type { Government } from '../../src/pack/index.ts';
import { type Command, EXIT, UsageError } from './command.ts';
import { named, withGovernment } from './government.ts';
import { commitAndKeep, type KeptAct, tellReceipt } from './openings.ts';

export const fundAddCommand: Command = {
  name: 'fund add',
  usage: 'FUND AMOUNT KEY',
  summary: 'Add a budget to a fund, and open the fund if need be',
  details: `AMOUNT is in the smallest unit of the currency: 100000 is 1,000.00 of one with two decimals.
KEY is your name for this budget, for example 2027-01: given twice, it is added once. It goes into the public log.`,
  async run([fund, amount, key]) {
    if (!fund || !amount || !key) throw new UsageError('Name a fund, an amount and a key.');
    const budget = Number(amount);
    if (!/^[1-9]\d*$/.test(amount) || !Number.isSafeInteger(budget))
      throw new UsageError(`AMOUNT must be a whole number above zero, in digits alone, not "${amount}".`);
    return withGovernment(async (gov) => {
      const { agency } = named('fund', fund, gov.pack.funds);
      const { balance, logged } = await addBudget(gov, { fund, agency, budget, key });
      const money = (minor: number) => formatMoney(minor, gov.pack.currency, 'en');
      const done = logged ? `Added ${money(budget)} to ${fund}.` : 'This was added before; nothing was changed.';
      process.stdout.write(`${done} Balance: ${money(balance)} (${balance})\n`);
      if (logged) tellReceipt(gov, logged);
      return EXIT.done;
    });
  },
};

const CLIENT = 'operator';

interface Budget {
  fund: string;
  agency: string;
  /** In the minor unit. */
  budget: number;
  key: string;
}

/** Adds a budget and logs it, both once for each key; `logged` is missing the second time. */
function addBudget(
  gov: Government,
  { fund, agency, budget, key }: Budget,
): Promise<{ balance: number; logged: KeptAct | undefined }> {
  const { db, clock, pack } = gov;
  const currency = pack.currency.code;
  return transaction(db, async (tx) => {
    // Two at once with one key: the second waits here, and then finds the transfer of the first.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`fund add ${key}`}, 0))`.execute(tx);
    const at = clock.now();
    const before = await transferById(tx, transferIdOf(CLIENT, key));
    const { account } = await openFund(tx, { fund, currency, budget, client: CLIENT, key, at });
    const content = { fund, currency, amount: budget, key };
    const logged = before ? undefined : await commitAndKeep(tx, gov, { kind: 'ledger.funded', agency, at, content });
    return { balance: await balanceOf(tx, account), logged };
  });
}
