import type { ComponentChildren } from 'preact';
import { Details, Table } from '../../design/index.ts';
import type { Locale, Text } from '../../kernel/index.ts';

/** One column: what it stands for, and how high it is. */
export interface Column {
  label: string;
  value: number;
}

interface ColumnChartProps {
  locale: Locale;
  /** Unique on the page. */
  id: string;
  title: string;
  /** What is said of the highest column, or that there is none. */
  most: string;
  columns: readonly Column[];
  /** What stands under them, from the first to the last. */
  axis: readonly string[];
  /** The same figures for who sees no columns; none where there is nothing to tell. */
  table?: { columns: readonly { header: string; numeric?: boolean }[]; rows: string[][]; help?: string } | undefined;
}

/** A drawing's own units: each column has ten, of which it fills eight; on the page it is as wide as there is room. */
const STEP = 10;
const WIDTH = 8;
const HEIGHT = 100;
/** A column above zero is always seen. */
const LEAST_HEIGHT = 3;

/** The highest of some columns. */
export const highestOf = <Any extends Column>(columns: readonly Any[]): Any =>
  columns.reduce((highest, column) => (column.value > highest.value ? column : highest));

/** Columns over time, drawn on the server, and the same in a table. */
export function ColumnChart({ locale, id, title, most, columns, axis, table }: ColumnChartProps) {
  const highest = highestOf(columns).value;
  const heightOf = (value: number) =>
    value === 0 ? 0 : Math.max(LEAST_HEIGHT, Math.round((value / highest) * HEIGHT));
  return (
    <figure class="md-rate" id={id}>
      <figcaption>
        <span class="md-rate__title">{title}</span>
        <span class="md-rate__most">{most}</span>
      </figcaption>
      <svg
        class="md-rate__columns"
        viewBox={`0 0 ${columns.length * STEP} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {columns.map(({ label, value }, at) => (
          <rect
            key={label}
            x={at * STEP + (STEP - WIDTH) / 2}
            y={HEIGHT - heightOf(value)}
            width={WIDTH}
            height={heightOf(value)}
          />
        ))}
      </svg>
      <div class="md-rate__axis" aria-hidden="true">
        {axis.map((label) => (
          <span key={label}>{label}</span>
        ))}
      </div>
      {table && (
        <Details summary={<Summary locale={locale} title={title} />} id={`${id}-table`}>
          {table.help && <p class="govuk-body-s">{table.help}</p>}
          <Table
            id={`${id}-figures`}
            caption={title}
            captionHidden
            dense
            narrow="cards"
            rowHeaders
            columns={[...table.columns]}
            rows={table.rows}
          />
        </Details>
      )}
    </figure>
  );
}

const AS_TABLE: Text = { ko: '표로 보기', 'zh-Hant': '以表格檢視', en: 'See as a table' };

function Summary({ locale, title }: { locale: Locale; title: string }): ComponentChildren {
  return (
    <>
      {AS_TABLE[locale]}
      <span class="govuk-visually-hidden"> ({title})</span>
    </>
  );
}
