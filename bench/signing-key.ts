import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { signWith } from '../src/credentials/index.ts';
import type { Unsigned } from '../src/formats/index.ts';

/** A pair of keys of P-256. */
export interface SigningKey {
  key: KeyObject;
  jwk: JsonWebKey;
  privateJwk: Record<string, unknown>;
}

/** A new pair. */
export function newKey(): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const privateJwk = privateKey.export({ format: 'jwk' }) as Record<string, unknown>;
  return { key: privateKey, jwk: publicKey.export({ format: 'jwk' }) as JsonWebKey, privateJwk };
}

/** Signs by ES256, as the server does. */
export function signBy<Signed>({ key }: SigningKey, { input, finish }: Unsigned<Signed>): Signed {
  return finish(signWith(key, input));
}
