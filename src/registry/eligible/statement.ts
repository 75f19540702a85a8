import type { Day } from '../../kernel/index.ts';
import { type Government, parametersOn, type Service } from '../../pack/index.ts';
import {
  compileSqlRule,
  joinedSql,
  type Sql,
  type SqlRule,
  sqlFragment as sql,
  sqlWord,
  type Tree,
} from '../../rules/index.ts';
import { dayOf, type FactsInSql, factsInSql } from './facts.ts';
import { factsUsed, reachedFrom } from './used.ts';

/** What one statement looks through. */
export interface Stretch {
  /** People whose id comes after this one; from the first on unless stated. */
  readonly after: string | undefined;
  /** So many people at most. */
  readonly limit: number;
}

/** The one row that the statement gives. */
export interface StretchRow {
  /** The last person looked at; null when nobody was left. */
  last: string | null;
  examined: number;
  /** Those found, in the order of their ids. `others` are the people whose records were looked at for their sake. */
  found: {
    person: string;
    eligible: 'yes' | 'need';
    amount: string | null;
    also: Record<string, string | null>;
    others: (string[] | null)[];
  }[];
}

/**
 * One statement that looks at the next people of the registry of people and gives those who are eligible for a service
 * on a day. Each step is a lookup by key for each person in turn, so that the work is bound by the number of people however
 * the planner judges: nothing is read of those who come later.
 * @param also expressions whose values are given with each person, as text.
 * @param asking whether also those for whom only the answers to questions are open.
 * @throws NotCompilable where the service's rule is beyond SQL.
 */
export function statementOf(
  gov: Government,
  service: Service,
  day: Day,
  asking: boolean,
  { after, limit }: Stretch,
  also: Readonly<Record<string, Tree>> = {},
): Sql {
  const used = factsUsed(service, Object.values(also));
  const facts = factsInSql(gov, used, sqlWord('who.person'), day);
  const constants = { ...dayOf(day), ...parametersOn(service, day) };
  const rule = compileSqlRule(service.rule, facts.types, { columns: facts.columns, constants }, also);
  const condition = asking ? sql`(${rule.eligible} or ${isOpenOnly(service, rule)})` : rule.eligible;
  return sql`with who as materialized (
      select subject as person from registry.record
      where registry = ${gov.pack.people.registry}::text and key = '' and subject > ${after ?? NOBODY}::uuid
      order by subject limit ${limit}::integer),
    found as (
      select who.person, ${asking ? rule.eligible : sqlWord('true')} as sure, ${rule.amount ? sql`trim_scale(${rule.amount.value})::text` : sqlWord('null')} as amount,
        jsonb_build_object(${alsoOf(rule)}) as also, jsonb_build_array(${othersOf(facts)}) as others
      from who ${joinsOf(rule, facts)} where ${condition})
    select (select person from who order by person desc limit 1) as last, (select count(*) from who)::integer as examined,
      (select coalesce(jsonb_agg(jsonb_build_object('person', person, 'eligible', case when sure then 'yes' else 'need' end,
        'amount', amount, 'also', also, 'others', others) order by person), '[]') from found) as found`;
}

/** No id comes before it. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** No clause fails, and each that is not met speaks of something that is asked, and of nothing that a case must decide. */
function isOpenOnly(service: Service, rule: SqlRule): Sql {
  const outcomes = service.rule.clauses.map(({ tree }, index) => {
    const { met, failed } = rule.clauses[index]!;
    const sources = [...reachedFrom([tree], service.facts)].map((name) => service.facts.get(name)?.source.kind);
    const mayBeAsked = sources.includes('asked') && !sources.includes('granted');
    return mayBeAsked ? sql`(not ${failed})` : met;
  });
  return joinedSql(outcomes, ' and ');
}

const alsoOf = ({ also }: SqlRule): Sql =>
  joinedSql(
    Object.entries(also).map(([name, { value }]) => sql`${name}::text, (${value})::text`),
    ', ',
  );

/** Who the other people are that are looked at: one column for each fact that goes through people. */
const othersOf = ({ others }: FactsInSql): Sql =>
  joinedSql(
    others.map(({ value }) => value),
    ', ',
  );

/** The rule's joins in the order in which it needs them. */
function joinsOf(rule: SqlRule, { others }: FactsInSql): Sql {
  const joins = new Set([...rule.joins, ...others.map(({ join }) => join)]);
  return joinedSql(
    [...joins].map((join) => join.sql),
    '\n',
  );
}
