import { NotCompilable, type Place } from '../problem.ts';
import type { ComparisonOperator } from '../tree.ts';
import { alike } from './alike.ts';
import { type Environment, share } from './environment.ts';
import { either, every, FALSE, joined, NULL, type Sql, sql, TRUE, word } from './fragment.ts';
import {
  haveValues,
  isKnown,
  isUnknown,
  type States,
  strict,
  strictStates,
  type Term,
  type TermKind,
  term,
} from './term.ts';

export const TRUE_TERM: Term = term('boolean', TRUE);
export const FALSE_TERM: Term = term('boolean', FALSE);

/** The term of a condition. @throws NotCompilable for what can have another value than true or false. */
export function conditionOf(of: Term, at: Place): Term {
  if (of.kind === 'boolean' || of.kind === 'nothing') return of;
  throw new NotCompilable(at, `a condition must be true or false, not a ${of.kind}`);
}

/**
 * Kleene's `and` and `or` with FEEL's null. SQL's are the same but that unknown and null are one there: a result without
 * value is null only where no operand is unknown.
 */
export function combined(op: 'and' | 'or', left: Term, right: Term): Term {
  const [decisive, neutral] = op === 'and' ? [FALSE_TERM, TRUE_TERM] : [TRUE_TERM, FALSE_TERM];
  if (left === decisive || right === decisive) return decisive;
  if (left === neutral) return right;
  if (right === neutral) return left;
  const value = sql`(${left.value} ${word(op)} ${right.value})`;
  const may: States = {
    value: left.may.value || right.may.value,
    null: left.may.null || right.may.null,
    unknown: left.may.unknown || right.may.unknown,
  };
  const hasNone = may.value ? sql`(${value} is null)` : TRUE;
  return term('boolean', value, { may, absent: every(hasNone, isKnown(left), isKnown(right)) });
}

/** Several joined by `and` or `or`. */
export const fold = (op: 'and' | 'or', terms: readonly Term[]): Term =>
  terms.reduce((so, next) => combined(op, so, next), op === 'and' ? TRUE_TERM : FALSE_TERM);

/** Kleene's `not`. */
export function negation(of: Term): Term {
  if (of === TRUE_TERM) return FALSE_TERM;
  return of === FALSE_TERM ? TRUE_TERM : strict('boolean', sql`(not ${of.value})`, [of]);
}

const SQL_OPERATORS: Readonly<Record<ComparisonOperator, Sql>> = {
  '=': word('='),
  '!=': word('<>'),
  '<': word('<'),
  '<=': word('<='),
  '>': word('>'),
  '>=': word('>='),
};

/** Kinds that have an order. */
const ORDERED: readonly TermKind[] = ['number', 'text', 'date', 'days', 'months'];

/** `left op right`; an order with null is null, equality with null is decided. */
export function comparison(op: ComparisonOperator, one: Term, other: Term, at: Place): Term {
  if (op === '=') return equality(one, other, at);
  if (op === '!=') return negation(equality(one, other, at));
  const [left, right] = alike([one, other], at) as [Term, Term];
  const unordered = [left, right].find(({ kind }) => kind !== 'nothing' && !ORDERED.includes(kind));
  if (unordered) throw new NotCompilable(at, `a ${unordered.kind} has no order`);
  // Texts by code points, which is the order of their bytes in UTF-8, whatever the database's language.
  const by = left.kind === 'text' || right.kind === 'text' ? sql` collate "C"` : sql``;
  return strict('boolean', sql`(${left.value}${by} ${SQL_OPERATORS[op]} ${right.value})`, [left, right]);
}

/** Unknown where either is, else true or false: null equals null. */
export function equality(one: Term, other: Term, at: Place): Term {
  const [left, right] = alike([one, other], at) as [Term, Term];
  const may: States = {
    value: [left, right].every((one) => one.may.value || one.may.null),
    null: false,
    unknown: strictStates([left, right], false).unknown,
  };
  return term('boolean', valueOfEquality(left, right), { may });
}

function valueOfEquality(left: Term, right: Term): Sql {
  if (!left.may.value) return isAbsent(right, left);
  if (!right.may.value) return isAbsent(left, right);
  if (!left.may.null && !right.may.null) return sql`(${left.value} = ${right.value})`;
  const same = sql`(${left.value} is not distinct from ${right.value})`;
  const known = every(isKnown(left), isKnown(right));
  return known === TRUE ? same : sql`(case when ${known} then ${same} end)`;
}

