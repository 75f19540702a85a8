import { evaluate } from '../evaluate/evaluate.ts';
import type { Place } from '../problem.ts';
import type { Conditional, Tree } from '../tree.ts';
import { type Scope, UNKNOWN } from '../values/values.ts';
import { namesOf, partsOf, reached } from './dependencies.ts';
import { prepare } from './prepare.ts';
import type { Rule } from './rule.ts';
import { type Trace, trace } from './trace.ts';

/** What an example gives a rule to decide. */
export interface Case {
  readonly facts: Scope;
  /** The values on the day of the example. */
  readonly parameters: Scope;
}

/**
 * What no example tries, in the manner of decision and condition coverage (ISO/IEC/IEEE 29119-4, sections 5.3.2 to 5.3.4):
 * - `no`: the clause is nowhere the only reason for a no, so that nobody would notice if it were left out;
 * - `yes`: the clause is met nowhere, so that nobody would notice if it could not be;
 * - `then`, `else`: a branch of an `if`, on the way to the amount, that is taken nowhere.
 */
export type Gap =
  | { readonly kind: 'no' | 'yes'; readonly clause: string }
  | { readonly kind: 'then' | 'else'; readonly in: string; readonly at: Place; readonly condition: Tree };

/** What the examples of a rule leave untried. */
export function coverageOf(rule: Rule, cases: readonly Case[]): Gap[] {
  const traces = cases.map(({ facts, parameters }) => trace(prepare(rule), facts, parameters));
  return [...gapsOfClauses(rule, traces), ...gapsOfBranches(rule, traces)];
}

function gapsOfClauses(rule: Rule, traces: readonly Trace[]): Gap[] {
  return rule.clauses.flatMap(({ id }, index): Gap[] => {
    const isMet = traces.some(({ outcomes }) => outcomes[index] === 'yes');
    const decides = traces.some(({ because }) => because.length === 1 && because[0] === id);
    return [
      ...(isMet ? [] : [{ kind: 'yes', clause: id } as const]),
      ...(decides ? [] : [{ kind: 'no', clause: id } as const]),
    ];
  });
}

/** An expression on the way to the amount: the amount itself, or a derived fact that it rests on. */
interface Way {
  readonly part: string;
  readonly tree: Tree;
}

function gapsOfBranches(rule: Rule, traces: readonly Trace[]): Gap[] {
  const ways = waysTo(rule);
  const taken = new Map<Conditional, Set<boolean>>();
  for (const { eligible, scope } of traces)
    if (eligible !== 'no') for (const { tree } of ways) walk(tree, scope, taken);
  return ways.flatMap(({ part, tree }) =>
    choicesIn(tree).flatMap((choice) =>
      [true, false]
        .filter((branch) => !taken.get(choice)?.has(branch))
        .map((branch): Gap => {
          const { at, condition } = choice;
          return { kind: branch ? 'then' : 'else', in: part, at, condition };
        }),
    ),
  );
}

function waysTo({ amount, derived }: Rule): Way[] {
  const ways: Way[] = amount ? [{ part: 'amount', tree: amount }] : [];
  for (const { tree } of ways) {
    for (const fact of derived.filter(({ name }) => namesOf(tree).includes(name))) {
      if (!ways.some((way) => way.tree === fact.tree)) ways.push({ part: `derived ${fact.name}`, tree: fact.tree });
    }
  }
  return ways;
}

/** The choices in a tree that are made once; those inside a quantifier or function are made as often as it goes round. */
function choicesIn(tree: Tree): Conditional[] {
  const inside = partsOf(tree).flatMap((part) => (part.binds.length === 0 ? choicesIn(part.tree) : []));
  return tree.kind === 'if' ? [tree, ...inside] : inside;
}

/** Notes which branches are taken on the way through a tree. */
function walk(tree: Tree, scope: Scope, taken: Map<Conditional, Set<boolean>>): void {
  const condition = tree.kind === 'if' ? evaluate(tree.condition, scope) : UNKNOWN;
  if (tree.kind === 'if' && condition !== UNKNOWN)
    taken.set(tree, (taken.get(tree) ?? new Set()).add(condition === true));
  for (const part of reached(tree, scope)) if (part.binds.length === 0) walk(part.tree, part.scope, taken);
}
