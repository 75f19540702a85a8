import { inOrder } from '../decide/derived.ts';
import type { Derived, Rule } from '../decide/rule.ts';
import { NotCompilable, type Place } from '../problem.ts';
import { childrenOf, type Tree } from '../tree.ts';
import type { Types } from '../types/types.ts';
import { type Join, type Meanings, nodesOf } from './columns.ts';
import { compileTree, conditionIn } from './compile.ts';
import { aliases, type Environment, type Node, termOf } from './environment.ts';
import { either, every, FALSE, type Sql, sql, TRUE } from './fragment.ts';
import { choiceOfKnown } from './logic.ts';
import { isUnknown, named, type Term } from './term.ts';

/** The outcome of a clause: conditions, each true or false; unknown where neither holds. */
export interface SqlClause {
  readonly id: string;
  readonly met: Sql;
  readonly failed: Sql;
}

/** A value with the state that its null leaves open. */
export interface SqlValue {
  /** Null where there is none. */
  readonly value: Sql;
  /** Whether it is null because it is unknown, true or false. */
  readonly unknown: Sql;
}

/** A rule in SQL. Everything in it stands where the columns and the joins are in scope. */
export interface SqlRule {
  /**
   * What must stand in `from`, in this order: what the columns need, and what derived facts amount to that are spoken of
   * twice. Clause by clause, so that who fails the first need not be looked up for the last.
   */
  readonly joins: readonly Join[];
  readonly clauses: readonly SqlClause[];
  /** All clauses are met, true or false. */
  readonly eligible: Sql;
  /** A clause is not met, true or false. */
  readonly refused: Sql;
  /** In the rule's unit, numeric. */
  readonly amount?: SqlValue;
  /** Further expressions that were asked for, by name. */
  readonly also: Readonly<Record<string, SqlValue>>;
}

/** A single expression in SQL. */
export interface SqlExpression extends SqlValue {
  readonly joins: readonly Join[];
}

/**
 * The third back end: a rule as SQL for PostgreSQL 15 or newer, from the validated tree. Pure: it gives pieces with bound
 * values, and nothing of a pack stands in a text. Clauses and amount agree with `decide` for any facts; what cannot agree
 * is refused.
 * @param types the facts' types, by name.
 * @param also expressions over the same facts, of which the values are wanted besides.
 * @throws NotCompilable with the place and the reason.
 */
export function compileSqlRule(
  rule: Rule,
  types: Types,
  meanings: Meanings,
  also: Readonly<Record<string, Tree>> = {},
): SqlRule {
  const environment = environmentOf(rule, types, meanings);
  const clauses = rule.clauses.map(({ id, tree }): SqlClause => {
    const term = inPart(`clause ${id}`, () => conditionIn(tree, environment));
    return { id, met: isTrue(term), failed: isFalse(term) };
  });
  const amount = rule.amount && inPart('amount', () => valueIn(rule.amount!, environment));
  const values = Object.entries(also).map(
    ([name, tree]) => [name, inPart(name, () => valueIn(tree, environment))] as const,
  );
  return {
    also: Object.fromEntries(values),
    joins: [...environment.joins],
    clauses,
    eligible: every(...clauses.map(({ met }) => met)),
    refused: either(...clauses.map(({ failed }) => failed)),
    ...(amount && { amount }),
  };
}

/** One expression as SQL. @throws NotCompilable with the place and the reason. */
export function compileSqlTree(tree: Tree, types: Types, meanings: Meanings): SqlExpression {
  const environment = environmentOf({ derived: [], clauses: [], flags: [] }, types, meanings);
  return { ...valueIn(tree, environment), joins: [...environment.joins] };
}

/** Says in which part of a rule something stands that cannot be compiled; the innermost has said so already. */
function inPart<T>(part: string, compile: () => T): T {
  try {
    return compile();
  } catch (error) {
    if (error instanceof NotCompilable && error.in === '') throw new NotCompilable(error.at, error.reason, part);
    throw error;
  }
}

function valueIn(tree: Tree, environment: Environment): SqlValue {
  const term = termOf(compileTree(tree, environment), tree);
  return { value: term.value, unknown: isUnknown(term) };
}

const isTrue = ({ value, may }: Term): Sql => (value === TRUE ? TRUE : may.value ? sql`(${value} is true)` : FALSE);

const isFalse = ({ value, absent, may }: Term): Sql =>
  value === TRUE ? FALSE : either(value === FALSE ? TRUE : may.value ? sql`(${value} is false)` : FALSE, absent);

/** An environment in which derived facts are names too; what is spoken of twice is computed once, in a join. */
function environmentOf(rule: Rule, types: Types, meanings: Meanings): Environment {
  const around = { alias: aliases(meanings.mark ?? ''), joins: new Set<Join>() };
  const names = nodesOf(types, meanings, around);
  const environment: Environment = { names, constants: meanings.constants, ...around };
  const uses = usesIn(rule);
  // Derived facts that go round in a circle are no names, and so unknown.
  for (const fact of inOrder(rule.derived).ordered) {
    const told = fact.told ? names.get(fact.name) : undefined;
    const isShared = (uses.get(fact.name) ?? 0) > 1;
    names.set(
      fact.name,
      once(() => {
        const node = inPart(`derived ${fact.name}`, () => nodeOfDerived(fact, told, environment));
        return isShared ? shared(node, environment) : node;
      }),
    );
  }
  return environment;
}

/** What was told is taken as it is, and computed where it was not. */
function nodeOfDerived({ tree }: Derived, told: ((at: Place) => Node) | undefined, environment: Environment): Node {
  const computed = compileTree(tree, environment);
  if (!told) return computed;
  return choiceOfKnown(termOf(told(tree.at), tree), termOf(computed, tree), tree.at);
}

/** A value is made once; a list each time, since a list within itself needs an alias of its own. */
function once(make: () => Node): () => Node {
  let made: Node | undefined;
  return () => {
    const node = made ?? make();
    if (node.shape === 'term') made = node;
    return node;
  };
}

/** A join that computes the value, which PostgreSQL must not flatten: it would put it back wherever it is spoken of. */
function shared(node: Node, { alias, joins }: Environment): Node {
  if (node.shape !== 'term' || node.value.atomic) return node;
  const table = alias('d');
  const name = table.texts[0]!;
  const isOpen = node.may.null && node.may.unknown;
  const columns = isOpen ? sql`${node.value} as v, ${node.absent} as n` : sql`${node.value} as v`;
  joins.add({ sql: sql`cross join lateral (select ${columns} offset 0) as ${table}` });
  const value = named(`${name}.v`);
  const absent = node.may.null ? (isOpen ? named(`${name}.n`) : sql`(${value} is null)`) : FALSE;
  return { ...node, value, absent };
}

/** How often each name is spoken of in a rule. */
function usesIn(rule: Rule): Map<string, number> {
  const uses = new Map<string, number>();
  const visit = (tree: Tree): void => {
    if (tree.kind === 'name') uses.set(tree.name, (uses.get(tree.name) ?? 0) + 1);
    for (const child of childrenOf(tree)) visit(child);
  };
  for (const { tree } of [...rule.derived, ...rule.clauses]) visit(tree);
  if (rule.amount) visit(rule.amount);
  return uses;
}
