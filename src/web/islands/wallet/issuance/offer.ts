import { type Fetch, fetchJson, isObject, isSafe, type Json, textOf, textsOf } from './http.ts';
import { IssuanceError } from './problem.ts';

/** What an issuer offers (OpenID4VCI 1.0 §4.1.1). */
export interface Offer {
  issuer: string;
  configurations: readonly string[];
  preAuthorized?: { code: string; transactionCode?: TransactionCode };
  /** With the authorization code flow: by which the issuer knows the offer again. */
  issuerState?: string;
  /** Where several servers grant for the issuer: which of them. */
  authorizationServer?: string;
}

/** A code that reaches its holder by another way. */
export interface TransactionCode {
  numeric: boolean;
  length?: number;
  description?: string;
}

/** An offer as a code or a link has it: within, or where it can be fetched. */
export type OfferLink = { kind: 'within'; offer: Offer } | { kind: 'at'; address: string };

/** What stands behind the `?` of a code or link of a wallet's; of a page of ours it stands behind the `#`. */
export const queryOf = (text: string): string =>
  text
    .trim()
    .replace(/^https?:\/\/[^#]*#/i, '')
    .replace(/^[^?]*\?/, '');

const PRE_AUTHORIZED = 'urn:ietf:params:oauth:grant-type:pre-authorized_code';

/**
 * Reads what a camera saw, or what was pasted: `openid-credential-offer://?…`, a link of a wallet's page with `#offer?…`, or
 * only what stands behind that. Undefined for anything else.
 */
export function readOfferLink(text: string): OfferLink | undefined {
  const parameters = new URLSearchParams(queryOf(text));
  const [within, address] = ['credential_offer', 'credential_offer_uri'].map((name) => parameters.getAll(name));
  if (within!.length + address!.length !== 1) return undefined;
  if (address!.length === 1) return isSafe(address![0]!) ? { kind: 'at', address: address![0]! } : undefined;
  const offer = readOffer(tryJson(within![0]!));
  return offer && { kind: 'within', offer };
}

/** Fetches the offer that a link stands for. Throws an IssuanceError. */
export async function offerOf(fetch: Fetch, link: OfferLink): Promise<Offer> {
  if (link.kind === 'within') return link.offer;
  const offer = readOffer(
    await fetchJson(fetch, link.address).catch((error: IssuanceError) => {
      // Whoever offers forgets what is over.
      throw error.reason === 'bad-issuer' ? new IssuanceError('over') : error;
    }),
  );
  if (!offer) throw new IssuanceError('no-offer');
  return offer;
}

function readOffer(value: unknown): Offer | undefined {
  if (!isObject(value)) return undefined;
  const issuer = textOf(value.credential_issuer);
  // The second member is not the standard's: issuers of this house name there what is shown without a network.
  const configurations = [value.credential_configuration_ids, value.offline_configuration_ids].flatMap(textsOf);
  if (!issuer || !isSafe(issuer) || configurations.length === 0) return undefined;
  const grants = isObject(value.grants) ? value.grants : {};
  const [pre, code] = [grants[PRE_AUTHORIZED], grants.authorization_code].map((one) =>
    isObject(one) ? one : undefined,
  );
  const authorizationServer = textOf((pre ?? code)?.authorization_server);
  const issuerState = textOf(code?.issuer_state);
  return {
    issuer,
    configurations: [...new Set(configurations)],
    ...(pre && typeof pre['pre-authorized_code'] === 'string' && { preAuthorized: preAuthorizedOf(pre) }),
    ...(issuerState && { issuerState }),
    ...(authorizationServer && { authorizationServer }),
  };
}

function preAuthorizedOf(grant: Json): NonNullable<Offer['preAuthorized']> {
  const code = grant['pre-authorized_code'] as string;
  if (!isObject(grant.tx_code)) return { code };
  const { input_mode, length, description } = grant.tx_code;
  return {
    code,
    transactionCode: {
      numeric: input_mode !== 'text',
      ...(Number.isSafeInteger(length) && { length: length as number }),
      ...(typeof description === 'string' && { description: description.slice(0, 300) }),
    },
  };
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
