import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modes, palette } from './palette.ts';
import { type Brand, contrastFaults, pairs, themeCss, tokensCss } from './tokens.ts';

const name = { ko: '마당', 'zh-Hant': '庭院', en: 'Madang' };

for (const mode of modes) {
  test(`all ${pairs.length} declared pairs hold their contrast in ${mode}`, () => {
    assert.deepEqual(contrastFaults(palette(mode), mode), []);
  });
}

test('high contrast gives body text the contrast of WCAG AAA', () => {
  const strict = pairs.filter((pair) => pair.least === 4.5).map((pair) => ({ ...pair, least: 7 }));
  for (const mode of ['contrastLight', 'contrastDark'] as const) {
    assert.deepEqual(contrastFaults(palette(mode), mode, strict), []);
  }
});

test('the tokens carry every mode, and what a person sets wins over what the system asks', () => {
  const css = tokensCss();
  for (const mode of modes) assert.ok(css.includes(`--md-ink:${palette(mode).ink}`), mode);
  assert.ok(css.includes(':root[data-theme=dark]'));
  assert.ok(css.includes(':root:not([data-theme=light])'));
});

test('a brand may turn the hues, and only its own tokens change', () => {
  const css = themeCss({ name, hues: { primary: 262 } });
  assert.match(css, /--md-primary:#/);
  assert.doesNotMatch(css, /--md-paper/);
  assert.equal(themeCss({ name }), '');
});

test('a brand whose hues break contrast is refused with the pairs that fail', () => {
  assert.throws(() => themeCss({ name, hues: { accent: 160 } }), /accent on paper is 2\.\d+, needs 3/);
});

test('a brand is refused when its hue or its mark is not one', () => {
  const wrong: Brand[] = [
    { name, hues: { primary: 400 } },
    { name, hues: { primary: Number.NaN } },
    { name, mark: '"><script>' },
  ];
  for (const brand of wrong) assert.throws(() => themeCss(brand), RangeError);
});
