import { AppError } from './errors.ts';

/** No inline script or style runs, nothing is loaded from elsewhere, nobody may frame a page. */
const policyOf = (connect: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${connect}`,
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Sent with every answer. */
export const SECURITY_HEADERS: Record<string, string> = {
  'content-security-policy': policyOf("'self'"),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(self), geolocation=(), microphone=(), payment=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** Sent with a page whose program asks servers of other sites. On a machine without TLS these are other ports of it. */
export const reachingOut = (ownOrigin: string): Record<string, string> => ({
  ...SECURITY_HEADERS,
  'content-security-policy': policyOf(`'self' https:${ownOrigin.startsWith('http:') ? ' http://localhost:*' : ''}`),
});

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a change that another site's page asked for. Browsers say where a request comes from (Fetch Metadata, or
 * `Origin` in older ones); one that says neither is no browser and carries no one's cookies by accident.
 * @throws AppError `forbidden`.
 */
export function refuseForeignForms(request: Request, ownOrigin: string): void {
  if (SAFE_METHODS.has(request.method)) return;
  const site = request.headers.get('sec-fetch-site');
  const origin = request.headers.get('origin');
  const foreign = site ? site !== 'same-origin' && site !== 'none' : origin !== null && origin !== ownOrigin;
  if (foreign)
    throw new AppError('forbidden', 'This form was sent from another site. Open the page here and try again.');
}

/** Counts requests by address in windows of a minute. Per process: two processes admit twice as many. */
export function rateLimiter(perMinute: number, milliseconds: () => number = Date.now): (address: string) => void {
  if (perMinute === 0) return () => {};
  let window = 0;
  let counts = new Map<string, number>();
  return (address) => {
    const current = Math.floor(milliseconds() / 60_000);
    if (current !== window) {
      window = current;
      counts = new Map();
    }
    const count = (counts.get(address) ?? 0) + 1;
    counts.set(address, count);
    if (count > perMinute) {
      throw new AppError(
        'too-many-requests',
        `More than ${perMinute} requests in a minute. Wait a minute and try again.`,
      );
    }
  };
}
