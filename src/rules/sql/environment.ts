import { NotCompilable, type Place } from '../problem.ts';
import type { Tree } from '../tree.ts';
import type { Scope, TableValue } from '../values/values.ts';
import type { Join } from './columns.ts';
import { joined, type Sql, sql, word } from './fragment.ts';
import { named, type Term } from './term.ts';

/** What a tree amounts to in SQL. Only a term is a value by itself; the others are what operations reach into. */
export type Node = Term | Items | Rows | RecordOfNodes | Table;

/** A list whose items are written in the rule. */
export interface Items {
  readonly shape: 'items';
  readonly items: readonly Node[];
}

/** A list whose items are rows of the database. */
export interface Rows {
  readonly shape: 'rows';
  /** What stands behind `from`. */
  readonly from: Sql;
  /** Which of the rows; true or false. */
  readonly where: Sql;
  readonly item: Node;
  /** Whether the list as a whole is known to be null, or unknown; true or false. */
  readonly absent: Sql;
  readonly unknown: Sql;
}

/** A record. */
export interface RecordOfNodes {
  readonly shape: 'record';
  readonly fields: Names;
  /** Whether it is null; true or false. */
  readonly absent: Sql;
}

/** A law's table, known when the rule is compiled. */
export interface Table {
  readonly shape: 'table';
  readonly table: TableValue;
}

/** The node of each name, made when it is asked for: what is not used need not compile. */
export type Names = ReadonlyMap<string, (at: Place) => Node>;

/** What names mean where a tree is compiled. */
export interface Environment {
  readonly names: Names;
  /** Names whose value is the same for everybody: parameters, the day. */
  readonly constants: Scope;
  /** Makes aliases that no other part of the statement uses. */
  readonly alias: (prefix: string) => Sql;
  /** What must stand in `from` for all that was compiled, in the order in which it was needed. */
  readonly joins: Set<Join>;
}

/** What a path expression gives of a value. */
export type Property = (environment: Environment, of: Term) => Term;

/** A counter of aliases; `mark` keeps those of statements apart that are put together. */
export function aliases(mark: string): Environment['alias'] {
  let count = 0;
  return (prefix) => {
    count += 1;
    return word(`${prefix}${mark}${count}`);
  };
}

/** The environment with names bound to other nodes: a quantifier's variable, the fields of a filter's item. */
export function withNames(environment: Environment, inner: Names): Environment {
  const constants = Object.entries(environment.constants).filter(([name]) => !inner.has(name));
  return {
    ...environment,
    names: new Map([...environment.names, ...inner]),
    constants: Object.fromEntries(constants),
  };
}

/** The node as a value by itself. @throws NotCompilable for a list, a record or a table. */
export function termOf(node: Node, { at }: Pick<Tree, 'at'>): Term {
  if (node.shape === 'term') return node;
  throw new NotCompilable(at, `a ${WORDS[node.shape]} is no value in SQL`);
}

const WORDS = { items: 'list', rows: 'list', record: 'record', table: 'table' } as const;

/** Naming it would gain nothing. */
const isCheap = (piece: Sql): boolean => piece.atomic === true;

/**
 * Says several times what is computed once: `body` gets names for the pieces. A subselect that PostgreSQL must not flatten
 * (`offset 0`), since it would put each piece back wherever it is spoken of.
 */
export function share(
  { alias }: Pick<Environment, 'alias'>,
  pieces: readonly Sql[],
  body: (...names: readonly Sql[]) => Sql,
): Sql {
  if (pieces.every(isCheap)) return body(...pieces);
  const table = alias('t');
  const names = pieces.map((piece, index) => (isCheap(piece) ? piece : named(`${table.texts[0]}.v${index}`)));
  const columns = pieces.flatMap((piece, index) => (isCheap(piece) ? [] : [sql`${piece} as ${word(`v${index}`)}`]));
  return sql`(select ${body(...names)} from (select ${joined(columns, ', ')} offset 0) as ${table})`;
}
