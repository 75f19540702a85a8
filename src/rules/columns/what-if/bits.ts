/** A bit for each row, 32 in a word, the first row's being the lowest of the first word. */
export type Bits = Uint32Array;

/** No bit set, for so many rows. */
export const newBits = (rows: number): Bits => new Uint32Array(Math.ceil(rows / 32));

/** Sets all bits beyond the last row to 0. */
export function trim(bits: Bits, rows: number): Bits {
  if (rows % 32 > 0) bits[bits.length - 1]! &= 2 ** (rows % 32) - 1;
  return bits;
}

/** Sets the bit of a row to 1 or 0. */
export function put(bits: Bits, row: number, isSet: boolean): void {
  const bit = 1 << (row & 31);
  if (isSet) bits[row >>> 5]! |= bit;
  else bits[row >>> 5]! &= ~bit;
}

/** Keeps the bits that are 1 in both. */
export function intersect(bits: Bits, other: Bits): void {
  for (let at = 0; at < bits.length; at += 1) bits[at]! &= other[at]!;
}

/** Adds the bits that are 1 in the other. */
export function unite(bits: Bits, other: Bits): void {
  for (let at = 0; at < bits.length; at += 1) bits[at]! |= other[at]!;
}

/** How many bits of a word are 1 (Warren, Hacker's Delight, figure 5-2). */
function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const quads = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((quads + (quads >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** How many bits are 1. */
export function count(bits: Bits): number {
  let sum = 0;
  for (let at = 0; at < bits.length; at += 1) sum += ones(bits[at]!);
  return sum;
}

/** How many bits are 1 in the first and 0 in the second. */
export function countWithout(bits: Bits, without: Bits): number {
  let sum = 0;
  for (let at = 0; at < bits.length; at += 1) sum += ones(bits[at]! & ~without[at]!);
  return sum;
}

/** The rows whose bit is 1. */
export function* rowsOf(bits: Bits): Generator<number> {
  for (let at = 0; at < bits.length; at += 1) {
    for (let left = bits[at]!; left !== 0; left &= left - 1) yield at * 32 + 31 - Math.clz32(left & -left);
  }
}
