import type { Locale } from '../../../kernel/index.ts';
import type { Compared, Simulation } from '../../../services/index.ts';
import { shareText } from './numbers.ts';
import { AMOUNT, type ResultView } from './view.ts';
import { COST } from './words.ts';

/** A table of a breakdown: headers, a row for each group, and all together last. */
export interface TableView {
  headers: readonly string[];
  rows: readonly (readonly string[])[];
}

/** How cells are written: for people to read, or for programs. */
export interface Writing {
  people(count: number): string;
  amount(value: number): string;
}

interface Column {
  header: string;
  cell(figures: Compared): string;
}

type Shown = Pick<ResultView, 'locale' | 'state' | 'isReform'>;

/** The figures of a breakdown as a table; without one, those of all. */
export function tableOf(
  shown: Shown,
  breakdown: Simulation['breakdowns'][number] | undefined,
  whole: Compared,
  writing: Writing,
): TableView {
  const { locale } = shown;
  const columns = shown.isReform ? comparing(shown, writing) : ofToday(shown, writing);
  const rows = [
    ...(breakdown?.groups ?? []).map((group) => ({ title: group.title[locale], figures: group as Compared })),
    { title: COST.all[locale], figures: whole },
  ];
  return {
    headers: [COST.group[locale], ...columns.map(({ header }) => header)],
    rows: rows.map(({ title, figures }) => [title, ...columns.map(({ cell }) => cell(figures))]),
  };
}

const sumTitle = ({ state }: Shown, locale: Locale): string | undefined =>
  state.policy.measure && AMOUNT[state.policy.measure].sum[locale];

function ofToday(shown: Shown, writing: Writing): Column[] {
  const { locale } = shown;
  const { people, amount } = weighted(shown, writing);
  const sum = sumTitle(shown, locale);
  return [
    { header: COST.people[locale], cell: ({ before }) => people(before.people) },
    { header: COST.eligible[locale], cell: ({ before }) => people(before.eligible) },
    { header: COST.share[locale], cell: ({ before }) => shareText(before.eligible, before.people) },
    { header: COST.open[locale], cell: ({ before }) => people(before.open) },
    ...(sum ? [{ header: sum, cell: ({ before }: Compared) => amount(before.amount) }] : []),
  ];
}

function comparing(shown: Shown, writing: Writing): Column[] {
  const { locale } = shown;
  const { people, amount } = weighted(shown, writing);
  const sum = sumTitle(shown, locale);
  const both = (title: string, text: (of: Compared['before']) => string): Column[] => [
    { header: `${title} (${COST.today[locale]})`, cell: ({ before }) => text(before) },
    { header: `${title} (${COST.reform[locale]})`, cell: ({ after }) => text(after) },
  ];
  return [
    { header: COST.people[locale], cell: ({ before }) => people(before.people) },
    ...both(COST.eligible[locale], ({ eligible }) => people(eligible)),
    ...both(COST.open[locale], ({ open }) => people(open)),
    ...(sum ? both(sum, (of) => amount(of.amount)) : []),
    { header: COST.winners[locale], cell: ({ change }) => people(change.winners) },
    { header: COST.losers[locale], cell: ({ change }) => people(change.losers) },
    ...(sum
      ? [
          { header: COST.gained[locale], cell: ({ change }: Compared) => amount(change.gained) },
          { header: COST.lost[locale], cell: ({ change }: Compared) => amount(change.lost) },
        ]
      : []),
  ];
}

/** Each person counts for as many as they stand for. */
const weighted = ({ state: { weight } }: Shown, { people, amount }: Writing): Writing => ({
  people: (count) => people(count * weight),
  amount: (value) => amount(value * weight),
});
