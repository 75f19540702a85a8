import type { Numeric } from '../values/decimal.ts';
import { atomic, either, every, FALSE, NULL, opposite, type Sql, sql, TRUE, word } from './fragment.ts';

/** What a value is in SQL: numeric, boolean, text, date; and numeric again for the two durations, nanoseconds and months. */
export type TermKind = 'number' | 'boolean' | 'text' | 'date' | 'days' | 'months' | 'nothing';

/** Which of the states are possible; what cannot be is left out of the SQL. */
export interface States {
  readonly value: boolean;
  readonly null: boolean;
  readonly unknown: boolean;
}

/** The most digits that a number can have before and after the point: from them it follows that nothing overflows. */
export interface Digits {
  readonly whole: number;
  readonly fraction: number;
}

/** The years in which a date can lie. */
export interface Years {
  readonly from: number;
  readonly until: number;
}

/**
 * A value in SQL with FEEL's null beside Kleene's unknown, which SQL's one null cannot tell apart. `value` is null for
 * both; `absent` is true where it is known to be null, and never null itself. SQL's own operators thus do most of the
 * work, and where nothing can be unknown, as in a registry, `absent` is left out altogether.
 */
export interface Term {
  readonly shape: 'term';
  /** `nothing` where there can be no value, only null or unknown. */
  readonly kind: TermKind;
  readonly value: Sql;
  readonly absent: Sql;
  readonly may: States;
  /** Of a number or a duration. */
  readonly digits: Digits;
  /** Of a date. */
  readonly years: Years;
  /** The number, or length of a duration, where it is the same for everybody. */
  readonly stated?: Numeric;
  /** A date as the number of days since 1970-01-01, since it may lie beyond PostgreSQL's calendar. */
  readonly numbered?: true;
}

/** No number has more digits than these (see `values/decimal.ts`). */
export const MOST_DIGITS: Digits = { whole: 200, fraction: 200 };
/** Dates of facts, as ISO 8601 writes them without a sign. */
export const USUAL_YEARS: Years = { from: 1, until: 9999 };

export const ONLY_VALUE: States = { value: true, null: false, unknown: false };
const ONLY_NULL: States = { value: false, null: true, unknown: false };
const ONLY_UNKNOWN: States = { value: false, null: false, unknown: true };

/** What is left open of a term: `absent` matters only where null and unknown are both possible. */
export type TermParts = Partial<Omit<Term, 'shape' | 'kind' | 'value'>>;

/** A term; one that can have no value is `nothing`. */
export function term(
  kind: TermKind,
  value: Sql,
  { may = ONLY_VALUE, absent = FALSE, digits, years, stated, numbered }: TermParts = {},
): Term {
  return {
    shape: 'term',
    kind: may.value ? kind : 'nothing',
    value: may.value ? value : NULL,
    absent: absentOf(value, may, absent),
    may,
    digits: digits ?? MOST_DIGITS,
    years: years ?? USUAL_YEARS,
    ...(stated !== undefined && { stated }),
    ...(numbered && { numbered }),
  };
}

function absentOf(value: Sql, may: States, given: Sql): Sql {
  if (!may.null) return FALSE;
  if (may.unknown) return given;
  return may.value ? sql`(${value} is null)` : TRUE;
}

export const ABSENT: Term = term('nothing', NULL, { may: ONLY_NULL });
export const UNKNOWN_TERM: Term = term('nothing', NULL, { may: ONLY_UNKNOWN });

/** A column of ours, which is written once and spoken of by this name. */
export const named = (name: string): Sql => atomic(word(name));

/** Whether it is known, be it to be null. */
export function isKnown({ value, absent, may }: Term): Sql {
  if (!may.unknown) return TRUE;
  if (!may.value) return may.null ? absent : FALSE;
  return may.null ? either(sql`(${value} is not null)`, absent) : sql`(${value} is not null)`;
}

/** Whether it is unknown. */
export const isUnknown = (of: Term): Sql => opposite(isKnown(of));

/** What the result of an operation may be that is null when any operand is, else unknown when any is or when it fails. */
export function strictStates(operands: readonly Term[], fails: boolean): States {
  return {
    value: operands.every(({ may }) => may.value),
    null: operands.some(({ may }) => may.null),
    unknown: fails || operands.some(({ may }) => may.unknown),
  };
}

/**
 * The result of such an operation. `value` must be null where an operand's is or where the operation fails: SQL's operators
 * see to the first. It is absent where an operand is, which speaks of no value again, so that nothing grows by nesting.
 */
export function strict(
  kind: TermKind,
  value: Sql,
  operands: readonly Term[],
  { fails = false, ...parts }: { fails?: boolean } & Pick<TermParts, 'digits' | 'years' | 'numbered'> = {},
): Term {
  return term(kind, value, {
    may: strictStates(operands, fails),
    absent: either(...operands.map(({ absent }) => absent)),
    ...parts,
  });
}

/** The condition that all of these have a value. */
export const haveValues = (terms: readonly Term[]): Sql =>
  every(...terms.map(({ value, may }) => (may.null || may.unknown ? sql`(${value} is not null)` : TRUE)));
