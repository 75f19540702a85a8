/**
 * What a rule is compiled to before it becomes machine code: a graph of values, each of them one vector over a block of rows.
 * There are no branches and no names: an input is a numbered slot, a literal is a number.
 */

/**
 * How a vector lies in a register. A `mask` has a byte for each row, all ones where it holds.
 * The others are signed integers of so many bits, and doubles, which hold integers here, too.
 */
export type Repr = 'mask' | NumericRepr;
export type NumericRepr = 'i8' | 'i16' | 'i32' | 'f64';

/** The narrower first. */
export const NUMERIC: readonly NumericRepr[] = ['i8', 'i16', 'i32', 'f64'];

/** Registers of 128 bits that hold 16 rows. */
export const REGISTERS: Readonly<Record<Repr, number>> = { mask: 1, i8: 1, i16: 2, i32: 4, f64: 8 };

/** Bytes of one row. */
export const WIDTH: Readonly<Record<Repr, number>> = { mask: 1, i8: 1, i16: 2, i32: 4, f64: 8 };

/** The integers that a representation holds exactly, and with room for a sum and for half a unit more. */
export const LARGEST: Readonly<Record<NumericRepr, number>> = { i8: 127, i16: 32_767, i32: 2 ** 31 - 1, f64: 2 ** 50 };

export type Op =
  | 'true'
  | 'false'
  | 'and'
  | 'or'
  | 'not'
  | 'xor'
  | 'equal'
  | 'less'
  | 'constant'
  | 'input'
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'divide'
  | 'floor'
  | 'min'
  | 'max'
  | 'select'
  | 'keep'
  | 'widen'
  | 'spread'
  | 'bounded';

/** A value over all rows of a block. Nodes are made by a `Graph` only, which gives equal ones out once. */
export interface Node {
  readonly id: number;
  readonly op: Op;
  readonly repr: Repr;
  readonly args: readonly Node[];
  /** No row is outside of these; for a mask they say nothing. */
  readonly low: number;
  readonly high: number;
  /** Of a constant its value, of an input its slot. */
  readonly value: number;
}
