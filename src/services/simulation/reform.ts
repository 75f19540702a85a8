import type { Day } from '../../kernel/index.ts';
import type { Parameter } from '../../pack/index.ts';
import { type Scope, valueOn } from '../../rules/index.ts';
import type { Policy } from './policy.ts';

/** What would be otherwise: other numbers for parameters, and percentages by which all rows of tables are scaled. */
export interface Reform {
  values: Readonly<Record<string, number>>;
  scales: Readonly<Record<string, number>>;
}

export const NO_REFORM: Reform = { values: {}, scales: {} };

/** Whether a reform changes nothing. */
export const isNone = ({ values, scales }: Reform): boolean =>
  Object.keys(values).length === 0 && Object.keys(scales).length === 0;

/** What a law states, and the day from which it holds. */
export interface InForce {
  from: Day;
  stated: Parameter['values'][Day];
}

/** What holds on a day; undefined before the first. */
export function inForce({ values }: Pick<Parameter, 'values'>, day: Day): InForce | undefined {
  const from = Object.keys(values)
    .filter((start) => start <= day)
    .sort()
    .at(-1);
  return from === undefined ? undefined : { from, stated: values[from]! };
}

/** The parameters of a policy as the law of a day has them, but for what a reform changes. */
export function parametersUnder({ parameters }: Policy, day: Day, { values, scales }: Reform): Scope {
  const entries = parameters.map((parameter) => {
    const { name } = parameter;
    if (Object.hasOwn(values, name)) return [name, valueOn({ values: { [day]: values[name]! } }, day)] as const;
    const scale = Object.hasOwn(scales, name) ? scales[name]! : 100;
    return [name, valueOn(scale === 100 ? parameter : scaled(parameter, day, scale), day)] as const;
  });
  return Object.fromEntries(entries);
}

function scaled(parameter: Parameter, day: Day, percent: number): Parameter {
  const current = inForce(parameter, day);
  if (!current || typeof current.stated === 'number') return parameter;
  const rows = Object.entries(current.stated).map(([from, value]) => [from, share(value, percent)]);
  return { ...parameter, values: { [current.from]: Object.fromEntries(rows) } };
}

/** A percentage of a number, without what binary fractions add after the fifteenth digit. */
const share = (value: number, percent: number): number => Number(((value * percent) / 100).toPrecision(15));

/** Days from which one of the parameters has another value: between two of them, the law is the same. */
export function lawDays({ parameters }: Policy): Day[] {
  return [...new Set(parameters.flatMap(({ values }) => Object.keys(values)))].sort();
}
