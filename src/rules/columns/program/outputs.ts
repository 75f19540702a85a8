import type { BooleanCell } from '../cells/cells.ts';
import type { RuleCells } from '../lower/rule.ts';
import type { Graph } from '../machine/graph.ts';
import type { Wanted } from '../machine/kernel.ts';
import type { Node } from '../machine/nodes.ts';
import { OUTCOMES } from './results.ts';

/** Stands for the outcome of a row that the evaluator is to decide. */
export const DOUBTFUL = 3;

/** Where among the outputs of a kernel those of a rule are. */
export interface Places {
  readonly codes: number;
  readonly doubtful: number;
  readonly yes: number;
  readonly unknown: number;
  /** How many rows are a yes, and how many unknown, of each clause, if that is wanted. */
  readonly clauses: readonly { readonly yes: number; readonly unknown: number }[] | undefined;
  readonly amount: number | undefined;
}

/** Where all clauses of a rule hold, where none is known to fail but one is open, and where that is doubtful. */
export function outcomeOf(graph: Graph, { clauses, amount }: RuleCells): { yes: Node; unknown: Node; doubtful: Node } {
  const yes = graph.and(...clauses.map(({ holds }) => holds));
  const no = graph.or(...clauses.flatMap(({ fails, absent }) => [fails, absent]));
  const doubtful = graph.or(...clauses.map((clause) => clause.doubtful), amount ? amount.doubtful : graph.false);
  return { yes, unknown: graph.not(graph.or(yes, no)), doubtful };
}

/** The outputs for a rule, added to those wanted so far; those of its clauses if they are wanted, too. */
export function wantRule(graph: Graph, cells: RuleCells, wanted: Wanted[], withClauses: boolean): Places {
  const want = (kind: Wanted['kind'], node: Node): number => wanted.push({ kind, node }) - 1;
  const { yes, unknown, doubtful } = outcomeOf(graph, cells);
  const code = (value: number) => graph.constant(value);
  const unless = graph.select(unknown, code(OUTCOMES.unknown), code(OUTCOMES.no));
  const told = graph.select(yes, code(OUTCOMES.yes), unless);
  const isSure = graph.not(doubtful);
  const { amount } = cells;
  const wantClause = (clause: BooleanCell) => ({
    yes: want('count', graph.and(clause.holds, isSure)),
    unknown: want('count', graph.and(clause.unknown, isSure)),
  });
  return {
    codes: want('values', graph.select(doubtful, code(DOUBTFUL), told)),
    doubtful: want('count', doubtful),
    yes: want('count', graph.and(yes, isSure)),
    unknown: want('count', graph.and(unknown, isSure)),
    clauses: withClauses ? cells.clauses.map(wantClause) : undefined,
    amount: amount && want('values', amountNode(graph, cells, graph.or(yes, unknown))),
  };
}

/** The amount where there is one, else NaN. */
function amountNode(graph: Graph, { amount }: RuleCells, isOpen: Node): Node {
  const { numerator, absent, unknown } = amount!;
  const isThere = graph.and(isOpen, graph.not(graph.or(absent, unknown)));
  return graph.select(isThere, graph.widen(numerator, 'f64'), graph.constantIn('f64', Number.NaN));
}
