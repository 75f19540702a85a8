/*
 * The form of an EMVCo merchant-presented QR code: EMV QR Code Specification for Payment Systems, Merchant-Presented Mode
 * (QRCPS-MPM), version 1.1. Data objects stand one after another: an id of two digits, a length of two digits that counts
 * characters (§3.1), and a value, which may itself be made of data objects (a template). The last is a checksum.
 */

/** A data object: its id of two digits, and its value. */
export type DataObject = readonly [id: string, value: string];

/** What is wrong with the form of a code. */
export type TlvFault = 'checksum' | 'form' | 'twice';

/** The id of the checksum, and its length, with which the last data object begins. */
const CRC_HEAD = '6304';
const CRC_DIGITS = 4;

const LONGEST_VALUE = 99;

/** The number of characters as the standard counts them: those outside the basic plane of Unicode are one as well. */
export const lengthOf = (text: string): number => [...text].length;

/** One data object as text. @throws RangeError when its value is empty or longer than 99 characters. */
export function encodeObject([id, value]: DataObject): string {
  const length = lengthOf(value);
  if (length === 0 || length > LONGEST_VALUE) throw new RangeError(`data object ${id} has ${length} characters`);
  return `${id}${String(length).padStart(2, '0')}${value}`;
}

/** Data objects as the value of a template. Those without a value are left out. */
export function encodeTemplate(objects: readonly (readonly [id: string, value: string | undefined])[]): string {
  return objects.flatMap(([id, value]) => (value ? [encodeObject([id, value])] : [])).join('');
}

/** A whole code out of its data objects, with the checksum that ends it. */
export function withChecksum(body: string): string {
  const checked = body + CRC_HEAD;
  return checked + crc16(checked);
}

/** The data objects of a whole code without its checksum, which is checked; or what is wrong with it. */
export function decodeCode(code: string): Map<string, string> | TlvFault {
  const checked = code.slice(0, -CRC_DIGITS);
  if (!checked.endsWith(CRC_HEAD) || crc16(checked) !== code.slice(-CRC_DIGITS)) return 'checksum';
  return decodeTemplate(checked.slice(0, -CRC_HEAD.length));
}

/** The data objects of a template, by id. Each id stands once. */
export function decodeTemplate(text: string): Map<string, string> | TlvFault {
  const characters = [...text];
  const objects = new Map<string, string>();
  for (let at = 0; at < characters.length; ) {
    const [, id = '', length = ''] = /^(\d\d)(\d\d)$/.exec(characters.slice(at, at + 4).join('')) ?? [];
    const end = at + 4 + Number(length);
    if (!id || Number(length) === 0 || end > characters.length) return 'form';
    if (objects.has(id)) return 'twice';
    objects.set(id, characters.slice(at + 4, end).join(''));
    at = end;
  }
  return objects;
}

/** CRC-16/CCITT-FALSE of a text in UTF-8 (polynomial 1021, start FFFF; §4.7.3 after ISO/IEC 13239), as four hex digits. */
export function crc16(text: string): string {
  let crc = 0xffff;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(CRC_DIGITS, '0');
}
