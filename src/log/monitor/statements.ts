import { decodeLeaf } from '../leaf.ts';
import { faultOf, readTotals, TOTALS_KIND } from './totals.ts';
import type { Followed, StatedLeaf } from './view.ts';

/** The kind of the leaves that state who may sign for the log from then on: `{keys: [vkey…]}`. */
export const KEYS_KIND = 'log.keys';

/** What the leaves that were read so far state. */
export type Stated = Pick<Followed, 'totals' | 'keys'>;

/** Totals that cannot be: the leaf, after the one that it contradicts if it is not wrong by itself. */
export interface WrongTotals {
  leaves: StatedLeaf[];
  what: string;
}

const MARKS = [TOTALS_KIND, KEYS_KIND].map((kind) => Buffer.from(`"kind":"${kind}"`));

/** Reads on in a log's statements, in order. Most leaves state nothing; those are not taken apart. */
export class Statements {
  #totals: StatedLeaf | null;
  #keys: StatedLeaf | null;
  /** The first totals that cannot be: one is enough, and a log could hold millions. */
  wrong: WrongTotals | undefined;
  readonly #origin: string;

  constructor(origin: string, { totals, keys }: Stated) {
    this.#origin = origin;
    this.#totals = totals;
    this.#keys = keys;
  }

  /** The last statements so far. */
  stated(): Stated {
    return { totals: this.#totals, keys: this.#keys };
  }

  /** Takes the leaf at an index. */
  read(index: number, leaf: Buffer): void {
    if (!MARKS.some((mark) => leaf.includes(mark))) return;
    const stated = { index, leaf: leaf.toString('base64') };
    if (keysIn(stated, this.#origin)) this.#keys = stated;
    const totals = readTotals(leaf, this.#origin);
    if (!totals) return;
    const earlier = this.#totals ? readTotals(Buffer.from(this.#totals.leaf, 'base64'), this.#origin) : null;
    const alone = faultOf(totals);
    const fault = alone ?? faultOf(totals, earlier ?? undefined);
    if (fault) {
      const leaves = alone ? [stated] : [this.#totals!, stated];
      this.wrong ??= { leaves, what: `The totals in entry ${index} cannot be: ${fault}` };
    }
    this.#totals = stated;
  }
}

/** The verifier keys that a leaf states; `null` when it states none. */
export function keysIn({ leaf }: StatedLeaf, origin: string): string[] | null {
  try {
    const { kind, agency, statement } = decodeLeaf(Buffer.from(leaf, 'base64'));
    const keys = statement?.keys;
    const isList = Array.isArray(keys) && keys.length > 0 && keys.every((key) => typeof key === 'string');
    return kind === KEYS_KIND && agency === origin && isList ? keys : null;
  } catch {
    return null;
  }
}
