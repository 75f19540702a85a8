import { Details, Paragraph, Table } from '../../../design/index.ts';
import { type Locale, say } from '../../../kernel/index.ts';
import { countText, linesText } from './numbers.ts';
import { LOG } from './words.ts';

/** One column of the chart: a minute or a day. */
export interface Column {
  label: string;
  added: number;
}

export interface RateChartProps {
  /** Unique on the page. */
  id: string;
  locale: Locale;
  title: string;
  /** The name of what a column stands for. */
  unit: string;
  columns: readonly Column[];
  /** What stands under the first, middle and last column. */
  axis: readonly [string, string, string];
}

/** A drawing's own units: each column has ten, of which it fills eight; on the page it is as wide as there is room. */
const STEP = 10;
const WIDTH = 8;
const HEIGHT = 100;
/** A column above zero is always seen. */
const LEAST_HEIGHT = 3;

/** Columns over time, drawn on the server. Who sees none of them has the same figures in a table. */
export function RateChart({ id, locale, title, unit, columns, axis }: RateChartProps) {
  const most = columns.reduce((highest, column) => (column.added > highest.added ? column : highest));
  const heightOf = (added: number) =>
    added === 0 ? 0 : Math.max(LEAST_HEIGHT, Math.round((added / most.added) * HEIGHT));
  return (
    <figure class="md-rate" id={id}>
      <figcaption>
        <span class="md-rate__title">{title}</span>
        <span class="md-rate__most">
          {most.added === 0
            ? LOG.noneInTime[locale]
            : say(LOG.most, locale, { lines: linesText(most.added, locale), time: most.label })}
        </span>
      </figcaption>
      <svg
        class="md-rate__columns"
        viewBox={`0 0 ${columns.length * STEP} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {columns.map(({ label, added }, at) => (
          <rect
            key={label}
            x={at * STEP + (STEP - WIDTH) / 2}
            y={HEIGHT - heightOf(added)}
            width={WIDTH}
            height={heightOf(added)}
          />
        ))}
      </svg>
      <div class="md-rate__axis" aria-hidden="true">
        {axis.map((label) => (
          <span key={label}>{label}</span>
        ))}
      </div>
      {most.added > 0 && (
        <Details summary={<Summary locale={locale} title={title} />} id={`${id}-table`}>
          <Paragraph size="s">{LOG.withoutEmpty[locale]}</Paragraph>
          <Table
            id={`${id}-figures`}
            caption={title}
            captionHidden
            dense
            narrow="cards"
            rowHeaders
            columns={[{ header: unit }, { header: LOG.lineCount[locale], numeric: true }]}
            rows={columns
              .filter(({ added }) => added > 0)
              .map(({ label, added }) => [label, countText(added, locale)])
              .reverse()}
          />
        </Details>
      )}
    </figure>
  );
}

function Summary({ locale, title }: { locale: Locale; title: string }) {
  return (
    <>
      {LOG.asTable[locale]}
      <span class="govuk-visually-hidden"> ({title})</span>
    </>
  );
}
