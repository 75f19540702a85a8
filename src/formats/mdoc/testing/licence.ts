import { random, sha256, signBy, type TestKey, testKey } from '../../testing.ts';
import { NOW, testChain } from '../../trust/testing.ts';
import { type Cbor, fullDate } from '../cbor.ts';
import { issueMdoc, type MdocToIssue } from '../issue.ts';
import { MDL } from '../mdl.ts';
import { deviceResponse } from '../present.ts';
import type { ShownExpected } from '../run.ts';
import { redirectTranscript } from '../transcript.ts';

/*
 * A driving licence for tests: its issuer, its holder, and a request.
 */

export const CHAIN = testChain();
export const HOLDER: TestKey = testKey();

/** All mandatory elements, and an age. */
export const ELEMENTS: Readonly<Record<string, Cbor>> = {
  family_name: '陳',
  given_name: '怡君',
  birth_date: fullDate('1990-05-17'),
  issue_date: fullDate('2026-01-02'),
  expiry_date: fullDate('2032-01-01'),
  issuing_country: 'UT',
  issuing_authority: 'Licensing office',
  document_number: 'A123456789',
  portrait: new Uint8Array(1_000).fill(7),
  driving_privileges: [
    new Map<string, Cbor>([
      ['vehicle_category_code', 'B'],
      ['issue_date', fullDate('2015-06-01')],
      ['codes', [new Map([['code', '01']])]],
    ]),
  ],
  un_distinguishing_sign: 'UT',
  age_over_18: true,
};

export const STATUS = { uri: 'https://gov.example/issuers/licensing/status/1', idx: 4711 };
const DAY = 86_400;

/** What its issuer signs; what `but` says is otherwise. */
export function mdlToIssue(but: Partial<MdocToIssue> = {}): MdocToIssue {
  return {
    ...{ docType: MDL.docType, elements: { [MDL.namespace]: ELEMENTS }, deviceKey: HOLDER.jwk },
    ...{ validity: { signed: NOW - DAY, from: NOW - DAY, until: NOW + 30 * DAY }, status: STATUS },
    ...{ chain: [CHAIN.leaf], alg: 'ES256' as const },
    ...but,
  };
}

/** An mdoc as its holder gets it. */
export function issuedMdl(but: Partial<MdocToIssue> = {}, signer: TestKey = CHAIN.key): Uint8Array {
  return signBy(signer, issueMdoc(mdlToIssue(but), { sha256, random }));
}

export const REQUEST = {
  clientId: 'x509_san_dns:shop.example',
  nonce: 'n-1',
  jwkThumbprint: undefined,
  responseUri: 'https://shop.example/answer',
};
export const TRANSCRIPT = redirectTranscript(REQUEST, sha256);
export const EXPECTED: ShownExpected = { at: NOW, sha256, anchors: [CHAIN.root], transcript: TRANSCRIPT };

/** An answer that shows these elements of an mdoc. */
export function shownMdl(
  issuerSigned: Uint8Array,
  names: readonly string[] = ['family_name', 'age_over_18', 'issuing_country'],
  { transcript = TRANSCRIPT, holder = HOLDER }: { transcript?: Uint8Array; holder?: TestKey } = {},
): Uint8Array {
  return signBy(
    holder,
    deviceResponse({ issuerSigned, elements: { [MDL.namespace]: names }, transcript, alg: 'ES256' }),
  );
}
