import { ValueError } from '../../../problem.ts';
import { BLOCKS } from './blocks.ts';

/** A set of characters: whether a code point is in it. */
export type CharacterSet = (code: number) => boolean;

const CATEGORY = /^(?:L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|Z[slp]?|S[mcko]?|C[cfon]?)$/;

const byExpression =
  (expression: RegExp): CharacterSet =>
  (code) =>
    expression.test(String.fromCodePoint(code));

export const complement =
  (set: CharacterSet): CharacterSet =>
  (code) =>
    !set(code);

/** In any of them. */
export const union =
  (sets: readonly CharacterSet[]): CharacterSet =>
  (code) =>
    sets.some((set) => set(code));

/** In the first, but not in the second. */
export const difference =
  (from: CharacterSet, without: CharacterSet): CharacterSet =>
  (code) =>
    from(code) && !without(code);

/** A character and what it becomes in upper and lower case, where that is one character. */
function variantsOf(code: number): readonly number[] {
  const character = String.fromCodePoint(code);
  const variants = [character, character.toLowerCase(), character.toUpperCase()].map((text) => [...text]);
  return variants.flatMap(([first, ...more]) => (more.length === 0 ? [first!.codePointAt(0)!] : []));
}

/** The characters from one to another; with `ignoresCase`, and those that have a variant among them. */
export function interval(low: number, high: number, ignoresCase: boolean): CharacterSet {
  const isIn: CharacterSet = (code) => low <= code && code <= high;
  if (!ignoresCase) return isIn;
  const own = low === high ? variantsOf(low) : [];
  return (code) => variantsOf(code).some((variant) => isIn(variant) || own.includes(variant));
}

/** `\p{Lu}`, `\p{IsBasicLatin}`: a general category of Unicode or a block; throws ValueError when there is no such. */
export function property(name: string): CharacterSet {
  if (CATEGORY.test(name)) return byExpression(new RegExp(`^\\p{${name}}$`, 'u'));
  const block = name.startsWith('Is') && Object.hasOwn(BLOCKS, name.slice(2)) ? BLOCKS[name.slice(2)] : undefined;
  if (!block) throw new ValueError(`there is no group of characters ${JSON.stringify(name)}`);
  return interval(...block, false);
}

const space = byExpression(/^[ \t\n\r]$/);
const digit = byExpression(/^\p{Nd}$/u);
const word = byExpression(/^[^\p{P}\p{Z}\p{C}]$/u);
const nameStart = byExpression(/^[\p{L}_:]$/u);
const nameCharacter = byExpression(/^[\p{L}\p{Nd}\p{M}\p{Lm}_:.\u00b7-]$/u);

/** The sets that have a letter: `\s`, `\d`, `\w`, of XML names `\i` and `\c`, and in upper case all the others. */
export const SETS: Readonly<Record<string, CharacterSet>> = {
  s: space,
  S: complement(space),
  d: digit,
  D: complement(digit),
  w: word,
  W: complement(word),
  i: nameStart,
  I: complement(nameStart),
  c: nameCharacter,
  C: complement(nameCharacter),
};

/** `.`, which stops at the end of a line unless it is told to go on. */
export const anyCharacter = (crossesLines: boolean): CharacterSet =>
  crossesLines ? () => true : (code) => code !== 0x0a && code !== 0x0d;

/** What `\n` and the like stand for; the other characters of the list stand for themselves. */
export const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  ...Object.fromEntries([...'\\|.?*+(){}-[]^$'].map((character) => [character, character])),
};
