import { parser } from 'lezer-feel';
import { type Place, RuleSyntaxError } from '../problem.ts';

/** A node of lezer's syntax tree. */
export type SyntaxNode = ReturnType<typeof parser.parse>['topNode'];

/** Longer texts are refused unread, and so is nesting deeper than this. */
export const MAX_LENGTH = 10_000;
export const MAX_DEPTH = 100;

const COMMENTS = ['LineComment', 'BlockComment'];

/** A rule's text, which knows its places. */
export class Source {
  readonly text: string;
  readonly #lineStarts: readonly number[];

  constructor(text: string) {
    this.text = text;
    this.#lineStarts = [0, ...[...text.matchAll(/\n/g)].map((match) => match.index + 1)];
  }

  /** The place of a character, given by its offset. */
  place(offset: number): Place {
    const line = this.#lineStarts.findLastIndex((start) => start <= offset);
    return { line: line + 1, column: offset - this.#lineStarts[line]! + 1 };
  }

  textOf(node: SyntaxNode): string {
    return this.text.slice(node.from, node.to);
  }

  error(message: string, offset: number): RuleSyntaxError {
    return new RuleSyntaxError(message, this.place(offset));
  }
}

/** The children of a node that mean something. */
export function partsOf(node: SyntaxNode): SyntaxNode[] {
  const parts: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (!COMMENTS.includes(child.name)) parts.push(child);
  }
  return parts;
}

/** The one expression in a text, as lezer's node; throws RuleSyntaxError where the text is not of the language. */
export function readSyntax(source: Source): SyntaxNode {
  if (source.text.length > MAX_LENGTH) {
    throw source.error(`the expression is longer than ${MAX_LENGTH} characters`, MAX_LENGTH);
  }
  if (source.text.trim() === '') throw source.error('the expression is empty', 0);
  const tree = parseOrRefuse(source);
  tree.iterate({
    enter: ({ type, from, to }) => {
      if (type.isError) throw source.error(whatIsWrong(source.text, from, to), from);
    },
  });
  const [expression, ...more] = partsOf(tree.topNode);
  if (!expression || more.length > 0) throw source.error('there must be one expression', more[0]?.from ?? 0);
  return expression;
}

/** lezer's own parser is recursive where brackets nest, and runs out of stack on a text of nothing but brackets. */
function parseOrRefuse(source: Source): ReturnType<typeof parser.parse> {
  try {
    return parser.parse(source.text);
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep(source, 0);
    throw error;
  }
}

/** The refusal of what nests too deeply. */
export const tooDeep = (source: Source, offset: number): RuleSyntaxError =>
  source.error(`the expression is nested deeper than ${MAX_DEPTH} levels`, offset);

function whatIsWrong(text: string, from: number, to: number): string {
  const next = /^\s*(\S{1,20})/.exec(text.slice(from))?.[1];
  if (next === undefined) return 'the expression ends too early';
  return from === to ? `something is missing before ${next}` : `${next} is not expected here`;
}
