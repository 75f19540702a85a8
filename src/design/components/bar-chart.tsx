import type { ComponentChildren } from 'preact';

/** One row of a chart: its name, and how far each series reaches. */
export interface Bar {
  label: string;
  /** One for each series, 0 or more, in one unit. */
  values: readonly number[];
  /** Each value as people read it: `€1.2 million`, `340 people`. */
  texts: readonly string[];
}

export interface BarChartProps {
  /** Unique on the page. */
  id: string;
  caption: ComponentChildren;
  /** The names of the series, where there are several; today's rule before its reform. */
  series?: readonly string[];
  bars: readonly Bar[];
  /** What the longest bar stands for, where several charts share a scale; else the largest value here. */
  most?: number;
}

/** The width of a drawing in its own units; on the page it is whatever the page gives. */
const WIDTH = 1000;
const LEAST_WIDTH = 3;

/**
 * How wide each bar is drawn, row by row and series by series. Half a unit is not seen, but a value above 0 always is.
 * @param most what the longest bar stands for; else the largest value.
 */
export function barWidths(bars: readonly Pick<Bar, 'values'>[], most?: number): number[][] {
  const largest = most ?? Math.max(0, ...bars.flatMap(({ values }) => values));
  const width = (value: number): number => {
    if (value <= 0 || largest <= 0) return 0;
    return Math.min(WIDTH, Math.max(LEAST_WIDTH, Math.round((value / largest) * WIDTH)));
  };
  return bars.map(({ values }) => values.map(width));
}

/**
 * Horizontal bars, each beside its own figure in words, so that a reader who sees no bars misses nothing and no table has
 * to say it again. Drawn on the server; a script that changes figures writes `width` of the rectangles and the texts.
 */
export function BarChart({ id, caption, series = [], bars, most }: BarChartProps) {
  const widths = barWidths(bars, most);
  return (
    <figure class="md-chart" id={id}>
      <figcaption class="govuk-heading-s">{caption}</figcaption>
      {series.length > 1 && (
        <ul class="md-chart__legend">
          {series.map((name, at) => (
            <li key={name} class={`md-chart__key md-chart__key--${at}`}>
              {name}
            </li>
          ))}
        </ul>
      )}
      <dl class="md-chart__rows">
        {bars.map(({ label, values, texts }, row) => (
          <div key={label} class="md-chart__row">
            <dt>{label}</dt>
            {values.map((_, at) => (
              <dd key={series[at] ?? at} class={`md-chart__value md-chart__value--${at}`}>
                <svg class="md-chart__bar" viewBox={`0 0 ${WIDTH} 1`} preserveAspectRatio="none" aria-hidden="true">
                  <rect width={widths[row]?.[at]} height="1" />
                </svg>
                <span class="md-chart__text">
                  {series.length > 1 && <span class="govuk-visually-hidden">{series[at]} </span>}
                  <span data-text>{texts[at]}</span>
                </span>
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </figure>
  );
}
