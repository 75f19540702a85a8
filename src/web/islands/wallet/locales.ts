import type { Locale, Text } from '../../../kernel/index.ts';

/** The languages of a wallet: all of the house's, since it opens without a server. */
export const LOCALES = ['ko', 'zh-Hant', 'en'] as const satisfies readonly Locale[];

/** The `lang` attribute of each (BCP 47), by which instants and numbers are written, too. */
export const TAGS: Record<Locale, string> = { ko: 'ko', 'zh-Hant': 'zh-Hant-TW', en: 'en' };

/** A text with values in its `{name}` places. */
export const fill = (text: Text, locale: Locale, values: Readonly<Record<string, string | number>>): string =>
  text[locale].replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
