import { ValueError } from '../problem.ts';
import { formatTemporal } from '../values/calendar.ts';
import { decimal, toText } from '../values/decimal.ts';
import { type Kind, kindOf, type Value, type ValueOfKind } from '../values/values.ts';
import { stringOf } from './functions/texts.ts';

/** JSON texts whose numbers keep all their digits, which those of `JSON.parse` and `JSON.stringify` do not. */

/** What `JSON.parse` tells of a number, string, boolean or null (ECMAScript proposal "JSON.parse source text access"). */
interface Source {
  readonly source?: string;
}

/** From the inside out: the items and fields of what is seen here are values already. */
function revived(_name: string, json: unknown, { source }: Source): unknown {
  if (typeof json === 'number') return decimal(Number.isSafeInteger(json) ? json : (source ?? json));
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return json;
  return { kind: 'record', fields: json };
}

/** The value of a JSON text: objects as records, texts as texts. Throws ValueError, and RangeError when it is nested too deeply. */
export function readValue(text: string): Value {
  try {
    return JSON.parse(text, revived as (name: string, json: unknown) => unknown);
  } catch (error) {
    if (error instanceof SyntaxError) throw new ValueError(`this is no JSON: ${error.message}`);
    throw error;
  }
}

const WRITE: { readonly [K in Kind]: (value: ValueOfKind[K]) => string } = {
  unknown: () => 'null',
  null: () => 'null',
  boolean: String,
  string: (value) => JSON.stringify(value),
  number: toText,
  date: (value) => `"${formatTemporal(value)}"`,
  time: (value) => `"${formatTemporal(value)}"`,
  'date and time': (value) => `"${formatTemporal(value)}"`,
  duration: (value) => `"${formatTemporal(value)}"`,
  list: (items) => `[${items.map(writeValue).join(',')}]`,
  record: ({ fields }) =>
    `{${Object.entries(fields)
      .map(([name, value]) => `${JSON.stringify(name)}:${writeValue(value)}`)
      .join(',')}}`,
  range: (value) => JSON.stringify(stringOf(value)),
  function: (value) => JSON.stringify(stringOf(value)),
  table: (value) => JSON.stringify(stringOf(value)),
};

/** A value as JSON text: dates, times and durations in ISO 8601, ranges and functions as their texts. */
export function writeValue(value: Value): string {
  const write = WRITE[kindOf(value)] as (value: Value) => string;
  return write(value);
}
