import { add, multiply, type Numeric, subtract, toText } from '../values/decimal.ts';
import type { TableValue } from '../values/values.ts';
import { type Environment, share } from './environment.ts';
import { atomic, type Sql, sql } from './fragment.ts';
import { isBounded, limited, numberTerm, within } from './numbers.ts';
import { type Digits, strict, type Term } from './term.ts';

const array = (numbers: readonly Numeric[]): Sql => atomic(sql`${numbers.map(toText)}::numeric[]`);

const most = (numbers: readonly Numeric[]): Digits => {
  const digits = numbers.map((number) => numberTerm(number).digits);
  return {
    whole: Math.max(0, ...digits.map(({ whole }) => whole)),
    fraction: Math.max(0, ...digits.map(({ fraction }) => fraction)),
  };
};

/** What a law's table says for a number. The row is the bucket into which the number falls; 0 is below the first. */
export function lookedUp(environment: Environment, { rows, marginal }: TableValue, by: Term): Term {
  const from = rows.map((row) => row.from);
  const values = rows.map((row) => row.value);
  if (!marginal) {
    const value = sql`(${array(values)})[width_bucket(${by.value}, ${array(from)})]`;
    return strict('number', value, [by], { fails: true, digits: most(values) });
  }
  return inBrackets(environment, from, values, by);
}

/** What all brackets below amount to is known beforehand; the last one's part is added. */
function inBrackets(environment: Environment, from: readonly Numeric[], rates: readonly Numeric[], by: Term): Term {
  const below = from.map((_, index) => sumBelow(from, rates, index));
  const [starts, parts] = [most(from), most([...rates, ...below])];
  const digits = {
    whole: Math.max(by.digits.whole, starts.whole) + parts.whole + 2,
    fraction: Math.max(by.digits.fraction, starts.fraction) + parts.fraction,
  };
  const value = share(environment, [by.value], (x) =>
    share(environment, [sql`width_bucket(${x}, ${array(from)})`], (row) => {
      const inRow = (numbers: readonly Numeric[]) => sql`(${array(numbers)})[${row}]`;
      const reached = sql`${inRow(below)} + ${inRow(rates)} * (${x} - ${inRow(from)})`;
      return sql`(case when ${row} = 0 then 0 else ${reached} end)`;
    }),
  );
  const fails = !isBounded(digits);
  return strict('number', limited(environment, value, digits), [by], { fails, digits: within(digits) });
}

const sumBelow = (from: readonly Numeric[], rates: readonly Numeric[], index: number): Numeric =>
  rates
    .slice(0, index)
    .reduce<Numeric>((sum, rate, at) => add(sum, multiply(rate, subtract(from[at + 1]!, from[at]!))), 0);
