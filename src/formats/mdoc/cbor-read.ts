import { type Cbor, CborError, TAG, Tagged } from './cbor-model.ts';

/** Most bytes that are read. A portrait takes a tenth of it. */
const MOST_BYTES = 512 * 1024;
/** Deepest nesting within one item; embedded CBOR begins anew. */
const DEEPEST = 12;
const TAGS: ReadonlySet<number> = new Set(Object.values(TAG));

/** Fatal: bytes that are no UTF-8 are no text (RFC 8949 section 5.3.1). */
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads one item that fills the bytes. Byte strings in it are views of these.
 * @throws CborError
 */
export function decodeCbor(bytes: Uint8Array): Cbor {
  if (bytes.length > MOST_BYTES) throw new CborError(`more than ${MOST_BYTES} bytes`);
  const reader = new Reader(bytes);
  const item = reader.item(0);
  if (reader.at !== bytes.length) throw new CborError('something follows the item');
  return item;
}

class Reader {
  at = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  item(depth: number): Cbor {
    if (depth > DEEPEST) throw new CborError(`nested deeper than ${DEEPEST}`);
    const head = this.#byte();
    const [major, minor] = [head >> 5, head & 31];
    if (major === 7) return this.#simple(minor);
    const argument = this.#argument(minor);
    switch (major) {
      case 0:
        return argument;
      case 1:
        return negative(argument);
      case 2:
        return this.#take(argument);
      case 3:
        return this.#text(argument);
      case 4:
        return this.#array(argument, depth);
      case 5:
        return this.#map(argument, depth);
      default:
        if (!TAGS.has(argument)) throw new CborError(`a tag that nobody needs here (${argument})`);
        return new Tagged(argument, this.item(depth + 1));
    }
  }

  /** Lengths and numbers (section 3), in their shortest form only: what was read is written again as it was. */
  #argument(minor: number): number {
    if (minor < 24) return minor;
    if (minor > 27) throw new CborError('an indefinite length, or a reserved one');
    const width = 1 << (minor - 24);
    const number = this.#take(width).reduce((sum, byte) => sum * 256 + byte, 0);
    const least = width === 1 ? 24 : 256 ** (width / 2);
    if (number < least) throw new CborError('a number or length longer than it has to be');
    if (!Number.isSafeInteger(number)) throw new CborError('a number too large');
    return number;
  }

  /** Booleans, null, and numbers that are not whole (section 3.3). */
  #simple(minor: number): Cbor {
    if (minor === 20 || minor === 21) return minor === 21;
    if (minor === 22) return null;
    if (minor < 25 || minor > 27) throw new CborError('a simple value that nobody needs here');
    const bytes = this.#take(1 << (minor - 24));
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const number = minor === 25 ? halfOf(view.getUint16(0)) : minor === 26 ? view.getFloat32(0) : view.getFloat64(0);
    if (!Number.isFinite(number)) throw new CborError('a number that is not finite');
    return number;
  }

  #text(length: number): string {
    const bytes = this.#take(length);
    // Short texts, most of which are names, letter by letter: calling the decoder costs more.
    if (length < 24) {
      let text = '';
      for (const byte of bytes) {
        if (byte >= 0x80) return utf8(bytes);
        text += String.fromCharCode(byte);
      }
      return text;
    }
    return utf8(bytes);
  }

  #array(length: number, depth: number): Cbor[] {
    this.#fits(length);
    const list: Cbor[] = [];
    for (let nth = 0; nth < length; nth += 1) list.push(this.item(depth + 1));
    return list;
  }

  #map(length: number, depth: number): ReadonlyMap<string | number, Cbor> {
    this.#fits(2 * length);
    const map = new Map<string | number, Cbor>();
    for (let nth = 0; nth < length; nth += 1) {
      const name = this.item(depth + 1);
      if (typeof name !== 'string' && !Number.isSafeInteger(name)) throw new CborError('a name of another kind');
      if (map.has(name as string | number)) throw new CborError(`${name} twice in a map`);
      map.set(name as string | number, this.item(depth + 1));
    }
    return map;
  }

  /** Each item takes a byte: what says that it holds more is not begun with. */
  #fits(items: number): void {
    if (items > this.#bytes.length - this.at) throw new CborError('it ends early');
  }

  #byte(): number {
    const byte = this.#bytes[this.at++];
    if (byte === undefined) throw new CborError('it ends early');
    return byte;
  }

  #take(length: number): Uint8Array {
    this.#fits(length);
    this.at += length;
    return this.#bytes.subarray(this.at - length, this.at);
  }
}

function negative(argument: number): number {
  if (argument === Number.MAX_SAFE_INTEGER) throw new CborError('a number too large');
  return -1 - argument;
}

function utf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new CborError('text that is no UTF-8');
  }
}

/** Half precision (RFC 8949 appendix D). */
function halfOf(bits: number): number {
  const [sign, exponent, fraction] = [bits >> 15 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
  if (exponent === 31) return Number.NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}
