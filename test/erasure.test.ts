import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { forgetPerson } from '../src/identity/index.ts';
import { all, sql, transaction } from '../src/kernel/index.ts';
import { MIGRATIONS } from '../src/open.ts';
import { castOf, everyAct } from '../src/programmes/testing/every-act.ts';
import { testGovernment } from './support/government.ts';
import { tablesHolding } from './support/salts.ts';
import { sourceFiles } from './support/source.ts';
import { tablesOf } from './support/tables.ts';

const columns = tablesOf(sourceFiles()).flatMap((table) =>
  table.columns.map((column) => ({ ...column, full: `${table.name}.${column.name}` })),
);
/** The log itself holds no salts: a column of such a name would be one. */
const isSalt = (name: string) => /(^|_)salt$/.test(name);
const concerned = columns.filter(({ name, personal }) => personal || isSalt(name)).map(({ full }) => full);

const said = MIGRATIONS.flatMap(({ room, personal }) => {
  const salts = personal?.salts.map(({ table, column }) => `${table}.${column}`) ?? [];
  const values =
    personal?.values.flatMap((one) => Object.keys(one.columns).map((name) => `${one.table}.${name}`)) ?? [];
  const keeps = Object.entries(personal?.keeps ?? {});
  return [{ room, forgets: [...salts, ...values], keeps }];
});
const forgotten = said.flatMap(({ room, forgets }) => forgets.map((name) => `${room}.${name}`));
const kept = said.flatMap(({ room, keeps }) => keeps.map(([name, why]) => ({ full: `${room}.${name}`, why })));

describe('what is kept of people', () => {
  test('of each salt and each personal column its room says that it is forgotten, or why it is kept', () => {
    const listed = [...forgotten, ...kept.map(({ full }) => full)];
    assert.ok(concerned.length > 60);
    assert.deepEqual(
      concerned.filter((column) => !listed.includes(column)),
      [],
    );
    assert.deepEqual(
      listed.filter((column) => !concerned.includes(column)),
      [],
      'what is no column, or none that is marked',
    );
  });

  test('nothing is both forgotten and kept, and a reason is more than a word', () => {
    assert.deepEqual(
      kept.filter(({ full }) => forgotten.includes(full)),
      [],
    );
    assert.deepEqual(
      kept.filter(({ why }) => why.split(' ').length < 5),
      [],
    );
  });
});

describe('somebody who took part in programmes is erased', async () => {
  const { gov } = await testGovernment();
  await everyAct(gov);
  const cast = await castOf(gov);
  const forget = (person: string) =>
    transaction(gov.db, (tx) =>
      forgetPerson(tx, gov, MIGRATIONS, person, { agency: 'household-registration', reason: 'a law' }),
    );

  /** Salts by what they open, of the rows that fit. */
  const saltsOf = async (column: string, table: string, whose = sql`true`) =>
    (
      await all(
        gov.db,
        sql<{
          salt: string | null;
        }>`select ${sql.ref(column)} as salt from ${sql.table(`programmes.${table}`)} where ${whose}`,
      )
    ).flatMap(({ salt }) => salt ?? []);
  const { mother, lone, owner } = cast;
  const freezes = sql`(select id from programmes.freeze where subject = ${mother})`;
  const takings = sql`(select id::text from programmes.taking where person = ${lone})`;
  const hers = (
    await Promise.all([
      ...['taking', 'change', 'unpaid', 'payment', 'share'].map((table) =>
        saltsOf('salt', table, sql`person = ${mother}`),
      ),
      saltsOf('salt', 'refund'),
      saltsOf('salt', 'office_act', sql`about in ${freezes}`),
    ])
  ).flat();
  const ofPaper = (
    await Promise.all([
      saltsOf('salt', 'taking', sql`person = ${lone}`),
      saltsOf('salt', 'note_moved'),
      saltsOf('salt', 'paper_act', sql`content ->> 'taking' in ${takings}`),
    ])
  ).flat();
  const looksAt = async (person: string) =>
    (
      await all(
        gov.db,
        sql<{ salt: string }>`select salt from registry.disclosure where person = ${person} and salt is not null`,
      )
    ).map(({ salt }) => salt);
  const others = async () =>
    (
      await Promise.all([
        saltsOf('salt', 'taking', sql`person not in (${mother}, ${lone})`),
        saltsOf('back_salt', 'taking', sql`person <> ${mother}`),
        saltsOf('salt', 'settlement'),
        saltsOf('salt', 'clerk_act'),
        saltsOf('salt', 'payout_act'),
        saltsOf('salt', 'office_act', sql`about is null`),
      ])
    ).flat();
  const before = await others();
  const [herLooks, loneLooks, ownerLooks] = await Promise.all([mother, lone, owner].map(looksAt));

  test('every salt of a payer is gone from every table, with the shop’s part and the office’s', async () => {
    assert.equal(hers.length, 10);
    assert.ok(herLooks!.length > 0);
    const { salts, values, entry } = await forget(mother);
    assert.equal(salts, hers.length + herLooks!.length);
    assert.ok(values > 0 && entry);
    assert.deepEqual(await tablesHolding(gov.db, [...hers, ...herLooks!]), []);
    assert.deepEqual(await others(), before);
  });

  test('so is every salt of somebody who took paper, and their name in its history', async () => {
    assert.equal(ofPaper.length, 3);
    const taken = await all(gov.db, sql<{ id: string }>`select id from programmes.taking where person = ${lone}`);
    const named = () =>
      all(gov.db, sql`select from programmes.paper_act where content::text like ${`%${taken[0]!.id}%`}`);
    assert.equal((await named()).length, 1);
    assert.equal((await forget(lone)).salts, ofPaper.length + loneLooks!.length);
    assert.deepEqual(await tablesHolding(gov.db, ofPaper), []);
    assert.deepEqual(await named(), []);
  });

  test('personal columns without a purpose are empty, and those that books need are not', async () => {
    const rows = (table: string, what: string, person: string) =>
      all(gov.db, sql`select ${sql.raw(what)} from ${sql.table(`programmes.${table}`)} where person = ${person}`);
    assert.deepEqual(
      [
        ...(await rows('taking', 'place, bank_account', mother)),
        ...(await rows('taking', 'place, bank_account', lone)),
      ],
      Array(2).fill({ place: null, bank_account: null }),
    );
    for (const table of ['code', 'payment'])
      assert.deepEqual(await rows(table, 'device', mother), [{ device: null }], table);
    assert.deepEqual(await rows('unpaid', 'reason, bank_account', mother), [{ reason: null, bank_account: '' }]);
    const payouts = await all(gov.db, sql<{ to: string }>`select bank_account as "to" from ledger.payout`);
    assert.ok(payouts.length > 0 && payouts.every(({ to }) => to !== ''));
  });

  test('an owner takes along what they did with the shop; its settlements and what customers paid stay', async () => {
    const [settled, taken] = [await saltsOf('salt', 'settlement'), await saltsOf('salt', 'taking')];
    const { salts } = await forget(owner);
    assert.equal(salts - ownerLooks!.length, 4); // two clerk's acts, an account that was named and cancelled
    assert.deepEqual([await saltsOf('salt', 'settlement'), await saltsOf('salt', 'taking')], [settled, taken]);
  });

  test('asked again it changes nothing and logs nothing', async () => {
    for (const person of [mother, lone, owner])
      assert.deepEqual(await forget(person), { salts: 0, values: 0, entry: null });
  });
});
