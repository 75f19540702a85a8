import { MAX_DEPTH, TOO_DEEP } from './limits.ts';
import { partsOf, type SyntaxNode } from './nodes.ts';
import type { Source } from './source.ts';

/** What is wrong at a place; a particular message says how to mend it. */
interface Mistake {
  readonly message: string;
  readonly isParticular: boolean;
}

const particular = (message: string): Mistake => ({ message, isParticular: true });
const general = (message: string): Mistake => ({ message, isParticular: false });

/** Looking at each of thousands of mistakes would take too long, and nobody reads them. */
const ENOUGH = 20;

/**
 * Notes what lezer could not make sense of: once for each node and place, since one mistake upsets the rest of its
 * node, and once for each habit of another language.
 */
export function findMistakes(top: SyntaxNode, source: Source): void {
  const upset = new Set<string>();
  const found = new Map<number, Mistake>();
  top.cursor().iterate(({ type, node }) => {
    if (!type.isError || found.size === ENOUGH) return;
    const parent = node.parent ?? top;
    const key = `${parent.name} ${parent.from} ${parent.to}`;
    if (upset.has(key)) return;
    const mistake = whatIsWrong(node, parent, source);
    const at = node.from === node.to ? skipSpace(source.text, node.from) : node.from;
    const isHabit = mistake.isParticular && node.from < node.to;
    if ((isHabit && upset.has(mistake.message)) || (found.has(at) && !mistake.isParticular)) return;
    upset.add(key).add(mistake.message);
    found.set(at, mistake);
  });
  for (const [at, { message }] of found) source.note(message, at);
}

/** lezer gives up at some thousand levels, in words that say nothing of it; a level of a tree is a few of its nodes. */
function isTooDeep(node: SyntaxNode): boolean {
  let depth = 0;
  for (let above = node.parent; above; above = above.parent) depth += 1;
  return depth > 10 * MAX_DEPTH;
}

/** Where the next word begins, or the place itself at the end of the text. */
function skipSpace(text: string, from: number): number {
  const space = /^\s*(?=\S)/.exec(text.slice(from));
  return from + (space?.[0].length ?? 0);
}

const nextWord = (text: string, from: number): string | undefined =>
  /^\s*([\p{L}\p{N}_]{1,20}|\.\.|\S)/u.exec(text.slice(from))?.[1];

/** What people write who know another language, and what it is here. */
const ELSEWHERE: readonly (readonly [string, string])[] = [
  ['&&', 'write and instead of &&'],
  ['||', 'write or instead of ||'],
  ['!', 'write not(…) instead of !'],
  ["'", 'a text stands in double quotes'],
  ['"', 'a closing " is missing'],
  ['%', 'there is no %: a hundredth is 0.01'],
];

function whatIsWrong(error: SyntaxNode, parent: SyntaxNode, source: Source): Mistake {
  if (isTooDeep(error)) return particular(TOO_DEEP);
  const { text } = source;
  const word = nextWord(text, error.from);
  const before = partsOf(parent).filter(({ to, type }) => to <= error.from && !type.isError);
  const missing = missingWord(parent, before, word);
  if (missing) return particular(`${missing} is missing`);
  if (error.from < error.to) {
    const elsewhere = ELSEWHERE.find(([start]) => text.startsWith(start, error.from));
    if (elsewhere) return particular(elsewhere[1]);
    if (parent.name === 'AtLiteral') return particular('what follows @ stands in double quotes');
    if (parent.name === 'NamedParameters') return particular('name all arguments or none');
    if (')]}'.includes(word ?? '')) return particular(`nothing was opened that ${word} could close`);
    const isHeadless = word !== undefined && NEEDED.some((row) => row.needs === word && row.in === parent.name);
    return general(isHeadless ? `something is missing before ${word}` : `${word} is not expected here`);
  }
  const key = parent.name === 'ContextEntry' ? before.find(({ name }) => name === 'Key') : undefined;
  if (key && !text.slice(key.to).trimStart().startsWith(':')) {
    return particular(`a : is missing after ${source.textOf(key)}`);
  }
  return (
    missingBracket(parent, before, source) ??
    general(word === undefined ? 'the expression ends too early' : `something is missing before ${word}`)
  );
}

/** Words that a node cannot do without once it has others. */
const NEEDED: readonly { readonly in: string; readonly has: string; readonly needs: string }[] = [
  { in: 'IfExpression', has: 'if', needs: 'then' },
  { in: 'IfExpression', has: 'then', needs: 'else' },
  { in: 'ForExpression', has: 'for', needs: 'return' },
  { in: 'QuantifiedExpression', has: 'some', needs: 'satisfies' },
  { in: 'QuantifiedExpression', has: 'every', needs: 'satisfies' },
  { in: 'InExpression', has: 'Name', needs: 'in' },
  { in: 'Comparison', has: 'between', needs: 'and' },
  { in: 'InstanceOfExpression', has: 'instance', needs: 'of' },
];

/** These need nothing between them and the next word. */
const COMPLETE = ['Name', 'instance'];

function missingWord(parent: SyntaxNode, before: readonly SyntaxNode[], next?: string): string | undefined {
  const has = (name: string) => before.some((part) => part.name === name);
  const row = NEEDED.find((row) => row.in === parent.name && has(row.has) && !has(row.needs));
  const isOpen = row && before.at(-1)?.name === row.has && !COMPLETE.includes(row.has);
  return !row || isOpen || row.needs === next ? undefined : row.needs;
}

const BRACKETED = [
  'ParenthesizedExpression',
  'FunctionInvocation',
  'FunctionDefinition',
  'DateTimeLiteral',
  'Comparison',
  'List',
  'FilterExpression',
  'Interval',
  'Context',
];
const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', ']': '[' };

/** `a closing ) is missing`, where what is in the brackets is complete. */
function missingBracket(parent: SyntaxNode, before: readonly SyntaxNode[], source: Source): Mistake | undefined {
  const opening = before.find(({ name }) => Object.hasOwn(CLOSING, name));
  const last = before.at(-1);
  if (!BRACKETED.includes(parent.name) || !opening || !last || last === opening || last.name === '..') return undefined;
  const closing = CLOSING[opening.name]!;
  if (before.some(({ name }) => name === closing) || source.text.slice(last.to).trimStart().startsWith(',')) {
    return undefined;
  }
  const { line, column } = source.place(opening.from);
  return particular(`a closing ${closing} is missing for the ${opening.name} at line ${line}, column ${column}`);
}
