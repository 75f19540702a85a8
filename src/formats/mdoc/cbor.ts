import { concatBytes } from '../bytes.ts';
import { type Cbor, TAG, Tagged } from './cbor-model.ts';
import { encodeCbor } from './cbor-write.ts';

/*
 * CBOR (RFC 8949) as an mdoc has it, read strictly: nothing twice in a map, no indefinite lengths, lengths and numbers in
 * their shortest form, so that what was read is written again as it was. Maps become `Map`.
 */

export { type Cbor, CborError, TAG, Tagged } from './cbor-model.ts';
export { decodeCbor } from './cbor-read.ts';
export { encodeCbor } from './cbor-write.ts';

/** Writes an item within a byte string, tagged as such: `#6.24(bstr .cbor item)`. */
export function encodeEmbedded(encoded: Uint8Array): Uint8Array {
  return encodeCbor(new Tagged(TAG.embedded, encoded));
}

/** An array of at most 23 items that are written already: none of their bytes may change. */
export function encodedArray(...items: readonly Uint8Array[]): Uint8Array {
  return concatBytes(Uint8Array.of(0x80 | items.length), ...items);
}

/** The bytes of embedded CBOR, or undefined for anything else. */
export function embeddedIn(item: Cbor | undefined): Uint8Array | undefined {
  return item instanceof Tagged && item.tag === TAG.embedded && item.value instanceof Uint8Array
    ? item.value
    : undefined;
}

/** A day, `YYYY-MM-DD`, as an element's value (RFC 8943). */
export const fullDate = (day: string): Tagged => new Tagged(TAG.fullDate, day);

/** An instant as an element's value: whole seconds in UTC, as ISO 18013-5 section 9.1.2.4 wants them. */
export const dateTime = (seconds: number): Tagged =>
  new Tagged(TAG.dateTime, `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`);

/**
 * Seconds since 1970 of a date-time as ISO 18013-5 section 9.1.2.4 has it: in UTC, without fractions of a second.
 * @returns undefined for anything else.
 */
export function secondsOf(item: Cbor | undefined): number | undefined {
  if (!(item instanceof Tagged) || item.tag !== TAG.dateTime || typeof item.value !== 'string') return undefined;
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(item.value)) return undefined;
  const milliseconds = Date.parse(item.value);
  return Number.isNaN(milliseconds) ? undefined : milliseconds / 1000;
}

/** A value without CBOR's own kinds: dates are texts, maps are objects. */
export type PlainValue =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | readonly PlainValue[]
  | { readonly [name: string]: PlainValue };

/** A value as programs like it. */
export function plainValue(item: Cbor): PlainValue {
  if (item instanceof Tagged) return plainValue(item.value);
  if (Array.isArray(item)) return item.map(plainValue);
  if (item instanceof Map)
    return Object.fromEntries([...item].map(([name, value]) => [String(name), plainValue(value)]));
  return item as PlainValue;
}
