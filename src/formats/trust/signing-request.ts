import type { SignatureToCheck } from '../signing.ts';
import { keyOf } from './certificate.ts';
import { DerError, expectTag, integerOf, oidOf, partsOf, readElement, TAG, wholeBits } from './der.ts';
import { rawSignature } from './signature.ts';

/** A request for a certificate (PKCS #10, RFC 2986): a public key, and the proof that who asks has its secret half. */
export interface SigningRequest {
  jwk: JsonWebKey;
  /** To be verified: until then nobody has shown that the key is theirs. */
  signature: SignatureToCheck;
}

/** ecdsa-with-SHA256 (RFC 5758 section 3.2). */
const ES256 = '1.2.840.10045.4.3.2';

/**
 * Reads a request for a certificate of a key of P-256. The names that it wants are not read: the certificate says those
 * that are registered.
 * @returns undefined for what is none.
 */
export function readSigningRequest(der: Uint8Array): SigningRequest | undefined {
  try {
    const [info, algorithm, bits, ...more] = partsOf(readElement(der, TAG.sequence));
    const [version, , key] = partsOf(expectTag(info, TAG.sequence));
    if (more.length > 0 || integerOf(version).some((byte) => byte !== 0)) return undefined;
    const jwk = keyOf(key);
    const signature = rawSignature(wholeBits(bits), 32);
    if (jwk?.crv !== 'P-256' || !signature || oidOf(partsOf(algorithm)[0]) !== ES256) return undefined;
    const what = 'the signature on the request for a certificate';
    return { jwk, signature: { what, alg: 'ES256', jwk, input: info!.raw, signature } };
  } catch (error) {
    if (error instanceof DerError) return undefined;
    throw error;
  }
}
