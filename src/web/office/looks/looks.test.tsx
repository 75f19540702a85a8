import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { LOCALES, run, sql } from '../../../kernel/index.ts';
import { registryRoom } from '../../../registry/index.ts';
import { cardSite } from '../../cards/fixture.ts';
import { notAllowedRoutes } from './routes.tsx';
import { FAULTS, NOT_ALLOWED } from './words.ts';

const HERE = '/office/looks';
const PERSON = '018f0000-0000-7000-8000-00000000000a';

describe('the page on looks that nothing allowed', async () => {
  const { gov, send, cookieOf } = await cardSite(notAllowedRoutes);
  const [keeper, other, resident] = await Promise.all(
    ['registrar', 'claims-officer', 'employed-mother'].map((who) => cookieOf(who)),
  );
  const open = async (cookie = keeper!, locale: (typeof LOCALES)[number] = 'en', query = '') =>
    (await send(HERE + query, { cookie, locale })).text();

  /** Looks past the door at the register of people, as many as are wanted. */
  async function lookPastTheDoor(count: number) {
    await run(
      gov.db,
      sql`with made as (
          insert into registry.access (id, reader_kind, reader, agency, registry, fields, purpose)
          values (gen_random_uuid(), 'service', 'curiosity', 'labour-insurance', 'persons', array['name'], '{}')
          returning id)
        insert into registry.disclosure (person, id, at, access)
        select ${PERSON}, gen_random_uuid(), ${gov.clock.now()}, id from made, generate_series(1, ${count}::int)`,
    );
    gov.clock.advance(6 * 60_000);
    await registryRoom(gov).jobs!['registry.watch-disclosures']!(undefined as never);
  }

  test('says in every language that there are none', async () => {
    for (const locale of LOCALES) assert.ok((await open(keeper!, locale)).includes(NOT_ALLOWED.none[locale]));
  });

  test('shows its keeper who looked at what, why it is wrong, and not at whose data', async () => {
    await lookPastTheDoor(60);
    for (const locale of LOCALES) {
      const html = await open(keeper!, locale);
      assert.ok(html.includes('curiosity') && html.includes(FAULTS.service[locale]), locale);
      assert.ok(!html.includes(PERSON));
    }
    const older = /href="\/office\/looks(\?before=[0-9a-f-]{36})"/.exec(await open())![1]!;
    const rest = await open(keeper!, 'en', older);
    assert.equal(rest.split('curiosity').length - 1, 10);
  });

  test('is settled there with what was found, by its keeper, and then stands after those that are open', async () => {
    const before = await open();
    const [, id] = /href="(\/office\/looks\/[0-9a-f-]{36})"/.exec(before)!;
    const act = (cookie: string, settlement: string) => send(id!, { cookie }, { settlement });
    assert.equal((await act(keeper!, ' ')).status, 422);
    assert.equal((await act(other!, 'I say so.')).status, 404);
    assert.equal((await act(keeper!, 'A script of <ours>.')).status, 303);
    assert.equal((await act(keeper!, 'Again.')).status, 409);
    for (const locale of LOCALES) {
      const html = await (await send(id!, { cookie: keeper!, locale })).text();
      assert.ok(html.includes('A script of &lt;ours>.') && html.includes(NOT_ALLOWED.settled[locale]), locale);
      assert.match(html, /\/receipts\/[0-9a-f-]{36}/);
    }
    assert.ok(!(await open()).includes(id!), 'open ones fill the first page');
    assert.ok((await open(keeper!, 'en', '?done=yes')).includes(NOT_ALLOWED.done.en));
  });

  test('is empty for officers of other registers, and closed to residents', async () => {
    assert.ok((await open(other!)).includes(NOT_ALLOWED.none.en));
    assert.notEqual((await send(HERE, { cookie: resident! })).status, 200);
  });
});
