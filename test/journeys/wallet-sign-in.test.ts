import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { LOCALES, type Locale, PROOF_LIFE } from '../../src/kernel/index.ts';
import { persona } from '../../src/services/testing/people.ts';
import { PARTIES } from '../../src/web/portal/presentations/party-words.ts';
import { ASKING } from '../../src/web/portal/presentations/words.ts';
import { SIGNING_IN } from '../../src/web/portal/sign-in/words.ts';
import { PROOF } from '../../src/web/proof/words.ts';
import { BANK } from '../../src/web/till/shop-bank-words.ts';
import { launchBrowser } from '../support/browser.ts';
import { type PlayedWallet, walletOf } from '../support/played-wallet.ts';
import { testSite } from '../support/site.ts';
import { NARROW, type Visitor, visitorsOf, WIDE } from '../support/visitor.ts';

/** Somebody signs in with the wallet, proves with it again who they are, and sees what others may ask of it. */
describe('signing in with the wallet', async () => {
  const site = await testSite();
  const { gov } = site;
  Object.assign(gov.config, { ORIGIN: site.address });
  const browser = await launchBrowser();
  after(() => browser.close());
  const visitors = visitorsOf(site, browser);
  let wallet: PlayedWallet;
  before(async () => {
    wallet = await walletOf(gov, await persona(gov, 'employed-mother'));
  });
  const shot = async (visitor: Visitor, name: string) =>
    process.env.SHOTS && visitor.page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });

  /** What the page asks of another device: its code, out of the cookie that stands behind it. */
  const asked = async ({ page }: Visitor, what: string): Promise<string> => {
    const cookie = (await page.context().cookies()).find(({ name }) => name === `asked-${what}`)!;
    return JSON.parse(Buffer.from(cookie.value, 'base64url').toString()).uri;
  };
  const where = ({ page }: Visitor, form: string, wallet: 'here' | 'elsewhere') =>
    page.locator(`form[action="${form}"] button[value=${wallet}]`).first();
  const look = (locale: Locale) => ({ locale, viewport: locale === 'en' ? WIDE : NARROW });

  test('somebody at a computer scans a code with the phone, and the page goes on by itself', async () => {
    for (const locale of LOCALES) {
      const visitor = await visitors.visit(look(locale));
      await visitor.open('/inbox');
      await shot(visitor, `sign-in-${locale}`);
      await visitor.press(where(visitor, '/sign-in/wallet', 'elsewhere'));
      assert.ok((await visitor.text()).includes(ASKING.waiting[locale]));
      await shot(visitor, `elsewhere-${locale}`);
      const uri = await asked(visitor, 'sign-in');
      await visitor.go(() => wallet.agree(uri));
      await visitor.page.waitForURL('**/inbox');
      assert.match(await visitor.page.getByRole('banner').innerText(), /陳怡君/);
      await visitor.leave();
    }
  });

  test('without a script the page looks when it is told to', async () => {
    const visitor = await visitors.visit({ javaScriptEnabled: false, viewport: NARROW });
    await visitor.open('/sign-in?next=/inbox');
    await visitor.press(where(visitor, '/sign-in/wallet', 'elsewhere'));
    const answered = () => visitor.press(visitor.page.getByRole('button', { name: ASKING.answered.en }));
    await answered();
    assert.ok((await visitor.text()).includes(ASKING.notYet.en));
    await shot(visitor, 'no-script-not-yet');
    await wallet.agree(await asked(visitor, 'sign-in'));
    await answered();
    assert.equal(new URL(visitor.page.url()).pathname, '/inbox');
    await visitor.leave();
  });

  test('an owner of a shop proves again who they are before they name another account', async () => {
    const owner = await persona(gov, 'shop-owner');
    const own = await walletOf(gov, owner);
    const start = gov.clock.now();
    for (const locale of LOCALES) {
      gov.clock.set(start);
      const visitor = await visitors.visit({ ...look(locale), persona: 'shop-owner' });
      await visitor.open('/');
      gov.clock.advance(PROOF_LIFE);
      await visitor.press(visitor.page.locator('#till a').first());
      await visitor.open(`${new URL(visitor.page.url()).pathname}/bank-account`);
      assert.ok((await visitor.text()).includes(PROOF.first[locale]));
      await shot(visitor, `bank-${locale}`);
      const there = new URL(visitor.page.url()).pathname;
      await visitor.press(visitor.page.getByRole('button', { name: PROOF.prove[locale] }));
      await shot(visitor, `again-${locale}`);
      await visitor.press(where(visitor, '/sign-in/again/wallet', 'elsewhere'));
      const uri = await asked(visitor, 'again');
      await visitor.go(() => own.agree(uri));
      await visitor.page.waitForURL(`**${there}`);
      assert.equal(await visitor.page.getByRole('button', { name: BANK.name[locale], exact: true }).count(), 1);
      await visitor.leave();
    }
    gov.clock.set(start);
  });

  test('whoever refuses in the wallet reads that nothing was shared', async () => {
    for (const locale of LOCALES) {
      const visitor = await visitors.visit(look(locale));
      await visitor.open('/sign-in');
      await visitor.press(where(visitor, '/sign-in/wallet', 'here'));
      await shot(visitor, `here-${locale}`);
      const back = await wallet.refuse(await asked(visitor, 'sign-in'));
      await visitor.open(back!);
      assert.ok((await visitor.text()).includes(ASKING.refusedHelp[locale]));
      await shot(visitor, `refused-${locale}`);
      await visitor.leave();
    }
  });

  test('anybody reads who may ask for what, and tries what a shop learns', async () => {
    const shop = gov.pack.relyingParties.get('shop')!;
    for (const locale of LOCALES) {
      const visitor = await visitors.visit(look(locale));
      await visitor.open('/relying-parties');
      await shot(visitor, `parties-${locale}`);
      for (const { title } of gov.pack.relyingParties.values())
        assert.ok((await visitor.text()).includes(title[locale]));
      await visitor.press(visitor.page.getByRole('link', { name: shop.title[locale] }));
      const [use] = shop.uses.values();
      assert.ok((await visitor.text()).includes(use!.purpose[locale]));
      await shot(visitor, `party-${locale}`);
      await visitor.press(visitor.page.getByRole('button', { name: PARTIES.try[locale] }));
      await shot(visitor, `try-${locale}`);
      await visitor.press(where(visitor, '/relying-parties/shop/try', 'elsewhere'));
      const uri = await asked(visitor, 'try');
      await visitor.go(() => wallet.agree(uri));
      await visitor.page.waitForLoadState();
      await visitor.look();
      assert.ok((await visitor.text()).includes(PARTIES.shownAll[locale]));
      assert.ok(!(await visitor.text()).includes('陳怡君'));
      await shot(visitor, `learned-${locale}`);
      await visitor.leave();
    }
  });

  test('the page on which somebody takes up their office is a page like any other', async () => {
    for (const locale of LOCALES) {
      const visitor = await visitors.visit({ ...look(locale), persona: 'employed-mother' });
      await visitor.open('/sign-in/post?next=/office');
      assert.ok((await visitor.text()).includes(SIGNING_IN.postGone[locale]));
      await visitor.leave();
    }
  });

  test('on all these pages nothing was found wrong', () => {
    assert.deepEqual(visitors.findings(), []);
  });
});
