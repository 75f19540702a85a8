import { evaluate } from '../evaluate/evaluate.ts';
import type { Tree } from '../tree.ts';
import { fromValue, type Json } from '../values/json.ts';
import { kindOf, lookUp } from '../values/values.ts';
import { partsOf } from './dependencies.ts';
import type { Knowledge } from './explain.ts';

/** What a law's table gave. */
export interface Lookup {
  readonly table: string;
  /** What it was looked up by; undefined while that is unknown. */
  readonly by: Json | undefined;
  readonly value: Json | undefined;
}

/** The look-ups in tables on which an expression rests, those of derived facts included, each once. */
export function lookupsIn(tree: Tree, knowledge: Knowledge): Lookup[] {
  const found = new Map<string, Lookup>();
  const seen = new Set<string>();
  function visit(part: Tree): void {
    if (part.kind === 'call' && kindOf(lookUp(knowledge.scope, part.function)) === 'table') {
      const by = part.arguments[0] && fromValue(evaluate(part.arguments[0], knowledge.scope));
      const lookup = { table: part.function, by, value: fromValue(evaluate(part, knowledge.scope)) };
      found.set(JSON.stringify(lookup), lookup);
    }
    if (part.kind === 'name' && !seen.has(part.name)) {
      seen.add(part.name);
      for (const { name, tree } of knowledge.derived) if (name === part.name) visit(tree);
    }
    for (const { tree, binds } of partsOf(part)) if (binds.length === 0) visit(tree);
  }
  visit(tree);
  return [...found.values()];
}
