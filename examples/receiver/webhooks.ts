import { createHash } from 'node:crypto';
import { httpbis } from 'http-message-signatures';
import { importJWK, type JWK, SignJWT } from 'jose';
import type { Keys } from './keys.ts';

/** Something that Madang tells. Nothing of a person is in it but which consent it is about, if it is about one. */
export interface WebhookEvent {
  id: string;
  event: string;
  consent?: string;
}

/** How old a webhook may be, in seconds. */
const MOST_SECONDS = 300;

/** By nonce, until they are too old anyway. */
const seen = new Map<string, number>();

/**
 * Reads what Madang tells: signed by HTTP Message Signatures (RFC 9421) over a digest of its body (RFC 9530), lately, and
 * not told before.
 * @throws Error for anything else.
 */
export async function readWebhook(
  { url, headers, body }: { url: string; headers: Record<string, string>; body: Buffer },
  { madang, now }: { madang: string; now(): Date },
): Promise<WebhookEvent> {
  const expected = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
  if (headers['content-digest'] !== expected) throw new Error('The body is not what was signed.');
  const at = now().getTime() / 1000;
  const verified = await httpbis.verifyMessage(
    {
      keyLookup: async ({ keyid, alg, tag, nonce, created }) => {
        if (tag !== 'exchange-webhook' || typeof nonce !== 'string' || !(created instanceof Date)) return null;
        if (Math.abs(at - created.getTime() / 1000) > MOST_SECONDS || seen.has(nonce)) return null;
        const key = (await keeperKeys(madang)).find(({ kid }) => kid === keyid);
        if (!key || alg !== 'ecdsa-p256-sha256') return null;
        for (const [old, since] of seen) if (at - since > MOST_SECONDS) seen.delete(old);
        seen.set(nonce, at);
        const imported = (await importJWK(key, 'ES256')) as CryptoKey;
        const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
        return {
          id: keyid!,
          algs: ['ecdsa-p256-sha256'],
          verify: (data: Buffer, signature: Buffer) =>
            crypto.subtle.verify(algorithm, imported, new Uint8Array(signature), new Uint8Array(data)),
        };
      },
      requiredFields: ['@method', '@target-uri', 'content-digest'],
      notAfter: now().getTime() + MOST_SECONDS * 1000,
    },
    { method: 'POST', url, headers },
  );
  if (verified !== true) throw new Error('It is not signed by Madang, too old, or was told before.');
  return JSON.parse(body.toString()) as WebhookEvent;
}

async function keeperKeys(madang: string): Promise<JWK[]> {
  const answer = await fetch(`${madang}/.well-known/jwt-vc-issuer/issuers/trust-list`);
  return ((await answer.json()) as { jwks: { keys: JWK[] } }).jwks.keys;
}

/** Says, signed, that what a consent had given is deleted. */
export async function acknowledge(
  consent: string,
  { madang, party, keys, now }: { madang: string; party: string; keys: Keys; now(): Date },
): Promise<void> {
  const jws = await new SignJWT({ consent })
    .setProtectedHeader({ alg: 'ES256', typ: 'deletion+jwt', kid: keys.sign.kid! })
    .setIssuer(party)
    .setAudience(madang)
    .setIssuedAt(now())
    .sign(await importJWK(keys.sign, 'ES256'));
  const answer = await fetch(`${madang}/exchange/receivers/${party}/deletions`, {
    method: 'POST',
    headers: { 'content-type': 'application/jwt' },
    body: jws,
  });
  if (!answer.ok) throw new Error(`Madang did not take it: ${answer.status} ${await answer.text()}`);
}
