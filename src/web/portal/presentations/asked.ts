import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import type { openPresentation } from '../../../credentials/index.ts';
import type { Config } from '../../../kernel/index.ts';

/** Where the wallet is: in this browser, or on another device that scans a code. */
export const WHERE = ['here', 'elsewhere'] as const;
export type Where = (typeof WHERE)[number];
export const WhereSchema = Type.Union([Type.Literal('here'), Type.Literal('elsewhere')]);

const Kept = Type.Object({
  id: Type.String({ pattern: '^[0-9a-f-]{36}$' }),
  secret: Type.String({ maxLength: 100 }),
  /** The request as wallets take it (`openid4vp://?…`). */
  uri: Type.String({ pattern: '^openid4vp://\\?', maxLength: 1500 }),
  where: WhereSchema,
  /** Until when it can be answered. */
  until: Type.String({ pattern: '^[0-9TZ:.-]{20,30}$' }),
  /** Where whoever asked wanted to go afterwards; may be empty. */
  next: Type.String({ maxLength: 2000 }),
});

/**
 * What a browser has asked a wallet for. It is kept in a cookie, so that only the browser that began learns the answer:
 * a link or code that is passed on carries nothing of it.
 */
export type Asked = Static<typeof Kept>;

/** For what a browser asks: each has a cookie of its own. */
export type AskedFor = 'sign-in' | 'again' | 'try' | 'facts' | 'consent';

type Site = Pick<Config, 'ORIGIN'>;
const isSecure = ({ ORIGIN }: Site) => ORIGIN.startsWith('https:');
const nameOf = (what: AskedFor, site: Site) => `${isSecure(site) ? '__Host-' : ''}asked-${what}`;

/** Longer than any request can be answered and its answer fetched, in seconds. */
const LIFE = 900;

const written = (what: AskedFor, site: Site, value: string, age: number): string =>
  `${nameOf(what, site)}=${value}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${isSecure(site) ? '; Secure' : ''}`;

/** The `Set-Cookie` by which a browser keeps what it asked for. `Lax`: a wallet that is no page of ours leads back here. */
export function askedCookie(what: AskedFor, asked: Asked, site: Site): string {
  return written(what, site, Buffer.from(JSON.stringify(asked)).toString('base64url'), LIFE);
}

/** The `Set-Cookie` that forgets it. */
export const forgetAskedCookie = (what: AskedFor, site: Site): string => written(what, site, '', 0);

/** What the browser of a request has asked for; undefined if it has not, or not in a way that this could have written. */
export function askedIn(request: Request, what: AskedFor, site: Site): Asked | undefined {
  const prefix = `${nameOf(what, site)}=`;
  const pair = (request.headers.get('cookie') ?? '').split(/; */).find((part) => part.startsWith(prefix));
  try {
    const asked: unknown = JSON.parse(Buffer.from(pair?.slice(prefix.length) ?? '', 'base64url').toString());
    return Value.Check(Kept, asked) ? asked : undefined;
  } catch {
    return undefined;
  }
}

/** What was opened, as a browser keeps it. */
export function askedOf(
  {
    id,
    secret,
    uri,
    expiresAt,
  }: Pick<Awaited<ReturnType<typeof openPresentation>>, 'id' | 'secret' | 'uri' | 'expiresAt'>,
  where: Where,
  next = '',
): Asked {
  return { id, secret, uri, where, next, until: expiresAt.toISOString() };
}
