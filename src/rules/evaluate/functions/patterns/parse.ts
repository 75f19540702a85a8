import { ValueError } from '../../../problem.ts';
import {
  anyCharacter,
  type CharacterSet,
  complement,
  difference,
  ESCAPES,
  interval,
  property,
  SETS,
  union,
} from './characters.ts';

/** A pattern, as a tree. */
export type Pattern =
  | { readonly kind: 'set'; readonly matches: CharacterSet }
  | { readonly kind: 'start' | 'end' }
  | { readonly kind: 'reference'; readonly group: number }
  | { readonly kind: 'sequence'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'choice'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'group'; readonly of: Pattern; readonly group: number }
  | {
      readonly kind: 'repeat';
      readonly of: Pattern;
      readonly min: number;
      readonly max: number;
      readonly greedy: boolean;
    };

/** The flags of XPath: `.` matches line ends, `^` and `$` match at lines, letter case is ignored, white space is. */
export interface Flags {
  readonly s: boolean;
  readonly m: boolean;
  readonly i: boolean;
  readonly x: boolean;
}

const MAX_PATTERN = 10_000;
const MAX_DEPTH = 100;
const QUANTIFIERS: Readonly<Record<string, readonly [number, number]>> = {
  '?': [0, 1],
  '*': [0, Infinity],
  '+': [1, Infinity],
};

/** The flags of a text such as `im`; throws ValueError for any other letter. */
export function parseFlags(text: string): Flags {
  const strange = [...text].find((flag) => !'smix'.includes(flag));
  if (strange !== undefined) throw new ValueError(`there is no flag ${JSON.stringify(strange)}, only s, m, i and x`);
  return { s: text.includes('s'), m: text.includes('m'), i: text.includes('i'), x: text.includes('x') };
}

/** The pattern without white space outside of brackets, as the flag x has it. */
function withoutSpace(text: string): string {
  let depth = 0;
  let escaped = false;
  return [...text]
    .filter((character) => {
      if (depth === 0 && ' \t\n\r'.includes(character)) return false;
      if (!escaped && character === '[') depth += 1;
      if (!escaped && character === ']') depth -= 1;
      escaped = !escaped && character === '\\';
      return true;
    })
    .join('');
}

/**
 * A pattern and how many groups it has (XQuery and XPath 2.0 Functions and Operators, section 7.6.1, over XML Schema's
 * regular expressions; `(?:…)` is taken too). Throws ValueError where it is not one, or too large.
 */
