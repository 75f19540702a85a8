import { csvText, dayOf, type Locale, type Text } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { type Answer, answerText } from './answers.ts';
import { chosenOf, type Held, type HeldRecord, type Path } from './held.ts';
import { sourceText, textOf } from './value-text.ts';

/** What a person takes along of their data: chosen fields with their values, where they stand, and since when. */
export interface DataDocument {
  type: 'madang-data';
  version: 1;
  /** Whose registers they are, and the address of their site. */
  government: string;
  site: string;
  /** An instant (RFC 3339). */
  made: string;
  locale: Locale;
  records: DocumentRecord[];
  /** Answers in place of what they rest on; `holds` is null where what is known does not tell. */
  statements: { title: string; holds: boolean | null; text: string }[];
}

export interface DocumentRecord {
  registry: string;
  title: string;
  agency: string;
  agency_title: string;
  /** The day from which it holds, and the one on which it was entered. */
  since: string;
  entered: string;
  source: string;
  fields: { field: string; title: string; value: unknown; text: string }[];
}

/** Chosen fields of what is held about somebody, in a language. Nothing that was not chosen is in it, nor any of our ids. */
export function documentOf(
  gov: Government,
  held: Held,
  {
    paths,
    answers,
    locale,
    site,
  }: { paths: readonly Path[]; answers: readonly Answer[]; locale: Locale; site: string },
): DataDocument {
  return {
    ...{ type: 'madang-data', version: 1, government: gov.pack.title[locale], site },
    ...{ made: gov.clock.now().toISOString(), locale },
    records: chosenOf(held, paths).map((one) => recordOf(gov, held, one, locale)),
    statements: answers.map((answer) => ({
      ...{ title: answer.title[locale], holds: answer.holds ?? null, text: answerText(answer)[locale] },
    })),
  };
}

function recordOf(gov: Government, held: Held, one: HeldRecord, locale: Locale): DocumentRecord {
  const { registry, record } = one;
  const { agency } = registry;
  return {
    ...{ registry: registry.id, title: registry.title[locale] },
    ...{ agency, agency_title: gov.pack.agencies.get(agency)?.title[locale] ?? agency },
    ...{ since: record.validFrom, entered: dayOf(record.recordedAt, gov.pack.timeZone) },
    source: sourceText(record.source)[locale],
    fields: Object.entries(record.values).map(([field, value]) => {
      const { type, title } = registry.fields[field]!;
      const text = textOf(gov, locale, held, one, field);
      // Outside, people are told apart by number or name, and never by our ids.
      const isPerson = type === 'person' || type === 'people';
      return { field, title: title[locale], value: isPerson && value !== null ? text : (value ?? null), text };
    }),
  };
}

const HEADINGS: readonly Text[] = [
  { ko: '기관', 'zh-Hant': '機關', en: 'Agency' },
  { ko: '등록부', 'zh-Hant': '登記', en: 'Register' },
  { ko: '항목', 'zh-Hant': '項目', en: 'Field' },
  { ko: '내용', 'zh-Hant': '內容', en: 'Value' },
  { ko: '표시', 'zh-Hant': '顯示文字', en: 'In words' },
  { ko: '시작일', 'zh-Hant': '起始日', en: 'Since' },
  { ko: '등록일', 'zh-Hant': '登錄日', en: 'Entered' },
];

/** A document as CSV: one line a value. */
export function documentCsv({ locale, records, statements, made }: DataDocument): string {
  const rows = records.flatMap(({ agency_title, title, since, entered, fields }) =>
    fields.map((field) => [agency_title, title, field.title, plain(field.value), field.text, since, entered]),
  );
  const answers = statements.map(({ title, holds, text }) => [
    '',
    '',
    title,
    plain(holds),
    text,
    made.slice(0, 10),
    '',
  ]);
  return csvText([HEADINGS.map((text) => text[locale]), ...rows, ...answers]);
}

const plain = (value: unknown): string =>
  value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
