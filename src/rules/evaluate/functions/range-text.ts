import { ValueError } from '../../problem.ts';
import {
  type Duration,
  parseDate,
  parseDateTime,
  parseDuration,
  parseTemporal,
  parseTime,
} from '../../values/calendar.ts';
import { decimal } from '../../values/decimal.ts';
import { kindOf, order, type RangeValue, type Value } from '../../values/values.ts';

const TEXT = '"(?:[^"\\\\]|\\\\.)*"';
const END = `-?\\d+(?:\\.\\d+)?|-?\\.\\d+|@?${TEXT}|(?:date and time|date|time|duration)\\s*\\(\\s*${TEXT}\\s*\\)`;
const RANGE = new RegExp(`^\\s*([[(\\]])\\s*(${END})?\\s*\\.\\.\\s*(${END})?\\s*([\\])[])\\s*$`);
const CALL = new RegExp(`^([a-z ]+?)\\s*\\(\\s*(${TEXT})\\s*\\)$`);

const CALLS: Readonly<Record<string, (text: string) => Value>> = {
  date: parseDate,
  time: parseTime,
  'date and time': parseDateTime,
  duration: parseDuration,
};

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

const unquoted = (text: string): string =>
  text.slice(1, -1).replace(/\\(.)/g, (_escape, letter: string) => ESCAPES[letter] ?? letter);

/** An end of a range: a number, a text, `@"P1D"` or `date("2026-03-01")`; null where there is none. */
function endOf(text: string | undefined): Value {
  if (text === undefined) return null;
  if (text.startsWith('"')) return unquoted(text);
  if (text.startsWith('@')) return parseTemporal(unquoted(text.slice(1)));
  const [, name, argument] = CALL.exec(text) ?? [];
  return name === undefined ? decimal(text) : CALLS[name]!(unquoted(argument!));
}

const measureOf = (value: Value): string =>
  kindOf(value) === 'duration' ? (value as Duration).measure : kindOf(value);

/**
 * A range from its text: `[1..3]`, `(2..)`, `["a".."c")`. Its ends are literals of one kind, the lower one first; an end
 * that is left out is not included (DMN 1.5, section 10.3.4.1). Throws ValueError.
 */
export function parseRange(text: string): RangeValue {
  const [match, open, low, high, close] = RANGE.exec(text) ?? [];
  const refuse = (): never => {
    throw new ValueError(`${JSON.stringify(text.slice(0, 80))} is not a range such as [1..3]`);
  };
  if (match === undefined || (low === undefined && high === undefined)) refuse();
  const [includesLow, includesHigh] = [open === '[', close === ']'];
  if ((low === undefined && includesLow) || (high === undefined && includesHigh)) refuse();
  const range = { kind: 'range', low: endOf(low), high: endOf(high), includesLow, includesHigh } as const;
  if (range.low === null || range.high === null) return range;
  if (measureOf(range.low) !== measureOf(range.high) || order(range.low, range.high) > 0) refuse();
  return range;
}