export function parsePattern(text: string, flags: Flags): { pattern: Pattern; groups: number } {
  if (text.length > MAX_PATTERN) throw new ValueError(`a pattern has at most ${MAX_PATTERN} characters`);
  const source = [...(flags.x ? withoutSpace(text) : text)];
  let at = 0;
  let groups = 0;
  let depth = 0;
  const closed = new Set<number>();

  const fail = (what: string): never => {
    throw new ValueError(`${JSON.stringify(text.slice(0, 80))} is not a pattern: ${what}`);
  };
  const take = (character: string): boolean => {
    const found = source[at] === character;
    if (found) at += 1;
    return found;
  };
  const expect = (character: string): void => {
    if (!take(character)) fail(`${character} is missing`);
  };
  const takeWhile = (test: RegExp): string => {
    const from = at;
    while (at < source.length && test.test(source[at]!)) at += 1;
    return source.slice(from, at).join('');
  };
  const literal = (character: string): CharacterSet => {
    const code = character.codePointAt(0)!;
    return interval(code, code, flags.i);
  };

  function choice(): Pattern {
    depth += 1;
    if (depth > MAX_DEPTH) fail(`it has more than ${MAX_DEPTH} levels`);
    const parts = [sequence()];
    while (take('|')) parts.push(sequence());
    depth -= 1;
    return parts.length === 1 ? parts[0]! : { kind: 'choice', parts };
  }

  function sequence(): Pattern {
    const parts: Pattern[] = [];
    while (at < source.length && source[at] !== '|' && source[at] !== ')') parts.push(piece());
    return parts.length === 1 ? parts[0]! : { kind: 'sequence', parts };
  }

  function piece(): Pattern {
    const of = atom();
    const [min, max] = quantifier() ?? [];
    return min === undefined ? of : { kind: 'repeat', of, min, max: max!, greedy: !take('?') };
  }

  function quantifier(): readonly [number, number] | undefined {
    const simple = QUANTIFIERS[source[at] ?? ''];
    if (simple) at += 1;
    if (simple || !take('{')) return simple;
    const min = takeWhile(/\d/);
    const max = take(',') ? takeWhile(/\d/) || 'Infinity' : min;
    expect('}');
    if (min === '' || Number(min) > Number(max)) fail('a quantifier is {2}, {2,} or {2,3}');
    return [Number(min), Number(max)];
  }

  function atom(): Pattern {
    const character = source[at]!;
    at += 1;
    if (character === '(') return group();
    if (character === '[') return { kind: 'set', matches: brackets() };
    if (character === '.') return { kind: 'set', matches: anyCharacter(flags.s) };
    if (character === '^') return { kind: 'start' };
    if (character === '$') return { kind: 'end' };
    if (character === '\\')
      return /[1-9]/.test(source[at] ?? '') ? reference() : { kind: 'set', matches: escapedSet() };
    if ('?*+{}]'.includes(character)) fail(`${character} has nothing before it`);
    return { kind: 'set', matches: literal(character) };
  }

  function group(): Pattern {
    if (take('?')) {
      expect(':');
      const of = choice();
      expect(')');
      return of;
    }
    groups += 1;
    const own = groups;
    const of = choice();
    expect(')');
    closed.add(own);
    return { kind: 'group', of, group: own };
  }

  /** The longest number that is one of a group before it. */
  function reference(): Pattern {
    let group = Number(source[at]);
    at += 1;
    while (/\d/.test(source[at] ?? '') && closed.has(group * 10 + Number(source[at]))) {
      group = group * 10 + Number(source[at]);
      at += 1;
    }
    if (!closed.has(group)) fail(`there is no group ${group} before \\${group}`);
    return { kind: 'reference', group };
  }

  /** What follows a backslash, as a set. */
  function escapedSet(): CharacterSet {
    const letter = source[at] ?? '';
    at += 1;
    if (Object.hasOwn(ESCAPES, letter)) return literal(ESCAPES[letter]!);
    if (Object.hasOwn(SETS, letter)) return SETS[letter]!;
    if (letter !== 'p' && letter !== 'P') fail(`there is no \\${letter}`);
    expect('{');
    const set = property(takeWhile(/[^}]/));
    expect('}');
    return letter === 'p' ? set : complement(set);
  }

  /** What follows an opening bracket: `a-z\d]`, `^a]`, `a-z-[aeiou]]`. */
  function brackets(): CharacterSet {
    const negated = take('^');
    const sets: CharacterSet[] = [];
    let without: CharacterSet | undefined;
    while (!take(']')) {
      if (at >= source.length) fail('] is missing');
      if (source[at] === '-' && source[at + 1] === '[' && sets.length > 0) {
        at += 2;
        without = brackets();
        expect(']');
        break;
      }
      sets.push(oneInBrackets(sets.length === 0));
    }
    if (sets.length === 0) fail('[] has no characters');
    const set = negated ? complement(union(sets)) : union(sets);
    return without ? difference(set, without) : set;
  }

  /** A character, range or set; a hyphen by itself stands first or last. */
  function oneInBrackets(isFirst: boolean): CharacterSet {
    if (source[at] === '\\' && !Object.hasOwn(ESCAPES, source[at + 1] ?? '')) {
      at += 1;
      return escapedSet();
    }
    if (source[at] === '-' && !isFirst && source[at + 1] !== ']')
      fail('- in brackets stands first, last or in a range');
    const low = codeInBrackets();
    if (source[at] !== '-' || source[at + 1] === ']' || source[at + 1] === '[') return interval(low, low, flags.i);
    at += 1;
    const high = codeInBrackets();
    if (high < low) fail('a range in brackets goes from low to high');
    return interval(low, high, flags.i);
  }

  function codeInBrackets(): number {
    const character = source[at] ?? '';
    if (character === '[' || character === ']' || character === '') fail(`${character || ']'} is out of place`);
    const escaped = character === '\\' ? ESCAPES[source[at + 1] ?? ''] : character;
    if (escaped === undefined) fail('a range in brackets has two characters');
    at += character === '\\' ? 2 : 1;
    return escaped!.codePointAt(0)!;
  }

  const pattern = choice();
  if (at < source.length) fail(`${source[at]} is out of place`);
  return { pattern, groups };
}
