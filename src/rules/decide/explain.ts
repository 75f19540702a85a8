import type { Tree } from '../tree.ts';
import { fromValue, type Json } from '../values/json.ts';
import { kindOf, lookUp, type Scope, type TableValue, type Value } from '../values/values.ts';
import { namesOf } from './dependencies.ts';
import type { Derived } from './rule.ts';

/** A name that a condition rests on, and its value; without `value` it was unknown. */
export interface Use {
  readonly name: string;
  readonly source: 'fact' | 'parameter' | 'derived';
  /** Of a parameter that is a table, its rows: `{1: 2564238, 2: 4199292}`. */
  readonly value?: Json;
  /** For a derived fact, the names that it rests on in turn; each is in the same list. One that was told is a fact. */
  readonly from?: readonly string[];
}

/** What is known when a rule is decided. */
export interface Knowledge {
  /** Facts, parameters and derived facts. */
  readonly scope: Scope;
  readonly parameters: Scope;
  /** Those that were computed. */
  readonly derived: readonly Derived[];
}

/** Everything that a tree rests on, directly and through derived facts, each once, the direct ones first. */
export function explain(tree: Tree, { scope, parameters, derived }: Knowledge): Use[] {
  const under = new Map(derived.map((fact) => [fact.name, namesOf(fact.tree)]));
  const names = new Set(namesOf(tree));
  for (const name of names) {
    for (const below of under.get(name) ?? []) names.add(below);
  }
  return [...names].map((name): Use => {
    const value = jsonOf(lookUp(scope, name));
    const from = under.get(name);
    const source = from ? 'derived' : Object.hasOwn(parameters, name) ? 'parameter' : 'fact';
    return { name, source, ...(value !== undefined && { value }), ...(from && { from }) };
  });
}

function jsonOf(value: Value): Json | undefined {
  if (kindOf(value) !== 'table') return fromValue(value);
  const { rows } = value as TableValue;
  return Object.fromEntries(rows.map(({ from, value }) => [String(fromValue(from)), fromValue(value)!]));
}
