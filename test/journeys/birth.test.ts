import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import decodeQR from 'qr/decode.js';
import { payDue, STATE_TEXT } from '../../src/services/index.ts';
import { FINDINGS } from '../../src/web/portal/proof-words.ts';
import { PORTAL } from '../../src/web/portal/words.ts';
import { EVENT_TEXT } from '../../src/web/words.ts';
import { launchBrowser } from '../support/browser.ts';
import { testSite } from '../support/site.ts';
import { visitorsOf } from '../support/visitor.ts';

/** A practised hand reaches its money from the inbox in this many presses, choices and answers at most. */
const FEW_INTERACTIONS = 12;

describe('a birth, from the inbox to the money', async () => {
  const site = await testSite();
  const browser = await launchBrowser();
  after(() => browser.close());
  const visitors = visitorsOf(site, browser);
  const mother = await visitors.visit({ persona: 'employed-mother' });
  const { page } = mother;
  const way = (name: string) => page.getByRole('main').getByText(name, { exact: true });
  let benefit = '';
  let application = '';

  test('the notice of the hospital is an offer in the inbox, and leads to the money in a few steps', async () => {
    await site.settle();
    await mother.open('/inbox');
    const before = mother.interactions();
    await mother.press(page.locator('#messages a, main a[href^="/inbox/"]').first());
    await mother.press(page.locator('main a[href^="/life-events/birth"]'));
    await mother.press(way(PORTAL.begin.en));
    application = new URL(page.url()).pathname;
    await mother.press(way(PORTAL.continue.en));
    await mother.fill('#given_name', '小安');
    await mother.check('input[name=surname_from][value=father]');
    await mother.fill('#account', '004-12345678901');
    await mother.check('input[name=insure_with][value=mother]');
    await mother.press(way(PORTAL.continue.en));
    await mother.press(way(PORTAL.submit.en));
    await mother.press(way('Labour insurance maternity benefit'));
    benefit = new URL(page.url()).pathname;
    assert.match(await mother.text(), /84,000/);
    assert.equal(await page.locator('#history td:nth-child(2)', { hasText: EVENT_TEXT.paid.en }).count(), 1);
    assert.ok(mother.interactions() - before <= FEW_INTERACTIONS, `${mother.interactions() - before} interactions`);
  });

  test('the decision gives its reasons clause by clause, with the law of each', async () => {
    const clauses = await page.locator('#reasons .md-reasons__item').allInnerTexts();
    assert.ok(clauses.length >= 2);
    for (const clause of clauses) assert.match(clause, /^Met\n[\s\S]+, Article \d+/);
  });

  test('each part of the application has its own state and date', async () => {
    await mother.open(application);
    const parts = await page.locator('.md-timeline > li').allInnerTexts();
    assert.equal(parts.length, 4);
    assert.equal(parts.filter((part) => part.includes(PORTAL.waitsForAgreement.en)).length, 1);
    assert.equal(parts.filter((part) => /Waiting for “/.test(part)).length, 2);
    for (const part of parts) assert.match(part, /\d{4}/);
  });

  test('the receipt checks itself in the browser, and finds a byte that was changed', async () => {
    await site.logged();
    await mother.open(benefit);
    await mother.press(page.locator('#history a[href$="/receipt"]').last());
    const outcome = (name: string) => page.locator(`[data-outcome="${name}"]`);
    await outcome('ok').waitFor();
    const receipt = page.url();
    const checks = outcome('ok').locator('li:not([hidden])');
    const findings = await checks.evaluateAll((lines) => lines.map((line) => (line as HTMLElement).dataset));
    assert.deepEqual(
      findings.map(({ check, finding }) => [check, finding]),
      Object.keys(FINDINGS).map((id) => [id, 'ok']),
    );
    await mother.look();

    for (const part of ['leaf', 'proof'] as const) {
      await page.route('**/api/log/entries/*', async (route) => {
        const answer = await (await route.fetch()).json();
        const { receipt } = answer;
        if (part === 'leaf') receipt.leaf = flipped(receipt.leaf);
        else receipt.proof[0] = flipped(receipt.proof[0]);
        await route.fulfill({ json: answer });
      });
      await page.goto(receipt);
      await outcome('failed').waitFor();
      assert.equal(await outcome('ok').isVisible(), false);
      await page.unroute('**/api/log/entries/*');
    }
    await mother.look();
  });

  test('the mother sees which agencies looked at her data', async () => {
    await mother.open('/my-data/looks');
    const seen = await page.locator('#seen').innerText();
    for (const id of ['household-registration', 'labour-insurance', 'social-affairs', 'health-insurance'])
      assert.ok(seen.includes(site.gov.pack.agencies.get(id)!.title.en), id);
  });

  test('once the father has agreed all is approved, and the child belongs to the household', async () => {
    const father = await visitors.visit({ persona: 'father' });
    await father.open('/');
    await father.press(father.page.locator('main a[href^="/agreements/"]'));
    assert.match(await father.text(), /小安/);
    await father.press(father.page.getByRole('button', { name: PORTAL.agree.en, exact: true }));
    assert.match(await father.text(), new RegExp(PORTAL.agreed.en));
    await father.leave();
    await site.settle();

    await mother.open(application);
    const states = await page.locator('.md-timeline .govuk-tag').allInnerTexts();
    assert.deepEqual(new Set(states), new Set([STATE_TEXT.approved.en]));
    await mother.open('/inbox');
    assert.match(await mother.text(), /小安 is now a member of your household/);
    await mother.open('/my-data');
    assert.match(await page.locator('#held').innerText(), /王小安/);
  });

  test('the allowance is paid each month of the clock', async () => {
    await mother.open(application);
    await mother.press(way('Childcare allowance'));
    const paid = () => page.locator('#payments tbody tr', { hasNotText: PORTAL.planned.en }).count();
    assert.equal(await paid(), 1);
    site.gov.clock.set('2027-01-04T09:00:00+08:00');
    while ((await payDue(site.gov)) > 0);
    await page.context().addCookies([await cookieOf('employed-mother')]); // two months end every session
    await page.reload();
    await mother.look();
    assert.equal(await paid(), 3);
  });

  test('the decision prints on one A4 page, whose QR code leads to its proof', async () => {
    await mother.open(benefit);
    await mother.press(way(PORTAL.printDecision.en));
    const proof = decodeQR(pixelsOf(await page.locator('svg.md-qr').evaluate((svg) => svg.outerHTML)));
    const pdf = await page.pdf({ preferCSSPageSize: true, format: 'A4' });
    assert.equal(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length, 1);
    const [width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf.toString('latin1'))!.slice(1).map(Number);
    assert.deepEqual([Math.round((width! / 72) * 25.4), Math.round((height! / 72) * 25.4)], [210, 297]);
    const stranger = await visitors.visit();
    await stranger.open(proof);
    await stranger.page.locator('[data-outcome="ok"]').waitFor();
    assert.doesNotMatch(await stranger.text(), /陳怡君|小安/, 'the paper’s code names nobody');
    await stranger.open(`/receipts/${await page.locator('.md-sheet__code').innerText()}`);
    await stranger.page.locator('[data-outcome="ok"]').waitFor();
    assert.doesNotMatch(await stranger.text(), /陳怡君|小安|84,000/, 'a receipt tells strangers nothing of the person');
    await stranger.leave();
  });

  test('nothing is wrong with any page on the way', () => assert.deepEqual(visitors.findings(), []));

  async function cookieOf(persona: string) {
    const [name = '', value = ''] = (await site.signIn(persona)).split('=');
    return { name, value, url: site.address };
  }
});

/** The same base64 with one bit of its first byte changed. */
function flipped(base64: string): string {
  const bytes = Buffer.from(base64, 'base64');
  bytes[0] = bytes[0]! ^ 1;
  return bytes.toString('base64');
}

/** The picture that a QR code's path draws, four pixels a module, with its quiet zone. */
function pixelsOf(svg: string): { width: number; height: number; data: Uint8Array } {
  const modules = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
  const width = modules * 4;
  const data = new Uint8Array(width * width * 4).fill(255);
  for (const [, x, y, length] of svg.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
    for (let row = 0; row < 4; row += 1) {
      const start = ((Number(y) * 4 + row) * width + Number(x) * 4) * 4;
      for (let at = start; at < start + Number(length) * 16; at += 4) data.fill(0, at, at + 3);
    }
  }
  return { width, height: width, data };
}
