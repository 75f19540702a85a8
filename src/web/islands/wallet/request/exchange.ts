import { base64url } from 'jose';
import { isWebAddress, type RequestLink } from '../../../../formats/index.ts';
import { randomOf } from '../../shared/signatures.ts';

/*
 * What goes between this page and whoever asks: never with cookies, never by a server of ours, unless it is ours that asks.
 */

/** Why the other side could not be asked or told; `over` where it knows of no such request any more. */
export class ExchangeError extends Error {
  readonly reason: 'unreachable' | 'over' | 'not-taken';
  constructor(reason: ExchangeError['reason'], detail: string) {
    super(detail);
    this.name = 'ExchangeError';
    this.reason = reason;
  }
}

/** A request as it was fetched. */
export interface Fetched {
  jwt: string;
  /** What the request has to repeat, where the wallet could say it (OpenID4VP 1.0 §5.10). */
  walletNonce?: string;
}

const NONCE_BYTES = 16;
/** Longer than any request with its certificates and its registration. */
const LONGEST = 200_000;

const QUIET = { credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer' } as const;

/** Fetches the signed request that a link leads to (RFC 9101 §5.2). */
export async function fetchRequest({ requestUri, method }: RequestLink): Promise<Fetched> {
  const walletNonce = base64url.encode(randomOf(NONCE_BYTES));
  const isPost = method === 'post';
  const answer = await reach(requestUri, {
    headers: { accept: 'application/oauth-authz-req+jwt' },
    ...(isPost && { method: 'POST', body: new URLSearchParams({ wallet_nonce: walletNonce }) }),
  });
  if (!answer.ok) throw new ExchangeError(answer.status < 500 ? 'over' : 'unreachable', await saidBy(answer));
  const jwt = (await answer.text()).trim();
  if (jwt.length > LONGEST) throw new ExchangeError('not-taken', 'The request is too long.');
  return isPost ? { jwt, walletNonce } : { jwt };
}

/**
 * Sends an answer (OpenID4VP 1.0 §8.2).
 * @returns where to go on; undefined where the screen that asked goes on by itself.
 */
export async function sendAnswer(uri: string, fields: Readonly<Record<string, string>>): Promise<string | undefined> {
  const answer = await reach(uri, { method: 'POST', body: new URLSearchParams(fields) });
  if (!answer.ok) throw new ExchangeError('not-taken', await saidBy(answer));
  const { redirect_uri: next } = (await answer.json().catch(() => ({}))) as { redirect_uri?: unknown };
  return typeof next === 'string' && mayGoTo(next) ? next : undefined;
}

/** A page of the web: never a script, a file, or what another program of the phone would open unasked. */
function mayGoTo(address: string): boolean {
  return (
    isWebAddress(address.replace(/#.*$/s, '')) || (URL.canParse(address) && new URL(address).origin === location.origin)
  );
}

async function reach(uri: string, how: RequestInit): Promise<Response> {
  try {
    return await fetch(uri, { ...QUIET, ...how });
  } catch (error) {
    throw new ExchangeError('unreachable', String(error));
  }
}

/** What the other side says went wrong (RFC 6749 §5.2, RFC 9457), for those who want to know. */
async function saidBy(answer: Response): Promise<string> {
  const text = (await answer.text().catch(() => '')).slice(0, 2_000);
  try {
    const said = JSON.parse(text) as Record<string, unknown>;
    return String(said.error_description ?? said.detail ?? said.error ?? answer.status);
  } catch {
    return `${answer.status}`;
  }
}
