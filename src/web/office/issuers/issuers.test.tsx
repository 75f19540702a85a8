import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { issuerOf, keysOf, kidOf } from '../../../credentials/index.ts';
import { LOCALES, PROOF_LIFE } from '../../../kernel/index.ts';
import { cardSite } from '../../cards/fixture.ts';
import { issuerOfficeRoutes } from './routes.tsx';
import { KEYS } from './words.ts';

const HERE = '/office/issuers';
const AGENCY = 'household-registration';

describe('the page on issuing keys', async () => {
  const { gov, send, cookieOf } = await cardSite(issuerOfficeRoutes);
  const [one, other, none] = await Promise.all(['registrar', 'registrar-in-family', 'claims-officer'].map(cookieOf));
  const kidNow = async () => (await issuerOf(gov, AGENCY, gov.clock.now())).kid;
  const post = (path: string, form: Record<string, string>, cookie = one!) =>
    send(`${HERE}/${AGENCY}/${path}`, { cookie }, form);
  const open = async (cookie = one!, locale: (typeof LOCALES)[number] = 'en') =>
    (await send(HERE, { cookie, locale })).text();
  const stateOf = async (kid: string) => (await keysOf(gov.db, AGENCY)).find((key) => kidOf(key) === kid)!.state;
  const proposalIn = (html: string) => /proposals\/([0-9a-f-]{36})\/decline/.exec(html)![1]!;

  test('shows each officer the keys of their own issuers, in every language', async () => {
    const kid = await kidNow();
    for (const locale of LOCALES) {
      const html = await open(one!, locale);
      assert.ok(html.includes(kid) && html.includes(KEYS.current[locale]), locale);
    }
    assert.ok(!(await open(none!)).includes(kid));
    assert.equal((await post('rotate', { kid }, none!)).status, 404);
  });

  test('one officer replaces a key, once', async () => {
    const kid = await kidNow();
    const done = await post('rotate', { kid });
    assert.deepEqual([done.status, done.headers.get('location')], [303, `${HERE}?done=rotate`]);
    assert.deepEqual([await stateOf(kid), (await kidNow()) === kid], ['retired', false]);
    assert.equal((await post('rotate', { kid })).status, 409);
  });

  test('it takes two to distrust one: who proposed it is not offered to confirm, and cannot', async () => {
    const kid = await kidNow();
    assert.equal((await post('distrust', { kid, reason: ' ' })).status, 422);
    assert.equal((await post('distrust', { kid, reason: 'a machine was stolen' })).status, 303);
    const own = await open();
    assert.ok(own.includes(KEYS.ownProposal.en) && !own.includes(KEYS.confirm.en));
    const confirm = `proposals/${proposalIn(own)}/confirm`;
    assert.equal((await post(confirm, {})).status, 403);
    assert.equal(await stateOf(kid), 'current');
    const seen = await open(other!);
    assert.ok(seen.includes(KEYS.confirm.en) && seen.includes('a machine was stolen'));
    assert.equal((await post(confirm, {}, other!)).status, 303);
    assert.equal(await stateOf(kid), 'distrusted');
    const after = await open();
    assert.ok(after.includes(KEYS.distrusted.en) && after.includes(KEYS.recalled.en));
  });

  test('who has not proved lately who they are is led to do so, in place of the form', async () => {
    const kid = await kidNow();
    await post('distrust', { kid, reason: 'it was left open' });
    gov.clock.advance(PROOF_LIFE + 1_000);
    const seen = await open(other!);
    const confirm = `proposals/${proposalIn(seen)}/confirm`;
    assert.ok(!seen.includes(confirm) && seen.includes('/sign-in/again?next=%2Foffice%2Fissuers'));
    assert.match((await post(confirm, {}, other!)).headers.get('location') ?? '', /^\/sign-in\/again\?next=/);
    assert.equal(await stateOf(kid), 'current');
    const fresh = await cookieOf('registrar-in-family');
    assert.ok((await open(fresh)).includes(confirm));
    assert.equal((await post(`proposals/${proposalIn(seen)}/decline`, { reason: 'No.' }, other!)).status, 303);
  });

  test('the second says no', async () => {
    const kid = await kidNow();
    await post('distrust', { kid, reason: 'perhaps' });
    const decline = `proposals/${proposalIn(await open(other!))}/decline`;
    assert.equal((await post(decline, { reason: '' }, other!)).status, 422);
    assert.equal((await post(decline, { reason: 'It was found.' }, other!)).status, 303);
    assert.equal(await stateOf(kid), 'current');
  });
});
