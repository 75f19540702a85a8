import type { Day } from '../../kernel/index.ts';
import { type Fact, type Government, recordTypeOf, ruleTypeOf } from '../../pack/index.ts';
import {
  type Column,
  compileSqlTree,
  type Group,
  joinedSql,
  type Row,
  type Scope,
  type Sql,
  sqlFragment as sql,
  sqlWord,
  type Types,
  toValue,
} from '../../rules/index.ts';
import { registryOf } from '../write.ts';
import { columnOf, fieldOf } from './columns.ts';
import { recordOf, recordsThrough } from './records.ts';
import { type FactFrom, factsFrom, itemFields } from './used.ts';

/** Facts about one person in SQL. */
export interface FactsInSql {
  /** To follow a `from` in which the person is. It adds no rows. */
  readonly joins: Sql;
  readonly types: Types;
  /** What is asked or granted is no column here, and so unknown. */
  readonly columns: Readonly<Record<string, Column | Group>>;
}

type Named = Readonly<Record<string, Column | Group>>;

/** Finds facts where registries hold them, by the same ways as `readFacts`. @param person a column with the person's id. */
export function factsInSql(gov: Government, facts: readonly Fact[], person: Sql, appliedOn: Day): FactsInSql {
  const types: Types = {
    ...Object.fromEntries(facts.map((fact) => [fact.name, ruleTypeOf(gov.pack, fact)])),
    applicant: { kind: 'string' },
  };
  const applicant: Column = { value: sqlWord(`${person.texts[0]}::text`), null: false };
  const held = heldFacts(gov, factsFrom('registry', facts), person);
  const known = { applicant, ...held.columns };
  const counted = countedFacts(gov, factsFrom('count', facts), { person, columns: known, types, appliedOn });
  const groups = factsFrom('each', facts).map(
    (fact) => [fact.name, groupOf(gov, fact, held.people.get(fact.source.members))] as const,
  );
  return {
    joins: joinedSql([...held.joins, ...counted.joins], '\n'),
    types,
    columns: { ...known, ...counted.columns, ...Object.fromEntries(groups) },
  };
}

/** Columns of these names. PostgreSQL must not flatten it: each would be read again wherever it is spoken of. */
const lateral = (alias: string, columns: readonly Sql[]): Sql =>
  sql`cross join lateral (select ${joinedSql(columns, ', ')} offset 0) as ${sqlWord(alias)}`;

const columnNamed = (alias: string, place: number): Sql => sqlWord(`${alias}.${alias}${place}`);
const as = (value: Sql, alias: string, place: number): Sql => sql`${value} as ${sqlWord(`${alias}${place}`)}`;

/** The person's record in each registry once, and of it the fields. */
function heldFacts(gov: Government, facts: readonly FactFrom<'registry'>[], person: Sql) {
  const records = recordsIn(
    gov,
    facts.map(({ source }) => source.registry),
    person,
    'r',
  );
  const fields = facts.map(({ source }, place) => as(records.field(source.registry, source.field), 'f', place));
  const columns: Named = Object.fromEntries(
    facts.map(({ name, type }, place) => [name, heldFact(type, columnNamed('f', place))] as const),
  );
  const people = new Map(facts.map(({ name }, place) => [name, columnNamed('f', place)]));
  return { joins: [...records.joins, lateral('f', fields)], columns, people };
}

/** The records of somebody in several registries, each joined once, and their fields. */
function recordsIn(gov: Government, ids: readonly string[], person: Sql, alias: string) {
  const places = new Map([...new Set(ids)].map((id, place) => [id, sqlWord(`${alias}${place}`)]));
  return {
    joins: [...places].map(
      ([id, record]) => sql`left join lateral ${recordOf(registryOf(gov, id), person)} as ${record} on true`,
    ),
    field: (id: string, name: string): Sql =>
      fieldOf(sqlWord(`${places.get(id)!.texts[0]}.data`), name, registryOf(gov, id).fields[name]!),
  };
}

/** A list of people is rows of their ids, everything else a column. */
function heldFact(type: Fact['type'], column: Sql): Column | Group {
  if (type !== 'people') return columnOf(column, type);
  return {
    rows: (alias) => sql`jsonb_array_elements_text(${column}) as ${alias}(id)`,
    item: (alias) => ({ value: sqlWord(`${alias.texts[0]}.id`), null: false }),
    absent: sql`(${column} is null)`,
  };
}

interface CountContext {
  readonly person: Sql;
  readonly columns: Named;
  readonly types: Types;
  readonly appliedOn: Day;
}

function countedFacts(gov: Government, facts: readonly FactFrom<'count'>[], context: CountContext) {
  const counts = facts.map((fact, place) => as(countOf(gov, fact, context), 'n', place));
  const columns: Named = Object.fromEntries(
    facts.map(({ name }, place) => {
      const column: Column = { value: columnNamed('n', place), null: false, digits: { whole: 10, fraction: 0 } };
      return [name, column] as const;
    }),
  );
  return { joins: [lateral('n', counts)], columns };
}

/** How many records name the person and hold the condition, which may speak of what was read of the person, and the day. */
function countOf(gov: Government, { source }: FactFrom<'count'>, context: CountContext): Sql {
  const registry = registryOf(gov, source.registry);
  const records = sql`${recordsThrough(registry, context.person, source.field)} as counted`;
  if (!source.where) return sql`(select count(*) from ${records})::numeric`;
  const fields = itemFields(source.where)
    .filter((name) => Object.hasOwn(registry.fields, name))
    .map((name) => {
      const field = registry.fields[name]!;
      return [name, columnOf(fieldOf(sqlWord('counted.data'), name, field), field.type)] as const;
    });
  const item: Row = { fields: Object.fromEntries(fields) };
  const types = { ...context.types, item: recordTypeOf(gov.pack, registry) };
  const columns = { ...context.columns, item };
  const holds = compileSqlTree(source.where, types, { columns, constants: dayOf(context.appliedOn), mark: 'c' });
  return sql`(select count(*) from ${records} where ${holds.value})::numeric`;
}

/** The day of application as the rules see it. */
export const dayOf = (appliedOn: Day): Scope => ({ applied_on: toValue({ kind: 'date' }, appliedOn) });

/** One record for each of several people; null where there is nobody to go through, as when one person is looked at. */
function groupOf(gov: Government, { source }: FactFrom<'each'>, people: Sql | undefined): Group {
  if (!people) return { rows: () => sql`(select) as nobody`, item: () => ({}), unknown: sqlWord('true') };
  const take = Object.entries(source.take);
  const records = recordsIn(
    gov,
    take.map(([, { registry }]) => registry),
    sqlWord('member.id::uuid'),
    'm',
  );
  const fields = take.map(([, { registry, field }], place) => as(records.field(registry, field), 'f', place));
  const members = sql`jsonb_array_elements_text(${people}) as member(id)`;
  return {
    rows: (alias) =>
      sql`(select ${joinedSql(fields, ', ')} from ${members} ${joinedSql(records.joins, ' ')}) as ${alias}`,
    item: (alias) =>
      Object.fromEntries(
        take.map(([name, { registry, field }], place) => {
          const { type } = registryOf(gov, registry).fields[field]!;
          return [name, columnOf(sqlWord(`${alias.texts[0]}.f${place}`), type)] as const;
        }),
      ),
    absent: sql`(${people} is null)`,
  };
}
