import type pg from 'pg';
import { decide } from '../decide/decision.ts';
import type { Rule } from '../decide/rule.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { NotCompilable } from '../problem.ts';
import { FACT_TYPES, type RandomCase } from '../testing/cases.ts';
import { parse } from '../text/parse.ts';
import type { Type, Types } from '../types/types.ts';
import { type CalendarDate, type Duration, formatDate, NANOSECONDS_PER_DAY } from '../values/calendar.ts';
import { decimal, type Numeric, toText } from '../values/decimal.ts';
import { type Json, toScope } from '../values/json.ts';
import { isList, isRecord, kindOf, type Scope, UNKNOWN, type Value } from '../values/values.ts';
import type { Column, Group, Join, Meanings, Row } from './columns.ts';
import { joined, type Sql, sql, toStatement, word } from './fragment.ts';
import { compileSqlRule, compileSqlTree } from './rule.ts';

/** Facts as rows of JSON that SQL looks into: what is unknown is left out, what is absent is null. */

/** A known value as JSON that PostgreSQL casts by itself. */
function jsonOf(value: Value): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (isList(value)) return value.map(jsonOf);
  if (isRecord(value)) return objectOf(value.fields);
  const kind = kindOf(value);
  if (kind === 'number') return toText(value as Numeric);
  if (kind === 'date') return formatDate(value as CalendarDate);
  const { measure, length, nanoseconds } = value as Duration;
  return String(measure === 'months' ? length : BigInt(length) * BigInt(NANOSECONDS_PER_DAY) + BigInt(nanoseconds));
}

const objectOf = (fields: Scope): Json =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === UNKNOWN ? [] : [[name, jsonOf(value)]])),
  );

const CASTS: Partial<Record<Type['kind'], string>> = {
  number: 'numeric',
  duration: 'numeric',
  boolean: 'boolean',
  date: 'date',
};

/** A value of JSON as a column. */
const columnOf = (json: Sql, type: Type, unknown?: Sql): Column => ({
  value: sql`(${json} #>> '{}')::${word(CASTS[type.kind] ?? 'text')}`,
  ...(unknown && { unknown }),
  ...(type.kind === 'number' && { digits: { whole: 31, fraction: 12 } }),
});

function rowOf(json: Sql, types: Types, states: Pick<Row, 'absent' | 'unknown'>): Row {
  const fields = Object.entries(types).map(([name, type]) => {
    const unknown = sql`(jsonb_typeof(${json}) is not distinct from 'object' and not ${json} ? ${name}::text)`;
    return [name, columnOf(sql`(${json} -> ${name}::text)`, type, unknown)] as const;
  });
  return { fields: Object.fromEntries(fields), ...states };
}

function factOf(name: string, type: Type): Column | Group | Row {
  const json = sql`(facts.data -> ${name}::text)`;
  const unknown = sql`(not facts.data ? ${name}::text)`;
  const absent = sql`(jsonb_typeof(${json}) is not distinct from 'null')`;
  if (type.kind === 'record') return rowOf(json, type.fields, { absent, unknown });
  if (type.kind !== 'list') return columnOf(json, type, unknown);
  const { of } = type;
  const items = sql`jsonb_array_elements(case when jsonb_typeof(${json}) = 'array' then ${json} end)`;
  return {
    rows: (alias) => sql`${items} as ${alias}(item)`,
    item(alias) {
      const item = word(`${alias.texts[0]}.item`);
      const isNull = sql`(jsonb_typeof(${item}) = 'null')`;
      return of.kind === 'record' ? rowOf(item, of.fields, { absent: isNull }) : columnOf(item, of);
    },
    absent,
    unknown,
  };
}

const columnsFor = (types: Types): Meanings['columns'] =>
  Object.fromEntries(Object.entries(types).map(([name, type]) => [name, factOf(name, type)] as const));

