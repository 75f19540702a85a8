import type { Day } from '../../kernel/index.ts';
import { type Fact, type Government, type Registry, recordTypeOf, ruleTypeOf } from '../../pack/index.ts';
import {
  type Column,
  compileSqlTree,
  type Group,
  type Join,
  joinedSql,
  namesOf,
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
import { type FactFrom, factsFrom, itemFields, listsIn } from './used.ts';

/** Facts about one person in SQL. What is asked or granted is no column, and so unknown. */
export interface FactsInSql {
  readonly types: Types;
  readonly columns: Named;
  /** For each list of people that facts go through, a column with who they are, as a JSON array. */
  readonly others: readonly HeldColumn[];
}

type Named = Readonly<Record<string, Column | Group>>;

/** A field of a record that was joined. */
interface HeldColumn {
  readonly value: Sql;
  readonly join: Join;
}

/** Finds facts where registries hold them, by the same ways as `readFacts`. @param person a column with the person's id. */
export function factsInSql(gov: Government, facts: readonly Fact[], person: Sql, appliedOn: Day): FactsInSql {
  const types: Types = {
    ...Object.fromEntries(facts.map((fact) => [fact.name, ruleTypeOf(gov.pack, fact)])),
    applicant: { kind: 'string' },
  };
  const held = heldFacts(gov, factsFrom('registry', facts), person);
  const known: Named = {
    applicant: { value: sqlWord(`${person.texts[0]}::text`), null: false },
    ...Object.fromEntries([...held].map(([{ name, type }, column]) => [name, heldFact(type, column)] as const)),
  };
  const people = new Map([...held].map(([{ name }, column]) => [name, column]));
  const counts = factsFrom('count', facts).map(
    (fact, place) => [fact.name, countOf(gov, fact, place, { person, columns: known, types, appliedOn })] as const,
  );
  const each = factsFrom('each', facts);
  const groups = each.map((fact) => [fact.name, groupOf(gov, fact, people.get(fact.source.members))] as const);
  return {
    types,
    columns: { ...known, ...Object.fromEntries(counts), ...Object.fromEntries(groups) },
    others: listsIn(facts).map(
      ([fact]) => people.get(fact!.source.members) ?? { value: sqlWord('null::jsonb'), join: NO_JOIN },
    ),
  };
}

const NO_JOIN: Join = { sql: sqlWord('') };

/** The day of application as the rules see it. */
export const dayOf = (appliedOn: Day): Scope => ({ applied_on: toValue({ kind: 'date' }, appliedOn) });

/** The person's record in each registry once, and of it the fields. */
function heldFacts(gov: Government, facts: readonly FactFrom<'registry'>[], person: Sql) {
  const columns = new Map<FactFrom<'registry'>, HeldColumn>();
  const byRegistry = Map.groupBy(facts, ({ source }) => source.registry);
  for (const [place, [id, held]] of [...byRegistry].entries()) {
    const fields = held.map(({ source }) => source.field);
    const { join, column } = recordJoin(registryOf(gov, id), person, `r${place}`, fields);
    held.forEach((fact, index) => {
      columns.set(fact, { value: column(index), join });
    });
  }
  return columns;
}

/** A join of somebody's record, with a column for each of some fields. */
function recordJoin(registry: Registry, person: Sql, alias: string, fields: readonly string[]) {
  const columns = fields.map(
    (name, index) => sql`${fieldOf(sqlWord('data'), name, registry.fields[name]!)} as ${sqlWord(`f${index}`)}`,
  );
  const record = recordOf(registry, person, joinedSql(columns, ', '));
  const join: Join = { sql: sql`left join lateral ${record} as ${sqlWord(alias)} on true` };
  return { join, column: (index: number) => sqlWord(`${alias}.f${index}`) };
}

/** A list of people is rows of their ids, everything else a column. */
function heldFact(type: Fact['type'], { value, join }: HeldColumn): Column | Group {
  if (type !== 'people') return { ...columnOf(value, type), join };
  return {
    rows: (alias) => sql`jsonb_array_elements_text(${value}) as ${alias}(id)`,
    item: (alias) => ({ value: sqlWord(`${alias.texts[0]}.id`), null: false }),
    absent: sql`(${value} is null)`,
    join,
  };
}

interface CountContext {
  readonly person: Sql;
  readonly columns: Named;
  readonly types: Types;
  readonly appliedOn: Day;
}

/** How many records name the person and hold the condition. */
function countOf(gov: Government, fact: FactFrom<'count'>, place: number, context: CountContext): Column {
  const { source } = fact;
  const records = recordsThrough(registryOf(gov, source.registry), context.person, source.field);
  const where = source.where ? holdsOf(gov, fact, context) : sqlWord('true');
  const alias = `n${place}`;
  const count = sql`(select count(*)::numeric as count from ${records} as counted where ${where})`;
  const needed = source.where ? namesOf(source.where).flatMap((name) => context.columns[name]?.join ?? []) : [];
  return {
    value: sqlWord(`${alias}.count`),
    null: false,
    digits: { whole: 10, fraction: 0 },
    join: { sql: sql`cross join lateral ${count} as ${sqlWord(alias)}`, after: needed },
  };
}

/** The condition of a count, of the record `item`. It may speak of what is read of the person and of the day. */
function holdsOf(gov: Government, { source }: FactFrom<'count'>, { columns, types, appliedOn }: CountContext): Sql {
  const registry = registryOf(gov, source.registry);
  const fields = itemFields(source.where!)
    .filter((name) => Object.hasOwn(registry.fields, name))
    .map((name) => {
      const field = registry.fields[name]!;
      return [name, columnOf(fieldOf(sqlWord('counted.data'), name, field), field.type)] as const;
    });
  const item: Row = { fields: Object.fromEntries(fields) };
  const itemTypes = { ...types, item: recordTypeOf(gov.pack, registry) };
  const meanings = { columns: { ...columns, item }, constants: dayOf(appliedOn), mark: 'c' };
  return compileSqlTree(source.where!, itemTypes, meanings).value;
}

/** One record for each of several people; null where there is nobody to go through, as when one person is looked at. */
function groupOf(gov: Government, { source }: FactFrom<'each'>, people: HeldColumn | undefined): Group {
  if (!people)
    return { rows: () => sqlWord('(select) as nobody'), item: () => ({ fields: {} }), unknown: sqlWord('true') };
  const take = Object.entries(source.take);
  const byRegistry = [...Map.groupBy(take, ([, { registry }]) => registry)];
  const records = byRegistry.map(([id, taken], place) => ({
    taken,
    id,
    ...recordJoin(
      registryOf(gov, id),
      sqlWord('member.id::uuid'),
      `m${place}`,
      taken.map(([, { field }]) => field),
    ),
  }));
  const columns = records.flatMap(({ id, taken, column }) =>
    taken.map(([name, { field }], index) => ({
      name,
      value: column(index),
      type: registryOf(gov, id).fields[field]!.type,
    })),
  );
  const values = columns.map(({ value }, index) => sql`${value} as ${sqlWord(`f${index}`)}`);
  const joins = records.map(({ join }) => join.sql);
  return {
    rows: (alias) => sql`(select ${joinedSql(values, ', ')}
      from jsonb_array_elements_text(${people.value}) as member(id) ${joinedSql(joins, ' ')}) as ${alias}`,
    item: (alias) => ({
      fields: Object.fromEntries(
        columns.map(({ name, type }, index) => [name, columnOf(sqlWord(`${alias.texts[0]}.f${index}`), type)] as const),
      ),
    }),
    absent: sql`(${people.value} is null or ${people.value} = '[]')`,
    join: people.join,
  };
}
