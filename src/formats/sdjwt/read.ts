import { shortText } from '../jose/base64url.ts';
import { isObject, readJson } from '../jose/json.ts';
import type { Sha256 } from '../signing.ts';
import { type Claims, DIGEST, DIGESTS, HASH_CLAIM, LIMITS } from './model.ts';

/** A disclosure (RFC 9901 §4.2), and where its claim stands once it is put in its place. */
export interface Disclosure {
  /** Where its text begins and ends in the presentation. */
  from: number;
  to: number;
  /** Of an object's member; undefined for an array's element. */
  name: string | undefined;
  value: unknown;
  /** In the processed claims; undefined as long as no digest led to it. */
  path: readonly (string | number)[] | undefined;
  /** The disclosure in whose value its digest stands. */
  within: Disclosure | undefined;
}

/** By digest. */
export type Disclosures = Map<string, Disclosure>;

/** The part of the ids of checks that are about disclosures. */
const PART = 'disclosure';

/**
 * Reads one disclosure.
 * @returns the id of the check that fails, or the disclosure.
 */
export function readDisclosure(ascii: Uint8Array, from: number, to: number): Disclosure | string {
  const { value: parts, problem } = readJson(ascii, from, to);
  if (problem) return `${PART}.${problem}`;
  if (!Array.isArray(parts) || parts.length < 2 || parts.length > 3) return `${PART}.array`;
  if (typeof parts[0] !== 'string') return `${PART}.salt`;
  if (parts.length === 2) return { from, to, name: undefined, value: parts[1], path: undefined, within: undefined };
  const [, name, value] = parts;
  if (typeof name !== 'string') return `${PART}.name`;
  return { from, to, name, value, path: undefined, within: undefined };
}

/**
 * Reads the disclosures that stand between `start` and `end`, each with a `~` behind it.
 * @returns the id of the check that fails, or all by their digests.
 */
export function readDisclosures(ascii: Uint8Array, start: number, end: number, sha256: Sha256): Disclosures | string {
  const found: Disclosures = new Map();
  for (let from = start; from < end; ) {
    const to = ascii.indexOf(TILDE, from);
    const disclosure = readDisclosure(ascii, from, to);
    if (typeof disclosure === 'string') return disclosure;
    const digest = shortText(sha256(ascii.subarray(from, to)));
    if (found.has(digest)) return `${PART}.once`;
    found.set(digest, disclosure);
    from = to + 1;
  }
  return found;
}

const TILDE = 0x7e;

/** Claims with everything disclosed in its place (RFC 9901 §7.1 step 3), or the id of the check that fails. */
export function processClaims(payload: Claims, disclosures: Disclosures): Claims | string {
  const processing = new Processing(disclosures);
  const claims = processing.object(payload) as Claims;
  if (processing.fault) return processing.fault;
  for (const { path } of disclosures.values()) if (!path) return `${PART}.referenced`;
  return claims;
}

/** One walk through the claims. After the first fault its result is of no use. */
class Processing {
  fault: string | undefined;
  readonly #disclosures: Disclosures;
  readonly #seen = new Set<string>();
  readonly #path: (string | number)[] = [];
  #within: Disclosure | undefined;

  constructor(disclosures: Disclosures) {
    this.#disclosures = disclosures;
  }

  #value(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    if (this.#path.length > LIMITS.levels) return this.#fail('claims.levels');
    return Array.isArray(value) ? this.#array(value) : this.object(value as Claims);
  }

  object(object: Claims): Claims {
    const claims: Claims = {};
    const top = this.#path.length === 0;
    for (const name of Object.keys(object)) {
      if (name === DIGESTS) continue;
      if (name === DIGEST) this.#fail('digest.element');
      if (name === HASH_CLAIM) {
        if (!top) this.#fail('hash.place');
        continue;
      }
      claims[name] = this.#at(name, object[name]);
    }
    const digests = object[DIGESTS];
    if (digests === undefined) return claims;
    if (!Array.isArray(digests)) this.#fail('digest.members');
    else for (const digest of digests) this.#member(claims, digest);
    return claims;
  }

  #member(claims: Claims, digest: unknown): undefined {
    if (typeof digest !== 'string') return this.#fail('digest.members');
    const disclosure = this.#found(digest);
    if (!disclosure) return;
    const { name, value } = disclosure;
    if (name === undefined) return this.#fail('disclosure.three');
    if (name === DIGESTS || name === DIGEST || name === '__proto__') return this.#fail('disclosure.reserved');
    if (name === HASH_CLAIM) return this.#fail('hash.place');
    if (Object.hasOwn(claims, name)) return this.#fail('disclosure.new');
    claims[name] = this.#disclosed(disclosure, name, value);
  }

  #array(array: readonly unknown[]): unknown[] {
    const elements: unknown[] = [];
    for (const element of array) {
      if (!isObject(element) || !Object.hasOwn(element, DIGEST)) {
        elements.push(this.#at(elements.length, element));
        continue;
      }
      const digest = element[DIGEST];
      if (typeof digest !== 'string' || Object.keys(element).length !== 1) this.#fail('digest.element');
      else this.#element(elements, digest);
    }
    return elements;
  }

  #element(elements: unknown[], digest: string): undefined {
    const disclosure = this.#found(digest);
    if (!disclosure) return;
    if (disclosure.name !== undefined) return this.#fail('disclosure.two');
    elements.push(this.#disclosed(disclosure, elements.length, disclosure.value));
  }

  /** The disclosure of a digest; of most digests there is none, since they are not disclosed, or decoys. */
  #found(digest: string): Disclosure | undefined {
    if (this.#seen.has(digest)) this.#fail('digest.once');
    this.#seen.add(digest);
    const disclosure = this.#disclosures.get(digest);
    return disclosure?.path ? undefined : disclosure;
  }

  #disclosed(disclosure: Disclosure, step: string | number, value: unknown): unknown {
    disclosure.path = [...this.#path, step];
    disclosure.within = this.#within;
    this.#within = disclosure;
    const processed = this.#at(step, value);
    this.#within = disclosure.within;
    return processed;
  }

  #at(step: string | number, value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    this.#path.push(step);
    const processed = this.#value(value);
    this.#path.pop();
    return processed;
  }

  #fail(id: string): undefined {
    this.fault ??= id;
    return undefined;
  }
}
