import { fromBase64Url } from '../bytes.ts';
import type { Bundle } from './bundle.ts';
import { KID_BYTES } from './model.ts';
import type { OfflineKey } from './run.ts';

/** The key of a bundle whose name begins so, as `checkShow` asks for it. */
export function bundledKey({ issuers }: Bundle, kid: Uint8Array): OfflineKey | undefined {
  const named = issuers.flatMap(({ agency, types, keys }) => keys.map((key) => ({ agency, types, key })));
  const found = named.find(({ key }) => isBeginning(kid, fromBase64Url(key.thumbprint)));
  if (!found) return undefined;
  const { x, y, state, from, until } = found.key;
  const jwk = { kty: 'EC', crv: 'P-256', x, y };
  return { agency: found.agency, types: found.types.map(({ id }) => id), jwk, state, from, until };
}

const isBeginning = (kid: Uint8Array, thumbprint: Uint8Array | undefined): boolean =>
  kid.length === KID_BYTES && kid.every((byte, nth) => byte === thumbprint?.[nth]);
