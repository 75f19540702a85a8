import type { ArithmeticOperator, ComparisonOperator, Test, Tree } from '../tree.ts';
import { partsOf, type Source, type SyntaxNode } from './syntax.ts';

/**
 * Operators and their operands, put in order by precedence.
 *
 * lezer-feel reads `age in [19..34] and poor` as `age in ([19..34] and poor)`, because its tests of `in` take any
 * expression. So what it says of operators is flattened to the sequence in the text and grouped here,
 * as DMN 1.5 (section 10.3.1.2) orders them.
 */

/** From the loosest to the tightest; all group to the left. Unary minus is tighter still: `-2 ** 2` is 4. */
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

/** Reads a sequence; operands are read by the function given. Throws RuleSyntaxError. */
export function readSequence(node: SyntaxNode, source: Source, operand: (node: SyntaxNode) => Tree): Tree {
  const reader = new SequenceReader(node, source, operand);
  return reader.toEnd(reader.binary(LOOSEST));
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
    const right = this.binary(tighter);
    if (op === 'and' || op === 'or') return { kind: 'logic', at, op, left, right };
    return COMPARISONS.includes(op)
      ? { kind: 'compare', at, op: op as ComparisonOperator, left, right }
      : { kind: 'arithmetic', at, op: op as ArithmeticOperator, left, right };
  }

  /** A minus sign, if any, and one operand. Several signs in a row are refused: nobody means them. */
  #unary(): Tree {
    const sign = this.#operator() === '-' ? this.#take() : undefined;
    const node = this.#take();
    if (OPERATORS.includes(node.name)) {
      throw this.#source.error(`something is missing before ${this.#source.textOf(node)}`, node.from);
    }
    const of = this.#operand(node);
    return sign ? { kind: 'negate', at: this.#source.place(sign.from), of } : of;
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
    if (node?.name === 'Interval') return this.#range(this.#take());
    const inner = node?.name === 'ParenthesizedExpression' ? partsOf(node)[1] : undefined;
    if (inner && holdsTest(inner)) {
      this.#next += 1;
      return this.#within(inner);
    }
    const value = this.binary(level);
    return { kind: 'value', at: value.at, value };
  }

  #within(node: SyntaxNode): Test {
    const inner = new SequenceReader(node, this.#source, this.#operand);
    return inner.toEnd(inner.test(LOOSEST));
  }

  #range(node: SyntaxNode): Test {
    const [open, low, , high, close] = partsOf(node);
    return {
      kind: 'range',
      at: this.#source.place(node.from),
      low: this.#operand(low!),
      high: this.#operand(high!),
      includesLow: open!.name === '[',
      includesHigh: close!.name === ']',
    };
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

/** Whether a pair of parentheses, perhaps several, holds a range or `> 3` rather than a value. */
function holdsTest(node: SyntaxNode): boolean {
  if (node.name === 'ParenthesizedExpression') return holdsTest(partsOf(node)[1]!);
  return node.name === 'SimplePositiveUnaryTest';
}
