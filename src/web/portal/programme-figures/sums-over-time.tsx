import { formatMoney, type Locale, say } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import type { Sum } from '../../../programmes/index.ts';
import { ColumnChart, highestOf } from '../column-chart.tsx';
import { countText } from '../log/numbers.ts';
import { FIGURES } from './words.ts';

interface SumsOverTimeProps {
  gov: Government;
  locale: Locale;
  /** Unique on the page. */
  id: string;
  title: string;
  /** What a column stands for. */
  unit: string;
  /** An hour or a day each. */
  columns: readonly (Sum & { label: string })[];
}

/** Amounts over time as columns; the table tells besides how many times. */
export function SumsOverTime({ gov, locale, id, title, unit, columns }: SumsOverTimeProps) {
  const money = (amount: number) => formatMoney(amount, gov.pack.currency, locale);
  const bars = columns.map(({ label, amount }) => ({ label, value: amount }));
  const { value, label: time } = highestOf(bars);
  const filled = columns.filter(({ count }) => count > 0);
  const table = {
    columns: [
      { header: unit },
      { header: FIGURES.amount[locale], numeric: true },
      { header: FIGURES.count[locale], numeric: true },
    ],
    rows: filled.map(({ label, amount, count }) => [label, money(amount), countText(count, locale)]).reverse(),
  };
  return (
    <ColumnChart
      {...{ locale, id, title }}
      columns={bars}
      axis={[bars[0]!.label, bars.at(-1)!.label]}
      most={value === 0 ? FIGURES.noneInTime[locale] : say(FIGURES.most, locale, { amount: money(value), time })}
      table={filled.length > 0 ? table : undefined}
    />
  );
}
