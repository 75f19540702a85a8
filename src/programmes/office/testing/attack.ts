/*
 * Somebody who keeps every published sum and wants to know of fewer people than is allowed. What they do not know is how
 * much there was in each cell; each published sum is an equation over cells. A set of cells is found out when its
 * indicator is a linear combination of the equations. Amounts are positive, so a sum of zero makes its cells known, too.
 */

/** A published sum: the cells that it is over, by their places, and what it comes to. */
export interface Equation {
  cells: readonly number[];
  amount: number;
}

/** A prime whose square is still an exact number: ranks modulo it are ranks but for a chance of one in ten million. */
const PRIME = 94_906_249;

/** What follows from equations over `size` cells. */
export function attacker(equations: readonly Equation[], size: number): { knows(cells: ReadonlySet<number>): boolean } {
  const zero = new Set(equations.filter(({ amount }) => amount === 0).flatMap(({ cells }) => cells));
  const basis: { pivot: number; row: Float64Array }[] = [];
  const reduce = (row: Float64Array): Float64Array => {
    for (const known of basis) {
      const factor = row[known.pivot]!;
      if (factor === 0) continue;
      for (let at = 0; at < size; at += 1) row[at] = (row[at]! + (PRIME - factor) * known.row[at]!) % PRIME;
    }
    return row;
  };
  const vectorOf = (cells: Iterable<number>): Float64Array => {
    const vector = new Float64Array(size);
    for (const cell of cells) if (!zero.has(cell)) vector[cell] = 1;
    return vector;
  };
  for (const { cells } of equations) {
    const row = reduce(vectorOf(cells));
    const pivot = row.findIndex((value) => value !== 0);
    if (pivot < 0) continue;
    const inverse = power(row[pivot]!, PRIME - 2);
    basis.push({ pivot, row: row.map((value) => (value * inverse) % PRIME) });
  }
  return { knows: (cells) => reduce(vectorOf(cells)).every((value) => value === 0) };
}

function power(base: number, exponent: number): number {
  let result = 1;
  for (let [square, left] = [base, exponent]; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = (result * square) % PRIME;
    square = (square * square) % PRIME;
  }
  return result;
}
