import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { findPeople } from '../../src/identity/index.ts';
import { all, LOCALES, sql } from '../../src/kernel/index.ts';
import { updateFigures, watchTrade } from '../../src/programmes/index.ts';
import { makeTrade } from '../../src/programmes/office/testing/trade.ts';
import { relatedPeople } from '../../src/registry/index.ts';
import { FREEZES } from '../../src/web/office/programmes/freeze-words.ts';
import { PROGRAMMES, STATE_TEXT } from '../../src/web/office/programmes/words.ts';
import { FIGURES } from '../../src/web/portal/programme-figures/words.ts';
import { launchBrowser } from '../support/browser.ts';
import { testSite } from '../support/site.ts';
import { NARROW, type Visitor, visitorsOf } from '../support/visitor.ts';

/** An office runs a programme: it pauses, funds, looks into what looks like fraud, and two of it freeze; all see the figures. */
describe('the office of a programme', async () => {
  const site = await testSite();
  const { gov } = site;
  const browser = await launchBrowser();
  after(() => browser.close());
  const visitors = visitorsOf(site, browser);
  const programme = gov.pack.programmes.get('triple-stimulus-voucher')!;
  const here = `/office/programmes/${programme.id}`;
  const figures = `/programmes/${programme.id}/figures`;
  const resident = gov.pack.demo.personas.find(({ id }) => id === 'no-newborn')!.number;
  const person = (await findPeople(gov.db, [resident])).get(resident)!;
  const rows = await all(
    gov.db,
    sql<{ id: string }>`select id from identity.person where id <> ${person} order by id limit 1500`,
  );
  await makeTrade(gov, {
    programme,
    seed: 3,
    until: gov.clock.now(),
    days: 12,
    shops: 60,
    // Who trades last is taken first for a fraud: the one of too many payments within minutes.
    people: [...rows.map(({ id }) => id), person],
    familyOf: async (one) => [...(await relatedPeople(gov.db, gov, one))],
  });
  await updateFigures(gov);
  await watchTrade(gov);
  const officer = await visitors.visit({ persona: 'programme-officer' });
  const reviewer = await visitors.visit({ persona: 'programme-reviewer' });

  /** Fills an act's form, looks at what is about to be done, and confirms it. */
  async function act(who: Visitor, name: string, reason: string, fill: () => Promise<void> = async () => {}) {
    await who.open(here);
    await who.page.locator(`#${name} summary`).click();
    await fill();
    await who.fill(`#${name}-reason`, reason);
    await who.press(who.page.locator(`#${name} form button`));
    assert.match(await who.text(), new RegExp(reason));
    await who.press(who.page.getByRole('button', { name: PROGRAMMES.confirm.en }));
  }

  test('the list shows how it stands, and leads to it', async () => {
    await officer.open('/office');
    await officer.press(officer.page.getByRole('banner').getByText(PROGRAMMES.title.en));
    assert.match(await officer.text(), new RegExp(STATE_TEXT.open.en));
    await officer.press(officer.page.locator(`main a[href="${here}"]`));
    assert.equal(new URL(officer.page.url()).pathname, here);
  });

  test('a pause stops it at once, with a reason that everybody reads; it is resumed', async () => {
    await act(officer, 'pause', 'Forged notes were found.');
    assert.match(await officer.text(), new RegExp(STATE_TEXT.paused.en));
    const citizen = await visitors.visit({ locale: 'ko' });
    await citizen.open(figures);
    assert.match(await citizen.text(), new RegExp(`${FIGURES.paused.ko}[\\s\\S]*Forged notes were found`));
    await citizen.leave();
    await act(officer, 'resume', 'The notes are recalled.');
    assert.match(await officer.text(), new RegExp(STATE_TEXT.open.en));
  });

  test('it is funded within its limit, and no further', async () => {
    await act(officer, 'fund', 'First part of the budget.', () => officer.fill('#fund-amount', '1,000,000'));
    assert.match(await officer.text(), /Funded/);
    await act(officer, 'fund', 'All of it.', () => officer.fill('#fund-amount', '70000000000'));
    assert.match(await officer.page.locator('.govuk-error-summary').innerText(), /No money was moved/);
    await officer.open(here);
    await officer.page.locator('#fund summary').click();
    await officer.fill('#fund-amount', 'a lot');
    await officer.press(officer.page.locator('#fund form button'));
    assert.match(await officer.page.locator('.govuk-error-summary').innerText(), new RegExp(PROGRAMMES.enterAmount.en));
  });

  test('two officers freeze a wallet: one proposes, and only the other can confirm', async () => {
    const [found] = await all(
      gov.db,
      sql<{ id: string }>`select id from programmes.suspicion where signal = 'wallet-pace' and subject = ${person}`,
    );
    await officer.open(`${here}/fraud`);
    await officer.press(officer.page.locator(`a[href$="${found!.id}"]`));
    await officer.page.selectOption('#freeze-subject', `wallet:${person}`);
    await officer.fill('#freeze-reason', 'Twelve payments within nine minutes.');
    await officer.press(officer.page.locator('#freeze form button'));
    assert.match(await officer.text(), new RegExp(FREEZES.ownProposal.en));
    await reviewer.open(`${here}/freezes`);
    await reviewer.press(reviewer.page.getByRole('button', { name: FREEZES.confirm.en }));
    assert.match(await reviewer.text(), new RegExp(FREEZES.inForce.en));
  });

  test('whose it is reads why, and objects; an officer ends it', async () => {
    const owner = await visitors.visit({ persona: 'no-newborn', viewport: NARROW });
    await owner.open('/inbox');
    await owner.press(owner.page.getByText(/frozen/).first());
    await owner.press(owner.page.locator('main a[href^="/freezes/"]').first());
    assert.match(await owner.text(), /Twelve payments within nine minutes/);
    await owner.fill('#text', 'I went from stall to stall at the market.');
    await owner.press(owner.page.locator('#objection form button'));
    await owner.leave();
    await officer.open(`${here}/freezes`);
    assert.match(await officer.text(), /from stall to stall/);
    await officer.page.getByText(FREEZES.end.en).first().click();
    await officer.fill('textarea[id^="end-"]', 'It was a market day.');
    await officer.press(officer.page.locator('form[action$="/end"] button'));
    assert.match(await officer.text(), new RegExp(FREEZES.doneEnd.en));
  });

  test('a case is closed as nothing wrong', async () => {
    await reviewer.open(`${here}/fraud`);
    await reviewer.press(reviewer.page.locator('#suspicions-caption ~ tbody a').first());
    await reviewer.check('#decide-decision');
    await reviewer.fill('#decide-reason', 'The shop had a sale.');
    await reviewer.press(reviewer.page.locator('#decide form button'));
    assert.match(await reviewer.text(), /Nothing wrong/);
  });

  for (const locale of LOCALES) {
    test(`everybody sees the figures, on a phone, too (${locale})`, async () => {
      const citizen = await visitors.visit({ locale, viewport: NARROW });
      await citizen.open(figures);
      const text = await citizen.text();
      for (const words of [FIGURES.overTime, FIGURES.parts, FIGURES.privacy]) assert.ok(text.includes(words[locale]));
      await citizen.leave();
      const worker = await visitors.visit({ locale, viewport: NARROW, persona: 'programme-officer' });
      for (const path of ['/office/programmes', here, `${here}/fraud`, `${here}/freezes`, `${here}/freezes?over=yes`])
        await worker.open(path);
      await worker.press(worker.page.locator(`a[href="${here}/freezes"]`).first());
      await worker.leave();
    });
  }

  test('nothing is wrong with any page', () => assert.deepEqual(visitors.findings(), []));
});
