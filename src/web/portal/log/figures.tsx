import type { ComponentChildren } from 'preact';
import { formatDate, Paragraph } from '../../../design/index.ts';
import { formatTime, type Locale, say } from '../../../kernel/index.ts';
import { type Column, ColumnChart, highestOf } from '../column-chart.tsx';
import { agoText, countText, linesText } from './numbers.ts';
import type { LogView } from './view.ts';
import { LOG } from './words.ts';

interface FiguresProps {
  view: LogView;
  locale: Locale;
  zone: string;
}

/** How large the log is, how fast it grows, and when it was last signed. */
export function Figures({ view, locale, zone }: FiguresProps) {
  const { checkpoint, growth, now } = view;
  if (!checkpoint) return view.stalledSince ? null : <Paragraph>{LOG.notStarted[locale]}</Paragraph>;
  const signed = <time datetime={checkpoint.at.toISOString()}>{agoText(checkpoint.at, now, locale)}</time>;
  const figures: [string, ComponentChildren][] = [
    [LOG.size[locale], countText(checkpoint.size, locale)],
    [LOG.lastMinute[locale], countText(growth.lastMinute, locale)],
    [LOG.lastHour[locale], countText(growth.lastHour, locale)],
    [LOG.lastDay[locale], countText(growth.lastDay, locale)],
    [LOG.signed[locale], signed],
  ];
  return (
    <>
      <dl class="md-tally">
        {figures.map(([label, value]) => (
          <div class="md-tally__item" key={label}>
            <dt class="md-tally__label">{label}</dt>
            <dd class="md-tally__value">{value}</dd>
          </div>
        ))}
      </dl>
      <Charts view={view} locale={locale} zone={zone} />
    </>
  );
}

function Charts({ view: { growth }, locale, zone }: FiguresProps) {
  const minutes = growth.minutes.map(({ start, added }) => ({ label: formatTime(start, locale, zone), value: added }));
  const days = growth.days.map(({ start, added }) => ({
    label: formatDate(start, locale, { form: 'short' }),
    value: added,
  }));
  const middleOf = <T,>(list: readonly T[]): T => list[Math.floor(list.length / 2)]!;
  return (
    <div class="md-rates">
      <Rate
        id="by-minute"
        locale={locale}
        title={LOG.byMinute[locale]}
        unit={LOG.minute[locale]}
        columns={minutes}
        axis={[minutes[0]!.label, middleOf(minutes).label, minutes.at(-1)!.label]}
      />
      <Rate
        id="by-day"
        locale={locale}
        title={LOG.byDay[locale]}
        unit={LOG.day[locale]}
        columns={days}
        axis={[days[0]!.label, middleOf(days).label, LOG.today[locale]]}
      />
    </div>
  );
}

interface RateProps {
  id: string;
  locale: Locale;
  title: string;
  /** The name of what a column stands for. */
  unit: string;
  columns: readonly Column[];
  axis: readonly [string, string, string];
}

/** How many lines came over time. */
function Rate({ id, locale, title, unit, columns, axis }: RateProps) {
  const { value, label } = highestOf(columns);
  const filled = columns.filter((column) => column.value > 0);
  const most = { lines: linesText(value, locale), time: label };
  const table = {
    columns: [{ header: unit }, { header: LOG.lineCount[locale], numeric: true }],
    rows: filled.map((column) => [column.label, countText(column.value, locale)]).reverse(),
    help: LOG.withoutEmpty[locale],
  };
  return (
    <ColumnChart
      {...{ id, locale, title, columns, axis }}
      most={value === 0 ? LOG.noneInTime[locale] : say(LOG.most, locale, most)}
      table={value > 0 ? table : undefined}
    />
  );
}
