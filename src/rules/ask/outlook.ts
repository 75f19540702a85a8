import { evaluate } from '../evaluate/evaluate.ts';
import type { Tree } from '../tree.ts';
import { fromValue, type Json } from '../values/json.ts';
import { UNKNOWN, type Value } from '../values/values.ts';
import { type Figure, reachable, truthIn } from './form.ts';
import type { Answer } from './goal.ts';
import { clear, type OpenClause, type Opening, put } from './opening.ts';

/** What may still become of a goal, as far as that can be tried out. */
export interface Outlook {
  /** The answer as far as it is certain by now. */
  readonly answer: Answer;
  /** The variables that can still change it, by number. */
  readonly variables: ReadonlyMap<number, Effect>;
  /** The facts that the amount is computed from, where they can still change it. */
  readonly measures: ReadonlySet<string>;
}

/** What hangs on a variable. */
export interface Effect {
  readonly eligible: boolean;
  readonly amount: boolean;
}

/**
 * So many combinations of cases are tried for parts of a rule that hang together. Where there are more, everything that
 * is open by Kleene's logic counts as able to change the answer: nothing that matters is missed, but something may be
 * asked that does not.
 */
export const MOST_COMBINATIONS = 1024;

/** Clauses, and perhaps the amount, that share variables: seen apart from all others. */
interface Group {
  readonly clauses: readonly OpenClause[];
  readonly figure: Figure | undefined;
  readonly variables: readonly number[];
}

/** What comes out of a group. */
interface Tried extends Pick<Outlook, 'measures'> {
  /** `no`, `yes`, or what the amount is made of. */
  readonly results: ReadonlySet<string>;
  readonly variables: readonly (readonly [number, Effect])[];
  /** The amount of one combination that is not a no. */
  readonly amount: Tree | undefined;
}

const NO = 'no';

/** Tries out what can still become of a goal. */
export function outlookOf(opening: Opening): Outlook {
  const tried = groupsOf(opening).map((group) => tryOut(opening, group));
  const isOnly = (results: ReadonlySet<string>, result: string) => results.size === 1 && results.has(result);
  if (tried.some(({ results }) => isOnly(results, NO)))
    return { answer: { eligible: 'no' }, variables: new Map(), measures: new Set() };
  const isCertain = tried.every(({ results }) => !results.has(NO));
  const amount = isCertain ? amountIn(opening, tried) : undefined;
  return {
    answer: { eligible: isCertain ? 'yes' : 'need', ...(amount !== undefined && { amount }) },
    variables: new Map(tried.flatMap(({ variables }) => variables)),
    measures: new Set(tried.flatMap(({ measures }) => [...measures])),
  };
}

/** The amount, where it is known and the same in all combinations. */
function amountIn({ known, scope }: Opening, tried: readonly Tried[]): Json | undefined {
  const only = tried.find((group) => group.amount && group.results.size === 1)?.amount;
  return fromValue(known ?? (only ? evaluate(only, scope) : UNKNOWN));
}

function groupsOf({ clauses, amount }: Opening): Group[] {
  const singles = clauses.map(
    (clause): Group => ({ clauses: [clause], figure: undefined, variables: clause.variables }),
  );
  return [...singles, ...(amount ? [{ clauses: [], ...amount }] : [])].reduce<Group[]>(joined, []);
}

/** The groups with one more, which may join several. */
function joined(groups: Group[], group: Group): Group[] {
  const [shared, apart] = [true, false].map((wanted) =>
    groups.filter(({ variables }) => variables.some((one) => group.variables.includes(one)) === wanted),
  );
  const all = [...shared!, group];
  const whole: Group = {
    clauses: all.flatMap(({ clauses }) => clauses),
    figure: all.find(({ figure }) => figure)?.figure,
    variables: [...new Set(all.flatMap(({ variables }) => variables))],
  };
  return [...apart!, whole];
}

function tryOut(opening: Opening, group: Group): Tried {
  const sizes = group.variables.map((number) => opening.variables[number]!.cases.length);
  const combinations = sizes.reduce((product, size) => product * size, 1);
  return combinations > MOST_COMBINATIONS ? guess(opening, group) : tryAll(opening, group, sizes, combinations);
}

