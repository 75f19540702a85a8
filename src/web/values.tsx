import type { ComponentChildren } from 'preact';
import { DateText, Money } from '../design/index.ts';
import { isDay, type Locale, say, type Text } from '../kernel/index.ts';
import { type Government, valueText } from '../pack/index.ts';
import type { Json } from '../rules/index.ts';
import { WORDS } from './words.ts';

/** What is shown of a value depends on its type and unit, and on its title where years are of age. */
type Shown = Parameters<typeof valueText>[2];

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
  if (options && typeof value === 'string') return (options[value] as Text | undefined)?.[locale] ?? value;
  if (typeof value === 'boolean') return (value ? WORDS.yes : WORDS.no)[locale];
  if (shown.type === 'money' && !shown.unit?.includes('/')) {
    return (
      <Money locale={locale} minor={Number(value) * 10 ** gov.pack.currency.decimals} currency={gov.pack.currency} />
    );
  }
  if (typeof value === 'string' && isDay(value)) return <DateText locale={locale} iso={value} era={gov.pack.era} />;
  if (shown.type === 'person') return names.get(String(value)) ?? '—';
  if (shown.type === 'people') return (value as string[]).map((person) => names.get(person) ?? '—').join(' · ');
  if (shown.type === 'records') return say(WORDS.peopleCount, locale, { count: (value as unknown[]).length });
  return valueText(gov.pack, locale, shown, value as Json) ?? '—';
}
