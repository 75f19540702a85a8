import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { addAuthenticator } from '../../../test/support/authenticator.ts';
import { accessibilityProblems, bringAxe } from '../../../test/support/axe.ts';
import { launchBrowser } from '../../../test/support/browser.ts';
import { LOCALES, type Locale } from '../../kernel/index.ts';
import { inboxOf } from '../../messages/index.ts';
import { eventsOf, withdrawCase } from '../../services/index.ts';
import { settle, submitBirth } from '../../services/testing/people.ts';
import { persona, testSite } from './account-fixture.ts';
import { ACCOUNT } from './account-words.ts';
import { FINDINGS, PROOF } from './proof-words.ts';

describe('the pages of an account in a browser', async () => {
  const site = await testSite();
  const { gov } = site;
  const [origin, browser] = await Promise.all([site.listen(), launchBrowser()]);
  after(() => browser.close());
  await settle(gov);
  const mother = await persona(gov, 'employed-mother');
  const cases = await submitBirth(gov, mother);
  await site.sequence();
  const kase = cases['maternity-benefit-labour']!;
  const event = (await eventsOf(gov.db, mother, kase.id)).find(({ kind }) => kind === 'approved')!;
  const [own, stranger] = await Promise.all([site.cookieOf('employed-mother'), site.cookieOf('no-newborn')]);
  const [letter] = await inboxOf(gov.db, mother, { limit: 1 });
  const ownReceipt = `/cases/${kase.id}/events/${event.id}/receipt`;

  async function visitor(
    { cookie, locale = 'en' }: { cookie?: string; locale?: Locale },
    options: BrowserContextOptions = {},
  ): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'en', ...options });
    await bringAxe(context);
    const cookies = [`locale=${locale}`, ...(cookie ? [cookie] : [])].map(
      (pair) => pair.split('=') as [string, string],
    );
    await context.addCookies(cookies.map(([name, value]) => ({ name, value, url: origin })));
    return context.newPage();
  }

  /** Hands out the log's answer after `tamper` has been at it. */
  const tampered = (page: Page, tamper: (receipt: { proof: string[] }) => void) =>
    page.route('**/api/log/entries/*', async (route) => {
      const entry = await (await route.fetch()).json();
      tamper(entry.receipt);
      await route.fulfill({ json: entry });
    });

  const shown = (page: Page, text: string) =>
    page.getByText(text, { exact: true }).filter({ visible: true }).first().waitFor();

  test('a pending receipt becomes a proof by itself once the log has it', async () => {
    const page = await visitor({ cookie: own });
    const { id } = cases['childcare-allowance']!;
    await withdrawCase(gov, mother, id);
    const withdrawn = (await eventsOf(gov.db, mother, id)).at(-1)!;
    await page.goto(`${origin}/cases/${id}/events/${withdrawn.id}/receipt`);
    await shown(page, PROOF.pending.en);
    await site.sequence();
    await shown(page, PROOF.proved.en);
  });

  for (const locale of LOCALES) {
    test(`the browser checks a receipt and says so in ${locale}; for its owner, the content too`, async () => {
      const anyone = await visitor({ locale });
      await anyone.goto(`${origin}/receipts/${event.entry}`);
      await shown(anyone, PROOF.proved[locale]);
      assert.equal(await anyone.getByText(FINDINGS['content-matches'].ok[locale]).count(), 0);
      const owner = await visitor({ locale, cookie: own });
      await owner.goto(origin + ownReceipt);
      const { 'checkpoint-witnessed': witnessed, ...others } = FINDINGS;
      for (const { ok } of Object.values(others)) await shown(owner, ok[locale]);
      await shown(owner, witnessed.alone[locale]); // this test's log asks for no witnesses
    });
  }

  test('a proof or a signature that does not fit is called so, each by itself', async () => {
    const page = await visitor({});
    await tampered(page, (receipt) => receipt.proof.reverse());
    await page.goto(`${origin}/receipts/${event.entry}`);
    await shown(page, PROOF.disproved.en);
    await shown(page, FINDINGS['leaf-in-tree'].failed.en);
    await shown(page, FINDINGS['checkpoint-signed'].ok.en);
    assert.equal(await page.getByText(PROOF.proved.en).isVisible(), false);
  });

  test('a browser that cannot check says so, and one without JavaScript shows the word of the server', async () => {
    const old = await visitor({});
    await old.addInitScript(() => Object.defineProperty(globalThis.crypto, 'subtle', { value: undefined }));
    await old.goto(`${origin}/receipts/${event.entry}`);
    await shown(old, PROOF.undecided.en);
    const plain = await visitor({}, { javaScriptEnabled: false });
    await plain.goto(`${origin}/receipts/${event.entry}`);
    await shown(plain, PROOF.serverSays.en);
    assert.equal(await plain.getByText(PROOF.proved.en).isVisible(), false);
  });

  test('a passkey is added, signs in, and is removed', async () => {
    const page = await visitor({ cookie: stranger });
    await addAuthenticator(page);
    await page.goto(`${origin}/settings`);
    await page.getByRole('textbox').fill('내 휴대전화');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await shown(page, 'Passkey added');
    await page.context().clearCookies();
    await page.goto(`${origin}/sign-in?next=/inbox`);
    await page.getByRole('button', { name: ACCOUNT.passkeyButton.en }).click();
    await page.waitForURL(`${origin}/inbox`);
    await page.goto(`${origin}/settings`);
    await page.getByRole('button', { name: 'Remove (내 휴대전화)' }).click();
    await shown(page, 'Passkey removed');
  });

  test('without JavaScript a demo person signs in, and the passkey says what it needs', async () => {
    const page = await visitor({}, { javaScriptEnabled: false });
    await page.goto(`${origin}/sign-in?next=/inbox`);
    await shown(page, ACCOUNT.passkeyNoScript.en);
    await page.locator('form:has([value="no-newborn"]) button').click();
    await shown(page, ACCOUNT.noMessages.en);
  });

  /** By who looks at them. */
  const PAGES: [cookie: string | undefined, paths: string[]][] = [
    [undefined, ['/sign-in?next=/inbox', '/settings', `/receipts/${event.entry}`, '/log', '/developers']],
    [own, ['/settings?done=saved', '/inbox', `/inbox/${letter!.id}`, '/my-data', '/my-data/looks', ownReceipt]],
    [stranger, ['/inbox', '/my-data/looks']],
  ];
  for (const locale of LOCALES) {
    test(`axe finds nothing on these pages in ${locale}, and none is wider than 360 pixels`, async () => {
      for (const [cookie, paths] of PAGES) {
        const page = await visitor({ locale, ...(cookie && { cookie }) });
        for (const path of paths) {
          await page.goto(origin + path);
          if (path.includes('receipt')) await shown(page, PROOF.proved[locale]);
          assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 360, path);
          assert.deepEqual(await accessibilityProblems(page), [], path);
        }
        await page.context().close();
      }
    });
  }
});
