import type { NumericRepr } from '../machine/nodes.ts';

/**
 * What stands in a column for a row without an integer there: the lowest values of its representation.
 * `aside` is a value that the column cannot hold exactly, such as a huge number; it is kept beside it.
 */
export interface States {
  readonly unknown: number;
  readonly absent: number;
  readonly aside: number;
}

export type State = keyof States;

const from = (lowest: number, step: number): States => ({
  unknown: lowest,
  absent: lowest + step,
  aside: lowest + 2 * step,
});

/** The states by representation. Doubles have theirs far outside of the integers that count. */
export const STATES: Readonly<Record<NumericRepr, States>> = {
  i8: from(-128, 1),
  i16: from(-32_768, 1),
  i32: from(-(2 ** 31), 1),
  f64: from(-(2 ** 60), 2 ** 56),
};

/** Whether a stored number is a state rather than a value. */
export const isState = (repr: NumericRepr, stored: number): boolean => stored <= STATES[repr].aside;

/** The integers that a column of each representation can hold. */
export const BOUNDS: Readonly<Record<NumericRepr, readonly [low: number, high: number]>> = {
  i8: [-125, 127],
  i16: [-32_765, 32_767],
  i32: [-(2 ** 31) + 3, 2 ** 31 - 1],
  f64: [-(2 ** 50), 2 ** 50],
};
