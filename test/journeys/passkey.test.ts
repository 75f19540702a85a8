import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { ACCOUNT } from '../../src/web/portal/account-words.ts';
import { SETTINGS_TEXT } from '../../src/web/portal/settings-words.ts';
import { addAuthenticator } from '../support/authenticator.ts';
import { launchBrowser } from '../support/browser.ts';
import { testSite } from '../support/site.ts';
import { visitorsOf } from '../support/visitor.ts';

/** Passkeys with the browser's virtual authenticator: https://chromedevtools.github.io/devtools-protocol/tot/WebAuthn */
describe('a passkey', async () => {
  const site = await testSite();
  const browser = await launchBrowser();
  after(() => browser.close());
  const visitors = visitorsOf(site, browser);
  const mother = await visitors.visit({ persona: 'employed-mother' });
  const { page } = mother;
  const { devtools, authenticatorId } = await addAuthenticator(page);

  test('is registered by whoever is signed in', async () => {
    await mother.open('/settings');
    await mother.fill('#passkeys input[name=title]', '<b>我的手機</b>');
    await mother.press(page.getByText(SETTINGS_TEXT.addPasskey.en, { exact: true }));
    assert.match(await mother.text(), new RegExp(SETTINGS_TEXT.passkeyAdded.en));
    assert.match(await page.locator('#passkeys').innerText(), /<b>我的手機<\/b>/);
    const { credentials } = await devtools.send('WebAuthn.getCredentials', { authenticatorId });
    assert.equal(credentials.length, 1);
    assert.equal(credentials[0]!.rpId, 'localhost');
  });

  test('signs its owner in, who comes back to where they wanted to go', async () => {
    await mother.press(page.getByRole('banner').getByRole('button'));
    await mother.open('/my-data');
    assert.equal(new URL(page.url()).pathname, '/sign-in');
    await mother.press(page.getByRole('button', { name: ACCOUNT.passkeyButton.en, exact: true }));
    assert.equal(new URL(page.url()).pathname, '/my-data');
    assert.match(await page.getByRole('banner').innerText(), /陳怡君/);
  });

  test('opens nothing once it is removed', async () => {
    await mother.open('/settings');
    await mother.press(page.locator('form[action="/settings/passkeys/remove"] button'));
    assert.match(await mother.text(), new RegExp(SETTINGS_TEXT.passkeyRemoved.en));
    await mother.press(page.getByRole('banner').getByRole('button'));
    await mother.open('/sign-in');
    await page.getByRole('button', { name: ACCOUNT.passkeyButton.en, exact: true }).click();
    await page.locator('[data-passkey-message="failed"]').waitFor();
  });

  test('nothing is wrong with any page on the way', () => {
    const refused = `${site.address}/sign-in loads ${site.address}/api/passkeys/authentication, which answers `;
    assert.deepEqual(
      visitors.findings().filter((finding) => !finding.startsWith(refused)),
      [],
    );
  });
});
