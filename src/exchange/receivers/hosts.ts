import { originOf } from '../../credentials/index.ts';
import type { Government } from '../../pack/index.ts';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Whether the site itself is only for whoever sits at this machine. */
export const isLocalSite = (gov: Pick<Government, 'config'>): boolean =>
  LOOPBACK.includes(new URL(originOf(gov)).hostname);

/**
 * Whether an address is at a host of the party, by TLS. On a site that is only for this machine, so may others be that are on
 * it.
 */
export function isOwnHost(gov: Pick<Government, 'config'>, hosts: readonly string[], address: string): boolean {
  const url = URL.parse(address);
  if (!url || url.username || url.password || url.hash) return false;
  if (url.protocol === 'https:') return hosts.includes(url.hostname);
  return url.protocol === 'http:' && LOOPBACK.includes(url.hostname) && isLocalSite(gov);
}
