import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { createLogger, LOCALES, readConfig, transaction } from '../../src/kernel/index.ts';
import { commitAct, latestCheckpoint, openLog, startWitness } from '../../src/log/index.ts';
import { eventsOf } from '../../src/services/index.ts';
import { ANSWERS, persona, submitBirth } from '../../src/services/testing/people.ts';
import { LINE } from '../../src/web/portal/log/line-words.ts';
import { TRUST } from '../../src/web/portal/log/trust-words.ts';
import { LOG } from '../../src/web/portal/log/words.ts';
import { ACTS } from '../../src/web/portal/proof-words.ts';
import { WORDS } from '../../src/web/words.ts';
import { launchBrowser } from '../support/browser.ts';
import { START } from '../support/government.ts';
import { type TestSite, testSite } from '../support/site.ts';
import { NARROW, visitorsOf } from '../support/visitor.ts';

/** As long as the page waits from one look to the next, and a bit more; its clock is moved by hand here. */
const ROUND_MS = 3_100;

/** Longer than it waits after any number of looks that failed. */
const LONG_MS = 61_000;

describe('somebody watches the public log', async () => {
  const site = await testSite();
  const { gov } = site;
  const browser = await launchBrowser();
  after(() => browser.close());
  const visitors = visitorsOf(site, browser);
  await site.settle();
  const watcher = await visitors.visit();
  const { page } = watcher;
  await page.clock.install();
  const how = page.locator('[data-live-how]');
  const said = page.locator('[data-live-said]');
  let entry = '';

  /** Lets the page's time pass until what it is to show is there. */
  async function until(shown: () => Promise<boolean>, step = ROUND_MS): Promise<void> {
    for (let round = 0; !(await shown()); round += 1) {
      assert.ok(round < 200, 'it is never shown');
      await page.clock.runFor(step);
      await sleep(50); // answers take true time
    }
  }
  const shownSize = async (at: Page) =>
    Number((await at.locator('.md-tally__value').first().innerText()).replaceAll(',', ''));

  test('what agencies do appears by itself, and moves nothing that they look at', async () => {
    await site.logged();
    await watcher.open('/log');
    const before = await shownSize(page);
    assert.equal(await how.innerText(), LOG.isLive.en);
    await page.fill('#q', '12');
    await page.locator('#by-day').scrollIntoViewIfNeeded();
    await page.focus('#q');
    const place = () => page.locator('#find').boundingBox();
    const [was, document] = [await place(), await page.evaluateHandle(() => window.document.body)];

    const mother = await persona(gov, 'employed-mother');
    const cases = await submitBirth(gov, mother, ANSWERS);
    const [first] = await eventsOf(gov.db, mother, cases['maternity-benefit-labour']!.id);
    entry = first!.entry;
    await until(async () => (await shownSize(page)) > before);

    // Each look that the services had at a register is a line of its own, and those come last.
    assert.match(await page.locator('#latest tbody').innerText(), new RegExp(ACTS['data.disclosed']!.en));
    assert.doesNotMatch(await watcher.text(), /小安|陳怡君/);
    assert.equal(await page.inputValue('#q'), '12');
    assert.equal(await page.evaluate(() => window.document.activeElement?.id), 'q');
    assert.equal((await place())!.y, was!.y);
    assert.ok(await page.evaluate((body) => body === window.document.body, document), 'the page was loaded again');
    await watcher.look();
  });

  test('a table that was unfolded stays so, and a link that has the focus leads where it did', async () => {
    await page.locator('#by-minute-table summary').click();
    const link = page.locator('#latest tbody a').first();
    await link.focus();
    const href = await link.getAttribute('href');
    const before = await shownSize(page);
    await submitBirth(gov, await persona(gov, 'unmarried-mother'), { given_name: '可可', account: ANSWERS.account });
    await until(async () => (await shownSize(page)) > before);
    assert.equal(await page.locator('#by-minute-table').getAttribute('open'), '');
    assert.equal(await link.getAttribute('href'), href);
    await page.locator('h1').click();
    await until(async () => (await link.getAttribute('href')) !== href);
  });

  test('a button holds it still', async () => {
    await page.getByRole('button', { name: LOG.pause.en }).click();
    assert.equal(await how.innerText(), LOG.isPaused.en);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.clock.runFor(LONG_MS);
    assert.deepEqual(asked, []);
    await watcher.look();
    await page.getByRole('button', { name: LOG.resume.en }).click();
    assert.equal(await how.innerText(), LOG.isLive.en);
    await until(async () => asked.length > 0);
  });

  test('a server that is away is said once, asked ever less, and found again', async () => {
    let failed = 0;
    await page.route('**/log', async (route) => {
      failed += 1;
      await route.abort();
    });
    await until(async () => (await how.innerText()) === LOG.isAway.en);
    assert.equal(await said.textContent(), LOG.isAway.en);
    await watcher.look();
    const before = failed;
    await page.clock.runFor(LONG_MS);
    assert.ok(failed - before < LONG_MS / ROUND_MS / 2, `${failed - before} looks in a minute`);
    await page.unroute('**/log');
    await until(async () => (await how.innerText()) === LOG.isLive.en, LONG_MS);
    assert.equal(await said.textContent(), LOG.isBack.en);
  });

  test('the number of a proof leads to it, that of a line to that', async () => {
    const search = async (words: string) => {
      await watcher.fill('#q', words);
      await watcher.press(page.getByRole('button', { name: LOG.findButton.en, exact: true }));
    };
    await search('nothing of the kind');
    assert.equal(await page.getByRole('alert').getByRole('link').innerText(), LOG.noNumber.en);
    await search(`${site.address}/receipts/${entry}`);
    assert.equal(new URL(page.url()).pathname, `/receipts/${entry}`);
    await watcher.open('/log');
    await search('2');
    assert.equal(new URL(page.url()).pathname, '/log/entries/1');
    assert.equal(await page.innerText('h1'), 'Line 2');
    await watcher.press(page.getByRole('link', { name: LINE.previous.en }));
    assert.equal(await page.innerText('h1'), 'Line 1');
  });

  test('the newest signed state is the one that programs get', async () => {
    await watcher.open('/log');
    await watcher.press(page.getByRole('link', { name: TRUST.allCheckpoints.en }));
    const newest = page.locator('.md-states__item').first();
    await newest.locator('summary').click();
    const served = await (await fetch(`${site.address}/log/checkpoint`)).text();
    const textOf = (note: string) => note.trim().split('\n\n')[0];
    assert.equal(textOf(await newest.locator('pre').innerText()), textOf(served));
    await watcher.look();
  });

  test('the totals of the ledger are stated, and come to zero', async () => {
    await watcher.open('/log');
    assert.match(await page.locator('#money').innerText(), new RegExp(TRUST.isZero.en));
    await watcher.press(page.locator('#money a'));
    assert.match(await watcher.text(), new RegExp(`${TRUST.totalsKind.en}[\\s\\S]*${TRUST.isZero.en}`));
  });

  test('without a script it is all there, and a link loads it again', async () => {
    const plain = await visitors.visit({ javaScriptEnabled: false, viewport: NARROW });
    await plain.open('/log');
    assert.ok((await shownSize(plain.page)) > 0);
    assert.equal(await plain.page.locator('[data-live-pause]').isVisible(), false);
    await plain.press(plain.page.getByRole('link', { name: LOG.loadAgain.en }));
    await plain.page.locator('#by-day-table summary').click();
    assert.equal(await plain.page.locator('#by-day-figures-caption').isVisible(), true);
    await plain.leave();
  });

  for (const locale of LOCALES) {
    test(`on a narrow screen, in ${locale}, nothing scrolls sideways`, async () => {
      const reader = await visitors.visit({ locale, viewport: NARROW });
      await reader.open('/log');
      assert.equal(await reader.page.innerText('h1'), WORDS.publicLog[locale]);
      const size = await shownSize(reader.page);
      for (const summary of await reader.page.locator('main summary').all()) await summary.click();
      await reader.look();
      for (const path of ['/log/checkpoints', '/log/entries/0', `/log/entries/${size - 1}`, '/log?q=x'])
        await reader.open(path);
      await reader.leave();
    });
  }

  test('nothing is wrong with any page', () => assert.deepEqual(visitors.findings(), []));
});

