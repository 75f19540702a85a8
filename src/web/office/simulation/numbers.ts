import { type Currency, formatMoney, LANGUAGE_TAG, type Locale, say } from '../../../kernel/index.ts';
import { WORDS } from '../../words.ts';

/** A number with its thousands told apart, and as many digits after the point as it has, up to six. */
export const numberText = (number: number): string => number.toLocaleString('en', { maximumFractionDigits: 6 });

/** So many people: `1,234 people`. */
export const peopleText = (count: number, locale: Locale): string =>
  say(WORDS.peopleCount, locale, { count: numberText(Math.round(count)) });

/** A share of a whole, to a tenth of a percent. */
export const shareText = (part: number, whole: number): string =>
  `${(whole > 0 ? (part / whole) * 100 : 0).toLocaleString('en', { maximumFractionDigits: 1 })}%`;

const compact = new Map<Locale, Intl.NumberFormat>();

/** Three digits and a word for the rest: `€1.64 billion`, as the reader's language counts. */
export function roughMoney(amount: number, currency: Currency, locale: Locale): string {
  if (Math.abs(amount) < 100_000) return exactMoney(amount, currency, locale);
  let format = compact.get(locale);
  if (!format) {
    const display = locale === 'en' ? 'long' : 'short';
    format = new Intl.NumberFormat(LANGUAGE_TAG[locale], {
      notation: 'compact',
      compactDisplay: display,
      maximumSignificantDigits: 4,
      useGrouping: 'always',
    });
    compact.set(locale, format);
  }
  const text = say(currency.format, locale, { amount: format.format(amount) });
  // A space stands beside Han, none between.
  return locale === 'zh-Hant'
    ? text.replace(/(\d)(?=\p{Script=Han})/u, '$1 ').replace(/(\p{Script=Han}) (?=\p{Script=Han})/u, '$1')
    : text;
}

/** To the smallest unit. */
export const exactMoney = (amount: number, currency: Currency, locale: Locale): string =>
  formatMoney(Math.round(amount * 10 ** currency.decimals), currency, locale);

/** A difference with its sign, from which no line breaks it off. */
export function signed(value: number, text: (size: number) => string): string {
  return value === 0 ? '±0' : `${value > 0 ? '+' : '−'}\u2060${text(Math.abs(value))}`;
}
