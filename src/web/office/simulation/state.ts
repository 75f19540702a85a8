import { type Static, Type } from 'typebox';
import { AppError, fill, type Text } from '../../../kernel/index.ts';
import type { Fact, Pack, Parameter } from '../../../pack/index.ts';
import {
  columnsOf,
  inForce,
  type Policy,
  type PopulationRef,
  policyOf,
  type Reform,
  readCell,
  SIZES,
} from '../../../services/index.ts';
import { numberText } from './numbers.ts';
import { COST } from './words.ts';

/** What an address of a result says besides the values of its form, whose names it does not know. */
export const ResultQuery = Type.Object({
  service: Type.String({ maxLength: 60 }),
  population: Type.String({ maxLength: 40 }),
  weight: Type.Optional(Type.String({ maxLength: 30 })),
});
export type ResultQuery = Static<typeof ResultQuery>;

/** The names of the form's fields. */
export const FIELD = {
  value: (parameter: string) => `value.${parameter}`,
  scale: (parameter: string) => `scale.${parameter}`,
  fact: (fact: string) => `fact.${fact}`,
};

/** The id of a field by its name: a full stop would have to be escaped in a selector. */
export const fieldId = (name: string): string => name.replace('.', '-');

/** All that a result is made from. It lies in its address and nowhere else. */
export interface ResultState {
  policy: Policy;
  population: PopulationRef;
  assumed: Readonly<Record<string, unknown>>;
  reform: Reform;
  /** How many one person stands for. */
  weight: number;
  /** What was typed, by field. */
  typed: Readonly<Record<string, string>>;
  /** What is wrong with it. */
  problems: Readonly<Record<string, Text>>;
}

export const LARGEST = 1e15;
export const MOST_PERCENT = 1_000;
export const MOST_WEIGHT = 1_000_000;

/** A table is scaled; any other parameter has a number. */
export const isTable = ({ by }: Parameter): boolean => by !== undefined;

/** The number that a parameter has on a day; undefined before the first and of a table. */
export function numberToday(parameter: Parameter, day: string): number | undefined {
  const stated = inForce(parameter, day)?.stated;
  return typeof stated === 'number' ? stated : undefined;
}

/** The population that an address names, which may not be there. @throws AppError `not-found` for no name of one. */
export function populationOf(name: string, person: string): PopulationRef {
  const size = SIZES.find((one) => String(one) === name);
  if (size !== undefined) return { kind: 'synthetic', size };
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name)) return { kind: 'own', person, id: name };
  throw new AppError('not-found', 'There is no such population.');
}

/** How an address names a population. */
export const populationName = (population: PopulationRef): string =>
  population.kind === 'own' ? population.id : String(population.size);

/** @throws AppError `not-found`. */
export function policyNamed(pack: Pack, id: string): Policy {
  const policy = policyOf(pack, id);
  if (!policy) throw new AppError('not-found', 'There is no such policy.');
  return policy;
}

/**
 * Reads an address. What cannot be read counts as not said, and its problem is told.
 * @throws AppError `not-found` where policy or population have no such name.
 */
export function stateOf(
  pack: Pack,
  query: ResultQuery,
  fields: URLSearchParams,
  person: string,
  on: string,
): ResultState {
  const policy = policyNamed(pack, query.service);
  const population = populationOf(query.population, person);
  const typed: Record<string, string> = {};
  const problems: Record<string, Text> = {};
  const read = <T>(name: string, reader: (text: string) => { value: T } | { reason: Text }): T | undefined => {
    const text = (fields.get(name) ?? '').trim();
    if (text === '') return undefined;
    typed[name] = text.slice(0, LONGEST);
    const found = text.length > LONGEST ? { reason: COST.enterNumber } : reader(text);
    if ('value' in found) return found.value;
    problems[name] = found.reason;
    return undefined;
  };
  const values: Record<string, number> = {};
  const scales: Record<string, number> = {};
  for (const parameter of policy.parameters) {
    const { name } = parameter;
    if (isTable(parameter)) {
      const scale = read(FIELD.scale(name), (text) => readNumber(text, 0, MOST_PERCENT));
      if (scale !== undefined && scale !== 100) scales[name] = scale;
    } else {
      const value = read(FIELD.value(name), (text) => readNumber(text, 0, LARGEST));
      if (value !== undefined && value !== numberToday(parameter, on)) values[name] = value;
    }
  }
  const columns = columnsOf(pack, policy);
  const assumed: Record<string, unknown> = {};
  for (const fact of policy.assumed) {
    const column = columns.find(({ name }) => name === fact.name);
    const value = column && read<unknown>(FIELD.fact(fact.name), (text) => readCell(column, text));
    if (value !== undefined) assumed[fact.name] = value;
  }
  const weight = read('weight', (text) => readNumber(text, 0.000_001, MOST_WEIGHT)) ?? 1;
  return { policy, population, assumed, reform: { values, scales }, weight, typed, problems };
}

/** Longest text of a field. */
const LONGEST = 100;

function readNumber(text: string, least: number, most: number): { value: number } | { reason: Text } {
  const plain = text.replace(/[\s,]/g, '');
  const value = Number(plain);
  if (/^\d{1,16}(\.\d{1,9})?$/.test(plain) && value >= least && value <= most) return { value };
  return { reason: fill(COST.enterNumber, () => ({ least: numberText(least), most: numberText(most) })) };
}

/** The query of a state; `without` leaves the reform out. */
export function queryOf(state: ResultState, { reform: withReform = true } = {}): URLSearchParams {
  const { policy, population, typed } = state;
  const query = new URLSearchParams({ service: policy.service.id, population: populationName(population) });
  for (const [name, text] of Object.entries(typed)) {
    if (withReform || !(name.startsWith('value.') || name.startsWith('scale.'))) query.set(name, text);
  }
  return query;
}

/** The facts that are left to assume: those that the people do not tell themselves. */
export const toAssume = ({ policy }: Pick<ResultState, 'policy'>, told: readonly string[]): Fact[] =>
  policy.assumed.filter(({ name }) => !told.includes(name));
