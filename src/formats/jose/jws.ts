import type { SignatureAlgorithm, Unsigned } from '../signing.ts';
import { encodedLength, encodeInto, shortText } from './base64url.ts';
import { signatureLength } from './keys.ts';

/** The protected header of a JWS (RFC 7515 section 4). */
export interface JwsHeader {
  alg: SignatureAlgorithm;
  typ: string;
  kid?: string | undefined;
  /** The certificates of the key, its own first, each DER in base64 with padding (RFC 7515 section 4.1.6). */
  x5c?: readonly string[] | undefined;
}

/** A header as it is sent, written once for all that one key signs. */
export interface EncodedHeader {
  alg: SignatureAlgorithm;
  /** In base64url, with the dot behind it. */
  bytes: Uint8Array;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const DOT = 0x2e;

/** Writes a header. */
export function encodeHeader(header: JwsHeader): EncodedHeader {
  const json = encoder.encode(JSON.stringify(header));
  const bytes = new Uint8Array(encodedLength(json.length) + 1);
  bytes[encodeInto(json, json.length, bytes, 0)] = DOT;
  return { alg: header.alg, bytes };
}

/**
 * A JWS in its compact form (RFC 7515 section 3.1) around a payload that is written already, with `behind` after it.
 * @throws RangeError on finishing with a signature of another length, such as one in DER.
 */
export function unsignedJws({ alg, bytes }: EncodedHeader, payload: string, behind = ''): Unsigned<string> {
  const json = encoder.encode(payload);
  const input = new Uint8Array(bytes.length + encodedLength(json.length));
  input.set(bytes);
  encodeInto(json, json.length, input, bytes.length);
  return {
    input,
    finish(signature) {
      if (signature.length !== signatureLength(alg)) throw new RangeError(`No ${alg} signature has its length`);
      return `${decoder.decode(input)}.${shortText(signature)}${behind}`;
    },
  };
}
