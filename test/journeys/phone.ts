import type { Page } from 'playwright-core';
import type { Locale } from '../../src/kernel/index.ts';
import type { Government } from '../../src/pack/index.ts';
import { OPEN_WORDS } from '../../src/web/islands/wallet/open/words.ts';
import { NARROW, type Visitor, type VisitorOptions, type Visitors } from '../support/visitor.ts';

const PIN = '482915';

/** Somebody with a wallet on a phone of the narrowest kind, whose clock starts as the government's stands. */
export interface Phone extends Visitor {
  /** Presses the button of this name. */
  tap(name: string): Promise<void>;
  /** Waits for the view that begins with this. */
  heading(name: string): Promise<void>;
  setUp(locale?: Locale): Promise<void>;
  unlock(locale?: Locale): Promise<void>;
  /** Loads the page anew, which closes the wallet, and opens it. */
  reopen(path: string, locale?: Locale): Promise<void>;
  /** How many times they have pressed or filled something, in the wallet too. */
  steps(): number;
  /** Opens a link while the wallet is open: only what stands behind the # changes. */
  follow(link: string): Promise<void>;
}

export async function phoneOf(
  visitors: Visitors,
  { clock }: Pick<Government, 'clock'>,
  options: VisitorOptions = {},
): Promise<Phone> {
  const visitor = await visitors.visit({ viewport: NARROW, hasTouch: true, isMobile: true, ...options });
  const { page } = visitor;
  await page.clock.install({ time: clock.now() });
  const language = options.locale ?? 'en';
  let steps = 0;
  const tap = (name: string) => {
    steps += 1;
    return page.getByRole('button', { name, exact: true }).click();
  };
  const fill = (label: string) => {
    steps += 1;
    return page.getByLabel(label, { exact: true }).fill(PIN);
  };
  const unlock = async (locale = language) => {
    await fill(OPEN_WORDS.pin[locale]);
    await tap(OPEN_WORDS.open[locale]);
  };
  return {
    ...visitor,
    tap,
    unlock,
    steps: () => visitor.interactions() + steps,
    heading: (name) => page.getByRole('heading', { name, exact: true, level: 1 }).waitFor(),
    async setUp(locale = language) {
      await fill(OPEN_WORDS.newPin[locale]);
      await fill(OPEN_WORDS.pinAgain[locale]);
      await tap(OPEN_WORDS.setUp[locale]);
    },
    async reopen(path, locale) {
      await page.goto('about:blank');
      await page.goto(path);
      await unlock(locale);
    },
    follow: (link) => goTo(page, new URL(link).hash),
  };
}

const goTo = (page: Page, fragment: string) =>
  page.evaluate((hash) => {
    location.hash = hash;
  }, fragment);
