import { ValueError } from '../problem.ts';
import { decimal, toText } from '../values/decimal.ts';
import type { SyntaxNode } from './nodes.ts';
import type { Source } from './source.ts';

const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|([nrt"'\\]))/g;
const LETTERS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
const LAST_CODE_POINT = 0x10ffff;

/**
 * What a string literal says (DMN 1.5, grammar rules 33 and 62 to 65): `\u4e2d`, `\U01f40e`, `\n`, `\r`, `\t`, `\"`, `\'`
 * and `\\` are escapes; any other backslash is one. Two escaped surrogates are the one character that they make.
 */
export function readString(node: SyntaxNode, source: Source): string {
  const quoted = source.textOf(node).slice(1, -1);
  return quoted.replace(ESCAPE, (whole: string, short?: string, long?: string, letter?: string) => {
    if (letter !== undefined) return LETTERS[letter] ?? letter;
    const codePoint = Number.parseInt((short ?? long)!, 16);
    if (codePoint <= LAST_CODE_POINT) return String.fromCodePoint(codePoint);
    source.note(`there is no character ${whole}`, node.from);
    return whole;
  });
}

/** The shortest text of the same number; throws RuleSyntaxError when it is beyond the limits. */
export function readNumber(node: SyntaxNode, source: Source): string {
  try {
    return toText(decimal(source.textOf(node).replace(/\s/g, '')));
  } catch (error) {
    if (error instanceof ValueError) throw source.error(error.message, node.from);
    throw error;
  }
}
