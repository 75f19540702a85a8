import { childrenOf, type Tree } from '../tree.ts';
import { MAX_DEPTH, TOO_DEEP } from './limits.ts';
import { OPERANDS } from './operands.ts';
import { Reader } from './reader.ts';
import { Source } from './source.ts';
import { readSyntax } from './syntax.ts';

export interface ParseOptions {
  /**
   * The names that the text may use, where they may hold spaces and signs (`Full Name`, `a-b`); those that the text
   * itself declares need not be among them. Left out, a name is of letters, digits and underscores, as in a pack.
   */
  readonly names?: readonly string[];
}

/**
 * FEEL text (OMG DMN 1.5, chapter 10) to an expression tree.
 * Texts have at most 10,000 characters and trees at most 100 levels. Throws RuleSyntaxError, and nothing else.
 */
export function parse(text: string, options: ParseOptions = {}): Tree {
  const source = new Source(text);
  const { expression, names } = readSyntax(source, options.names);
  const tree = new Reader(source, names, OPERANDS).read(expression);
  source.refuseMistakes();
  if (depthOf(tree) > MAX_DEPTH) throw source.error(TOO_DEEP, 0);
  return tree;
}

/** Levels of a tree. Not recursive, since it measures trees that may be too deep for that. */
function depthOf(tree: Tree): number {
  let depth = 0;
  for (let level: readonly Tree[] = [tree]; level.length > 0; level = level.flatMap(childrenOf)) depth += 1;
  return depth;
}
