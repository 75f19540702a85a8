import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pick, type Random, seeded } from '../../testing/random.ts';
import { Graph } from './graph.ts';
import { Kernel, newValues, type Values } from './kernel.ts';
import type { Node, NumericRepr, Op } from './nodes.ts';

/** Random graphs, run as machine code and reckoned row by row. */

const INPUTS: readonly { repr: NumericRepr; low: number; high: number }[] = [
  { repr: 'i8', low: -125, high: 127 },
  { repr: 'i8', low: 0, high: 1 },
  { repr: 'i16', low: -30_000, high: 30_000 },
  { repr: 'i32', low: -2_000_000_000, high: 2_000_000_000 },
  { repr: 'i32', low: -5, high: 5 },
  { repr: 'f64', low: -(2 ** 49), high: 2 ** 49 },
];

type Row = readonly number[];

/** What a node is in a row; masks are 1 and 0. */
const MEANING: Readonly<Record<Op, (args: Row, node: Node, row: Row) => number>> = {
  true: () => 1,
  false: () => 0,
  and: ([a, b]) => a! & b!,
  or: ([a, b]) => a! | b!,
  not: ([a]) => 1 - a!,
  xor: ([a, b]) => a! ^ b!,
  equal: ([a, b]) => Number(a === b),
  less: ([a, b]) => Number(a! < b!),
  constant: (_args, { value }) => value,
  input: (_args, { value }, row) => row[value]!,
  add: ([a, b]) => a! + b!,
  subtract: ([a, b]) => a! - b!,
  multiply: ([a, b]) => a! * b!,
  divide: ([a, b]) => a! / b!,
  floor: ([a]) => Math.floor(a!),
  min: ([a, b]) => Math.min(a!, b!),
  max: ([a, b]) => Math.max(a!, b!),
  select: ([mask, a, b]) => (mask ? a! : b!),
  keep: ([a, mask]) => (mask ? a! : 0),
  widen: ([a]) => a!,
  spread: ([mask]) => mask!,
  bounded: ([a]) => a!,
};

function reckoned(node: Node, row: Row, known = new Map<Node, number>()): number {
  const found = known.get(node);
  if (found !== undefined) return found;
  const args = node.args.map((arg) => reckoned(arg, row, known));
  const value = MEANING[node.op](args, node, row);
  known.set(node, value);
  return value;
}

/** Nodes made of one another at random: numbers that stay exact, and masks. */
function randomNodes(graph: Graph, random: Random, count: number): Node[] {
  const numbers = INPUTS.map(({ repr, low, high }, slot) => graph.input(slot, repr, low, high));
  const constants = [-200, -1, 0, 1, 2, 7, 100, 127, 128, 40_000, 3_000_000_000];
  numbers.push(...constants.map((value) => graph.constant(value)));
  const masks = [graph.true, graph.false];
  const [number, mask] = [() => pick(random, numbers), () => pick(random, masks)];
  const isExact = ({ low, high }: Node) => low >= -(2 ** 50) && high <= 2 ** 50;
  const makeNumber: readonly (() => Node)[] = [
    () => graph.add(number(), number()),
    () => graph.subtract(number(), number()),
    () => graph.multiply(number(), number()),
    () => graph.negate(number()),
    () => graph.min(number(), number()),
    () => graph.max(number(), number()),
    () => graph.select(mask(), number(), number()),
    () => graph.keep(number(), mask()),
    () => graph.floorOfQuotient(number(), pick(random, [1, 2, 7, 12, 365, 100_000])),
  ];
  const makeMask: readonly (() => Node)[] = [
    () => graph.equal(number(), number()),
    () => graph.less(number(), number()),
    () => graph.and(mask(), mask()),
    () => graph.or(mask(), mask()),
    () => graph.xor(mask(), mask()),
    () => graph.not(mask()),
  ];
  for (let at = 0; at < count; at += 1) {
    const made = pick(random, makeNumber)();
    if (isExact(made)) numbers.push(made);
    masks.push(pick(random, makeMask)());
  }
  return [...numbers, ...masks];
}

