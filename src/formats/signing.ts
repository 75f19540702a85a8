/*
 * What all formats share about signatures. Nothing here signs or verifies: the floor runs on a server and in a page, where
 * one does it at once and the other in its own time, and some keys never leave a device. What is to be signed is handed
 * out, and what remains to be verified is handed back.
 */

/** SHA-256 of bytes: `node:crypto` on a server, `@noble/hashes` in a page. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** By the names of RFC 7518 and RFC 8037. Signatures are raw: r and s one after the other, 64 or 96 bytes. */
export type SignatureAlgorithm = 'ES256' | 'ES384' | 'EdDSA';

/** A signature that a check has met. Everything else may hold and yet nothing is proved until it is verified. */
export interface SignatureToCheck {
  /** Whose it is, in English, for whoever is told that it is false: `the issuer's signature`. */
  what: string;
  alg: SignatureAlgorithm;
  /** The public key, as RFC 7517 has it. */
  jwk: JsonWebKey;
  /** The bytes that were signed. */
  input: Uint8Array;
  signature: Uint8Array;
  /** On a certificate, which is met again and again: whoever found it right may remember that. */
  lasting?: true;
  /** By a key that is met again and again, as an issuer's is: whoever verifies may keep it ready. */
  familiar?: true;
}

/** Something whole but for its signature. */
export interface Unsigned<Signed> {
  /** The bytes to be signed. */
  input: Uint8Array;
  /** Puts the signature in its place: raw, as a JWS has it. */
  finish(signature: Uint8Array): Signed;
}
