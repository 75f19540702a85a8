import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ValueError } from '../../../problem.ts';
import { PLAIN } from '../signature.ts';
import { matches, replace, split } from './index.ts';

const found = (pattern: string, text: string, flags = '') => matches(text, pattern, flags, PLAIN);
const whole = (pattern: string, text: string, flags = '') => found(`^(?:${pattern})$`, text, flags);
const replaced = (text: string, pattern: string, replacement: string, flags = '') =>
  replace(text, pattern, replacement, flags, PLAIN);

test('characters, sets and their opposites', () => {
  const cases: [pattern: string, matching: string[], others: string[]][] = [
    ['a.c', ['abc', 'a\u{1f40e}c'], ['ac', 'a\nc', 'a\rc', 'abbc']],
    ['[a-c]', ['a', 'b', 'c'], ['d', 'A', '-']],
    ['[^a-c]', ['d', '\n'], ['a', '']],
    ['[a-z-[aeiou]]', ['b', 'z'], ['a', 'e', '-']],
    ['[^a-z-[b]]', ['A', '1'], ['a', 'b']],
    ['[\\d\\s]', ['1', ' ', '٣'], ['a']],
    ['[-a]', ['-', 'a'], ['b']],
    ['[a\\-z]', ['a', '-', 'z'], ['b']],
    ['\\d', ['0', '٣'], ['a', '½']],
    ['\\D', ['a'], ['0']],
    ['\\s', [' ', '\t', '\n', '\r'], ['\u00a0', 'a']],
    ['\\w', ['a', '한', '1', '$'], [' ', '.', '-']],
    ['\\W', [' ', '.'], ['a']],
    ['\\i\\c*', ['xml:lang', '_a1', '한국'], ['1a', '-a']],
    ['\\I', ['1'], ['a']],
    ['\\C', [' '], ['a', '1']],
    ['\\p{Lu}', ['A', 'Ä'], ['a', '1']],
    ['\\P{Lu}', ['a', '1'], ['A']],
    ['\\p{L}', ['a', '한'], ['1']],
    ['\\p{IsHangulSyllables}', ['한'], ['a', 'ㄱ']],
    ['\\p{IsBasicLatin}', ['a'], ['ä']],
    ['[\\p{Lu}\\p{Nd}]', ['A', '5'], ['a']],
    ['\\n\\r\\t', ['\n\r\t'], ['nrt']],
    ['\\.\\\\\\?\\*\\+\\{\\}\\(\\)\\[\\]\\|\\^\\$\\-', ['.\\?*+{}()[]|^$-'], ['']],
    ['\u{1f40e}+', ['\u{1f40e}\u{1f40e}'], ['\u{1f40f}']],
  ];
  for (const [pattern, matching, others] of cases) {
    for (const text of matching) assert.ok(whole(pattern, text), `${pattern} ${text}`);
    for (const text of others) assert.ok(!whole(pattern, text), `${pattern} not ${text}`);
  }
});

test('repetition, choice, groups and back references', () => {
  const cases: [pattern: string, matching: string[], others: string[]][] = [
    ['ab?c', ['ac', 'abc'], ['abbc']],
    ['a*', ['', 'aaa'], ['b']],
    ['a+', ['a', 'aa'], ['']],
    ['a{2}', ['aa'], ['a', 'aaa']],
    ['a{2,}', ['aa', 'aaaa'], ['a']],
    ['a{1,2}', ['a', 'aa'], ['', 'aaa']],
    ['a{0}', [''], ['a']],
    ['cat|dog|', ['cat', 'dog', ''], ['ca']],
    ['(ab)+', ['abab'], ['aba']],
    ['(?:ab)+c', ['ababc'], ['abac']],
    ['(a|b)\\1', ['aa', 'bb'], ['ab']],
    ['(a)|b\\1', ['a', 'b'], ['ba']],
    ['((a)(b))\\3\\2', ['abba'], ['abab']],
    ['(a*)*', ['', 'aaa'], ['b']],
    ['(a|a)*b', ['aaab'], ['aaa']],
    ['(?:(a)|b)*\\1', ['abaa', ''], ['ab']],
  ];
  for (const [pattern, matching, others] of cases) {
    for (const text of matching) assert.ok(whole(pattern, text), `${pattern} ${text}`);
    for (const text of others) assert.ok(!whole(pattern, text), `${pattern} not ${text}`);
  }
});

