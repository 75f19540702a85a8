import { equalBytes } from '../bytes.ts';
import { firstFailure } from '../jose/checks.ts';
import type { SignatureToCheck } from '../signing.ts';
import { type Certificate, readCertificate } from './certificate.ts';
import { CHAIN_STEPS, issued, MOST_CERTIFICATES, type Path, whole } from './chain-checks.ts';

/** What somebody signs with a certified key. */
export type Purpose =
  /** Credentials and what belongs to them (mdocDS, ISO 18013-5 annex B.1.4). */
  | 'issue'
  /** Requests to show credentials (mdocReaderAuth, annex B.1.7). */
  | 'request';

/** What a chain is held against. */
export interface ChainExpected {
  purpose: Purpose;
  /** Certificates of roots that are trusted, as DER. */
  anchors: readonly Uint8Array[];
  /** Seconds since 1970. */
  at: number;
  /** By how many seconds clocks may differ: 60 if left out. */
  leeway?: number | undefined;
}

/** What came of it. Nothing is proved until the signatures are verified. */
export type ChainChecked =
  | { ok: true; leaf: Certificate; root: Certificate; signatures: SignatureToCheck[] }
  | {
      ok: false;
      /** The id of the first check that does not hold. */
      failed: string;
      source: string;
      /** What it demands. */
      why: string;
    };

/**
 * Checks a chain of certificates (`x5chain`, `x5c`), that of who signed first. A root at its end, which should not be
 * there, is passed over if it is one that is trusted.
 */
export function checkChain(chain: readonly Uint8Array[], expected: ChainExpected): ChainChecked {
  const path = readPath(chain, expected);
  const failed = firstFailure(CHAIN_STEPS, path);
  if (failed) return { ok: false, failed: failed.id, source: failed.source, why: failed.says };
  const certificates = whole(path);
  const signatures = certificates.slice(0, -1).map((one, index) => signatureOn(one, certificates[index + 1]!));
  return { ok: true, leaf: certificates[0]!, root: certificates.at(-1)!, signatures };
}

function readPath(chain: readonly Uint8Array[], expected: ChainExpected): Path {
  const isAnchor = (der: Uint8Array) => expected.anchors.some((anchor) => equalBytes(anchor, der));
  const own = chain.length > 1 && isAnchor(chain.at(-1)!) ? chain.slice(0, -1) : chain;
  const certificates = own.slice(0, MOST_CERTIFICATES + 1).map(readCertificate);
  const last = certificates.at(-1);
  const anchors = last ? expected.anchors.map(readAnchor) : [];
  const root = anchors.find((anchor) => anchor?.jwk && issued(anchor, last!));
  return { certificates, root, expected };
}

/** A verifier brings the same few again and again. */
function readAnchor(der: Uint8Array): Certificate | undefined {
  const known = anchorsRead.get(der) ?? readCertificate(der);
  if (known) anchorsRead.set(der, known);
  return known;
}

const anchorsRead = new WeakMap<Uint8Array, Certificate>();

function signatureOn({ subject, alg, tbs, signature }: Certificate, { jwk }: Certificate): SignatureToCheck {
  const what = `the signature on the certificate of ${subject.attributes.CN ?? 'who signed'}`;
  return { what, alg: alg!, jwk: jwk!, input: tbs, signature: signature!, lasting: true };
}
