import type { Text } from '../kernel/index.ts';
import type { Registry } from '../pack/index.ts';
import { checkValue, type PersonForm } from './fields.ts';
import { REASONS, tooLong } from './reasons.ts';

/**
 * Fields of a record. As stored, people are ids and what is not known is left out; in what is to be written, null takes
 * a field's value away and a field left out keeps it (as in RFC 7396).
 */
export type Data = Record<string, unknown>;

/** One thing wrong with a row. `field` is empty where it is the row as a whole. */
export interface Problem {
  field: string;
  reason: Text;
}

export type CheckedRow = { value: Data } | { problems: Problem[] };

const LONGEST_KEY = 200;

/**
 * Checks one row of JSON, CSV text or a form against the fields that a registry declares. An empty text, an empty list
 * and null mean that the field has no value; subject and key must have one even where declared optional.
 */
export function checkRow(registry: Registry, row: unknown, persons: PersonForm): CheckedRow {
  if (typeof row !== 'object' || row === null || Array.isArray(row))
    return { problems: [{ field: '', reason: REASONS.row }] };
  const given = row as Record<string, unknown>;
  const problems = Object.keys(given)
    .filter((name) => !Object.hasOwn(registry.fields, name))
    .map((field): Problem => ({ field, reason: REASONS.unknown }));
  const value: Data = {};
  for (const [name, field] of Object.entries(registry.fields)) {
    const raw = Object.hasOwn(given, name) ? given[name] : undefined;
    if (isEmpty(raw)) {
      if (!field.optional || name === registry.subject || name === registry.key)
        problems.push({ field: name, reason: REASONS.required });
      else if (raw !== undefined) value[name] = null;
      continue;
    }
    const checked = checkValue(raw, field, persons);
    if ('reason' in checked) problems.push({ field: name, reason: checked.reason });
    else if (name === registry.key && String(checked.value).length > LONGEST_KEY)
      problems.push({ field: name, reason: tooLong(LONGEST_KEY) });
    else value[name] = checked.value;
  }
  return problems.length > 0 ? { problems } : { value };
}

function isEmpty(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === '';
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

/** The key of a record among its subject's; empty where a person has one record. */
export function keyOf(registry: Registry, data: Data): string {
  return registry.key === undefined ? '' : String(data[registry.key]);
}

/** Names of the fields that hold a person or people. */
export function personFields(registry: Registry): string[] {
  return Object.entries(registry.fields)
    .filter(([, field]) => field.type === 'person' || field.type === 'people')
    .map(([name]) => name);
}

/** The people written in these fields of a record. */
export function peopleIn(data: Data, fields: readonly string[]): string[] {
  return fields.flatMap((field) => (data[field] ?? []) as string | string[]);
}

/** The record with each person written another way, for example ids instead of numbers. */
export function renamePeople(data: Data, fields: readonly string[], names: ReadonlyMap<string, string>): Data {
  const renamed = { ...data };
  for (const field of fields) {
    const value = data[field];
    if (Array.isArray(value)) renamed[field] = value.map((person) => names.get(person));
    else if (typeof value === 'string') renamed[field] = names.get(value);
  }
  return renamed;
}