test('a pattern is found anywhere unless it says where', () => {
  assert.ok(found('oba', 'foobar'));
  assert.ok(!found('^oba', 'foobar'));
  assert.ok(found('bar$', 'foobar'));
  assert.ok(!found('^b', 'a\nb'));
  assert.ok(found('', ''));
});

test('flags change what matches', () => {
  assert.ok(found('a.b', 'a\nb', 's'));
  assert.ok(found('^b$', 'a\nb\nc', 'm'));
  assert.ok(!found('a.b', 'a\nb', 'm'));
  assert.ok(found('ABC', 'abc', 'i'));
  assert.ok(found('[A-Z]{3}', 'abc', 'i'));
  assert.ok(!found('[^a-z]', 'A', 'i'));
  assert.ok(found('(a)\\1', 'aA', 'i'));
  assert.ok(found('Ä', 'ä', 'i'));
  assert.ok(found('h e l l o', 'hello', 'x'));
  assert.ok(found('h[ ]i', 'h i', 'x'));
  assert.ok(!found('hello', 'HELLO', ''));
  assert.ok(found('A . b', 'a\nb', 'six'));
});

test('mistakes in a pattern have no value', () => {
  const patterns = [
    '(',
    ')',
    'a)',
    '[',
    '[a',
    ']',
    '{',
    '}',
    'a{2',
    'a{2,1}',
    '*',
    'a**',
    '+a',
    'a|*',
    '\\',
    '\\y',
    '\\b',
    '\\p{Foo}',
    '\\p{IsNowhere}',
    '[]',
    '[z-a]',
    '[a-\\d]',
    '\\1',
    '(a\\1)',
    '(?=a)',
    '(?<n>a)',
    '[a-z-[b]x]',
    'a{1,99999999}',
    '\\u0041',
    '\\x41',
    '[[:alpha:]]',
  ];
  for (const pattern of patterns) assert.throws(() => found(pattern, 'a'), ValueError, pattern);
  for (const flags of ['g', 'ss ', 'q', 'u']) assert.throws(() => found('a', 'a', flags), ValueError, flags);
});

test('matches are replaced one after the other', () => {
  const cases: [text: string, pattern: string, replacement: string, expected: string][] = [
    ['abracadabra', 'bra', '*', 'a*cada*'],
    ['abracadabra', 'a.*a', '*', '*'],
    ['abracadabra', 'a.*?a', '*', '*c*bra'],
    ['abracadabra', 'a', '', 'brcdbr'],
    ['abracadabra', 'a(.)', 'a$1$1', 'abbraccaddabbra'],
    ['AAAA', 'A+?', 'b', 'bbbb'],
    ['darted', '^(.*?)d(.*)$', '$1c$2', 'carted'],
    ['abc', 'b', '[$0]', 'a[b]c'],
    ['abc', 'b', '\\$1\\\\', 'a$1\\c'],
    ['abc', '(b)', '$12', 'ab2c'],
    ['abc', '(b)|(x)', '<$2>', 'a<>c'],
    ['abc', 'b', '<$1>', 'a<>c'],
    ['한\u{1f40e}글', '.', '($0)', '(한)(\u{1f40e})(글)'],
    ['abc', 'x', 'y', 'abc'],
  ];
  for (const [text, pattern, replacement, expected] of cases)
    assert.equal(replaced(text, pattern, replacement), expected, `${pattern} ${replacement}`);
});

