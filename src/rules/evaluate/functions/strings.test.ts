import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { assertAll } from './fixture.ts';
import { applyFunction } from './index.ts';

test('a part of a text, from a position, counted in characters', () => {
  assertAll([
    ['substring("foobar", 3)', '"obar"'],
    ['substring("foobar", 3, 3)', '"oba"'],
    ['substring("foobar", -2)', '"ar"'],
    ['substring("\\U01F40Eab", 2)', '"ab"'],
    ['substring("馬祖東引", 3, 2)', '"東引"'],
    ['substring("foobar", 1.0)', '"foobar"'],
    ['substring("foobar", 3, 2.9)', '"ob"'],
    ['substring("foobar", 0)', /a position counts from 1/],
    ['substring("foobar", 7)', /there is no position 7 among 6/],
    ['substring("foobar", -7)', /there is no position -7 among 6/],
    ['substring("foobar", 1.5)', /whole/],
    ['substring("foobar", 3, 5)', /there are not 5 from position 3 on/],
    ['substring("foobar", 3, 0)', /a length is at least 1/],
    ['substring(null, 1)', 'null'],
  ]);
});

test('before and after a text that is in another', () => {
  assertAll([
    ['substring before("foobar", "bar")', '"foo"'],
    ['substring before("foobar", "o")', '"f"'],
    ['substring before("foobar", "xyz")', '""'],
    ['substring before("foobar", "")', '""'],
    ['substring after("foobar", "ob")', '"ar"'],
    ['substring after("foobar", "")', '"foobar"'],
    ['substring after("", "a")', '""'],
    ['substring after("foobar", null)', 'null'],
  ]);
});

test('what a text holds', () => {
  assertAll([
    ['contains("foobar", "ob")', 'true'],
    ['contains("foobar", "OB")', 'false'],
    ['contains("", "")', 'true'],
    ['starts with("foobar", "foo")', 'true'],
    ['starts with("foobar", "bar")', 'false'],
    ['ends with("foobar", "bar")', 'true'],
    ['ends with("foobar", "")', 'true'],
    ['contains(null, "a")', 'null'],
    ['contains("a", u)', '?'],
    ['contains("a", 1)', /argument 2 of contains must be a string/],
  ]);
});

test('lengths and letters', () => {
  assertAll([
    ['string length("")', '0'],
    ['string length("foo")', '3'],
    ['string length("馬祖\\U01F40E")', '3'],
    ['upper case("straße")', '"STRASSE"'],
    ['lower case("ABC 한")', '"abc 한"'],
    ['string length(null)', 'null'],
    ['upper case(1)', /argument 1 of upper case must be a string/],
  ]);
});

test('texts are joined, without those that are not there', () => {
  assertAll([
    ['string join(["a", "b", "c"])', '"abc"'],
    ['string join(["a", "b", "c"], "_and_")', '"a_and_b_and_c"'],
    ['string join(["a", "b"], null)', '"ab"'],
    ['string join(["a", null, "c"], "-")', '"a-c"'],
    ['string join([], "-")', '""'],
    ['string join(["a", u], "-")', '?'],
    ['string join("a", "-")', '"a"'],
    ['string join(null)', 'null'],
    ['string join(["a", 1])', /string join needs a list of strings/],
    [
      '{t: string join(for i in 1..1100 return "a"), all: string join(for i in 1..1000 return t)}.all',
      /the text becomes too long/,
    ],
  ]);
});

test('a text is split at each match of a pattern', () => {
  assertAll([
    ['split("John Doe", "\\\\s")', '["John", "Doe"]'],
    ['split("a;b;c;;", ";")', '["a", "b", "c", "", ""]'],
    ['split("", ",")', '[""]'],
    ['split("a1b22c", "\\\\d+")', '["a", "b", "c"]'],
    ['split("a.b", "\\\\.")', '["a", "b"]'],
    ['split("ab", "")', /the pattern must not match an empty text here/],
    ['split(null, ",")', 'null'],
  ]);
});

const texts = fc.string({ unit: fc.constantFrom('a', 'b', '한', '\u{1f40e}', ' '), maxLength: 12 });
const call = (name: string, ...args: (string | number)[]) => applyFunction(name, args);

test('substring is slice on characters', () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: -13, max: 13 }), fc.nat(13), (text, start, length) => {
      const characters = [...text];
      const from = start > 0 ? start - 1 : characters.length + start;
      const isThere = start !== 0 && from >= 0 && from < characters.length;
      if (!isThere) assert.throws(() => call('substring', text, start));
      else {
        assert.equal(call('substring', text, start), characters.slice(from).join(''));
        const isLongEnough = length >= 1 && from + length <= characters.length;
        if (isLongEnough)
          assert.equal(call('substring', text, start, length), characters.slice(from, from + length).join(''));
        else assert.throws(() => call('substring', text, start, length));
      }
    }),
  );
});

test('before, the text itself and after make the text', () => {
  fc.assert(
    fc.property(texts, texts, texts, (a, match, b) => {
      const text = `${a}${match}${b}`;
      const parts = [call('substring before', text, match), match, call('substring after', text, match)];
      assert.equal(parts.join(''), text);
      assert.equal(call('contains', text, match), true);
      assert.equal(call('starts with', text, a), true);
      assert.equal(call('ends with', text, b), true);
      assert.equal(call('string length', text), [...text].length);
    }),
  );
});

test('what is split can be joined', () => {
  fc.assert(
    fc.property(fc.array(texts, { minLength: 1 }), (parts) => {
      assert.deepEqual(applyFunction('split', [applyFunction('string join', [parts, ';']), ';']), parts);
    }),
  );
});
