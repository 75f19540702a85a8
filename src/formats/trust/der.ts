/*
 * DER (ITU-T X.690), as much of it as certificates of public keys need, read strictly: the same value has one form.
 */

/** One element. */
export interface Der {
  /** Class, form and number in one byte; numbers above 30 are not read. */
  tag: number;
  content: Uint8Array;
  /** With its tag and length. */
  raw: Uint8Array;
}

/** What is no DER; the message says what was wrong. */
export class DerError extends Error {}

/** Tags that certificates use: universal ones, and those of a context by number. */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utf8: 0x0c,
  printable: 0x13,
  ia5: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** The elements that stand one after the other in bytes, which they fill. @throws DerError */
export function readElements(bytes: Uint8Array): Der[] {
  const elements: Der[] = [];
  for (let at = 0; at < bytes.length; ) {
    const element = readAt(bytes, at);
    elements.push(element);
    at += element.raw.length;
  }
  return elements;
}

/** The one element that fills bytes. @throws DerError, also for an element of another tag. */
export function readElement(bytes: Uint8Array, tag: number): Der {
  const element = readAt(bytes, 0);
  if (element.raw.length !== bytes.length) throw new DerError('something follows the element');
  return expectTag(element, tag);
}

/** The element, if it has this tag. @throws DerError */
export function expectTag(element: Der | undefined, tag: number): Der {
  if (element?.tag !== tag) throw new DerError(`an element ${hex(tag)} is missing`);
  return element;
}

/** What is in a sequence or set. @throws DerError */
export function partsOf(element: Der | undefined, tag: number = TAG.sequence): Der[] {
  return readElements(expectTag(element, tag).content);
}

function readAt(bytes: Uint8Array, at: number): Der {
  const [tag, first] = [bytes[at], bytes[at + 1]];
  if (tag === undefined || first === undefined) throw new DerError('an element ends early');
  if ((tag & 0x1f) === 0x1f) throw new DerError('tag numbers above 30 are not read');
  const extra = first < 0x80 ? 0 : first & 0x7f;
  // 0x80 would be an indefinite length, which DER has not; three bytes say 16 million, more than any certificate.
  if (first === 0x80 || extra > 3) throw new DerError('a length that is not read');
  const start = at + 2 + extra;
  const length = extra === 0 ? first : bytes.subarray(at + 2, start).reduce((sum, byte) => sum * 256 + byte, 0);
  const shortest = extra === 0 || (length >= 0x80 && bytes[at + 2] !== 0);
  if (!shortest) throw new DerError('a length longer than it has to be');
  if (start + length > bytes.length) throw new DerError('an element ends early');
  return { tag, content: bytes.subarray(start, start + length), raw: bytes.subarray(at, start + length) };
}

/** An object identifier with dots. @throws DerError */
export function oidOf(element: Der | undefined): string {
  const { content } = expectTag(element, TAG.oid);
  if (content.length === 0 || content.at(-1)! >= 0x80) throw new DerError('an object identifier ends early');
  const numbers: number[] = [];
  let number = 0;
  for (const byte of content) {
    number = number * 128 + (byte & 0x7f);
    if (number > Number.MAX_SAFE_INTEGER / 128) throw new DerError('an object identifier with too large a number');
    if (byte < 0x80) {
      numbers.push(number);
      number = 0;
    }
  }
  const [joined = 0, ...rest] = numbers;
  const top = Math.min(Math.floor(joined / 40), 2);
  return [top, joined - top * 40, ...rest].join('.');
}

/** The bytes of an integer in their shortest form. @throws DerError */
export function integerOf(element: Der | undefined): Uint8Array {
  const { content } = expectTag(element, TAG.integer);
  const [first, second = 0x80] = content;
  const padded = content.length > 1 && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80));
  if (content.length === 0 || padded) throw new DerError('an integer longer than it has to be');
  return content;
}

/** The bytes of a bit string that are whole bytes. @throws DerError */
export function wholeBits(element: Der | undefined): Uint8Array {
  const { content } = expectTag(element, TAG.bitString);
  if (content[0] !== 0) throw new DerError('a bit string that is no whole bytes');
  return content.subarray(1);
}

/** Seconds since 1970 of a UTCTime or GeneralizedTime, as RFC 5280 section 4.1.2.5 has them. @throws DerError */
export function timeOf(element: Der | undefined): number {
  const text = String.fromCharCode(...(element?.content ?? []));
  const digits = element?.tag === TAG.utcTime ? `${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text}` : text;
  const found = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(digits);
  const isTime = element?.tag === TAG.utcTime || element?.tag === TAG.generalizedTime;
  const iso = found ? `${found.slice(1, 4).join('-')}T${found.slice(4, 7).join(':')}Z` : '';
  const milliseconds = isTime ? Date.parse(iso) : Number.NaN;
  if (Number.isNaN(milliseconds)) throw new DerError('no time');
  return milliseconds / 1000;
}

/** A text of any of the types that names have. */
export function textOf({ content }: Der): string {
  return new TextDecoder().decode(content);
}

const hex = (tag: number) => `0x${tag.toString(16).padStart(2, '0')}`;
