import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { offerCard } from '../../src/credentials/index.ts';
import { findPeople } from '../../src/identity/index.ts';
import { transaction } from '../../src/kernel/index.ts';
import { ADD_WORDS, PROBLEMS } from '../../src/web/islands/wallet/add/words.ts';
import { CARD_WORDS, STANDING_WORDS } from '../../src/web/islands/wallet/cards/words.ts';
import { OPEN_WORDS } from '../../src/web/islands/wallet/open/words.ts';
import { SETTINGS_WORDS } from '../../src/web/islands/wallet/settings/words.ts';
import { FRAME_WORDS } from '../../src/web/islands/wallet/words.ts';
import { CONSENT } from '../../src/web/portal/consent/words.ts';
import { addAuthenticator } from '../support/authenticator.ts';
import { launchBrowser } from '../support/browser.ts';
import { testSite } from '../support/site.ts';
import { NARROW, visitorsOf } from '../support/visitor.ts';

const PIN = '482915';
const OTHER_PIN = '773021';

/** Of the page, its style and its program, by gzip. */
const MOST_BYTES = 150_000;

describe('a wallet on a phone', async () => {
  const site = await testSite();
  const { gov } = site;
  Object.assign(gov.config, { ORIGIN: site.address });
  const browser = await launchBrowser();
  after(() => browser.close());
  const visitors = visitorsOf(site, browser);
  const holder = await visitors.visit({ viewport: NARROW, hasTouch: true, isMobile: true, persona: 'employed-mother' });
  const { page } = holder;
  // The site lives at a time of its own, which what it signs says.
  await page.clock.setSystemTime(gov.clock.now());
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const follow = (name: string) => page.getByRole('link', { name, exact: true }).first().click();
  const type = (label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text);
  const see = async (name: string) => {
    await page.getByRole('heading', { name, exact: true }).waitFor();
    await holder.look();
  };

  const { number } = gov.pack.demo.personas.find(({ id }) => id === 'employed-mother')!;
  const person = (await findPeople(gov.db, [number])).get(number)!;
  const offerOf = (card: string) =>
    transaction(gov.db, (tx) => offerCard(tx, gov, { person, type: card, by: { kind: 'holder' } }));

  test('is set up with a PIN by whoever follows an offer, and holds the card', async () => {
    const { link, code } = await offerOf('resident-card');
    await page.goto(link);
    await see(OPEN_WORDS.welcome.en);
    await type(OPEN_WORDS.newPin.en, '123456');
    await type(OPEN_WORDS.pinAgain.en, '123456');
    await press(OPEN_WORDS.setUp.en);
    await page.getByText(OPEN_WORDS.pinTooEasy.en).waitFor();
    await type(OPEN_WORDS.newPin.en, PIN);
    await type(OPEN_WORDS.pinAgain.en, PIN);
    await press(OPEN_WORDS.setUp.en);
    await see(ADD_WORDS.offered.en);
    await press(ADD_WORDS.take.en);
    await page.getByText('Enter 6 digits').waitFor();
    await type(ADD_WORDS.code.en, code!);
    await press(ADD_WORDS.take.en);
    await see(ADD_WORDS.done.en);
    await follow(ADD_WORDS.see.en);
    await page.getByText(STANDING_WORDS.valid.en).waitFor();
    await holder.look();
    assert.match(await holder.text(), /陳怡君/);
  });

  test('says what is wrong with an offer that was used', async () => {
    const { link, code } = await offerOf('resident-card');
    for (const outcome of [ADD_WORDS.done.en, ADD_WORDS.failed.en]) {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, new URL(link).hash);
      const field = page.getByLabel(ADD_WORDS.code.en, { exact: true });
      const came = page.getByRole('heading', { name: outcome, exact: true });
      await field.or(came).waitFor();
      if (await field.isVisible()) {
        await field.fill(code!);
        await press(ADD_WORDS.take.en);
      }
      await see(outcome);
      if (outcome !== ADD_WORDS.done.en) continue;
      await follow(ADD_WORDS.see.en);
      // Else the same fragment comes again before the view has left it.
      await page.getByText(STANDING_WORDS.valid.en).waitFor();
    }
    await page.getByText(PROBLEMS.over.en).waitFor();
  });

  test('takes a card by a sign-in, and comes back with it', async () => {
    const within = {
      credential_issuer: `${site.address}/issuers/health-insurance`,
      credential_configuration_ids: ['health-insurance-card.sd-jwt'],
      grants: { authorization_code: {} },
    };
    await page.goto('/wallet');
    await type(OPEN_WORDS.pin.en, PIN);
    await press(OPEN_WORDS.open.en);
    await see(CARD_WORDS.cards.en);
    await follow(CARD_WORDS.add.en);
    await see(ADD_WORDS.title.en);
    await type(ADD_WORDS.paste.en, 'https://example.org/');
    await press(ADD_WORDS.next.en);
    await page.getByText(ADD_WORDS.notOffer.en).waitFor();
    await type(
      ADD_WORDS.paste.en,
      `openid-credential-offer://?${new URLSearchParams({ credential_offer: JSON.stringify(within) })}`,
    );
    await press(ADD_WORDS.next.en);
    await see(ADD_WORDS.offered.en);
    await press(ADD_WORDS.signIn.en);
    await page.waitForURL(/consent/);
    await holder.look();
    await press(CONSENT.agree.en);
    await page.waitForURL(/\/wallet/);
    await type(OPEN_WORDS.pin.en, PIN);
    await press(OPEN_WORDS.open.en);
    await see(ADD_WORDS.done.en);
  });

  test('holds a card once, however often it is added', async () => {
    await follow(ADD_WORDS.see.en);
    await follow(FRAME_WORDS.cards.en);
    await see(CARD_WORDS.cards.en);
    assert.equal(await page.locator('.md-held').count(), 2);
  });

  test('weighs less than 150 kB compressed, with all that it loads', async () => {
    const html = await (await fetch(`${site.address}/wallet`)).text();
    const files = [...html.matchAll(/(?:src|href)="(\/(?:assets\/|wallet\.)[^"]+)"/g)].map(([, path]) => path!);
    const parts = await Promise.all(files.map(async (path) => (await fetch(site.address + path)).text()));
    const bytes = [html, ...parts].reduce((sum, part) => sum + gzipSync(part).length, 0);
    assert.ok(files.length >= 3);
    assert.ok(bytes < MOST_BYTES, `${bytes} bytes`);
  });

  test('opens without a network, with the cards in it', async () => {
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
    await page.context().setOffline(true);
    await page.goto('/wallet');
    await type(OPEN_WORDS.pin.en, PIN);
    await press(OPEN_WORDS.open.en);
    await see(CARD_WORDS.cards.en);
    await page
      .getByRole('link', { name: /National identity card/ })
      .first()
      .click();
    await page.getByText(STANDING_WORDS.unknown.en).waitFor();
    assert.match(await holder.text(), /陳怡君/);
    await page.context().setOffline(false);
  });

  test('has wrong PINs wait, also after the page was loaded anew', async () => {
    await press(FRAME_WORDS.lock.en);
    for (const pin of ['000001', '000002', '000003']) {
      await type(OPEN_WORDS.pin.en, pin);
      await press(OPEN_WORDS.open.en);
      await page.getByText(/That is not the PIN|Too many wrong PINs/).waitFor();
    }
    await page.getByText(/Too many wrong PINs/).waitFor();
    await page.reload();
    await page.getByText(/Too many wrong PINs/).waitFor();
    await holder.look();
    assert.ok(await page.getByRole('button', { name: OPEN_WORDS.open.en, exact: true }).isDisabled());
    await page.clock.setSystemTime(gov.clock.now().getTime() + 60 * 60_000);
    await page.goto('/wallet');
    await type(OPEN_WORDS.pin.en, PIN);
    await press(OPEN_WORDS.open.en);
    await see(CARD_WORDS.cards.en);
  });

  test('keeps two people apart, and lies enciphered on the device', async () => {
    await press(FRAME_WORDS.lock.en);
    await press(OPEN_WORDS.otherPerson.en);
    await type(OPEN_WORDS.name.en, 'Second');
    await type(OPEN_WORDS.newPin.en, OTHER_PIN);
    await type(OPEN_WORDS.pinAgain.en, OTHER_PIN);
    await press(OPEN_WORDS.setUp.en);
    await page.getByText(CARD_WORDS.none.en).waitFor();
    await press(FRAME_WORDS.lock.en);
    await see(OPEN_WORDS.whose.en);
    const { text, keys } = await page.evaluate(contentsOfDatabase);
    assert.ok(keys > 0);
    // Long enough that none of them stands in so many bytes by chance.
    assert.doesNotMatch(text, /陳怡君|Second|resident|eyJ[\w-]{8}/);
  });

  test('opens by a passkey, too, where its device gives a secret', async () => {
    await addAuthenticator(page, { prf: true });
    await press(OPEN_WORDS.ownWallet.en);
    await type(OPEN_WORDS.pin.en, PIN);
    await press(OPEN_WORDS.open.en);
    await follow(FRAME_WORDS.settings.en);
    await see(SETTINGS_WORDS.settings.en);
    await press(SETTINGS_WORDS.addPasskey.en);
    await type(SETTINGS_WORDS.currentPin.en, PIN);
    await press(SETTINGS_WORDS.save.en);
    await page.getByText(SETTINGS_WORDS.saved.en).waitFor();
    await press(FRAME_WORDS.lock.en);
    await press(OPEN_WORDS.ownWallet.en);
    await press(OPEN_WORDS.openPasskey.en);
    await see(CARD_WORDS.cards.en);
    await follow(FRAME_WORDS.settings.en);
    await see(SETTINGS_WORDS.settings.en);
    await press(SETTINGS_WORDS.remove.en);
    await press(SETTINGS_WORDS.removeSure.en);
    await page.getByRole('heading', { name: 'Open “Second”', exact: true }).waitFor();
  });

  test('nothing is wrong with any view', () => {
    const refused = /answers 400|answers 404|answers 401/;
    assert.deepEqual(
      visitors.findings().filter((finding) => !refused.test(finding)),
      [],
    );
  });
});

/** All that stands in the wallet's database as text, and how many private keys could be read out of it. */
async function contentsOfDatabase(): Promise<{ text: string; keys: number }> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const asked = indexedDB.open('madang-wallet');
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  const rows: unknown[] = [];
  let keys = 0;
  for (const name of db.objectStoreNames) {
    const asked = db.transaction(name).objectStore(name).getAll();
    rows.push(...(await new Promise<unknown[]>((resolve) => (asked.onsuccess = () => resolve(asked.result)))));
  }
  const decoder = new TextDecoder();
  const text = JSON.stringify(rows, (_, value) => {
    if (value instanceof CryptoKey) {
      keys += 1;
      if (value.type !== 'public' && value.extractable) throw new Error('a key could be read out');
      return value.type;
    }
    return value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? decoder.decode(value as ArrayBuffer) : value;
  });
  db.close();
  return { text, keys };
}
