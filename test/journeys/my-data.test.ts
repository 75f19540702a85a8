import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, describe, test } from 'node:test';
import { COUNTER_DATA } from '../../src/web/office/counter-data/words.ts';
import { CHECK } from '../../src/web/portal/my-data/check-words.ts';
import { AT_COUNTER } from '../../src/web/portal/my-data/counter-words.ts';
import { DOWNLOAD } from '../../src/web/portal/my-data/download-words.ts';
import { LOCKER, SAID } from '../../src/web/portal/my-data/locker-words.ts';
import { MY_DATA } from '../../src/web/portal/my-data/words.ts';
import { SETTINGS_TEXT } from '../../src/web/portal/settings-words.ts';
import { addAuthenticator } from '../support/authenticator.ts';
import { launchBrowser } from '../support/browser.ts';
import { testSite } from '../support/site.ts';
import { NARROW, type Visitor, visitorsOf, WIDE } from '../support/visitor.ts';

const PASSPHRASE = 'four words do well';

describe('a person and what agencies know of them', async () => {
  const site = await testSite();
  const browser = await launchBrowser();
  after(() => browser.close());
  const visitors = visitorsOf(site, browser);
  await site.settle();
  const mother = await visitors.visit({ persona: 'employed-mother', viewport: WIDE, locale: 'en' });
  const plain = { viewport: NARROW, javaScriptEnabled: false } as const;
  const narrow = await visitors.visit({ persona: 'employed-mother', locale: 'zh-Hant', ...plain });
  const registrar = await visitors.visit({ persona: 'claims-officer', viewport: NARROW, locale: 'ko' });
  const guardian = await visitors.visit({ persona: 'unmarried-mother', locale: 'ko', ...plain });
  const anybody = await visitors.visit({ locale: 'ko', ...plain });
  const button = ({ page }: Visitor, name: string) => page.getByRole('button', { name, exact: true });
  const saved = async ({ page }: Visitor, name: string) => {
    const [download] = await Promise.all([page.waitForEvent('download'), button({ page } as Visitor, name).click()]);
    return (await download.path())!;
  };
  const choose = async (visitor: Visitor) => {
    for (const path of ['persons.name', 'persons.born_on', 'labour-enrolment.average_salary'])
      await visitor.check(`input[value="${path}"]`);
  };
  let pdf = '';

  test('sees it by agency, and takes chosen fields along as CSV and as a signed PDF', async () => {
    await mother.open('/my-data');
    assert.match(await mother.text(), /Bureau of Labor Insurance/);
    await mother.press(mother.page.getByRole('link', { name: DOWNLOAD.title.en }));
    await choose(mother);
    await mother.press(button(mother, DOWNLOAD.preview.en));
    assert.match(await mother.text(), /NT\$42,000/);
    await mother.page.uncheck('input[value="persons.born_on"]');
    const csv = await readFile(await saved(mother, DOWNLOAD.csv.en), 'utf8');
    assert.ok(csv.includes('陳怡君') && csv.includes('42000') && !csv.includes('1994'));
    pdf = await saved(mother, DOWNLOAD.pdf.en);
  });

  test('who is given the file finds that it is as it was made', async () => {
    await anybody.open('/documents/check');
    await anybody.page.setInputFiles('#file', pdf);
    await anybody.press(button(anybody, CHECK.check.ko));
    assert.ok((await anybody.text()).includes(CHECK.whole.ko));
  });

  test('disputes a value', async () => {
    await narrow.open('/my-data');
    await narrow.press(narrow.page.locator('#of-labour-insurance a', { hasText: MY_DATA.isWrong['zh-Hant'] }).first());
    await narrow.press(button(narrow, MY_DATA.ask['zh-Hant']));
    assert.ok((await narrow.text()).includes(MY_DATA.chooseField['zh-Hant']));
    await narrow.check('input[value="average_salary"]');
    await narrow.fill('#claimed', '43,900，見薪資單');
    await narrow.press(button(narrow, MY_DATA.ask['zh-Hant']));
    assert.ok((await narrow.text()).includes(MY_DATA.disputed['zh-Hant']));
  });

  test('shows a code at a counter, with which an officer sees what was agreed, once', async () => {
    await narrow.open('/my-data/counter');
    await choose(narrow);
    await narrow.press(button(narrow, DOWNLOAD.preview['zh-Hant']));
    await narrow.press(button(narrow, AT_COUNTER.make['zh-Hant']));
    const code = await narrow.page.locator('.md-offer__code').innerText();
    await registrar.open('/office/data-counter');
    await registrar.fill('#code', code);
    await registrar.press(button(registrar, COUNTER_DATA.take.ko));
    const shown = await registrar.text();
    assert.ok(shown.includes('陳怡君') && shown.includes('42,000') && !shown.includes('A200000012'));
    await registrar.open('/office/data-counter');
    await registrar.fill('#code', code);
    await registrar.press(button(registrar, COUNTER_DATA.take.ko));
    assert.ok(!(await registrar.text()).includes('陳怡君'));
    await narrow.press(narrow.page.locator(`a[href^="/my-data/counter/"]`));
    assert.ok((await narrow.text()).includes(AT_COUNTER.taken['zh-Hant']));
    assert.match(await narrow.page.innerText('table'), /本人臨櫃出示/, 'the look, with its proof');
    await narrow.press(narrow.page.getByRole('link', { name: AT_COUNTER.consent['zh-Hant'] }));
    assert.match(await narrow.text(), /同意臨櫃提供資料/);
  });

  test('a guardian has an officer told of her ward only whether something is so', async () => {
    await guardian.open('/my-data');
    await guardian.press(guardian.page.getByRole('link', { name: '林秀英' }));
    await guardian.press(guardian.page.locator('a[href^="/my-data/counter?of="]'));
    await guardian.check('input[value="residents-rate.lives-in-tainan"]');
    await guardian.check('input[value="persons.name"]');
    await guardian.press(button(guardian, DOWNLOAD.preview.ko));
    await guardian.press(button(guardian, AT_COUNTER.make.ko));
    assert.match(await guardian.page.innerText('#agreed'), /내가 대신하는 사람/);
    const code = await guardian.page.locator('.md-offer__code').innerText();
    await registrar.open('/office/data-counter');
    await registrar.fill('#code', code);
    await registrar.press(button(registrar, COUNTER_DATA.take.ko));
    const shown = await registrar.text();
    assert.ok(shown.includes('林秀英') && /타이난시에 삶\s+아니요/.test(shown) && !shown.includes('板橋'));
    await guardian.press(guardian.page.locator(`a[href^="/my-data/counter/"]`));
    assert.match(await guardian.page.innerText('table'), /값은 주지 않고 맞는지만/);
    await site.logged();
    await guardian.press(guardian.page.locator('table a[href^="/receipts/"]').first());
    assert.match(await guardian.text(), /타이난시에 삶|이름|성명/, 'who acts for her may open it');
  });

  test('locks a file away on her phone that only the passkey opens again', async () => {
    const phone = await visitors.visit({ persona: 'employed-mother', viewport: NARROW, locale: 'ko' });
    await addAuthenticator(phone.page, { prf: true });
    await phone.open('/settings');
    await phone.fill('#passkeys input[name=title]', '내 휴대전화');
    await phone.press(phone.page.getByText(SETTINGS_TEXT.addPasskey.ko, { exact: true }));
    await phone.open('/my-data/locker');
    await choose(phone);
    await phone.press(button(phone, DOWNLOAD.preview.ko));
    assert.ok((await phone.text()).includes(LOCKER.passkeyWarning.ko));
    await phone.press(button(phone, LOCKER.lockByPasskey.ko));
    assert.match(await phone.page.innerText('#kept'), /패스키 \(내 휴대전화\)/);
    const isPdf = async () => {
      const file = await readFile(await saved(phone, LOCKER.openByPasskey.ko));
      assert.equal(file.subarray(0, 5).toString(), '%PDF-');
    };
    await isPdf();
    await phone.open('/settings');
    assert.ok((await phone.page.innerText('#passkeys')).includes(SETTINGS_TEXT.opensLocker.ko));
    await phone.press(phone.page.locator('form[action="/settings/passkeys/remove"] button'));
    await phone.open('/my-data/locker');
    assert.ok((await phone.page.innerText('#kept')).includes(LOCKER.removedPasskey.ko));
    await isPdf();
    await phone.press(button(phone, LOCKER.remove.ko));
    await phone.leave();
  });

  test('where device or browser gives no secret, locks one away that only the passphrase opens again', async () => {
    await addAuthenticator(mother.page);
    await mother.open('/settings');
    await mother.press(mother.page.getByText(SETTINGS_TEXT.addPasskey.en, { exact: true }));
    const preview = async () => {
      await mother.open('/my-data/locker');
      await choose(mother);
      await mother.press(button(mother, DOWNLOAD.preview.en));
    };
    await preview();
    assert.equal(await mother.page.isVisible('#passphrase'), false);
    await button(mother, LOCKER.lockByPasskey.en).click();
    await mother.page.getByText(SAID.unable.lock.en).waitFor();
    assert.ok(await mother.page.isVisible('#passphrase'));
    await mother.page.addInitScript(() => {
      PublicKeyCredential.getClientCapabilities = async () => ({ 'extension:prf': false });
    });
    await preview();
    await mother.page.waitForSelector('#passphrase');
    assert.equal(
      await button(mother, LOCKER.lockByPasskey.en).isVisible(),
      false,
      'nor where the browser knows of none',
    );
    await mother.fill('#passphrase', PASSPHRASE);
    await mother.fill('#again', PASSPHRASE);
    await mother.press(button(mother, LOCKER.lock.en));
    assert.ok((await mother.text()).includes(LOCKER.done.en));
    await mother.page.locator('#kept summary').click();
    await mother.fill('input[name=passphrase]', 'three words instead');
    await button(mother, LOCKER.open.en).click();
    await mother.page.getByText(SAID.passphrase.wrong.en).waitFor();
    await mother.fill('input[name=passphrase]', PASSPHRASE);
    const file = await readFile(await saved(mother, LOCKER.open.en));
    assert.equal(file.subarray(0, 5).toString(), '%PDF-');
    await mother.press(button(mother, LOCKER.remove.en));
    assert.ok((await mother.text()).includes(LOCKER.empty.en));
  });

  test('nothing is wrong with any page on the way', () => assert.deepEqual(visitors.findings(), []));
});