/** Too much to be tried: anything may come out. */
function guess({ truths, leaves, clauses, amount }: Opening, group: Group): Tried {
  const reached = group.figure ? leavesOf(group.figure, truths) : [];
  const effect = (number: number): Effect => ({
    eligible: clauses.some(({ variables }) => variables.includes(number)),
    amount: amount?.variables.includes(number) ?? false,
  });
  return {
    results: new Set(group.clauses.length > 0 ? [NO, 'anything'] : ['anything']),
    variables: group.variables.map((number) => [number, effect(number)]),
    measures: new Set(reached.flatMap((leaf) => leaves[leaf]!.facts)),
    amount: undefined,
  };
}

function tryAll(opening: Opening, group: Group, sizes: readonly number[], combinations: number): Tried {
  const { truths, leaves } = opening;
  const behind = group.variables.map((number) => opening.variables[number]!);
  const results: string[] = [];
  const measures = new Set<string>();
  let amount: Tree | undefined;
  for (let combination = 0; combination < combinations; combination += 1) {
    let rest = combination;
    for (const [index, { atoms, cases }] of behind.entries()) {
      put(truths, atoms, cases[rest % sizes[index]!]!);
      rest = Math.floor(rest / sizes[index]!);
    }
    const { result, figure } = resultOf(opening, group);
    results.push(result);
    for (const leaf of figure ? leavesOf(figure, truths) : [])
      for (const fact of leaves[leaf]!.facts) measures.add(fact);
    amount ??= figure && chosen(figure, truths, leaves);
  }
  for (const { atoms } of behind) clear(truths, atoms);
  const effects = group.variables.map((number, index) => [number, effectOf(results, sizes, index)] as const);
  const variables = effects.filter(([, { eligible, amount }]) => eligible || amount);
  return { results: new Set(results), variables, measures, amount };
}

/** What comes of a variable: how combinations that differ in it alone differ in their results. */
function effectOf(results: readonly string[], sizes: readonly number[], index: number): Effect {
  const stride = sizes.slice(0, index).reduce((product, size) => product * size, 1);
  const effect = { eligible: false, amount: false };
  for (let at = 0; at < results.length; at += 1) {
    const step = Math.floor(at / stride) % sizes[index]!;
    for (let other = at - step * stride; other < at; other += stride) {
      if (results[other] === results[at]) continue;
      if (results[other] === NO || results[at] === NO) effect.eligible = true;
      else effect.amount = true;
    }
  }
  return effect;
}

/** What one combination comes to; the figure is missing after a no. */
function resultOf({ truths, leaves }: Opening, { clauses, figure }: Group): { result: string; figure?: Figure } {
  if (clauses.some(({ form }) => truthIn(form, truths) !== true)) return { result: NO };
  return figure ? { result: keyOf(figure, truths, leaves), figure } : { result: 'yes' };
}

/** What an amount is made of, when all choices in it are made: two that read alike are the same amount. */
function keyOf(figure: Figure, truths: readonly Value[], leaves: Opening['leaves']): string {
  if (figure.kind === 'leaf') return leaves[figure.leaf]!.key;
  if (figure.kind === 'choice') return keyOf(reachable(figure, truths)[0]!, truths, leaves);
  return `${figure.of}(${figure.parts.map((part) => keyOf(part, truths, leaves)).join()})`;
}

/** An amount when all choices in it are made. */
function chosen(figure: Figure, truths: readonly Value[], leaves: Opening['leaves']): Tree {
  if (figure.kind === 'leaf') return leaves[figure.leaf]!.tree;
  if (figure.kind === 'choice') return chosen(reachable(figure, truths)[0]!, truths, leaves);
  return figure.join(figure.parts.map((part) => chosen(part, truths, leaves)));
}

/** The leaves that an amount may come from, by number. */
function leavesOf(figure: Figure, truths: readonly Value[]): number[] {
  if (figure.kind === 'leaf') return [figure.leaf];
  const parts = figure.kind === 'choice' ? reachable(figure, truths) : figure.parts;
  return parts.flatMap((part) => leavesOf(part, truths));
}