test('a replacement that cannot be has no value', () => {
  for (const replacement of ['$', 'a$b', '\\', '\\n'])
    assert.throws(() => replaced('a', 'a', replacement), ValueError, replacement);
  for (const pattern of ['', 'a*', 'b?', '^', '$', '()']) {
    assert.throws(() => replaced('b', pattern, 'x'), ValueError, pattern);
    assert.throws(() => split('b', pattern, PLAIN), ValueError, pattern);
  }
});

test('no pattern hangs', () => {
  const text = 'a'.repeat(3000);
  const slowElsewhere = [
    '(a+)+b',
    '(a|aa)+b',
    '(a*)*b',
    '(.*)(.*)(.*)(.*)b',
    '(a|a)*?b',
    '^(([a-z])+.)+[A-Z]$',
    '(?:a?){30}(?:b){30}',
  ];
  for (const pattern of slowElsewhere) assert.equal(found(pattern, text), false, pattern);
  const tooSlow = ['(a+)\\1+b', '(a*)*\\1b', '((a{0,40}){0,40}){0,4}b'];
  for (const pattern of tooSlow) assert.throws(() => found(pattern, text), /takes too long/, pattern);
  assert.throws(() => found('(((a{1,500}){1,500}){1,500}){1,500}', 'a'), /repeats too much/);
  assert.throws(() => found('('.repeat(200) + ')'.repeat(200), ''), ValueError);
  assert.throws(() => found('a'.repeat(10_001), 'a'), ValueError);
  assert.throws(() => replaced('a'.repeat(2000), 'a', 'b'.repeat(1000)), /the text becomes too long/);
});

test('what is done for a pattern is counted', () => {
  let spent = 0;
  const spend = (steps: number) => {
    spent += steps;
  };
  matches('a'.repeat(1000), 'b', '', { standard: false, spend });
  assert.ok(spent >= 100 && spent <= 1000, `${spent}`);
});

const canBeEmpty = (pattern: string) => new RegExp(`^(?:${pattern})$`, 'u').test('');

/** With more repetitions, one in another, JS itself would not come to an end. */
const MOST_REPETITIONS = 8;

/** Random patterns of what XPath and JS understand alike, over a small alphabet. */
const patternsWhere = (mayRepeat: (pattern: string) => boolean) =>
  fc
    .letrec<{ pattern: string; part: string; atom: string }>((tie) => ({
      pattern: fc.array(tie('part'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')),
      part: fc
        .tuple(tie('atom'), fc.constantFrom('', '', '?', '*', '+', '{1,2}', '??', '*?', '+?'))
        .map(([atom, quantifier]) => (mayRepeat(atom) ? `${atom}${quantifier}` : atom)),
      atom: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constantFrom('a', 'b', 'c', '.', '[ab]', '[^a]', '\\d'),
        fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `(?:${a}|${b})`),
        tie('pattern').map((pattern) => `(${pattern})`),
      ),
    }))
    .pattern.filter((pattern) => pattern.split(/[?*+}]/).length <= MOST_REPETITIONS);
const texts = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', '\n', '\u{1f40e}'), maxLength: 8 });

test('what JS finds is found', () => {
  fc.assert(
    fc.property(
      patternsWhere(() => true),
      texts,
      (pattern, text) => assert.equal(found(pattern, text), new RegExp(pattern, 'u').test(text)),
    ),
    { numRuns: 500 },
  );
});

test('what JS replaces and splits is replaced and split, with the same groups', () => {
  const patterns = patternsWhere((pattern) => !canBeEmpty(pattern)).map((pattern) => `(${pattern})`);
  fc.assert(
    fc.property(patterns, texts, (pattern, text) => {
      const js = new RegExp(pattern, 'gu');
      fc.pre(![...text.matchAll(js)].some(([match]) => match === ''));
      assert.equal(replaced(text, pattern, '<$1>'), text.replace(js, '<$1>'));
      assert.deepEqual(split(text, pattern, PLAIN), text.replace(js, '\0').split('\0'));
    }),
    { numRuns: 500 },
  );
});
