/**
 * The one JSON text of a value (RFC 8785): keys sorted by UTF-16 code units, no blanks, numbers as ECMAScript writes them.
 * Properties that are undefined are left out, as they do not survive storage either. Runs in the browser too.
 * @throws TypeError for what JSON cannot say exactly: NaN, dates, class instances, lone surrogates, holes in arrays.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return canonicalString(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  // `map` would pass over the holes of an array, and leave them empty.
  if (Array.isArray(value)) return `[${Array.from(value, canonicalJson).join(',')}]`;
  if (isPlainObject(value)) return canonicalObject(value);
  throw new TypeError(`No canonical JSON for ${typeof value === 'object' ? value?.constructor?.name : String(value)}`);
}

function canonicalString(text: string): string {
  if (!text.isWellFormed()) throw new TypeError('No canonical JSON for a text with a lone surrogate');
  return JSON.stringify(text);
}

function canonicalObject(object: Record<string, unknown>): string {
  let members = '';
  for (const key of Object.keys(object).sort()) {
    const value = object[key];
    if (value !== undefined) members += `${members && ','}${canonicalString(key)}:${canonicalJson(value)}`;
  }
  return `{${members}}`;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
