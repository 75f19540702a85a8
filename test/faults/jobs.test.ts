import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillRegistries } from '../../bench/eligible-people.ts';
import { all, first, sql } from '../../src/kernel/index.ts';
import { accountOf, balanceOf, ensureAccounts, openFund, transferAll, trialBalance } from '../../src/ledger/index.ts';
import {
  beginOpening,
  expire,
  openEntitlements,
  programmeAccount,
  type RoundKind,
  roundsOf,
  walletAccount,
} from '../../src/programmes/index.ts';
import { MOST_PEOPLE } from '../../src/registry/index.ts';
import { testGovernment } from '../support/government.ts';
import { killWhileWaiting } from './killed-job.ts';

const PACK = 'kr';
const PROGRAMME = 'local-gift-certificate';
const government = await testGovernment(PACK);
const { gov } = government;
const programme = gov.pack.programmes.get(PROGRAMME)!;
const roundOf = async (kind: RoundKind) => (await roundsOf(gov.db, PROGRAMME)).find((round) => round.kind === kind);

test('an opening that is killed in the middle of a page goes on from the page before, and everybody is told once', async () => {
  await fillRegistries(gov.pool, 2 * MOST_PEOPLE + 100, ['persons', 'households']);
  await beginOpening(gov.db, gov, programme);
  const inTheMiddle = Math.trunc(1.5 * MOST_PEOPLE)
    .toString(16)
    .padStart(12, '0');
  await killWhileWaiting(government, { job: 'open', instant: gov.clock.now().toISOString() }, (client) =>
    client.query(
      `insert into programmes.entitlement (person, programme, period, amount, price, opened_at)
        select $1, $2, period, 1, 0, began_at from programmes.round where programme = $2 and kind = 'open'`,
      [`00000000-0000-7000-8000-${inTheMiddle}`, PROGRAMME],
    ),
  );
  const counts = async () =>
    first(
      gov.db,
      sql`select (select count(*) from programmes.entitlement where programme = ${PROGRAMME}) as rights,
        (select count(*) from registry.disclosure d join registry.access a on a.id = d.access
          where a.reader = ${PROGRAMME}) as told,
        (select count(distinct person) from registry.disclosure d join registry.access a on a.id = d.access
          where a.reader = ${PROGRAMME}) as people`,
    );
  const killed = await roundOf('open');
  assert.deepEqual([killed?.done, killed?.finishedAt], [MOST_PEOPLE, null]);
  assert.deepEqual(await counts(), { rights: MOST_PEOPLE, told: MOST_PEOPLE, people: MOST_PEOPLE });

  await openEntitlements(gov);
  const { done, finishedAt } = (await roundOf('open'))!;
  assert.ok(finishedAt !== null && done > 2 * MOST_PEOPLE);
  assert.deepEqual(await counts(), { rights: done, told: done, people: done });
});

test('an expiry that is killed in the middle goes on, and each lot goes back once', async () => {
  const { db, clock } = gov;
  const at = clock.now();
  const lot = new Date(at.getTime() + 86_400_000);
  const currency = gov.pack.currency.code;
  const budget = { fund: 'killed', currency, budget: 1_000, client: 'killed', key: 'budget', at };
  const { account: fund } = await openFund(db, budget);
  const people = Array.from(
    { length: 200 },
    (_, nth) => `00000000-0000-7000-8000-${nth.toString(16).padStart(12, '0')}`,
  );
  const wallets = await ensureAccounts(
    db,
    people.map((person) => walletAccount(gov, PROGRAMME, person)),
  );
  const payments = wallets.map((credit) => ({
    ...{ client: 'killed', key: credit, debit: fund, credit, amount: 5, currency, at, purpose: 'test', lot },
  }));
  await transferAll(db, payments);
  const back = accountOf(programmeAccount(gov, programme));
  await ensureAccounts(db, [programmeAccount(gov, programme)]);
  const before = await balanceOf(db, back);

  clock.set(lot);
  // Shards are gone through by the first digit of ids: some lots are empty by then, and some are not.
  const waitFor = wallets.find((id) => id.startsWith('8'))!;
  await killWhileWaiting(government, { job: 'expire', instant: lot.toISOString() }, (client) =>
    client.query('select from ledger.account where id = $1 and lane > 0 for update', [waitFor]),
  );
  const returned = (await balanceOf(db, back)) - before;
  assert.ok(returned > 0 && returned < 5 * wallets.length);
  assert.equal((await roundOf('lots'))?.finishedAt, null);

  await expire(gov);
  assert.notEqual((await roundOf('lots'))?.finishedAt, null);
  assert.equal((await balanceOf(db, back)) - before, 5 * wallets.length);
  const [moved] = await all(
    db,
    sql`select count(*) as transfers, count(distinct debit) as wallets from ledger.transfer
    where purpose = 'expiry' and debit = any(${wallets}::uuid[])`,
  );
  assert.deepEqual(moved, { transfers: wallets.length, wallets: wallets.length });
  assert.deepEqual((await trialBalance(db)).problems, []);
});
