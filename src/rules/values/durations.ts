import { ValueError } from '../problem.ts';
import { compare, decimal, divide, multiply, type Numeric, round, signOf, toText } from './decimal.ts';
import { clockParts, formatFraction, NANOSECONDS_PER_DAY, NANOSECONDS_PER_SECOND } from './times.ts';

/**
 * FEEL has two durations that cannot be compared with each other (DMN 1.5, sections 10.3.2.3.7 and 8):
 * days and time, exact to the nanosecond, and years and months, which is a whole number of months.
 */
export interface Duration {
  readonly kind: 'duration';
  readonly measure: 'days' | 'months';
  /** Whole days or months, rounded down: minus one hour is −1 day and 23 hours. */
  readonly length: number;
  /** What is over of a day, less than one; 0 for months. */
  readonly nanoseconds: number;
}

/** A duration is at most this many days or months, which is more than there are between any two dates. */
const MAX_LENGTH = 1_000_000_000_000;

const DAY = BigInt(NANOSECONDS_PER_DAY);
const MONTHS = /^-?P(?=\d)(?:(\d{1,15})Y)?(?:(\d{1,15})M)?$/;
const DAYS =
  /^-?P(?=\d|T\d)(?:(\d{1,15})D)?(?:T(?=\d)(?:(\d{1,15})H)?(?:(\d{1,15})M)?(?:(\d{1,15})(?:\.(\d{0,9}))?S)?)?$/;

function withinLimits(measure: Duration['measure'], length: number, nanoseconds: number): Duration {
  if (Math.abs(length) > MAX_LENGTH) throw new ValueError('the duration is too long');
  return { kind: 'duration', measure, length, nanoseconds };
}

/** A duration of so many whole days or months; throws ValueError beyond 10¹². */
export function duration(length: number, measure: Duration['measure']): Duration {
  if (!Number.isInteger(length)) throw new ValueError(`a duration of ${length} ${measure} is not whole`);
  return withinLimits(measure, length + 0, 0);
}

/** A duration of so many nanoseconds; throws ValueError beyond 10¹² days. */
export function durationOf(nanoseconds: bigint): Duration {
  const rest = ((nanoseconds % DAY) + DAY) % DAY;
  return withinLimits('days', Number((nanoseconds - rest) / DAY), Number(rest));
}

/** The length in nanoseconds, or in months. */
const sizeOf = ({ measure, length, nanoseconds }: Duration): bigint =>
  measure === 'months' ? BigInt(length) : BigInt(length) * DAY + BigInt(nanoseconds);

const ofSize = (size: bigint, measure: Duration['measure']): Duration =>
  measure === 'months' ? duration(Number(size), 'months') : durationOf(size);

const toSize = (number: Numeric): bigint => BigInt(toText(round(number, 0, signOf(number) < 0 ? 'ceiling' : 'floor')));

/** A duration from `P60D`, `P1DT12H30M0.5S`, `P2M` or `P1Y6M`; months and days do not mix. Throws ValueError. */
export function parseDuration(text: string): Duration {
  const signed = (size: bigint) => (text.startsWith('-') ? -size : size);
  const [inMonths, years = '0', months = '0'] = MONTHS.exec(text) ?? [];
  if (inMonths !== undefined) return ofSize(signed(BigInt(years) * 12n + BigInt(months)), 'months');
  const [inDays, days = '0', hours = '0', minutes = '0', seconds = '0', fraction = ''] = DAYS.exec(text) ?? [];
  if (inDays === undefined)
    throw new ValueError(`${JSON.stringify(text)} is not a duration such as P60D, PT12H or P1Y6M`);
  const whole = ((BigInt(days) * 24n + BigInt(hours)) * 60n + BigInt(minutes)) * 60n + BigInt(seconds);
  return durationOf(signed(whole * BigInt(NANOSECONDS_PER_SECOND) + BigInt(fraction.padEnd(9, '0'))));
}

/** `P60D`, `-PT1H30M`, `P1Y6M`: as few units as possible, `PT0S` and `P0M` for nothing (XPath data model, canonical form). */
export function formatDuration(span: Duration): string {
  const sign = span.length < 0 ? '-' : '';
  const { length, nanoseconds } = sign ? negateDuration(span) : span;
  const unit = (count: number, name: string) => (count > 0 ? `${count}${name}` : '');
  if (span.measure === 'months') {
    return `${sign}P${unit(Math.floor(length / 12), 'Y')}${unit(length % 12, 'M') || (length === 0 ? '0M' : '')}`;
  }
  const { hours, minutes, seconds, rest } = clockParts(nanoseconds);
  const fraction = formatFraction(rest);
  const clock = `${unit(hours, 'H')}${unit(minutes, 'M')}${fraction ? `${seconds}${fraction}S` : unit(seconds, 'S')}`;
  return `${sign}P${unit(length, 'D')}${clock ? `T${clock}` : length === 0 ? 'T0S' : ''}`;
}

/** Throws ValueError when one is in days and the other in months. */
function requireSameMeasure(verb: string, a: Duration, b: Duration): void {
  if (a.measure !== b.measure) throw new ValueError(`cannot ${verb} ${a.measure} with ${b.measure}`);
}

/** Negative, zero or positive as a is shorter than, as long as or longer than b; throws ValueError for days with months. */
export function compareDurations(a: Duration, b: Duration): number {
  requireSameMeasure('compare', a, b);
  return a.length - b.length || a.nanoseconds - b.nanoseconds;
}

/** The same, of a duration of days with a plain number of days; throws ValueError for months. */
export function compareWithDays(span: Duration, days: Numeric): number {
  if (span.measure !== 'days') throw new ValueError('cannot compare months with number');
  return compare(decimal(sizeOf(span)), multiply(days, NANOSECONDS_PER_DAY));
}

/** The duration the other way: −P1D of P1D. */
export const negateDuration = (span: Duration): Duration => ofSize(-sizeOf(span), span.measure);

/** a + b; throws ValueError for days with months. */
export function addDurations(a: Duration, b: Duration): Duration {
  requireSameMeasure('add', a, b);
  return ofSize(sizeOf(a) + sizeOf(b), a.measure);
}

/** a − b; throws ValueError for days with months. */
export const subtractDurations = (a: Duration, b: Duration): Duration => addDurations(a, negateDuration(b));

/** So many times the duration; what is less than a nanosecond or a month is cut off. Throws ValueError beyond the limits. */
export const multiplyDuration = (span: Duration, times: Numeric): Duration =>
  ofSize(toSize(multiply(decimal(sizeOf(span)), times)), span.measure);

/** The duration in so many parts, cut off likewise; throws ValueError for a division by zero. */
export const divideDuration = (span: Duration, by: Numeric): Duration =>
  ofSize(toSize(divide(decimal(sizeOf(span)), by)), span.measure);

/** How many times b fits into a, which need not be whole; throws ValueError for days with months and when b is nothing. */
export function divideDurations(a: Duration, b: Duration): Numeric {
  requireSameMeasure('divide', a, b);
  return divide(decimal(sizeOf(a)), decimal(sizeOf(b)));
}
