import { ValueError } from '../problem.ts';
import { didYouMean } from '../spelling.ts';
import { ANY, type Type, type Types } from '../types/types.ts';
import { formatTemporal, parseDate, parseDateTime, parseDuration, parseTime } from './calendar.ts';
import { decimal, toText } from './decimal.ts';
import { type Kind, kindOf, type Scope, UNKNOWN, type Value, type ValueOfKind } from './values.ts';

/** What crosses the room's edge. A number that JSON's would not hold exactly is a text. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

type Reader<T extends Type> = (json: unknown, type: T) => Value;

const READ: { readonly [K in Type['kind']]: Reader<Extract<Type, { kind: K }>> } = {
  any: (json) => infer(json),
  null: (json) => infer(json),
  boolean: (json) => (typeof json === 'boolean' ? json : refuse(json, 'true or false')),
  string: (json) => readText(json, 'a text'),
  enum(json, { values }) {
    const text = readText(json, 'a text');
    return values.includes(text) ? text : refuse(json, `one of ${values.join(', ')}${didYouMean(text, values)}`);
  },
  number: (json) =>
    typeof json === 'number' || typeof json === 'string' || typeof json === 'bigint'
      ? decimal(json)
      : refuse(json, 'a number'),
  date: (json) => parseDate(readText(json, 'a date')),
  time: (json) => parseTime(readText(json, 'a time')),
  'date and time': (json) => parseDateTime(readText(json, 'a date and time')),
  duration: (json) => parseDuration(readText(json, 'a duration')),
  range: (json) => refuse(json, 'a range'),
  function: (json) => refuse(json, 'a function'),
  table: (json) => refuse(json, 'a table'),
  list: (json, { of }) => (Array.isArray(json) ? json.map((item) => toValue(of, item)) : refuse(json, 'a list')),
  /** A field that is not told is there as unknown, so that in a filter its name does not mean something else. */
  record(json, { fields }) {
    const unknown = Object.fromEntries(Object.keys(fields).map((name) => [name, UNKNOWN]));
    return { kind: 'record', fields: { ...unknown, ...toScope(fields, asObject(json)) } };
  },
};

function refuse(json: unknown, expected: string): never {
  throw new ValueError(`${String(JSON.stringify(json)).slice(0, 80)} is not ${expected}`);
}

const readText = (json: unknown, expected: string): string =>
  typeof json === 'string' ? json : refuse(json, expected);

const asObject = (json: unknown): Readonly<Record<string, unknown>> =>
  typeof json === 'object' && json !== null && !Array.isArray(json)
    ? (json as Record<string, unknown>)
    : refuse(json, 'a record');

/** The value of JSON whose type is not declared; texts stay texts. */
function infer(json: unknown): Value {
  if (typeof json === 'boolean' || typeof json === 'string') return json;
  if (typeof json === 'number' || typeof json === 'bigint') return decimal(json);
  if (Array.isArray(json)) return json.map((item) => toValue(ANY, item));
  const fields = Object.entries(asObject(json)).map(([name, field]) => [name, toValue(ANY, field)] as const);
  return { kind: 'record', fields: Object.fromEntries(fields) };
}

/**
 * A fact's value from JSON: numbers as numbers or texts, dates as `2026-03-01`, durations as `P60D`.
 * undefined is UNKNOWN, null is known to be absent. Throws ValueError when the JSON is not of the type.
 */
export function toValue(type: Type, json: unknown): Value {
  if (json === undefined) return UNKNOWN;
  if (json === null) return null;
  const read = READ[type.kind] as Reader<Type>;
  return read(json, type);
}

/** Several facts from JSON by their declared types; what is not declared is left out. Throws ValueError naming the fact. */
export function toScope(types: Types, json: Readonly<Record<string, unknown>>): Scope {
  const given = Object.entries(types).filter(([name]) => Object.hasOwn(json, name) && json[name] !== undefined);
  return Object.fromEntries(given.map(([name, type]) => [name, readNamed(name, type, json[name])]));
}

function readNamed(name: string, type: Type, json: unknown): Value {
  try {
    return toValue(type, json);
  } catch (error) {
    if (error instanceof ValueError) throw new ValueError(`${name}: ${error.message}`);
    throw error;
  }
}

const WRITE: { readonly [K in Kind]: (value: ValueOfKind[K]) => Json | undefined } = {
  unknown: () => undefined,
  null: () => null,
  boolean: (value) => value,
  string: (value) => value,
  number(value) {
    if (typeof value === 'number') return value;
    const text = toText(value);
    return String(Number(text)) === text ? Number(text) : text;
  },
  date: formatTemporal,
  time: formatTemporal,
  'date and time': formatTemporal,
  duration: formatTemporal,
  range: () => undefined,
  function: () => undefined,
  table: () => undefined,
  /** JSON would turn an unknown item into null, that is absent; so the whole list is left unknown. */
  list(items) {
    const written = items.map(fromValue);
    return written.every((item) => item !== undefined) ? written : undefined;
  },
  record({ fields }) {
    const written = Object.entries(fields).map(([name, value]) => [name, fromValue(value)] as const);
    return Object.fromEntries(written.filter((entry): entry is [string, Json] => entry[1] !== undefined));
  },
};

/**
 * A value as JSON; undefined when it is unknown, so that JSON leaves it out, and when it is a range, function or table,
 * which are for reckoning with.
 */
export function fromValue(value: Value): Json | undefined {
  const write = WRITE[kindOf(value)] as (value: Value) => Json | undefined;
  return write(value);
}
