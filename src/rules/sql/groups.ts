import { NotCompilable, type Place } from '../problem.ts';
import type { Environment, Items, Node, Rows } from './environment.ts';
import { either, every, FALSE, NULL, opposite, type Sql, sql, TRUE, word } from './fragment.ts';
import { combined, equality, fold, TRUE_TERM } from './logic.ts';
import { isBounded, limited, within } from './numbers.ts';
import {
  ABSENT,
  isKnown,
  isUnknown,
  named,
  type States,
  type Term,
  type TermKind,
  type TermParts,
  term,
} from './term.ts';

/** Whether the list is one, neither null nor unknown. */
const isList = ({ absent, unknown }: Rows): Sql => opposite(either(absent, unknown));

/** What is aggregated over the rows of a list: the value and, where null and unknown are both possible, its absence. */
interface Aggregate {
  readonly kind: TermKind;
  /** SQL of the aggregates, given an item whose parts are columns. */
  readonly value: (item: Term) => Sql;
  readonly absent?: (item: Term) => Sql;
  readonly may?: Partial<States>;
  /** Limits of the value. */
  readonly limits?: Pick<TermParts, 'digits' | 'years' | 'numbered'>;
}

/**
 * Computes over the rows. The items become columns of a subselect first: an aggregate that speaks of outer columns only
 * would belong to the query around it (PostgreSQL, section 4.2.7).
 */
function over({ alias }: Environment, { from, where }: Rows, item: Term, body: (item: Term) => Sql): Sql {
  const table = alias('x');
  const name = table.texts[0]!;
  const isOpen = item.may.null && item.may.unknown;
  const value = named(`${name}.v`);
  const absent = isOpen ? named(`${name}.n`) : item.may.null ? sql`(${value} is null)` : FALSE;
  const columns = isOpen ? sql`${item.value} as v, ${item.absent} as n` : sql`${item.value} as v`;
  const result = body({ ...item, value, absent });
  if (result === FALSE) return FALSE;
  return sql`(select ${result} from (select ${columns} from ${from} where ${where}) as ${table})`;
}

/** A term over the rows: null and unknown where the list is, else as the aggregate says. */
function aggregated(environment: Environment, rows: Rows, item: Term, aggregate: Aggregate): Term {
  const { kind, value, absent, may = {}, limits } = aggregate;
  const guard = isList(rows);
  const found = over(environment, rows, item, value);
  const hasNone = absent ? every(guard, over(environment, rows, item, absent)) : FALSE;
  return term(kind, guard === TRUE ? found : sql`(case when ${guard} then ${found} end)`, {
    may: {
      value: may.value ?? true,
      null: rows.absent !== FALSE || may.null === true,
      unknown: rows.unknown !== FALSE || may.unknown === true,
    },
    absent: either(rows.absent, hasNone),
    ...limits,
  });
}

/** Whether a condition, true or false, is true of any row. */
const anyOf = (condition: Sql): Sql => (condition === FALSE ? FALSE : sql`coalesce(bool_or(${condition}), false)`);

/** How many rows there are. */
export const countOf = (environment: Environment, rows: Rows): Term =>
  aggregated(environment, rows, TRUE_TERM, {
    kind: 'number',
    value: () => sql`count(*)::numeric`,
    limits: { digits: { whole: 10, fraction: 0 } },
  });

/** The sum, least or greatest of a list's items; null where there are none or one of them is null, as FEEL has it. */
export function folded(environment: Environment, which: 'sum' | 'min' | 'max', rows: Rows, item: Term): Term {
  const { whole, fraction } = item.digits;
  const digits = which === 'sum' ? { whole: whole + 10, fraction } : item.digits;
  const fold = sql`${word(which)}`;
  const hasGaps = item.may.null || item.may.unknown;
  return aggregated(environment, rows, item, {
    kind: item.kind,
    value({ value }) {
      if (!item.may.value) return NULL;
      const chosen = sql`${fold}(${value})`;
      const result = which === 'sum' ? limited(environment, chosen, digits) : chosen;
      return hasGaps ? sql`case when count(*) = count(${value}) then ${result} end` : result;
    },
    absent: ({ absent }) => either(sql`count(*) = 0`, anyOf(absent)),
    may: { value: item.may.value, null: true, unknown: item.may.unknown || (which === 'sum' && !isBounded(digits)) },
    limits: { digits: within(digits), years: item.years, ...(item.numbered && { numbered: true }) },
  });
}

