/** Stands before the name of each cookie of a sandbox, after the prefixes that browsers know. */
const MARK = 'sandbox-';
const PREFIX = /^(?:__Host-|__Secure-)?/;

const marked = (cookie: string): string => cookie.replace(PREFIX, `$&${MARK}`);

/** @returns the cookies of a `Cookie` header that are marked, without their mark. */
function unmarked(header: string): string {
  return header
    .split(/; */)
    .filter((pair) => pair.replace(PREFIX, '').startsWith(MARK))
    .map((pair) => pair.replace(MARK, ''))
    .join('; ');
}

/**
 * Keeps the cookies of a server apart from those of another on the same host: browsers send both of them to every port
 * (RFC 6265 section 8.5). Within it they have the names that they have everywhere; what comes under other names it never sees.
 */
export function withCookiesApart<Rest extends unknown[]>(
  answer: (request: Request, ...rest: Rest) => Response | Promise<Response>,
): (request: Request, ...rest: Rest) => Promise<Response> {
  return async (request, ...rest) => {
    const cookies = request.headers.get('cookie');
    if (cookies !== null) request.headers.set('cookie', unmarked(cookies));
    const response = await answer(request, ...rest);
    const set = response.headers.getSetCookie();
    response.headers.delete('set-cookie');
    for (const cookie of set) response.headers.append('set-cookie', marked(cookie));
    return response;
  };
}
