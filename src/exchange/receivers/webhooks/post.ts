import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { BlockList, isIPv6 } from 'node:net';

/** What came of posting: a status, or why there is none, in few words that name nobody. */
export type Posted = { status: number } | { failure: string };

/** Longest that one delivery may take, in milliseconds. */
const PATIENCE_MS = 10_000;

/** Addresses that are not everybody's (RFC 6890): who registers a name that leads there wants to reach what is behind our walls. */
const OURS = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  OURS.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  OURS.addSubnet(net, bits, 'ipv6');

/** Whether an address is one that anybody on the network of networks may reach. */
export function isPublicAddress(address: string): boolean {
  // An address of IPv4 within one of IPv6 is checked as what it is, by BlockList.
  return !OURS.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

type Found = (error: Error | null, address: LookupAddress[] | string, family?: number) => void;

/** Looks a name up and connects to what was checked, so that it cannot lead elsewhere a moment later. */
function publicOnly(hostname: string, options: LookupOptions, found: Found): void {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return found(error, []);
    if (addresses.length === 0 || !addresses.every(({ address }) => isPublicAddress(address)))
      return found(new Error('the host is at no public address'), []);
    if (options.all) return found(null, addresses);
    found(null, addresses[0]!.address, addresses[0]!.family);
  });
}

/**
 * Posts a body. Redirections are not followed, and of the answer only the status is read.
 * @param local whether the address may be on this machine or its network.
 */
export function post(
  address: string,
  { headers, body, local }: { headers: Record<string, string>; body: Uint8Array; local: boolean },
): Promise<Posted> {
  const url = new URL(address);
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (!local && /^[\d.]+$|:/.test(literal) && !isPublicAddress(literal))
    return Promise.resolve({ failure: 'the host is at no public address' });
  const ask = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve) => {
    const asking = ask(
      url,
      {
        method: 'POST',
        headers: { ...headers, 'content-length': String(body.length) },
        signal: AbortSignal.timeout(PATIENCE_MS),
        agent: false,
        ...(!local && { lookup: publicOnly as never }),
      },
      (response) => {
        response.destroy();
        resolve({ status: response.statusCode! });
      },
    );
    asking.on('error', (error: NodeJS.ErrnoException) => resolve({ failure: failureOf(error) }));
    asking.end(body);
  });
}

/** In words that hold no address: codes of the system, or what was thrown here. */
function failureOf({ name, code, message }: NodeJS.ErrnoException): string {
  if (name === 'AbortError' || name === 'TimeoutError') return `no answer within ${PATIENCE_MS / 1000} seconds`;
  return code ?? message;
}