/** Rows that often hold the same small numbers, so that some are equal. */
const randomRow = (random: Random): Row =>
  INPUTS.map(({ low, high }) => {
    const small = random.below(7) - 3;
    const value = random.below(2) === 0 ? small : low + Math.floor((random.below(2 ** 30) / 2 ** 30) * (high - low));
    return Math.min(high, Math.max(low, value));
  });

const columnsOf = (rows: readonly Row[]): Values[] =>
  INPUTS.map(({ repr }, slot) => {
    const values = newValues(repr, rows.length);
    for (const [at, row] of rows.entries()) values[at] = row[slot]!;
    return values;
  });

/** A comparison may answer as it likes where its number was kept out; there the row is left out. */
const isLoose = (node: Node): boolean => node.op === 'keep' || node.args.some(isLoose);

test('machine code computes what its nodes say', () => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const random = seeded(seed);
    const nodes = randomNodes(new Graph(), random, 40).filter((node) => node.op === 'keep' || !isLoose(node));
    const masks = nodes.filter(({ repr }) => repr === 'mask');
    const kernel = new Kernel([
      ...nodes.map((node) => ({ kind: 'values', node }) as const),
      ...masks.map((node) => ({ kind: 'count', node }) as const),
      ...masks.map((node) => ({ kind: 'bits', node }) as const),
    ]);
    const rows = Array.from({ length: pick(random, [1, 15, 16, 17, 100, kernel.rows]) }, () => randomRow(random));
    const columns = columnsOf(rows);
    for (const slot of kernel.inputs) kernel.load(slot, columns[slot]!, 0, rows.length);
    kernel.run(rows.length);
    const expected = nodes.map((node) => rows.map((row) => reckoned(node, row)));
    const found = nodes.map((_, index) => [...kernel.values(index, rows.length)]);
    for (const [index, node] of nodes.entries()) {
      const sign = node.repr === 'mask' ? -1 : 1;
      assert.deepEqual(
        found[index]!.map((value) => sign * value + 0),
        expected[index]!.map((value) => value + 0),
        `seed ${seed}: ${node.op} ${node.repr}`,
      );
    }
    const ofMasks = masks.map((mask) => expected[nodes.indexOf(mask)]!);
    for (const [index, values] of ofMasks.entries()) {
      assert.equal(
        kernel.counts[nodes.length + index],
        values.reduce((a, b) => a + b, 0),
      );
      const bits = kernel.values(nodes.length + masks.length + index, rows.length);
      assert.deepEqual(
        values.map((_, row) => (bits[row >> 3]! >> (row & 7)) & 1),
        values,
      );
    }
  }
});

test('quotients of integers up to 2^50 are rounded down exactly', () => {
  const graph = new Graph();
  const dividend = graph.input(0, 'f64', -(2 ** 50), 2 ** 50);
  const divisors = [2, 3, 7, 10, 100, 10 ** 9, 146_097, 999_983];
  const kernel = new Kernel(divisors.map((by) => ({ kind: 'values', node: graph.floorOfQuotient(dividend, by) })));
  for (const by of divisors) {
    const near = [0, 1, 5, 2 ** 20, Math.floor(2 ** 50 / by) - 1].flatMap((times) =>
      [-1, 0, 1].map((d) => times * by + d),
    );
    const values = Float64Array.from([...near, ...near.map((value) => -value)]);
    kernel.load(0, values, 0, values.length);
    kernel.run(values.length);
    for (const [index, divisor] of divisors.entries()) {
      const exact = [...values].map((value) => floorOf(BigInt(value), BigInt(divisor)));
      assert.deepEqual(
        [...kernel.values(index, values.length)].map((value) => value + 0),
        exact,
        `by ${divisor}`,
      );
    }
  }
});

const floorOf = (a: bigint, b: bigint): number => Number(a / b - (a % b < 0n ? 1n : 0n));
