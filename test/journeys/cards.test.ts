import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, describe, test } from 'node:test';
import { cardsOf, copiesOf, offersOf } from '../../src/credentials/index.ts';
import { LOCALES } from '../../src/kernel/index.ts';
import { startApplication } from '../../src/services/index.ts';
import { persona } from '../../src/services/testing/people.ts';
import { cardOn } from '../../src/web/cards/fixture.ts';
import { CARDS } from '../../src/web/cards/words.ts';
import { CARD_OFFICE } from '../../src/web/office/cards/words.ts';
import { KEYS } from '../../src/web/office/issuers/words.ts';
import { MY_CARDS } from '../../src/web/portal/cards/words.ts';
import { launchBrowser } from '../support/browser.ts';
import { testSite } from '../support/site.ts';
import { NARROW, type Visitor, visitorsOf, WIDE } from '../support/visitor.ts';

const button = ({ page }: Visitor, name: string) =>
  page.locator('main').getByRole('button', { name, exact: true }).first();

/** What a button sends back to be saved. */
async function saved(visitor: Visitor, name: string): Promise<string> {
  const [file] = await Promise.all([visitor.page.waitForEvent('download'), button(visitor, name).click()]);
  const bytes = await file.createReadStream().then((stream) => stream.toArray());
  return Buffer.concat(bytes).toString('latin1');
}

const isPdf = (file: string) => file.startsWith('%PDF-1.') && file.trimEnd().endsWith('%%EOF');

