import { NotCompilable, type Place } from '../problem.ts';
import { describe, type Type, type Types } from '../types/types.ts';
import type { Scope } from '../values/values.ts';
import { nodeOfValue } from './constants.ts';
import { SPAN_DIGITS } from './durations.ts';
import type { Environment, Node } from './environment.ts';
import { either, every, FALSE, opposite, type Sql, sql, TRUE } from './fragment.ts';
import { type Digits, MOST_DIGITS, type Term, type TermKind, term, USUAL_YEARS, type Years } from './term.ts';

/** What must stand in `from` before a column can be spoken of. It is put in once, where it is first needed. */
export interface Join {
  readonly sql: Sql;
  /** Joins that come before it. */
  readonly after?: readonly Join[];
}

/** Where a fact is found: the SQL of its value, of type numeric, boolean, text or date; a duration as nanoseconds or months. */
export interface Column {
  /** Null where the fact is null or unknown. It is said several times: a column is better than an expression. */
  readonly value: Sql;
  /** Whether it can be known to be absent; it can unless stated. */
  readonly null?: false;
  /** A condition, true or false; never unknown unless stated. */
  readonly unknown?: Sql;
  /** Of a number, the most digits before and after the point; 200 of each, the most that there are, unless stated. */
  readonly digits?: Digits;
  /** Of a date, the years in which it can lie; 1 to 9999 unless stated. */
  readonly years?: Years;
  readonly join?: Join;
}

/** A list of records, or of single values: rows of the database, to which the SQL around them is in scope. */
export interface Group {
  /** What stands behind `from`, with its alias. */
  readonly rows: (alias: Sql) => Sql;
  /** What each row is: a record, which is known as such, or a value. */
  readonly item: (alias: Sql) => Omit<Row, 'unknown'> | Column;
  /** Whether the list itself is null, or unknown: conditions, true or false; never unless stated. It has no rows then. */
  readonly absent?: Sql;
  readonly unknown?: Sql;
  readonly join?: Join;
}

/** A record of which each field is a column. */
export interface Row {
  readonly fields: Readonly<Record<string, Column>>;
  /** Whether the record itself is null, or unknown: conditions, true or false; never unless stated. No field has a value then. */
  readonly absent?: Sql;
  readonly unknown?: Sql;
}

/** What the names of a rule mean in SQL. A name that is nowhere is unknown, as in every back end. */
export interface Meanings {
  /** Facts, by name. */
  readonly columns: Readonly<Record<string, Column | Group | Row>>;
  /** What is the same for everybody: parameters, the day. */
  readonly constants: Scope;
  /** Keeps the aliases of statements apart that are put together; letters and digits. */
  readonly mark?: string;
}

/** A table of the nodes of facts and constants, each made when it is asked for, with the joins that it needs. */
export function nodesOf(
  types: Types,
  meanings: Meanings,
  { alias, joins }: Pick<Environment, 'alias' | 'joins'>,
): Map<string, (at: Place) => Node> {
  const nodes = new Map<string, (at: Place) => Node>();
  for (const [name, column] of Object.entries(meanings.columns)) {
    const type = types[name] ?? { kind: 'any' };
    nodes.set(name, (at) => {
      if ('join' in column) putIn(joins, column.join);
      return nodeOfFact(column, type, alias, at);
    });
  }
  for (const [name, value] of Object.entries(meanings.constants)) nodes.set(name, (at) => nodeOfValue(value, at));
  return nodes;
}

function putIn(joins: Set<Join>, join: Join | undefined): void {
  for (const before of join?.after ?? []) putIn(joins, before);
  if (join) joins.add(join);
}

function nodeOfFact(column: Column | Group | Row, type: Type, alias: Environment['alias'], at: Place): Node {
  if ('rows' in column) return rowsOf(column, type, alias, at);
  return 'fields' in column ? recordOf(column, type) : termOfColumn(column, type, at);
}

const KINDS: Partial<Record<Type['kind'], TermKind>> = {
  number: 'number',
  boolean: 'boolean',
  string: 'text',
  enum: 'text',
  date: 'date',
};

function kindOfColumn(type: Type, at: Place): TermKind {
  const kind = type.kind === 'duration' ? type.measure : KINDS[type.kind];
  if (kind) return kind;
  throw new NotCompilable(at, `a fact of type ${describe(type)} cannot be said in SQL`);
}

function termOfColumn(column: Column, type: Type, at: Place): Term {
  const {
    value,
    unknown = FALSE,
    digits = type.kind === 'duration' && type.measure ? SPAN_DIGITS[type.measure] : MOST_DIGITS,
    years = USUAL_YEARS,
  } = column;
  const isMissing = column.null === false ? FALSE : sql`(${value} is null)`;
  return term(kindOfColumn(type, at), value, {
    may: { value: unknown !== TRUE, null: column.null !== false && unknown !== TRUE, unknown: unknown !== FALSE },
    absent: every(isMissing, opposite(unknown)),
    digits,
    years,
  });
}

function rowsOf(group: Group, type: Type, alias: Environment['alias'], at: Place): Node {
  const row = alias('g');
  const item = group.item(row);
  const of: Type = type.kind === 'list' ? type.of : { kind: 'any' };
  return {
    shape: 'rows',
    from: group.rows(row),
    where: TRUE,
    item: 'fields' in item ? recordOf(item, of) : termOfColumn(item, of, at),
    absent: group.absent ?? FALSE,
    unknown: group.unknown ?? FALSE,
  };
}

function recordOf({ fields, absent = FALSE, unknown = FALSE }: Row, type: Type): Node {
  const types: Types = type.kind === 'record' ? type.fields : {};
  const nodes = Object.entries(fields).map(([name, column]): [string, (at: Place) => Node] => [
    name,
    (at) => fieldWhere(termOfColumn(column, types[name] ?? { kind: 'any' }, at), absent, unknown),
  ]);
  return { shape: 'record', fields: new Map(nodes), absent };
}

/** A field of a record that may be null or unknown itself, in which case it has no value. */
function fieldWhere(of: Term, isNull: Sql, isUnknown: Sql): Term {
  if (isNull === FALSE && isUnknown === FALSE) return of;
  return term(of.kind, of.value, {
    ...of,
    may: { value: of.may.value, null: of.may.null || isNull !== FALSE, unknown: of.may.unknown || isUnknown !== FALSE },
    absent: either(isNull, every(opposite(isUnknown), of.absent)),
  });
}
