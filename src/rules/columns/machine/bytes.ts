/** The binary format of WebAssembly 2.0 (chapter 5), as far as one module with one function needs it. */

/** An unsigned number in LEB128 (section 5.2.2). */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  for (let left = value; ; left = Math.floor(left / 128)) {
    if (left < 128) return [...bytes, left];
    bytes.push((left % 128) + 128);
  }
}

/** A signed number of 32 bits in LEB128. */
export function signed(value: number): number[] {
  const bytes: number[] = [];
  for (let left = value; ; left >>= 7) {
    const low = left & 0x7f;
    if (left >> 6 === 0 || left >> 6 === -1) return [...bytes, low];
    bytes.push(low + 128);
  }
}

const text = (value: string): number[] => [...unsigned(value.length), ...new TextEncoder().encode(value)];
const section = (id: number, content: readonly number[]): number[] => [id, ...unsigned(content.length), ...content];

const MAGIC = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const I32 = 0x7f;
const V128 = 0x7b;

/** How many variables a function has beside its parameters. */
export interface Locals {
  readonly integers: number;
  readonly vectors: number;
}

/**
 * A module that imports the memory `m.memory` of at least one page and exports the function `run` of so many 32-bit integers.
 * `code` are the instructions of its body, without the last `end`.
 */
export function moduleOf(parameters: number, locals: Locals, code: readonly number[]): Uint8Array<ArrayBuffer> {
  const variables = [2, ...unsigned(locals.integers), I32, ...unsigned(locals.vectors), V128];
  const body = [...variables, ...code, 0x0b];
  return new Uint8Array([
    ...MAGIC,
    ...section(1, [1, 0x60, parameters, ...Array<number>(parameters).fill(I32), 0]),
    ...section(2, [1, ...text('m'), ...text('memory'), 2, 0, 1]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...text('run'), 0, 0]),
    ...section(10, [1, ...unsigned(body.length), ...body]),
  ]);
}
