import { ValueError } from '../problem.ts';
import { padded } from './dates.ts';
import { formatZone, parseZone, standardOffset, type Zone } from './zones.ts';

/** A time of day (DMN 1.5, section 10.3.2.3.4), local or of a zone. */
export interface Time {
  readonly kind: 'time';
  /** Since midnight; less than a day of 86,400 seconds. */
  readonly nanoseconds: number;
  readonly zone: Zone;
}

export const NANOSECONDS_PER_SECOND = 1_000_000_000;
export const NANOSECONDS_PER_DAY = 86_400 * NANOSECONDS_PER_SECOND;

const TIME = /^(\d{2}):([0-5]\d):([0-5]\d)(?:\.(\d{1,9}))?(\D.*)?$/;

/** The time with so many nanoseconds since midnight, of any day: they begin again after 24 hours. */
export function timeOf(nanoseconds: number, zone: Zone): Time {
  const rest = nanoseconds % NANOSECONDS_PER_DAY;
  return { kind: 'time', nanoseconds: rest < 0 ? rest + NANOSECONDS_PER_DAY : rest, zone };
}

/** A time from its parts, all whole but the last; throws ValueError when there is no such time. */
export function clockTime(hour: number, minute: number, nanoseconds: number, zone: Zone): Time {
  const exists =
    hour >= 0 &&
    hour < 24 &&
    minute >= 0 &&
    minute < 60 &&
    nanoseconds >= 0 &&
    nanoseconds < 60 * NANOSECONDS_PER_SECOND;
  if (!exists) throw new ValueError(`there is no time ${hour}:${minute}:${nanoseconds / NANOSECONDS_PER_SECOND}`);
  return { kind: 'time', nanoseconds: (hour * 60 + minute) * 60 * NANOSECONDS_PER_SECOND + nanoseconds, zone };
}

/** A time from `09:30:00`, `09:30:00.5Z`, `09:30:00+09:00` or `09:30:00@Asia/Seoul`; throws ValueError. */
export function parseTime(text: string): Time {
  const [match, hour, minute, second, fraction = '', zone = ''] = TIME.exec(text) ?? [];
  if (match === undefined) throw new ValueError(`${JSON.stringify(text)} is not a time such as 09:30:00`);
  const nanoseconds = Number(second) * NANOSECONDS_PER_SECOND + Number(fraction.padEnd(9, '0'));
  return clockTime(Number(hour), Number(minute), nanoseconds, parseZone(zone));
}

/** Nanoseconds of a second as its decimals: 500,000,000 as `.5`, none as nothing. */
export const formatFraction = (nanoseconds: number): string =>
  nanoseconds === 0 ? '' : `.${padded(nanoseconds, 9).replace(/0+$/, '')}`;

/** Whole hours, minutes and seconds of a size below a day, and the nanoseconds that are over. */
export function clockParts(nanoseconds: number): { hours: number; minutes: number; seconds: number; rest: number } {
  const whole = Math.floor(nanoseconds / NANOSECONDS_PER_SECOND);
  return {
    hours: Math.floor(whole / 3600),
    minutes: Math.floor(whole / 60) % 60,
    seconds: whole % 60,
    rest: nanoseconds - whole * NANOSECONDS_PER_SECOND,
  };
}

/** `09:30:00.5+09:00` */
export function formatTime({ nanoseconds, zone }: Time): string {
  const { hours, minutes, seconds, rest } = clockParts(nanoseconds);
  const clock = [hours, minutes, seconds].map((part) => padded(part, 2)).join(':');
  return `${clock}${formatFraction(rest)}${formatZone(zone)}`;
}

/** Seconds that the time's zone is ahead of UTC, at its standard time; null for a local time. */
export const offsetOfTime = ({ zone }: Time): number | null => (zone === null ? null : standardOffset(zone));

/** Nanoseconds since midnight UTC; those of a local time stay as they are. */
const inUtc = (time: Time): number => time.nanoseconds - (offsetOfTime(time) ?? 0) * NANOSECONDS_PER_SECOND;

/** Nanoseconds from one time to another; a local time has the other's offset (DMN 1.5, table 54). */
export function nanosecondsBetween(from: Time, to: Time): number {
  const isLocal = from.zone === null || to.zone === null;
  return isLocal ? to.nanoseconds - from.nanoseconds : inUtc(to) - inUtc(from);
}

/** Negative, zero or positive as a is before, at or after b; a local time has the other's offset. */
export const compareTimes = (a: Time, b: Time): number => nanosecondsBetween(b, a);

/** Whether two times are the same; a local one is never the same as one with an offset. */
export const equalTimes = (a: Time, b: Time): boolean =>
  (a.zone === null) === (b.zone === null) && compareTimes(a, b) === 0;
