/*
 * Requests as links and QR codes (OpenID4VP 1.0 sections 5.7 and 5.10): they say where the request lies, and whose it is.
 */

/** A request that is to be fetched. */
export interface RequestLink {
  clientId: string;
  requestUri: string;
  /** By `post` the wallet says a nonce of its own. */
  method: 'get' | 'post';
}

const SCHEME = 'openid4vp://';
/** Schemes by which wallets are opened. */
const SCHEMES: readonly string[] = ['openid4vp:', 'haip-vp:', 'eudi-openid4vp:', 'haip:'];
/** What stands in the fragment of our own wallet's address, so that no server learns it. */
const FRAGMENT = '#request?';

/** What stands behind the question mark of either. */
function parametersOf({ clientId, requestUri, method }: RequestLink): string {
  const parameters = new URLSearchParams({ client_id: clientId, request_uri: requestUri });
  if (method === 'post') parameters.set('request_uri_method', 'post');
  return parameters.toString();
}

/** The link that any wallet opens. */
export const requestUriOf = (link: RequestLink): string => `${SCHEME}?${parametersOf(link)}`;

/** The same for a wallet that is a page. @param wallet its address. */
export const walletLinkOf = (wallet: string, link: RequestLink): string => `${wallet}${FRAGMENT}${parametersOf(link)}`;

/** Reads either form. @returns undefined for anything else, and for a request that is not fetched but written out. */
export function readRequestLink(text: string): RequestLink | undefined {
  if (text.length > 8_192 || !URL.canParse(text)) return undefined;
  const { protocol, search, hash } = new URL(text);
  const query = SCHEMES.includes(protocol) ? search : hash.startsWith(FRAGMENT) ? hash.slice(FRAGMENT.length) : '';
  const parameters = new URLSearchParams(query);
  // A name twice has two readings (RFC 6749 section 3.1).
  if (new Set(parameters.keys()).size !== [...parameters.keys()].length) return undefined;
  const [clientId, requestUri] = [parameters.get('client_id'), parameters.get('request_uri')];
  const method = parameters.get('request_uri_method') ?? 'get';
  if (!clientId || !requestUri || !isWebAddress(requestUri) || (method !== 'get' && method !== 'post'))
    return undefined;
  return { clientId, requestUri, method };
}

/** Whether somebody may be asked there: by https, or at home while one tries. */
export function isWebAddress(text: unknown): text is string {
  if (typeof text !== 'string' || !URL.canParse(text)) return false;
  const { protocol, hostname, hash, username, password } = new URL(text);
  const atHome = protocol === 'http:' && (hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]');
  return (protocol === 'https:' || atHome) && hash === '' && username === '' && password === '';
}
