import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { all, sql } from '../../src/kernel/index.ts';
import { disclosuresOf } from '../../src/registry/index.ts';
import { asksOf } from '../../src/services/index.ts';
import { persona } from '../../src/services/testing/people.ts';
import { FINDER } from '../../src/web/portal/finder/words.ts';
import { launchBrowser } from '../support/browser.ts';
import { testSite } from '../support/site.ts';
import { NARROW, type Visitor, visitorsOf } from '../support/visitor.ts';

/** More turns than there are questions. */
const FAR = 80;
/** An income that no other text of a page holds. */
const INCOME = '1234567';

describe('what can I get?', async () => {
  const site = await testSite({}, 'kr');
  const { gov } = site;
  const browser = await launchBrowser();
  after(() => browser.close());
  const visitors = visitorsOf(site, browser);
  await site.settle();

  /** How many rows each table has; what witnesses sign comes by itself, a moment after the start. */
  async function rows(): Promise<Record<string, number>> {
    const tables = await all(
      gov.db,
      sql<{ name: string }>`select format('%I.%I', table_schema, table_name) as name from information_schema.tables
        where table_schema not in ('pg_catalog', 'information_schema', 'kernel')
          and table_name <> 'cosignature' order by 1`,
    );
    const counted = tables.map(async ({ name }) => {
      const [row] = await all(gov.db, sql<{ count: number }>`select count(*)::int as count from ${sql.raw(name)}`);
      return [name, row!.count] as const;
    });
    return Object.fromEntries(await Promise.all(counted));
  }

  /** Puts something into the question that is asked now, as its kind wants it. */
  async function answer({ page }: Visitor): Promise<void> {
    const key = await page.locator('input[name="asked-now"]').getAttribute('value');
    const { fact } = asksOf(gov.pack).get(key!)!;
    const question = page.locator('#question');
    if (fact.options || fact.type === 'boolean') await question.locator('input[type=radio]').first().check();
    else if (fact.type === 'date') {
      for (const [part, value] of [
        ['year', '2002'],
        ['month', '5'],
        ['day', '20'],
      ] as const)
        await question.locator(`[name="${key}-${part}"]`).fill(value);
    } else await question.locator('input[type=text]').fill(fact.type === 'money' ? INCOME : '1');
  }

  const next = ({ page }: Visitor) => page.locator('#question button[value="next"]');

  /** Answers question after question until none is left; the addresses of the pages on the way. */
  async function answerAll(visitor: Visitor): Promise<string[]> {
    const addresses: string[] = [];
    while ((await visitor.page.locator('input[name="asked-now"]').count()) > 0) {
      assert.ok(addresses.length < FAR, 'there is no end of questions');
      await answer(visitor);
      await visitor.press(next(visitor));
      const { pathname, search } = new URL(visitor.page.url());
      addresses.push(pathname + search);
    }
    return addresses;
  }

  test('anybody answers question after question, on a narrow screen and without scripts, until none is left', async () => {
    const before = await rows();
    const anybody = await visitors.visit({ locale: 'ko', viewport: NARROW, javaScriptEnabled: false });
    await anybody.open('/');
    await anybody.press(anybody.page.locator('.md-hero a[href="/benefits"]'));
    const addresses = await answerAll(anybody);
    assert.ok(addresses.length > 3);
    assert.deepEqual(new Set(addresses), new Set(['/benefits']), 'no answer is in an address');
    assert.match(await anybody.text(), new RegExp(FINDER.noMoreQuestions.ko));
    assert.equal(await anybody.page.locator('#group-need').count(), 0, 'everything is decided');
    assert.deepEqual(await rows(), before, 'nothing is stored');
    assert.deepEqual(
      await anybody.page
        .context()
        .cookies()
        .then((all) => all.map(({ name }) => name)),
      ['locale'],
    );
    assert.ok(!site.lines.join('').includes(INCOME), 'nothing of it is logged');
    await anybody.leave();
  });

  test('an answer can be changed, left out and taken back; what cannot be read is told and kept', async () => {
    const anybody = await visitors.visit({ locale: 'en' });
    const { page } = anybody;
    await anybody.open('/benefits');
    const key = await page.locator('input[name="asked-now"]').getAttribute('value');
    assert.equal(key, 'born_on');
    for (const [part, value] of [
      ['year', '2002'],
      ['month', '13'],
      ['day', '20'],
    ] as const)
      await page.fill(`[name="born_on-${part}"]`, value);
    await anybody.press(next(anybody));
    assert.match(await page.title(), /^Error: /);
    assert.equal(await page.inputValue('[name="born_on-month"]'), '13');
    await page.locator('.govuk-error-summary a').click();
    assert.equal(await page.evaluate(() => document.activeElement!.id), 'born_on-day');
    await page.fill('[name="born_on-month"]', '3');
    await anybody.press(next(anybody));
    assert.match(await page.innerText('#answers'), /20 March 2002/);
    await anybody.press(page.locator('#question button[value="leave-out"]'));
    assert.match(await page.innerText('#answers'), new RegExp(FINDER.leftOut.en));
    await anybody.press(page.locator('button[value="change born_on"]'));
    assert.equal(await page.inputValue('[name="born_on-year"]'), '2002');
    await page.fill('[name="born_on-year"]', '1950');
    await anybody.press(next(anybody));
    assert.match(await page.innerText('#group-no'), /You are 19 to 34/);
    await anybody.leave();
  });

  test('each question says why it is asked, and results can be narrowed', async () => {
    const anybody = await visitors.visit({ locale: 'zh-Hant' });
    const { page } = anybody;
    await anybody.open('/benefits');
    await page.locator('#question summary').click();
    assert.ok((await page.locator('#question li').count()) > 3);
    const results = () => page.locator('.md-finding, .md-finding-line').count();
    const everything = await results();
    await page.locator('#filter summary').click();
    await page.selectOption('#by-topic', 'housing');
    await anybody.press(page.locator('#filter button'));
    const housing = await results();
    assert.ok(housing > 0 && housing < everything);
    await page.fill('#by-word', 'zzz');
    await page.locator('#by-word').press('Enter');
    await page.getByText(FINDER.nothingInFilter['zh-Hant']).waitFor();
    await anybody.look();
    await anybody.leave();
  });

  test('who is signed in has the registries looked into only once they agree, and is asked little', async () => {
    const student = await visitors.visit({ locale: 'ko', persona: 'student', viewport: NARROW });
    const { page } = student;
    await student.open('/benefits');
    assert.equal(await page.locator('#looked').count(), 0);
    const before = await rows();
    // Enter in an answer goes on; it does not agree to anything.
    await answer(student);
    await student.go(() => page.locator('#question input[type=text]').last().press('Enter'));
    assert.equal(await page.locator('#looked').count(), 0);
    assert.deepEqual(await rows(), before);
    await student.press(page.getByRole('button', { name: FINDER.look.ko }));
    assert.ok((await page.locator('#group-yes .md-finding').count()) > 0);
    assert.match(await page.innerText('#group-yes .md-finding >> nth=0'), /원/);
    const after = await rows();
    assert.ok(after['registry.disclosure']! > before['registry.disclosure']!, 'others see that they were looked at');
    assert.equal(after['services.saved_answer'], 0);
    const own = await disclosuresOf(gov.db, await persona(gov, 'student'), { limit: 5 });
    assert.deepEqual(own, [], 'looking at oneself is no disclosure');
    await answerAll(student);
    assert.equal((await rows())['registry.disclosure'], after['registry.disclosure'], 'one look serves all pages');
    await student.press(page.getByRole('button', { name: FINDER.save.ko }));
    assert.ok((await rows())['services.saved_answer']! > 0);
    await student.leave();
  });

  test('saved answers come back, are listed and are deleted; being told is begun and ended', async () => {
    const student = await visitors.visit({ locale: 'en', persona: 'student' });
    const { page } = student;
    await student.open('/benefits');
    assert.match(await page.innerText('#answers'), /Saved on 2 November 2026/);
    await student.open('/my-data');
    await student.press(page.getByRole('link', { name: FINDER.manage.en }));
    const saved = () => page.locator('#saved-answers tbody tr').count();
    const many = await saved();
    await student.press(page.locator('#saved-answers tbody button').first());
    assert.equal(await saved(), many - 1);
    await student.press(page.getByRole('button', { name: FINDER.removeAll.en }));
    assert.equal(await saved(), 0);
    await student.press(page.getByRole('button', { name: FINDER.newsOn.en, exact: true }));
    assert.match(await student.text(), new RegExp(FINDER.newsNotAgreed.en));
    await page.check('[name=topic][value=housing]');
    await page.check('#agree');
    await student.press(page.getByRole('button', { name: FINDER.newsOn.en, exact: true }));
    assert.match(await student.text(), /Housing/);
    await student.press(page.getByRole('button', { name: FINDER.newsOff.en }));
    assert.match(await student.text(), new RegExp(FINDER.newsWasOff.en));
    await student.leave();
  });

  test('the keyboard reaches the answer and the way on', async () => {
    const anybody = await visitors.visit({ locale: 'en' });
    await anybody.open('/benefits');
    await anybody.tabTo('[name="born_on-day"]');
    await anybody.page.keyboard.type('1');
    await anybody.tabTo('#question button[value="next"]');
    await anybody.go(() => anybody.page.keyboard.press('Enter'));
    assert.match(await anybody.page.title(), /^Error: /);
    await anybody.leave();
  });

  test('a service says when it can be applied for, and is not begun outside of that', async () => {
    const student = await visitors.visit({ locale: 'en', persona: 'student' });
    const closed = [...gov.pack.services.values()].find(
      ({ window }) => window.length > 0 && window.every(({ until }) => until < '2026-11-02'),
    )!;
    await student.open(`/services/${closed.id}`);
    assert.match(await student.text(), /closed on \d/);
    assert.equal(await student.page.locator('form[action="/applications"]').count(), 0);
    await student.leave();
  });

  test('nothing is wrong with any page on the way', () => assert.deepEqual(visitors.findings(), []));
});
