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
import { LOOKED_AT, type LookedAt, type Stretch } from './page.ts';
import { factsUsed, listsIn, reachedFrom } from './used.ts';

/** Whom to look for. */
export interface Wanted {
  /** Of a service that is about the person and nothing else. */
  readonly service: Service;
  /** The day on which they would apply. */
  readonly day: Day;
  /** Also those for whom only the answers to questions are open. */
  readonly asking?: boolean;
  /** Expressions whose values are wanted with each person, by names of our own making: each is a column of that name. */
  readonly also?: Readonly<Record<string, Tree>>;
}

/**
 * The beginning of one statement that looks at the next people of the registry of people: `who (person)` are those looked
 * at, and `found` those who are eligible for a service on a day, with `sure` (whether nothing is open), `amount`, a column
 * for each expression wanted, and for each list of people that facts go through `others_N`, a JSON array of who they are. Each step
 * is a lookup by key for each person in turn, so that the work is bound by the number of people however the planner judges:
 * nothing is read of those who come later.
 * @throws NotCompilable where the service's rule is beyond SQL.
 */
export function stretchOf(gov: Government, wanted: Wanted, { after, limit }: Stretch): Sql {
  const { service, day, asking = false, also = {} } = wanted;
  const facts = factsInSql(gov, factsUsed(service, Object.values(also)), sqlWord('who.person'), day);
  const constants = { ...dayOf(day), ...parametersOn(service, day) };
  const rule = compileSqlRule(service.rule, facts.types, { columns: facts.columns, constants }, also);
  const condition = asking ? sql`(${rule.eligible} or ${isOpenOnly(service, rule)})` : rule.eligible;
  const columns = [
    sql`who.person, ${asking ? rule.eligible : sqlWord('true')} as sure`,
    sql`(${rule.amount?.value ?? sqlWord('null')})::numeric as amount`,
    ...Object.entries(rule.also).map(([name, { value }]) => sql`${value} as ${sqlWord(name)}`),
    ...facts.others.map(({ value }, nth) => sql`${value} as ${othersColumn(nth)}`),
  ];
  return sql`who as materialized (
      select subject as person from registry.record
      where registry = ${gov.pack.people.registry}::text and key = '' and subject > ${after ?? NOBODY}::uuid
      order by subject limit ${limit}::integer),
    found as materialized (
      select ${joinedSql(columns, ', ')} from who ${joinsOf(rule, facts)} where ${condition})`;
}

/** Who is on the nth list of people that facts go through. */
export const othersColumn = (nth: number): Sql => sqlWord(`others_${nth}`);

/** The one row of the statement that gives those who are found. */
export interface StretchRow extends LookedAt {
  /** In the order of their ids. `others` are the people whose records were looked at for their sake. */
  found: {
    person: string;
    eligible: 'yes' | 'need';
    amount: string | null;
    others: (string[] | null)[];
  }[];
}

/** The statement that gives those who are found. */
export function statementOf(gov: Government, wanted: Wanted, stretch: Stretch): Sql {
  const others = listsIn(factsUsed(wanted.service)).map((_, nth) => othersColumn(nth));
  return sql`with ${stretchOf(gov, wanted, stretch)}
    select ${LOOKED_AT}, (select coalesce(jsonb_agg(jsonb_build_object('person', person,
      'eligible', case when sure then 'yes' else 'need' end, 'amount', trim_scale(amount)::text,
      'others', jsonb_build_array(${joinedSql(others, ', ')})) order by person), '[]') from found) as found`;
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

/** The rule's joins in the order in which it needs them. */
function joinsOf(rule: SqlRule, { others }: FactsInSql): Sql {
  const joins = new Set([...rule.joins, ...others.map(({ join }) => join)]);
  return joinedSql(
    [...joins].map((join) => join.sql),
    '\n',
  );
}
