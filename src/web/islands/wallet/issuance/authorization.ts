import { base64url } from 'jose';
import { publicJwk, randomOf, sha256 } from '../../shared/signatures.ts';
import { sendBound } from './dpop.ts';
import { type Fetch, isSafe, jsonOf, saidOf, textOf } from './http.ts';
import type { AuthorizationServer } from './metadata.ts';
import { IssuanceError } from './problem.ts';
import type { Client } from './token.ts';

/** What somebody is sent away to agree to. */
export interface Wanted {
  scopes: readonly string[];
  redirectUri: string;
  /** By which the issuer knows its offer again. */
  issuerState?: string | undefined;
}

/** What has to be remembered until they are back. */
export interface Begun {
  state: string;
  /** Of PKCE (RFC 7636). */
  verifier: string;
  /** Where they are to be sent. */
  address: string;
}

const SECRET_BYTES = 32;
const utf8 = (text: string) => new TextEncoder().encode(text);

/**
 * Begins an authorization (OpenID4VCI 1.0 §5): pushes what is wanted (RFC 9126), with PKCE by S256 and bound to the key of
 * the client (RFC 9449 §10). Throws an IssuanceError.
 */
export async function beginAuthorization(
  fetch: Fetch,
  server: AuthorizationServer,
  client: Client,
  { scopes, redirectUri, issuerState }: Wanted,
): Promise<Begun> {
  if (!server.authorization || !server.pushed) throw new IssuanceError('bad-issuer', server.issuer);
  const [state, verifier] = [secret(), secret()];
  const body = new URLSearchParams({
    response_type: 'code',
    client_id: client.id,
    redirect_uri: redirectUri,
    scope: [...new Set(scopes)].join(' '),
    state,
    code_challenge: base64url.encode(sha256(utf8(verifier))),
    code_challenge_method: 'S256',
    dpop_jkt: await thumbprintOf(client.key),
    ...(issuerState && { issuer_state: issuerState }),
    // Behind the `#` the code reaches this page alone, and not the server that the page comes from.
    ...(server.responseModes.includes('fragment') && { response_mode: 'fragment' }),
  });
  const answer = await sendBound(fetch, client.key, server.pushed, { method: 'POST', body });
  const said = await jsonOf(answer);
  const requestUri = textOf(said.request_uri);
  if (!answer.ok || !requestUri) throw new IssuanceError('refused', saidOf(said));
  const address = new URL(server.authorization);
  address.searchParams.set('client_id', client.id);
  address.searchParams.set('request_uri', requestUri);
  if (!isSafe(address.href)) throw new IssuanceError('bad-issuer', address.origin);
  return { state, verifier, address: address.href };
}

/** What somebody came back with. */
export interface Returned {
  state: string;
  code?: string;
  error?: string;
  iss?: string;
}

/** Reads what stands behind the `#` or the `?` after a return; undefined where that is none. */
export function readReturn(text: string): Returned | undefined {
  const parameters = new URLSearchParams(text);
  const [state, code, error, iss] = ['state', 'code', 'error', 'iss'].map((name) => parameters.get(name) ?? undefined);
  if (!state || (!code && !error)) return undefined;
  return { state, ...(code && { code }), ...(error && { error }), ...(iss && { iss }) };
}

/** The code that somebody came back with from a server; it has to say that it is this one, if it says who it is (RFC 9207). */
export function codeOf({ code, error, iss }: Returned, server: AuthorizationServer): string {
  if ((iss !== undefined || server.namesItself) && iss !== server.issuer) throw new IssuanceError('not-begun', iss);
  if (!code) throw new IssuanceError('refused', error);
  return code;
}

/** The thumbprint of a key (RFC 7638). */
async function thumbprintOf(key: CryptoKeyPair): Promise<string> {
  const { crv, kty, x, y } = await publicJwk(key);
  return base64url.encode(sha256(utf8(JSON.stringify({ crv, kty, x, y }))));
}

const secret = (): string => base64url.encode(randomOf(SECRET_BYTES));
