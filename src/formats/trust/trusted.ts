import { fromBase64 } from '../bytes.ts';
import { shortText } from '../jose/base64url.ts';
import { firstFailure, type Step } from '../jose/checks.ts';
import type { Sha256 } from '../signing.ts';
import type { ListedIssuer, ListedKey, TrustList } from './trust-list.ts';

/** Something that was signed, as far as trust goes. */
export interface SignedThing {
  /** The certificate of who signed it, as DER. */
  certificate: Uint8Array;
  /** `vct` or `docType`; undefined for what belongs to all that an issuer does, such as a status list. */
  type: string | undefined;
  /** `iss`, where it says one; an mdoc does not. */
  iss?: string | undefined;
  /** When it says that it was signed, in seconds since 1970. */
  signedAt: number;
}

/** Whether a list vouches for it. */
export type Trusted =
  | { ok: true; issuer: ListedIssuer; key: ListedKey }
  | { ok: false; failed: string; source: string; why: string };

interface Question {
  thing: SignedThing;
  issuer: ListedIssuer | undefined;
  key: ListedKey | undefined;
}

/** What a list demands of what was signed, in the order in which it is looked at. The list is ours: docs/identity.md. */
export const TRUST_STEPS: readonly Step<Question>[] = [
  {
    title: 'who signed it',
    checks: [
      {
        id: 'trust.listed',
        source: 'here',
        says: 'The certificate of who signed it is in the trust list.',
        holds: ({ key }) => key !== undefined,
      },
      {
        id: 'trust.iss',
        source: 'here',
        says: 'It names the issuer whose key signed it.',
        holds: ({ thing: { iss }, issuer }) => iss === undefined || iss === issuer!.iss,
      },
      {
        id: 'trust.type',
        source: 'here',
        says: 'Its issuer may vouch for this.',
        holds: ({ thing: { type }, issuer }) => type === undefined || issuer!.issues.includes(type),
      },
      {
        id: 'trust.distrusted',
        source: 'here',
        says: 'The key that signed it has not fallen into other hands.',
        holds: ({ key }) => key!.state !== 'distrusted',
      },
      {
        id: 'trust.early',
        source: 'here',
        says: 'It was not signed before its key was in use.',
        holds: ({ thing: { signedAt }, key }) => signedAt >= key!.from,
      },
      {
        id: 'trust.late',
        source: 'here',
        says: 'It was not signed after its key had been retired.',
        holds: ({ thing: { signedAt }, key }) => signedAt <= (key!.until ?? Number.POSITIVE_INFINITY),
      },
    ],
  },
];

/** Whether a list vouches for something that was signed: by whom, with which key, when. The list itself was checked before. */
export function trusts(list: TrustList, thing: SignedThing, sha256: Sha256): Trusted {
  const thumbprint = thumbprintOf(thing.certificate, sha256);
  const issuer = list.issuers.find(({ keys }) => keys.some((key) => key.thumbprint === thumbprint));
  const key = issuer?.keys.find((one) => one.thumbprint === thumbprint);
  const failed = firstFailure(TRUST_STEPS, { thing, issuer, key });
  return failed
    ? { ok: false, failed: failed.id, source: failed.source, why: failed.says }
    : { ok: true, issuer: issuer!, key: key! };
}

/** Certificates, as DER, of the roots under which a type of credential may be signed; of all where none is named. */
export function anchorsOf(list: TrustList, type?: string): Uint8Array[] {
  const issuers = list.issuers.filter(({ issues }) => type === undefined || issues.includes(type));
  return issuers.flatMap(({ roots }) => roots.map((root) => fromBase64(root)!));
}

/** By which a certificate is told from others: base64url of its SHA-256 (`x5t#S256`, RFC 7517 section 4.9). */
export function thumbprintOf(certificate: Uint8Array, sha256: Sha256): string {
  return shortText(sha256(certificate));
}
