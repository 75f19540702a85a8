import { type Browser, chromium } from 'playwright-core';
import { browserFiles } from './browser-files.ts';

/** Nothing leaves the machine: no service of the browser's maker, and no name but our own resolves. */
const ARGUMENTS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-pings',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1, EXCLUDE [::1]',
  '--font-render-hinting=none',
];

/**
 * A headless Chromium that needs nothing of the machine. Close it after the tests.
 * @param more arguments of this browser only, such as a film for its camera.
 */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  const { executable, environment } = await browserFiles();
  return chromium.launch({
    executablePath: executable,
    env: { ...environment, TMPDIR: process.env.TMPDIR ?? '/tmp' },
    args: [...ARGUMENTS, ...more],
    chromiumSandbox: false, // it does not work for root, nor in most containers; the pages are our own
  });
}
