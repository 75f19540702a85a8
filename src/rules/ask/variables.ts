import { unknownNames } from '../decide/dependencies.ts';
import { Environment } from '../evaluate/environment.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import type { Tree } from '../tree.ts';
import { isKnown, type Scope, UNKNOWN, type Value } from '../values/values.ts';
import type { Atom, View } from './atom.ts';
import { formsOf } from './form.ts';
import type { Askable, Goal } from './goal.ts';
import { pointsOf } from './points.ts';

/** Something unknown on which atoms hang, with all the ways in which it can make them turn out. */
export interface Variable {
  readonly atoms: readonly number[];
  /** For each way, what each of the atoms comes to. */
  readonly cases: readonly (readonly Value[])[];
  /** What can be asked to learn it. */
  readonly facts: readonly string[];
}

/** An open atom, how it is looked at, and the values it is compared with. */
interface Sight {
  readonly atom: number;
  readonly view: View;
  readonly against: readonly Value[];
}

/** The variables behind the atoms that are unknown. `scope` holds facts, parameters and derived facts. */
export function variablesOf(
  goal: Goal,
  scope: Scope,
  atoms: readonly Atom[],
  open: readonly number[],
  askable: Askable,
): Variable[] {
  const sights = open.map((atom) => sightOf(atoms[atom]!, atom, scope));
  return [...Map.groupBy(sights, ({ view }) => view.about).values()].flatMap((group) => {
    const common = casesOf(goal, group, scope);
    const parts = common ? [{ group, cases: common }] : group.map((sight) => alone(atoms[sight.atom]!, sight.atom));
    return parts.map(({ group, cases }) => ({
      atoms: group.map(({ atom }) => atom),
      cases,
      facts: askedFor(group[0]!.view.subject, goal, scope, askable),
    }));
  });
}

/** The first view whose values are known. */
function sightOf({ views }: Atom, atom: number, scope: Scope): Sight {
  for (const view of views) {
    const against = view.against.map((tree) => evaluate(tree, scope));
    if (against.every(isKnown)) return { atom, view, against };
  }
  throw new TypeError('A test as a whole can always be looked at');
}

const WHOLE_CASES = [[true], [false]];

/** A test that is true or false, whatever it is about. */
const alone = ({ views }: Atom, atom: number) => ({
  group: [{ atom, view: views.at(-1)! }],
  cases: WHOLE_CASES,
});

/** The different ways in which tests of one subject can turn out together. */
function casesOf(goal: Goal, group: readonly Sight[], scope: Scope): Value[][] | undefined {
  const isOrder = group.some(({ view }) => view.isOrder);
  const { subject } = group[0]!.view;
  const type = subject.kind === 'name' ? goal.types?.[subject.name] : undefined;
  const points = pointsOf(
    group.flatMap(({ against }) => against),
    isOrder,
    type,
  );
  if (!points) return undefined;
  const cases = new Map<string, Value[]>();
  for (const point of points) {
    const truths = probe(group, point, scope);
    if (!truths) return undefined;
    cases.set(truths.join(), truths);
  }
  return [...cases.values()];
}

/** What the tests come to for one value of their subject; undefined when one of them has no value then. */
function probe(group: readonly Sight[], value: Value, scope: Scope): Value[] | undefined {
  const environment = new Environment(scope, [], UNKNOWN);
  const frame = { values: [value], outer: null };
  try {
    const truths = group.map(({ view }) => view.probe(environment, frame));
    return truths.includes(UNKNOWN) ? undefined : truths;
  } catch (error) {
    if (error instanceof RangeError) return undefined; // the stack is too small for it
    throw error;
  }
}

/**
 * What can be asked to learn the value of an expression: the facts that are unknown and can still change it, and of a
 * derived fact those under it, or itself where it may be told.
 */
export function askedFor(tree: Tree, { rule, parameters }: Goal, scope: Scope, askable: Askable): string[] {
  const { derived } = formsOf(rule);
  const names = new Set(unknownNames(tree, scope));
  const facts: string[] = [];
  for (const name of names) {
    const fact = derived.get(name);
    if ((!fact || fact.told) && !Object.hasOwn(parameters, name) && askable(name)) facts.push(name);
    else if (fact) for (const under of unknownNames(fact.tree, scope)) names.add(under);
  }
  return facts;
}
