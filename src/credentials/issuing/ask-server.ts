import type { Provider } from 'oidc-provider';
import type { Government } from '../../pack/index.ts';
import { originOf } from '../issuers/index.ts';
import { withinTransaction } from './adapter.ts';
import { askProgram } from './node-answer.ts';

/** What an authorization server is asked, as far as it looks at a request. */
export interface ServerAsk {
  method: 'GET' | 'POST';
  /** Within the path under which it stands, with its query. */
  path: string;
  type?: string;
  body?: string;
  dpop?: string | null;
  cookie?: string | null;
}

/** An authorization server of the house. */
export interface HouseServer {
  /** The path under which it stands, such as `/oauth`. */
  mount: string;
  providerOf(gov: Government): Promise<Provider>;
}

/** Makes the servers of governments, one for each address: a process learns its own when it begins to listen. */
export function oncePerOrigin(
  make: (gov: Government, origin: string) => Promise<Provider>,
): (gov: Government) => Promise<Provider> {
  const made = new WeakMap<Government, Map<string, Promise<Provider>>>();
  const makeOne = async (gov: Government, origin: string) => {
    const provider = await make(gov, origin);
    provider.on('server_error', (_context, error) => gov.logger.error({ err: error }, 'authorization server failed'));
    return provider;
  };
  return (gov) => {
    const byOrigin = made.get(gov) ?? new Map<string, Promise<Provider>>();
    made.set(gov, byOrigin);
    const origin = originOf(gov);
    const found = byOrigin.get(origin) ?? makeOne(gov, origin);
    byOrigin.set(origin, found);
    return found;
  };
}

/** Asks an authorization server. All that it writes commits together, also what it writes on refusing. */
export async function askServer(
  gov: Government,
  { providerOf, mount }: HouseServer,
  { method, path, type, body, dpop, cookie }: ServerAsk,
): Promise<Response> {
  const headers = {
    accept: 'application/json',
    ...(type && { 'content-type': type }),
    ...(dpop && { dpop }),
    ...(cookie && { cookie }),
  };
  const server = await providerOf(gov);
  const answer = await withinTransaction(gov.db, () =>
    askProgram(server.callback(), {
      ...{ method, path, headers, mount, origin: originOf(gov) },
      ...(body !== undefined && { body }),
    }),
  );
  keepCookiesOfHouse(answer.headers);
  return answer;
}

/** Who is signed in is for the portal's session to say: that of oidc-provider goes nowhere. */
function keepCookiesOfHouse(headers: Headers): void {
  const cookies = headers.getSetCookie().filter((cookie) => !cookie.startsWith('_session'));
  headers.delete('set-cookie');
  for (const cookie of cookies)
    headers.append('set-cookie', cookie.replace('samesite=lax', 'SameSite=Lax').replace('httponly', 'HttpOnly'));
}
