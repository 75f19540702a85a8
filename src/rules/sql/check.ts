import type { Rule } from '../decide/rule.ts';
import { NotCompilable } from '../problem.ts';
import type { Type, Types } from '../types/types.ts';
import type { Scope } from '../values/values.ts';
import type { Column, Group, Row } from './columns.ts';
import { word } from './fragment.ts';
import { compileSqlRule } from './rule.ts';

/**
 * Why a rule cannot be said in SQL, with the part and the place; undefined where it can. For a check when a pack is loaded:
 * it needs no database and no columns.
 * @param types of the facts that are found in registries. @param constants the parameters with any of their values.
 */
export function whyNotInSql(rule: Rule, types: Types, constants: Scope): NotCompilable | undefined {
  const columns = Object.entries(types).map(([name, type]) => [name, standIn(type)] as const);
  try {
    compileSqlRule(rule, types, { columns: Object.fromEntries(columns), constants });
    return undefined;
  } catch (error) {
    if (error instanceof NotCompilable) return error;
    throw error;
  }
}

const COLUMN: Column = { value: word('fact') };

const rowOf = (fields: Types): Row => ({
  fields: Object.fromEntries(Object.keys(fields).map((name) => [name, COLUMN])),
});

/** Something of that type to compile with. */
function standIn(type: Type): Column | Group | Row {
  if (type.kind === 'record') return rowOf(type.fields);
  if (type.kind !== 'list') return COLUMN;
  const { of } = type;
  return { rows: () => word('facts'), item: () => (of.kind === 'record' ? rowOf(of.fields) : COLUMN) };
}
