import { ValueError } from '../problem.ts';
import {
  ANY,
  BARE_NUMBER,
  BOOLEAN,
  DATE,
  describe,
  kindOfType,
  MONTHS,
  numberIn,
  STRING,
  type Type,
  type TypeOrReason,
} from '../types/types.ts';
import {
  type CalendarDate,
  type Duration,
  duration,
  monthsBetween,
  parseDate,
  parseDuration,
} from '../values/calendar.ts';
import { add, type Decimal, decimal, negate, type Rounding, round, toInteger } from '../values/decimal.ts';
import {
  type Kind,
  kindOf,
  type ListValue,
  not,
  order,
  UNKNOWN,
  type Value,
  type ValueOfKind,
} from '../values/values.ts';

/** The kind that a parameter takes; `?` marks one that may be left out. */
type Parameter = Kind | 'any' | 'number?';

type Argument<P extends Parameter> = P extends Kind
  ? ValueOfKind[P]
  : P extends 'number?'
    ? Decimal | undefined
    : Value;

/** A built-in function. Arguments that are null give null, else unknown ones give unknown, before `apply` sees them. */
export interface BuiltIn {
  readonly parameters: readonly Parameter[];
  readonly type: (args: readonly Type[]) => TypeOrReason;
  readonly apply: (...args: never[]) => Value;
  /** Takes one list, or its items one by one: `max(a, b)` is `max([a, b])`. */
  readonly spreads?: boolean;
  /** `apply` is given null as it is. */
  readonly takesNull?: boolean;
}

const define = <const P extends readonly Parameter[]>(
  parameters: P,
  type: Type | BuiltIn['type'],
  apply: (...args: { [I in keyof P]: Argument<P[I]> }) => Value,
  options: Pick<BuiltIn, 'spreads' | 'takesNull'> = {},
): BuiltIn => ({
  parameters,
  type: typeof type === 'function' ? type : () => type,
  apply: apply as BuiltIn['apply'],
  ...options,
});

const ofFirst = ([first]: readonly Type[]): Type => first!;

/** A function that folds the items of a list, of the kinds given; an empty list or one with null gives null, as FEEL says. */
function aggregate(kinds: readonly Kind[], combine: (a: Value, b: Value) => Value): BuiltIn {
  const needs = `needs ${kinds.join(' or ')}`;
  const typeOfItems = ([list]: readonly Type[]): TypeOrReason => {
    const of = list?.kind === 'list' ? list.of : ANY;
    const kind = kindOfType(of);
    return kind === undefined || kinds.includes(kind) ? of : `${needs}, not ${describe(of)}`;
  };
  const fold = (list: ListValue): Value => {
    if (list.length === 0 || list.includes(null)) return null;
    if (list.includes(UNKNOWN)) return UNKNOWN;
    if (!list.every((item) => kinds.includes(kindOf(item)))) throw new ValueError(needs);
    return list.reduce(combine);
  };
  return define(['list'], typeOfItems, fold, { spreads: true });
}

const ORDERED: readonly Kind[] = ['number', 'string', 'date', 'duration'];

const rounding = (mode: Rounding) => (value: Decimal, scale?: Decimal) =>
  round(value, scale === undefined ? 0 : toInteger(scale), mode);

/** FEEL counts characters (code points), from 1, or from the end when the start is negative. */
function substring(text: string, start: Decimal, length?: Decimal): Value {
  const characters = [...text];
  const from = toInteger(start);
  if (from === 0) throw new ValueError('substring counts from 1');
  const first = from > 0 ? from - 1 : Math.max(0, characters.length + from);
  const count = length === undefined ? characters.length : Math.max(0, toInteger(length));
  return characters.slice(first, first + count).join('');
}

