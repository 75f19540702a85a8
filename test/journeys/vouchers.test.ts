import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { findPeople } from '../../src/identity/index.ts';
import { LOCALES } from '../../src/kernel/index.ts';
import { inboxOf } from '../../src/messages/index.ts';
import { walletOf } from '../../src/programmes/index.ts';
import { disclosuresOf } from '../../src/registry/index.ts';
import { COUNTER } from '../../src/web/office/programmes/counter-words.ts';
import { EVENT_TITLES, VOUCHERS } from '../../src/web/portal/vouchers/words.ts';
import { TAKING } from '../../src/web/taking/words.ts';
import { launchBrowser } from '../support/browser.ts';
import { testSite } from '../support/site.ts';
import { NARROW, type Visitor, visitorsOf } from '../support/visitor.ts';

const TRIPLE = '/vouchers/triple-stimulus-voucher';
const LOCAL = '/vouchers/local-gift-certificate';

describe('vouchers on a phone, in the one country', async () => {
  const site = await testSite();
  const { gov } = site;
  const browser = await launchBrowser();
  after(() => browser.close());
  const visitors = visitorsOf(site, browser);
  await site.settle();
  const personOf = async (id: string) => {
    const { number } = gov.pack.demo.personas.find((one) => one.id === id)!;
    return (await findPeople(gov.db, [number])).get(number)!;
  };
  const button = ({ page }: Visitor, text: string) =>
    page.locator('main').getByRole('button', { name: text, exact: true });

  test('one takes it in one page, sees the balance, shares it and gives it back', async () => {
    const mother = await visitors.visit({ locale: 'zh-Hant', persona: 'employed-mother', viewport: NARROW });
    await mother.open('/');
    await mother.press(mother.page.locator('main a[href="/vouchers"]'));
    await mother.press(mother.page.locator(`main a[href="${TRIPLE}"]`));
    await mother.press(button(mother, VOUCHERS.takeIt['zh-Hant']));
    await mother.press(button(mother, TAKING.confirm['zh-Hant']));
    assert.equal(await mother.page.locator('.govuk-error-summary').count(), 1, 'a way must be chosen');
    await mother.check('input[name=channel][value=mobile]');
    await mother.press(button(mother, TAKING.confirm['zh-Hant']));
    assert.match(await mother.text(), new RegExp(VOUCHERS.done['zh-Hant']));
    assert.equal(
      (await walletOf(gov, await personOf('employed-mother'), 'triple-stimulus-voucher')).balance,
      3000_00 / 100,
    );
    const done = mother.page.url();
    await mother.press(mother.page.locator('main a[href^="/receipts/"]'));

    await mother.open(`${TRIPLE}/share`);
    await mother.press(button(mother, VOUCHERS.shareNow['zh-Hant']));
    assert.equal(await mother.page.locator('.govuk-error-summary').count(), 1);
    await mother.check(`input[name=to][value="${await personOf('father')}"]`);
    await mother.fill('#amount', '９９９９');
    await mother.press(button(mother, VOUCHERS.shareNow['zh-Hant']));
    assert.equal(await mother.page.locator('.govuk-error-summary').count(), 1);
    await mother.fill('#amount', '５００');
    await mother.press(button(mother, VOUCHERS.shareNow['zh-Hant']));
    assert.match(await mother.text(), /NT\$2,500/);

    await mother.page.goto(done);
    await mother.press(button(mother, VOUCHERS.giveBack['zh-Hant']));
    assert.match(await mother.text(), /使用/, 'what is not whole cannot be given back');
    await mother.leave();
  });

  test('the one with whom it was shared is told, and finds it in their wallet', async () => {
    const father = await visitors.visit({ locale: 'en', persona: 'father', viewport: NARROW });
    const letters = await inboxOf(gov.db, await personOf('father'), { limit: 20 });
    assert.ok(letters.some(({ title }) => title.en.includes('shared')));
    await father.open(TRIPLE);
    assert.match(await father.text(), /NT\$500/);
    await father.press(button(father, VOUCHERS.takeIt.en));
    await father.check('input[name=channel][value=mobile]');
    await father.press(button(father, TAKING.confirm.en));
    await father.press(button(father, VOUCHERS.giveBack.en));
    assert.match(await father.text(), new RegExp(VOUCHERS.givenBack.en));
    await father.open(TRIPLE);
    const history = await father.page.locator('#history').innerText();
    for (const title of [EVENT_TITLES.taken.en, EVENT_TITLES['given-back'].en, 'From 陳怡君'])
      assert.ok(history.includes(title), title);
    const statement = await father.page.request.get(`${TRIPLE}/statement.csv`);
    assert.match(await statement.text(), /500/);
    await father.leave();
  });

  test('who cannot get it reads which condition is not met; nobody else’s page says what they paid', async () => {
    const alone = await visitors.visit({ locale: 'ko', persona: 'no-newborn', viewport: NARROW });
    await alone.open('/vouchers/child-living-allowance');
    assert.equal((await alone.page.locator('#reasons .md-reasons__item--no').count()) > 0, true);
    await alone.open(`${TRIPLE}/shops?q=%E4%B8%80`);
    assert.ok((await alone.page.locator('.md-shops tbody tr').count()) > 0);
    assert.equal(await alone.page.locator('svg.md-map').count(), 1);
    await alone.leave();
  });

  test('the list, the map and taking it work without a script', async () => {
    const plain = await visitors.visit({ persona: 'contradicted-father', viewport: NARROW, javaScriptEnabled: false });
    await plain.open('/vouchers');
    await plain.open(`${TRIPLE}/shops`);
    await plain.page.selectOption('select[name=class]', 'restaurant');
    await plain.press(button(plain, VOUCHERS.find.en));
    assert.ok((await plain.page.locator('.md-shops tbody tr').count()) > 0);
    await plain.open(`${TRIPLE}/take`);
    await plain.check('input[name=channel][value=mobile]');
    await plain.press(button(plain, TAKING.confirm.en));
    assert.match(await plain.text(), new RegExp(VOUCHERS.done.en));
    await plain.leave();
  });

  test('at a counter an officer takes it for somebody, who sees who looked and what was done', async () => {
    const officer = await visitors.visit({ locale: 'en', persona: 'counter-officer' });
    await officer.open('/office/counter');
    await officer.fill('#number', 'A299999999');
    await officer.press(button(officer, COUNTER.lookUp.en));
    assert.equal(await officer.page.locator('.govuk-error-summary').count(), 1);
    const { number } = gov.pack.demo.personas.find(({ id }) => id === 'unmarried-mother')!;
    await officer.fill('#number', number);
    await officer.press(button(officer, COUNTER.lookUp.en));
    await officer.press(officer.page.locator('#triple-stimulus-voucher button'));
    await officer.check('input[name=channel][value=mobile]');
    await officer.press(button(officer, TAKING.confirm.en));
    assert.match(await officer.text(), /taken: Triple/);
    await officer.leave();
    const person = await personOf('unmarried-mother');
    const readers = (await disclosuresOf(gov.db, person, { limit: 20 })).map(
      ({ readerKind, reader }) => `${readerKind} ${reader}`,
    );
    assert.ok(readers.includes(`officer ${await personOf('counter-officer')}`));
    const letters = await inboxOf(gov.db, person, { limit: 20 });
    assert.ok(letters.some(({ title }) => title.en.includes('counter')));
  });

  test('an officer of another agency has no counter', async () => {
    const cookie = await site.signIn('claims-officer');
    const headers = { cookie, origin: site.address, 'content-type': 'application/x-www-form-urlencoded' };
    const { number } = gov.pack.demo.personas.find(({ id }) => id === 'no-newborn')!;
    const looked = await fetch(`${site.address}/office/counter`, {
      method: 'POST',
      headers,
      body: new URLSearchParams({ number }),
    });
    assert.equal(looked.status, 403);
    const person = await personOf('no-newborn');
    const taken = await fetch(`${site.address}/office/counter/triple-stimulus-voucher`, {
      method: 'POST',
      headers,
      body: new URLSearchParams({ person, channel: 'mobile', key: 'x' }),
    });
    assert.equal(taken.status, 404);
    assert.equal((await walletOf(gov, person, 'triple-stimulus-voucher')).balance, 0);
  });

  test('nothing was wrong with any of the pages', () => assert.deepEqual(visitors.findings(), []));
});

