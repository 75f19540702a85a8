import { encodedLength, encodeInto, shortText } from '../jose/base64url.ts';
import { type EncodedHeader, unsignedJws } from '../jose/jws.ts';
import type { Sha256, Unsigned } from '../signing.ts';
import type { Frame } from './frame.ts';
import { type Claims, DIGEST, DIGESTS, HASH, HASH_CLAIM } from './model.ts';

/** So many random bytes, of a generator fit for secrets. */
export type Random = (length: number) => Uint8Array;

/** How claims become an SD-JWT. */
export interface Issuing {
  /** Of the issuer's key, `typ` included. */
  header: EncodedHeader;
  /** Which claims the holder may keep to themself. A claim that is not there has no disclosure. */
  frame: Frame;
  /**
   * Wherever digests stand, decoys bring their number to a multiple of this, so that it does not tell how many claims there
   * are (RFC 9901 §4.2.5). 1 for none.
   */
  padTo: number;
  sha256: Sha256;
  random: Random;
}

/**
 * An SD-JWT with all its disclosures (RFC 9901 §4), as the holder gets it. Signing is the caller's.
 * @param claims `vct`, `iss`, `iat`, `exp`, `cnf`, `status` and what is said of the subject, together.
 * @throws RangeError where a claim has a name that only digests have, or `__proto__`.
 */
export function issueSdJwt(claims: Claims, issuing: Issuing): Unsigned<string> {
  const disclosures = new Disclosures(issuing);
  const shown = disclosures.hide(claims, issuing.frame) as Claims;
  const payload = JSON.stringify({ ...shown, [HASH_CLAIM]: HASH });
  disclosures.refuseReserved(payload);
  return unsignedJws(issuing.header, payload, disclosures.text());
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
/** `["` and 22 characters of salt: 128 bits (RFC 9901 §9.3). */
const SALT_BYTES = 16;
const SALT_END = 24;
/** Salts and decoys of a usual credential, drawn at once. */
const POOL = 512;
const TILDE = 0x7e;

/*
 * Where disclosures are written, and one of them before it is encoded. Shared, since to make room costs more than to write:
 * issuing waits for nothing, so that two SD-JWTs are never in the making at once.
 */
let ascii = new Uint8Array(8_192);
let json = new Uint8Array(2_048);
ascii[0] = TILDE;
json.set(encoder.encode('["'));

/** One SD-JWT's disclosures as they are made: their text grows in one buffer, where they are hashed, too. */
class Disclosures {
  readonly #issuing: Issuing;
  #end = 1;
  #pool: Uint8Array = new Uint8Array();
  #drawn = 0;
  /** How often names of digests stand in the JSON by our own doing, and how often they do at all. */
  #reserved = 1;
  #found = 0;

  constructor(issuing: Issuing) {
    this.#issuing = issuing;
  }

  /** `~`, and each disclosure with a `~` behind it. */
  text(): string {
    return decoder.decode(ascii.subarray(0, this.#end));
  }

  /** A copy of the value with digests in place of all that stands apart in it. */
  hide(value: unknown, frame: Frame): unknown {
    if (frame.below.size === 0 || typeof value !== 'object' || value === null) return value;
    return Array.isArray(value) ? this.#hideElements(value, frame) : this.#hideMembers(value as Claims, frame);
  }

  /** @throws RangeError where the JSON of the payload, or of a disclosure before, has such a name by itself. */
  refuseReserved(payload: string): void {
    if (this.#found + reservedNames(payload) > this.#reserved)
      throw new RangeError('A claim is named _sd, ..., _sd_alg or __proto__');
  }

  #hideMembers(object: Claims, frame: Frame): Claims {
    const shown: Claims = {};
    const digests: string[] = [];
    for (const [name, value] of Object.entries(object)) {
      if (RESERVED.has(name)) throw new RangeError(`No name of a claim: ${name}`);
      const below = frame.below.get(name);
      if (!below) shown[name] = value;
      else if (!below.apart) shown[name] = this.hide(value, below);
      else if (value !== undefined) digests.push(this.#disclosure(below.between, this.hide(value, below)));
    }
    if (digests.length === 0) return shown;
    while (digests.length % this.#issuing.padTo !== 0) digests.push(this.#decoy());
    this.#reserved += 1;
    // Sorted, they do not tell the order of the claims (RFC 9901 §4.2.4.1), nor which of them are decoys.
    shown[DIGESTS] = digests.sort();
    return shown;
  }

  #hideElements(array: readonly unknown[], frame: Frame): unknown[] {
    let apart = 0;
    const shown = array.map((element, index) => {
      const below = frame.below.get(index) ?? frame.below.get(null);
      if (!below) return element;
      const hidden = this.hide(element, below);
      if (!below.apart) return hidden;
      apart += 1;
      return { [DIGEST]: this.#disclosure(',', hidden) };
    });
    for (; apart > 0 && apart % this.#issuing.padTo !== 0; apart += 1) {
      this.#reserved += 1;
      shown.push({ [DIGEST]: this.#decoy() });
    }
    return shown;
  }

  /** Writes a disclosure (RFC 9901 §4.2.1, §4.2.2). @returns its digest. */
  #disclosure(between: string, value: unknown): string {
    const rest = `"${between}${JSON.stringify(value)}]`;
    if (typeof value === 'object') this.#found += reservedNames(rest);
    if (between === ',') this.#reserved += 1;
    const most = SALT_END + rest.length * 3;
    if (json.length < most) json = grown(json, most);
    encodeInto(this.#draw(SALT_BYTES), SALT_BYTES, json, 2);
    const length = SALT_END + encoder.encodeInto(rest, json.subarray(SALT_END)).written;
    const needed = this.#end + encodedLength(length) + 1;
    if (ascii.length < needed) ascii = grown(ascii, needed);
    const start = this.#end;
    const end = encodeInto(json, length, ascii, start);
    ascii[end] = TILDE;
    this.#end = end + 1;
    return shortText(this.#issuing.sha256(ascii.subarray(start, end)));
  }

  /** 256 random bits: nobody without the disclosure can tell them from a digest. */
  #decoy(): string {
    return shortText(this.#draw(32));
  }

  #draw(length: number): Uint8Array {
    if (this.#drawn + length > this.#pool.length) {
      this.#pool = this.#issuing.random(POOL);
      this.#drawn = 0;
    }
    this.#drawn += length;
    return this.#pool.subarray(this.#drawn - length, this.#drawn);
  }
}

function grown(bytes: Uint8Array, needed: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(needed, bytes.length * 2));
  larger.set(bytes);
  return larger;
}

const RESERVED: ReadonlySet<string> = new Set([DIGESTS, DIGEST, HASH_CLAIM, '__proto__']);
const AS_MEMBERS = [...RESERVED].map((name) => `"${name}":`);

/** How many members have such a name. JSON.stringify writes no blanks, and a quote inside a string only behind a backslash. */
function reservedNames(json: string): number {
  let count = 0;
  for (const name of AS_MEMBERS)
    for (let at = json.indexOf(name); at !== -1; at = json.indexOf(name, at + name.length)) count += 1;
  return count;
}
