import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { localPath } from './local-path.ts';

test('paths of this site are kept, written so that they fit a header', () => {
  const kept = {
    '/': '/',
    '/cases/7?tab=reasons#log': '/cases/7?tab=reasons#log',
    '/search?q=https://elsewhere.example/': '/search?q=https://elsewhere.example/',
    '/@elsewhere.example': '/@elsewhere.example',
    '/a/../b': '/b',
    '/검색?q=출생': '/%EA%B2%80%EC%83%89?q=%EC%B6%9C%EC%83%9D',
    '/%2f%2felsewhere.example': '/%2f%2felsewhere.example',
  };
  for (const [text, path] of Object.entries(kept)) assert.equal(localPath(text), path);
});

test('whatever a browser would take to another site is refused', () => {
  const refused = [
    undefined,
    '',
    'cases',
    'https://elsewhere.example/',
    '//elsewhere.example',
    '///elsewhere.example',
    '////elsewhere.example',
    '/\\elsewhere.example',
    '\\\\elsewhere.example',
    '/\t/elsewhere.example',
    '/\n/elsewhere.example',
    '/\r\\elsewhere.example',
    '\t//elsewhere.example',
    ' //elsewhere.example',
    '\u0000//elsewhere.example',
    '/.//elsewhere.example',
    '/..//elsewhere.example',
    '/a/..//elsewhere.example',
    '/%2e//elsewhere.example',
    '/.\\\\elsewhere.example',
    'javascript:alert(1)',
    'data:text/html,x',
    'http:elsewhere.example',
    'https:/elsewhere.example',
    '//here.invalid@elsewhere.example',
    '//[',
  ];
  for (const text of refused) assert.equal(localPath(text), undefined, JSON.stringify(text));
});

test('what is accepted stays on the site and fits a header, whatever it is made of', () => {
  const pieces = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    '%2e',
    '%2f',
    '\t',
    '\n',
    '\r',
    ' ',
    ':',
    '@',
    '?',
    '#',
    'x.example',
    'http:',
    '가',
  );
  const texts = fc.oneof(
    fc.array(pieces, { maxLength: 10 }).map((some) => some.join('')),
    fc.string({ unit: 'binary' }),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const path = localPath(text);
      if (path === undefined) return;
      assert.match(path, /^\/(?!\/)[\x21-\x7e]*$/);
      assert.equal(new URL(path, 'https://site.example/some/page').origin, 'https://site.example');
      assert.equal(localPath(path), path);
    }),
    { numRuns: 5_000 },
  );
});