/** `of = null`, where `nothing` is null or else unknown. */
function isAbsent(of: Term, nothing: Term): Sql {
  const known = every(isKnown(of), isKnown(nothing));
  return known === TRUE ? of.absent : sql`(case when ${known} then ${of.absent} end)`;
}

/** The widest limits of several terms of one kind, for one that may be any of them. */
function widest(terms: readonly Term[]): Pick<Term, 'digits' | 'years' | 'numbered'> {
  return {
    digits: {
      whole: Math.max(...terms.map(({ digits }) => digits.whole)),
      fraction: Math.max(...terms.map(({ digits }) => digits.fraction)),
    },
    years: {
      from: Math.min(...terms.map(({ years }) => years.from)),
      until: Math.max(...terms.map(({ years }) => years.until)),
    },
    ...(terms.some(({ numbered }) => numbered) && { numbered: true }),
  };
}

/** The states that one of two terms can have. */
const eitherState = (one: Term, other: Term): States => ({
  value: one.may.value || other.may.value,
  null: one.may.null || other.may.null,
  unknown: one.may.unknown || other.may.unknown,
});

/** The kind of two terms, of which one may be nothing. */
const kindOfBoth = (one: Term, other: Term): TermKind => (one.kind === 'nothing' ? other.kind : one.kind);

/** `if condition then consequent else alternate`. An unknown condition leaves the value known where both agree on it. */
export function choice(environment: Environment, condition: Term, consequent: Term, alternate: Term, at: Place): Term {
  const [yes, no] = alike([consequent, alternate], at) as [Term, Term];
  if (condition === TRUE_TERM) return yes;
  if (!condition.may.unknown && (condition === FALSE_TERM || !condition.may.value)) return no;
  const states = eitherState(yes, no);
  return term(kindOfBoth(yes, no), valueOfChoice(environment, condition, yes, no), {
    may: { ...states, unknown: states.unknown || condition.may.unknown },
    absent: sql`(case when ${condition.value} then ${yes.absent} else ${absentElse(condition, yes, no)} end)`,
    ...widest([yes, no]),
  });
}

/** Not when the condition is true: where it is unknown, both must be absent. */
const absentElse = (condition: Term, yes: Term, no: Term): Sql =>
  every(no.absent, either(isKnown(condition), yes.absent));

function valueOfChoice(environment: Environment, condition: Term, yes: Term, no: Term): Sql {
  if (!condition.may.unknown) return sql`(case when ${condition.value} then ${yes.value} else ${no.value} end)`;
  return share(environment, [no.value], (otherwise) => {
    const differs = sql`(${yes.value} is distinct from ${otherwise})`;
    return sql`(case when ${every(isUnknown(condition), differs)} then ${NULL}
      when ${condition.value} then ${yes.value} else ${otherwise} end)`;
  });
}

/** The first where it is known, null included, else the second. */
export function choiceOfKnown(one: Term, other: Term, at: Place): Term {
  const [first, second] = alike([one, other], at) as [Term, Term];
  const known = isKnown(first);
  if (known === TRUE) return first;
  if (known === FALSE) return second;
  return term(kindOfBoth(first, second), sql`(case when ${known} then ${first.value} else ${second.value} end)`, {
    may: { ...eitherState(first, second), unknown: second.may.unknown },
    absent: sql`(case when ${known} then ${first.absent} else ${second.absent} end)`,
    ...widest([first, second]),
  });
}

/** The least or greatest of several; null when any is null. PostgreSQL's own functions leave nulls out. */
export function extreme(
  environment: Environment,
  which: 'least' | 'greatest',
  terms: readonly Term[],
  at: Place,
): Term {
  const all = alike(terms, at);
  const pieces = all.map(({ value }) => value);
  const value = share(environment, pieces, (...names) => {
    const haveAll = haveValues(all.map((one, index) => ({ ...one, value: names[index]! })));
    const chosen = sql`${word(which)}(${joined(names, ', ')})`;
    return haveAll === TRUE ? chosen : sql`case when ${haveAll} then ${chosen} end`;
  });
  const { kind } = all.find((one) => one.kind !== 'nothing') ?? all[0]!;
  return strict(kind, sql`(${value})`, all, widest(all));
}
