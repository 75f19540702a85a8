import { formatTemporal } from '../../values/calendar.ts';
import { type Numeric, toText } from '../../values/decimal.ts';
import { isKnown, type Kind, kindOf, UNKNOWN, type Value, type ValueOfKind } from '../../values/values.ts';
import { joined } from './strings.ts';

/** A key that FEEL takes for a name, so that it needs no quotes. */
const NAME = /^[\p{L}_?][\p{L}\p{M}\p{N}_?]*(?: [\p{L}\p{M}\p{N}_?]+)*$/u;

const ESCAPED: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const quoted = (text: string): string => `"${text.replace(/["\\\n\r\t]/g, (character) => ESCAPED[character]!)}"`;

const WRITE: { readonly [K in Kind]: (value: ValueOfKind[K]) => string } = {
  unknown: () => '',
  null: () => 'null',
  boolean: String,
  string: quoted,
  number: (value: Numeric) => toText(value),
  date: formatTemporal,
  time: formatTemporal,
  'date and time': formatTemporal,
  duration: formatTemporal,
  list: (items) => `[${joined(items.map(write), ', ')}]`,
  record: ({ fields }) => {
    const entries = Object.entries(fields).map(
      ([key, value]) => `${NAME.test(key) ? key : quoted(key)}: ${write(value)}`,
    );
    return `{${joined(entries, ', ')}}`;
  },
  range: ({ low, high, includesLow, includesHigh }) =>
    `${includesLow ? '[' : '('}${writeEnd(low)}..${writeEnd(high)}${includesHigh ? ']' : ')'}`,
  function: ({ parameters }) => `function(${parameters.join(', ')})`,
  table: () => 'table',
};

function write(value: Value): string {
  const writeKind = WRITE[kindOf(value)] as (value: Value) => string;
  return writeKind(value);
}

/** An end of a range as `range` reads it: nothing where it is open, a date as a literal. */
function writeEnd(end: Value): string {
  if (end === null) return '';
  return ['date', 'time', 'date and time', 'duration'].includes(kindOf(end)) ? `@"${write(end)}"` : write(end);
}

/** A value as text: texts stay what they are, and are quoted inside of lists and contexts. Throws ValueError when too long. */
export function stringOf(value: Value): Value {
  if (value === null || typeof value === 'string') return value;
  return isKnown(value) ? write(value) : UNKNOWN;
}
