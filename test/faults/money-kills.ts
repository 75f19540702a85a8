import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { all, first, sql } from '../../src/kernel/index.ts';
import { trialBalance } from '../../src/ledger/index.ts';
import type { Government } from '../../src/pack/index.ts';
import { startMadang } from '../support/process.ts';
import { clientOf, inParallel } from './client.ts';
import { type OwnGovernment, postmasterOf } from './government.ts';
import { openTrade, PROGRAMME, spend, type Trade, type Whereabouts } from './spenders.ts';

/** Acknowledgements before a kill, and then so many milliseconds: at most. */
const MOST_ANSWERS = 40;
const LATEST_MS = 80;

/** Lets people pay while the process, and each second time the database, is killed; then compares every balance. */
export async function surviveTrade(
  { gov, home }: Pick<OwnGovernment, 'gov' | 'home'>,
  { people, steps, kills, from }: { people: number; steps: number; kills: number; from: number },
): Promise<void> {
  const before = await paymentsIn(gov);
  const trade = await openTrade(gov, from, people);
  let madang = await startMadang({ home });
  const where: Whereabouts = { address: madang.address };
  let over = false;
  const paying = inParallel(people, trade.spenders, (spender) => spend(trade, spender, where, steps)).finally(() => {
    over = true;
  });
  for (let kill = 0; kill < kills && !over; kill++) {
    const enough = trade.answered + randomInt(5, MOST_ANSWERS);
    while (trade.answered < enough && !over) await sleep(5);
    await sleep(randomInt(LATEST_MS));
    if (kill % 2 === 1) process.kill(await postmasterOf(home), 'SIGKILL');
    await madang.kill('SIGKILL');
    madang = await startMadang({ home });
    where.address = madang.address;
  }
  await paying;
  assert.ok(trade.sentAgain > 0, 'some answers were lost');
  await assertAsTold(trade, where);
  const made = trade.spenders.reduce((sum, { paid }) => sum + paid.size, 0);
  assert.equal((await paymentsIn(gov)) - before, made, 'none more than was answered');
  await assertInvariants(gov);
  assert.equal(await madang.stop(), 0, madang.output());
}

async function assertAsTold({ spenders, tills }: Trade, { address }: Whereabouts): Promise<void> {
  const client = clientOf(address);
  for (const { cookie, balance, paid } of spenders) {
    const { wallets } = JSON.parse((await client.get('/api/vouchers', cookie))!.body);
    const wallet = wallets.find(({ programme }: { programme: string }) => programme === PROGRAMME);
    assert.equal(wallet?.balance ?? 0, balance);
    assert.ok(balance >= 0);
    assert.ok(paid.size > 0);
  }
  for (const { shop, cookie, takings } of tills) {
    const answer = JSON.parse((await client.get(`/api/shops/${shop}/takings`, cookie))!.body);
    const sums = answer.takings as { amount: number; refunded: number }[];
    assert.equal(
      sums.reduce((sum, one) => sum + one.amount - one.refunded, 0),
      takings,
    );
  }
  client.close();
}

async function paymentsIn({ db }: Pick<Government, 'db'>): Promise<number> {
  const row = await first(db, sql<{ payments: number }>`select count(*) as payments from programmes.payment`);
  return row!.payments;
}

/** What docs/money.md lets anybody check by hand. */
async function assertInvariants({ db }: Pick<Government, 'db'>): Promise<void> {
  const page = await readFile(new URL('../../docs/money.md', import.meta.url), 'utf8');
  const queries = [...page.matchAll(/^\| [^|]+ \| `(select [^`]+)` *(?:\([^|]*)?\|$/gm)].map(([, query]) => query!);
  assert.ok(queries.length >= 7, 'the page lists them');
  for (const query of queries) assert.deepEqual(await all(db, sql.raw(query)), [], query);
  const books = await trialBalance(db);
  assert.ok(books.holds, JSON.stringify(books.problems));
}
