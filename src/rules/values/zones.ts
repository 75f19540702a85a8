import { ValueError } from '../problem.ts';
import { padded } from './dates.ts';

/** How a time relates to UTC: an offset in seconds, the name of a zone of the IANA database, or null for a local time. */
export type Zone = number | string | null;

const MAX_OFFSET = 14 * 3600;
const OFFSET = /^([+-])(\d{2}):([0-5]\d)(?::([0-5]\d))?$/;
const NAME = /^@([A-Za-z][\w+-]*(?:\/[\w+-]+)*)$/;
const OFFSET_IN_FORMAT = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/;

/** The last second that a JS Date holds; zones of earlier and later times are taken as at the ends. */
const LAST_SECOND = 8.64e12;

const isZoneName = (name: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en-US', { timeZone: name }));
  } catch {
    return false;
  }
};

/** An offset of so many seconds; throws ValueError beyond ±14:00, the limit of XML Schema. */
export function offsetZone(seconds: number): Zone {
  if (Math.abs(seconds) > MAX_OFFSET) throw new ValueError('a time is at most 14 hours from UTC');
  return seconds;
}

/** A zone from `Z`, `+09:00`, `-05:30:10`, `@Europe/Paris` or nothing, which is a local time; throws ValueError. */
export function parseZone(text: string): Zone {
  if (text === '') return null;
  if (text === 'Z' || text === 'z') return 0;
  const [match, sign, hours, minutes, seconds = '0'] = OFFSET.exec(text) ?? [];
  if (match !== undefined) {
    const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
    return offsetZone(sign === '-' && size > 0 ? -size : size);
  }
  const name = NAME.exec(text)?.[1];
  if (name === undefined || !isZoneName(name)) throw new ValueError(`${JSON.stringify(text)} is not a time zone`);
  return name;
}

/** `Z`, `+09:00`, `-05:30:10`, `@Europe/Paris`, or nothing for a local time. */
export function formatZone(zone: Zone): string {
  if (zone === null) return '';
  if (typeof zone === 'string') return `@${zone}`;
  if (zone === 0) return 'Z';
  const size = Math.abs(zone);
  const [hours, minutes, seconds] = [Math.floor(size / 3600), Math.floor(size / 60) % 60, size % 60];
  return `${zone < 0 ? '-' : '+'}${padded(hours, 2)}:${padded(minutes, 2)}${seconds > 0 ? `:${padded(seconds, 2)}` : ''}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs more than using it; the names of a rule are few, but nobody may fill the memory with them. */
function formatOf(name: string): Intl.DateTimeFormat {
  let format = formats.get(name);
  if (!format) {
    if (formats.size >= 1000) formats.clear();
    format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset', year: 'numeric' });
    formats.set(name, format);
  }
  return format;
}

/** Seconds that a zone is ahead of UTC at an instant, given in seconds since 1970-01-01T00:00:00Z. */
export function offsetAt(zone: number | string, instant: number): number {
  if (typeof zone === 'number') return zone;
  const second = Math.max(-LAST_SECOND, Math.min(LAST_SECOND, instant));
  const [, sign, hours = '0', minutes = '0', seconds = '0'] =
    OFFSET_IN_FORMAT.exec(formatOf(zone).format(second * 1000)) ?? [];
  const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return sign === '-' ? -size : size;
}

/**
 * Seconds that a zone is ahead of UTC when its clocks show a local time, given in seconds as if it were UTC.
 * Where clocks are put back, the first of the two; a time that they skip is counted on from before.
 */
export function offsetOfLocal(zone: number | string, local: number): number {
  if (typeof zone === 'number') return zone;
  const [before, after] = [offsetAt(zone, local - 86_400), offsetAt(zone, local + 86_400)];
  const isSkipped = offsetAt(zone, local - before) !== before && offsetAt(zone, local - after) !== after;
  return isSkipped || offsetAt(zone, local - before) === before ? before : after;
}

/** The zone's standard offset, without summer time: what a time of day has that belongs to no date. */
export function standardOffset(zone: number | string): number {
  return Math.min(offsetAt(zone, Date.UTC(2024, 0, 1) / 1000), offsetAt(zone, Date.UTC(2024, 6, 1) / 1000));
}
