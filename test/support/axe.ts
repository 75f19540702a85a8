import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';

/** The small form: a page is given it anew after each navigation. */
const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The success criteria of WCAG 2.2 level A and AA, and what axe-core's makers hold for good practice. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

interface Violation {
  id: string;
  help: string;
  nodes: { target: string[]; failureSummary: string }[];
}

/**
 * What axe-core finds on a page, a line for each element. Its source is evaluated by the browser's own tools: the
 * content security policy lets no page load a script from elsewhere.
 */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  await page.evaluate(`${SOURCE}; undefined`);
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
