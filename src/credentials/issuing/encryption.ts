import { createECDH, createPrivateKey, type KeyObject } from 'node:crypto';
import { CompactEncrypt, calculateJwkThumbprint, compactDecrypt, importJWK, type JWK } from 'jose';
import type { Government } from '../../pack/index.ts';
import { IssuingError } from './problems.ts';
import { secretsFor } from './secrets.ts';

/** How credential requests and responses may be encrypted (OpenID4VCI section 10). */
export const ENCRYPTION = { alg: 'ECDH-ES', enc: ['A128GCM', 'A256GCM'] as string[] };

/** A key that wallets encrypt requests to. */
export interface RequestKey {
  jwk: JWK & { kid: string };
  secret: KeyObject;
}

/**
 * The keys to which wallets encrypt requests, the newest first. They are drawn out of the keys of the installation, so
 * that its processes have the same ones, and go when those do.
 */
export async function requestKeys(gov: Pick<Government, 'config'>): Promise<readonly RequestKey[]> {
  return Promise.all((await secretsFor(gov, 'requests')).map(keyOf));
}

async function keyOf(scalar: Buffer): Promise<RequestKey> {
  const pair = createECDH('prime256v1');
  // By far the most numbers of 32 bytes are one; a key that is none is refused here.
  pair.setPrivateKey(scalar);
  const point = pair.getPublicKey();
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'));
  const open = { kty: 'EC', crv: 'P-256', x: x!, y: y! };
  const jwk = { ...open, kid: await calculateJwkThumbprint(open), use: 'enc', alg: ENCRYPTION.alg };
  return { jwk, secret: createPrivateKey({ key: { ...open, d: scalar.toString('base64url') }, format: 'jwk' }) };
}

/** What a wallet has sent, decrypted where it was encrypted. */
export async function openRequest(
  gov: Pick<Government, 'config'>,
  body: unknown,
): Promise<{ said: Record<string, unknown>; encrypted: boolean }> {
  if (typeof body !== 'string') return { said: objectOf(body), encrypted: false };
  const keys = await requestKeys(gov);
  try {
    const { plaintext } = await compactDecrypt(body, ({ kid }) => keys.find(({ jwk }) => jwk.kid === kid)!.secret, {
      keyManagementAlgorithms: [ENCRYPTION.alg],
      contentEncryptionAlgorithms: ENCRYPTION.enc,
      maxDecompressedLength: 0,
    });
    return { said: objectOf(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plaintext))), encrypted: true };
  } catch {
    throw new IssuingError(
      'invalid_encryption_parameters',
      'The request cannot be decrypted with a key of the metadata.',
    );
  }
}

function objectOf(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new IssuingError('invalid_credential_request', 'The request is no JSON object.');
  return value as Record<string, unknown>;
}

/** To whom an answer is encrypted, and how. */
export interface ResponseKey {
  key: Awaited<ReturnType<typeof importJWK>>;
  enc: string;
  kid?: string | undefined;
}

/**
 * The key that a wallet wants its answer encrypted to; undefined where it wants none.
 * @throws IssuingError `invalid_encryption_parameters`; where the request was not encrypted, too, since anybody between
 * could have put another key into it (OpenID4VCI section 8.2).
 */
export async function responseKey(wanted: unknown, encrypted: boolean): Promise<ResponseKey | undefined> {
  if (wanted === undefined) return undefined;
  const { jwk, enc, zip } = objectOf(wanted);
  if (!encrypted) throw badEncryption('Encrypt the request if the answer is to be encrypted.');
  if (!ENCRYPTION.enc.includes(enc as string) || zip !== undefined) throw badEncryption('enc or zip is not supported.');
  const { alg, kty, crv, kid, d } = objectOf(jwk) as JWK;
  if (alg !== ENCRYPTION.alg || kty !== 'EC' || crv !== 'P-256' || d !== undefined)
    throw badEncryption('jwk is no public key on P-256 for ECDH-ES.');
  try {
    return { key: await importJWK(jwk as JWK, ENCRYPTION.alg), enc: enc as string, kid };
  } catch {
    throw badEncryption('jwk is no key.');
  }
}

const badEncryption = (says: string) => new IssuingError('invalid_encryption_parameters', says);

/** An answer to a wallet: JSON, or encrypted where it asked for that. */
export async function answerTo(key: ResponseKey | undefined, said: object, status = 200): Promise<Response> {
  const headers = { 'cache-control': 'no-store' };
  if (!key) return Response.json(said, { status, headers });
  const jwe = await new CompactEncrypt(new TextEncoder().encode(JSON.stringify(said)))
    .setProtectedHeader({ alg: ENCRYPTION.alg, enc: key.enc, ...(key.kid && { kid: key.kid }) })
    .encrypt(key.key);
  return new Response(jwe, { status, headers: { ...headers, 'content-type': 'application/jwt' } });
}
