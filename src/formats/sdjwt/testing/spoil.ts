import type { JsonProblem } from '../../jose/json.ts';
import { Encoded, encodePart, type Part } from './forge.ts';

const encoder = new TextEncoder();
const bytes = (text: string) => encoder.encode(text);

/** Ways to write the JSON of a value wrongly, by the check that has to catch them. */
export const SPOILS: readonly { problem: JsonProblem; name: string; spoil(value: object): Part }[] = [
  { problem: 'base64url', name: 'stray last bits', spoil: (value) => strayBits(JSON.stringify(value)) },
  { problem: 'base64url', name: 'a lone last character', spoil: (value) => loneCharacter(JSON.stringify(value)) },
  { problem: 'utf8', name: 'bytes of another encoding', spoil: (value) => foreignByte(JSON.stringify(value)) },
  { problem: 'json', name: 'an end missing', spoil: (value) => JSON.stringify(value).slice(0, -1) },
  { problem: 'json', name: 'something behind it', spoil: (value) => `${JSON.stringify(value)}{}` },
  { problem: 'json', name: 'a byte order mark', spoil: (value) => `\ufeff${JSON.stringify(value)}` },
  { problem: 'unique', name: 'a name twice', spoil: (value) => withMember(value, '"twin":1,"twin":2') },
  {
    problem: 'unique',
    name: 'a name twice, once with an escape and a blank',
    spoil: (value) => withMember(value, '"twin":"\\\\\\"","t\\u0077in" : 2'),
  },
  { problem: 'names', name: '__proto__', spoil: (value) => withMember(value, '"__proto__":{"admin":true}') },
  {
    problem: 'depth',
    name: '17 levels',
    spoil: (value) => withMember(value, `"deep":${'['.repeat(17)}${']'.repeat(17)}`),
  },
];

/** The same value, its last character changed where it does not count. */
function strayBits(json: string): Encoded {
  const padded = json + ' '.repeat((4 - (bytes(json).length % 3)) % 3);
  const text = encodePart(padded);
  const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return new Encoded(text.slice(0, -1) + ALPHABET[ALPHABET.indexOf(text.at(-1)!) + 1]);
}

/** No bytes have a number of characters that leaves one over. */
function loneCharacter(json: string): Encoded {
  const padded = json + ' '.repeat((3 - (bytes(json).length % 3)) % 3);
  return new Encoded(`${encodePart(padded)}A`);
}

/** A byte of Latin-1 within the first string. */
function foreignByte(json: string): Uint8Array {
  const at = json.indexOf('"') + 1;
  return new Uint8Array([...bytes(json.slice(0, at)), 0xe9, ...bytes(json.slice(at))]);
}

/** One more member: of an object, or of an object that becomes the value of a disclosure. */
function withMember(value: object, member: string): string {
  if (!Array.isArray(value)) return `{${member},${JSON.stringify(value).slice(1)}`;
  return `${JSON.stringify(value.slice(0, -1)).slice(0, -1)},{${member}}]`;
}