describe('cards, in the one country', async () => {
  const site = await testSite();
  const { gov } = site;
  const browser = await launchBrowser();
  after(() => browser.close());
  const visitors = visitorsOf(site, browser);
  await site.settle();
  const mother = await persona(gov, 'employed-mother');
  const wallets = [randomUUID(), randomUUID()];

  test('from the front door to a code that another phone scans, with what is missing for the rest', async () => {
    const visitor = await visitors.visit({ locale: 'zh-Hant', persona: 'employed-mother', viewport: NARROW });
    await visitor.open('/');
    await visitor.press(visitor.page.locator('main a[href="/cards"]'));
    await visitor.press(visitor.page.locator('#cannot-have a[href*="disability-card"]'));
    assert.equal(await button(visitor, MY_CARDS.addOther['zh-Hant']).count(), 0);
    await visitor.open('/cards');
    await visitor.press(visitor.page.locator('#can-have a[href*="resident-card"]'));
    await visitor.press(button(visitor, MY_CARDS.addOther['zh-Hant']));
    assert.match(await visitor.page.locator('.md-offer__code').innerText(), /^\d{3} \d{3}$/);
    await visitor.open('/cards');
    await visitor.press(button(visitor, MY_CARDS.cancelOffer['zh-Hant']));
    assert.match(await visitor.text(), new RegExp(MY_CARDS.offerCancelled['zh-Hant']));
    assert.deepEqual(
      (await offersOf(gov.db, gov, mother)).map(({ state }) => state),
      ['cancelled'],
    );
    await visitor.leave();
  });

  test('a lost phone is blocked, the card goes on, is suspended by keyboard alone, and printed', async () => {
    const card = await cardOn(gov, { person: mother, type: 'resident-card' }, wallets);
    await cardOn(gov, { person: mother, type: 'health-insurance-card' }, wallets.slice(0, 1));
    await site.logged();
    const visitor = await visitors.visit({ locale: 'en', persona: 'employed-mother', viewport: NARROW });
    await visitor.open('/cards');
    await visitor.press(visitor.page.getByRole('link', { name: MY_CARDS.lostLink.en }));
    await visitor.press(visitor.page.locator(`a[href="/cards/devices/${wallets[0]}/lost"]`));
    await visitor.press(button(visitor, MY_CARDS.loseNow.en));
    assert.match(await visitor.text(), /no longer work: 2/);

    await visitor.open(`/cards/${card.id}`);
    await visitor.tabTo(`form[action="/cards/${card.id}/suspend"] button`);
    await visitor.go(() => visitor.page.keyboard.press('Enter'));
    assert.match(await visitor.text(), new RegExp(CARDS.suspended.en));
    await visitor.press(button(visitor, CARDS.resume.en));
    assert.ok(isPdf(await saved(visitor, CARDS.downloadPaper.en)));
    await visitor.open(`/cards/${card.id}`);
    assert.match(await visitor.text(), new RegExp(CARDS.revokePaper.en));
    await visitor.press(visitor.page.locator('#history a[href^="/receipts/"]').first());
    const kept = (await copiesOf(gov.db, card)).filter(({ revokedAt }) => revokedAt === null);
    assert.deepEqual(new Set(kept.map(({ wallet }) => wallet)).size, 2);
    await visitor.leave();
  });

  test('at a counter an officer helps who has no phone, in their own office', async () => {
    const { number } = gov.pack.demo.personas.find(({ id }) => id === 'employed-mother')!;
    const officer = await visitors.visit({ locale: 'ko', persona: 'registrar', viewport: WIDE });
    await officer.open('/office');
    await officer.press(officer.page.locator('header a[href="/office/cards"]'));
    await officer.fill('#number', 'A299999999');
    await officer.press(button(officer, CARD_OFFICE.lookUp.ko));
    assert.equal(await officer.page.locator('.govuk-error-summary').count(), 1);
    await officer.fill('#number', number);
    await officer.press(button(officer, CARD_OFFICE.lookUp.ko));
    await officer.press(button(officer, CARD_OFFICE.handOver.ko));
    assert.match(await officer.page.locator('.md-offer__code').innerText(), /^\d{3} \d{3}$/);
    await officer.press(officer.page.locator('form[action="/office/cards/person"] button'));
    await officer.page.locator('summary', { hasText: CARDS.paper.ko }).click();
    assert.ok(isPdf(await saved(officer, CARDS.downloadPaper.ko)));
    await officer.page.locator('summary', { hasText: CARD_OFFICE.decide.ko }).click();
    await officer.press(button(officer, CARDS.suspend.ko));
    assert.match(await officer.text(), new RegExp(CARD_OFFICE.enterReason.ko));
    await officer.fill('[name=reason]', '본인 요청');
    await officer.press(button(officer, CARDS.suspend.ko));
    assert.match(await officer.text(), new RegExp(CARDS.suspended.ko));
    await officer.press(button(officer, CARD_OFFICE.lost.ko));
    assert.match(await officer.text(), /더는 쓸 수 없게 했어요/);
    await officer.leave();
    const narrow = await visitors.visit({ locale: 'en', persona: 'registrar', viewport: NARROW });
    await narrow.open('/office/cards');
    await narrow.fill('#number', number);
    await narrow.press(button(narrow, CARD_OFFICE.lookUp.en));
    await narrow.leave();
  });

  for (const locale of LOCALES)
    test(`keys of an issuer, the counter, and a question that a card answers, on a narrow screen: ${locale}`, async () => {
      const narrow = { locale, viewport: NARROW };
      const officer = await visitors.visit({ ...narrow, persona: 'registrar' });
      await officer.open('/office/issuers');
      for (const fold of await officer.page.locator('main summary').all()) await fold.click();
      await officer.page.locator('main textarea').first().fill('?');
      await officer.press(button(officer, KEYS.propose[locale]));
      assert.match(await officer.text(), new RegExp(KEYS.ownProposal[locale]));
      const decline = officer.page
        .locator('details', { has: officer.page.locator('form[action$="/decline"]') })
        .first();
      for (const reason of ['', '?']) {
        await decline.locator('summary').click();
        await decline.locator('textarea').fill(reason);
        await officer.press(decline.locator('button'));
        assert.equal(await officer.page.locator('.govuk-error-summary').count(), reason === '' ? 1 : 0);
      }
      await officer.open('/office/cards');
      await officer.leave();
      const person = await persona(gov, 'student');
      const id = await startApplication(gov, person, { service: 'student-coach', matter: null }, locale);
      const student = await visitors.visit({ ...narrow, persona: 'student' });
      await student.open(`/applications/${id}/answers`);
      assert.equal(await student.page.locator('#cards-student-coach').count(), 1);
      await student.leave();
    });

  test('what an officer suspended is said so; it is revoked without a script', async () => {
    const plain = await visitors.visit({
      ...({ locale: 'ko', persona: 'employed-mother', viewport: NARROW, javaScriptEnabled: false } as const),
    });
    await plain.open('/cards');
    const card = (await cardsOf(gov.db, mother)).find(({ type }) => type === 'resident-card')!;
    await plain.press(plain.page.locator(`main a[href="/cards/${card.id}"]`));
    assert.match(await plain.text(), new RegExp(CARDS.suspendedByOfficer.ko));
    await plain.press(plain.page.locator(`a[href="/cards/${card.id}/revoke"]`));
    await plain.press(button(plain, CARDS.revoke.ko));
    assert.match(await plain.text(), new RegExp(CARDS.revoked.ko));
    await plain.press(button(plain, MY_CARDS.getNew.ko));
    assert.equal(await button(plain, MY_CARDS.addHere.ko).count(), 1);
    await plain.leave();
  });

  test('nothing was wrong with any of the pages', () => assert.deepEqual(visitors.findings(), []));
});

describe('cards, in the other', async () => {
  const site = await testSite({}, 'kr');
  const browser = await launchBrowser();
  after(() => browser.close());
  const visitors = visitorsOf(site, browser);

  for (const locale of LOCALES)
    test(`the list, a card that one could have, and its code: ${locale}`, async () => {
      const visitor = await visitors.visit({ locale, persona: 'student', viewport: locale === 'en' ? WIDE : NARROW });
      await visitor.open('/cards');
      await visitor.press(visitor.page.locator('#can-have a').first());
      await visitor.press(button(visitor, MY_CARDS.addOther[locale]));
      assert.equal(await visitor.page.locator('main .md-qr').count(), 1);
      await visitor.leave();
    });

  test('nothing was wrong with any of the pages', () => assert.deepEqual(visitors.findings(), []));
});
