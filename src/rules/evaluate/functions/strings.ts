import { ValueError } from '../../problem.ts';
import { BARE_NUMBER, BOOLEAN, STRING, type Type } from '../../types/types.ts';
import type { Numeric } from '../../values/decimal.ts';
import { type ListValue, UNKNOWN, type Value } from '../../values/values.ts';
import { MAX_TEXT } from '../../values/weight.ts';
import { matches, replace, split } from './patterns/index.ts';
import { slice } from './positions.ts';
import { builtIn, one, optional, takes } from './signature.ts';

const text = (name: string) => one(name, 'string');
const STRINGS_LIST: Type = { kind: 'list', of: STRING };

/** FEEL counts characters, not UTF-16 units. */
const substring = (string: string, start: Numeric, length?: Numeric): Value =>
  slice([...string], start, length).join('');

function before(string: string, match: string): string {
  const at = string.indexOf(match);
  return at < 0 ? '' : string.slice(0, at);
}

function after(string: string, match: string): string {
  const at = string.indexOf(match);
  return at < 0 ? '' : string.slice(at + match.length);
}

/** The texts one after the other; throws ValueError when they become too long. */
export function joined(texts: readonly string[], delimiter: string): string {
  const length = texts.reduce((sum, part) => sum + part.length + delimiter.length, 0);
  if (length > MAX_TEXT) throw new ValueError('the text becomes too long');
  return texts.join(delimiter);
}

function join(list: ListValue, delimiter?: string | null): Value {
  if (list.includes(UNKNOWN)) return UNKNOWN;
  const texts = list.filter((item) => item !== null);
  if (!texts.every((item) => typeof item === 'string')) throw new ValueError('string join needs a list of strings');
  return joined(texts, delimiter ?? '');
}

const twoTexts = (apply: (string: string, match: string) => Value, type: Type) =>
  takes([text('string'), text('match')], type, apply);

/** String functions (DMN 1.5, section 10.3.4.3). */
export const STRINGS = {
  substring: builtIn(
    'the part of a text from a position on, the first being 1 and the last -1, and so many characters long',
    'substring("foobar", -2, 1) = "a"',
    takes([text('string'), one('start position', 'number'), optional('length', 'number')], STRING, substring),
  ),
  'string length': builtIn(
    'how many characters a text has',
    'string length("foo") = 3',
    takes([text('string')], BARE_NUMBER, (string) => [...string].length),
  ),
  'upper case': builtIn(
    'the text in capital letters',
    'upper case("aBc4") = "ABC4"',
    takes([text('string')], STRING, (string) => string.toUpperCase()),
  ),
  'lower case': builtIn(
    'the text in small letters',
    'lower case("aBc4") = "abc4"',
    takes([text('string')], STRING, (string) => string.toLowerCase()),
  ),
  'substring before': builtIn(
    'what stands before the first place where the other text is found; nothing where it is not',
    'substring before("foobar", "bar") = "foo"',
    twoTexts(before, STRING),
  ),
  'substring after': builtIn(
    'what stands after the first place where the other text is found; nothing where it is not',
    'substring after("foobar", "ob") = "ar"',
    twoTexts(after, STRING),
  ),
  contains: builtIn(
    'whether the other text is in it',
    'contains("foobar", "ob") = true',
    twoTexts((string, match) => string.includes(match), BOOLEAN),
  ),
  'starts with': builtIn(
    'whether it begins with the other text',
    'starts with("foobar", "fo") = true',
    twoTexts((string, match) => string.startsWith(match), BOOLEAN),
  ),
  'ends with': builtIn(
    'whether it ends with the other text',
    'ends with("foobar", "r") = true',
    twoTexts((string, match) => string.endsWith(match), BOOLEAN),
  ),
  matches: builtIn(
    'whether a pattern, which is a regular expression of XPath, is found in a text; flags are s, m, i and x',
    'matches("foobar", "^fo*b") = true',
    takes(
      [text('input'), text('pattern'), optional('flags', 'string', 'null')],
      BOOLEAN,
      (input, pattern, flags, setting) => matches(input, pattern, flags ?? '', setting),
    ),
  ),
  replace: builtIn(
    'the text with each match of a pattern replaced; $1 is what its first group matched',
    'replace("abcd", "(ab)|(a)", "[1=$1][2=$2]") = "[1=ab][2=]cd"',
    takes(
      [text('input'), text('pattern'), text('replacement'), optional('flags', 'string', 'null')],
      STRING,
      (input, pattern, replacement, flags, setting) => replace(input, pattern, replacement, flags ?? '', setting),
    ),
  ),
  split: builtIn(
    'the parts of a text between the matches of a pattern',
    'split("a;b;;", ";") = ["a", "b", "", ""]',
    takes([text('string'), text('delimiter')], STRINGS_LIST, split),
  ),
  'string join': builtIn(
    'the texts of a list one after the other, with a text between them if one is given',
    'string join(["a", "b", "c"], ", ") = "a, b, c"',
    takes([one('list', 'list'), optional('delimiter', 'string', 'null')], STRING, join),
  ),
};
