import type { ArithmeticOperator, ComparisonOperator, Range, RangeTest, Test, Tree } from '../tree.ts';
import { partsOf, type SyntaxNode } from './nodes.ts';
import type { Source } from './source.ts';

/**
 * Operators and their operands, put in order by precedence.
 *
 * lezer-feel reads `age in [19..34] and poor` as `age in ([19..34] and poor)`, because its tests of `in` take any
 * expression. So what it says of operators is flattened to the sequence in the text and grouped here,
 * as DMN 1.5 (section 10.3.1.2) orders them.
 */

/** From the loosest to the tightest; all group to the left. A minus sign is tighter still: `-2 ** 2` is 4. */
const PRECEDENCE = [
  ['or'],
  ['and'],
  ['=', '!=', '<', '<=', '>', '>=', 'in', 'between'],
  ['+', '-'],
  ['*', '/'],
  ['**'],
] as const;
const LOOSEST = 0;
const ADDITIVE = 3;

type BinaryOperator = (typeof PRECEDENCE)[number][number];

const COMPARISONS: readonly string[] = ['=', '!=', '<', '<=', '>', '>='];
/** Signs of other languages that two of these make. */
const INSTEAD: Readonly<Record<string, string>> = {
  '==': 'write one = to compare',
  '<>': 'write != for unequal',
  '=>': 'write >= for at least',
  '=<': 'write <= for at most',
};
const OPERATORS = ['ArithOp', 'CompareOp', 'in', 'between', 'and', 'or'];
const GROUPS = [
  'ArithmeticExpression',
  'Comparison',
  'Conjunction',
  'Disjunction',
  'PositiveUnaryTest',
  'SimplePositiveUnaryTest',
];

/** Whether a node is operators and operands rather than one operand. */
export const isSequence = (node: SyntaxNode): boolean => GROUPS.includes(node.name);

/** The sequence under a node in the order of the text. Not recursive, since a long sum nests deeply to the left. */
function flatten(node: SyntaxNode): SyntaxNode[] {
  const flat: SyntaxNode[] = [];
  const pending = [node];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (isSequence(next)) pending.push(...partsOf(next).reverse());
    else if (next.name !== '(' && next.name !== ')') flat.push(next);
  }
  return flat;
}

/**
 * Reads a sequence; operands are read by the function given. It may begin with a comparison where a range can stand:
 * `(>= 5)`, `[> 3, < 1]`. Throws RuleSyntaxError.
 */
export function readSequence(
  node: SyntaxNode,
  source: Source,
  operand: (node: SyntaxNode) => Tree,
  mayBeRange: boolean,
): Tree {
  const reader = new SequenceReader(node, source, operand);
  return reader.toEnd(mayBeRange && reader.startsWithComparison() ? reader.openRange() : reader.binary(LOOSEST));
}

class SequenceReader {
  readonly #nodes: readonly SyntaxNode[];
  readonly #source: Source;
  readonly #operand: (node: SyntaxNode) => Tree;
  #next = 0;

  constructor(node: SyntaxNode, source: Source, operand: (node: SyntaxNode) => Tree) {
    this.#nodes = flatten(node);
    this.#source = source;
    this.#operand = operand;
  }

  /** The result, when everything was read. */
  toEnd<T>(result: T): T {
    const rest = this.#nodes[this.#next];
    if (rest) throw this.#source.error(`${this.#source.textOf(rest)} is not expected here`, rest.from);
    return result;
  }

