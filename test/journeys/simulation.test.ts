import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Locator } from 'playwright-core';
import { signInAs } from '../../src/identity/testing.ts';
import { systemClock } from '../../src/kernel/index.ts';
import { type OwnPopulation, ownPopulations, policyOf, templateOf } from '../../src/services/index.ts';
import { persona } from '../../src/services/testing/people.ts';
import { COST } from '../../src/web/office/simulation/words.ts';
import { WORDS } from '../../src/web/words.ts';
import { launchBrowser } from '../support/browser.ts';
import { testGovernment } from '../support/government.ts';
import { startMadang } from '../support/process.ts';
import { testSite } from '../support/site.ts';
import { NARROW, type Visitor, visitorsOf } from '../support/visitor.ts';

const RESULT = '/office/simulation/result';
const OFFICER = 'housing-officer';

/** "What would it cost?", as officers use it. */
describe('what a policy costs', async () => {
  const site = await testSite({}, 'kr');
  const browser = await launchBrowser();
  after(() => browser.close());
  const visitors = visitorsOf(site, browser);

  /** Opens a result and waits until it is there. */
  async function openResult(visitor: Visitor, query: Record<string, string>): Promise<void> {
    await visitor.page.goto(`${RESULT}?${new URLSearchParams(query)}`);
    await visitor.page.locator('#figures').waitFor();
    await visitor.look();
  }

  const figure = async ({ page }: Visitor, name: string) =>
    (await page.locator(`#figures [data-live="${name}"]`).innerText()).trim();
  const count = async (visitor: Visitor, name: string) => Number((await figure(visitor, name)).replace(/[^\d.]/g, ''));
  const widths = (chart: Locator) =>
    chart.locator('rect').evaluateAll((all) => all.map((one) => Number(one.getAttribute('width'))));

  test('an officer chooses a policy and made-up people, and reads figures, charts and tables', async () => {
    const officer = await visitors.visit({ persona: OFFICER });
    const { page } = officer;
    await officer.open('/office');
    await officer.press(page.getByRole('navigation').getByText(WORDS.simulation.en, { exact: true }));
    await page.selectOption('#policy', 'youth-rent');
    await page.check('input[name=population][value="10000"]');
    await officer.press(page.getByRole('button', { name: COST.workOut.en }));
    await page.locator('#figures').waitFor();
    await officer.look();
    assert.match(await page.locator('#about').innerText(), /10,000 people made up .* no statistics of the country/s);
    const eligible = await count(officer, 'eligible');
    assert.ok(eligible > 100 && eligible < 1_000);
    assert.match(await figure(officer, 'amount'), /^₩[\d.]+ billion$/);
    for (const breakdown of ['region', 'age', 'income']) {
      await page.locator(`#${breakdown}-details summary`).click();
      const rows = await page.locator(`#${breakdown}-table-caption ~ tbody tr`).allInnerTexts();
      const numbers = rows.map((row) => Number(row.split('\t')[2]!.replaceAll(',', '')));
      assert.equal(numbers.pop(), eligible, 'the last row is all together');
      assert.equal(
        numbers.reduce((sum, one) => sum + one, 0),
        eligible,
      );
      const bars = await widths(page.locator(`#${breakdown}-people`));
      assert.equal(Math.max(...bars), 1_000);
      assert.deepEqual(
        bars.map((width) => width > 0),
        numbers.map((number) => number > 0),
      );
    }
    await officer.look();
    await officer.leave();
  });

  test('figures and bars move while a slider is dragged; the address follows when it rests, and leads a colleague there', async () => {
    const officer = await visitors.visit({ persona: OFFICER });
    const { page } = officer;
    await openResult(officer, { service: 'youth-rent', population: '10000' });
    const today = await count(officer, 'eligible');
    const slider = page.locator('input[type=range][data-for="value-own_limit"]');
    await slider.scrollIntoViewIfNeeded();
    const box = (await slider.boundingBox())!;
    const to = (share: number) => page.mouse.move(box.x + box.width * share, box.y + box.height / 2);
    await to(0.5);
    await page.mouse.down();
    await to(0.7);
    await page.locator('#results[data-reform=yes]').waitFor();
    assert.equal(new URL(page.url()).searchParams.get('value.own_limit'), null, 'not yet: it is still dragged');
    const seen: number[] = [];
    for (const share of [0.75, 0.8, 0.85, 0.9]) {
      const answered = page.waitForResponse((response) => response.url().includes('/figures?'));
      await to(share);
      await answered;
      await page.waitForTimeout(50);
      seen.push(await count(officer, 'eligible'));
    }
    assert.deepEqual(
      seen,
      seen.toSorted((a, b) => a - b),
    );
    assert.ok(seen.at(-1)! > seen[0]! && seen[0]! > today, String(seen));
    const dragged = await widths(page.locator('#region-people'));
    await page.mouse.up();
    await page.waitForURL(/value\.own_limit=/);
    await page.waitForFunction(() => document.querySelector('[data-said]')!.textContent!.includes('gain'));
    const reform = await count(officer, 'eligible');
    assert.equal(await count(officer, 'eligible-today'), today);
    assert.equal(await count(officer, 'winners'), reform - today);
    assert.deepEqual(await widths(page.locator('#region-people')), dragged, 'what was moved is what the page shows');
    assert.equal(await slider.getAttribute('aria-valuetext'), await page.inputValue('#value-own_limit'));
    await officer.look();

    const colleague = await visitors.visit({ persona: 'welfare-officer', locale: 'ko' });
    await colleague.open(new URL(page.url()).pathname + new URL(page.url()).search);
    assert.equal(await count(colleague, 'eligible'), reform);
    await colleague.press(colleague.page.getByText(COST.reset.ko, { exact: true }));
    assert.equal(await count(colleague, 'eligible'), today);
    assert.equal(new URL(colleague.page.url()).search, '?service=youth-rent&population=10000');
    await colleague.leave();
    await officer.leave();
  });

  test('without a script a form does the same, on a narrow screen', async () => {
    const officer = await visitors.visit({
      persona: OFFICER,
      locale: 'ko',
      viewport: NARROW,
      javaScriptEnabled: false,
    });
    const { page } = officer;
    await openResult(officer, { service: 'youth-rent', population: '10000' });
    assert.equal(await page.locator('input[type=range]:visible').count(), 0, 'a slider that does nothing is not shown');
    await officer.fill('#value-support_most', '300000');
    await officer.fill('#scale-median_income', '120');
    await officer.fill('#weight', '51');
    await officer.press(page.getByRole('button', { name: COST.recompute.ko }));
    assert.equal(
      new URL(page.url()).search,
      '?service=youth-rent&population=10000&value.support_most=300000&scale.median_income=120&weight=51',
    );
    assert.match(await page.locator('#about').innerText(), /51명으로/);
    assert.equal((await count(officer, 'winners')) % 51, 0);
    await officer.fill('#value-support_most', '삼십만');
    await officer.press(page.getByRole('button', { name: COST.recompute.ko }));
    assert.match(await page.title(), /^오류/);
    await page.locator('.govuk-error-summary a').click();
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'value-support_most');
    assert.equal(await page.inputValue('#value-support_most'), '삼십만', 'what was typed stays to be mended');
    await officer.leave();
  });

  test('by keyboard alone a slider goes step by step, and what comes of it is said', async () => {
    const officer = await visitors.visit({ persona: OFFICER, locale: 'zh-Hant', viewport: NARROW });
    const { page } = officer;
    await openResult(officer, { service: 'youth-rent', population: '10000' });
    await officer.tabTo('input[type=range][data-for="value-support_most"]');
    const before = await page.locator(':focus').getAttribute('aria-valuetext');
    await page.keyboard.press('ArrowRight');
    await page.waitForURL(/value\.support_most=/);
    await page.waitForFunction(() => document.querySelector('[data-said]')!.textContent!.includes('領得較多'));
    const said = await page.locator('[role=status]').innerText();
    assert.notEqual(await page.locator(':focus').getAttribute('aria-valuetext'), before);
    assert.match(said, /領得較少 0 人/);
    const focus = page.locator(':focus');
    const [at, covered] = [(await focus.boundingBox())!, (await page.locator('#figures').boundingBox())!];
    assert.ok(at.y >= covered.y + covered.height, 'the figures that stay in sight do not cover what has the focus');
    await officer.leave();
  });

  test('facts that no registry holds are assumed for everybody, or leave people open', async () => {
    const officer = await visitors.visit({ persona: OFFICER });
    const { page } = officer;
    await openResult(officer, { service: 'k-pass', population: '10000' });
    const open = await count(officer, 'open');
    assert.ok(open > 0);
    assert.equal(await count(officer, 'eligible'), 0);
    await officer.fill('#fact-monthly_fare', '120,000');
    const navigated = page.waitForURL(/fact\.monthly_fare/);
    await page.keyboard.press('Tab');
    await navigated;
    assert.equal(await count(officer, 'open'), 0);
    assert.equal(await count(officer, 'eligible'), open);
    await officer.leave();
  });

  test('all figures can be downloaded, with what the people are in the first lines', async () => {
    const officer = await visitors.visit({ persona: OFFICER });
    const { page } = officer;
    await openResult(officer, { service: 'youth-rent', population: '10000', 'value.own_limit': '90' });
    const eligible = await count(officer, 'eligible');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: COST.exportCsv.en }).click(),
    ]);
    assert.equal(download.suggestedFilename(), 'youth-rent.csv');
    const text = await readFile(await download.path(), 'utf8');
    assert.match(text, /^\ufeffPopulation,.*10,000 people made up/);
    assert.match(text, /Figure of the law,Limit for the own household \(%\),60,90/);
    const all = text
      .split('\r\n')
      .find((line) => line.startsWith('All,10000'))!
      .split(',');
    assert.equal(Number(all[3]), eligible);
    assert.equal((text.match(/^By /gm) ?? []).length, 3);
    await officer.leave();
  });

  test('a file of one’s own: its columns, what is wrong with it, its figures, and its end', async () => {
    const officer = await visitors.visit({ persona: OFFICER });
    const { page } = officer;
    await officer.open('/office/simulation');
    await page.selectOption('#own-policy', 'k-pass');
    await officer.press(page.getByRole('button', { name: COST.ownGo.en }));
    const policy = policyOf(site.gov.pack, 'k-pass')!;
    const { columns, rows } = templateOf(site.gov.pack, policy);
    const names = columns.map(({ name }) => name);
    assert.deepEqual(await page.locator('#columns-table-caption ~ tbody th').allInnerTexts(), names);
    const [template] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: COST.download.en }).click(),
    ]);
    assert.ok((await readFile(await template.path(), 'utf8')).startsWith(`\ufeff${names.join(',')}\r\n`));

    const upload = async (name: string, buffer: Buffer) => {
      await page.setInputFiles('#file', { name, mimeType: 'application/octet-stream', buffer });
      await officer.press(page.getByRole('button', { name: COST.upload.en }));
    };
    await officer.press(page.getByRole('button', { name: COST.upload.en }));
    assert.match(await page.locator('.govuk-error-summary').innerText(), new RegExp(COST.enterFile.en));
    await upload('bad.csv', Buffer.from(`born_on,region\n2000-01-01,seoul\n`));
    await page.getByRole('heading', { name: COST.checkingFile.en }).waitFor();
    await site.settle();
    await page.getByRole('heading', { name: COST.fileRefused.en }).waitFor();
    await officer.look();
    assert.match(await page.locator('.govuk-error-summary').innerText(), /has_k_pass: This column is missing/);

    await officer.press(page.getByRole('button', { name: COST.anotherFile.en }));
    const good = Array.from({ length: 300 }, (_, row) => rows[row % 2]!);
    const columnData = names.map((name, at) => ({ name, data: good.map((row) => row[at]!), type: 'STRING' as const }));
    columnData[0]!.data[7] = 'never';
    await upload('시민.parquet', Buffer.from(parquetWriteBuffer({ columnData })));
    await site.settle();
    await page.getByRole('heading', { name: COST.fileReady.en }).waitFor();
    await officer.look();
    assert.match(await officer.text(), /299 people/);
    assert.deepEqual(await page.locator('#wrong-table-caption ~ tbody tr').allInnerTexts(), [
      '8\tborn_on\tEnter a real date such as 2026-03-05',
    ]);
    const own = new URL(page.url()).pathname;
    await page.getByRole('button', { name: COST.useFile.en }).click();
    await page.locator('#figures').waitFor();
    await officer.look();
    assert.match(
      await page.locator('#about').innerText(),
      /299 people of the file “시민\.parquet”.*not of the country/s,
    );
    const address = new URL(page.url()).pathname + new URL(page.url()).search;

    const stranger = await visitors.visit({ persona: 'welfare-officer' });
    for (const path of [address, own]) {
      assert.equal((await stranger.page.goto(path))!.status(), 404);
    }
    await stranger.leave();

    await officer.open('/office/simulation');
    assert.deepEqual(await page.locator('#files tbody th').allInnerTexts(), ['시민.parquet', 'bad.csv']);
    await officer.press(page.getByText('시민.parquet'));
    await officer.press(page.getByRole('button', { name: COST.deleteFile.en }));
    assert.match(await officer.text(), new RegExp(COST.deleted.en));
    assert.equal((await page.goto(address))!.status(), 404);
    await officer.leave();
  });

  test('a file that is too large is refused when it has come, with what to do', async () => {
    const officer = await visitors.visit({ persona: OFFICER });
    const cookie = (await officer.page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    const boundary = 'x'.repeat(30);
    async function* body() {
      yield Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="service"\r\n\r\nk-pass\r\n`);
      yield Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n`);
      for (let mb = 0; mb < 201; mb += 1) yield Buffer.alloc(1024 * 1024, 'a,b\n');
      yield Buffer.from(`\r\n--${boundary}--\r\n`);
    }
    const response = await fetch(`${site.address}/office/simulation/populations`, {
      method: 'POST',
      headers: { cookie, accept: 'text/html', 'content-type': `multipart/form-data; boundary=${boundary}` },
      body: body(),
      duplex: 'half',
    } as unknown as RequestInit);
    assert.equal(response.status, 413);
    assert.match(await response.text(), /200 MB or smaller/);
    await officer.leave();
  });

  test('nothing is wrong with any page', () => assert.deepEqual(visitors.findings(), []));
});

