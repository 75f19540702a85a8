/** A value with a tag (RFC 8949 section 3.4). */
export class Tagged {
  readonly tag: number;
  readonly value: Cbor;

  constructor(tag: number, value: Cbor) {
    this.tag = tag;
    this.value = value;
  }
}

/** What an mdoc can hold. Numbers are whole or of 64 bits; text dates are tagged. */
export type Cbor =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | Tagged
  | readonly Cbor[]
  | ReadonlyMap<string | number, Cbor>;

/** What is not CBOR as it is read here; the message says what was wrong. */
export class CborError extends Error {}

/** Tags that have a meaning here: date-time (RFC 8949 section 3.4.1), embedded CBOR (3.4.5.1), full-date (RFC 8943). */
export const TAG = { dateTime: 0, embedded: 24, fullDate: 1004 } as const;
