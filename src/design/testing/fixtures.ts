import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { normalise } from './markup.ts';

// biome-ignore lint/suspicious/noExplicitAny: each component's own options, given by the package
export type Options = any;

interface Fixture {
  name: string;
  html: string;
  options: Options;
}

/** A component of govuk-frontend, some of its fixtures, and the same thing built of ours. */
export interface FixtureCase {
  component: string;
  names: string[];
  build: (options: Options) => VNode;
  /** Changes to the fixture's HTML where ours differs on purpose. */
  adapt?: (html: string) => string;
}

const home = new URL('../', import.meta.resolve('govuk-frontend/dist/govuk/components/button/fixtures.json'));

async function fixtures(component: string): Promise<Map<string, Fixture>> {
  const file = new URL(`${component}/fixtures.json`, home);
  const { fixtures: all } = JSON.parse(await readFile(fileURLToPath(file), 'utf8')) as { fixtures: Fixture[] };
  return new Map(all.map((fixture) => [fixture.name, fixture]));
}

/** Preact has no way to give raw HTML without an element; the tests' own span is taken out again. */
const unwrap = (html: string): string => html.replace(/<span>(<p[\s\S]*?<\/p>)\s*<\/span>/g, '$1');

/** Declares one test for each fixture: our markup is the same but for white space and hooks for scripts. */
export async function compareWithFixtures(cases: readonly FixtureCase[]): Promise<void> {
  for (const { component, names, build, adapt = (html: string) => html } of cases) {
    const known = await fixtures(component);
    for (const name of names) {
      test(`${component} is marked up as govuk-frontend's fixture "${name}"`, () => {
        const fixture = known.get(name);
        assert.ok(fixture, `no such fixture: ${name}`);
        assert.equal(normalise(unwrap(renderToString(build(fixture.options)))), normalise(adapt(fixture.html)));
      });
    }
  }
}
