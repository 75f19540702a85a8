import type { NumericRepr, Op } from './nodes.ts';

/**
 * The instructions of WebAssembly that are used (WebAssembly 2.0, sections 5.4.1 to 5.4.8).
 * Those of the vectors come after the prefix 0xfd.
 */
export const CORE = {
  end: 0x0b,
  loop: 0x03,
  branchIf: 0x0d,
  emptyBlock: 0x40,
  localGet: 0x20,
  localSet: 0x21,
  i32Load: 0x28,
  i32Store: 0x36,
  i32Store16: 0x3b,
  i32Const: 0x41,
  i32LessThan: 0x48,
  i32PopulationCount: 0x69,
  i32Add: 0x6a,
  i32And: 0x71,
  i32ShiftLeft: 0x74,
  i32ShiftRight: 0x76,
  i32: 0x7f,
  v128: 0x7b,
} as const;

export const VECTOR = {
  load: 0x00,
  store: 0x0b,
  constant: 0x0c,
  shuffle: 0x0d,
  not: 0x4d,
  and: 0x4e,
  andNot: 0x4f,
  or: 0x50,
  xor: 0x51,
  bitSelect: 0x52,
  bitMask: 0x64,
  narrow16: 0x65,
  narrow32: 0x85,
  toDouble: 0xfe,
} as const;

/** A load of one value into all lanes. */
export const SPLAT: Readonly<Record<NumericRepr, number>> = { i8: 0x07, i16: 0x08, i32: 0x09, f64: 0x0a };

/** Signed lanes to lanes of twice the width: of the lower half of a register, and of the upper one. */
export const EXTEND = {
  i16: [0x87, 0x88],
  i32: [0xa7, 0xa8],
  f64: [0xc7, 0xc8],
} as const;

/** What a numeric operation is on lanes of each kind. Only doubles are divided; narrow integers are compared and chosen between. */
export const NUMERIC_OP: Readonly<Partial<Record<Op, Readonly<Partial<Record<NumericRepr, number>>>>>> = {
  equal: { i8: 0x23, i16: 0x2d, i32: 0x37, f64: 0x47 },
  less: { i8: 0x25, i16: 0x2f, i32: 0x39, f64: 0x49 },
  add: { i32: 0xae, f64: 0xf0 },
  subtract: { i32: 0xb1, f64: 0xf1 },
  multiply: { i32: 0xb5, f64: 0xf2 },
  divide: { f64: 0xf3 },
  floor: { f64: 0x75 },
  // For doubles the pseudo-minimum, one instruction of the machine: there is no NaN among them.
  min: { i8: 0x76, i16: 0x96, i32: 0xb6, f64: 0xf6 },
  max: { i8: 0x78, i16: 0x98, i32: 0xb8, f64: 0xf7 },
};
