import type { Folding } from '../cells/levels.ts';
import { STATES } from '../table/states.ts';

/** The items of some rows, one after another: those of row r are from `begins[r]` up to `begins[r + 1]`. */
export interface Items {
  readonly begins: Int32Array;
  /** The first row, and how many. */
  readonly row: number;
  readonly rows: number;
  /** Whether each counts (1 or 0), from the first item of the first row on; all if undefined. */
  readonly kept: Int8Array | undefined;
}

const LARGEST = 2 ** 50;
const DOUBLE = STATES.f64;
const BYTE = STATES.i8;

const ABSENT = 1;
const UNKNOWN = 2;
/** The list itself is unknown, since it is of an item whether it counts. */
const OPEN = 4;
const ASIDE = 8;

/** What stands for a row of which states were met: what is aside may be anything, then the list, then what FEEL says of items. */
function stateFor(met: number): number {
  if (met & ASIDE) return DOUBLE.aside;
  if (met & OPEN) return DOUBLE.unknown;
  return met & ABSENT ? DOUBLE.absent : DOUBLE.unknown;
}

/** Counts, adds or compares the items of each row into `out`: null for a row without items or with null in it. */
export function foldNumbers(
  folding: Exclude<Folding, 'some' | 'every'>,
  { begins, row, rows, kept }: Items,
  items: Float64Array | undefined,
  out: Float64Array,
): void {
  const first = begins[row]!;
  const [isSum, isMin, isCount] = [folding === 'sum', folding === 'min', folding === 'count'];
  for (let at = 0; at < rows; at += 1) {
    const until = begins[row + at + 1]! - first;
    let [met, count, result] = [0, 0, 0];
    for (let item = begins[row + at]! - first; item < until; item += 1) {
      const keep = kept ? kept[item]! : 1;
      if (keep === 0) continue;
      if (keep !== 1) {
        met |= keep === BYTE.unknown ? OPEN : ASIDE;
        continue;
      }
      count += 1;
      if (!items) continue;
      const value = items[item]!;
      if (value <= DOUBLE.aside) met |= value === DOUBLE.unknown ? UNKNOWN : value === DOUBLE.absent ? ABSENT : ASIDE;
      else if (isSum) {
        result += value;
        if (Math.abs(result) > LARGEST) met |= ASIDE;
      } else if (count === 1 || (isMin ? value < result : value > result)) result = value;
    }
    if (isCount) out[at] = met ? stateFor(met) : count;
    else out[at] = met ? stateFor(met) : count === 0 ? DOUBLE.absent : result;
  }
}

/** Whether the items of each row hold, into `out` as 1 or 0: any of them (`some`), or each. */
export function foldConditions(
  folding: 'some' | 'every',
  { begins, row, rows, kept }: Items,
  items: Int8Array,
  out: Float64Array,
): void {
  const first = begins[row]!;
  const decisive = folding === 'some' ? 1 : 0;
  for (let at = 0; at < rows; at += 1) {
    const until = begins[row + at + 1]! - first;
    let [met, isDecided] = [0, false];
    for (let item = begins[row + at]! - first; item < until; item += 1) {
      const keep = kept ? kept[item]! : 1;
      if (keep === 0) continue;
      if (keep !== 1) {
        met |= keep === BYTE.unknown ? OPEN : ASIDE;
        continue;
      }
      const value = items[item]!;
      if (value === decisive) isDecided = true;
      else if (value <= BYTE.aside) met |= value === BYTE.unknown ? UNKNOWN : value === BYTE.absent ? ABSENT : ASIDE;
    }
    out[at] = rowOf(met, isDecided, decisive);
  }
}

/** What decides, decides; then what is unknown leaves the row open, then null. */
function rowOf(met: number, isDecided: boolean, decisive: number): number {
  if (met & (ASIDE | OPEN)) return stateFor(met);
  if (isDecided) return decisive;
  if (met & UNKNOWN) return DOUBLE.unknown;
  return met & ABSENT ? DOUBLE.absent : 1 - decisive;
}
