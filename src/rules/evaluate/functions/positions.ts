import { ValueError } from '../../problem.ts';
import { type Numeric, round, signOf, toInteger } from '../../values/decimal.ts';

/** A length or scale: what is over of a number that is not whole is cut off. Throws ValueError beyond ±2^53. */
export const wholeOf = (n: Numeric): number => toInteger(round(n, 0, signOf(n) < 0 ? 'ceiling' : 'floor'));

/** The index of a position, of which the first is 1 and the last -1; throws ValueError for one outside the items. */
export function indexOf(position: Numeric, length: number): number {
  const at = toInteger(position);
  if (at === 0) throw new ValueError('a position counts from 1');
  if (Math.abs(at) > length) throw new ValueError(`there is no position ${at} among ${length}`);
  return at > 0 ? at - 1 : length + at;
}

/** So many items from a position on, all of them unless said; throws ValueError when there are not so many. */
export function slice<T>(items: readonly T[], start: Numeric, length: Numeric | undefined): readonly T[] {
  const from = indexOf(start, items.length);
  if (length === undefined) return items.slice(from);
  const count = wholeOf(length);
  if (count < 1) throw new ValueError('a length is at least 1');
  if (from + count > items.length) throw new ValueError(`there are not ${count} from position ${from + 1} on`);
  return items.slice(from, from + count);
}
