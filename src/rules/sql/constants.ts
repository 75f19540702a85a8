import { evaluate } from '../evaluate/evaluate.ts';
import { NotCompilable, type Place } from '../problem.ts';
import { childrenOf, type Tree } from '../tree.ts';
import { type CalendarDate, type Duration, NANOSECONDS_PER_DAY } from '../values/calendar.ts';
import { decimal, type Numeric } from '../values/decimal.ts';
import { isList, isRecord, kindOf, UNKNOWN, type Value } from '../values/values.ts';
import { dateTerm } from './dates.ts';
import type { Environment, Node } from './environment.ts';
import { atomic, FALSE, sql } from './fragment.ts';
import { FALSE_TERM, TRUE_TERM } from './logic.ts';
import { numberTerm } from './numbers.ts';
import { ABSENT, type Term, term, UNKNOWN_TERM } from './term.ts';

/** Trees that bind names: what they are about is looked at item by item. */
const BINDING: readonly Tree['kind'][] = ['filter', 'for', 'quantified', 'function', 'context', 'apply'];

/** Whether a tree has the same value for everybody. */
function isConstant(tree: Tree, environment: Environment): boolean {
  const { names, constants } = environment;
  if (tree.kind === 'name') return Object.hasOwn(constants, tree.name);
  if (tree.kind === 'call' && names.has(tree.function) && !Object.hasOwn(constants, tree.function)) return false;
  if (BINDING.includes(tree.kind)) return false;
  return childrenOf(tree).every((child) => isConstant(child, environment));
}

/** The value that a tree has for everybody, computed by the evaluator when the rule is compiled; undefined where it varies. */
export const constantOf = (tree: Tree, environment: Environment): Value | undefined =>
  isConstant(tree, environment) ? evaluate(tree, environment.constants) : undefined;

/** A value that the rule or the law states. @throws NotCompilable for kinds that SQL's terms do not know. */
export function nodeOfValue(value: Value, at: Place): Node {
  if (value === UNKNOWN) return UNKNOWN_TERM;
  if (value === null) return ABSENT;
  if (typeof value === 'boolean') return value ? TRUE_TERM : FALSE_TERM;
  if (typeof value === 'string') return textTerm(value, at);
  if (isList(value)) return { shape: 'items', items: value.map((item) => nodeOfValue(item, at)) };
  if (isRecord(value)) {
    const fields = Object.entries(value.fields).map(([name, field]) => [name, () => nodeOfValue(field, at)] as const);
    return { shape: 'record', fields: new Map(fields), absent: FALSE };
  }
  const kind = kindOf(value);
  if (kind === 'number') return numberTerm(value as Numeric);
  if (kind === 'date') return dateTerm(value as CalendarDate);
  if (kind === 'duration') return durationTerm(value as Duration);
  if (typeof value === 'object' && value.kind === 'table') return { shape: 'table', table: value };
  return refuse(`a ${kind}`, at);
}

function refuse(what: string, at: Place): never {
  throw new NotCompilable(at, `${what} cannot be said in SQL`);
}

/** PostgreSQL holds neither NUL nor half a surrogate pair. */
function textTerm(value: string, at: Place): Term {
  if (value.includes('\0') || !value.isWellFormed()) refuse('such a text', at);
  return term('text', atomic(sql`${value}::text`));
}

function durationTerm({ measure, length, nanoseconds }: Duration): Term {
  const size =
    measure === 'months' ? length : decimal(BigInt(length) * BigInt(NANOSECONDS_PER_DAY) + BigInt(nanoseconds));
  return { ...numberTerm(size), kind: measure };
}
