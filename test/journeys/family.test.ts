import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { STATE_TEXT } from '../../src/services/index.ts';
import { OFFICE } from '../../src/web/office/words.ts';
import { PORTAL } from '../../src/web/portal/words.ts';
import { EVENT_TEXT } from '../../src/web/words.ts';
import { launchBrowser } from '../support/browser.ts';
import { testSite } from '../support/site.ts';
import { NARROW, visitorsOf } from '../support/visitor.ts';

/** Families whose way differs, each on a narrow screen and in another language. */
describe('other families', async () => {
  const site = await testSite();
  const browser = await launchBrowser();
  after(() => browser.close());
  const visitors = visitorsOf(site, browser);
  await site.settle();

  test('an unmarried mother, without JavaScript, is asked no surname and paid by the pension scheme', async () => {
    const locale = 'zh-Hant';
    const mother = await visitors.visit({ locale, viewport: NARROW, javaScriptEnabled: false });
    const { page } = mother;
    const way = (name: string) => page.getByRole('main').getByText(name, { exact: true });
    await mother.open('/sign-in?next=%2Finbox');
    await mother.press(page.locator('form:has(input[value="unmarried-mother"]) button'));
    assert.equal(new URL(page.url()).pathname, '/inbox');
    await mother.press(page.locator('main a[href^="/inbox/"]').first());
    await mother.press(page.locator('main a[href^="/life-events/birth"]'));
    await mother.press(way(PORTAL.begin[locale]));
    await mother.press(way(PORTAL.continue[locale]));
    assert.equal(await page.locator('[name=surname_from]').count(), 0);

    await mother.press(way(PORTAL.continue[locale]));
    const errors = page.locator('.govuk-error-summary a');
    assert.equal(await errors.count(), 2);
    assert.match(await page.title(), /^錯誤/);
    await errors.first().click();
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'given_name');
    await mother.fill('#given_name', '可可');
    await mother.fill('#account', '12');
    await mother.press(way(PORTAL.continue[locale]));
    assert.equal(await errors.count(), 1, 'only the account is wrong');
    assert.deepEqual(
      await page
        .locator('#given_name, #account')
        .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value)),
      ['可可', '12'],
    );
    await mother.fill('#account', '700-0000-1234-5678');
    await mother.press(way(PORTAL.continue[locale]));
    assert.match(await mother.text(), new RegExp(PORTAL.likelyYes[locale]));
    await mother.press(way(PORTAL.submit[locale]));
    const states = await page.locator('.md-timeline .govuk-tag').allInnerTexts();
    await site.settle();
    await mother.open(new URL(page.url()).pathname);
    assert.deepEqual(
      await page.locator('.md-timeline .govuk-tag').allInnerTexts(),
      states.map(() => STATE_TEXT.approved[locale]),
    );
    await mother.press(way('國民年金生育給付'));
    assert.match(await mother.text(), /39,522/);
    assert.equal(await page.locator('#history td:nth-child(2)', { hasText: EVENT_TEXT.paid[locale] }).count(), 1);
    await mother.press(page.getByRole('banner').getByRole('button'));
    assert.equal(await page.getByRole('banner').getByRole('button').count(), 0, 'signed out');
    await mother.leave();
  });

  test('a mother with a keyboard only applies in Korean', async () => {
    const locale = 'ko';
    const mother = await visitors.visit({ locale, viewport: NARROW, persona: 'contradicted-mother' });
    const { page } = mother;
    const enter = () => mother.go(() => page.keyboard.press('Enter'));
    await mother.open('/inbox');
    await mother.tabTo('main a[href^="/inbox/"]');
    await enter();
    await mother.tabTo('main a[href^="/life-events/birth"]');
    await enter();
    await mother.tabTo('main form[action="/applications"] button');
    await mother.go(() => page.keyboard.press('Space'));
    await mother.tabTo('main form[action$="/services"] button');
    await enter();
    await mother.tabTo('#given_name');
    await page.keyboard.type('서윤');
    await mother.tabTo('input[name=surname_from]');
    await page.keyboard.press('Space');
    await mother.tabTo('#account');
    await page.keyboard.type('00412345678902');
    await mother.tabTo('input[name=insure_with]');
    await page.keyboard.press('ArrowDown');
    await enter();
    await mother.tabTo('main form[action$="/submit"] button');
    await enter();
    assert.match(await mother.text(), new RegExp(PORTAL.submitted[locale]));
    assert.ok((await page.locator('.md-timeline > li').count()) >= 4);
    await mother.leave();
  });

  test("her husband agrees; the register's contradiction goes to an officer, who approves by keyboard", async () => {
    const husband = await visitors.visit({ locale: 'ko', viewport: NARROW, persona: 'contradicted-father' });
    await husband.open('/');
    await husband.press(husband.page.locator('main a[href^="/agreements/"]'));
    await husband.press(husband.page.locator('button[value=agree]'));
    await husband.leave();
    await site.settle();

    const registrar = await visitors.visit({ locale: 'zh-Hant', persona: 'registrar' });
    const { page } = registrar;
    await registrar.open('/office');
    assert.doesNotMatch(await registrar.text(), /張雅婷/, 'the queue shows no names');
    await page.keyboard.press('j');
    await registrar.go(() => page.keyboard.press('Enter'));
    assert.match(await registrar.text(), /張雅婷/);
    assert.match(await page.locator('#findings').innerText(), /醫院通報的母親出生日期與戶籍不同/);
    await page.keyboard.press('a');
    await registrar.tabTo('#approve button');
    await registrar.go(() => page.keyboard.press('Enter'));
    assert.match(await page.locator('.govuk-error-summary').innerText(), new RegExp(OFFICE.enterReason['zh-Hant']));
    await page.keyboard.press('a');
    await page.keyboard.type('已向醫院查證');
    await registrar.tabTo('#approve select');
    await page.keyboard.press('ArrowDown');
    await registrar.tabTo('#approve button');
    await registrar.go(() => page.keyboard.press('Enter'));
    assert.equal(new URL(page.url()).pathname, '/office');
    assert.match(await registrar.text(), new RegExp(OFFICE.allDone['zh-Hant']));
    await registrar.leave();
    await site.settle();
  });

  test('the mother reads the reason, who approved it, and that the officer looked', async () => {
    const mother = await visitors.visit({ locale: 'ko', viewport: NARROW, persona: 'contradicted-mother' });
    await mother.open('/cases');
    await mother.press(mother.page.getByRole('link', { name: '출생 등록' }));
    assert.match(await mother.text(), /已向醫院查證/);
    await mother.press(mother.page.locator('a[href$="/decision"]'));
    await mother.open('/my-data/looks');
    const { roles } = site.gov.pack.agencies.get('household-registration')!;
    assert.ok((await mother.page.locator('#seen').innerText()).includes(roles.registrar!.ko));
    await mother.leave();
  });

  test('nothing is wrong with any page on the way', () => assert.deepEqual(visitors.findings(), []));
});
