import { prepare } from '../../decide/prepare.ts';
import type { Eligibility, Outcome, Rule } from '../../decide/rule.ts';
import { trace } from '../../decide/trace.ts';
import { type Numeric, round, toText } from '../../values/decimal.ts';
import { kindOf, type Scope } from '../../values/values.ts';
import type { Table } from '../table/table.ts';
import { OUTCOMES } from './results.ts';

const CODES: Readonly<Record<Eligibility, number>> = { no: OUTCOMES.no, yes: OUTCOMES.yes, need: OUTCOMES.unknown };

/** What the evaluator says of a row. */
export interface Decided {
  /** One of `OUTCOMES`. */
  readonly code: number;
  /** Of each clause. */
  readonly outcomes: readonly Outcome[];
  /** In units of 10^-scale, exactly; undefined where there is none. */
  readonly amount: bigint | undefined;
}

/** Has a row decided by the evaluator. */
export function decideRow(rule: Rule, table: Table, row: number, parameters: Scope, scale: number): Decided {
  const { eligible, outcomes, amountValue } = trace(prepare(rule), table.factsAt(row), parameters);
  const isNumber = amountValue !== undefined && kindOf(amountValue) === 'number';
  const amount = isNumber ? scaled(amountValue as Numeric, scale) : undefined;
  return { code: CODES[eligible], outcomes, amount };
}

/** The number in units of 10^-scale, rounded half-even. */
function scaled(value: Numeric, scale: number): bigint {
  const [whole = '', fraction = ''] = toText(round(value, scale, 'half-even')).split('.');
  return BigInt(whole + fraction.padEnd(scale, '0'));
}
