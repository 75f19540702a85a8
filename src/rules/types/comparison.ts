import type { ComparisonOperator } from '../tree.ts';
import type { Kind } from '../values/values.ts';
import { BOOLEAN, describe, kindOfType, type Type, type TypeOrReason, unify, whyNotComparable } from './types.ts';

/** Kinds of values of which one comes before another. */
const ORDERED: readonly Kind[] = ['number', 'string', 'date', 'time', 'date and time', 'duration'];

/** Whether values of a type may have an order. */
export const isOrdered = (type: Type): boolean => ORDERED.includes(kindOfType(type) ?? 'number');

/** The type of `left op right`, or why it has none. */
export function comparisonType(op: ComparisonOperator, left: Type, right: Type): TypeOrReason {
  const reason = whyNotComparable(left, right);
  if (reason || op === '=' || op === '!=') return reason ?? BOOLEAN;
  const unordered = [left, right].find((type) => !isOrdered(type));
  return unordered ? `${describe(unordered)} has no order` : BOOLEAN;
}

/** The type of `value in allowed`: a value, a range, or a list of either; or why it has none. */
export function membershipType(value: Type, allowed: Type): TypeOrReason {
  const within = allowed.kind === 'list' && !(value.kind === 'list' && unify(value, allowed)) ? allowed.of : allowed;
  return within.kind === 'range' && value.kind !== 'range'
    ? comparisonType('>=', value, within.of)
    : comparisonType('=', value, within);
}
