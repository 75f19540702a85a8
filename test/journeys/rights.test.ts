import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { STATE_TEXT } from '../../src/services/index.ts';
import { OFFICE } from '../../src/web/office/words.ts';
import { PORTAL } from '../../src/web/portal/words.ts';
import { launchBrowser } from '../support/browser.ts';
import { testSite } from '../support/site.ts';
import { visitorsOf } from '../support/visitor.ts';

/** What a person may do besides applying: come back later, contradict, withdraw, answer, appeal. */
describe('the rights of an applicant', async () => {
  const site = await testSite();
  const browser = await launchBrowser();
  after(() => browser.close());
  const visitors = visitorsOf(site, browser);
  const mother = await visitors.visit({ persona: 'employed-mother' });
  const { page } = mother;
  const way = (name: string) => page.getByRole('main').getByText(name, { exact: true });
  let application = '';

  /** An officer does their one open task. */
  async function office(persona: string, act: (officer: typeof mother) => Promise<void>) {
    const officer = await visitors.visit({ persona });
    await officer.open('/office');
    await officer.press(officer.page.locator('[data-queue] th a').first());
    await act(officer);
    assert.deepEqual(await officer.page.locator('.govuk-error-summary').allInnerTexts(), []);
    await officer.leave();
    await site.settle();
  }

  test('a language once chosen is remembered on the next visit', async () => {
    await mother.open('/');
    await mother.press(page.getByRole('banner').getByText('한국어'));
    assert.equal(await page.getAttribute('html', 'lang'), 'ko');
    const again = await page.context().newPage();
    await again.goto('/life-events/birth');
    assert.equal(await again.getAttribute('html', 'lang'), 'ko');
    await again.close();
    await mother.press(page.getByRole('banner').getByText('English'));
    assert.equal(await page.getAttribute('html', 'lang'), 'en');
  });

  test('what was saved on one device goes on at another', async () => {
    await mother.open('/life-events/birth');
    await mother.press(way(PORTAL.begin.en));
    application = new URL(page.url()).pathname;
    await mother.press(way(PORTAL.continue.en));
    await mother.fill('#given_name', '小安');
    await mother.press(way(PORTAL.saveLater.en));
    assert.equal(new URL(page.url()).pathname, '/');

    const elsewhere = await visitors.visit({ persona: 'employed-mother', locale: 'zh-Hant' });
    await elsewhere.open('/');
    await elsewhere.press(elsewhere.page.locator(`#waiting a[href="${application}"]`));
    await elsewhere.press(elsewhere.page.locator('main form[action$="/services"] button'));
    assert.equal(await elsewhere.page.inputValue('#given_name'), '小安');
    await elsewhere.check('input[name=surname_from][value=father]');
    await elsewhere.fill('#account', '00412345678901');
    await elsewhere.check('input[name=insure_with][value=mother]');
    await elsewhere.press(elsewhere.page.getByText(PORTAL.continue['zh-Hant'], { exact: true }));
    assert.match(elsewhere.page.url(), /preview$/);
    await elsewhere.leave();
  });

  test('a wrong value is disputed; what does not use it goes on, and the correction lets the rest go on', async () => {
    await mother.open(`${application}/answers`);
    await mother.press(page.locator('a[href$="/facts/mother_surname/dispute"]'));
    await mother.fill('[name=claimed]', '程');
    await mother.press(way(PORTAL.askToCorrect.en));
    assert.equal(await page.locator('#known .govuk-tag', { hasText: PORTAL.disputed.en }).count(), 1);
    await mother.open(`${application}/preview`);
    await mother.press(way(PORTAL.submit.en));
    const timeline = await page.locator('.md-timeline').innerText();
    assert.match(timeline, new RegExp(PORTAL.waitsForCorrection.en));
    assert.match(timeline, /84,000/);

    const relative = await visitors.visit({ persona: 'registrar-in-family' });
    await relative.open('/office');
    assert.equal(await relative.page.locator('[data-queue] th a').count(), 0, 'nobody sees a task of their family');
    await relative.leave();
    await office('registrar', async (officer) => {
      await officer.check('#settle-upheld');
      await officer.fill('#settle-value', '程');
      await officer.fill('#settle-reason', '已更正');
      await officer.press(officer.page.locator('#settle button'));
    });
    await page.reload();
    assert.match(await page.locator('.md-timeline').innerText(), new RegExp(PORTAL.waitsForAgreement.en));
  });

  test('a case that is not decided yet can be withdrawn', async () => {
    await mother.press(way(site.gov.pack.services.get('health-insurance-enrolment')!.title.en));
    await page.getByText(PORTAL.withdraw.en, { exact: true }).first().click();
    await mother.press(page.locator('form[action$="/withdraw"] button'));
    assert.match(await mother.text(), new RegExp(STATE_TEXT.withdrawn.en));
    assert.equal(await page.locator('form[action$="/withdraw"]').count(), 0);
  });

  test('an officer asks for more and then refuses; the mother answers, reads why, and appeals', async () => {
    const applicant = await visitors.visit({ persona: 'unmarried-mother' });
    const { page } = applicant;
    await applicant.open('/services/maternity-benefit-labour');
    await applicant.press(page.getByText(PORTAL.begin.en, { exact: true }));
    await page.check('input[value="maternity-benefit-labour"]');
    await applicant.press(page.locator('main form[action$="/services"] button'));
    await applicant.fill('#account', '00412345678903');
    await applicant.press(page.getByText(PORTAL.continue.en, { exact: true }));
    await applicant.press(page.getByText(PORTAL.submit.en, { exact: true }));
    await applicant.press(page.locator('.md-timeline a').first());
    const kase = new URL(page.url()).pathname;
    assert.match(await applicant.text(), new RegExp(STATE_TEXT.review.en));

    await office('claims-officer', async (officer) => {
      await officer.fill('#ask-question', '請問您在哪裡工作？<b>');
      await officer.press(officer.page.locator('#ask button'));
    });
    await applicant.open('/');
    await applicant.press(page.locator(`#waiting a[href="${kase}"]`));
    assert.match(await applicant.text(), /請問您在哪裡工作？<b>/);
    await applicant.fill('#answer-text', '我在家工作');
    await applicant.press(page.getByText(PORTAL.send.en, { exact: true }));

    await office('claims-officer', async (officer) => {
      assert.match(await officer.text(), /我在家工作/);
      await officer.fill('#refuse-reason', '未參加勞工保險');
      await officer.page.selectOption('#refuse-law', { index: 1 });
      await officer.press(officer.page.locator('#refuse button'));
    });
    await applicant.open(kase);
    assert.match(await applicant.text(), new RegExp(STATE_TEXT.refused.en));
    assert.match(await applicant.text(), /未參加勞工保險/);
    assert.match(await page.locator('#appeal').innerText(), /2 December 2026|December 2, 2026|2 Dec/);
    await applicant.fill('#appeal-text', '我有參加');
    await applicant.press(page.locator('form[action$="/appeal"] button'));
    assert.match(await page.locator('#appeal').innerText(), new RegExp(PORTAL.appealLodged.en));

    const decider = await visitors.visit({ persona: 'claims-officer' });
    await decider.open('/office');
    await decider.press(decider.page.locator('[data-queue] th a').first());
    assert.match(await decider.text(), new RegExp(OFFICE.ownDecision.en), 'another officer answers an appeal');
    await decider.leave();
    await applicant.leave();
  });

  test('nothing is wrong with any page on the way', () => assert.deepEqual(visitors.findings(), []));
});
