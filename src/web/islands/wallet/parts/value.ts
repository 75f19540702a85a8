import type { Locale, Text } from '../../../../kernel/index.ts';
import { dayText } from '../../shared/outcome.ts';
import type { HeldClaim } from '../model.ts';

const WORDS = {
  yes: { ko: '예', 'zh-Hant': '是', en: 'Yes' },
  no: { ko: '아니요', 'zh-Hant': '否', en: 'No' },
  none: { ko: '없음', 'zh-Hant': '無', en: 'None' },
  picture: { ko: '사진', 'zh-Hant': '照片', en: 'Photograph' },
} satisfies Record<string, Text>;

/** What a card says, in words: its own where it has a few values only, and else the value itself. */
export function valueText({ value, options }: Pick<HeldClaim, 'value' | 'options'>, locale: Locale): string {
  const word = typeof value === 'string' ? options?.[value] : undefined;
  return word ? word[locale] : textOf(value, locale);
}

function textOf(value: unknown, locale: Locale): string {
  if (value === null || value === undefined || value === '') return WORDS.none[locale];
  if (typeof value === 'boolean') return (value ? WORDS.yes : WORDS.no)[locale];
  if (isPicture(value)) return WORDS.picture[locale];
  if (Array.isArray(value)) return value.map((one) => textOf(one, locale)).join(', ') || WORDS.none[locale];
  if (typeof value === 'object')
    return Object.values(value)
      .map((one) => textOf(one, locale))
      .join(' ');
  const text = String(value);
  return /^\d{4}-\d\d-\d\d$/.test(text) ? dayText(text) : text;
}

const isPicture = (value: unknown): boolean =>
  value instanceof Uint8Array || (typeof value === 'string' && value.startsWith('data:image/'));
