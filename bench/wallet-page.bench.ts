import type { CDPSession, Page } from 'playwright-core';
import type { OwnGovernment } from '../test/faults/government.ts';
import { launchBrowser } from '../test/support/browser.ts';
import { startMadang } from '../test/support/process.ts';
import { median, type Row, rowOf } from './bench.ts';
import { onOwnGovernment } from './own-government.ts';

/** The wallet's page as a slow phone meets it for the first time: bytes that travel, and seconds until it can be used. */
export const name = 'wallet-page';

const ROUNDS = 3;
const PROMISED = { kilobytes: 150, seconds: 2 };
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const SLOWER = 6;
/** Slow 4G, as Lighthouse has it: 150 ms there and back, 1.6 Mbit/s down and 0.75 up. */
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };
const COUNTED = ['Document', 'Stylesheet', 'Script'];

export const run = (): Promise<Row[]> => onOwnGovernment(measure);

async function measure({ home }: OwnGovernment): Promise<Row[]> {
  const madang = await startMadang({ home, environment: { LOG_LEVEL: 'warn' } });
  const browser = await launchBrowser();
  const visits: Visit[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const context = await browser.newContext(PHONE);
    visits.push(await visit(await context.newPage(), `${madang.address}/wallet`));
    await context.close();
  }
  await browser.close();
  await madang.stop();
  // The first is for warming up the server.
  const middle = (figure: keyof Visit) => median(visits.slice(1).map((one) => one[figure]));
  return [
    rowOf('wallet-page.bytes', middle('bytes') / 1000, 'kB', {
      what: 'kB: what is promised, of HTML, CSS and JS as they travel',
      value: PROMISED.kilobytes,
    }),
    rowOf('wallet-page.usable', middle('usable') / 1000, 's', {
      what: `s: what is promised; slow 4G, CPU ${SLOWER} times slower`,
      value: PROMISED.seconds,
    }),
  ];
}

interface Visit {
  /** As they travelled: of page, style and program. */
  bytes: number;
  /** Milliseconds from the beginning until what the wallet asks first can be answered. */
  usable: number;
}

async function visit(page: Page, address: string): Promise<Visit> {
  const devtools = await page.context().newCDPSession(page);
  const counted = await countBytes(devtools);
  await devtools.send('Network.emulateNetworkConditions', SLOW_4G);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.goto(address, { waitUntil: 'commit' });
  const usable = await page.waitForFunction(() =>
    document.querySelector('[data-wallet] button, [data-wallet] input') ? performance.now() : undefined,
  );
  await page.waitForLoadState('networkidle');
  return { ...counted, usable: (await usable.jsonValue())! };
}

async function countBytes(devtools: CDPSession): Promise<{ bytes: number }> {
  const counted = { bytes: 0 };
  const types = new Map<string, string>();
  devtools.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type));
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (COUNTED.includes(types.get(requestId) ?? '')) counted.bytes += encodedDataLength;
  });
  await devtools.send('Network.enable');
  return counted;
}
