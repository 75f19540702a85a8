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

const LARGEST = 1e15;
export const MOST_PERCENT = 1_000;
const LEAST_WEIGHT = 0.001;
const MOST_WEIGHT = 1_000_000;

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
  sent: URLSearchParams,
  person: string,
  on: string,
): ResultState {
  const policy = policyNamed(pack, query.service);
  const population = populationOf(query.population, person);
  const fields = new Fields(sent);
  const plain = policy.parameters.filter((parameter) => !isTable(parameter));
  const tables = policy.parameters.filter(isTable);
  const columns = new Map(columnsOf(pack, policy).map((column) => [column.name, column]));
  return {
    policy,
    population,
    assumed: defined(
      policy.assumed.map(({ name }) => [
        name,
        fields.read<unknown>(FIELD.fact(name), (text) => readCell(columns.get(name)!, text)),
      ]),
    ),
    reform: {
      values: defined(
        plain.map((parameter) => {
          const today = numberToday(parameter, on);
          return [parameter.name, fields.number(FIELD.value(parameter.name), today, [0, LARGEST])];
        }),
      ),
      scales: defined(tables.map(({ name }) => [name, fields.number(FIELD.scale(name), 100, [0, MOST_PERCENT])])),
    },
    weight: fields.number('weight', 1, [LEAST_WEIGHT, MOST_WEIGHT]) ?? 1,
    typed: fields.typed,
    problems: fields.problems,
  };
}

const defined = <T>(entries: readonly (readonly [string, T | undefined])[]): Record<string, T> =>
  Object.fromEntries(entries.filter((entry): entry is [string, T] => entry[1] !== undefined));

/** Longest text of a field. */
const LONGEST = 100;

type Reading<T> = { value: T } | { reason: Text };

/** The fields of a form as they were sent. */
class Fields {
  readonly typed: Record<string, string> = {};
  readonly problems: Record<string, Text> = {};
  readonly #sent: URLSearchParams;

  constructor(sent: URLSearchParams) {
    this.#sent = sent;
  }

  /** The value of a field; undefined where it is empty or wrong. */
  read<T>(name: string, reader: (text: string) => Reading<T>): T | undefined {
    const text = (this.#sent.get(name) ?? '').trim();
    if (text === '') return undefined;
    this.typed[name] = text.slice(0, LONGEST);
    const reading: Reading<T> = text.length > LONGEST ? { reason: COST.tooLong } : reader(text);
    if ('value' in reading) return reading.value;
    this.problems[name] = reading.reason;
    return undefined;
  }

  /** A number that differs from the usual one, which is not said in an address: a law may change meanwhile. */
  number(name: string, usual: number | undefined, [least, most]: readonly [number, number]): number | undefined {
    const value = this.read(name, (text) => readNumber(text, least, most));
    if (value === undefined || value !== usual) return value;
    delete this.typed[name];
    return undefined;
  }
}

function readNumber(text: string, least: number, most: number): Reading<number> {
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
