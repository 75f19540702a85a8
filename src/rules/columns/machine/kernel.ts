import { moduleOf } from './bytes.ts';
import { emit, type Output, PARAMETERS } from './emit.ts';
import { type Node, type NumericRepr, type Repr, WIDTH } from './nodes.ts';
import { inputsOf } from './schedule.ts';

/** Values of many rows, one after another. */
export type Values = Int8Array | Int16Array | Int32Array | Float64Array;

/** What a kernel is to leave of a node: its values, a bit for each row, or how many rows it holds for. */
export interface Wanted {
  readonly kind: Output['kind'];
  readonly node: Node;
}

const ARRAYS = { mask: Int8Array, i8: Int8Array, i16: Int16Array, i32: Int32Array, f64: Float64Array } as const;

/** An array of a representation. */
export const newValues = (repr: Repr, length: number): Values => new ARRAYS[repr](length);

/** A block is as many rows as fit into so many bytes with all that is read and written: they stay in the processor's cache. */
const BLOCK_BYTES = 3 << 17;
const MOST_ROWS = 4096;
const LEAST_ROWS = 256;

/** Slots do not begin at multiples of the same power of two, where the cache would put them over one another. */
const GAP = 192;

type Run = (from: number, until: number, live: number) => void;

/** All kernels work in one memory, each filling it anew before it runs, so that many of them take no room. */
const memory = new WebAssembly.Memory({ initial: 16 });

/** Modules are the same for rules that differ in their numbers only: those are in memory. */
const runs = new Map<string, Run>();
const MOST_MODULES = 1000;

function runOf(module: Uint8Array<ArrayBuffer>): Run {
  const key = Buffer.from(module.buffer).toString('latin1');
  let run = runs.get(key);
  if (!run) {
    if (runs.size >= MOST_MODULES) runs.clear();
    run = new WebAssembly.Instance(new WebAssembly.Module(module), { m: { memory } }).exports.run as Run;
    runs.set(key, run);
  }
  return run;
}

/** Machine code (WebAssembly with vectors of 128 bits) for some nodes, run block by block. */
export class Kernel {
  /** The most rows of a block. */
  readonly rows: number;
  /** The slots of the inputs that it reads. */
  readonly inputs: readonly number[];
  readonly #slots = new Map<number, { readonly repr: Repr; readonly address: number }>();
  readonly #outputs: readonly Output[];
  readonly #counters: number;
  readonly #constants: Uint8Array;
  readonly #constantsAt: number;
  readonly #run: Run;

  constructor(wanted: readonly Wanted[]) {
    const inputs = inputsOf(wanted.map(({ node }) => node));
    const reprs = new Map<number, Repr>(inputs.map(({ value, repr }) => [value, repr]));
    // The slots of the outputs are numbered from -1 down, beside those of the inputs.
    this.#outputs = wanted.map(({ kind, node }, index): Output => {
      if (kind === 'count') return { kind, node, counter: index };
      reprs.set(-1 - index, kind === 'bits' ? 'mask' : node.repr);
      return { kind, node, slot: -1 - index };
    });
    this.inputs = inputs.map(({ value }) => value);
    const bytes = [...reprs.values()].reduce((sum, repr) => sum + WIDTH[repr], 1);
    this.rows = Math.min(MOST_ROWS, Math.max(LEAST_ROWS, 2 ** Math.floor(Math.log2(BLOCK_BYTES / bytes))));
    let end = 0;
    const reserve = (size: number): number => {
      const begin = end;
      end += Math.ceil(size / 64) * 64 + GAP;
      return begin;
    };
    for (const [slot, repr] of reprs) this.#slots.set(slot, { repr, address: reserve(this.rows * WIDTH[repr]) });
    this.#counters = reserve(4 * wanted.length);
    this.#constantsAt = end;
    const pool = new Pool(this.#constantsAt);
    const { code, integers, vectors } = emit(this.#outputs, {
      slot: (slot) => this.#slots.get(slot)!.address,
      constant: (repr, value) => pool.addressOf(repr, value),
      counter: (index) => this.#counters + 4 * index,
    });
    this.#constants = pool.bytes();
    this.#run = runOf(moduleOf(PARAMETERS, { integers, vectors }, code));
    reserveMemory(this.#constantsAt + this.#constants.length);
  }

  /** Fills an input's slot with a block's rows. */
  load(slot: number, values: Values, from: number, count: number): void {
    this.#view(slot, count).set(values.subarray(from, from + count));
  }

  /** Runs over the first `count` rows of the slots. */
  run(count: number): void {
    new Uint8Array(memory.buffer).set(this.#constants, this.#constantsAt);
    this.counts.fill(0);
    const whole = count - (count % 16);
    if (whole > 0) this.#run(0, whole, 0xffff);
    if (whole < count) this.#run(whole, count, 2 ** (count % 16) - 1);
  }

  /** What a run left of a wanted node: values, or bits (sixteen rows in two bytes). To be read before any kernel runs again. */
  values(index: number, count: number): Values {
    return this.#view(-1 - index, this.#outputs[index]!.kind === 'bits' ? Math.ceil(count / 16) * 2 : count);
  }

  /** By the place of each wanted node of the kind `count`: how many rows it held for. To be read likewise. */
  get counts(): Int32Array {
    return new Int32Array(memory.buffer, this.#counters, this.#outputs.length);
  }

  #view(slot: number, length: number): Values {
    const { repr, address } = this.#slots.get(slot)!;
    return new ARRAYS[repr](memory.buffer, address, length);
  }
}

function reserveMemory(bytes: number): void {
  const missing = Math.ceil((bytes - memory.buffer.byteLength) / 65_536);
  if (missing > 0) memory.grow(missing);
}

/** The constants of a kernel, each once, as they lie in memory. */
class Pool {
  readonly #at: number;
  readonly #addresses = new Map<string, number>();
  readonly #entries: { readonly repr: NumericRepr; readonly value: number; readonly address: number }[] = [];

  constructor(at: number) {
    this.#at = at;
  }

  addressOf(repr: NumericRepr, value: number): number {
    const key = `${repr} ${value}`;
    const found = this.#addresses.get(key);
    if (found !== undefined) return found;
    const address = this.#at + 8 * this.#entries.length;
    this.#addresses.set(key, address);
    this.#entries.push({ repr, value, address });
    return address;
  }

  bytes(): Uint8Array {
    const bytes = new Uint8Array(8 * this.#entries.length);
    for (const { repr, value, address } of this.#entries) {
      new ARRAYS[repr](bytes.buffer, address - this.#at, 1)[0] = value;
    }
    return bytes;
  }
}
