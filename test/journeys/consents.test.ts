import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { asked } from '../../src/exchange/consents/testing.ts';
import { type Consent, consentPageAddress, consentsOf } from '../../src/exchange/index.ts';
import { findPeople } from '../../src/identity/index.ts';
import { LOCALES, run, sql } from '../../src/kernel/index.ts';
import { CONSENTS } from '../../src/web/portal/consents/words.ts';
import { SETTINGS_TEXT } from '../../src/web/portal/settings-words.ts';
import { addAuthenticator } from '../support/authenticator.ts';
import { launchBrowser } from '../support/browser.ts';
import { testSite } from '../support/site.ts';
import { NARROW, visitorsOf } from '../support/visitor.ts';

/** Where pictures of the pages are kept, if they are wanted. */
const PICTURES = process.env.CONSENT_PICTURES;

describe('a consent', async () => {
  const site = await testSite();
  const { gov } = site;
  const browser = await launchBrowser();
  after(() => browser.close());
  const visitors = visitorsOf(site, browser);
  const { number } = gov.pack.demo.personas.find(({ id }) => id === 'employed-mother')!;
  const person = (await findPeople(gov.db, [number])).get(number)!;
  const mother = await visitors.visit({ persona: 'employed-mother', locale: 'zh-Hant' });
  const { page } = mother;
  await addAuthenticator(page);
  const listed = () => consentsOf(gov.db, person, { at: gov.clock.now(), limit: 50 });
  const picture = async (name: string) => {
    if (!PICTURES) return;
    await page.screenshot({ path: `${PICTURES}/${name}-wide.png`, fullPage: true });
    await page.setViewportSize(NARROW);
    await page.screenshot({ path: `${PICTURES}/${name}-narrow.png`, fullPage: true });
    await page.setViewportSize({ width: 1280, height: 800 });
  };
  const inLanguage = (locale: string) =>
    page.context().addCookies([{ name: 'locale', value: locale, url: site.address }]);
  const bank = {
    ...{ person, party: 'bank', use: 'card-application' },
    fields: ['labour-enrolment.average_salary', 'households.address'],
    statements: ['salary-enough'],
  };
  const { draft } = await asked(gov, bank);

  test('is chosen field by field, with the values that would go', async () => {
    for (const locale of LOCALES) {
      await inLanguage(locale);
      await mother.open(consentPageAddress(draft));
      await picture(`choose-${locale}`);
    }
    assert.equal(await page.locator('input[name=item]:checked').count(), 0, 'silence is no consent');
    await page.check('input[value="labour-enrolment.average_salary"]');
    await mother.press(page.getByRole('button', { name: CONSENTS.goOn.en, exact: true }));
    assert.equal(new URL(page.url()).pathname, '/consents/sign');
    assert.match(await mother.text(), /Average insured monthly wage/);
    assert.doesNotMatch(await mother.text(), /address/i);
  });

  test('leads who has no passkey to make one, and back', async () => {
    await picture('no-passkey-en');
    await mother.press(page.getByText(SETTINGS_TEXT.addPasskey.en, { exact: true }));
    assert.equal(new URL(page.url()).pathname, '/consents/sign');
    await page.getByRole('button', { name: CONSENTS.signButton.en }).waitFor();
  });

  test('is signed as it is shown, and kept in those words', async () => {
    for (const locale of ['ko', 'en', 'zh-Hant']) {
      await inLanguage(locale);
      await mother.open(`/consents/sign?draft=${draft}`);
      await picture(`sign-${locale}`);
    }
    await mother.press(page.getByRole('button', { name: CONSENTS.signButton['zh-Hant'] }));
    assert.equal(new URL(page.url()).searchParams.get('consent'), draft);
    await inLanguage('en');
    await mother.open(`/my-data/consents/${draft}`);
    assert.match(await mother.text(), new RegExp(CONSENTS.signedOk.en));
    assert.match(await mother.text(), /利用目的/, 'in the language in which it was shown');
    assert.doesNotMatch(await mother.text(), /戶籍地址/);
    await picture('one-en');
  });

  test('is paused, resumed, looked at in the public log, and withdrawn', async () => {
    const press = (name: string) => mother.press(page.getByRole('button', { name, exact: true }));
    await press(CONSENTS.pause.en);
    assert.match(await mother.text(), new RegExp(CONSENTS.paused.en));
    await press(CONSENTS.resume.en);
    await site.logged();
    await mother.press(page.locator('#history a[href^="/receipts/"]').last());
    await picture('receipt-en');
    assert.match(await mother.text(), /Agreed/);
    await mother.open(`/my-data/consents/${draft}`);
    await page.getByText(CONSENTS.withdraw.en, { exact: true }).click();
    await press(CONSENTS.withdrawButton.en);
    assert.match(await mother.text(), new RegExp(CONSENTS.withdrawn.en));
    const [{ id, party, state }] = (await listed()) as [Consent];
    assert.equal(state, 'withdrawn');
    const at = gov.clock.now();
    await run(
      gov.db,
      sql`insert into exchange.deletion (party, consent, person, kept_days, demanded_at, due_at)
        values (${party}, ${id}, ${person}, 30, ${at}, ${at})
        on conflict (party, consent) do update set demanded_at = ${at}, due_at = ${at}`,
    );
    await mother.open(`/my-data/consents/${id}`);
    assert.match(await mother.text(), new RegExp(CONSENTS.overdue.en));
    await picture('late-en');
  });

  test('all at once, if wished', async () => {
    await asked(gov, bank).then(async ({ draft: next }) => {
      await mother.open(consentPageAddress(next));
      await mother.press(page.getByRole('button', { name: CONSENTS.goOn.en, exact: true }));
      await mother.press(page.getByRole('button', { name: CONSENTS.signButton.en }));
    });
    for (const locale of LOCALES) {
      await inLanguage(locale);
      await mother.open('/my-data/consents');
      await picture(`list-${locale}`);
    }
    await page.getByText(CONSENTS.all.en, { exact: true }).click();
    await mother.press(page.getByRole('button', { name: CONSENTS.allButton.en, exact: true }));
    assert.match(await mother.text(), new RegExp(CONSENTS['all-withdrawn'].en));
  });

  test('is refused without a trace but that', async () => {
    const { draft: next } = await asked(gov, bank);
    await mother.open(consentPageAddress(next));
    await mother.press(page.getByRole('button', { name: CONSENTS.refuse.en, exact: true }));
    assert.equal(new URL(page.url()).searchParams.get('refused'), 'yes');
    assert.equal((await listed()).length, 2);
  });

  test('is chosen for a child under age by who acts for it, and says so', async () => {
    const number = 'A200000058';
    const parent = (await findPeople(gov.db, [number])).get(number)!;
    const { draft: next } = await asked(gov, { ...bank, person: parent });
    const { id } = gov.pack.demo.personas.find((persona) => persona.number === number)!;
    const visitor = await visitors.visit({ persona: id, locale: 'en', viewport: NARROW });
    await visitor.open(`${consentPageAddress(next)}&child=yes`);
    await visitor.page.getByLabel('李品妍').check();
    if (PICTURES) await visitor.page.screenshot({ path: `${PICTURES}/child-en-narrow.png`, fullPage: true });
    await visitor.press(visitor.page.getByRole('button', { name: CONSENTS.goOn.en, exact: true }));
    assert.match(await visitor.text(), /my child under age/);
    assert.match(await visitor.text(), /李品妍/);
    if (PICTURES) await visitor.page.screenshot({ path: `${PICTURES}/child-sign-en-narrow.png`, fullPage: true });
  });

  test('without JavaScript all of it works but signing, on a narrow screen', async () => {
    const { draft: next } = await asked(gov, bank);
    const plain = await visitors.visit({
      ...{ persona: 'employed-mother', locale: 'en', javaScriptEnabled: false, viewport: NARROW },
    });
    await plain.open(consentPageAddress(next));
    await plain.press(plain.page.getByRole('button', { name: CONSENTS.goOn.en, exact: true }));
    assert.match(await plain.text(), /turn on JavaScript/);
    await plain.open('/my-data/consents');
    await plain.open(`/my-data/consents/${draft}`);
  });

  test('nothing is wrong with any page on the way', () => {
    assert.deepEqual(visitors.findings(), []);
  });
});
