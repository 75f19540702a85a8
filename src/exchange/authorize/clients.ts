import type { AdapterPayload } from 'oidc-provider';
import { originOf, relyingParty } from '../../credentials/index.ts';
import type { Government } from '../../pack/index.ts';
import { receiverOf } from '../receivers/index.ts';
import { DATA_DETAIL } from './details.ts';

/** What the authorization server is told of a receiver beside what is OAuth's: where people may be sent back to. */
export const RECEIVER_METADATA = ['hosts', 'loopback'] as const;

/** A receiver, as the authorization server knows it by its id; undefined for who may not ask, or has no keys. */
export async function clientOf(gov: Government, id: string): Promise<AdapterPayload | undefined> {
  const party = await relyingParty(gov.db, gov, id);
  const receiver = await receiverOf(gov.db, id);
  if (!party || party.withdrawnAt || !receiver) return undefined;
  return {
    ...{ client_id: id, client_name: party.title.en, redirect_uris: [], response_types: ['code'] },
    grant_types: ['authorization_code', 'refresh_token'],
    ...{ token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [...receiver.sign] } },
    ...{ dpop_bound_access_tokens: true, require_pushed_authorization_requests: true },
    authorization_details_types: [DATA_DETAIL],
    hosts: [...party.hosts],
    // Who tries this whole installation on the machine before them runs receivers there, too.
    loopback: isLoopback(new URL(originOf(gov)).hostname),
  };
}

const isLoopback = (hostname: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(hostname);

/**
 * Whether people may be sent back to an address: at a host of the receiver, by TLS (FAPI 2.0 Security Profile section 5.3.2.2),
 * or on the same machine (RFC 8252 section 7.3) where it is tried there.
 */
export function isTheirs(
  { hosts, loopback }: { hosts: readonly string[]; loopback: boolean },
  address: string,
): boolean {
  const url = URL.parse(address);
  if (!url || url.username || url.password || url.hash) return false;
  if (url.protocol === 'https:') return hosts.includes(url.hostname);
  return loopback && url.protocol === 'http:' && isLoopback(url.hostname);
}
