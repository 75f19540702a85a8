import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { INVITATION_LIFE, invite } from '../../../identity/index.ts';
import { LOCALES } from '../../../kernel/index.ts';
import { persona, testSite } from '../account-fixture.ts';
import { ACCOUNT } from '../account-words.ts';
import { SETTINGS_TEXT } from '../settings-words.ts';

describe('a sign-in link', async () => {
  const site = await testSite();
  const { gov, open, send } = site;
  const mother = await persona(gov, 'employed-mother');
  const newLink = async () => `/sign-in/link/${await invite(gov.db, mother, gov.clock.now())}`;
  const cookieIn = (response: Response) => response.headers.get('set-cookie')!.split(';')[0]!;

  test('is not used up by being opened, but by its button, which leads to where a passkey is added', async () => {
    const link = await newLink();
    for (const locale of LOCALES) {
      const html = await open(link, { locale });
      assert.ok(html.includes(ACCOUNT.linkHelp[locale]) && html.includes(`action="${link}"`), locale);
    }
    const used = await send(link, {}, {});
    assert.equal(used.status, 303);
    assert.equal(used.headers.get('location'), '/settings');
    const settings = await open('/settings', { cookie: cookieIn(used) });
    assert.ok(settings.includes('陳怡君') && settings.includes(SETTINGS_TEXT.addPasskey.en));
  });

  test('ends the session that the browser had', async () => {
    const earlier = await site.cookieOf('father');
    const used = await send(await newLink(), { cookie: earlier }, {});
    assert.notEqual(cookieIn(used), earlier);
    assert.equal((await send('/inbox', { cookie: earlier })).status, 303);
    assert.equal((await send('/inbox', { cookie: cookieIn(used) })).status, 200);
  });

  test('that was used, is old or never was given says so, in every language', async () => {
    const [used, old] = [await newLink(), await newLink()];
    await send(used, {}, {});
    gov.clock.advance(INVITATION_LIFE);
    for (const link of [used, old, `/sign-in/link/${'x'.repeat(43)}`, '/sign-in/link/x']) {
      for (const locale of LOCALES) {
        const gone = await send(link, { locale }, {});
        assert.equal(gone.status, 410);
        assert.equal(gone.headers.get('set-cookie'), null);
        assert.ok((await gone.text()).includes(ACCOUNT.linkGone[locale].replace('{minutes}', '30')), locale);
      }
    }
  });

  test('leaves its secret in no figure and leads no other site to it', async () => {
    const link = await newLink();
    const opened = await send(link);
    assert.equal(opened.headers.get('referrer-policy'), 'same-origin');
    assert.equal(opened.headers.get('cache-control'), 'no-store');
    await send(link, {}, {});
    const figures = await gov.metrics.registry.metrics();
    assert.ok(figures.includes('route="/sign-in/link/:secret"'));
    assert.ok(!figures.includes(link));
  });
});
