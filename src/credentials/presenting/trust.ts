import {
  anchorsOf,
  checkChain,
  checkMdoc,
  checkSdJwt,
  keyThumbprint,
  type SignatureToCheck,
  type StatusReference,
  type TrustList,
  toBase64Url,
  trusts,
} from '../../formats/index.ts';
import type { Government } from '../../pack/index.ts';
import { trustList } from '../issuers/index.ts';
import { falseOneOf, sha256Of } from '../primitives.ts';
import type { SignedTransaction } from './model.ts';

/*
 * Whether what is shown is by an issuer of the trust list, for this request, by its holder. Its status is looked at
 * afterwards.
 */

/** To what an answer has to be bound. */
export interface Bound {
  nonce: string;
  audience: string;
  transcript: Uint8Array;
  /** What had to be signed besides, as it was sent. */
  transaction?: string | undefined;
  /** Now, in seconds since 1970. */
  at: number;
}

/** A credential that is genuine. */
export interface Genuine {
  format: 'dc+sd-jwt' | 'mso_mdoc';
  /** `vct`, or `docType`. */
  type: string;
  claims: Readonly<Record<string, unknown>>;
  status: StatusReference | undefined;
  /** To which it is bound, by its thumbprint (RFC 7638). */
  holderKey: string;
  /** Its issuer. */
  agency: string;
  authorityKeyIds: readonly string[];
}

/** By so many seconds a phone's clock may be fast: that an answer is fresh is told by the nonce, which is good for one. */
const CLOCKS = 300;

/** Why something is not. */
export interface Untrue {
  failed: string;
  source: string;
  why: string;
}

const false_ = (what: string): Untrue => ({ failed: 'signature', source: 'RFC 7515 §5.2', why: `${what} is false.` });

/** The trust list as it is now: our own, so that its signature need not be verified. The same object until it changes. */
export async function currentList(gov: Government): Promise<TrustList> {
  const { jwt } = await trustList(gov);
  const known = current.get(gov);
  if (known?.jwt === jwt) return known.list;
  const list = JSON.parse(Buffer.from(jwt.split('.')[1]!, 'base64url').toString()) as TrustList;
  current.set(gov, { jwt, list });
  return list;
}

const current = new WeakMap<Government, { jwt: string; list: TrustList }>();

/** The roots of a list: the same arrays each time, by which what was read of a root is remembered. */
function rootsOf(list: TrustList): readonly Uint8Array[] {
  const known = roots.get(list) ?? anchorsOf(list);
  roots.set(list, known);
  return known;
}

const roots = new WeakMap<TrustList, readonly Uint8Array[]>();

/** Checks a presentation of an SD-JWT VC. @param types `vct`s that were asked for. */
export function genuineSdJwt(
  list: TrustList,
  text: string,
  bound: Omit<Bound, 'transcript'>,
  types: readonly string[],
): Genuine | Untrue {
  let signatures: readonly SignatureToCheck[] = [];
  let certificate: Uint8Array = new Uint8Array();
  let authority: Uint8Array | undefined;
  const anchors = rootsOf(list);
  const checked = checkSdJwt(text, {
    at: bound.at,
    sha256: sha256Of,
    vct: types,
    keyBinding: { nonce: bound.nonce, audience: bound.audience, transaction: bound.transaction, ahead: CLOCKS },
    issuerKey({ iss, x5c = [] }) {
      const chain = x5c.map((one) => new Uint8Array(Buffer.from(one, 'base64')));
      const found = checkChain(chain, { purpose: 'issue', anchors, at: bound.at });
      if (!found.ok || iss === undefined || !found.leaf.known.alternativeNames?.uris.includes(iss)) return undefined;
      signatures = found.signatures;
      certificate = found.leaf.der;
      authority = found.root.known.subjectKeyId;
      return found.leaf.jwk;
    },
  });
  if (!checked.ok) return checked;
  const { vct, iat } = checked.claims as { vct: string; iat?: number };
  // What says no date may be of any time: a key that is retired no longer vouches for it.
  const thing = { certificate, type: vct, iss: checked.issuer.iss, signedAt: iat ?? Number.MAX_SAFE_INTEGER };
  const trusted = trusts(list, thing, sha256Of);
  if (!trusted.ok) return trusted;
  const wrong = falseOneOf([...signatures, ...checked.signatures]);
  if (wrong) return false_(wrong.what);
  const { claims, status } = checked;
  const holderKey = keyThumbprint(checked.holderKey!, sha256Of);
  return {
    ...{ format: 'dc+sd-jwt', type: vct, claims, status, holderKey, agency: trusted.issuer.agency },
    authorityKeyIds: authority ? [toBase64Url(authority)] : [],
  };
}

/** Checks an answer with an mdoc. @param text the DeviceResponse in base64url. */
export function genuineMdoc(list: TrustList, text: string, bound: Bound, types: readonly string[]): Genuine | Untrue {
  const checked = checkMdoc(new Uint8Array(Buffer.from(text, 'base64url')), {
    ...{ at: bound.at, sha256: sha256Of, anchors: rootsOf(list), docTypes: types, transcript: bound.transcript },
  });
  if (!checked.ok) return checked;
  const { docType, claims, status, issuer, validity, signatures } = checked;
  const trusted = trusts(list, { certificate: issuer.leaf.der, type: docType, signedAt: validity.signed }, sha256Of);
  if (!trusted.ok) return trusted;
  const wrong = falseOneOf(signatures);
  if (wrong) return false_(wrong.what);
  const holderKey = keyThumbprint(checked.holderKey, sha256Of);
  const authority = issuer.root.known.subjectKeyId;
  return {
    ...{ format: 'mso_mdoc', type: docType, claims, status, holderKey, agency: trusted.issuer.agency },
    authorityKeyIds: authority ? [toBase64Url(authority)] : [],
  };
}

/**
 * Whether a transaction was signed with a card that an issuer of this list vouches for. Whose card it was, and that it was not
 * revoked, is known to who took the signature alone.
 */
export function isSignedTransaction(list: TrustList, signed: SignedTransaction): boolean {
  const { presentation, type, ...bound } = signed;
  return !('failed' in genuineSdJwt(list, presentation, bound, [type]));
}
