import { formatDay, formatMoney, isDay, type Locale, say, type Text } from '../kernel/index.ts';
import type { Json } from '../rules/index.ts';
import type { Pack, Service } from './model.ts';
import type { Typed } from './parts.ts';

/** What is read of a value depends on its type and unit, and on its title where years are of age; a parameter is a number. */
export type Shown = Partial<Typed> & { readonly title?: Text };

const YES: Text = { ko: '예', 'zh-Hant': '是', en: 'yes' };
const NO: Text = { ko: '아니요', 'zh-Hant': '否', en: 'no' };
const NONE: Text = { ko: '없음', 'zh-Hant': '無', en: 'none' };

/** A number in each unit that people say otherwise than by its name. Only English tells one from several. */
const UNITS: Readonly<Record<string, Text & { one: string }>> = {
  day: { ko: '{count}일', 'zh-Hant': '{count} 日', en: '{count} days', one: '{count} day' },
  week: { ko: '{count}주', 'zh-Hant': '{count} 週', en: '{count} weeks', one: '{count} week' },
  month: { ko: '{count}개월', 'zh-Hant': '{count} 個月', en: '{count} months', one: '{count} month' },
  year: { ko: '{count}년', 'zh-Hant': '{count} 年', en: '{count} years', one: '{count} year' },
  'year of age': { ko: '{count}세', 'zh-Hant': '{count} 歲', en: '{count} years', one: '{count} year' },
  person: { ko: '{count}명', 'zh-Hant': '{count} 人', en: '{count} people', one: '{count} person' },
};

/** Money in a period, or for each of something. */
const PER: Readonly<Record<string, Text>> = {
  day: { ko: '하루 {amount}', 'zh-Hant': '每日 {amount}', en: '{amount} a day' },
  week: { ko: '매주 {amount}', 'zh-Hant': '每週 {amount}', en: '{amount} a week' },
  month: { ko: '월 {amount}', 'zh-Hant': '每月 {amount}', en: '{amount} a month' },
  year: { ko: '연 {amount}', 'zh-Hant': '每年 {amount}', en: '{amount} a year' },
  person: { ko: '1명당 {amount}', 'zh-Hant': '每人 {amount}', en: '{amount} a person' },
};

const APPLIED_ON: Shown & { title: Text } = {
  type: 'date',
  title: { ko: '신청일', 'zh-Hant': '申請日', en: 'Day of application' },
};

/** What people know by a name in a service's rule; undefined for a role. */
export const shownAs = ({ facts }: Service, name: string): (Shown & { readonly title: Text }) | undefined =>
  name === 'applied_on' ? APPLIED_ON : facts.get(name);

/** A value as people read it; undefined where there is nothing to read, as of a person's opaque id. */
export function valueText(pack: Pack, locale: Locale, shown: Shown, value: Json): string | undefined {
  if (value === null) return NONE[locale];
  if (typeof value === 'boolean') return (value ? YES : NO)[locale];
  if (Array.isArray(value)) return listText(pack, locale, shown, value as readonly Json[]);
  if (typeof value === 'object' || shown.type === 'person') return undefined;
  if (isNumber(shown, value)) return numberText(pack, locale, unitOf(pack, shown), Number(value));
  const options = shown.options ?? shown.of;
  if (options) return (options[value] as Text | undefined)?.[locale] ?? String(value);
  return shown.type === 'date' && isDay(String(value)) ? formatDay(String(value), locale, pack.era) : String(value);
}

/** Money that states no unit is plain money. Korean and Chinese have a word of their own for years of age. */
function unitOf(pack: Pack, { type, unit, title }: Shown): string | undefined {
  if (type === 'money' && !unit) return pack.currency.code;
  return unit === 'year' && title && /나이|연령/.test(title.ko) ? 'year of age' : unit;
}

/** A number that JSON does not hold exactly comes as a text. */
const isNumber = ({ type }: Shown, value: number | string): boolean =>
  typeof value === 'number' || type === undefined || ['number', 'integer', 'money'].includes(type);

/** A number in its unit: `€200 a month`, `280 days`, `53.33`. */
export function numberText(pack: Pack, locale: Locale, unit: string | undefined, value: number): string {
  const [of = '', per] = unit?.split('/') ?? [];
  if (of === pack.currency.code) {
    const amount = formatMoney(Math.round(value * 10 ** pack.currency.decimals), pack.currency, locale);
    if (per === undefined) return amount;
    return PER[per] ? say(PER[per], locale, { amount }) : `${amount}/${per}`;
  }
  const count = decimals(value);
  if (!unit) return count;
  const words = UNITS[unit];
  if (!words) return `${count} ${unit}`;
  return say(value === 1 ? { ...words, en: words.one } : words, locale, { count });
}

/** Two digits after the point, but more where two would make a whole number of what is none. */
function decimals(value: number): string {
  const rounds = !Number.isInteger(value) && Number.isInteger(Number(value.toFixed(2)));
  return value.toLocaleString('en', { maximumFractionDigits: rounds ? 6 : 2 });
}

/** People are counted; records are read one by one. */
function listText(
  pack: Pack,
  locale: Locale,
  { type, fields = {} }: Shown,
  items: readonly Json[],
): string | undefined {
  if (type === 'people') return numberText(pack, locale, 'person', items.length);
  const texts = items.map((item) => recordText(pack, locale, fields, item));
  return items.length === 0 ? NONE[locale] : texts.includes(undefined) ? undefined : texts.join(' / ');
}

function recordText(
  pack: Pack,
  locale: Locale,
  fields: Readonly<Record<string, Shown>>,
  record: Json,
): string | undefined {
  const values = Object.entries(record ?? {}).map(([name, value]) =>
    valueText(pack, locale, fields[name] ?? {}, value),
  );
  const readable = values.filter((value) => value !== undefined);
  return readable.length > 0 ? readable.join(', ') : undefined;
}
