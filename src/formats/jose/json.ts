import { decodeInto } from './base64url.ts';

/*
 * JSON inside base64url, read strictly: where two programs could understand a text in two ways, it is refused.
 */

/** What can be wrong with a text: each the end of a check's id (`header.utf8`). */
export type JsonProblem = 'base64url' | 'utf8' | 'json' | 'unique' | 'names' | 'depth';

/** What was read, or why it was not. */
export type Reading = { value: unknown; problem?: undefined } | { value?: undefined; problem: JsonProblem };

/** Objects and arrays within each other, at most. */
export const DEEPEST = 16;

/** Fatal, so that bytes that are no UTF-8 do not become a replacement character; a byte order mark is none of JSON. */
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const scratch = new Uint8Array(65_536);

/** Reads the JSON that the characters from `from` to `to` spell in base64url. */
export function readJson(ascii: Uint8Array, from: number, to: number): Reading {
  const target = to - from <= scratch.length ? scratch : new Uint8Array(to - from);
  const length = decodeInto(ascii, from, to, target);
  if (length < 0) return { problem: 'base64url' };
  let text: string;
  try {
    text = decoder.decode(target.subarray(0, length));
  } catch {
    return { problem: 'utf8' };
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'json' };
  }
  // Most disclosures are one flat array, in which nothing can be wrong.
  if (!text.includes('{') && text.lastIndexOf('[') <= 0) return { value };
  const problem = problemOfMembers(text);
  return problem ? { problem } : { value };
}

const QUOTE = 0x22;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** What `JSON.parse` forgives. The text is known to be JSON, so that a string before a colon is a name. */
function problemOfMembers(text: string): 'unique' | 'names' | 'depth' | undefined {
  const open: Set<string>[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (character === QUOTE) {
      const end = endOfString(text, at);
      if (isName(text, end + 1)) {
        const name = nameOf(text.slice(at + 1, end));
        const names = open.at(-1)!;
        if (names.has(name)) return 'unique';
        // An honest issuer has no use for it, and assigning it changes what an object is in JavaScript.
        if (name === '__proto__') return 'names';
        names.add(name);
      }
      at = end;
    } else if (character === OPEN_OBJECT || character === OPEN_ARRAY) {
      if (open.length === DEEPEST) return 'depth';
      open.push(character === OPEN_OBJECT ? new Set() : NO_NAMES);
    } else if (character === CLOSE_OBJECT || character === CLOSE_ARRAY) open.pop();
  }
  return undefined;
}

const NO_NAMES = new Set<string>();

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes += 1;
  return slashes % 2 === 1;
}

function isName(text: string, after: number): boolean {
  let at = after;
  while (text.charCodeAt(at) <= 0x20) at += 1;
  return text.charCodeAt(at) === COLON;
}

/** `"\u0061"` and `"a"` are one name. */
function nameOf(spelled: string): string {
  return spelled.includes('\\') ? (JSON.parse(`"${spelled}"`) as string) : spelled;
}

/** Whether it is what JSON calls an object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether it is a NumericDate (RFC 7519 section 2); `1e400` is read as infinity, which no date is. */
export function isDate(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
