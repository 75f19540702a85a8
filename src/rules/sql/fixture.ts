import type pg from 'pg';
import { decide } from '../decide/decision.ts';
import type { Rule } from '../decide/rule.ts';
import { NotCompilable } from '../problem.ts';
import { FACT_TYPES, type RandomCase } from '../testing/cases.ts';
import type { Type, Types } from '../types/types.ts';
import { type CalendarDate, type Duration, formatDate, NANOSECONDS_PER_DAY } from '../values/calendar.ts';
import { decimal, type Numeric, toText } from '../values/decimal.ts';
import { type Json, toScope } from '../values/json.ts';
import { isList, isRecord, kindOf, type Scope, UNKNOWN, type Value } from '../values/values.ts';
import type { Column, Group, Row } from './columns.ts';
import { joined, type Sql, sql, toStatement, word } from './fragment.ts';
import { compileSqlRule } from './rule.ts';

/** Random facts as rows of JSON that SQL looks into: what is unknown is left out, what is absent is null. */

/** A known value as JSON that PostgreSQL casts by itself. */
function jsonOf(value: Value): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (isList(value)) return value.map(jsonOf);
  if (isRecord(value)) return objectOf(value.fields);
  const kind = kindOf(value);
  if (kind === 'number') return toText(value as Numeric);
  if (kind === 'date') return formatDate(value as CalendarDate);
  const { measure, length, nanoseconds } = value as Duration;
  return measure === 'months' ? length : String(BigInt(length) * BigInt(NANOSECONDS_PER_DAY) + BigInt(nanoseconds));
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
  const isNull = sql`(jsonb_typeof(${json}) is not distinct from 'null')`;
  if (type.kind === 'record') return rowOf(json, type.fields, { absent: isNull, unknown });
  if (type.kind !== 'list') return columnOf(json, type, unknown);
  const { of } = type;
  return {
    rows: (alias) => sql`jsonb_array_elements(case when jsonb_typeof(${json}) = 'array' then ${json} end) as ${alias}(item)`,
    item(alias) {
      const item = word(`${alias.texts[0]}.item`);
      if (of.kind !== 'record') return columnOf(item, of);
      return rowOf(item, of.fields, { absent: sql`(jsonb_typeof(${item}) = 'null')` });
    },
    absent: isNull,
    unknown,
  };
}

const COLUMNS = Object.fromEntries(Object.entries(FACT_TYPES).map(([name, type]) => [name, factOf(name, type)] as const));

/** The statement that decides a rule on rows of facts, each with the outcome of every clause and the amount. */
export function statementFor(rule: Rule, parameters: Scope, facts: readonly Scope[]) {
  const { clauses, amount, joins } = compileSqlRule(rule, FACT_TYPES, { columns: COLUMNS, constants: parameters });
  const outcomes = clauses.map(
    ({ met, failed }) => sql`case when ${met} then 'yes' when ${failed} then 'no' else 'unknown' end`,
  );
  const amounts = amount
    ? sql`case when ${amount.unknown} then 'unknown' else coalesce((${amount.value})::numeric::text, 'null') end`
    : sql`'none'`;
  return toStatement(sql`select array[${joined(outcomes, ', ')}]::text[] as outcomes, ${amounts} as amount
    from jsonb_array_elements(${JSON.stringify(facts.map(objectOf))}::jsonb) with ordinality as facts(data, place)
      ${joined([...joins].map((join) => join.sql), ' ')} order by place`);
}

/** What became of a case. */
export type Agreement = { decided: number } | { refused: NotCompilable } | { differs: string };

/** Decides a rule on rows of facts by SQL and by the traced evaluator, and tells the first difference. */
export async function agreementOn(client: pg.Client, { rule, parameters, rows }: RandomCase): Promise<Agreement> {
  const facts = rows.map((row) => toScope(FACT_TYPES, row));
  try {
    const { text, values } = statementFor(rule, parameters, facts);
    const found = await client.query<{ outcomes: string[]; amount: string }>(text, values as unknown[]);
    const differs = facts.flatMap((scope, index) => differenceOf(rule, scope, parameters, found.rows[index]!) ?? []);
    return differs.length > 0 ? { differs: `${differs[0]}\n${JSON.stringify(rule, null, 1)}` } : { decided: facts.length };
  } catch (error) {
    if (error instanceof NotCompilable) return { refused: error };
    throw error;
  }
}

/** A rule's amount is not looked at where it is refused. */
function differenceOf(
  rule: Rule,
  facts: Scope,
  parameters: Scope,
  found: { outcomes: string[]; amount: string },
): string | undefined {
  const { clauses, eligible, amount } = decide(rule, facts, parameters);
  const expected = clauses.map(({ outcome }) => outcome);
  const expectedAmount = rule.amount && eligible !== 'no' ? written(amount) : undefined;
  const foundAmount = expectedAmount === undefined ? undefined : written(found.amount);
  if (String(expected) === String(found.outcomes) && expectedAmount === foundAmount) return undefined;
  const told = JSON.stringify([objectOf(facts), parameters], (_, value) => (typeof value === 'bigint' ? `${value}` : value));
  return `${expected} ${expectedAmount}, but in SQL ${found.outcomes} ${foundAmount}, of ${told}`;
}

const written = (amount: unknown): string => {
  if (amount === undefined || amount === 'unknown') return 'unknown';
  return amount === null || amount === 'null' ? 'null' : toText(decimal(amount as string | number));
};
