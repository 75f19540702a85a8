import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../../test/support/browser.ts';
import { renderPage } from '../../design/index.ts';
import { context, gov, items, officer, view } from './fixture.ts';
import { QueuePage } from './queue.tsx';
import { TaskPage } from './task.tsx';

const SITE = 'http://office.localhost';
const script = { contentType: 'text/javascript', body: '' };
const PAGES: Record<string, string> = {
  '/queue': renderPage(
    <QueuePage gov={gov} context={context('ko')} officer={officer} queue={{ items: items, more: false }} filter={{}} />,
  ),
  '/task': renderPage(<TaskPage context={context('ko')} view={view('ko')} filter={{}} />),
};

let browser: Browser;
let page: Page;

before(async () => {
  const island = fileURLToPath(new URL('../islands/office.ts', import.meta.url));
  const { outputFiles } = await build({ entryPoints: [island], bundle: true, format: 'esm', write: false });
  script.body = outputFiles[0]?.text ?? '';
  browser = await launchBrowser();
  page = await browser.newPage();
  await page.route(`${SITE}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    const html = PAGES[pathname];
    if (html) return route.fulfill({ contentType: 'text/html; charset=utf-8', body: html });
    return pathname === '/office.js' ? route.fulfill(script) : route.fulfill({ status: 204 });
  });
});

after(() => browser.close());

const focused = () => page.evaluate(() => document.activeElement?.getAttribute('href') ?? document.activeElement?.id);

test('j and k go through the queue and stop at its ends', async () => {
  await page.goto(`${SITE}/queue`);
  const seen: unknown[] = [];
  for (const key of ['j', 'j', 'k', 'k']) {
    await page.keyboard.press(key);
    seen.push(await focused());
  }
  const [first, second] = items.map(({ task }) => `/office/tasks/${task.id}`);
  assert.deepEqual(seen, [first, second, first, first]);
});

test('a key is found by its place where Hangul is being typed', async () => {
  await page.goto(`${SITE}/queue`);
  await page.evaluate(() => document.dispatchEvent(new KeyboardEvent('keydown', { key: 'ㅓ', code: 'KeyJ' })));
  assert.equal(await focused(), `/office/tasks/${items[0]?.task.id}`);
});

test('a, r and m lead to the forms; inside one, keys are letters again', async () => {
  await page.goto(`${SITE}/task`);
  for (const [key, field] of [
    ['a', 'approve-reason'],
    ['r', 'refuse-reason'],
    ['m', 'ask-question'],
  ] as const) {
    await page.locator('h1').click();
    await page.keyboard.press(key);
    assert.equal(await focused(), field);
  }
  await page.keyboard.type('jar?');
  assert.equal(await page.locator('#ask-question').inputValue(), 'jar?');
});

test('? opens and closes the list of keys; turned off, no key acts, also on the next page', async () => {
  await page.goto(`${SITE}/queue`);
  const isOpen = () => page.locator('#keys').evaluate((details: HTMLDetailsElement) => details.open);
  await page.keyboard.press('?');
  assert.equal(await isOpen(), true);
  await page.locator('label[for=keys-on]').click();
  await page.goto(`${SITE}/task`);
  await page.keyboard.press('a');
  assert.notEqual(await focused(), 'approve-reason');
  assert.equal(await page.locator('#keys-on').isChecked(), false);
});
