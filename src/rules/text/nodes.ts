import type { parser } from 'lezer-feel';
import type { Source } from './source.ts';

/** A node of lezer's syntax tree. */
export type SyntaxNode = ReturnType<typeof parser.parse>['topNode'];

const COMMENTS = ['LineComment', 'BlockComment'];

/** The children of a node that mean something. */
export function partsOf(node: SyntaxNode): SyntaxNode[] {
  const parts: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (!COMMENTS.includes(child.name)) parts.push(child);
  }
  return parts;
}

/** A name as the text has it, but for how much space is between its words. */
export const spellingOf = (name: SyntaxNode, source: Source): string => source.textOf(name).replace(/\s+/g, ' ');

/** The words of a name with single spaces, whatever stood between them; each sign is a word. */
export function wordsOf(name: SyntaxNode, source: Source): string {
  const parts = partsOf(name);
  return parts.length > 0 ? parts.map((part) => spellingOf(part, source)).join(' ') : spellingOf(name, source);
}
