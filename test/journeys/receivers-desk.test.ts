import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { addWebhook, receiverOf } from '../../src/exchange/index.ts';
import { partyFile, receiverKey, testConsent, testReceiver } from '../../src/exchange/receivers/testing.ts';
import { run, sql, uuidv7 } from '../../src/kernel/index.ts';
import { persona } from '../../src/services/testing/people.ts';
import { RECEIVERS } from '../../src/web/portal/receivers/words.ts';
import { launchBrowser } from '../support/browser.ts';
import { testSite } from '../support/site.ts';
import { NARROW, visitorsOf, WIDE } from '../support/visitor.ts';

const keys = () => JSON.stringify({ keys: [receiverKey('sig', 'sign-1').jwk, receiverKey('enc', 'enc-1').jwk] });

describe('the desk of who receives data', async () => {
  const [site, sandbox] = [await testSite(), await testSite({ MADANG_MODE: 'sandbox' })];
  site.gov.config.SANDBOX_ORIGIN = sandbox.address;
  const { gov } = site;
  const browser = await launchBrowser();
  after(() => browser.close());
  const visitors = visitorsOf(site, browser);
  const plain = { javaScriptEnabled: false } as const;
  const wide = await visitors.visit({ viewport: WIDE, locale: 'en', persona: 'father', ...plain });
  const narrow = await visitors.visit({ viewport: NARROW, locale: 'zh-Hant', persona: 'father', ...plain });
  const owner = await persona(gov, 'father');
  // Whoever came by the demo's list has proved nothing.
  await run(gov.db, sql`update identity.session set proved_at = ${gov.clock.now()}`);

  test('what is wrong is said by its part, and nothing typed is lost', async () => {
    await wide.open('/receivers');
    await wide.press(wide.page.getByRole('button', { name: RECEIVERS.review.en }));
    await wide.fill('#file', partyFile('bakery'));
    await wide.fill('#keys', '{}');
    await wide.fill('#webhook', 'https://elsewhere.example/');
    await wide.press(wide.page.getByRole('button', { name: RECEIVERS.submit.en }));
    assert.match(await wide.text(), /Paste a JWK Set[\s\S]*one of the hosts/);
    assert.equal(await wide.page.locator('#webhook').inputValue(), 'https://elsewhere.example/');
  });

  test('what goes to an officer has a code, with which one applies', async () => {
    await wide.fill('#file', partyFile('bakery'));
    await wide.fill('#keys', keys());
    await wide.fill('#webhook', 'https://party.example/hook');
    await wide.press(wide.page.getByRole('button', { name: RECEIVERS.submit.en }));
    assert.match(await wide.page.locator('#code').innerText(), /^bakery\.[0-9a-f]{16}$/);
    await wide.press(wide.page.getByRole('button', { name: RECEIVERS.applyNow.en }));
    assert.equal(new URL(wide.page.url()).pathname, '/services/data-receiver-enrolment');
  });

  test('on a phone: who tries first is led to the sandbox, registers there at once, and nobody here knows them', async () => {
    const phone = await visitors.visit({ viewport: NARROW, locale: 'en', persona: 'shop-owner', ...plain });
    await phone.open('/receivers');
    await phone.press(phone.page.getByRole('link', { name: RECEIVERS.openSandbox.en }));
    assert.ok(phone.page.url().startsWith(`${sandbox.address}/sign-in`), 'who is signed in here is nobody there');
    const person = phone.page.locator('article').filter({ hasText: '周淑芬' });
    await phone.press(person.getByRole('button'));
    for (const language of ['English', '繁體中文', '한국어']) {
      await phone.press(phone.page.locator('.md-languages').getByText(language));
      assert.ok(await phone.page.locator('.md-demo--sandbox').isVisible());
    }
    await phone.press(phone.page.getByRole('button', { name: RECEIVERS.register.ko }));
    await phone.fill('#file', partyFile('grocer'));
    await phone.fill('#keys', keys());
    await phone.press(phone.page.getByRole('button', { name: RECEIVERS.register.ko }));
    assert.equal(phone.page.url(), `${sandbox.address}/receivers/grocer`);
    assert.ok((await phone.text()).includes(RECEIVERS.moveOver.ko));
    assert.equal(await receiverOf(gov.db, 'grocer'), undefined);
    await phone.page.screenshot({ path: process.env.SHOT ?? '/dev/null', fullPage: true, type: 'png' });
    await phone.leave();
  });

  test('on a phone, in Chinese: what was told, what to delete, and other keys', async () => {
    const at = gov.clock.now();
    const person = await persona(gov, 'employed-mother');
    const { party } = await testReceiver(gov, { id: 'grocer', owner, webhook: 'https://party.example/hook' });
    const { id: consent } = await testConsent(gov, { person, party, use: 'monthly' });
    await addWebhook(gov.db, { party, id: uuidv7(at), event: 'consent.paused', consent, content: {}, at });
    await run(
      gov.db,
      sql`insert into exchange.deletion (party, consent, person, kept_days, demanded_at, due_at)
        values (${party}, ${consent}, ${person}, 30, ${at}, ${at})`,
    );
    await narrow.open(`/receivers/${party}`);
    const text = await narrow.text();
    assert.ok(text.includes(RECEIVERS.late['zh-Hant']) && text.includes(RECEIVERS.waiting['zh-Hant']));
    await narrow.press(narrow.page.getByRole('button', { name: RECEIVERS.replaceKeys['zh-Hant'] }));
    await narrow.fill('#keys', keys());
    await narrow.press(narrow.page.getByRole('button', { name: RECEIVERS.replaceKeys['zh-Hant'] }));
    assert.ok((await narrow.text()).includes(RECEIVERS.keysReplaced['zh-Hant']));
  });

  test('nobody else sees any of it', async () => {
    const other = await visitors.visit({ locale: 'en', persona: 'student', ...plain });
    assert.equal((await other.page.goto('/receivers/grocer'))?.status(), 404);
    await wide.page.goto('/receivers');
    const code = await wide.page.locator('#handed-in a').innerText();
    assert.equal((await other.page.goto(`/receivers/enrolments/${code}`))?.status(), 404);
  });

  test('who is late is named in public', async () => {
    const korean = await visitors.visit({ viewport: NARROW, locale: 'ko', ...plain });
    await korean.open('/purposes/overdue');
    assert.match(await korean.text(), /시험/);
  });

  test('no page has a fault', () => assert.deepEqual(visitors.findings(), []));
});