/** The built-in functions (DMN 1.5, section 10.3.4), by name. */
export const FUNCTIONS: Readonly<Record<string, BuiltIn>> = {
  not: define(['boolean'], BOOLEAN, not),
  'is defined': define(['any'], BOOLEAN, (value) => value !== null, { takesNull: true }),

  min: aggregate(ORDERED, (a, b) => (order(a, b) <= 0 ? a : b)),
  max: aggregate(ORDERED, (a, b) => (order(a, b) >= 0 ? a : b)),
  sum: aggregate(['number'], (a, b) => add(a as Decimal, b as Decimal)),
  count: define(['list'], BARE_NUMBER, (list) => decimal(list.length), { spreads: true }),

  abs: define(['number'], ofFirst, (value) => (value.coefficient < 0n ? negate(value) : value)),
  floor: define(['number', 'number?'], ofFirst, rounding('floor')),
  ceiling: define(['number', 'number?'], ofFirst, rounding('ceiling')),
  decimal: define(['number', 'number'], ofFirst, rounding('half-even')),

  date: define(['string'], DATE, parseDate),
  duration: define(['string'], { kind: 'duration' }, parseDuration),
  'years and months duration': define(['date', 'date'], MONTHS, (from, to) =>
    duration(monthsBetween(from, to), 'months'),
  ),

  'string length': define(['string'], BARE_NUMBER, (text) => decimal([...text].length)),
  contains: define(['string', 'string'], BOOLEAN, (text, part) => text.includes(part)),
  'starts with': define(['string', 'string'], BOOLEAN, (text, part) => text.startsWith(part)),
  'ends with': define(['string', 'string'], BOOLEAN, (text, part) => text.endsWith(part)),
  'upper case': define(['string'], STRING, (text) => text.toUpperCase()),
  'lower case': define(['string'], STRING, (text) => text.toLowerCase()),
  substring: define(['string', 'number', 'number?'], STRING, substring),
};

interface Property<V> {
  readonly type: Type;
  readonly of: (value: V) => number;
}

const monthsOf = (span: Duration): number => {
  if (span.measure !== 'months') throw new ValueError('a duration in days has no years or months');
  return span.length;
};

const daysOf = (span: Duration): number => {
  if (span.measure !== 'days') throw new ValueError('a duration in months has no days');
  return span.length;
};

/** The properties of dates and durations (DMN 1.5, table 65). */
export const PROPERTIES: {
  readonly date: Readonly<Record<string, Property<CalendarDate>>>;
  readonly duration: Readonly<Record<string, Property<Duration>>>;
} = {
  date: {
    year: { type: BARE_NUMBER, of: (date) => date.year },
    month: { type: BARE_NUMBER, of: (date) => date.month },
    day: { type: BARE_NUMBER, of: (date) => date.day },
  },
  duration: {
    years: { type: numberIn('year'), of: (span) => Math.trunc(monthsOf(span) / 12) },
    months: { type: numberIn('month'), of: (span) => monthsOf(span) % 12 },
    days: { type: numberIn('day'), of: daysOf },
  },
};

/** Calls a built-in function by name; throws ValueError where it has no value. */
export function applyFunction(name: string, args: readonly Value[]): Value {
  const builtIn = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (!builtIn) throw new ValueError(`there is no function ${name}`);
  const given = builtIn.spreads && !(args.length === 1 && kindOf(args[0]!) === 'list') ? [args] : args;
  if (!builtIn.takesNull && args.includes(null)) return null;
  if (args.includes(UNKNOWN)) return UNKNOWN;
  const reason = whyNotCallable(name, builtIn, given.map(kindOf));
  if (reason) throw new ValueError(reason);
  return builtIn.apply(...(given as never[]));
}

/** Why a function does not take arguments of these kinds, or undefined when it does. An undefined kind may be any. */
export function whyNotCallable(
  name: string,
  builtIn: BuiltIn,
  kinds: readonly (Kind | undefined)[],
): string | undefined {
  const needed = builtIn.parameters.filter((parameter) => !parameter.endsWith('?')).length;
  if (kinds.length < needed || kinds.length > builtIn.parameters.length) {
    return `${name} takes ${builtIn.parameters.join(', ')}`;
  }
  const expected = builtIn.parameters.map((parameter) => parameter.replace('?', ''));
  const wrong = kinds.findIndex((kind, index) => kind && expected[index] !== 'any' && expected[index] !== kind);
  return wrong < 0 ? undefined : `argument ${wrong + 1} of ${name} must be a ${expected[wrong]}, not a ${kinds[wrong]}`;
}

/** `value.field` of a date or a duration; throws ValueError where there is none. */
export function applyProperty(value: CalendarDate | Duration, field: string): Value {
  const table: Readonly<Record<string, Property<never>>> = PROPERTIES[value.kind];
  const property = Object.hasOwn(table, field) ? table[field] : undefined;
  if (!property) throw new ValueError(`a ${value.kind} has no ${field}`);
  return decimal(property.of(value as never));
}
