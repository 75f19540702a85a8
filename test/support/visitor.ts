import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import type { Locale } from '../../src/kernel/index.ts';
import { accessibilityProblems, bringAxe } from './axe.ts';
import { keepSaid } from './said.ts';
import type { TestSite } from './site.ts';

/** The narrowest screen that pages are made for, in CSS pixels, and a usual one. */
export const NARROW = { width: 360, height: 740 };
export const WIDE = { width: 1280, height: 800 };

/** How long to wait for what a page should show at once, before it counts as missing. */
const PATIENCE_MS = 30_000;

/** More presses of the Tab key than any page takes from end to end. */
const FAR = 150;

export interface VisitorOptions extends BrowserContextOptions {
  locale?: Locale;
  /** Who is signed in; nobody unless stated. */
  persona?: string;
}

/** Somebody at a browser, who looks over every page that they come upon. */
export interface Visitor {
  page: Page;
  /** How many times they have pressed, chosen or filled something. */
  interactions(): number;
  open(path: string): Promise<void>;
  /** Does what leads to another page, and waits for that. */
  go(step: () => Promise<unknown>): Promise<void>;
  /** Presses a button or link and waits for the page that it leads to. */
  press(target: Locator): Promise<void>;
  check(selector: string): Promise<void>;
  fill(selector: string, text: string): Promise<void>;
  /** Moves the keyboard's focus on until it is there. @throws Error when it never is. */
  tabTo(selector: string): Promise<void>;
  /** The text of the main part of the page. */
  text(): Promise<string>;
  /** Looks over the page as it is now; done by itself on each new page. */
  look(): Promise<void>;
  leave(): Promise<void>;
}

/** Visitors of one site, and all that they found wrong with its pages. */
export interface Visitors {
  visit(options?: VisitorOptions): Promise<Visitor>;
  /** Faults of pages, each said once: accessibility, sideways scrolling, scripts that failed, refused resources. */
  findings(): string[];
}

export function visitorsOf(site: TestSite, browser: Browser): Visitors {
  const seen = new Set<string>();
  const looked = new Set<string>();
  return {
    findings: () => [...seen],
    async visit({ locale = 'en', persona, ...options } = {}) {
      const context = await browser.newContext({ viewport: WIDE, baseURL: site.address, ...options });
      await bringAxe(context);
      const cookies = [`locale=${locale}`, ...(persona ? [await site.signIn(persona)] : [])];
      await context.addCookies(
        cookies.map((pair) => ({ name: pair.split('=')[0]!, value: pair.split('=')[1]!, url: site.address })),
      );
      context.setDefaultTimeout(PATIENCE_MS);
      const page = await context.newPage();
      const scripted = options.javaScriptEnabled !== false;
      const lookOnce = async () => {
        const where = `${new URL(page.url()).pathname.replaceAll(/[0-9a-f-]{36}/g, ':id')} (${JSON.stringify({ locale, ...options })})`;
        const wide = await page.evaluate(tooWide);
        if (wide) seen.add(`${where} scrolls sideways: ${wide}`);
        // Looked at once in each way and state: axe is slow, and finds the same on the same page again.
        const state = `${where} ${await page.title()}`;
        if (!scripted || looked.has(state)) return;
        for (const problem of await accessibilityProblems(page)) seen.add(`${where}: ${problem}`);
        looked.add(state);
      };
      // A receipt's page loads itself anew as soon as the log has it, also while somebody looks.
      const look = async (): Promise<void> => {
        try {
          await lookOnce();
        } catch (error) {
          if (!String(error).includes('Execution context was destroyed')) throw error;
          await page.waitForLoadState();
          await look();
        }
      };
      page.on('pageerror', (error) => seen.add(`a script failed on ${page.url()}: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
          seen.add(`${page.url()} says ${message.text()}`);
      });
      page.on('request', (request) => keepSaid(`${request.method()} ${request.url()}`));
      page.on('response', (response) => {
        // A page may say 404 or 422 and be a good page, also where it takes the place of another without being loaded; what
        // a page loads may not, and nothing may fail.
        const request = response.request();
        const isPage = request.isNavigationRequest() || request.headers().accept === 'text/html';
        if (response.status() >= (isPage ? 500 : 400))
          seen.add(`${page.url()} loads ${response.url()}, which answers ${response.status()}`);
      });
      let interactions = 0;
      const go = async (step: () => Promise<unknown>) => {
        interactions += 1;
        const gone = page.waitForEvent('framenavigated', (frame) => frame === page.mainFrame());
        await Promise.all([gone, step()]);
        await page.waitForLoadState();
        await look();
      };
      return {
        page,
        interactions: () => interactions,
        look,
        async open(path) {
          await page.goto(path);
          await look();
        },
        go,
        press: (target) => go(() => target.click()),
        async tabTo(selector) {
          const isThere = () => page.evaluate((wanted) => document.activeElement!.matches(wanted), selector);
          for (let presses = 0; !(await isThere()); presses += 1) {
            if (presses > FAR) throw new Error(`${selector} is not reached by the Tab key on ${page.url()}`);
            await page.keyboard.press('Tab');
          }
        },
        async check(selector) {
          interactions += 1;
          await page.check(selector);
        },
        async fill(selector, text) {
          interactions += 1;
          await page.fill(selector, text);
        },
        text: () => page.innerText('main'),
        leave: () => context.close(),
      };
    },
  };
}

/** What makes the page in the browser wider than its window, the innermost elements first; empty when nothing does. */
function tooWide(): string {
  const edge = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= edge) return '';
  const sticksOut = [...document.body.querySelectorAll('*')].filter(
    (element) => element.getBoundingClientRect().right > edge && !element.closest('.md-scroll'),
  );
  const names = sticksOut.map(({ tagName, className }) => `${tagName.toLowerCase()}.${className}`);
  return names.reverse().slice(0, 5).join(', ') || 'something';
}
