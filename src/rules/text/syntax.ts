import { MAX_LENGTH, TOO_DEEP, TOO_LONG, tooDeeplyNested } from './limits.ts';
import { findMistakes } from './mistakes.ts';
import { parserWith, type SpacedNames, spacedNames } from './names.ts';
import { partsOf, type SyntaxNode, spellingOf } from './nodes.ts';
import type { Source } from './source.ts';

/** What lezer makes of a text, and the names of several words that it was read with; none where they are not allowed. */
export interface Syntax {
  readonly expression: SyntaxNode;
  readonly names: SpacedNames | undefined;
}

const PLAIN_PARSER = parserWith(spacedNames([]));

/**
 * The one expression in a text. With names, even none, names may hold spaces and signs, and those that the text itself
 * declares are known too. Throws RuleSyntaxError with all mistakes where the text is not of the language.
 */
export function readSyntax(source: Source, names: readonly string[] | undefined): Syntax {
  const { text } = source;
  if (text.length > MAX_LENGTH) throw source.error(TOO_LONG, MAX_LENGTH);
  if (text.trim() === '') throw source.error('the expression is empty', 0);
  const deep = tooDeeplyNested(text);
  if (deep !== undefined) throw source.error(TOO_DEEP, deep);
  const { top, known } = names ? readWithNames(source, names) : { top: PLAIN_PARSER.parse(legible(text)).topNode };
  findMistakes(top, source);
  source.refuseMistakes();
  const [expression, ...more] = partsOf(top);
  if (!expression || more.length > 0) throw source.error('there must be one expression', more[0]?.from ?? 0);
  return { expression, names: known };
}

const RANGE_TYPE =
  /(?<=(?:\bof|[<>,:])\s*)range(?=\s*<\s*(?:Any|number|string|date(?:\s+and\s+time)?|time|days\s+and\s+time\s+duration|years\s+and\s+months\s+duration)\s*>)/g;

/** Functions whose names have `and` in them, which may be taken for a conjunction where their arguments are long. */
const FUNCTION_WITH_AND = /\b(?:date\s+and\s+time|years\s+and\s+months\s+duration)(?=\s*\()/g;

/** `[` that ends a range, by what stands before it and what follows: `[1..2[`. It may be taken for the start of a filter. */
const RANGE_END =
  /(?<=\.\.(?:(?!\b(?:return|satisfies|then|else|and|or|in|between)\b)[^[\](){},])*[\p{L}\p{N}_"]\s*)\[(?=\s*(?:[)\]},=<>!*+/]|\.(?!\d)|(?:and|or|then|else|return|satisfies|in|between|instance)\b|$))/gu;

/**
 * The text as lezer-feel 3.0.1 can read it: what it does not know or may mistake is written as something of the same
 * length and meaning. `range<…>` (DMN 1.5, grammar rule 54) becomes `list <…>`. A name is always read from the text itself.
 */
const legible = (text: string): string =>
  text
    .replace(RANGE_TYPE, 'list ')
    .replace(FUNCTION_WITH_AND, (name) => name.replace(/\s/g, '_'))
    .replace(RANGE_END, ')');

/** Reads a text for the names that it declares, and once more where some of them can only be read when known. */
function readWithNames(source: Source, names: readonly string[]): { top: SyntaxNode; known: SpacedNames } {
  const given = spacedNames(names);
  const { topNode: first } = parserWith(given).parse(legible(source.text));
  const known = spacedNames([...declaredNames(first, source), ...names]);
  const isSettled = known.keys.size === given.keys.size;
  return { top: isSettled ? first : parserWith(known).parse(legible(source.text)).topNode, known };
}

/** Keys of contexts, variables and parameters of functions. */
function declaredNames(top: SyntaxNode, source: Source): string[] {
  const declared: string[] = [];
  top.cursor().iterate(({ name, node }) => {
    if (name === 'Name' && node.parent?.parent?.name !== 'NamedParameter') declared.push(spellingOf(node, source));
    if (name === 'StringLiteral' && node.parent?.name === 'Key') declared.push(source.textOf(node).slice(1, -1));
  });
  return declared;
}
