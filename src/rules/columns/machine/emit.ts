import { signed, unsigned } from './bytes.ts';
import { type Node, type NumericRepr, type Op, REGISTERS, WIDTH } from './nodes.ts';
import { CORE, EXTEND, NUMERIC_OP, SPLAT, VECTOR } from './opcodes.ts';
import { comparisonsOfInputs, countUses, operandsOf } from './schedule.ts';

/** Where in memory the values of a slot begin, and where the constants and counters are. */
export interface Layout {
  readonly slot: (slot: number) => number;
  readonly constant: (repr: NumericRepr, value: number) => number;
  readonly counter: (index: number) => number;
}

/** What a kernel leaves behind. */
export type Output =
  /** The values of all rows, in the node's representation. */
  | { readonly kind: 'values'; readonly node: Node; readonly slot: number }
  /** A bit for each row. */
  | { readonly kind: 'bits'; readonly node: Node; readonly slot: number }
  /** How many rows a mask holds for. */
  | { readonly kind: 'count'; readonly node: Node; readonly counter: number };

/** The body of a function `run(from, until, live)`: it runs over rows, 16 at a time, and counts those of the bits `live`. */
export interface Emitted {
  readonly code: readonly number[];
  /** Its local variables, beside the parameters. */
  readonly integers: number;
  readonly vectors: number;
}

/** How many parameters it has. */
export const PARAMETERS = 3;
const [FROM, UNTIL, LIVE] = [0, 1, 2];
/** The row, and where its values of 8, 16, 32 and 64 bits are in their slots; and its bit. */
const ROW = 3;
const PLACE: Readonly<Record<number, number>> = { 1: ROW, 2: 4, 4: 5, 8: 6 };
const PLACE_OF_BITS = 7;
const FIRST_COUNTER = 8;

/**
 * Instructions that compute the outputs. A vector of 16 rows is as many registers as its representation needs,
 * and is computed register by register; a mask is always one.
 */
