import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { cappedOrRecorded, currentTemplate, publishTemplates } from '../../src/exchange/index.ts';
import { PURPOSES } from '../../src/web/portal/purposes/words.ts';
import { STANDARDS } from '../../src/web/portal/standards/words.ts';
import { launchBrowser } from '../support/browser.ts';
import { testSite } from '../support/site.ts';
import { NARROW, visitorsOf, WIDE } from '../support/visitor.ts';

describe('what registers may be asked for', async () => {
  const site = await testSite();
  const { gov } = site;
  await publishTemplates(gov.db, gov);
  const bank = await currentTemplate(gov.db, gov, { party: 'bank', use: 'card-application' });
  const greedy = { fields: ['persons.mother', 'persons.name'], statements: ['rich'] };
  await assert.rejects(cappedOrRecorded(gov, bank, greedy), /does not allow/);
  await site.logged();
  const browser = await launchBrowser();
  after(() => browser.close());
  const visitors = visitorsOf(site, browser);
  const plain = { javaScriptEnabled: false } as const;
  const wide = await visitors.visit({ viewport: WIDE, locale: 'en', ...plain });
  const narrow = await visitors.visit({ viewport: NARROW, locale: 'zh-Hant', ...plain });
  const korean = await visitors.visit({ viewport: NARROW, locale: 'ko', ...plain });

  test('anybody reads it: by consent and by law, with what is answered by yes or no', async () => {
    await wide.open('/purposes');
    const text = await wide.text();
    assert.ok(text.includes(PURPOSES.byConsent.en) && text.includes(PURPOSES.byLaw.en));
    await wide.press(wide.page.getByRole('link', { name: bank.purpose.en }));
    const page = await wide.text();
    assert.match(page, /Insured monthly wage of NT\$30,000 or more/);
    assert.match(page, /Mother/);
    await wide.page.locator('summary').first().click();
    assert.match(await wide.text(), /salary >= 30000/);
  });

  test('on a phone, in Chinese and Korean', async () => {
    await narrow.open(`/purposes/${bank.id}`);
    assert.ok((await narrow.text()).includes(PURPOSES.overAskedLead['zh-Hant']));
    const law = await currentTemplate(gov.db, gov, { party: 'labour-insurance', use: 'double-benefit-check' });
    await korean.open(`/purposes/${law.id}`);
    assert.ok((await korean.text()).includes(PURPOSES.statute.ko));
  });

  test('each version has a proof that opens for anybody', async () => {
    await narrow.press(narrow.page.locator('#over-asked a').last());
    assert.ok((await narrow.text()).includes('rich'));
    await narrow.open(`/purposes/${bank.id}`);
    await narrow.press(narrow.page.locator('#versions table a').last());
    assert.ok((await narrow.text()).includes(bank.hash.slice(0, 12)));
  });

  test('who asks links to it', async () => {
    await wide.open('/relying-parties/bank');
    await wide.press(wide.page.locator(`#card-application a[href="/purposes/${bank.id}"]`));
    assert.equal(new URL(wide.page.url()).pathname, `/purposes/${bank.id}`);
  });

  test('what data of industries is called: by industry, each version, and how the one before is made out of it', async () => {
    await wide.open('/purposes');
    await wide.press(wide.page.locator('a[href="/standards"]'));
    assert.ok((await wide.text()).includes(STANDARDS.telecom.en));
    await wide.press(wide.page.locator('a[href="/standards/finance/income@2"]'));
    assert.match(await wide.text(), /monthly_wage × 12/);
    await korean.open('/standards');
    await korean.open('/standards/mobility/driving-licence@2');
    assert.ok((await korean.text()).includes(STANDARDS.lossy.ko));
    await narrow.open('/standards/education/enrolment@1');
    assert.ok((await narrow.text()).includes(STANDARDS.olderHelp['zh-Hant']));
    const carrier = await currentTemplate(gov.db, gov, { party: 'carrier', use: 'handset-instalments' });
    await narrow.open(`/purposes/${carrier.id}`);
    await narrow.press(narrow.page.locator('a[href="/standards/finance/income@1"]'));
    const json = await fetch(`${site.address}/api/standards/finance/income@2`);
    const { mapping } = (await json.json()) as { mapping: object };
    assert.deepEqual(mapping, {
      ...{ to: 'finance/income@1', reversible: true },
      fields: {
        employed_since: 'insured_since',
        employer: 'insured_unit',
        yearly_wage: { from: 'monthly_wage', times: 12 },
      },
    });
    assert.equal((await fetch(`${site.address}/api/standards/finance/income@9`)).status, 404);
  });

  test('no page has a fault', () => assert.deepEqual(visitors.findings(), []));
});
