import type { Locale, Text } from '../../kernel/index.ts';
import { type Government, valueText } from '../../pack/index.ts';
import type { Json } from '../../rules/index.ts';
import type { Held, HeldRecord } from './held.ts';

/** Stands for somebody whose name is not the reader's to see. */
export const ANOTHER_PERSON: Text = { ko: '다른 사람', 'zh-Hant': '其他人', en: 'another person' };

/** Stands for who it is about, where their name was not chosen. */
const THIS_PERSON: Text = { ko: '본인', 'zh-Hant': '本人', en: 'this person' };

/** What a field of a record says, in words: people by their names, who it is about by their number in the registry of people. */
export function textOf(
  gov: Government,
  locale: Locale,
  { number, names, subject }: Held,
  { registry, record }: HeldRecord,
  name: string,
): string {
  const field = registry.fields[name]!;
  const value = record.values[name];
  const isOwnNumber = registry.id === gov.pack.people.registry && name === registry.subject && value === subject;
  if (isOwnNumber && number !== undefined) return number;
  const nameOf = (person: string) => names.get(person) || (person === subject ? THIS_PERSON : ANOTHER_PERSON)[locale];
  if (value !== null && field.type === 'person') return nameOf(String(value));
  if (value !== null && field.type === 'people') return (value as string[]).map(nameOf).join(' · ');
  return valueText(gov.pack, locale, field, (value ?? null) as Json) ?? '—';
}

/** Where an agency has a record from, by how the source begins. */
const SOURCES: readonly [begins: string, words: Text][] = [
  ['file:', { ko: '기관이 올린 파일', 'zh-Hant': '機關匯入的檔案', en: 'a file that the agency brought in' }],
  ['key:', { ko: '연결된 시스템', 'zh-Hant': '介接系統', en: 'a connected system' }],
  ['case ', { ko: '내 신청 건', 'zh-Hant': '申請案件', en: 'an application' }],
  ['correction', { ko: '정정', 'zh-Hant': '資料更正', en: 'a correction' }],
  ['demo', { ko: '체험용 자료', 'zh-Hant': '示範資料', en: 'demonstration data' }],
];
const ELSEWHERE: Text = { ko: '기관의 등록', 'zh-Hant': '機關登錄', en: 'an entry of the agency' };

/** Where the agency has a record from, in words. */
export const sourceText = (source: string): Text =>
  SOURCES.find(([begins]) => source.startsWith(begins))?.[1] ?? ELSEWHERE;
