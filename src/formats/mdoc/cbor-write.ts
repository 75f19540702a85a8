import { type Cbor, Tagged } from './cbor-model.ts';

/** Writes an item, each length and number in its shortest form (RFC 8949 section 4.2.1). Names of a map stay in their order. */
export function encodeCbor(item: Cbor): Uint8Array {
  end = 0;
  write(item);
  return buffer.slice(0, end);
}

/** One buffer for all: writing is never interrupted. */
let buffer = new Uint8Array(65_536);
let view = new DataView(buffer.buffer);
let end = 0;
const encoder = new TextEncoder();

function reserve(bytes: number): void {
  if (end + bytes <= buffer.length) return;
  const larger = new Uint8Array(2 * (end + bytes));
  larger.set(buffer.subarray(0, end));
  buffer = larger;
  view = new DataView(buffer.buffer);
}

function write(item: Cbor): void {
  if (typeof item === 'string') writeText(item);
  else if (item instanceof Uint8Array) writeBytes(item);
  else if (typeof item === 'number') writeNumber(item);
  else if (item instanceof Map) {
    writeHead(5, item.size);
    for (const [name, value] of item as ReadonlyMap<string | number, Cbor>) {
      write(name);
      write(value);
    }
  } else if (Array.isArray(item)) {
    writeHead(4, item.length);
    for (const one of item as readonly Cbor[]) write(one);
  } else if (item instanceof Tagged) {
    writeHead(6, item.tag);
    write(item.value);
  } else if (item === true || item === false || item === null) writeHead(7, item === null ? 22 : item ? 21 : 20);
  else throw new TypeError('No CBOR for this value');
}

/** Major type and argument (section 3). */
function writeHead(major: number, argument: number): void {
  reserve(9);
  const type = major << 5;
  if (argument < 24) buffer[end++] = type | argument;
  else if (argument < 0x100) {
    buffer[end++] = type | 24;
    buffer[end++] = argument;
  } else if (argument < 0x10000) {
    buffer[end++] = type | 25;
    view.setUint16(end, argument);
    end += 2;
  } else if (argument < 0x100000000) {
    buffer[end++] = type | 26;
    view.setUint32(end, argument);
    end += 4;
  } else {
    buffer[end++] = type | 27;
    view.setBigUint64(end, BigInt(argument));
    end += 8;
  }
}

function writeNumber(number: number): void {
  if (Number.isSafeInteger(number) && !Object.is(number, -0)) {
    if (number >= 0) writeHead(0, number);
    else writeHead(1, -1 - number);
    return;
  }
  if (!Number.isFinite(number)) throw new TypeError('No CBOR for a number that is not finite');
  reserve(9);
  buffer[end++] = 0xfb;
  view.setFloat64(end, number);
  end += 8;
}

function writeBytes(bytes: Uint8Array): void {
  writeHead(2, bytes.length);
  reserve(bytes.length);
  buffer.set(bytes, end);
  end += bytes.length;
}

function writeText(text: string): void {
  if (!text.isWellFormed()) throw new TypeError('No CBOR for a text with a lone surrogate');
  // Short texts, most of which are names, letter by letter: calling the encoder costs more.
  if (text.length < 24 && writeAscii(text)) return;
  const bytes = encoder.encode(text);
  writeHead(3, bytes.length);
  reserve(bytes.length);
  buffer.set(bytes, end);
  end += bytes.length;
}

function writeAscii(text: string): boolean {
  reserve(24);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 0x80) return false;
    buffer[end + 1 + at] = code;
  }
  buffer[end] = 0x60 | text.length;
  end += 1 + text.length;
  return true;
}