export function emit(outputs: readonly Output[], layout: Layout): Emitted {
  const roots = outputs.map(({ node }) => node);
  const uses = countUses(roots);
  const firstVector = FIRST_COUNTER + outputs.length;
  const locals = new Locals(firstVector);
  /** Where the values are that are used more than once, and how many of their registers are still to be used. */
  const held = new Map<Node, { readonly first: number; left: number }>();

  const code: number[] = [];
  const put = (...bytes: readonly number[]): void => {
    for (const byte of bytes) code.push(byte);
  };
  const vector = (opcode: number, ...immediates: readonly number[]) => put(0xfd, ...unsigned(opcode), ...immediates);
  const get = (local: number) => put(CORE.localGet, ...unsigned(local));
  const set = (local: number) => put(CORE.localSet, ...unsigned(local));
  const integer = (value: number) => put(CORE.i32Const, ...signed(value));
  const access = (opcode: number, address: number) => vector(opcode, 0, ...unsigned(address));

  /** Computes what is used more than once, from the bottom up. */
  function prepare(node: Node): void {
    if (held.has(node)) return;
    for (const operand of operandsOf(node)) prepare(operand);
    if (uses.get(node)! < 2 || node.op === 'constant') return;
    const registers = REGISTERS[node.repr];
    const first = locals.take(registers);
    for (let part = 0; part < registers; part += 1) {
      compute(node, part);
      set(first + part);
    }
    held.set(node, { first, left: registers * uses.get(node)! });
  }

  /** Leaves one register of a value on the stack. */
  function push(node: Node, part: number): void {
    const value = held.get(node);
    if (!value) {
      compute(node, part);
      return;
    }
    get(value.first + part);
    value.left -= 1;
    if (value.left === 0) locals.free(value.first, REGISTERS[node.repr]);
  }

  function compute(node: Node, part: number): void {
    COMPUTE[node.op]?.(node, part);
    if (COMPUTE[node.op]) return;
    for (const operand of operandsOf(node)) push(operand, part);
    vector(NUMERIC_OP[node.op]![node.repr as NumericRepr]!);
  }

  const logic = (opcode: number) => (node: Node) => {
    for (const operand of operandsOf(node)) push(operand, 0);
    vector(opcode);
  };

  const COMPUTE: Readonly<Partial<Record<Op, (node: Node, part: number) => void>>> = {
    true: () => vector(VECTOR.constant, ...Array<number>(16).fill(0xff)),
    false: () => vector(VECTOR.constant, ...Array<number>(16).fill(0)),
    not: logic(VECTOR.not),
    and: (node) => logic(node.args.some(({ op }) => op === 'not') ? VECTOR.andNot : VECTOR.and)(node),
    or: logic(VECTOR.or),
    xor: logic(VECTOR.xor),
    equal: (node) => compare(node, 'i8', 0),
    less: (node) => compare(node, 'i8', 0),
    constant({ repr, value }) {
      integer(0);
      access(SPLAT[repr as NumericRepr], layout.constant(repr as NumericRepr, value));
    },
    input({ repr, value }, part) {
      get(PLACE[WIDTH[repr]]!);
      access(VECTOR.load, layout.slot(value) + 16 * part);
    },
    select({ args: [mask, a, b] }, part) {
      for (const node of [a!, b!, mask!]) push(node, part);
      vector(VECTOR.bitSelect);
    },
    keep({ args }, part) {
      for (const node of args) push(node, part);
      vector(VECTOR.and);
    },
    widen({ repr, args: [narrow] }, part) {
      push(narrow!, part >> 1);
      if (repr !== 'f64') return vector(EXTEND[repr as keyof typeof EXTEND][part % 2]!);
      if (part % 2 === 1) putUpperHalf();
      vector(VECTOR.toDouble);
    },
    spread({ repr, args: [mask] }, part) {
      push(mask!, part >> 1);
      vector(EXTEND[repr as keyof typeof EXTEND][part % 2]!);
    },
    bounded: ({ args: [value] }, part) => push(value!, part),
  };

  let spare: number | undefined;
  /** Brings the upper half of the register on the stack down. */
  function putUpperHalf(): void {
    spare ??= locals.take(1);
    set(spare);
    get(spare);
    get(spare);
    vector(VECTOR.shuffle, ...UPPER_HALF);
  }

  /** The lanes of a comparison, drawn together until they are as wide as `width`. */
  function compare(node: Node, width: NumericRepr, part: number): void {
    const [a, b] = node.args as [Node, Node];
    if (a.repr === width) {
      push(a, part);
      push(b, part);
      vector(NUMERIC_OP[node.op]![width]!);
    } else {
      const { wider, opcode, lanes } = DRAW[width as keyof typeof DRAW];
      compare(node, wider, 2 * part);
      compare(node, wider, 2 * part + 1);
      vector(opcode, ...lanes);
    }
  }

  function setPlaces(): void {
    for (const [local, shift, opcode] of PLACES) {
      get(ROW);
      integer(shift);
      put(opcode);
      set(local);
    }
  }

  const LEAVE: { readonly [K in Output['kind']]: (output: Extract<Output, { kind: K }>, index: number) => void } = {
    values({ node, slot }) {
      for (let part = 0; part < REGISTERS[node.repr]; part += 1) {
        get(PLACE[WIDTH[node.repr]]!);
        push(node, part);
        access(VECTOR.store, layout.slot(slot) + 16 * part);
      }
    },
    bits({ node, slot }) {
      get(PLACE_OF_BITS);
      push(node, 0);
      vector(VECTOR.bitMask);
      put(CORE.i32Store16, 0, ...unsigned(layout.slot(slot)));
    },
    count({ node }, index) {
      get(FIRST_COUNTER + index);
      push(node, 0);
      vector(VECTOR.bitMask);
      get(LIVE);
      put(CORE.i32And, CORE.i32PopulationCount, CORE.i32Add);
      set(FIRST_COUNTER + index);
    },
  };

  get(FROM);
  set(ROW);
  put(CORE.loop, CORE.emptyBlock);
  setPlaces();
  for (const node of comparisonsOfInputs(uses.keys())) prepare(node);
  for (const [index, output] of outputs.entries()) {
    prepare(output.node);
    LEAVE[output.kind](output as never, index);
  }
  get(ROW);
  integer(16);
  put(CORE.i32Add);
  set(ROW);
  get(ROW);
  get(UNTIL);
  put(CORE.i32LessThan, CORE.branchIf, 0, CORE.end);
  for (const [index, output] of outputs.entries()) {
    if (output.kind !== 'count') continue;
    const address = unsigned(layout.counter(output.counter));
    integer(0);
    integer(0);
    put(CORE.i32Load, 2, ...address);
    get(FIRST_COUNTER + index);
    put(CORE.i32Add, CORE.i32Store, 2, ...address);
  }
  return { code, integers: firstVector - PARAMETERS, vectors: locals.count };
}

const PLACES = [
  [PLACE[2]!, 1, CORE.i32ShiftLeft],
  [PLACE[4]!, 2, CORE.i32ShiftLeft],
  [PLACE[8]!, 3, CORE.i32ShiftLeft],
  [PLACE_OF_BITS, 3, CORE.i32ShiftRight],
] as const;

const bytes = (...from: readonly number[]): number[] => from.flatMap((first) => [0, 1, 2, 3].map((i) => first + i));

const UPPER_HALF = bytes(8, 12, 8, 12);

/** How two registers of lanes become one of half as wide lanes; of 64 bits, by taking every other 32 bits. */
const DRAW = {
  i8: { wider: 'i16', opcode: VECTOR.narrow16, lanes: [] },
  i16: { wider: 'i32', opcode: VECTOR.narrow32, lanes: [] },
  i32: { wider: 'f64', opcode: VECTOR.shuffle, lanes: bytes(0, 8, 16, 24) },
} as const satisfies Record<string, { wider: NumericRepr; opcode: number; lanes: readonly number[] }>;

/** Local variables for vectors, which are used again once their value is not needed any more: a function has at most 50,000. */
class Locals {
  readonly #first: number;
  readonly #free = new Map<number, number[]>();
  /** How many there are. */
  count = 0;

  constructor(first: number) {
    this.#first = first;
  }

  /** The first of so many in a row. */
  take(registers: number): number {
    const free = this.#free.get(registers)?.pop();
    if (free !== undefined) return free;
    this.count += registers;
    return this.#first + this.count - registers;
  }

  free(first: number, registers: number): void {
    const free = this.#free.get(registers) ?? [];
    this.#free.set(registers, free);
    free.push(first);
  }
}
