import type { FactType, Registry } from '../../pack/index.ts';
import { type Column, type Sql, sqlFragment as sql } from '../../rules/index.ts';

type Field = Registry['fields'][string];

/** How a field is read from what a record holds, and how many digits it can have: as `fields.ts` lets it in. */
interface Reading {
  readonly value: (data: Sql, field: string) => Sql;
  readonly digits?: Column['digits'];
}

const text: Reading = { value: (data, field) => sql`(${data} ->> ${field}::text)` };

/** What is no number, since an older pack let something else in, is none. */
const number = (whole: number, fraction: number): Reading => ({
  value: (data, field) =>
    sql`(case when jsonb_typeof(${data} -> ${field}::text) = 'number' then (${data} ->> ${field}::text)::numeric end)`,
  digits: { whole, fraction },
});

/** The days of the calendar as ISO 8601 writes them; a cast of any other text would end the whole statement. */
const DAY =
  '^(?!0000)(\\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)|(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)$';

const date: Reading = {
  value: (data, field) =>
    sql`(case when ${data} ->> ${field}::text ~ ${DAY}::text then (${data} ->> ${field}::text)::date end)`,
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
  const { digits } = READINGS[type as Field['type']];
  return { value, ...(digits && { digits }) };
}
