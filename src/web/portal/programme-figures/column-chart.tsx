import { Details, Table } from '../../../design/index.ts';
import { formatMoney, type Locale, say } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import type { Sum } from '../../../programmes/index.ts';
import { countText } from '../log/numbers.ts';
import { FIGURES } from './words.ts';

/** One column: an hour or a day. */
export interface Column extends Sum {
  label: string;
}

interface ColumnChartProps {
  gov: Government;
  locale: Locale;
  /** Unique on the page. */
  id: string;
  title: string;
  /** What a column stands for. */
  unit: string;
  columns: readonly Column[];
}

/** A drawing's own units: each column has ten, of which it fills eight; on the page it is as wide as there is room. */
const STEP = 10;
const WIDTH = 8;
const HEIGHT = 100;
/** A column above zero is always seen. */
const LEAST_HEIGHT = 3;

/** Amounts over time as columns, drawn on the server, and the same in a table for who sees none of them. */
export function ColumnChart({ gov, locale, id, title, unit, columns }: ColumnChartProps) {
  const most = columns.reduce((highest, column) => (column.amount > highest.amount ? column : highest), columns[0]!);
  const money = (amount: number) => formatMoney(amount, gov.pack.currency, locale);
  const heightOf = (amount: number) =>
    amount === 0 ? 0 : Math.max(LEAST_HEIGHT, Math.round((amount / most.amount) * HEIGHT));
  const filled = columns.filter(({ count }) => count > 0);
  return (
    <figure class="md-rate" id={id}>
      <figcaption>
        <span class="md-rate__title">{title}</span>
        <span class="md-rate__most">
          {most.amount === 0
            ? FIGURES.noneInTime[locale]
            : say(FIGURES.most, locale, { amount: money(most.amount), time: most.label })}
        </span>
      </figcaption>
      <svg
        class="md-rate__columns"
        viewBox={`0 0 ${columns.length * STEP} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {columns.map(({ label, amount }, at) => (
          <rect
            key={label}
            x={at * STEP + (STEP - WIDTH) / 2}
            y={HEIGHT - heightOf(amount)}
            width={WIDTH}
            height={heightOf(amount)}
          />
        ))}
      </svg>
      <div class="md-rate__axis" aria-hidden="true">
        <span>{columns[0]!.label}</span>
        <span>{columns.at(-1)!.label}</span>
      </div>
      {filled.length > 0 && (
        <Details
          id={`${id}-table`}
          summary={
            <>
              {FIGURES.asTable[locale]}
              <span class="govuk-visually-hidden"> ({title})</span>
            </>
          }
        >
          <Table
            id={`${id}-figures`}
            caption={title}
            captionHidden
            dense
            narrow="cards"
            rowHeaders
            columns={[
              { header: unit },
              { header: FIGURES.amount[locale], numeric: true },
              { header: FIGURES.count[locale], numeric: true },
            ]}
            rows={filled.map(({ label, amount, count }) => [label, money(amount), countText(count, locale)]).reverse()}
          />
        </Details>
      )}
    </figure>
  );
}
