import { fromBase64, toBase64 } from '../bytes.ts';

/*
 * As much of structured fields (RFC 9651) as signatures need: dictionaries whose members are lists of names or byte
 * sequences. What the standard has beyond that (decimals, dates, tokens as members) is refused, not guessed.
 */

/** An item: a string, an integer, a boolean, or bytes. */
export type Bare = string | number | boolean | Uint8Array;
/** In their order, which is signed. */
export type Parameters = ReadonlyMap<string, Bare>;

/** A name with its parameters: `"@method";req`. */
export interface Item {
  value: Bare;
  parameters: Parameters;
}

/** A member: bytes, or names within brackets. */
export interface Member {
  value: Bare | readonly Item[];
  parameters: Parameters;
}

/** Thrown within, and told as "no dictionary". */
class Unreadable extends Error {}

const KEY = /[a-z*][a-z0-9_.*-]*/y;
const INTEGER = /-?\d{1,15}(?![\d.])/y;
/** Printable ASCII, in which only the quotation mark and the backslash are written with a backslash (section 3.3.3). */
const STRING = /"((?:[ !#-[\]-~]|\\["\\])*)"/y;
const BYTES = /:([A-Za-z0-9+/=]*):/y;
const BOOLEAN = /\?([01])/y;
const BLANKS = /[ \t]*/y;
const SPACES = / */y;

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get atEnd(): boolean {
    return this.#at === this.#text.length;
  }

  take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found) this.#at = pattern.lastIndex;
    return found;
  }

  skip(character: string): boolean {
    const isThere = this.#text[this.#at] === character;
    if (isThere) this.#at += 1;
    return isThere;
  }
}

/**
 * Reads a dictionary (RFC 9651 section 4.2.2), strictly.
 * @returns undefined for anything else, and for a name that is there twice: two programs may differ in which one counts.
 */
export function readDictionary(text: string): ReadonlyMap<string, Member> | undefined {
  const reader = new Reader(text.trim());
  const members = new Map<string, Member>();
  try {
    do {
      reader.take(BLANKS);
      const key = keyAt(reader);
      if (members.has(key) || !reader.skip('=')) return undefined;
      members.set(key, memberAt(reader));
      reader.take(BLANKS);
    } while (reader.skip(','));
    return reader.atEnd ? members : undefined;
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

function keyAt(reader: Reader): string {
  const key = reader.take(KEY)?.[0];
  if (key === undefined) throw new Unreadable();
  return key;
}

function memberAt(reader: Reader): Member {
  if (!reader.skip('(')) return itemAt(reader);
  const value: Item[] = [];
  reader.take(SPACES);
  while (!reader.skip(')')) {
    value.push(itemAt(reader));
    // Between two names stands a blank (section 3.1.1).
    if (!reader.take(/ +/y) && !reader.take(/(?=\))/y)) throw new Unreadable();
  }
  return { value, parameters: parametersAt(reader) };
}

function itemAt(reader: Reader): Item {
  return { value: bareAt(reader), parameters: parametersAt(reader) };
}

function bareAt(reader: Reader): Bare {
  const string = reader.take(STRING);
  if (string) return string[1]!.replaceAll(/\\(["\\])/g, '$1');
  const integer = reader.take(INTEGER);
  if (integer) return Number(integer[0]);
  const boolean = reader.take(BOOLEAN);
  if (boolean) return boolean[1] === '1';
  const bytes = reader.take(BYTES);
  const read = bytes ? fromBase64(bytes[1]!) : undefined;
  if (!read) throw new Unreadable();
  return read;
}

function parametersAt(reader: Reader): Parameters {
  const parameters = new Map<string, Bare>();
  while (reader.skip(';')) {
    reader.take(SPACES);
    const key = keyAt(reader);
    if (parameters.has(key)) throw new Unreadable();
    parameters.set(key, reader.skip('=') ? bareAt(reader) : true);
  }
  return parameters;
}

/** Writes one (RFC 9651 section 4.1.2). */
export function writeDictionary(members: Iterable<readonly [string, Member]>): string {
  return [...members].map(([key, member]) => `${key}=${writeMember(member)}`).join(', ');
}

/** Writes what stands behind a name, as it is signed (RFC 9421 section 2.3). */
export function writeMember({ value, parameters }: Member): string {
  const list = Array.isArray(value) ? `(${value.map(writeItem).join(' ')})` : writeBare(value as Bare);
  return list + writeParameters(parameters);
}

/** Writes a name with its parameters. */
export const writeItem = ({ value, parameters }: Item): string => writeBare(value) + writeParameters(parameters);

function writeParameters(parameters: Parameters): string {
  return [...parameters].map(([key, value]) => `;${key}${value === true ? '' : `=${writeBare(value)}`}`).join('');
}

function writeBare(value: Bare): string {
  if (typeof value === 'string') return `"${value.replaceAll(/["\\]/g, '\\$&')}"`;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? '?1' : '?0';
  return `:${toBase64(value)}:`;
}
