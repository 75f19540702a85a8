import type { Config } from '../kernel/index.ts';

/** What decides how the session's cookie is written. */
type Site = Pick<Config, 'ORIGIN'>;

const isSecure = (site: Site) => site.ORIGIN.startsWith('https:');

/** `__Host-` has browsers refuse the cookie from a neighbouring host or without encryption (RFC 6265bis §4.1.3.2). */
const nameOf = (site: Site) => (isSecure(site) ? '__Host-session' : 'session');

/** The session's secret that a request carries, whatever it is worth. */
export function sessionSecretOf(request: Request, site: Site): string | undefined {
  const prefix = `${nameOf(site)}=`;
  const pair = (request.headers.get('cookie') ?? '').split(/; */).find((part) => part.startsWith(prefix));
  return pair?.slice(prefix.length) || undefined;
}

/**
 * The `Set-Cookie` that signs a browser in. It ends with the browser, since people use shared ones; the table ends it
 * sooner. `Lax`, not `Strict`: with `Strict` a link in a message would open the site signed out. Changes are guarded
 * against other sites by `refuseForeignForms` besides.
 */
export function sessionCookie(secret: string, site: Site): string {
  return `${nameOf(site)}=${secret}; Path=/; HttpOnly; SameSite=Lax${isSecure(site) ? '; Secure' : ''}`;
}

/** The `Set-Cookie` that signs a browser out. */
export function noSessionCookie(site: Site): string {
  return `${sessionCookie('', site)}; Max-Age=0`;
}
