import type { Numeric } from '../../values/decimal.ts';
import { ExactSum } from '../program/exact-sum.ts';
import type { Bits } from './bits.ts';
import type { GroupFigures, Grouping } from './figures.ts';

/** A double holds sums of integers exactly below 2^53. */
const SAFE = 2 ** 52;

/** How many rows of each group are eligible, and what their amounts add up to, kept up to date with what changes. */
export class Sums {
  readonly #grouping: Grouping;
  /** Amounts of the rows in units of 10^-scale, NaN where there is none; or the one that all rows have. */
  readonly #amounts: Float64Array | number;
  readonly #scale: number;
  readonly #counts: Int32Array;
  readonly #sums: Float64Array;
  readonly #carried: ExactSum[];

  constructor(grouping: Grouping, amounts: Float64Array | number, scale: number) {
    this.#grouping = grouping;
    this.#amounts = amounts;
    this.#scale = scale;
    this.#counts = new Int32Array(grouping.count);
    this.#sums = new Float64Array(grouping.count);
    this.#carried = Array.from({ length: grouping.count }, () => new ExactSum());
  }

  /** Takes rows out that are not eligible any more, and others in. */
  change(before: Bits, after: Bits): void {
    const { groups } = this.#grouping;
    const [amounts, counts, sums] = [this.#amounts, this.#counts, this.#sums];
    for (let at = 0; at < after.length; at += 1) {
      const now = after[at]!;
      for (let left = now ^ before[at]!; left !== 0; left &= left - 1) {
        const bit = 31 - Math.clz32(left & -left);
        const row = at * 32 + bit;
        const sign = (now >>> bit) & 1 ? 1 : -1;
        const group = groups[row]!;
        counts[group]! += sign;
        if (typeof amounts === 'number' || Number.isNaN(amounts[row]!)) continue;
        const sum = sums[group]! + sign * amounts[row]!;
        sums[group] = sum;
        if (sum > SAFE || sum < -SAFE) this.#carry(group);
      }
    }
  }

  #carry(group: number): void {
    this.#carried[group]!.addLarge(BigInt(this.#sums[group]!));
    this.#sums[group] = 0;
  }

  /** The figures of each group; their totals only of a rule with amounts. */
  figures(hasAmount: boolean): GroupFigures[] {
    return [...this.#counts].map((yes, group) => ({ yes, total: hasAmount ? this.#totalOf(group, yes) : undefined }));
  }

  #totalOf(group: number, yes: number): Numeric {
    if (typeof this.#amounts !== 'number') {
      this.#carry(group);
      return this.#carried[group]!.value(this.#scale);
    }
    const sum = new ExactSum();
    if (!Number.isNaN(this.#amounts)) sum.addLarge(BigInt(yes) * BigInt(this.#amounts));
    return sum.value(this.#scale);
  }
}
