import type { Registry } from '../../pack/index.ts';
import { joinedSql, type Sql, sqlFragment as sql } from '../../rules/index.ts';
import { referringFields } from '../references.ts';

/** The record that holds now comes first (see `byRecency`). */
const LATEST_FIRST = sql`valid_from desc, recorded_at desc, subject desc, key collate "C" desc`;

/**
 * What a person's own record in a registry holds, else the latest that lists them in a field of type people: the record
 * that `readFacts` gives by itself. One row at most, so that what is joined to it does not become more.
 * @param columns what to take of `data`.
 */
export function recordOf(registry: Registry, person: Sql, columns: Sql): Sql {
  const own = sql`from registry.record where record.subject = ${person} and record.registry = ${registry.id}::text`;
  const memberships = referringFields(registry).filter((field) => registry.fields[field]?.type === 'people');
  if (memberships.length === 0) return sql`(select ${columns} ${own} order by ${LATEST_FIRST} limit 1)`;
  const all = sql`record.data, record.valid_from, record.recorded_at, record.subject, record.key`;
  return sql`(select ${columns} from (
      select 1 as way, ${all} ${own} union all select 2, ${all} ${referring(registry, person, memberships)}
    ) as found order by way, ${LATEST_FIRST} limit 1)`;
}

/** All records that name the person in a field, each with its `data`: what `readFacts` gives `through` it. */
export function recordsThrough(registry: Registry, person: Sql, field: string): Sql {
  if (field === registry.subject)
    return sql`(select data from registry.record where subject = ${person} and registry = ${registry.id}::text)`;
  return sql`(select record.data ${referring(registry, person, [field])})`;
}

function referring(registry: Registry, person: Sql, fields: readonly string[]): Sql {
  const names = joinedSql(
    fields.map((field) => sql`${field}::text`),
    ', ',
  );
  return sql`from registry.reference join registry.record on record.subject = reference.subject
      and record.registry = reference.registry and record.key = reference.key
    where reference.person = ${person} and reference.registry = ${registry.id}::text and reference.field in (${names})`;
}
