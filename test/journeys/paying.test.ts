import assert from 'node:assert/strict';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { LOCALES } from '../../src/kernel/index.ts';
import { appointClerk, shopByNumber, shopCode, take, walletOf } from '../../src/programmes/index.ts';
import { handedSetOf, scratchOf } from '../../src/programmes/paper/testing.ts';
import { persona } from '../../src/services/testing/people.ts';
import { PAYING } from '../../src/web/paying/words.ts';
import { PAY } from '../../src/web/portal/pay/words.ts';
import { TILL } from '../../src/web/till/words.ts';
import { launchBrowser } from '../support/browser.ts';
import { writeFilm } from '../support/camera.ts';
import { testSite } from '../support/site.ts';
import { NARROW, visitorsOf } from '../support/visitor.ts';

const PROGRAMME = 'triple-stimulus-voucher';
const SHOP_NUMBER = '00001010';

/** A till looks every second and a half whether it was paid; a slow machine takes its time. */
const PATIENCE = { timeout: 15_000 };

describe('paying at a shop, on two phones', async () => {
  const site = await testSite();
  const { gov } = site;
  const folder = await mkdtemp(join(tmpdir(), 'paying-'));
  const browser = await launchBrowser();
  after(() => browser.close());
  const visitors = visitorsOf(site, browser);
  const payerId = await persona(gov, 'employed-mother');
  const shop = (await shopByNumber(gov.db, SHOP_NUMBER))!;
  await take(gov, { person: payerId, programme: PROGRAMME, channel: 'mobile', key: 'paying' });
  const owner = await visitors.visit({ persona: 'shop-owner', viewport: NARROW, locale: 'zh-Hant' });
  const payer = await visitors.visit({ persona: 'employed-mother', viewport: NARROW, locale: 'en' });
  const till = `/till/${shop.id}`;
  const balance = async () => (await walletOf(gov, payerId, PROGRAMME)).balance;

  const pairOn = (page: Page) => page.locator('.md-sign__seal').first().getAttribute('aria-label');
  /** What a sign looks like, whatever the language that says it. */
  const lookOf = (page: Page) =>
    page.evaluate(() => [
      document.querySelector('.md-sign__ground rect')!.getAttribute('fill'),
      document.querySelector('[data-sign-picture]')!.getAttribute('d'),
      JSON.parse(document.querySelector<HTMLElement>('[data-sign]')!.dataset.sign!).map(
        (one: { tune: number[] }) => one.tune,
      ),
    ]);
  const numberOn = async (page: Page) => (await page.innerText('.md-show__number')).replace(/\D/g, '');
  const press = async (page: Page, digits: string) => {
    for (const digit of digits) await page.click(`[data-key="${digit}"]`);
  };
  let used = '';

  test('two taps after the amount: the clerk scans, and both phones show the same sign', async () => {
    await owner.open('/till');
    await owner.press(owner.page.getByRole('link', { name: shop.name }));
    await press(owner.page, '1250');
    assert.equal(await owner.page.inputValue('#amount'), '1,250');
    await owner.page.getByRole('button', { name: TILL.scanCustomer['zh-Hant'] }).click();
    await owner.page.waitForSelector('#code');
    await owner.look();
    await payer.open('/pay');
    await payer.press(payer.page.locator('main .md-card__link'));
    used = await numberOn(payer.page);
    assert.match(used, /^\d{12}$/);
    await owner.fill('#code', used);
    await owner.page.getByRole('button', { name: '收款 NT$1,250' }).click();
    await owner.page.waitForSelector('.md-sign');
    await payer.page.waitForSelector('.md-sign', PATIENCE);
    await Promise.all([owner.look(), payer.look()]);
    assert.deepEqual(await lookOf(payer.page), await lookOf(owner.page));
    assert.notEqual(await pairOn(payer.page), await pairOn(owner.page), 'said in two languages');
    assert.match(await payer.text(), /NT\$1,250/);
    assert.equal(await balance(), 1_750);
  });

  test('the sign is another in the next minute, the same on both, and its hand moves', async () => {
    const before = await lookOf(owner.page);
    const hand = () => owner.page.getAttribute('[data-sign-hand]', 'transform');
    const [first] = [await hand()];
    await owner.page.waitForFunction(
      (old) => document.querySelector('[data-sign-hand]')!.getAttribute('transform') !== old,
      first,
    );
    gov.clock.advance(60_000);
    await Promise.all([owner.page.reload(), payer.page.reload()]);
    assert.deepEqual(await lookOf(payer.page), await lookOf(owner.page));
    assert.notDeepEqual((await lookOf(owner.page))[2], before[2]);
    gov.clock.advance(5 * 60_000);
    await Promise.all([owner.page.reload(), payer.page.reload()]);
    assert.equal(await owner.page.locator('.md-sign').count(), 0);
    assert.equal(await payer.page.locator('.md-sign').count(), 0);
    assert.match(await payer.text(), /NT\$1,250/);
    await site.logged();
    await payer.press(payer.page.getByRole('link', { name: PAYING.seeReceipt.en }));
    await payer.page.locator('[data-outcome="ok"] [data-check="content-matches"][data-finding="ok"]').waitFor(PATIENCE);
    assert.match(await payer.text(), /NT\$1,250/);
  });

  test('the same code a second time is refused, in another form, with the reason', async () => {
    await owner.open(`${till}/scan?amount=100`);
    await owner.fill('#code', used);
    await owner.page.getByRole('button', { name: '收款 NT$100' }).click();
    await owner.page.waitForSelector('[data-refused]');
    await owner.look();
    assert.match(await owner.text(), /使用過|時效|無法使用/);
    assert.match(await owner.text(), new RegExp(PAYING.noMoneyMoved['zh-Hant']));
    assert.equal(await balance(), 1_750);
  });

  test('a slip in the number is shown beside it, and does not fill the screen', async () => {
    await owner.open(`${till}/scan?amount=100`);
    await owner.fill('#code', `${used.slice(0, 11)}${(Number(used[11]) + 1) % 10}`);
    await owner.page.getByRole('button', { name: '收款 NT$100' }).click();
    await owner.page.waitForSelector('#code-error');
    await owner.look();
    assert.equal(await owner.page.locator('[data-refused]').count(), 0);
  });

  test('the till shows a code, the payer pays it, and the till turns by itself', async () => {
    await owner.open(`${till}?amount=300`);
    await owner.page.getByRole('button', { name: TILL.showCode['zh-Hant'] }).click();
    await owner.page.waitForSelector('.md-show .md-qr');
    await owner.look();
    const request = new URL(owner.page.url()).pathname.split('/').at(-1)!;
    await payer.open(`/pay/to/${shop.id}?request=${request}`);
    assert.match(await payer.text(), /NT\$300[\s\S]*NT\$1,750[\s\S]*NT\$1,450/);
    await payer.page.getByRole('button', { name: 'Pay NT$300' }).click();
    await payer.page.waitForSelector('.md-sign');
    await owner.page.waitForSelector('.md-sign', PATIENCE);
    assert.deepEqual(await lookOf(payer.page), await lookOf(owner.page));
    await payer.open(`/pay/to/${shop.id}?request=${request}`);
    assert.match(await payer.text(), new RegExp(PAY.requestPaid.en));
    assert.equal(await balance(), 1_450);
  });

  test("the shop's own code has no amount; what is too much is refused before anything is paid", async () => {
    await payer.open('/pay/scan');
    await payer.fill('#code', shop.number);
    await payer.page.getByRole('button', { name: PAY.continue.en }).click();
    await payer.page.waitForSelector('#amount');
    await payer.look();
    await payer.fill('#amount', '9,000');
    await payer.page.getByRole('button', { name: PAY.continue.en }).click();
    await payer.page.waitForSelector('.govuk-inset-text');
    await payer.look();
    assert.match(await payer.text(), new RegExp(PAY.notEnough.en));
    await payer.open(`/pay/to/${shop.id}?amount=50`);
    await owner.open(till);
    await payer.page.getByRole('button', { name: 'Pay NT$50' }).click();
    await payer.page.waitForSelector('.md-sign');
    await owner.page.locator('[data-latest]', { hasText: 'NT$50' }).waitFor(PATIENCE);
  });

  test('a part is refunded within the limit of the clerk, and both see it', async () => {
    const clerkId = await persona(gov, 'shop-clerk');
    const { number } = gov.pack.demo.personas.find(({ id }) => id === 'shop-clerk')!;
    await appointClerk(gov, {
      shop: shop.id,
      by: await persona(gov, 'shop-owner'),
      number,
      name: '小周',
      mostAtOnce: 400,
      mostRefund: 100,
    });
    const clerk = await visitors.visit({ persona: 'shop-clerk', viewport: NARROW, locale: 'ko' });
    assert.ok(clerkId);
    await clerk.open(`${till}/today`);
    assert.match(await clerk.text(), /1,250/);
    await clerk.press(clerk.page.locator('#payments td a').nth(1));
    await clerk.fill('#amount', '101');
    await clerk.press(clerk.page.locator('#refund button'));
    assert.equal(await clerk.page.locator('#amount-error').count(), 1);
    await clerk.fill('#amount', '100');
    await clerk.press(clerk.page.locator('#refund button'));
    assert.match(await clerk.page.innerText('.govuk-notification-banner'), /100/);
    assert.equal(await balance(), 1_500);
    await clerk.open(`${till}/clerks`);
    assert.match(await clerk.page.innerText('main'), new RegExp(TILL.ownerOnly.ko));
    await payer.open('/pay/triple-stimulus-voucher');
    await clerk.open(`${till}/scan?amount=401`);
    await clerk.fill('#code', await numberOn(payer.page));
    await clerk.page.locator('main form button[type=submit]').click();
    await clerk.page.waitForSelector('[data-refused]');
    await clerk.look();
    assert.match(await clerk.text(), /400/);
    await clerk.leave();
  });

  test('the owner lets a clerk in and sends them away', async () => {
    const stranger = gov.pack.demo.personas.find(({ id }) => id === 'no-newborn')!;
    await owner.open(`${till}/clerks`);
    await owner.fill('#name', '阿翰');
    await owner.fill('#number', 'A123');
    await owner.press(owner.page.locator('#add button'));
    assert.equal(await owner.page.locator('#number-error').count(), 1);
    await owner.fill('#number', stranger.number);
    await owner.fill('#mostAtOnce', '500');
    await owner.press(owner.page.locator('#add button'));
    assert.match(await owner.text(), new RegExp(TILL.appointed['zh-Hant']));
    const newcomer = await visitors.visit({ persona: 'no-newborn', viewport: NARROW, locale: 'en' });
    await newcomer.open(till);
    assert.equal(await newcomer.page.locator('#amount').count(), 1);
    await owner.press(owner.page.locator('tr', { hasText: '阿翰' }).locator('button'));
    await newcomer.open(till);
    assert.equal(await newcomer.page.locator('#amount').count(), 0);
    await newcomer.leave();
  });

  test('a paper note is taken once, with what is under its scratch field; then it says where it was spent', async () => {
    const programme = gov.pack.programmes.get(PROGRAMME)!;
    const { note } = await handedSetOf(gov, programme, [...gov.pack.places.keys()][0]);
    const serial = note(6);
    await owner.open(`${till}/scan?amount=700`);
    await owner.fill('#code', serial.toLowerCase());
    await owner.page.locator('main form button[type=submit]').click();
    await owner.page.waitForSelector('#secret');
    await owner.look();
    assert.match(await owner.text(), /NT\$200[\s\S]*NT\$500/);
    await owner.page.locator('main form button[type=submit]').click();
    await owner.page.waitForSelector('#secret-error');
    await owner.fill('#secret', await scratchOf(gov, programme, serial));
    await owner.page.locator('main form button[type=submit]').click();
    await owner.page.waitForSelector('.md-sign:not(.md-sign--refused)');
    await owner.open(`${till}/scan?amount=700`);
    await owner.fill('#code', serial);
    await owner.page.locator('main form button[type=submit]').click();
    await owner.page.waitForSelector('[data-refused]');
    await owner.look();
    assert.ok((await owner.text()).includes(shop.name));
  });

  test('without a script every step works, with the numbers typed in', async () => {
    const plain = { viewport: NARROW, javaScriptEnabled: false, locale: 'ko' } as const;
    const clerk = await visitors.visit({ ...plain, persona: 'shop-owner' });
    const person = await visitors.visit({ ...plain, persona: 'employed-mother' });
    await person.open(`/pay/${PROGRAMME}`);
    await clerk.open(till);
    await clerk.fill('#amount', '80');
    await clerk.press(clerk.page.getByRole('button', { name: TILL.scanCustomer.ko }));
    await clerk.fill('#code', await numberOn(person.page));
    await clerk.press(clerk.page.locator('main form button[type=submit]'));
    assert.match(await clerk.text(), new RegExp(PAYING.paid.ko));
    await person.press(person.page.getByRole('link', { name: PAYING.lookAgain.ko }));
    assert.match(await person.text(), new RegExp(PAYING.paid.ko));
    assert.equal(await pairOn(person.page), await pairOn(clerk.page));
    await clerk.open(till);
    await clerk.fill('#amount', '');
    await clerk.press(clerk.page.getByRole('button', { name: TILL.showCode.ko }));
    assert.equal(await clerk.page.locator('#amount-error').count(), 1);
    await clerk.fill('#amount', '20');
    await clerk.press(clerk.page.getByRole('button', { name: TILL.showCode.ko }));
    const request = new URL(clerk.page.url()).pathname.split('/').at(-1)!;
    await person.open(`/pay/to/${shop.id}?request=${request}`);
    await person.press(person.page.locator('main form button[type=submit]'));
    await clerk.press(clerk.page.getByRole('link', { name: PAYING.lookAgain.ko }));
    assert.equal(await pairOn(person.page), await pairOn(clerk.page));
    await Promise.all([clerk.leave(), person.leave()]);
  });

  test("a camera reads the shop's code; where it is not allowed, or it is dark, the page says what to do", async () => {
    const [code, dark] = [join(folder, 'code.y4m'), join(folder, 'dark.y4m')];
    await writeFilm(code, shopCode(gov, shop));
    await writeFilm(dark);
    const looking = async (film: string, isAllowed: boolean, see: (page: Page) => Promise<unknown>) => {
      const fake = ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`];
      const other = await launchBrowser([...fake, `--use-fake-ui-for-media-stream${isAllowed ? '' : '=deny'}`]);
      try {
        const visitor = await visitorsOf(site, other).visit({ persona: 'employed-mother', viewport: NARROW });
        await visitor.open('/pay/scan');
        await see(visitor.page);
      } finally {
        await other.close();
      }
    };
    await looking(code, true, (page) => page.waitForSelector('#amount', PATIENCE));
    await looking(code, false, (page) => page.getByText(PAYING.cameraDenied.en).waitFor(PATIENCE));
    await looking(dark, true, (page) => page.getByText(PAYING.cameraDark.en).waitFor(PATIENCE));
  });

  test('in every language, on every page', async () => {
    for (const locale of LOCALES) {
      const clerk = await visitors.visit({ persona: 'shop-owner', viewport: NARROW, locale });
      for (const page of ['', '/scan?amount=10', '/today', '/clerks', '/code']) await clerk.open(till + page);
      await clerk.leave();
      const person = await visitors.visit({ persona: 'employed-mother', viewport: NARROW, locale });
      for (const page of [
        '/pay',
        '/pay/scan',
        `/pay/${PROGRAMME}`,
        `/pay/to/${shop.id}`,
        `/pay/to/${shop.id}?amount=10`,
      ])
        await person.open(page);
      await person.leave();
    }
  });

  test('nothing is wrong with any page', () => assert.deepEqual(visitors.findings(), []));
});