test('kill -9 of the process that reads a file: another reads it to its end, and nobody does anything about it', async () => {
  const { gov, url } = await testGovernment('kr');
  const home = await mkdtemp(join(tmpdir(), 'madang-simulation-'));
  const { columns, rows } = templateOf(gov.pack, policyOf(gov.pack, 'k-pass')!);
  const lines = Array.from({ length: 100_000 }, (_, row) => rows[row % 2]!.join(','));
  const text = [columns.map(({ name }) => name).join(','), ...lines].join('\n');
  const options = { home, databaseUrl: url, environment: { PACK: 'kr', LOG_LEVEL: 'silent' } };
  const person = await persona(gov, OFFICER);
  const until = async (is: (file: OwnPopulation) => boolean) => {
    for (;;) {
      const [file] = await ownPopulations(gov.db, person, new Date());
      if (file && is(file)) return file;
      await sleep(10);
    }
  };

  const killed = await startMadang(options);
  const form = new FormData();
  form.set('service', 'k-pass');
  form.set('file', new Blob([text]), 'people.csv');
  const cookie = await signInAs({ ...gov, clock: systemClock }, OFFICER);
  const sent = await fetch(`${killed.address}/office/simulation/populations`, {
    method: 'POST',
    headers: { cookie },
    body: form,
    redirect: 'manual',
  });
  assert.equal(sent.status, 303);
  await until(({ rowsRead }) => rowsRead > 0);
  assert.equal(await killed.kill('SIGKILL'), 'SIGKILL');
  assert.equal((await until(() => true)).state, 'checking');

  const next = await startMadang(options);
  const file = await until(({ state }) => state !== 'checking');
  assert.deepEqual([file.state, file.rowsRead, file.rowsKept, file.attempts], ['ready', 100_000, 100_000, 2]);
  assert.equal(await next.stop(), 0);
  await rm(home, { recursive: true });
});
