import { ValueError } from '../../../problem.ts';
import { MAX_TEXT } from '../../../values/weight.ts';
import type { Setting } from '../signature.ts';
import { finder, type Match } from './match.ts';
import { parseFlags, parsePattern } from './parse.ts';
import { compilePattern, type Program } from './program.ts';

interface Prepared {
  readonly text: readonly string[];
  readonly program: Program;
  readonly find: (from: number) => Match | undefined;
}

function prepare(input: string, pattern: string, flags: string, setting: Setting): Prepared {
  const parsedFlags = parseFlags(flags);
  const { pattern: tree, groups } = parsePattern(pattern, parsedFlags);
  const program = compilePattern(tree, groups);
  const text = [...input];
  return { text, program, find: finder(program, parsedFlags, text.map(codeOf), setting) };
}

const codeOf = (character: string): number => character.codePointAt(0)!;

/** Whether the pattern matches anywhere in the text; throws ValueError. */
export const matches = (input: string, pattern: string, flags: string, setting: Setting): boolean =>
  prepare(input, pattern, flags, setting).find(0) !== undefined;

/** All matches, one after the other; throws ValueError for a pattern that matches nothing at all. */
function* allMatches({ find }: Prepared): Generator<readonly [number, number, Match]> {
  for (let match = find(0); match; match = find(match[1]!)) {
    const [from, to] = [match[0]!, match[1]!];
    if (from === to) throw new ValueError('the pattern must not match an empty text here');
    yield [from, to, match];
  }
}

/** The text between the matches of a pattern; throws ValueError. */
export function split(input: string, pattern: string, setting: Setting): string[] {
  const prepared = prepare(input, pattern, '', setting);
  const parts: string[] = [];
  let last = 0;
  for (const [from, to] of allMatches(prepared)) {
    parts.push(prepared.text.slice(last, from).join(''));
    last = to;
  }
  return [...parts, prepared.text.slice(last).join('')];
}

/** The text with each match replaced, in which `$1` is what the first group matched and `$0` all; throws ValueError. */
export function replace(input: string, pattern: string, replacement: string, flags: string, setting: Setting): string {
  const prepared = prepare(input, pattern, flags, setting);
  const pieces = parseReplacement(replacement, prepared.program.groups);
  const written: string[] = [];
  let length = 0;
  const write = (text: string) => {
    written.push(text);
    length += text.length;
    if (length > MAX_TEXT) throw new ValueError('the text becomes too long');
  };
  let last = 0;
  for (const [from, to, match] of allMatches(prepared)) {
    write(prepared.text.slice(last, from).join(''));
    for (const piece of pieces) write(typeof piece === 'string' ? piece : groupOf(prepared, match, piece));
    last = to;
  }
  write(prepared.text.slice(last).join(''));
  return written.join('');
}

const groupOf = ({ text }: Prepared, match: Match, group: number): string =>
  text.slice(match[2 * group] ?? 0, match[2 * group + 1] ?? 0).join('');

/** The pieces of a replacement: texts and numbers of groups; `\$` and `\\` stand for themselves. Throws ValueError. */
function parseReplacement(text: string, groups: number): readonly (string | number)[] {
  const tokens = text.match(/\\[\\$]|\$\d+|[^\\$]+|./gsu) ?? [];
  return tokens.flatMap((token): (string | number)[] => {
    if (token === '\\' || token === '$')
      throw new ValueError('$ in a replacement is written \\$, and \\ is written \\\\');
    if (token.startsWith('\\')) return [token.slice(1)];
    return token.startsWith('$') ? groupReference(token.slice(1), groups) : [token];
  });
}

/** `$12` is group 12 where there is one, else group 1 and the digit 2. */
function groupReference(digits: string, groups: number): (string | number)[] {
  let length = digits.length;
  while (length > 1 && Number(digits.slice(0, length)) > groups) length -= 1;
  const group = Number(digits.slice(0, length));
  return [group <= groups ? group : '', digits.slice(length)];
}
