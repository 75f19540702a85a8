import { digest } from '@sd-jwt/crypto-nodejs';
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import {
  compactDecrypt,
  createLocalJWKSet,
  createRemoteJWKSet,
  decodeJwt,
  importJWK,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose';
import type { Keys } from './keys.ts';

/** What somebody agreed to tell, once its signature was found right. */
export interface Answer {
  consent: string;
  /** Until when it may be kept. */
  until: Date;
  /** Values by register and field. */
  data: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** What was computed of values that stay where they are; null where nobody knows. */
  statements: Readonly<Record<string, boolean | null>>;
}

/**
 * Opens an answer: a JWE to our key, in which is an SD-JWT VC of an agency.
 * @throws Error for one that is not for us, or that no issuer of this Madang has signed.
 */
export async function openAnswer(
  jwe: string,
  { madang, keys, now }: { madang: string; keys: Keys; now(): Date },
): Promise<Answer> {
  const { plaintext } = await compactDecrypt(jwe, await importJWK(keys.encrypt, 'ECDH-ES'));
  const sdJwt = new TextDecoder().decode(plaintext);
  const issuer = String(decodeJwt(sdJwt.split('~')[0]!).iss);
  if (!issuer.startsWith(`${madang}/issuers/`)) throw new Error(`${issuer} is no issuer of ${madang}.`);
  const key = await keysOf(issuer);
  const reader = new SDJwtVcInstance({
    hasher: digest,
    hashAlg: 'sha-256',
    verifier: async (data, signature) => {
      await jwtVerify(`${data}.${signature}`, key, { algorithms: ['ES256'], typ: 'dc+sd-jwt', currentDate: now() });
      return true;
    },
  });
  const { payload } = await reader.verify(sdJwt, { currentDate: Math.floor(now().getTime() / 1000) });
  const { consent, exp, data, statements } = payload as unknown as Answer & { exp: number };
  return { consent, until: new Date(exp * 1000), data, statements };
}

/** The keys of an issuer (draft-ietf-oauth-sd-jwt-vc, "JWT VC Issuer Metadata"). */
export async function keysOf(issuer: string): Promise<JWTVerifyGetKey> {
  const { origin, pathname } = new URL(issuer);
  const { jwks, jwks_uri } = await (await fetch(`${origin}/.well-known/jwt-vc-issuer${pathname}`)).json();
  if (jwks_uri) return createRemoteJWKSet(new URL(jwks_uri));
  return createLocalJWKSet(jwks);
}
