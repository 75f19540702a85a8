import { equalBytes } from '../bytes.ts';
import type { Sha256 } from '../signing.ts';
import { readDictionary, writeDictionary } from './structured.ts';

const SHA_256 = 'sha-256';

/** `Content-Digest` of a body (RFC 9530 section 2), by SHA-256. */
export function contentDigest(body: Uint8Array, sha256: Sha256): string {
  return writeDictionary([[SHA_256, { value: sha256(body), parameters: new Map() }]]);
}

/** The digest by SHA-256 that a field states. @returns undefined where it states none. */
export function digestIn(field: string | null): Uint8Array | undefined {
  const { value } = readDictionary(field ?? '')?.get(SHA_256) ?? {};
  return value instanceof Uint8Array && value.length === 32 ? value : undefined;
}

/** Whether a body is the one that the field states. */
export function digestFits(field: string | null, body: Uint8Array, sha256: Sha256): boolean {
  const stated = digestIn(field);
  return stated !== undefined && equalBytes(stated, sha256(body));
}
