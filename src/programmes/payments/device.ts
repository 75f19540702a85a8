import { randomSecret, sha256 } from '../../kernel/index.ts';

const NAME = 'device';
/** A year, in seconds. */
const LIFE = 365 * 24 * 3600;

/** What tells a device apart, and the `Set-Cookie` that makes it be known again, where it was not yet. */
export interface Device {
  hash: string;
  setCookie?: string;
}

/**
 * Which device a request comes from, by a random number that it keeps. Payments hold its hash, so that many wallets on one
 * device stand out; it names nobody, and whoever clears their cookies is a new device.
 */
export function deviceOf(request: Request, secure: boolean): Device {
  const known = (request.headers.get('cookie') ?? '').match(/(?:^|; *)device=([\w-]{22})(?:;|$)/)?.[1];
  const secret = known ?? randomSecret(16);
  const hash = sha256(`device/${secret}`).toString('base64url');
  if (known) return { hash };
  const attributes = `Path=/; Max-Age=${LIFE}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  return { hash, setCookie: `${NAME}=${secret}; ${attributes}` };
}