describe('somebody watches a log whose only witness goes away', async () => {
  const home = await mkdtemp(join(tmpdir(), 'madang-log-'));
  after(() => rm(home, { recursive: true, force: true }));
  const policy = join(home, 'policy');
  const { signers } = await openLog(readConfig({ MADANG_HOME: home }), 'madang.tw');
  let site: TestSite | undefined;
  const start = (port = 0) =>
    startWitness({
      folder: join(home, 'witness'),
      name: 'witness.example.org',
      vkeys: signers.map(({ vkey }) => vkey),
      host: '127.0.0.1',
      port,
      clock: { now: () => site?.gov.clock.now() ?? new Date(START) },
      logger: createLogger('silent'),
    });
  let witness = await start();
  after(() => witness.close());
  await writeFile(policy, `witness university ${witness.witness.vkey} ${witness.url}\nquorum university\n`);
  site = await testSite({ MADANG_HOME: home, LOG_POLICY: policy });
  const { gov } = site;
  const browser = await launchBrowser();
  after(() => browser.close());
  const visitors = visitorsOf(site, browser);
  const reader = await visitors.visit();
  const { page } = reader;
  const said = page.locator('[data-live-said]');
  const banner = page.locator('[data-live=stalled]');

  /** Does something, and waits until that is signed by the log: its witness may be away. */
  async function act(): Promise<void> {
    const signed = async () => (await latestCheckpoint(gov.db, gov.logOrigin))?.size ?? 0;
    const before = await signed();
    const [agency] = gov.pack.agencies.keys();
    const what = { kind: 'case.approved', agency: agency!, at: gov.clock.now(), content: {} };
    await transaction(gov.db, (tx) => commitAct(tx, gov.logOrigin, what));
    while ((await signed()) === before) await sleep(20);
  }

  test('what it signs is shown, with its name', async () => {
    await act();
    await site!.logged();
    await reader.open('/log');
    await page.locator('#lines-caption').waitFor({ state: 'attached' });
    assert.match(await page.locator('#witnesses').innerText(), new RegExp(`university[\\s\\S]*${TRUST.current.en}`));
    assert.match(await page.locator('#checkpoints tbody').innerText(), /The log, university/);
    assert.equal((await banner.innerText()).trim(), '');
  });

  test('once it is away nothing new is shown, and that is said', async () => {
    const size = await page.locator('.md-tally__value').first().innerText();
    await witness.close();
    await act();
    gov.clock.advance(60_000);
    await banner.getByText(TRUST.tooFew.en).waitFor();
    assert.equal(await said.textContent(), TRUST.tooFew.en);
    assert.equal(await page.locator('.md-tally__value').first().innerText(), size);
    await page.locator('#witnesses').getByText(TRUST.behind.en).waitFor();
    await reader.look();
  });

  test('when it is back, what was withheld appears', async () => {
    const size = await page.locator('.md-tally__value').first().innerText();
    witness = await start(Number(new URL(witness.url).port));
    await banner.getByText(TRUST.tooFew.en).waitFor({ state: 'detached', timeout: 60_000 });
    assert.equal(await said.textContent(), TRUST.enough.en);
    assert.notEqual(await page.locator('.md-tally__value').first().innerText(), size);
  });

  test('nothing is wrong with the page in any of its states', () => assert.deepEqual(visitors.findings(), []));
});
