import type { Derived, Rule } from '../decide/rule.ts';
import { print } from '../text/print.ts';
import type { Types } from '../types/types.ts';
import type { Json } from '../values/json.ts';
import type { Scope } from '../values/values.ts';
import { FACTS, PARAMETERS, randomParameters, randomRow } from './facts.ts';
import { chance, fromTape, many, pick, type Random } from './random.ts';
import { NAMES_OF_FACTS, type RandomKind, randomTree, withDerived } from './trees.ts';

/** A random rule with parameters, and rows of random facts to decide it on. */
export interface RandomCase {
  readonly rule: Rule;
  readonly parameters: Scope;
  readonly rows: readonly Readonly<Record<string, Json>>[];
}

/** The types of the facts that random rules use; a derived fact may be told. */
export const FACT_TYPES: Types = {
  ...FACTS,
  told_number: { kind: 'number', bare: true },
  told_condition: { kind: 'boolean' },
};

/** The same with the parameters. */
export const ALL_TYPES: Types = { ...FACTS, ...PARAMETERS };

const DERIVED: readonly { readonly name: string; readonly kind: RandomKind; readonly told?: true }[] = [
  { name: 'told_number', kind: 'number', told: true },
  { name: 'told_condition', kind: 'boolean', told: true },
  { name: 'derived_number', kind: 'number' },
  { name: 'derived_date', kind: 'date' },
];

/** A random rule of so many levels: one to three clauses, some derived facts that they may use, perhaps an amount. */
export function randomRule(random: Random, depth: number): Rule {
  const derived: Derived[] = [];
  const known: { name: string; kind: RandomKind }[] = [];
  for (const { name, kind, told } of DERIVED) {
    if (!chance(random, 40)) continue;
    const tree = randomTree(kind, random, depth - 1, withDerived(known));
    derived.push({ name, tree, ...(told && { told }) });
    known.push({ name, kind });
  }
  const names = known.length > 0 ? withDerived(known) : NAMES_OF_FACTS;
  const clauses = many(random, 1, 3, () => randomTree('boolean', random, depth, names));
  return {
    derived,
    clauses: clauses.map((tree, index) => ({ id: `c${index}`, tree, text: print(tree) })),
    flags: [],
    ...(chance(random, 50) && { amount: randomTree('number', random, depth - 1, names) }),
  };
}

/** Rows of random facts. In some sets everything is known, in others much is not. */
export function randomRows(random: Random, count: number): RandomCase['rows'] {
  const gaps = pick(random, [0, 5, 30]);
  return Array.from({ length: count }, () => {
    const told = {
      ...(chance(random, 20) && { told_number: pick<Json>(random, [null, 0, 18, 1000.5]) }),
      ...(chance(random, 20) && { told_condition: pick<Json>(random, [null, true, false]) }),
    };
    return { ...randomRow(random, gaps), ...told };
  });
}

/** A random case. */
export function randomCase(random: Random, depth: number, rows: number): RandomCase {
  return { rule: randomRule(random, depth), parameters: randomParameters(random), rows: randomRows(random, rows) };
}

/** The case that a tape of choices leads to: fast-check makes it simpler by making the tape so. */
export const caseFromTape = (tape: readonly number[], depth = 3, rows = 3): RandomCase =>
  randomCase(fromTape(tape), depth, rows);
