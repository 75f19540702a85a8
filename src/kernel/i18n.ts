import type { Day } from './calendar.ts';

/** The languages of every text that a person sees, in the order of the language switch. */
export const LOCALES = ['ko', 'zh-Hant', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** One text in all languages. */
export type Text = Record<Locale, string>;

/** The `lang` attribute (BCP 47) of each language. */
export const LANGUAGE_TAG: Record<Locale, string> = { ko: 'ko', 'zh-Hant': 'zh-Hant-TW', en: 'en' };

/** Whether a value names a language that is spoken here. */
export const isLocale = (value: unknown): value is Locale => LOCALES.includes(value as Locale);

/**
 * The language to answer in: the first of `wished` that is spoken here, then the best of an `Accept-Language`
 * header (RFC 9110 §12.5.4), then the pack's own.
 */
export function chooseLocale(wished: readonly unknown[], acceptLanguage: string | undefined, fallback: Locale): Locale {
  const explicit = wished.find(isLocale);
  if (explicit) return explicit;
  const ranges = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', quality = 'q=1'] = part.trim().split(/\s*;\s*/);
      return { tag: tag.toLowerCase(), quality: Number(quality.replace(/^q=/i, '')) || 0 };
    })
    .filter((range) => range.quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { tag } of ranges) {
    const match = LOCALES.find((locale) => locale.split('-')[0] === tag.split('-')[0]);
    if (match) return match;
  }
  return fallback;
}

/** Values put into a text's `{name}` places. */
export type TextValues = Record<string, string | number>;

/**
 * A text in one language with its places filled. A Korean place may name the particle that follows it, with and
 * without a final consonant: `{title|을/를}` gives `출생 등록을` and `급여를`.
 */
export function say(text: Text, locale: Locale, values: TextValues = {}): string {
  return text[locale].replace(/\{(\w+)(?:\|([^}]+))?\}/g, (place, name: string, particles?: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) return place;
    return particles ? withParticle(String(value), particles) : String(value);
  });
}

/** A text with the same places filled in every language; `values` may differ by language. */
export function fill(text: Text, values: (locale: Locale) => TextValues): Text {
  return Object.fromEntries(LOCALES.map((locale) => [locale, say(text, locale, values(locale))])) as Text;
}

/** Adds the particle that fits the last sound of a word; `particles` is `with/without` a final consonant. */
export function withParticle(word: string, particles: string): string {
  const [closed = '', open = ''] = particles.split('/');
  const ending = finalSound(word);
  // 로 follows ㄹ as it follows a vowel: 서울로, not 서울으로.
  const isClosed = ending === 'consonant' || (ending === 'rieul' && closed !== '으로');
  return word + (isClosed ? closed : open);
}

function finalSound(word: string): 'vowel' | 'consonant' | 'rieul' {
  const last = spoken(word).at(-1) ?? '';
  const syllable = last.charCodeAt(0) - 0xac00;
  if (syllable >= 0 && syllable < 11_172) {
    const final = syllable % 28;
    return final === 0 ? 'vowel' : final === 8 ? 'rieul' : 'consonant';
  }
  if (/[178LRlr]/.test(last)) return 'rieul';
  return /[036MNmn]/.test(last) ? 'consonant' : 'vowel';
}

/** What is spoken of a word: neither a gloss in brackets after it nor closing marks are. */
function spoken(word: string): string {
  const closing = /[)）」』\]"'\s.]+$/u;
  const withoutGloss = word.replace(/(?<=\S)\s*(?:\([^()]*\)|（[^（）]*）)(?=[」』"'\s.]*$)/u, '');
  return withoutGloss.replace(closing, '');
}

/** How a country numbers its years beside the common era, for example by the years of a republic. */
export interface Era {
  name: Text;
  /** Common-era year minus year of the era. */
  offset: number;
}

const dateFormats: Record<Locale, Intl.DateTimeFormat> = {
  ko: new Intl.DateTimeFormat('ko', { dateStyle: 'long', timeZone: 'UTC' }),
  'zh-Hant': new Intl.DateTimeFormat('zh-Hant-TW', { dateStyle: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }),
};

/** A day in words: `5 March 2026`, `2026년 3월 5일`, `2026年3月5日`; with an era, that year in brackets. */
export function formatDay(day: Day, locale: Locale, era?: Era): string {
  const text = dateFormats[locale].format(new Date(`${day}T00:00:00Z`));
  if (!era || locale !== 'zh-Hant') return text;
  return `${text}（${era.name[locale]}${Number(day.slice(0, 4)) - era.offset}年）`;
}

const timeFormats = new Map<string, Intl.DateTimeFormat>();

/** The time of day of an instant in a zone: `2:30pm`, `오후 2:30`, `下午2:30`. */
export function formatTime(instant: Date, locale: Locale, timeZone: string): string {
  const key = `${locale} ${timeZone}`;
  let format = timeFormats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale === 'en' ? 'en-AU' : LANGUAGE_TAG[locale], {
      timeStyle: 'short',
      timeZone,
    });
    timeFormats.set(key, format);
  }
  const text = format.format(instant);
  return locale === 'en' ? text.replace(/\s/g, '').toLowerCase() : text;
}

/** A currency: its ISO 4217 code, decimals in use, and how each language writes an amount (`£{amount}`, `{amount} €`). */
export interface Currency {
  /** ISO 4217: letters, and the number of three digits where the pack gives it. */
  code: string;
  number?: string;
  decimals: number;
  format: Text;
}

/** @param minor an integer in the currency's minor unit. */
export function formatMoney(minor: number, currency: Currency, locale: Locale): string {
  const amount = (minor / 10 ** currency.decimals).toLocaleString('en', {
    minimumFractionDigits: currency.decimals,
    maximumFractionDigits: currency.decimals,
  });
  return say(currency.format, locale, { amount });
}
