import { NotCompilable, type Place } from '../problem.ts';
import { describe, type Type, type Types } from '../types/types.ts';
import type { Scope } from '../values/values.ts';
import { nodeOfValue } from './constants.ts';
import type { Environment, Node } from './environment.ts';
import { every, FALSE, opposite, type Sql, sql, TRUE } from './fragment.ts';
import { type Digits, MOST_DIGITS, type Term, type TermKind, term, USUAL_YEARS, type Years } from './term.ts';

/** What must stand in `from` before a column can be spoken of. It is put in once, where it is first needed. */
export interface Join {
  readonly sql: Sql;
  /** Joins that come before it. */
  readonly after?: readonly Join[];
}

/** Where a fact is found: the SQL of its value, of type numeric, boolean, text or date; a duration as whole days or months. */
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
  /** What each row holds: fields by name, or the value that it is. */
  readonly item: (alias: Sql) => Readonly<Record<string, Column>> | Column;
  /** Whether the list itself is null, or unknown: conditions, true or false; never unless stated. It has no rows then. */
  readonly absent?: Sql;
  readonly unknown?: Sql;
  readonly join?: Join;
}

/** A record of which each field is a column: a row of the database that is already in scope. */
export interface Row {
  readonly fields: Readonly<Record<string, Column>>;
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

/** A field may be called `value`: only SQL has texts. */
const isColumn = (item: Column | Readonly<Record<string, Column>>): item is Column => 'texts' in (item.value ?? {});

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
  return 'fields' in column ? recordOf(column.fields, type) : termOfColumn(column, type, at);
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

/** Whole days or months of a duration: `values/durations.ts` has no longer ones. */
const SPAN: Digits = { whole: 13, fraction: 0 };

function termOfColumn(column: Column, type: Type, at: Place): Term {
  const {
    value,
    unknown = FALSE,
    digits = type.kind === 'duration' ? SPAN : MOST_DIGITS,
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
    item: isColumn(item) ? termOfColumn(item, of, at) : recordOf(item, of),
    absent: group.absent ?? FALSE,
    unknown: group.unknown ?? FALSE,
  };
}

function recordOf(columns: Readonly<Record<string, Column>>, type: Type): Node {
  const types: Types = type.kind === 'record' ? type.fields : {};
  const fields = Object.entries(columns).map(
    ([name, column]) => [name, (at: Place) => termOfColumn(column, types[name] ?? { kind: 'any' }, at)] as const,
  );
  return { shape: 'record', fields: new Map(fields) };
}
