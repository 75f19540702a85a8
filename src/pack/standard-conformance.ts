import { isDay } from '../kernel/index.ts';
import type { ContractField, StandardContract } from './model-standard.ts';

/** What is wrong with a record of somebody, held against a version of a standard. Nobody's value is in it. */
export interface ConformanceFault {
  field: string;
  /** In English, as it finishes "it". */
  says: string;
}

/**
 * Holds what is said of somebody against a version: each value is of its type, and what is always there is there, unless
 * nothing is kept of them at all. A field that was not asked for is not there, and that is right.
 */
export function faultsIn(
  contract: StandardContract,
  record: Readonly<Record<string, unknown>>,
): readonly ConformanceFault[] {
  const isKept = Object.values(record).some((value) => value !== null);
  return Object.entries(record).flatMap(([field, value]): ConformanceFault[] => {
    const own = Object.hasOwn(contract, field) ? contract[field] : undefined;
    if (!own) return [{ field, says: 'is no field of this version' }];
    if (value === null) return own.optional || !isKept ? [] : [{ field, says: 'is empty, and is always there' }];
    return FITS[own.type](value, own) ? [] : [{ field, says: `is not ${WANTED[own.type](own)}` }];
  });
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isText = (value: unknown) => typeof value === 'string' && value !== '';

const FITS: Readonly<Record<ContractField['type'], (value: unknown, field: ContractField) => boolean>> = {
  text: isText,
  name: isText,
  integer: Number.isSafeInteger,
  number: isNumber,
  money: isNumber,
  date: (value) => typeof value === 'string' && isDay(value),
  boolean: (value) => typeof value === 'boolean',
  enum: (value, { values = [] }) => values.includes(value as string),
};

const inUnit = ({ unit }: ContractField): string => (unit === undefined ? '' : ` in ${unit}`);

const WANTED: Readonly<Record<ContractField['type'], (field: ContractField) => string>> = {
  text: () => 'text',
  name: () => 'a name',
  integer: (field) => `a whole number${inUnit(field)}`,
  number: (field) => `a number${inUnit(field)}`,
  money: (field) => `an amount${inUnit(field)}`,
  date: () => 'a day such as 2026-03-01',
  boolean: () => 'true or false',
  enum: ({ values = [] }) => `one of ${values.join(', ')}`,
};

const JSON_TYPES: Readonly<Record<ContractField['type'], object>> = {
  text: { type: 'string', minLength: 1 },
  name: { type: 'string', minLength: 1 },
  integer: { type: 'integer' },
  number: { type: 'number' },
  money: { type: 'number' },
  date: { type: 'string', format: 'date' },
  boolean: { type: 'boolean' },
  enum: { type: 'string' },
};

/** The same as JSON Schema (draft 2020-12), for those who check with tools of their own. Units are descriptions. */
export function jsonSchemaOf(id: string, contract: StandardContract): object {
  const properties = Object.entries(contract).map(([name, { type, unit, values }]) => {
    const own = { ...JSON_TYPES[type], ...(values && { enum: [...values, null] }) } as { type: string };
    return [name, { ...own, type: [own.type, 'null'], ...(unit !== undefined && { description: `in ${unit}` }) }];
  });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: id,
    type: 'object',
    properties: Object.fromEntries(properties),
    additionalProperties: false,
  };
}

/** What has changed of a version that was published, in English, by field; nothing where all is as it was. */
export function changesOf(published: StandardContract, now: StandardContract): readonly ConformanceFault[] {
  const names = new Set([...Object.keys(published), ...Object.keys(now)]);
  return [...names].sort().flatMap((field): ConformanceFault[] => {
    const [one, other] = [published[field], now[field]];
    if (!one) return [{ field, says: 'was not there' }];
    if (!other) return [{ field, says: 'is not there any more' }];
    const [was, is] = [wordsOf(one), wordsOf(other)];
    return was === is ? [] : [{ field, says: `was ${was} and is ${is}` }];
  });
}

const wordsOf = (field: ContractField): string =>
  `${WANTED[field.type](field)}${field.optional ? ', if there is any' : ''}`;
