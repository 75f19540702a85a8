import { ValueError } from '../../problem.ts';
import { BARE_NUMBER, BOOLEAN, DAYS, numberIn, STRING, type Type, type Types } from '../../types/types.ts';
import {
  type CalendarDate,
  clockParts,
  type DateTime,
  type Duration,
  durationOf,
  NANOSECONDS_PER_SECOND,
  negateDuration,
  offsetOfDateTime,
  offsetOfTime,
  type Time,
  weekdayOf,
} from '../../values/calendar.ts';
import { decimal, divide, type Numeric, negate } from '../../values/decimal.ts';
import { kindOf, type RangeValue, type Value } from '../../values/values.ts';

interface Property<V> {
  readonly type: Type;
  readonly of: (value: V) => Value;
}

type Properties<V> = Readonly<Record<string, Property<V>>>;

const OF_DATE: Properties<CalendarDate> = {
  year: { type: BARE_NUMBER, of: ({ year }) => year },
  month: { type: BARE_NUMBER, of: ({ month }) => month },
  day: { type: BARE_NUMBER, of: ({ day }) => day },
  weekday: { type: BARE_NUMBER, of: weekdayOf },
};

/** Seconds with their decimals. */
const secondsOf = (seconds: number, nanoseconds: number): Numeric =>
  nanoseconds === 0 ? seconds : divide(decimal(seconds * NANOSECONDS_PER_SECOND + nanoseconds), NANOSECONDS_PER_SECOND);

const offset = (seconds: number | null): Value =>
  seconds === null ? null : durationOf(BigInt(seconds) * BigInt(NANOSECONDS_PER_SECOND));

const OF_TIME: Properties<Time> = {
  hour: { type: BARE_NUMBER, of: ({ nanoseconds }) => clockParts(nanoseconds).hours },
  minute: { type: BARE_NUMBER, of: ({ nanoseconds }) => clockParts(nanoseconds).minutes },
  second: {
    type: BARE_NUMBER,
    of: ({ nanoseconds }) => {
      const { seconds, rest } = clockParts(nanoseconds);
      return secondsOf(seconds, rest);
    },
  },
  'time offset': { type: DAYS, of: (time) => offset(offsetOfTime(time)) },
  timezone: { type: STRING, of: ({ zone }) => (typeof zone === 'string' ? zone : null) },
};

/** The same properties of a part of a value. */
const through = <V, W>(properties: Properties<V>, part: (value: W) => V): Properties<W> =>
  Object.fromEntries(
    Object.entries(properties).map(([name, { type, of }]) => [name, { type, of: (value: W) => of(part(value)) }]),
  );

const OF_DATE_TIME: Properties<DateTime> = {
  ...through(OF_DATE, ({ date }: DateTime) => date),
  ...through(OF_TIME, ({ time }: DateTime) => time),
  'time offset': { type: DAYS, of: (moment) => offset(offsetOfDateTime(moment)) },
};

/** A part of a duration of one measure, with the duration's sign; throws ValueError for the other measure. */
const partOf =
  (measure: Duration['measure'], name: string, part: (size: Duration) => Numeric) =>
  (span: Duration): Value => {
    if (span.measure !== measure) throw new ValueError(`a duration in ${span.measure} has no ${name}`);
    return span.length < 0 ? negate(part(negateDuration(span))) : part(span);
  };

const OF_DURATION: Properties<Duration> = {
  years: { type: numberIn('year'), of: partOf('months', 'years', ({ length }) => Math.floor(length / 12)) },
  months: { type: numberIn('month'), of: partOf('months', 'months', ({ length }) => length % 12) },
  days: { type: numberIn('day'), of: partOf('days', 'days', ({ length }) => length) },
  hours: { type: numberIn('hour'), of: partOf('days', 'hours', ({ nanoseconds }) => clockParts(nanoseconds).hours) },
  minutes: {
    type: numberIn('minute'),
    of: partOf('days', 'minutes', ({ nanoseconds }) => clockParts(nanoseconds).minutes),
  },
  seconds: {
    type: numberIn('second'),
    of: partOf('days', 'seconds', ({ nanoseconds }) => {
      const { seconds, rest } = clockParts(nanoseconds);
      return secondsOf(seconds, rest);
    }),
  },
};

const OF_RANGE: Properties<RangeValue> = {
  start: { type: { kind: 'any' }, of: ({ low }) => low },
  end: { type: { kind: 'any' }, of: ({ high }) => high },
  'start included': { type: BOOLEAN, of: ({ includesLow }) => includesLow },
  'end included': { type: BOOLEAN, of: ({ includesHigh }) => includesHigh },
};

/** The properties of values that are no records (DMN 1.5, tables 65 to 67), by the value's kind. */
export const PROPERTIES = {
  date: OF_DATE,
  time: OF_TIME,
  'date and time': OF_DATE_TIME,
  duration: OF_DURATION,
  range: OF_RANGE,
};

/** Whether values of a kind have properties. */
export const hasProperties = (kind: string): kind is keyof typeof PROPERTIES => Object.hasOwn(PROPERTIES, kind);

/** The types of the properties that values of a type have. */
export function propertyTypes(type: Type): Types {
  if (!hasProperties(type.kind)) return {};
  const types = Object.entries(PROPERTIES[type.kind]).map(([name, property]) => [name, property.type] as const);
  const ends: Types = type.kind === 'range' ? { start: type.of, end: type.of } : {};
  return { ...Object.fromEntries(types), ...ends };
}

/** `value.field` of a date, time, duration or range; throws ValueError where there is none. */
export function applyProperty(value: Value, field: string): Value {
  const kind = kindOf(value);
  const table: Properties<never> = hasProperties(kind) ? PROPERTIES[kind] : {};
  const property = Object.hasOwn(table, field) ? table[field] : undefined;
  if (!property) throw new ValueError(`a ${kind} has no ${field}`);
  return property.of(value as never);
}
