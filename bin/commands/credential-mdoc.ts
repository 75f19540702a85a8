import {
  browserTranscript,
  type CheckedMdoc,
  checkIssuedMdoc,
  checkMdoc,
  ISSUED_MDOC_STEPS,
  MDL,
  MDOC_STEPS,
  redirectTranscript,
} from '../../src/formats/index.ts';
import { UsageError } from './command.ts';
import { type Chapter, chaptersOf, type Held, sha256, signatureFinding, statusFindings } from './credential-checks.ts';

/** What an mdoc is held against. */
export interface MdocQuestion extends Held {
  bytes: Uint8Array;
  /** The request that a holder had to answer; undefined for what no verifier asked for. */
  request: MdocRequest | undefined;
  docTypes: readonly string[] | undefined;
}

/** A request by OpenID4VP, as far as a holder signs it. */
export interface MdocRequest {
  nonce: string;
  /** The `client_id`, or the origin of the page after `origin:` where a browser asked. */
  audience: string;
  responseUri: string | undefined;
  /** SHA-256 thumbprint (RFC 7638) of the verifier's key to which the answer was encrypted. */
  jwkThumbprint: Uint8Array | undefined;
}

/** A map with one of these as its first key: what an issuer gives, or what a holder answers. In CBOR their lengths come first. */
const BEGINNINGS = ['nameSpaces', 'issuerAuth', 'version', 'documents', 'status'].map((name) =>
  Buffer.concat([Buffer.of(0x60 + name.length), Buffer.from(name)]),
);

/** The bytes of an mdoc out of a file that holds CBOR, or its base64url as OpenID4VCI carries it; undefined for anything else. */
export function mdocIn(file: Uint8Array): Uint8Array | undefined {
  const text = Buffer.from(file).toString('latin1').trim();
  const bytes = /^[A-Za-z0-9_-]+={0,2}$/.test(text) ? new Uint8Array(Buffer.from(text, 'base64url')) : file;
  const isMap = bytes.length > 1 && bytes[0]! >> 5 === 5;
  return isMap && BEGINNINGS.some((name) => name.equals(bytes.subarray(1, 1 + name.length))) ? bytes : undefined;
}

/** Everything that there is to say of an mdoc, as its holder gets it or as one answers with it: all checks, trust and status. */
export function examineMdoc(question: MdocQuestion): { chapters: Chapter[]; checked: CheckedMdoc } {
  const { bytes, at, issuers, docTypes, request } = question;
  if (!issuers.anchors)
    throw new UsageError('An mdoc is signed under a root: give --trust-list and --root, not --issuer-key.');
  const expected = { at, sha256, anchors: issuers.anchors, docTypes };
  const isAnswer = !beginsWith(bytes, ['nameSpaces', 'issuerAuth']);
  if (isAnswer && !request)
    throw new UsageError('It is an answer to one verifier: give --nonce, --audience and --response-uri.');
  const checked =
    isAnswer && request
      ? checkMdoc(bytes, { ...expected, transcript: transcriptOf(request) })
      : checkIssuedMdoc(bytes, undefined, expected);
  // Some is demanded of driving licences only.
  const isOther = !(checked.ok && checked.docType === MDL.docType);
  const found = isAnswer ? chaptersOf(MDOC_STEPS, checked, isOther) : chaptersOf(ISSUED_MDOC_STEPS, checked, isOther);
  const chapters = [...issuers.chapters, ...found];
  if (!checked.ok) return { chapters, checked };
  const { docType: type, validity, issuer, status } = checked;
  const { finding, iss } = issuers.vouches({ certificate: issuer.leaf.der, type, signedAt: validity.signed });
  chapters.push({ title: 'Signatures', findings: checked.signatures.map(signatureFinding) });
  chapters.push({ title: 'Trust', findings: [finding] });
  if (status) chapters.push({ title: 'Status', findings: statusFindings(question, status, iss) });
  return { chapters, checked };
}

const beginsWith = (bytes: Uint8Array, names: readonly string[]): boolean =>
  names.some((name) => Buffer.from(bytes.subarray(2, 2 + name.length)).toString() === name);

const BROWSER = 'origin:';

function transcriptOf({ nonce, audience, responseUri, jwkThumbprint }: MdocRequest): Uint8Array {
  if (audience.startsWith(BROWSER))
    return browserTranscript({ origin: audience.slice(BROWSER.length), nonce, jwkThumbprint }, sha256);
  if (responseUri === undefined) throw new UsageError('Give --response-uri: the holder signed where the answer goes.');
  return redirectTranscript({ clientId: audience, nonce, jwkThumbprint, responseUri }, sha256);
}
