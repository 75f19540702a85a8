import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { stylesheet } from './styles.ts';

const { css, hash } = await stylesheet();

test('the stylesheet asks for nothing from anywhere and keeps nothing of another government', () => {
  assert.doesNotMatch(css, /url\(|@import|@font-face/);
  assert.doesNotMatch(css, /GDS Transport|crest|--govuk-/);
});

test('every colour is a token, but for the black and white of a QR code', () => {
  const withoutTokens = css.replace(/--md-[a-z-]+:#[0-9a-f]+/g, '');
  const literals = [...withoutTokens.matchAll(/[a-z-]+:[^;{}]*#[0-9a-f]{3,8}\b/g)].map(([whole]) => whole);
  assert.deepEqual(literals.sort(), ['fill:#000', 'fill:#fff']);
});

test('every custom property that is used is declared', () => {
  const declared = new Set([...css.matchAll(/(--md-[a-z0-9-]+):/g)].map(([, name]) => name));
  const missing = [...css.matchAll(/var\((--md-[a-z0-9-]+)\)/g)]
    .map(([, name]) => name)
    .filter((n) => !declared.has(n));
  assert.deepEqual([...new Set(missing)], []);
});

test('nothing moves, so no one has to ask for less motion', () => {
  assert.doesNotMatch(css, /transition:|animation[a-z-]*:|@keyframes|scroll-behavior:/);
});

test('it stays small: 200 kB, 30 kB compressed', () => {
  assert.ok(css.length < 200_000, `${css.length}`);
  assert.ok(gzipSync(css).length < 30_000, `${gzipSync(css).length}`);
});

test('the hash follows the content', async () => {
  assert.match(hash, /^[0-9a-f]{16}$/);
  assert.equal((await stylesheet()).hash, hash);
  const name = { ko: '', 'zh-Hant': '', en: '' };
  assert.notEqual((await stylesheet({ name, hues: { primary: 262 } })).hash, hash);
});
