import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { bank } from '../../examples/bank/example.ts';
import { type Example, type RunningExample, runExample } from '../../examples/receiver/application.ts';
import { makeKeys, publicKeys } from '../../examples/receiver/keys.ts';
import { WORDS } from '../../examples/receiver/words.ts';
import { school } from '../../examples/school/example.ts';
import { exchangeRoom, readKeys, registerReceiver, sendWebhooks } from '../../src/exchange/index.ts';
import { drainJobs, transaction } from '../../src/kernel/index.ts';
import { CONSENTS } from '../../src/web/portal/consents/words.ts';
import { SETTINGS_TEXT } from '../../src/web/portal/settings-words.ts';
import { addAuthenticator } from '../support/authenticator.ts';
import { launchBrowser } from '../support/browser.ts';
import { testSite } from '../support/site.ts';
import { NARROW, type Visitor, visitorsOf } from '../support/visitor.ts';

/** The examples know Madang by its address alone, as any bank or school would: what they are told comes over HTTP. */
describe('somebody sends a bank and a school what they need, and nothing else', async () => {
  const site = await testSite();
  const { gov } = site;
  const browser = await launchBrowser();
  after(() => browser.close());
  const visitors = visitorsOf(site, browser);
  const running: RunningExample[] = [];
  after(() => Promise.all(running.map((one) => one.stop())));
  let theBank: RunningExample;
  let theSchool: RunningExample;
  let mother: Visitor;
  before(async () => {
    theBank = await open(bank);
    theSchool = await open(school);
    mother = await visitorWithPasskey('employed-mother');
  });

  /** Runs an example, and registers its public keys. */
  async function open(example: Example): Promise<RunningExample> {
    const keys = await makeKeys();
    const read = readKeys(JSON.stringify(publicKeys(keys)));
    assert.ok('keys' in read);
    const place = { madang: site.address, port: 0, keys, now: () => gov.clock.now() };
    const one = await runExample(example, place);
    running.push(one);
    await transaction(gov.db, (tx) =>
      registerReceiver(tx, gov, {
        ...{ party: example.party, keys: read.keys, webhook: `${one.address}/webhook` },
        ...{ owner: undefined },
      }),
    );
    return one;
  }

  async function visitorWithPasskey(persona: string): Promise<Visitor> {
    const visitor = await visitors.visit({ persona, viewport: NARROW });
    await addAuthenticator(visitor.page);
    return visitor;
  }

  const press = (visitor: Visitor, name: string) =>
    visitor.press(visitor.page.getByRole('button', { name, exact: true }));

  /** From the receiver's page through the consent and back. */
  async function send(visitor: Visitor, example: Example, { address }: RunningExample): Promise<void> {
    await visitor.page.goto(`${address}/?lang=en`);
    await press(visitor, example.apply.en);
    // Where nothing can be left out, there is nothing to choose.
    if (new URL(visitor.page.url()).pathname === '/consents/new') await press(visitor, CONSENTS.goOn.en);
    await visitor.press(visitor.page.getByText(SETTINGS_TEXT.addPasskey.en, { exact: true }));
    await visitor.page.getByRole('button', { name: CONSENTS.signButton.en }).click();
    await visitor.page.waitForURL(`${address}/**`);
    await visitor.page.getByText(WORDS.told.en).waitFor();
  }

  test('the bank decides at once, and is not told the wage', async () => {
    await send(mother, bank, theBank);
    const text = await mother.text();
    assert.match(text, /You get the card/);
    assert.match(text, /陳怡君/);
    assert.doesNotMatch(text, /42,?000/, 'what was not ticked is not sent');
  });

  test('the school waives tuition, and is not told the income', async () => {
    const student = await visitorWithPasskey('student');
    await send(student, school, theSchool);
    const text = await student.text();
    assert.match(text, /Your tuition is waived/);
    assert.match(text, /Low-income or near-low-income household\s+Yes/);
    assert.doesNotMatch(text, /NT\$/);
  });

  test('each look is there, with a receipt that verifies', async () => {
    await site.logged();
    await mother.open('/my-data/looks');
    const text = await mother.text();
    assert.match(text, /Qingchuan Commercial Bank/);
    await mother.press(mother.page.locator('#seen a[href^="/receipts/"]').first());
    assert.match(await mother.text(), /Qingchuan Commercial Bank/);
  });

  test('what was sent is deleted once the consent ends, and the bank says so with its signature', async () => {
    await mother.open('/my-data/consents');
    await mother.press(mother.page.locator('a[href^="/my-data/consents/"]').first());
    await mother.page.getByText(CONSENTS.withdraw.en, { exact: true }).click();
    await press(mother, CONSENTS.withdrawButton.en);
    await drainJobs(gov.pool, exchangeRoom(gov).jobs!, gov);
    await sendWebhooks(gov);
    await mother.page.goto(theBank.address);
    await mother.page.getByText(WORDS.deleted.en).waitFor();
    await mother.open('/my-data/consents');
    await mother.press(mother.page.locator('a[href^="/my-data/consents/"]').first());
    assert.match(await mother.text(), /They confirmed it on .* with their signature/);
  });

  test('nothing is wrong with any page', () => assert.deepEqual(visitors.findings(), []));
});
