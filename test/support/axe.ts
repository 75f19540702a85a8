import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { BrowserContext, Page } from 'playwright-core';

/** The small form. */
const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The success criteria of WCAG 2.2 level A and AA, and what axe-core's makers hold for good practice. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

interface Violation {
  id: string;
  help: string;
  nodes: { target: string[]; failureSummary: string }[];
}

/**
 * Has every page of a browser's context hold axe-core ready, for `accessibilityProblems`. The browser itself brings it, once:
 * the content security policy lets no page load a script from elsewhere, and to send it to each page took as long as the
 * check. As a function that nobody has called yet it costs a page next to nothing.
 */
export const bringAxe = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript({ content: `globalThis.loadAxe = () => { ${SOURCE} };` });

/** What axe-core finds on a page, a line for each element. @param page of a context that was given it (`bringAxe`). */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  await page.evaluate('globalThis.axe ?? loadAxe()');
  const violations = await page.evaluate<Violation[], string[]>(
    async (values) =>
      (
        await (globalThis as never as { axe: typeof axe }).axe.run({
          runOnly: { type: 'tag', values },
          resultTypes: ['violations'], // what passes is not described
        })
      ).violations as never,
    TAGS,
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${target.join(' ')}: ${failureSummary}`),
  );
}