const fromRows = (rows: readonly Scope[], joins: readonly Join[]): Sql => sql`
  from jsonb_array_elements(${JSON.stringify(rows.map(objectOf))}::jsonb) with ordinality as facts(data, place)
  ${joined(
    joins.map((join) => join.sql),
    ' ',
  )} order by place`;

const COLUMNS = columnsFor(FACT_TYPES);

/** The outcome of every clause and the amount, for each row. */
function statementFor(rule: Rule, constants: Scope, rows: readonly Scope[]) {
  const { clauses, amount, joins } = compileSqlRule(rule, FACT_TYPES, { columns: COLUMNS, constants });
  const outcomes = clauses.map(
    ({ met, failed }) => sql`case when ${met} then 'yes' when ${failed} then 'no' else 'unknown' end`,
  );
  const paid = amount
    ? sql`case when ${amount.unknown} then 'unknown' else coalesce((${amount.value})::numeric::text, 'null') end`
    : sql`'unknown'`;
  const columns = sql`array[${joined(outcomes, ', ')}]::text[] as outcomes, ${paid} as amount`;
  return toStatement(sql`select ${columns} ${fromRows(rows, joins)}`);
}

/** What became of a case. */
export type Agreement = { decided: number } | { refused: NotCompilable } | { differs: string };

/** Decides a rule on rows of facts by SQL and by the traced evaluator, and tells the first difference. */
export async function agreementOn(client: pg.Client, { rule, parameters, rows }: RandomCase): Promise<Agreement> {
  const facts = rows.map((row) => toScope(FACT_TYPES, row));
  try {
    const { text, values } = statementFor(rule, parameters, facts);
    const found = await client.query<InSql>(text, values as unknown[]);
    const differences = facts.flatMap(
      (scope, index) => differenceOf(rule, scope, parameters, found.rows[index]!) ?? [],
    );
    return differences[0] === undefined ? { decided: facts.length } : { differs: differences[0] };
  } catch (error) {
    if (error instanceof NotCompilable) return { refused: error };
    throw error;
  }
}

interface InSql {
  outcomes: string[];
  amount: string;
}

/** The amount of what is refused is not looked at. */
function differenceOf(rule: Rule, facts: Scope, parameters: Scope, found: InSql): string | undefined {
  const { clauses, eligible, amount } = decide(rule, facts, parameters);
  const expected = clauses.map(({ outcome }) => outcome).join();
  const amounts = eligible === 'no' ? ['', ''] : [written(amount), written(found.amount)];
  if (expected === found.outcomes.join() && amounts[0] === amounts[1]) return undefined;
  const told = JSON.stringify({ facts: objectOf(facts), parameters, rule }, (_, value) =>
    typeof value === 'bigint' ? `${value}` : value,
  );
  return `${expected} ${amounts[0]}, but in SQL ${found.outcomes} ${amounts[1]}: ${told}`;
}

function written(amount: unknown): string {
  if (amount === undefined || amount === 'unknown') return 'unknown';
  return amount === null || amount === 'null' ? 'null' : toText(decimal(amount as string | number));
}

/** What an expression amounts to for each row of facts, in SQL and by the traced evaluator, as texts. */
export async function valuesOf(
  client: pg.Client,
  text: string,
  types: Types,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<{ inSql: string[]; traced: string[] }> {
  const facts = rows.map((row) => toScope(types, row));
  const tree = parse(text);
  const { value, unknown, joins } = compileSqlTree(tree, types, { columns: columnsFor(types), constants: {} });
  const shown = sql`case when ${unknown} then 'unknown' else coalesce((${value})::text, 'null') end as shown`;
  const statement = toStatement(sql`select ${shown} ${fromRows(facts, joins)}`);
  const found = await client.query<{ shown: string }>(statement.text, statement.values as unknown[]);
  return {
    inSql: found.rows.map(({ shown }) => (/^-?\d+\.\d+$/.test(shown) ? toText(decimal(shown)) : shown)),
    traced: facts.map((scope) => {
      const result = evaluate(tree, scope);
      return result === UNKNOWN ? 'unknown' : String(jsonOf(result));
    }),
  };
}
