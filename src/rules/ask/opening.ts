import { prepare } from '../decide/prepare.ts';
import { trace } from '../decide/trace.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import type { Tree } from '../tree.ts';
import { fromValue } from '../values/json.ts';
import { isKnown, type Scope, UNKNOWN, type Value } from '../values/values.ts';
import { type Figure, type Form, type Forms, formsOf, openAtoms, reachable, truthIn } from './form.ts';
import type { Askable, Goal } from './goal.ts';
import { askedFor, type Variable, variablesOf } from './variables.ts';

/** What is open in a goal that is not a no. */
export interface Opening {
  /** Facts, parameters and derived facts. */
  readonly scope: Scope;
  /** What each atom comes to, UNKNOWN where it is open. Whoever tries values puts them in, and takes them out again. */
  readonly truths: Value[];
  readonly variables: readonly Variable[];
  /** The clauses that may still go either way. */
  readonly clauses: readonly OpenClause[];
  /** The amount where it is settled. */
  readonly known: Value | undefined;
  /** Where it is not. */
  readonly amount: OpenAmount | undefined;
  readonly leaves: readonly Leaf[];
}

export interface OpenClause {
  readonly id: string;
  readonly form: Form;
  /** The variables that can still change it, by number. */
  readonly variables: readonly number[];
}

export interface OpenAmount {
  readonly figure: Figure;
  readonly variables: readonly number[];
}

/** A part of an amount without a choice in it. */
export interface Leaf {
  /** Its value as `=5000`, or what it says while it is unknown. */
  readonly key: string;
  readonly tree: Tree;
  /** What can be asked to learn it; nothing once it is known. */
  readonly facts: readonly string[];
}

/** Takes a goal apart into what is open in it; undefined when it is a no. */
export function openingOf(goal: Goal, askable: Askable): Opening | undefined {
  const decision = goal.decision ?? trace(prepare(goal.rule), goal.facts, goal.parameters);
  const { eligible, scope, amountValue } = decision;
  if (eligible === 'no') return undefined;
  const forms = formsOf(goal.rule);
  const truths = forms.atoms.map(({ tree }) => truthOf(evaluate(tree, scope)));
  const open = [...truths.keys()].filter((atom) => truths[atom] === UNKNOWN);
  const variables = variablesOf(goal, scope, forms.atoms, open, askable);
  for (const { atoms, cases } of variables) if (cases.length === 1) put(truths, atoms, cases[0]!);
  const behind = new Map(variables.flatMap(({ atoms }, number) => atoms.map((atom) => [atom, number])));
  const numbers = (atoms: readonly number[]) => [...new Set(atoms.map((atom) => behind.get(atom)!))];

  const clauses = forms.clauses.flatMap((form, index): OpenClause[] => {
    if (truthIn(form, truths) === true) return [];
    return [{ id: goal.rule.clauses[index]!.id, form, variables: numbers(openAtoms(form, truths)) }];
  });
  const known = amountValue !== undefined && isKnown(amountValue) ? amountValue : undefined;
  const figure = known === undefined ? forms.amount : undefined;
  const amount = figure && { figure, variables: numbers(choicesOf(figure, truths)) };
  const leaves = figure ? leavesOf(goal, forms, scope, askable) : [];
  return { scope, truths, variables, clauses, known, amount, leaves };
}

/** What is neither true nor false stays open, as a condition that is no condition does. */
const truthOf = (value: Value): Value => (typeof value === 'boolean' || value === null ? value : UNKNOWN);

/** Puts what atoms come to in one case. */
export function put(truths: Value[], atoms: readonly number[], values: readonly Value[]): void {
  for (let index = 0; index < atoms.length; index += 1) truths[atoms[index]!] = values[index]!;
}

/** Takes out again what was put. */
export function clear(truths: Value[], atoms: readonly number[]): void {
  for (const atom of atoms) truths[atom] = UNKNOWN;
}

/** The open atoms on which hangs what an amount is made of. */
function choicesOf(figure: Figure, truths: readonly Value[]): number[] {
  if (figure.kind === 'leaf') return [];
  if (figure.kind === 'whole') return figure.parts.flatMap((part) => choicesOf(part, truths));
  const inBranches = reachable(figure, truths).flatMap((branch) => choicesOf(branch, truths));
  return [...openAtoms(figure.condition, truths), ...inBranches];
}

function leavesOf(goal: Goal, { leaves }: Forms, scope: Scope, askable: Askable): Leaf[] {
  return leaves.map(({ tree, text }) => {
    const value = evaluate(tree, scope);
    if (isKnown(value)) return { key: `=${JSON.stringify(fromValue(value))}`, tree, facts: [] };
    return { key: text, tree, facts: askedFor(tree, goal, scope, askable) };
  });
}
