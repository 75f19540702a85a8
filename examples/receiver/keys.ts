import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';

/** The secret keys of a receiver, as JWK: to say who it is by, and to open answers by. */
export interface Keys {
  sign: JWK;
  encrypt: JWK;
}

/** Makes both. */
export async function makeKeys(): Promise<Keys> {
  const make = async (alg: 'ES256' | 'ECDH-ES', kid: string, use: 'sig' | 'enc'): Promise<JWK> => {
    const { privateKey } = await generateKeyPair(alg, { crv: 'P-256', extractable: true });
    return { ...(await exportJWK(privateKey)), kid, use, alg };
  };
  return { sign: await make('ES256', 'sign-1', 'sig'), encrypt: await make('ECDH-ES', 'open-1', 'enc') };
}

/** What Madang is given of them: public keys, as a JWK Set (RFC 7517 section 5). */
export function publicKeys({ sign, encrypt }: Keys): { keys: JWK[] } {
  return { keys: [sign, encrypt].map(({ d: _, ...known }) => known) };
}

/** The keys in a file, which is made where there is none. */
export async function keysIn(file: string): Promise<Keys> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text !== undefined) return JSON.parse(text);
  const keys = await makeKeys();
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(keys, null, 2), { mode: 0o600 });
  return keys;
}
