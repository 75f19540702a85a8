import type { FactType, Registry } from '../../pack/index.ts';
import { type Column, type Sql, sqlFragment as sql } from '../../rules/index.ts';

type Field = Registry['fields'][string];

/** How a field is read from what a record holds, and how many digits it can have, as `fields.ts` lets it in. */
interface Reading {
  readonly value: (data: Sql, field: string) => Sql;
  readonly digits?: Column['digits'];
}

const text: Reading = { value: (data, field) => sql`(${data} ->> ${field}::text)` };

/** An older pack may have let in what is no number by this one: it is read as none, since a cast would end the whole statement. */
const number = (whole: number, fraction: number): Reading => ({
  value: (data, field) =>
    sql`(case when jsonb_typeof(${data} -> ${field}::text) = 'number' then (${data} ->> ${field}::text)::numeric end)`,
  digits: { whole, fraction },
});

/** Likewise: a path that is told to be silent gives nothing for a day that there is not. */
const date: Reading = {
  value(data, field) {
    const path = `$.${JSON.stringify(field)}.datetime("YYYY-MM-DD")`;
    return sql`(jsonb_path_query_first(${data}, ${path}::jsonpath, '{}', true) #>> '{}')::date`;
  },
};

const boolean: Reading = {
  value: (data, field) => sql`(case ${data} ->> ${field}::text when 'true' then true when 'false' then false end)`,
};

/** A list stays as it is: what goes through it makes rows of it. */
const people: Reading = {
  value: (data, field) =>
    sql`(case when jsonb_typeof(${data} -> ${field}::text) = 'array' then ${data} -> ${field}::text end)`,
};

const READINGS: Readonly<Record<Field['type'], Reading>> = {
  text,
  name: text,
  person: text,
  enum: text,
  'bank-account': text,
  boolean,
  date,
  integer: number(16, 0),
  money: number(15, 4),
  number: number(16, 200),
  people,
};

/** A field of a record as SQL of the type that the rules know it by; null where the record does not hold it. */
export const fieldOf = (data: Sql, name: string, { type }: Pick<Field, 'type'>): Sql =>
  READINGS[type].value(data, name);

/** A column that holds such a field. */
export function columnOf(value: Sql, type: FactType): Column {
  const digits = type === 'records' ? undefined : READINGS[type].digits;
  return { value, ...(digits && { digits }) };
}