  startsWithComparison(): boolean {
    return COMPARISONS.includes(this.#operator() ?? '');
  }

  /** `>= 5` as a value: the range of all that it holds for (DMN 1.5, section 10.3.2.7). */
  openRange(): Range {
    const sign = this.#take();
    const op = this.#source.textOf(sign);
    if (op === '!=') throw this.#source.error('!= makes no range; it can only follow in', sign.from);
    const end = this.binary(ADDITIVE);
    const isLow = op.startsWith('>') || op === '=';
    return {
      kind: 'range',
      at: this.#source.place(sign.from),
      low: isLow ? end : null,
      high: isLow && op !== '=' ? null : end,
      includesLow: op === '>=' || op === '=',
      includesHigh: op === '<=' || op === '=',
    };
  }

  /** Precedence climbing: operands and operators of this level and all tighter ones. */
  binary(level: number): Tree {
    const operators: readonly string[] | undefined = PRECEDENCE[level];
    if (!operators) return this.#unary();
    let left = this.binary(level + 1);
    while (operators.includes(this.#operator() ?? '')) {
      const op = this.#operator() as BinaryOperator;
      this.#next += 1;
      left = this.#combine(op, left, level + 1);
    }
    return left;
  }

  #combine(op: BinaryOperator, left: Tree, tighter: number): Tree {
    const { at } = left;
    if (op === 'in') return { kind: 'in', at, of: left, tests: this.#tests() };
    if (op === 'between') return { kind: 'in', at, of: left, tests: [this.#bounds()] };
    if (op === '=' || op === '!=') return { kind: 'compare', at, op, left, right: this.#compared(tighter) };
    const right = this.binary(tighter);
    if (op === 'and' || op === 'or') return { kind: 'logic', at, op, left, right };
    return COMPARISONS.includes(op)
      ? { kind: 'compare', at, op: op as ComparisonOperator, left, right }
      : { kind: 'arithmetic', at, op: op as ArithmeticOperator, left, right };
  }

  /** What follows `=` may be a range without brackets: `range("[2..)") = >= 2`. */
  #compared(tighter: number): Tree {
    const op = this.#operator() ?? '';
    return op !== '=' && op !== '!=' && COMPARISONS.includes(op) ? this.openRange() : this.binary(tighter);
  }

  /** Minus signs, if any, and one operand. */
  #unary(): Tree {
    const signs: SyntaxNode[] = [];
    while (this.#operator() === '-') signs.push(this.#take());
    const node = this.#take();
    if (OPERATORS.includes(node.name)) throw this.#source.error(this.#misplaced(node), node.from);
    return signs.reduceRight<Tree>(
      (of, sign) => ({ kind: 'negate', at: this.#source.place(sign.from), of }),
      this.#operand(node),
    );
  }

  #misplaced(node: SyntaxNode): string {
    const before = this.#nodes[this.#nodes.indexOf(node) - 1];
    const op = this.#source.textOf(node);
    const pair = before ? this.#source.textOf(before) + op : op;
    return INSTEAD[pair] ?? `something is missing before ${op}`;
  }

  /** `low and high` after `between` */
  #bounds(): Test {
    const low = this.binary(ADDITIVE);
    const conjunction = this.#take();
    if (conjunction.name !== 'and') throw this.#source.error('between needs and', conjunction.from);
    return { kind: 'range', at: low.at, low, high: this.binary(ADDITIVE), includesLow: true, includesHigh: true };
  }

  /** What follows `in`: several tests in parentheses, or one. */
  #tests(): Test[] {
    if (this.#peek()?.name !== 'PositiveUnaryTests') return [this.test(ADDITIVE)];
    return partsOf(this.#take()).map((part) => this.#within(part));
  }

  /** One test; a value takes operators from this level. */
  test(level: number): Test {
    const node = this.#peek();
    const op = this.#operator() ?? '';
    if (node && COMPARISONS.includes(op)) {
      const at = this.#source.place(this.#take().from);
      return { kind: 'comparison', at, op: op as ComparisonOperator, to: this.binary(ADDITIVE) };
    }
    const inner = node?.name === 'ParenthesizedExpression' ? partsOf(node)[1] : undefined;
    if (inner && holdsTest(inner) && !this.#goesOn(level)) {
      this.#next += 1;
      return this.#within(inner);
    }
    const value = this.binary(level);
    if (isBounded(value)) return value;
    return { kind: 'value', at: value.at, value };
  }

  /** Whether an operator follows the next node that would take it as its left side. */
  #goesOn(level: number): boolean {
    const after = this.#nodes[this.#next + 1];
    const op = after && OPERATORS.includes(after.name) ? this.#source.textOf(after) : '';
    return PRECEDENCE.slice(level).some((operators: readonly string[]) => operators.includes(op));
  }

  #within(node: SyntaxNode): Test {
    const inner = new SequenceReader(node, this.#source, this.#operand);
    return inner.toEnd(inner.test(LOOSEST));
  }

  #peek(): SyntaxNode | undefined {
    return this.#nodes[this.#next];
  }

  /** The operator that comes next, if one does. */
  #operator(): string | undefined {
    const node = this.#peek();
    return node && OPERATORS.includes(node.name) ? this.#source.textOf(node) : undefined;
  }

  #take(): SyntaxNode {
    const node = this.#nodes[this.#next];
    if (!node) throw this.#source.error('the expression ends too early', this.#nodes.at(-1)?.to ?? 0);
    this.#next += 1;
    return node;
  }
}

const isBounded = (tree: Tree): tree is RangeTest => tree.kind === 'range' && tree.low !== null && tree.high !== null;

/** Whether a pair of parentheses, perhaps several, holds a range or `> 3` rather than a value. */
function holdsTest(node: SyntaxNode): boolean {
  if (node.name === 'ParenthesizedExpression') return holdsTest(partsOf(node)[1]!);
  return node.name === 'SimplePositiveUnaryTest';
}
