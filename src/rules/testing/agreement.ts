import { compileColumns } from '../columns/program/compile.ts';
import { OUTCOMES, type RuleResult } from '../columns/program/results.ts';
import { tableOf } from '../columns/table/table.ts';
import { prepare } from '../decide/prepare.ts';
import { type Trace, trace } from '../decide/trace.ts';
import { NotCompilable } from '../problem.ts';
import { print } from '../text/print.ts';
import { type Numeric, round, toText } from '../values/decimal.ts';
import { kindOf, type Value } from '../values/values.ts';
import { FACT_TYPES, type RandomCase } from './cases.ts';

/** What a comparison came to. */
export interface Comparison {
  /** How many rows were compared; none of a rule that columns do not compute. */
  readonly rows: number;
  /** How many of them were not left to the evaluator anyway. */
  readonly computed: number;
  /** Where columns say otherwise, in words. */
  readonly found: readonly string[];
}

/** Decides a case by the columns and row by row by the evaluator. */
export function disagreements({ rule, parameters, rows }: RandomCase): Comparison {
  const table = tableOf(FACT_TYPES, rows);
  const result = columnsOrNothing(() => compileColumns(rule, FACT_TYPES, parameters).run(table, { clauses: true }));
  if (!result) return { rows: 0, computed: 0, found: [] };
  const traces = rows.map((_, row) => trace(prepare(rule), table.factsAt(row), parameters));
  const found = traces.flatMap((expected, row) => {
    const difference = differenceIn(result, row, expected);
    const told = rule.derived.map(({ name, tree }) => `${name}: ${print(tree)}`).join('; ');
    const texts = rule.clauses.map(({ text }) => text).join(' AND ');
    const amount = rule.amount ? ` -> ${print(rule.amount)}` : '';
    return difference ? [`${difference}: ${texts}${amount}; ${told}; ${JSON.stringify(rows[row])}`] : [];
  });
  for (const [index, { id, yes, unknown }] of result.clauses!.entries()) {
    const count = (outcome: string) => traces.filter(({ outcomes }) => outcomes[index] === outcome).length;
    if (yes !== count('yes') || unknown !== count('unknown')) found.push(`clause ${id} is counted otherwise`);
  }
  return { rows: rows.length, computed: rows.length - result.doubtful, found };
}

function columnsOrNothing(work: () => RuleResult): RuleResult | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof NotCompilable) return undefined;
    throw error;
  }
}

const CODES = { no: OUTCOMES.no, yes: OUTCOMES.yes, need: OUTCOMES.unknown } as const;

/** How a row of the result differs from the evaluator's decision, if it does. */
function differenceIn({ eligible, amount }: RuleResult, row: number, expected: Trace): string | undefined {
  if (eligible[row] !== CODES[expected.eligible]) return `${eligible[row]} instead of ${expected.eligible}`;
  if (!amount) return undefined;
  const paid = scaled(expected.amountValue, amount.scale);
  return Object.is(amount.values[row], paid) ? undefined : `amount ${amount.values[row]} instead of ${paid}`;
}

/** An amount in units of 10^-scale, as a double; NaN where there is none. */
function scaled(value: Value | undefined, scale: number): number {
  if (value === undefined || kindOf(value) !== 'number') return Number.NaN;
  return Number(`${toText(round(value as Numeric, scale, 'half-even'))}e${scale}`);
}
