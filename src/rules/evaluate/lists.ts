import { childrenOf, type Filter, type Iteration, type Quantified, type Tree } from '../tree.ts';
import { and, isList, kindOf, type ListValue, or, UNKNOWN, type Value } from '../values/values.ts';
import { weighed } from '../values/weight.ts';
import type { Compiler } from './compile.ts';
import { truthOf } from './conditions.ts';
import { type Environment, type Frame, guarded, type Run } from './environment.ts';
import { itemsOf } from './ranges.ts';

/** Trees of these kinds are conditions, whatever they are about; of the others only their value tells. */
const CONDITIONS: readonly Tree['kind'][] = ['boolean', 'compare', 'in', 'instance', 'logic', 'quantified'];

/**
 * The items of which the condition holds, or the one at a place. Unknown when a condition is, since the items after it
 * would change places. What is no list is the only item of one (DMN 1.5, section 10.3.2.5).
 */
export function compileFilter(tree: Filter, compiler: Compiler): Run {
  const runOf = compiler.run(tree.of);
  const runCondition = compiler.inside(['item'], true).run(tree.condition);
  const isCondition = CONDITIONS.includes(tree.condition.kind);
  return guarded(tree.at, (environment, outer) => {
    const of = runOf(environment, outer);
    if (of === UNKNOWN || of === null) return of;
    const list = isList(of) ? of : [of];
    const valueFor = (item: Value): Value => runCondition(environment, { values: [item], outer });
    const first = list.length === 0 && isCondition ? false : valueFor(list[0] ?? null);
    if (kindOf(first) === 'number') return itemAt(list, first);
    return itemsWhere(list, first, valueFor, tree.condition, environment);
  });
}

/** Counted from 1, or from the end when negative; null where there is none. */
function itemAt(list: ListValue, place: Value): Value {
  if (typeof place !== 'number' || place === 0) return null;
  return list.at(place > 0 ? place - 1 : place) ?? null;
}

function itemsWhere(
  list: ListValue,
  first: Value,
  valueFor: (item: Value) => Value,
  condition: Tree,
  environment: Environment,
): Value {
  if (list.length === 0) return first === UNKNOWN ? UNKNOWN : list;
  let isOpen = false;
  const found: Value[] = [];
  for (const [index, item] of list.entries()) {
    environment.spend(1);
    const truth = truthOf(index === 0 ? first : valueFor(item), condition, environment);
    if (truth === UNKNOWN) isOpen = true;
    else if (truth === true) found.push(item);
  }
  return isOpen ? UNKNOWN : found;
}

const mentions = (tree: Tree, name: string): boolean =>
  (tree.kind === 'name' && tree.name === name) || childrenOf(tree).some((child) => mentions(child, name));

/** For each item of the first list, for each of the second and so on; unknown when any of the lists is. */
export function compileIteration(tree: Iteration, compiler: Compiler): Run {
  let inner = compiler;
  const levels = tree.variables.map(({ name, list }) => {
    const run = inner.run(list);
    inner = inner.inside([name]);
    return run;
  });
  const usesPartial = mentions(tree.result, 'partial');
  const runResult = (usesPartial ? inner.inside(['partial']) : inner).run(tree.result);

  return guarded(tree.at, (environment, outermost) => {
    const results: Value[] = [];
    const resultIn = (frame: Frame): Value => {
      if (!usesPartial) return runResult(environment, frame);
      environment.spend(results.length);
      return runResult(environment, { values: [[...results]], outer: frame });
    };
    const goThrough = (level: number, outer: Frame | null): ListValue | null | typeof UNKNOWN => {
      const items = itemsOf(levels[level]!(environment, outer), environment);
      if (!isList(items)) return items;
      for (const item of items) {
        environment.spend(1);
        const frame = { values: [item], outer };
        if (level === levels.length - 1) results.push(resultIn(frame));
        else {
          const below = goThrough(level + 1, frame);
          if (!isList(below)) return below;
        }
      }
      return results;
    };
    return weighed(goThrough(0, outermost));
  });
}

/** `some` is the disjunction over the list and `every` the conjunction. */
export function compileQuantified(tree: Quantified, compiler: Compiler): Run {
  const runList = compiler.run(tree.list);
  const runCondition = compiler.inside([tree.name]).run(tree.satisfies);
  const [decisive, combine] = tree.quantifier === 'some' ? ([true, or] as const) : ([false, and] as const);
  return guarded(tree.at, (environment, outer) => {
    const list = itemsOf(runList(environment, outer), environment);
    if (!isList(list)) return list;
    let result: Value = !decisive;
    for (const item of list) {
      environment.spend(1);
      const value = runCondition(environment, { values: [item], outer });
      result = combine(result, truthOf(value, tree.satisfies, environment));
      if (result === decisive) return decisive;
    }
    return result;
  });
}