/** `some` is Kleene's disjunction over the rows, `every` the conjunction. */
export function quantified(environment: Environment, quantifier: 'some' | 'every', rows: Rows, condition: Term): Term {
  const [yes, no] = quantifier === 'some' ? [sql`true`, sql`false`] : [sql`false`, sql`true`];
  const { may } = condition;
  const isDecided = ({ value }: Term): Sql =>
    may.value ? anyOf(quantifier === 'some' ? value : sql`(not ${value})`) : FALSE;
  return aggregated(environment, rows, condition, {
    kind: 'boolean',
    value(item) {
      const hasGaps = may.null || may.unknown ? anyOf(sql`(${item.value} is null)`) : FALSE;
      return sql`case when ${isDecided(item)} then ${yes} when ${opposite(hasGaps)} then ${no} end`;
    },
    absent: (item) => every(opposite(isDecided(item)), opposite(anyOf(isUnknown(item))), anyOf(item.absent)),
    may: { null: may.null, unknown: may.unknown },
  });
}

/**
 * The rows of which the condition holds; unknown as a list where it is for any of them.
 * @param forNone the condition where there is no row to look at: the evaluator leaves even an empty list unknown with it.
 */
export function filtered(rows: Rows, condition: Term, forNone: Term): Rows {
  const { from, where } = rows;
  const isOpen = condition.may.unknown
    ? sql`exists (select from ${from} where ${every(where, isUnknown(condition))})`
    : FALSE;
  const isOpenForNone = forNone.may.unknown
    ? every(isUnknown(forNone), sql`not exists (select from ${from} where ${where})`)
    : FALSE;
  return {
    ...rows,
    where: every(where, condition.may.value ? sql`(${condition.value} is true)` : FALSE),
    unknown: either(rows.unknown, every(opposite(rows.absent), either(isOpen, isOpenForNone))),
  };
}

/** Whether there is a list, be it empty: false for null, unknown for unknown. */
export function presence({ absent, unknown }: Rows): Term {
  const value = opposite(absent);
  const may = { value: true, null: false, unknown: unknown !== FALSE };
  return term('boolean', unknown === FALSE ? value : sql`(case when not ${unknown} then ${value} end)`, { may });
}

/** Whether a value is among the items: unknown where it is itself, and else the disjunction of equalities. */
export function isAmong(environment: Environment, value: Term, list: Items | Rows, at: Place): Term {
  const equalTo = (item: Node) => equality(value, scalarOf(item, at), at);
  const among =
    list.shape === 'rows' ? amongRows(environment, value, list, equalTo, at) : fold('or', list.items.map(equalTo));
  const known = isKnown(value);
  return known === TRUE ? among : combined('or', among, falseWhere(known, value));
}

/** `list contains`: the disjunction of equalities alone, null for a list that is null. */
export function contains(environment: Environment, list: Items | Rows, value: Term, at: Place): Term {
  const equalTo = (item: Node) => equality(value, scalarOf(item, at), at);
  return list.shape === 'rows'
    ? quantified(environment, 'some', list, equalTo(list.item))
    : fold('or', list.items.map(equalTo));
}

/** As what is allowed, a list that is null is no list but equal to null. */
function amongRows(environment: Environment, value: Term, rows: Rows, equalTo: (item: Node) => Term, at: Place): Term {
  const among = quantified(environment, 'some', { ...rows, absent: FALSE, unknown: FALSE }, equalTo(rows.item));
  if (isList(rows) === TRUE) return among;
  const sameAsNull = equality(value, ABSENT, at);
  const found = sql`(case when ${rows.absent} then ${sameAsNull.value} when not ${rows.unknown} then ${among.value} end)`;
  const unknown = rows.unknown !== FALSE || among.may.unknown || sameAsNull.may.unknown;
  return term('boolean', found, { may: { value: true, null: false, unknown } });
}

/** An empty list does not make an unknown value known to be outside of it. */
const falseWhere = (known: Sql, { may }: Term): Term =>
  term('boolean', sql`(case when ${known} then false end)`, {
    may: { value: may.value || may.null, null: false, unknown: true },
  });

function scalarOf(node: Node, at: Place): Term {
  if (node.shape === 'term') return node;
  throw new NotCompilable(at, 'in SQL only a list of single values can be looked through');
}
