import { signatureLength } from '../jose/keys.ts';
import type { Sha256, SignatureAlgorithm, Unsigned } from '../signing.ts';
import { type HttpMessage, isResponse, signatureBase } from './base.ts';
import { contentDigest } from './digest.ts';
import { type Bare, type Item, type Member, writeDictionary, writeItem } from './structured.ts';

/** By the names of the registry (RFC 9421 section 6.2.2). */
export const HTTP_ALGORITHMS: Readonly<Record<SignatureAlgorithm, string>> = {
  ES256: 'ecdsa-p256-sha256',
  ES384: 'ecdsa-p384-sha384',
  EdDSA: 'ed25519',
};

/** What a signature says of itself (RFC 9421 section 2.3). */
export interface SignatureParameters {
  alg: SignatureAlgorithm;
  keyid: string;
  /** Seconds since 1970. */
  created: number;
  /** Random, so that no two signatures are the same and one that comes again is known. */
  nonce: string;
  /** What the signature is for, so that none serves for something else. */
  tag: string;
}

const named = (value: string, ...parameters: [string, Bare][]): Item => ({ value, parameters: new Map(parameters) });
const ofRequest = (value: string) => named(value, ['req', true]);

/**
 * What a signature covers, and what one is held to cover: of a request its method, address and body; of an answer its
 * status and body, with the request's method, address and signature, so that it answers no other.
 */
export function coveredOf(message: HttpMessage): readonly Item[] {
  if (!isResponse(message))
    return [named('@method'), named('@target-uri'), named('content-type'), named('content-digest')];
  const own = [named('@status'), named('content-type'), named('content-digest')];
  return [...own, ofRequest('@method'), ofRequest('@target-uri'), ofRequest('signature')];
}

/** Under this name the signature stands, since the standard demands one. */
const LABEL = 'sig1';

/**
 * Signs a message by RFC 9421, its body by RFC 9530.
 * @param message with `content-type` among its headers; an answer's request with its own signature.
 * @returns what is to be signed; finished, the headers to be added.
 * @throws RangeError on finishing with a signature of another length, such as one in DER.
 */
export function signMessage(
  message: HttpMessage,
  { alg, keyid, created, nonce, tag }: SignatureParameters,
  sha256: Sha256,
): Unsigned<Record<'content-digest' | 'signature-input' | 'signature', string>> {
  const headers = new Headers(message.headers);
  const digest = contentDigest(message.body, sha256);
  headers.set('content-digest', digest);
  const input: Member = {
    value: coveredOf(message),
    parameters: new Map<string, Bare>([
      ['created', created],
      ['nonce', nonce],
      ['alg', HTTP_ALGORITHMS[alg]],
      ['keyid', keyid],
      ['tag', tag],
    ]),
  };
  return {
    input: signatureBase({ ...message, headers }, input),
    finish(signature) {
      if (signature.length !== signatureLength(alg)) throw new RangeError(`No ${alg} signature has its length`);
      return {
        'content-digest': digest,
        'signature-input': writeDictionary([[LABEL, input]]),
        signature: writeDictionary([[LABEL, { value: signature, parameters: new Map() }]]),
      };
    },
  };
}

/** Whether a list has all that must be covered. */
export function coversAll(items: readonly Item[], message: HttpMessage): boolean {
  const covered = new Set(items.map(writeItem));
  return coveredOf(message).every((item) => covered.has(writeItem(item)));
}
