import type { ComponentChildren } from 'preact';
import {
  Button,
  ButtonLink,
  Details,
  ErrorSummary,
  FileUpload,
  Form,
  Heading,
  OfficeLayout,
  type PageContext,
  Paragraph,
  Section,
  Table,
} from '../../../design/index.ts';
import { type Locale, say, type Text } from '../../../kernel/index.ts';
import { type Pack, valueText } from '../../../pack/index.ts';
import {
  columnsOf,
  type FileColumn,
  KEPT_HOURS,
  MOST_BAD_SHARE,
  MOST_BYTES,
  MOST_ROWS,
  type Policy,
  templateColumns,
} from '../../../services/index.ts';
import { numberText } from './numbers.ts';
import { COST } from './words.ts';

export interface FilePageProps {
  pack: Pack;
  context: PageContext;
  policy: Policy;
  /** What was wrong with a file that was sent just now. */
  problem?: Text | undefined;
}

/** The columns of a policy's file, each with what it means and how it is written; the template; and the way to send one. */
export function FilePage({ pack, context, policy, problem }: FilePageProps) {
  const { locale } = context;
  const { service } = policy;
  const all = columnsOf(pack, policy);
  const usual = templateColumns(all);
  const others = all.filter((column) => !usual.includes(column));
  const errors = problem ? [{ text: problem[locale], href: '#file' }] : [];
  return (
    <OfficeLayout
      context={context}
      title={COST.fileTitle[locale]}
      service={COST.title[locale]}
      back={{ href: '/office/simulation', text: COST.changePolicy[locale] }}
      failed={errors.length > 0}
    >
      <ErrorSummary locale={locale} errors={errors} />
      <Heading caption={service.title[locale]}>{COST.fileTitle[locale]}</Heading>
      <Paragraph>{COST.fileLead[locale]}</Paragraph>
      <ButtonLink
        href={`/office/simulation/template?${new URLSearchParams({ service: service.id })}`}
        variant="secondary"
      >
        {COST.download[locale]}
      </ButtonLink>
      <Section id="columns" title={COST.columns[locale]}>
        <ColumnTable id="columns-table" title={COST.columns[locale]} columns={usual} pack={pack} locale={locale} />
        <Paragraph size="s">{COST.signs[locale]}</Paragraph>
        {others.length > 0 && (
          <Details summary={COST.otherColumns[locale]}>
            <Paragraph>{COST.otherColumnsLead[locale]}</Paragraph>
            <ColumnTable
              id="others-table"
              title={COST.otherColumns[locale]}
              columns={others}
              pack={pack}
              locale={locale}
            />
          </Details>
        )}
      </Section>
      <Section id="upload" title={COST.upload[locale]}>
        <Form action="/office/simulation/populations" upload>
          <input type="hidden" name="service" value={service.id} />
          <FileUpload
            locale={locale}
            name="file"
            label={COST.chooseFile[locale]}
            hint={say(COST.fileLimits, locale, { mb: MOST_BYTES / 1024 / 1024, rows: numberText(MOST_ROWS) })}
            accept=".csv,.parquet,text/csv"
            {...(problem && { error: problem[locale] })}
          />
          <Paragraph size="s">
            {say(COST.fileRules, locale, { share: MOST_BAD_SHARE * 100, hours: KEPT_HOURS })}
          </Paragraph>
          <Button>{COST.upload[locale]}</Button>
        </Form>
      </Section>
    </OfficeLayout>
  );
}

interface ColumnTableProps {
  id: string;
  title: string;
  columns: readonly FileColumn[];
  pack: Pack;
  locale: Locale;
}

function ColumnTable({ id, title, columns, pack, locale }: ColumnTableProps) {
  const headers = [COST.column, COST.meaning, COST.form, COST.needed, COST.ifEmpty];
  return (
    <Table
      id={id}
      caption={title}
      captionHidden
      narrow="cards"
      dense
      rowHeaders
      columns={headers.map((header) => ({ header: header[locale] }))}
      rows={columns.map((column) => columnRow(pack, locale, column))}
    />
  );
}

/** Each cell holds one element: on a narrow screen a cell is a grid of its header and that. */
function columnRow(pack: Pack, locale: Locale, column: FileColumn): ComponentChildren[] {
  const need = column.required ? COST.yesNeeded : column.isExtra ? COST.forBreakdown : COST.notNeeded;
  return [
    <code>{column.name}</code>,
    <span>{column.title[locale]}</span>,
    <span>{formText(pack, locale, column)}</span>,
    <span>{need[locale]}</span>,
    <span>{(column.empty === 'none' ? COST.emptyNone : COST.emptyUnknown)[locale]}</span>,
  ];
}

/** How values of a type are written, but for enums and numbers. */
const FORMS: Partial<Record<FileColumn['type'], Text>> = {
  date: { ko: '2026-03-05', 'zh-Hant': '2026-03-05', en: '2026-03-05' },
  boolean: { ko: 'true 또는 false', 'zh-Hant': 'true 或 false', en: 'true or false' },
  people: {
    ko: '사람마다 다른 글자를 ;로 이어서',
    'zh-Hant': '以 ; 分隔的代號，每人一個',
    en: 'A code for each person, with ; between them',
  },
  person: { ko: '사람마다 다른 글자', 'zh-Hant': '每人一個代號', en: 'A code for each person' },
};
const TEXT: Text = { ko: '글자', 'zh-Hant': '文字', en: 'Text' };
const RECORDS: Text = { ko: 'JSON: {example}', 'zh-Hant': 'JSON：{example}', en: 'JSON: {example}' };

function formText(pack: Pack, locale: Locale, column: FileColumn): ComponentChildren {
  const { type, options, fields = {} } = column;
  if (options) return <Options options={options} locale={locale} />;
  if (type === 'records') {
    const example = `[{${Object.entries(fields)
      .map(([name, field]) => `"${name}": ${field.type === 'date' ? '"2026-03-05"' : '0'}`)
      .join(', ')}}]`;
    return say(RECORDS, locale, { example });
  }
  if (type !== 'integer' && type !== 'number' && type !== 'money') return (FORMS[type] ?? TEXT)[locale];
  const example = type === 'money' ? 1_200_000 : 3;
  const means = valueText(pack, locale, column, example) ?? '';
  if (means === String(example)) return COST.aNumber[locale];
  return say(COST.means, locale, { written: String(example), means });
}

/** Every value of an enum with its name; a long list is folded. */
function Options({ options, locale }: { options: Readonly<Record<string, Text>>; locale: Locale }) {
  const entries = Object.entries(options);
  const list = entries.map(([value, text], at) => (
    <>
      {at > 0 && ', '}
      <code>{value}</code> {text[locale]}
    </>
  ));
  return entries.length > MOST_SHOWN ? (
    <Details summary={say(COST.oneOf, locale, { n: entries.length })}>{list}</Details>
  ) : (
    <span>{list}</span>
  );
}

const MOST_SHOWN = 6;
