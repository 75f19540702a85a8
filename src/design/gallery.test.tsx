import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGUAGE_TAG, LOCALES } from '../kernel/index.ts';
import { samplePages } from './gallery.tsx';
import { renderPage } from './html.ts';
import { type Token, tokens } from './testing/markup.ts';

type Open = Extract<Token, { kind: 'open' }>;

const headingLevels = (opens: Open[]): number[] =>
  opens.map(({ tag }) => Number(/^h([1-6])$/.exec(tag)?.[1])).filter((level) => level > 0);

/** Ids that an attribute such as `for` or `aria-describedby` points to. */
const targets = (opens: Open[], ...names: string[]): string[] =>
  opens.flatMap(({ attributes }) => names.flatMap((name) => attributes[name]?.split(' ') ?? []));

/** Controls that a person fills in and that need a label. */
const controls = (opens: Open[]): Open[] =>
  opens.filter(
    ({ tag, attributes }) =>
      ['select', 'textarea', 'progress'].includes(tag) || (tag === 'input' && attributes.type !== 'hidden'),
  );

for (const [name, Page] of Object.entries(samplePages)) {
  for (const locale of LOCALES) {
    const html = renderPage(<Page locale={locale} stylesheet="/assets/0123.css" />);
    const opens = tokens(html).filter((token): token is Open => token.kind === 'open');
    const ids = opens.flatMap(({ attributes }) => (attributes.id ? [attributes.id] : []));

    test(`${name} in ${locale} is a whole document in its language`, () => {
      assert.ok(html.startsWith(`<!doctype html>\n<html lang="${LANGUAGE_TAG[locale]}"`));
      assert.match(
        html,
        /<meta name="viewport"[^>]*>.*<title>[^<]+<\/title><link rel="stylesheet" href="\/assets\/0123\.css"/,
      );
      assert.doesNotMatch(html, /undefined|\[object Object\]|NaN/);
    });

    test(`${name} in ${locale} has unique ids, and every reference to one arrives`, () => {
      assert.equal(new Set(ids).size, ids.length, `repeated: ${ids.filter((id, at) => ids.indexOf(id) !== at)}`);
      const wanted = targets(opens, 'for', 'aria-describedby', 'aria-labelledby');
      const anchors = opens.flatMap(({ attributes }) => attributes.href?.match(/^#(.+)/)?.[1] ?? []);
      assert.deepEqual(
        [...wanted, ...anchors].filter((id) => !ids.includes(id)),
        [],
      );
    });

    test(`${name} in ${locale} labels every control`, () => {
      const labelled = new Set(targets(opens, 'for'));
      const bare = controls(opens).filter(({ attributes }) => !labelled.has(attributes.id ?? ''));
      assert.deepEqual(bare, []);
    });

    test(`${name} in ${locale} has one h1 and skips no heading level`, () => {
      const levels = headingLevels(opens);
      assert.equal(levels.filter((level) => level === 1).length, 1);
      assert.equal(levels[0], 1);
      for (const [at, level] of levels.entries()) assert.ok(at === 0 || level <= (levels[at - 1] as number) + 1);
    });

    test(`${name} in ${locale} holds to the content security policy`, () => {
      for (const { tag, attributes } of opens) {
        assert.ok(!('style' in attributes) && tag !== 'style', `style on ${tag}`);
        assert.ok(!Object.keys(attributes).some((attribute) => attribute.startsWith('on')), `handler on ${tag}`);
        if (tag === 'script') assert.ok(attributes.src);
      }
    });
  }
}
