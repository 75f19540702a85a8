import { ValueError } from '../problem.ts';
import type { Value } from './values.ts';

/** A list has at most this many items, and a value of lists in lists at most this many values inside it. */
export const MAX_ITEMS = 1_000_000;

/** A text has at most this many UTF-16 units. */
export const MAX_TEXT = 1_000_000;

/** So many UTF-16 units of a text weigh as much as one item of a list. */
const UNITS_OF_WEIGHT = 100;

/** The weights of lists and records, which never change. */
const weights = new WeakMap<object, number>();

/**
 * How many values there are in a value, itself and each inside counted as often as it is reached; long texts count for more. `[b, b]` with b `[a, a]` and so on
 * shares its items, so that it takes little memory, but whoever goes through it would never come to the end.
 */
export function weightOf(value: Value): number {
  if (typeof value === 'string') return 1 + Math.floor(value.length / UNITS_OF_WEIGHT);
  if (value === null || typeof value !== 'object') return 1;
  const known = weights.get(value);
  if (known !== undefined) return known;
  const weight = 1 + partsOf(value).reduce<number>((sum, part) => sum + weightOf(part), 0);
  weights.set(value, weight);
  return weight;
}

function partsOf(value: Value & object): readonly Value[] {
  if (Array.isArray(value)) return value as readonly Value[];
  if (!('kind' in value)) return [];
  if (value.kind === 'record') return Object.values(value.fields);
  return value.kind === 'range' ? [value.low, value.high] : [];
}

/** The value itself; throws ValueError when there is too much inside it or it is too long a text. */
export function weighed<V extends Value>(value: V): V {
  if (typeof value === 'string') {
    if (value.length > MAX_TEXT) throw new ValueError(`a text has at most ${MAX_TEXT.toLocaleString('en')} characters`);
  } else if (weightOf(value) > MAX_ITEMS) {
    throw new ValueError(`a list has at most ${MAX_ITEMS.toLocaleString('en')} items in all`);
  }
  return value;
}
