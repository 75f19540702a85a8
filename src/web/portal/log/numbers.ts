import {
  addDays,
  type Currency,
  type Day,
  dayOf,
  LANGUAGE_TAG,
  LOCALES,
  type Locale,
  say,
} from '../../../kernel/index.ts';
import { LOG } from './words.ts';

/** Lengths of time, in milliseconds. */
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Something that is made once for each language. */
const perLocale = <T>(make: (tag: string) => T): Record<Locale, T> =>
  Object.fromEntries(LOCALES.map((locale) => [locale, make(LANGUAGE_TAG[locale])])) as Record<Locale, T>;

const counts = perLocale((tag) => new Intl.NumberFormat(tag));
const relatives = perLocale((tag) => new Intl.RelativeTimeFormat(tag));

/** A number with its separators. */
export const countText = (count: number | bigint, locale: Locale): string => counts[locale].format(count);

/** Names one after another. */
export const listText = (names: readonly string[], locale: Locale): string =>
  names.join(locale === 'zh-Hant' ? '、' : ', ');

/** How many lines, in words. */
export function linesText(count: number, locale: Locale): string {
  return count === 1 ? LOG.oneLine[locale] : say(LOG.lines, locale, { count: countText(count, locale) });
}

/**
 * An amount as the ledger states it.
 * @param minor an integer in the minor unit, as decimal digits: it may be larger than a number can count.
 */
export function amountText(minor: string, code: string, currency: Currency, locale: Locale): string {
  // Of another currency it is not known how many of its digits are decimals.
  if (code !== currency.code) return `${countText(BigInt(minor), locale)} ${code}`;
  const { decimals } = currency;
  const [, sign = '', digits = ''] = /^(-?)(\d+)$/.exec(minor) ?? [];
  const padded = digits.padStart(decimals + 1, '0');
  const whole = countText(BigInt(padded.slice(0, padded.length - decimals)), locale);
  const fraction = decimals === 0 ? '' : `.${padded.slice(-decimals)}`;
  return say(currency.format, locale, { amount: `${sign}${whole}${fraction}` });
}

/** How long ago it was, in the largest unit that fits: `3 seconds ago`, `3초 전`, `3 秒前`. */
export function agoText(at: Date, now: Date, locale: Locale): string {
  const passed = now.getTime() - at.getTime();
  if (passed < SECOND) return LOG.justNow[locale];
  const [unit, length] =
    passed < MINUTE
      ? (['second', SECOND] as const)
      : passed < HOUR
        ? (['minute', MINUTE] as const)
        : passed < 2 * DAY
          ? (['hour', HOUR] as const)
          : (['day', DAY] as const);
  return relatives[locale].format(-Math.floor(passed / length), unit);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** The time of day with its seconds: `2:30:05pm`, `오후 2:30:05`, `下午2:30:05`. */
export function clockText(instant: Date, locale: Locale, timeZone: string): string {
  const key = `${locale} ${timeZone}`;
  const format =
    clocks.get(key) ??
    new Intl.DateTimeFormat(locale === 'en' ? 'en-AU' : LANGUAGE_TAG[locale], { timeStyle: 'medium', timeZone });
  clocks.set(key, format);
  const text = format.format(instant);
  return locale === 'en' ? text.replace(/\s/g, '').toLowerCase() : text;
}

/** The beginnings of the last `count` minutes, the one under way last. */
export function minutesBefore(now: Date, count: number): Date[] {
  const current = Math.floor(now.getTime() / MINUTE);
  return Array.from({ length: count }, (_, at) => new Date((current - count + 1 + at) * MINUTE));
}

/** The last `count` days in a zone, today last. */
export function daysBefore(now: Date, count: number, zone: string): Day[] {
  const today = dayOf(now, zone);
  return Array.from({ length: count }, (_, at) => addDays(today, at - count + 1));
}
