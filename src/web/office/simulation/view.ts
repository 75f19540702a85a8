import { type Locale, say, type Text } from '../../../kernel/index.ts';
import { type Government, valueText } from '../../../pack/index.ts';
import { type Compared, inForce, isNone, type Measure, type Simulation } from '../../../services/index.ts';
import { numberText, peopleText, roughMoney, shareText, signed } from './numbers.ts';
import { FIELD, isTable, type ResultState } from './state.ts';
import { COST } from './words.ts';

/** A result, and for whom it is shown. */
export interface ResultView {
  gov: Government;
  locale: Locale;
  state: ResultState;
  /** The day on which everybody applies. */
  on: string;
  simulation: Simulation;
  isReform: boolean;
}

/** What a result page shows, made from a simulation and what was asked. */
export const viewOf = (
  gov: Government,
  locale: Locale,
  state: ResultState,
  on: string,
  simulation: Simulation,
): ResultView => ({
  gov,
  locale,
  state,
  on,
  simulation,
  isReform: !isNone(state.reform),
});

/** What the sum of amounts is called, and how they are paid. */
export const AMOUNT: Readonly<Record<Measure, { sum: Text; note: Text }>> = {
  whole: { sum: COST.amountWhole, note: COST.measureWhole },
  month: { sum: COST.amountMonth, note: COST.measureMonth },
  once: { sum: COST.amountOnce, note: COST.measureOnce },
  lent: { sum: COST.amountLent, note: COST.measureLent },
};

export const BREAKDOWN_TITLE: Readonly<Record<Simulation['breakdowns'][number]['name'], Text>> = {
  region: COST.byRegion,
  age: COST.byAge,
  income: COST.byIncome,
};

/** A measure of a group: how it is read off its figures, and how it is written. */
export interface Quantity {
  name: 'people' | 'amount';
  title: Text;
  of(figures: Compared['before']): number;
  text(value: number): string;
}

/** What charts show: how many people, and how much where the policy pays anything. */
export function quantitiesOf({ gov, locale, state }: Pick<ResultView, 'gov' | 'locale' | 'state'>): Quantity[] {
  const { weight, policy } = state;
  const people: Quantity = {
    name: 'people',
    title: COST.eligible,
    of: ({ eligible }) => eligible * weight,
    text: (value) => peopleText(value, locale),
  };
  if (!policy.measure) return [people];
  const amount: Quantity = {
    name: 'amount',
    title: AMOUNT[policy.measure].sum,
    of: (figures) => figures.amount * weight,
    text: (value) => roughMoney(value, gov.pack.currency, locale),
  };
  return [people, amount];
}

/** A chart: how far each bar reaches and what is written beside it, today's rule and then the reform. */
export interface ChartView {
  id: string;
  quantity: Quantity;
  bars: readonly { label: string; values: readonly number[]; texts: readonly string[] }[];
}

/** A chart for each breakdown and quantity, with its figures in words. */
export function chartsOf(view: ResultView): ChartView[] {
  const { locale, simulation, isReform } = view;
  return simulation.breakdowns.flatMap(({ name, groups }) =>
    quantitiesOf(view).map((quantity) => ({
      id: `${name}-${quantity.name}`,
      quantity,
      bars: groups.map(({ title, before, after }) => {
        const values = (isReform ? [before, after] : [before]).map(quantity.of);
        return { label: title[locale], values, texts: values.map(quantity.text) };
      }),
    })),
  );
}

/** Texts of a result by the names of the places that show them, so that a script can put new ones there. */
export function textsOf(view: ResultView): Record<string, string> {
  const { gov, locale, state, simulation, isReform } = view;
  const { weight, policy } = state;
  const { before, after, change } = simulation.whole;
  const money = (value: number) => roughMoney(value * weight, gov.pack.currency, locale);
  const people = (count: number) => peopleText(count * weight, locale);
  const now = isReform ? after : before;
  return {
    eligible: people(now.eligible),
    'eligible-today': people(before.eligible),
    'eligible-change': signed(after.eligible - before.eligible, people),
    'eligible-share': say(COST.ofPeople, locale, {
      n: numberText(Math.round(now.people * weight)),
      share: shareText(now.eligible, now.people),
    }),
    amount: money(now.amount),
    'amount-today': money(before.amount),
    'amount-change': signed(after.amount - before.amount, money),
    'amount-note': amountNote(view, now.amount * weight),
    open: people(now.open),
    'open-note': now.open > 0 ? COST.openWhy[locale] : '',
    winners: people(change.winners),
    gained: signed(change.gained, money),
    losers: people(change.losers),
    lost: signed(-change.lost, money),
    ...valueTexts(view),
    said: saidOf(view, policy.measure ? money(now.amount) : undefined),
  };
}

/** How the sum is to be read; a year's where it is a month's. */
function amountNote({ gov, locale, state }: ResultView, amount: number): string {
  const { measure } = state.policy;
  if (!measure) return '';
  if (measure !== 'month') return AMOUNT[measure].note[locale];
  return say(COST.aYear, locale, { amount: roughMoney(amount * 12, gov.pack.currency, locale) });
}

/** The values of the parameters as people read them. */
function valueTexts({ gov, locale, state, on }: ResultView): Record<string, string> {
  const { policy, reform } = state;
  const texts = policy.parameters.map((parameter) => {
    const { name, unit, title } = parameter;
    if (isTable(parameter)) return [FIELD.scale(name), `${numberText(reform.scales[name] ?? 100)}%`];
    const stated = inForce(parameter, on)?.stated;
    const value = reform.values[name] ?? (typeof stated === 'number' ? stated : undefined);
    return [FIELD.value(name), value === undefined ? '–' : (valueText(gov.pack, locale, { unit, title }, value) ?? '')];
  });
  return Object.fromEntries(texts);
}

/** The result in a sentence, for whoever hears the page. */
function saidOf({ locale, state, simulation, isReform }: ResultView, amount: string | undefined): string {
  const { after, change } = simulation.whole;
  const count = (value: number) => numberText(Math.round(value * state.weight));
  const { measure } = state.policy;
  const parts = [
    say(COST.said, locale, { eligible: count(after.eligible) }),
    ...(amount && measure ? [say(COST.saidAmount, locale, { label: AMOUNT[measure].sum[locale], amount })] : []),
    ...(isReform
      ? [say(COST.saidChange, locale, { winners: count(change.winners), losers: count(change.losers) })]
      : []),
  ];
  return parts.join(locale === 'zh-Hant' ? '；' : '; ');
}
