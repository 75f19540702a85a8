import { type Day, dayOf, type Era, formatDay, formatTime, isDay, LANGUAGE_TAG, type Locale } from '../kernel/index.ts';

/** How much of a date is shown: `short` is for tables, `time` needs an instant and its zone. */
export type DateForm = 'long' | 'weekday' | 'short' | 'time';

export interface DateOptions {
  form?: DateForm;
  /** IANA time zone in which an instant is shown; a plain day needs none. */
  zone?: string;
  /** The country's own count of years, added to the `long` form where its readers expect it. */
  era?: Era;
}

const weekdays = Object.fromEntries(
  Object.entries(LANGUAGE_TAG).map(([locale, tag]) => [
    locale,
    new Intl.DateTimeFormat(tag, { weekday: locale === 'en' ? 'long' : 'narrow', timeZone: 'UTC' }),
  ]),
) as Record<Locale, Intl.DateTimeFormat>;

const withWeekday: Record<Locale, (date: string, name: string) => string> = {
  ko: (date, name) => `${date}(${name})`,
  'zh-Hant': (date, name) => `${date}（${name}）`,
  en: (date, name) => `${name} ${date}`,
};

const shorts: Record<Locale, (year: number, month: number, day: number, date: string) => string> = {
  ko: (year, month, day) => `${year}. ${month}. ${day}.`,
  'zh-Hant': (year, month, day) => `${year}/${month}/${day}`,
  en: (_year, _month, _day, date) => date.replace(/([A-Z][a-z]{2})[a-z]*/, '$1'),
};

const joined: Record<Locale, (date: string, time: string) => string> = {
  ko: (date, time) => `${date} ${time}`,
  'zh-Hant': (date, time) => `${date} ${time}`,
  en: (date, time) => `${date}, ${time}`,
};

function formatPlain(day: Day, locale: Locale, form: DateForm, era: Era | undefined): string {
  if (form === 'long') return formatDay(day, locale, era);
  const date = formatDay(day, locale);
  if (form === 'weekday') return withWeekday[locale](date, weekdays[locale].format(new Date(`${day}T00:00:00Z`)));
  if (form === 'time') return date;
  const [year = 0, month = 0, dayOfMonth = 0] = day.split('-').map(Number);
  return shorts[locale](year, month, dayOfMonth, date);
}

/**
 * A date for a reader in the house's forms (`5 March 2026`, `2026년 3월 5일(목)`, `2026年3月5日 下午2:30`).
 * @param iso `YYYY-MM-DD`, or an ISO 8601 instant together with `zone`.
 * @throws RangeError for anything else.
 */
export function formatDate(iso: string, locale: Locale, { form = 'long', zone, era }: DateOptions = {}): string {
  if (isDay(iso)) return formatPlain(iso, locale, form, era);
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) throw new RangeError(`not an ISO date: ${iso}`);
  if (!zone) throw new RangeError(`an instant needs a time zone: ${iso}`);
  const date = formatPlain(dayOf(at, zone), locale, form, era);
  return form === 'time' ? joined[locale](date, formatTime(at, locale, zone)) : date;
}
