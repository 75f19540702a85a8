import type { ComponentChildren } from 'preact';
import { DateText, Money } from '../design/index.ts';
import { isDay, type Locale, say, type Text } from '../kernel/index.ts';
import type { Government } from '../pack/index.ts';
import { WORDS } from './words.ts';

/** What is shown of a value depends on its type alone. */
interface Shown {
  type: string;
  of?: Readonly<Record<string, Text>> | undefined;
  options?: Readonly<Record<string, Text>> | undefined;
  unit?: string | undefined;
}

/** A fact or a registry's field as people read it. `names` gives the names of people by id, where they may be shown. */
export function showValue(
  gov: Government,
  locale: Locale,
  shown: Shown,
  value: unknown,
  names: ReadonlyMap<string, string> = new Map(),
): ComponentChildren {
  if (value === null || value === undefined) return WORDS.none[locale];
  const options = shown.options ?? shown.of;
  if (options && typeof value === 'string') return options[value]?.[locale] ?? value;
  if (typeof value === 'boolean') return (value ? WORDS.yes : WORDS.no)[locale];
  if (shown.type === 'money') {
    return (
      <Money locale={locale} minor={Number(value) * 10 ** gov.pack.currency.decimals} currency={gov.pack.currency} />
    );
  }
  if (typeof value === 'string' && isDay(value)) return <DateText locale={locale} iso={value} era={gov.pack.era} />;
  if (shown.type === 'person') return names.get(String(value)) ?? '—';
  if (shown.type === 'people') return (value as string[]).map((person) => names.get(person) ?? '—').join(' · ');
  if (shown.type === 'records') return say(WORDS.peopleCount, locale, { count: (value as unknown[]).length });
  if (typeof value === 'number') return `${value.toLocaleString('en')}${unitText(shown.unit, locale)}`;
  return String(value);
}

const UNITS: Record<string, Text> = {
  day: { ko: '일', 'zh-Hant': ' 日', en: ' days' },
  week: { ko: '주', 'zh-Hant': ' 週', en: ' weeks' },
  month: { ko: '개월', 'zh-Hant': ' 個月', en: ' months' },
  year: { ko: '년', 'zh-Hant': ' 年', en: ' years' },
};

const unitText = (unit: string | undefined, locale: Locale): string => (unit && UNITS[unit]?.[locale]) ?? '';
