import { concatBytes } from '../bytes.ts';
import { TAG } from './der.ts';

/** One element of DER: its content in parts. At most 65,535 bytes. */
export function der(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const content = concatBytes(...contents);
  const { length } = content;
  const said = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return concatBytes(Uint8Array.of(tag, ...said), content);
}

/** A sequence of elements. */
export const sequence = (...contents: readonly Uint8Array[]): Uint8Array => der(TAG.sequence, ...contents);

/** An object identifier, given with dots. */
export function oid(dotted: string): Uint8Array {
  const [first, second, ...rest] = dotted.split('.').map(Number);
  const bytes = [first! * 40 + second!, ...rest].flatMap((number) => {
    const groups = [number & 0x7f];
    for (let left = Math.floor(number / 128); left > 0; left = Math.floor(left / 128))
      groups.unshift((left & 0x7f) | 0x80);
    return groups;
  });
  return der(TAG.oid, Uint8Array.from(bytes));
}

/** A positive integer of these bytes, in its shortest form. */
export function positive(bytes: Uint8Array): Uint8Array {
  const start = bytes.findIndex((byte) => byte !== 0);
  const digits = bytes.subarray(start < 0 ? bytes.length - 1 : start);
  // A zero before a number keeps it from being negative.
  return der(TAG.integer, ...(digits[0]! >= 0x80 ? [Uint8Array.of(0)] : []), digits);
}

/** A text of the given type. */
export const text = (tag: number, value: string): Uint8Array => der(tag, new TextEncoder().encode(value));

/** An instant in seconds since 1970: UTCTime until 2049, as RFC 5280 section 4.1.2.5 demands. */
export function time(seconds: number): Uint8Array {
  const digits = `${new Date(seconds * 1000).toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`;
  const isUtc = digits >= '1950' && digits < '2050';
  return isUtc ? text(TAG.utcTime, digits.slice(2)) : text(TAG.generalizedTime, digits);
}

/** An extension around its value (RFC 5280 section 4.1). */
export function extension(id: string, critical: boolean, value: Uint8Array): Uint8Array {
  const flag = critical ? [der(TAG.boolean, Uint8Array.of(0xff))] : [];
  return sequence(oid(id), ...flag, der(TAG.octetString, value));
}
