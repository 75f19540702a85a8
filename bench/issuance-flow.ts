import { ask, type Flow } from './flow.ts';
import { dpopOf, type Holder, proofOf } from './licence-holders.ts';
import { newKey, type SigningKey } from './signing-key.ts';

/** The type of credential that is issued and shown, in all three formats. */
export const LICENCE = 'driving-licence';
export const FORMATS = ['sd-jwt', 'mdoc', 'compact'] as const;
export type Format = (typeof FORMATS)[number];
/** Copies of a batch, each with a key of its own. */
export const COPIES = 10;

const ISSUER = '/issuers/motor-vehicles';
const PRE_AUTHORIZED = 'urn:ietf:params:oauth:grant-type:pre-authorized_code';

/** A device that may fetch credentials. */
export interface Wallet {
  holder: Holder;
  token: string;
}

/** A copy with its key. */
export interface Copy {
  text: string;
  key: SigningKey;
}

interface Offer {
  grants: { [PRE_AUTHORIZED]: { 'pre-authorized_code': string } };
}

/** From the form in the portal to the access token, which is bound to the device's key. */
export async function takeOffers(flow: Flow, origin: string, holders: readonly Holder[]): Promise<Wallet[]> {
  const links = await flow.step('offer made', holders, async ({ cookie }) => {
    const body = new URLSearchParams({ type: LICENCE, to: 'this' });
    const { headers } = await ask(`${origin}/cards/offers`, { method: 'POST', headers: { cookie }, body });
    return new URLSearchParams(headers.get('location')!.split('#offer?')[1]).get('credential_offer_uri')!;
  });
  const offers = await flow.step('offer read', links, async (link) => JSON.parse((await ask(link)).text) as Offer);
  const url = `${origin}/oauth/token`;
  const forms = offers.map(({ grants }, nth) => ({
    body: new URLSearchParams({ grant_type: PRE_AUTHORIZED, ...grants[PRE_AUTHORIZED] }),
    headers: { dpop: dpopOf(holders[nth]!.device, { method: 'POST', url }) },
  }));
  const tokens = await flow.step('token', forms, async (form) => {
    const { access_token } = JSON.parse((await ask(url, { method: 'POST', ...form })).text);
    return access_token as string;
  });
  return holders.map((holder, nth) => ({ holder, token: tokens[nth]! }));
}

/** A nonce, and a batch of copies in a format. @returns the copies of each. */
export async function fetchCopies(
  flow: Flow,
  origin: string,
  wallets: readonly Wallet[],
  format: Format,
): Promise<Copy[][]> {
  const issuer = origin + ISSUER;
  const nonces = await flow.step('nonce', wallets, async () => {
    const { c_nonce } = JSON.parse((await ask(`${issuer}/nonce`, { method: 'POST' })).text);
    return c_nonce as string;
  });
  const url = `${issuer}/credential`;
  const requests = wallets.map(({ holder, token }, nth) => {
    const keys = Array.from({ length: COPIES }, newKey);
    const proofs = { jwt: keys.map((key) => proofOf(key, { audience: issuer, nonce: nonces[nth]! })) };
    return {
      keys,
      body: JSON.stringify({ credential_configuration_id: `${LICENCE}.${format}`, proofs }),
      headers: {
        ...{ authorization: `DPoP ${token}`, 'content-type': 'application/json' },
        dpop: dpopOf(holder.device, { method: 'POST', url, token }),
      },
    };
  });
  return flow.step(`credential`, requests, async ({ keys, ...request }) => {
    const { credentials } = JSON.parse((await ask(url, { method: 'POST', ...request })).text) as {
      credentials: { credential: string }[];
    };
    return credentials.map(({ credential }, nth) => ({ text: credential, key: keys[nth]! }));
  });
}
