import { readCertificate } from '../../../../formats/index.ts';

/** The key of the first certificate of a header (`x5c`, RFC 7515 §4.1.6); undefined where there is none. */
export function certifiedKey(x5c: readonly string[] | undefined): JsonWebKey | undefined {
  try {
    return readCertificate(Uint8Array.from(atob(x5c?.[0] ?? ''), (sign) => sign.charCodeAt(0)))?.jwk;
  } catch {
    return undefined;
  }
}

/** By how many seconds a phone's clock may be off where it is only its holder who looks: more than a verifier would take. */
export const HOLDERS_LEEWAY = 86_400;