describe('gift certificates on a phone, in the other', async () => {
  const site = await testSite({}, 'kr');
  const browser = await launchBrowser();
  after(() => browser.close());
  const visitors = visitorsOf(site, browser);
  await site.settle();

  for (const [nth, locale] of LOCALES.entries()) {
    test(`some of this month’s is taken and seen: ${locale}`, async () => {
      const persona = ['student', 'jobseeker', 'newlywed'][nth]!;
      const visitor = await visitors.visit({ locale, persona, viewport: NARROW });
      const button = (text: string) => visitor.page.locator('main').getByRole('button', { name: text, exact: true });
      await visitor.open('/vouchers');
      await visitor.open(LOCAL);
      await visitor.press(button(VOUCHERS.takeIt[locale]));
      await visitor.fill('#amount', '12345');
      await visitor.press(button(TAKING.confirm[locale]));
      assert.equal(await visitor.page.locator('#amount-error').count(), 1);
      await visitor.fill('#amount', '50,000');
      await visitor.press(button(TAKING.confirm[locale]));
      assert.match(await visitor.text(), /50,000[\s\S]*45,000/);
      await visitor.press(button(VOUCHERS.toWallet[locale]));
      assert.match(await visitor.page.locator('.md-balance').innerText(), /50,000/);
      await visitor.press(visitor.page.locator(`main a[href="${LOCAL}/shops"]`));
      assert.ok((await visitor.page.locator('.md-shops tbody tr').count()) > 0);
      await visitor.leave();
    });
  }

  test('nothing was wrong with any of the pages', () => assert.deepEqual(visitors.findings(), []));
});
