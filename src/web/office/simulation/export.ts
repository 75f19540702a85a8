import { type Parameter, valueText } from '../../../pack/index.ts';
import { inForce, type OwnPopulation } from '../../../services/index.ts';
import { aboutLines, assumedText } from './about.ts';
import { isTable } from './state.ts';
import { tableOf } from './tables.ts';
import { BREAKDOWN_TITLE, type ResultView } from './view.ts';
import { COST } from './words.ts';

/**
 * Everything that a result shows, as rows of a CSV file: what the population is, the policy, what is assumed and
 * reformed, then a table for each breakdown with exact figures.
 */
export function exportRows(view: ResultView, file: OwnPopulation | undefined): (readonly string[])[] {
  const { gov, locale, state, on, simulation } = view;
  const { policy } = state;
  const writing = { people: exact, amount: exact };
  const tables = [undefined, ...simulation.breakdowns].flatMap((breakdown) => {
    const { headers, rows } = tableOf(view, breakdown, simulation.whole, writing);
    const title = breakdown ? BREAKDOWN_TITLE[breakdown.name][locale] : COST.all[locale];
    return [[], [title, ...headers.slice(1)], ...rows];
  });
  return [
    ...aboutLines({ gov, locale, state, on, file }).map((line) => [COST.population[locale], line]),
    [COST.policy[locale], policy.service.title[locale]],
    ...(policy.measure ? [[COST.amount[locale], gov.pack.currency.code]] : []),
    ...policy.assumed
      .filter(({ name }) => !simulation.told.includes(name))
      .map((fact) => {
        const value = state.assumed[fact.name];
        const text = value === undefined ? COST.unknown[locale] : assumedText(gov, locale, fact, value);
        return [COST.assumptions[locale], fact.title[locale], text];
      }),
    ...policy.parameters.map((parameter) => parameterRow(view, parameter)),
    ...tables,
  ];
}

/** A parameter: its title, today's value, and the reform's. */
function parameterRow({ gov, locale, state, on }: ResultView, parameter: Parameter): string[] {
  const { name, title, unit } = parameter;
  const stated = inForce(parameter, on)?.stated;
  const text = (value: number | undefined) =>
    value === undefined ? '' : (valueText(gov.pack, locale, { unit, title }, value) ?? '');
  const today = isTable(parameter) ? '100%' : text(typeof stated === 'number' ? stated : undefined);
  const { values, scales } = state.reform;
  const reform = isTable(parameter) ? (scales[name] === undefined ? '' : `${scales[name]}%`) : text(values[name]);
  return [COST.parameter[locale], title[locale], today, reform === '' ? today : reform];
}

/** Without thousands told apart, and without what binary fractions add. */
const exact = (value: number): string => String(Number(value.toFixed(6)));
