import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';

let browser: Browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());

/** How many pixels of a page are not white. */
async function ink(page: Page, text: string): Promise<number> {
  await page.setContent(`<html><body style="font: 40px sans-serif">${text}</body></html>`);
  const image = (await page.screenshot()).toString('base64');
  return page.evaluate(async (source) => {
    const picture = new Image();
    picture.src = `data:image/png;base64,${source}`;
    await picture.decode();
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const context = canvas.getContext('2d')!;
    context.drawImage(picture, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    return data.filter((value, index) => index % 4 === 0 && value < 128).length;
  }, image);
}

test('a page of our own opens', async () => {
  const server = createServer((_, response) => response.end('<h1>Madang</h1>')).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const page = await browser.newPage();
  await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
  assert.equal(await page.textContent('h1'), 'Madang');
  await page.close();
  server.close();
});

test('a screenshot shows the letters of all three languages', async () => {
  const page = await browser.newPage();
  assert.equal(await ink(page, ''), 0);
  for (const text of ['Birth', '出生登記', '출생신고']) assert.ok((await ink(page, text)) > 500, text);
  await page.close();
});

test('no other machine can be reached', async () => {
  const page = await browser.newPage();
  await assert.rejects(page.goto('http://example.com/'), /ERR_NAME_NOT_RESOLVED/);
  await page.close();
});
