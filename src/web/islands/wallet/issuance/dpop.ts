import { base64url, SignJWT } from 'jose';
import { now } from '../../shared/clock.ts';
import { publicJwk, sha256 } from '../../shared/signatures.ts';
import { type Fetch, send } from './http.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

/** Nonces that servers want in the next proof, by origin (RFC 9449 §8 and §9). */
const nonces = new Map<string, string>();

/** Sends a request with the proof that whoever sends it has a key; with a token, that it is theirs (RFC 9449 §4, §7). */
export async function sendBound(
  fetch: Fetch,
  key: CryptoKeyPair,
  address: string,
  how: RequestInit & { method: string },
  token?: string,
): Promise<Response> {
  const { origin } = new URL(address);
  const before = nonces.get(origin);
  const answer = await once();
  // A server may want a nonce of its own in the proof: it names it, and is asked again.
  const wanted = nonces.get(origin);
  return wanted !== before && (await asksForNonce(answer)) ? once() : answer;

  async function once(): Promise<Response> {
    const proof = await dpopProof(key, { method: how.method, address, token, nonce: nonces.get(origin) });
    const headers = { ...(how.headers as Record<string, string>), dpop: proof };
    const answered = await send(fetch, address, {
      ...how,
      headers: { ...headers, ...(token && { authorization: `DPoP ${token}` }) },
    });
    const nonce = answered.headers.get('dpop-nonce');
    if (nonce) nonces.set(origin, nonce);
    return answered;
  }
}

async function asksForNonce(answer: Response): Promise<boolean> {
  if (answer.status === 401) return (answer.headers.get('www-authenticate') ?? '').includes('use_dpop_nonce');
  if (answer.status !== 400) return false;
  return (await answer.clone().text()).includes('use_dpop_nonce');
}

/** What a proof is for. */
interface Proved {
  method: string;
  address: string;
  token?: string | undefined;
  nonce?: string | undefined;
}

/** A proof of possession for one request (RFC 9449 §4.2). */
export async function dpopProof(key: CryptoKeyPair, { method, address, token, nonce }: Proved): Promise<string> {
  const htu = address.split(/[?#]/)[0]!;
  const claims = {
    jti: crypto.randomUUID(),
    htm: method,
    htu,
    ...(token && { ath: base64url.encode(sha256(utf8(token))) }),
    ...(nonce && { nonce }),
  };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: (await publicJwk(key)) as { kty: string } })
    .setIssuedAt(Math.floor(now() / 1000))
    .sign(key.privateKey);
}
