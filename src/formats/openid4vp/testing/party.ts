import { rawSign, sha256, signBy, testKey } from '../../testing.ts';
import { makePartyCertificate, makeRootCertificate } from '../../trust/issue-certificate.ts';
import { NOW, testChain } from '../../trust/testing.ts';
import { issueRegistration, type Registration } from '../registration.ts';
import { clientIdOf, makeRequest, type RequestToMake } from '../request.ts';
import type { RequestExpected } from '../request-run.ts';

/*
 * A shop that asks for an age, for tests: its root, its certificate, its registration, its request.
 */

const YEAR = 365 * 86_400;
const SHOP = 'https://gov.example/relying-parties/shop';
export const VCT = 'https://gov.example/credentials/types/resident-card';

/** Who registers relying parties, and keeps the trust list. */
export const KEEPER = testChain();
const ROOT_KEY = testKey();
export const PARTY_KEY = testKey();

const common = { from: NOW - YEAR, until: NOW + YEAR, contact: 'https://gov.example', serial: Uint8Array.of(7) };
export const PARTY_ROOT = signBy(
  ROOT_KEY,
  makeRootCertificate({ ...common, key: ROOT_KEY.jwk, subject: { C: 'UT', CN: 'Relying parties' } }, sha256),
);

/** A certificate of the shop; what `but` says is otherwise. */
export function partyCertificate(but: { party?: string; hosts?: string[]; key?: JsonWebKey; until?: number } = {}) {
  const { party = SHOP, hosts = ['shop.example'], key = PARTY_KEY.jwk, until = NOW + YEAR } = but;
  const made = { ...common, until, key, root: PARTY_ROOT, party, hosts, subject: { C: 'UT', CN: 'Shop' } };
  return signBy(ROOT_KEY, makePartyCertificate(made, sha256));
}

export const CERTIFICATE = partyCertificate();

const text = (value: string) => ['zh-Hant', 'ko', 'en'].map((lang) => ({ lang, value }));

export const REGISTRATION: Registration = {
  ...{ iss: 'https://gov.example', sub: SHOP, iat: NOW - 3_600, exp: NOW + 86_400, intended_use_id: 'age' },
  ...{ name: text('Shop'), purpose: text('Age check'), legal_basis: [text('Youth Act')], if_refused: text('No wine') },
  support_uri: 'https://shop.example/contact',
  credentials: [
    {
      format: 'dc+sd-jwt',
      meta: { vct_values: [VCT] },
      claim: [{ path: ['age_equal_or_over', '18'] }, { path: ['address'] }],
    },
    {
      format: 'mso_mdoc',
      meta: { doctype_value: 'org.iso.18013.5.1.mDL' },
      claim: [{ path: ['org.iso.18013.5.1', 'age_over_18'] }],
    },
  ],
};

/** The registration, signed; what `but` says is otherwise. */
export const registered = (but: Partial<Record<keyof Registration, unknown>> = {}, signer = KEEPER.key): string =>
  signBy(signer, issueRegistration({ ...REGISTRATION, ...but } as Registration, [KEEPER.leaf]));

/** The key for which the answer is encrypted. */
export const ANSWER_KEY = { ...testKey().jwk, kid: 'answer' };

/** The shop's request. */
export const REQUEST: RequestToMake = {
  clientId: clientIdOf(CERTIFICATE, sha256),
  ...{ nonce: 'n-0S6_WzA2Mj', state: 's-0S6_WzA2Mj', key: ANSWER_KEY },
  query: {
    credentials: [
      {
        ...{ id: 'card', format: 'dc+sd-jwt', meta: { vct_values: [VCT] } },
        claims: [{ path: ['age_equal_or_over', '18'] }],
      },
    ],
  },
  registration: registered(),
  to: { responseUri: 'https://shop.example/answer' },
  ...{ walletNonce: 'w-0S6_WzA2Mj', at: NOW - 5, until: NOW + 300 },
};

/** The request, signed by the shop; what `but` says is made otherwise. */
export const requestOf = (but: Partial<RequestToMake> = {}, chain: readonly Uint8Array[] = [CERTIFICATE]): string =>
  signBy(PARTY_KEY, makeRequest({ ...REQUEST, ...but }, chain));

/** The same where members are written otherwise than any honest asker writes them, and signed all the same. */
export function requestWith(payload: Record<string, unknown>, header: Record<string, unknown> = {}): string {
  const [head, body] = requestOf().split('.') as [string, string];
  return rewritten({ ...parsed(head), ...header }, { ...parsed(body), ...payload });
}

/** A JWT of these parts, signed by the shop. */
export function rewritten(header: unknown, payload: unknown): string {
  const input = `${encoded(header)}.${encoded(payload)}`;
  return `${input}.${Buffer.from(rawSign(PARTY_KEY, new TextEncoder().encode(input))).toString('base64url')}`;
}

const parsed = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;

/** JSON, or text as it is, or bytes, in base64url. */
export const encoded = (value: unknown): string =>
  Buffer.from(
    typeof value === 'string' || value instanceof Uint8Array ? (value as string) : JSON.stringify(value),
  ).toString('base64url');

/** What a wallet expects of it. */
export const EXPECTED: RequestExpected = {
  ...{ at: NOW, sha256, clientId: REQUEST.clientId, partyRoots: [PARTY_ROOT], walletNonce: REQUEST.walletNonce },
  registrar: { iss: 'https://gov.example', roots: [KEEPER.root] },
};
