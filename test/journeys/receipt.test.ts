import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import decodeQR from 'qr/decode.js';
import { forgetPerson } from '../../src/identity/index.ts';
import { LOCALES, transaction } from '../../src/kernel/index.ts';
import { ERASED, FINDINGS, KEYS_TEXT, OUTCOME_TEXT, paperAddress, type ReceiptFile } from '../../src/log/index.ts';
import { madeReceipt } from '../../src/log/receipt/receipt-fixture.ts';
import { MIGRATIONS } from '../../src/open.ts';
import { eventsOf } from '../../src/services/index.ts';
import { ANSWERS, persona, submitBirth } from '../../src/services/testing/people.ts';
import { PROOF } from '../../src/web/portal/proof-words.ts';
import { VERIFY } from '../../src/web/portal/verify-words.ts';
import { accessibilityProblems } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { testSite } from '../support/site.ts';
import { NARROW, visitorsOf } from '../support/visitor.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const STRANGERS_KEYS = 'log madang.tw+b2a69e38+Aeo7hBD2bzKxUw2WdHtBSHfGNT1KVXcKa+2lqqzIlJFi\nquorum none\n';

describe('a receipt, in the hands of others', async () => {
  const site = await testSite();
  const { gov } = site;
  const [browser, folder] = await Promise.all([launchBrowser(), mkdtemp(join(tmpdir(), 'madang-receipts-'))]);
  after(() => browser.close());
  after(() => rm(folder, { recursive: true }));
  const visitors = visitorsOf(site, browser);
  const mother = await persona(gov, 'employed-mother');
  const { 'maternity-benefit-labour': kase } = await submitBirth(gov, mother, ANSWERS, ['maternity-benefit-labour']);
  const event = (await eventsOf(gov.db, mother, kase!.id)).find(({ kind }) => kind === 'approved')!;
  await site.logged();
  const own = `/cases/${kase!.id}/events/${event.id}/receipt`;
  const file = await fileAt(`${own}/file`);

  async function fileAt(path: string): Promise<ReceiptFile> {
    const response = await fetch(site.address + path, { headers: { cookie: await site.signIn('employed-mother') } });
    assert.equal(response.status, 200);
    return (await response.json()) as ReceiptFile;
  }

  const asFile = (members: object, name = 'x.receipt.json') => ({
    name,
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(members)),
  });
  const outcome = (page: Page, name: string) => page.locator(`[data-outcome="${name}"]`);
  const findings = (page: Page, name: string) =>
    outcome(page, name)
      .locator('[data-findings] li')
      .evaluateAll((lines) =>
        lines.map((line) => [(line as HTMLElement).dataset.check, (line as HTMLElement).dataset.finding]),
      );
  const ALL_FOUND = Object.keys(FINDINGS).map((id) => [id, 'ok']);
  const text = (page: Page) => page.innerText('#result');

  /** A page with a result on it: visitors look over each page as it opens, and only then. */
  async function assertGood(page: Page): Promise<void> {
    assert.deepEqual(await accessibilityProblems(page), []);
    const [needed, there] = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return [scrollWidth, clientWidth];
    });
    assert.equal(needed, there, 'it scrolls sideways');
  }

  for (const [locale, colorScheme] of [
    ['ko', 'light'],
    ['zh-Hant', 'dark'],
    ['en', 'light'],
  ] as const) {
    test(`anybody verifies its file and reads what was recorded, in ${locale}, ${colorScheme}, on a narrow screen`, async () => {
      const anybody = await visitors.visit({ locale, colorScheme, viewport: NARROW });
      await anybody.open('/log/verify');
      await anybody.tabTo('#file');
      await anybody.page.setInputFiles('#file', asFile(file));
      await outcome(anybody.page, 'ok').waitFor();
      assert.deepEqual(await findings(anybody.page, 'ok'), ALL_FOUND);
      const shown = await text(anybody.page);
      for (const words of [KEYS_TEXT.site[locale], kase!.number, 'NT$84,000', VERIFY.contentHelp[locale]])
        assert.ok(shown.includes(words), `${words} in ${shown}`);
      assert.ok(!shown.includes('insured-days'), 'clauses are shown by their texts');
      await assertGood(anybody.page);
      await anybody.leave();
    });
  }

  test('once opened it needs no network, in no language', async () => {
    const reader = await visitors.visit({ locale: 'ko', viewport: NARROW });
    const { page } = reader;
    await page.goto('/log/verify');
    await page.locator('[data-kept]').waitFor();
    await page.reload(); // as in any later visit, the worker answers; it learns which language was seen
    await page.locator('[data-kept]').waitFor();
    await page.context().setOffline(true);
    await page.reload();
    assert.equal(await page.getAttribute('html', 'lang'), 'ko', 'the language seen last');
    assert.equal(await page.evaluate(() => fetch('/log/vkey').catch(() => 'no network')), 'no network');
    await page.setInputFiles('#file', asFile(file));
    await outcome(page, 'ok').waitFor();
    await page.getByRole('banner').getByText('English').click();
    await page.getByRole('heading', { name: VERIFY.title.en }).waitFor();
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.body).fontFamily), 'serif');
    await page.setInputFiles('#file', asFile({ ...file, index: file.index + 1 }));
    await outcome(page, 'failed').waitFor();
    await page.context().setOffline(false);
    await reader.leave();
  });

  test('nothing of a file or of a code leaves the browser, and what is kept is nobody’s page', async () => {
    const holder = await visitors.visit({ persona: 'employed-mother' });
    const { page } = holder;
    const sent: string[] = [];
    page.context().on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));
    await page.goto(paperAddress('/log/verify', event.entry, { salt: event.salt!, content: event.content }));
    await outcome(page, 'ok').waitFor();
    await page.setInputFiles('#file', asFile(file));
    await outcome(page, 'ok').waitFor();
    await page.locator('[data-kept]').waitFor();
    assert.ok(sent.some((line) => line.includes(`/api/log/entries/${event.entry}`)));
    assert.deepEqual(
      sent.filter((line) => line.includes(event.salt!) || line.includes('84000')),
      [],
    );
    const kept = await page.evaluate(async () => {
      const stores = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
      const answers = await Promise.all(stores.map((store) => store.matchAll()));
      return Promise.all(answers.flat().map((answer) => answer.text()));
    });
    assert.ok(kept.length >= LOCALES.length);
    assert.ok(!kept.some((page_) => page_.includes('陳怡君')));
    await holder.leave();
  });

  test('a file that is forged, or no proof at all, is called so', async () => {
    const reader = await visitors.visit();
    const { page } = reader;
    await page.goto('/log/verify');
    const content = { ...(file.content as object), amount: 90_000 };
    await page.setInputFiles('#file', asFile({ ...file, content }));
    await outcome(page, 'failed').waitFor();
    assert.deepEqual((await findings(page, 'failed'))[0], ['content-matches', 'failed']);
    assert.ok((await text(page)).includes(VERIFY.contentUnproved.en));
    await assertGood(page);
    const { size: _, ...rest } = file;
    await page.setInputFiles('#file', asFile(rest));
    await page.getByText('The file lacks “size”').waitFor();
    await page.setInputFiles('#file', { name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') });
    await page.getByText('Choose one whose name ends in .receipt.json').waitFor();
    assert.equal(await page.locator('[data-claims]').isVisible(), false);
    await assertGood(page);
    await reader.leave();
  });

  test('with keys of one’s own, only these are trusted, until they are forgotten', async () => {
    const reader = await visitors.visit();
    const { page } = reader;
    await page.goto('/log/verify');
    await page.getByText(VERIFY.ownKeys.en).click();
    await page.fill('#policy', 'quorum everybody');
    await page.getByRole('button', { name: VERIFY.keepKeys.en }).click();
    await page.getByText('everybody is not defined').waitFor();
    await page.fill('#policy', file.policy);
    await page.getByRole('button', { name: VERIFY.keepKeys.en }).click();
    await page.getByText(VERIFY.keysKept.en).waitFor();
    await page.reload();
    assert.equal(await page.inputValue('#policy'), file.policy);
    await page.setInputFiles('#file', asFile(file));
    await outcome(page, 'ok').waitFor();
    assert.ok((await text(page)).includes(KEYS_TEXT.own.en));
    await assertGood(page);
    await page.fill('#policy', STRANGERS_KEYS);
    await page.getByRole('button', { name: VERIFY.keepKeys.en }).click();
    await page.setInputFiles('#file', asFile(file, 'y.receipt.json'));
    await outcome(page, 'failed').waitFor();
    await page.getByRole('button', { name: VERIFY.forgetKeys.en }).click();
    await page.setInputFiles('#file', asFile(file));
    await outcome(page, 'ok').waitFor();
    await reader.leave();
  });

  test('a file with keys of its own in another log’s name is not called proved', async () => {
    const reader = await visitors.visit();
    const { page } = reader;
    await page.goto('/log/verify');
    const elsewhere = await madeReceipt({
      size: 5,
      index: 2,
    });
    await page.setInputFiles('#file', asFile(elsewhere));
    await outcome(page, 'unknown').waitFor();
    assert.ok((await text(page)).includes(KEYS_TEXT.file.en));
    await assertGood(page);
    assert.equal(await outcome(page, 'ok').isVisible(), false);
    await reader.leave();
  });

  test('the QR code on the printed decision leads to its proof; one changed character is refused', async () => {
    const holder = await visitors.visit({ persona: 'employed-mother', deviceScaleFactor: 3 });
    await holder.open(`/cases/${kase!.id}/decision`);
    const address = await scan(holder.page);
    await holder.leave();
    assert.match(address, /\/log\/verify#[\w-]{100,}$/);

    const reader = await visitors.visit({ viewport: NARROW });
    const { page } = reader;
    await page.goto(address);
    await outcome(page, 'ok').waitFor();
    assert.deepEqual(await findings(page, 'ok'), ALL_FOUND);
    for (const words of [kase!.number, 'NT$84,000']) assert.ok((await text(page)).includes(words));
    await assertGood(page);

    const { salt, content } = event;
    const changed = JSON.parse(JSON.stringify(content).replace('84000', '94000')) as unknown;
    await page.goto(paperAddress(`${site.address}/log/verify`, event.entry, { salt: salt!, content: changed }));
    await outcome(page, 'failed').waitFor();
    assert.deepEqual(
      (await findings(page, 'failed')).map(([, found]) => found),
      ['failed', 'ok', 'ok', 'ok'],
    );
    // Not the last character: what it stands for may be padding, which says nothing.
    const at = address.length - 20;
    await page.goto(`${address.slice(0, at)}${address[at] === 'A' ? 'Q' : 'A'}${address.slice(at + 1)}`);
    await Promise.race([outcome(page, 'failed').waitFor(), page.getByText(VERIFY.badCode.en).waitFor()]);
    assert.equal(await outcome(page, 'ok').isVisible(), false);
    await reader.leave();
  });

  test('what was too long for the paper is checked with the holder’s file', async () => {
    const [, fragment] = paperAddress('', event.entry, { salt: event.salt!, content: '' }).split('#');
    const bare = `/log/verify#${Buffer.from(fragment!, 'base64url').subarray(0, 49).toString('base64url')}`;
    const reader = await visitors.visit();
    const { page } = reader;
    await page.goto(bare);
    await outcome(page, 'unknown').waitFor();
    await page.getByText(VERIFY.needsFile.en).waitFor();
    assert.deepEqual(await findings(page, 'unknown'), [...ALL_FOUND.slice(1), ['content-matches', 'unknown']]);
    await page.setInputFiles('#file', asFile(file));
    await page.locator('[data-outcome="ok"] [data-check="content-matches"]').waitFor();
    await page.setInputFiles('#file', asFile({ ...file, content: { ...(file.content as object), kind: 'refused' } }));
    await outcome(page, 'failed').waitFor();
    await reader.leave();
  });

  test('a paper is shown without a network, but not called proved, and one of no entry is refused', async () => {
    const context = await browser.newContext({ baseURL: site.address, locale: 'en' });
    const page = await context.newPage();
    await page.goto('/log/verify?language=en');
    await page.locator('[data-kept]').waitFor();
    const { salt, content } = event;
    const invented = paperAddress('/log/verify', '01928f3a-1111-7222-8333-444455556666', { salt: salt!, content });
    await page.goto(invented);
    await page.getByText(VERIFY.noEntry.en).waitFor();
    await context.setOffline(true);
    await page.goto(paperAddress('/log/verify', event.entry, { salt: salt!, content }));
    await page.getByText(VERIFY.unreachable.en).waitFor();
    await page.getByText(VERIFY.contentUnproved.en).waitFor();
    assert.equal(await outcome(page, 'ok').isVisible(), false);
    await context.close();
  });

  test('without JavaScript the page says how else to verify', async () => {
    const plain = await visitors.visit({ javaScriptEnabled: false, locale: 'zh-Hant' });
    await plain.open('/log/verify');
    const shown = await plain.text();
    assert.ok(shown.includes(VERIFY.noScript['zh-Hant']));
    assert.ok(shown.includes('npx madang verify'));
    assert.equal(await plain.page.locator('#file').isVisible(), false);
    await plain.leave();
  });

  test('the command line verifies the same file, with no database, in the reader’s language', async () => {
    const save = async (name: string, content: string) => {
      await writeFile(join(folder, name), content);
      return join(folder, name);
    };
    const good = await save('good.receipt.json', JSON.stringify(file));
    const forged = await save('forged.receipt.json', JSON.stringify({ ...file, index: file.index + 1 }));
    const policy = await save('mine.policy', file.policy);
    const strangers = await save('theirs.policy', STRANGERS_KEYS);

    const proved = await madang(good, '--policy', policy, '--lang', 'ko');
    assert.equal(proved.code, 0, proved.out + proved.err);
    for (const words of [OUTCOME_TEXT.proved.ko, FINDINGS['content-matches'].ok.ko, KEYS_TEXT.own.ko, '84000'])
      assert.ok(proved.out.includes(words), words);
    const byItself = await madang(good);
    assert.equal(byItself.code, 0);
    assert.ok(byItself.out.includes(KEYS_TEXT.file.en));
    assert.equal((await madang(forged, '--policy', policy)).code, 1);
    const refused = await madang(good, '--policy', strangers, '--json');
    assert.equal(refused.code, 1);
    const { outcome: said, keys, checks } = JSON.parse(refused.out);
    assert.deepEqual([said, keys], ['disproved', 'own']);
    assert.deepEqual(checks[2], { id: 'checkpoint-signed', ok: false });
    assert.equal((await madang(policy)).code, 1);
    for (const wrong of [[], [good, good], [join(folder, 'none')], [good, '--vkey', 'key'], [good, '--lang', 'fr']])
      assert.equal((await madang(...wrong)).code, 2, wrong.join(' '));
  });

  function madang(...words: string[]): Promise<{ code: number; out: string; err: string }> {
    const env = { PATH: process.env.PATH, LANG: 'C', DATABASE_URL: 'postgres://nowhere.invalid/none' };
    return new Promise((resolve) => {
      const child = execFile(
        process.execPath,
        ['bin/madang.mjs', 'verify', ...words],
        { cwd: ROOT, env },
        (_, out, err) => resolve({ code: child.exitCode!, out, err }),
      );
    });
  }

  test('once the person is erased, page and file say so, and what is left still verifies', async () => {
    await transaction(gov.db, (tx) =>
      forgetPerson(tx, gov, MIGRATIONS, mother, { agency: kase!.agency, reason: 'asked' }),
    );
    await site.logged();
    const owner = await visitors.visit({ persona: 'employed-mother', locale: 'zh-Hant' });
    await owner.open(own);
    await outcome(owner.page, 'ok').waitFor();
    const shown = await owner.text();
    assert.ok(shown.includes(ERASED['zh-Hant']));
    assert.ok(!shown.includes('84,000'));
    await assertGood(owner.page);
    await owner.leave();
    const left = await fileAt(`${own}/file`);
    assert.deepEqual([left.salt, left.content, left.erased], [undefined, undefined, ERASED]);
    const reader = await visitors.visit();
    await reader.open('/log/verify');
    await reader.page.setInputFiles('#file', asFile(left));
    await outcome(reader.page, 'ok').waitFor();
    assert.ok((await text(reader.page)).includes(ERASED.en));
    await reader.leave();
  });

  test('a receipt says which witnesses signed, and when', async () => {
    const anybody = await visitors.visit();
    await anybody.open(`/receipts/${event.entry}`);
    await outcome(anybody.page, 'ok').waitFor();
    const witnesses = await anybody.page.locator('[data-witnesses] li').allInnerTexts();
    assert.ok(witnesses.length >= 2, await anybody.text());
    for (const line of witnesses) assert.match(line, /, \d+ \w+ \d{4}/);
    assert.ok((await anybody.text()).includes(PROOF.limitWitness.en));
    await anybody.leave();
  });

  test('nothing is wrong with any page on the way', () => assert.deepEqual(visitors.findings(), []));
});

/** What a phone reads from the QR code on a page: the code is photographed, and the picture decoded. */
async function scan(page: Page): Promise<string> {
  const picture = (await page.locator('svg.md-qr').screenshot()).toString('base64');
  const pixels = await page.evaluate(async (png) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0);
    return {
      width: image.width,
      height: image.height,
      data: [...context.getImageData(0, 0, image.width, image.height).data],
    };
  }, picture);
  return decodeQR({ ...pixels, data: Uint8Array.from(pixels.data) });
}
