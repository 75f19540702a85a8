import { type Event, getScalarValue, EVENT_ID as ID, SCALAR_STYLE as STYLE } from 'js-yaml';
import type { YamlPath } from './yaml-file.ts';

/** Where a value stands in a text, as offsets. */
export interface Found {
  /** Of the value itself, its quote included. */
  readonly offset: number;
  /** Of the first character of its text: after the quote, or on the first line of a block. */
  readonly textOffset: number;
  /** By how much the lines of a block are set in. */
  readonly indent: number;
  readonly keyOffset: number | undefined;
  /** Whether the whole path led here, or only a part of it. */
  readonly isWhole: boolean;
}

type Node = Omit<Found, 'keyOffset' | 'isWhole'> & {
  readonly entries?: ReadonlyMap<string, { readonly keyOffset: number | undefined; readonly value: Node }>;
};

type Scalar = Extract<Event, { type: typeof ID.SCALAR }>;

const QUOTED: readonly number[] = [STYLE.SINGLE_QUOTED, STYLE.DOUBLE_QUOTED];

/** The places of a document's values, made from the parser's flat list of events. */
export class EventTree {
  readonly #text: string;
  readonly #events: readonly Event[];
  #next = 0;
  readonly #root: Node | undefined;

  constructor(text: string, events: readonly Event[]) {
    this.#text = text;
    this.#events = events;
    const first = events.findIndex(({ type }) => type !== ID.DOCUMENT);
    this.#next = Math.max(first, 0);
    this.#root = first < 0 ? undefined : this.#node(0);
  }

  /** The value at a path, or the nearest above it that exists. */
  find(path: YamlPath): Found {
    let node = this.#root ?? NOWHERE;
    let keyOffset: number | undefined;
    for (const step of path) {
      const entry = node.entries?.get(String(step));
      if (!entry) return { ...node, keyOffset, isWhole: false };
      node = entry.value;
      keyOffset = entry.keyOffset;
    }
    return { ...node, keyOffset, isWhole: true };
  }

  /** @param after where a value that is not written would stand. */
  #node(after: number): Node {
    const event = this.#events[this.#next++];
    if (event?.type === ID.SCALAR) return placeOf(event, after);
    if (event?.type === ID.MAPPING) return this.#mapping(event.start);
    if (event?.type === ID.SEQUENCE) return this.#sequence(event.start);
    return { ...NOWHERE, offset: after, textOffset: after };
  }

  #mapping(offset: number): Node {
    const entries = new Map<string, { keyOffset: number; value: Node }>();
    while (!this.#atEnd()) {
      const event = this.#events[this.#next]!;
      const key = this.#node(offset);
      const name = event.type === ID.SCALAR ? getScalarValue(this.#text, event) : '';
      entries.set(name, { keyOffset: key.offset, value: this.#node(key.offset) });
    }
    return { offset, textOffset: offset, indent: 0, entries };
  }

  #sequence(offset: number): Node {
    const entries = new Map<string, { keyOffset: undefined; value: Node }>();
    while (!this.#atEnd()) entries.set(String(entries.size), { keyOffset: undefined, value: this.#node(offset) });
    return { offset, textOffset: offset, indent: 0, entries };
  }

  /** Steps over the end of a collection. */
  #atEnd(): boolean {
    const event = this.#events[this.#next];
    if (event && event.type !== ID.POP) return false;
    this.#next += 1;
    return true;
  }
}

const NOWHERE: Node = { offset: 0, textOffset: 0, indent: 0 };

function placeOf({ valueStart, style, indent }: Scalar, after: number): Node {
  if (valueStart < 0) return { offset: after, textOffset: after, indent: 0 };
  const quote = QUOTED.includes(style) ? 1 : 0;
  const inset = Math.max(indent, 0);
  return { offset: valueStart - quote + inset, textOffset: valueStart, indent: inset };
}
