import { namesOf } from './dependencies.ts';
import type { Derived } from './rule.ts';

export type { Derived } from './rule.ts';

export interface Ordered {
  /** Each after those that it uses; those in a cycle are left out. */
  readonly ordered: readonly Derived[];
  /** The names around each cycle, the first again at the end. */
  readonly cycles: readonly (readonly string[])[];
}

/** Derived facts in the order in which they can be computed (depth first). */
export function inOrder(derived: readonly Derived[]): Ordered {
  const byName = new Map(derived.map((fact) => [fact.name, fact]));
  const done = new Set<string>();
  const ordered: Derived[] = [];
  const cycles: string[][] = [];

  function visit(fact: Derived, path: readonly string[]): void {
    if (done.has(fact.name)) return;
    if (path.includes(fact.name)) {
      cycles.push([...path.slice(path.indexOf(fact.name)), fact.name]);
      return;
    }
    for (const name of namesOf(fact.tree)) {
      const used = byName.get(name);
      if (used) visit(used, [...path, fact.name]);
    }
    done.add(fact.name);
    ordered.push(fact);
  }

  for (const fact of byName.values()) visit(fact, []);
  const cyclic = new Set(cycles.flat());
  return { ordered: ordered.filter(({ name }) => !cyclic.has(name)), cycles };
}
