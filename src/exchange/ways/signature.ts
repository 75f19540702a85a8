import { issuerOf, KEEPER, keysOf, kidOf, originOf, verifies } from '../../credentials/index.ts';
import { encodeHeader, readCertificate, unsignedJws } from '../../formats/index.ts';
import { sha256 } from '../../kernel/index.ts';
import { canonicalJson } from '../../log/index.ts';
import type { Government } from '../../pack/index.ts';
import type { DataDocument } from './document.ts';

/*
 * Who keeps the trust list signs what people take along: a JWS (RFC 7515) over a digest, so that whoever is given the file
 * finds out whether it is as it was made. No value is in the signature, which may stand in an address.
 */

const TYPE = 'madang-data+jwt';

/** What is signed of a document. */
export interface SignedData {
  /** Whose word it is: the address of the site. */
  iss: string;
  /** Seconds since 1970. */
  iat: number;
  /** SHA-256, in base64url: of the document's canonical JSON (RFC 8785), or of the bytes of a file. */
  digest: string;
  /** How many fields of which register it holds. */
  fields: Readonly<Record<string, number>>;
}

/** SHA-256 of a document's canonical JSON. */
export const digestOf = (document: DataDocument): string => sha256(canonicalJson(document)).toString('base64url');

/** The number of a document, by which paper and file are compared: the beginning of its digest. */
export const numberOfDigest = (digest: string): string =>
  Buffer.from(digest, 'base64url')
    .subarray(0, 8)
    .toString('hex')
    .replaceAll(/(.{4})(?=.)/g, '$1-');

/** Signs the digest of a document, or of a file that was made of it. */
export async function signData(gov: Government, document: DataDocument, digest: string): Promise<string> {
  const at = gov.clock.now();
  const keeper = await issuerOf(gov, KEEPER, at);
  const fields = document.records.map(({ registry, fields: of }) => [registry, of.length] as const);
  const counts: Record<string, number> = {};
  for (const [registry, count] of fields) counts[registry] = (counts[registry] ?? 0) + count;
  const signed: SignedData = {
    ...{ iss: originOf(gov), iat: Math.floor(at.getTime() / 1_000), digest, fields: counts },
  };
  const unsigned = unsignedJws(encodeHeader({ alg: 'ES256', typ: TYPE, kid: keeper.kid }), JSON.stringify(signed));
  return unsigned.finish(keeper.sign(unsigned.input));
}

/** What a signature says, if it is ours: by a key that the keeper has or had, and that nobody took away its trust. */
export async function readSignature(gov: Government, jws: string): Promise<SignedData | undefined> {
  const [header = '', payload = '', signature = '', ...more] = jws.split('.');
  if (more.length > 0) return undefined;
  const head = parsed(header);
  if (head?.alg !== 'ES256' || head.typ !== TYPE) return undefined;
  const keys = await keysOf(gov.db, KEEPER);
  const key = keys.find((one) => one.kind === 'signer' && one.state !== 'distrusted' && kidOf(one) === head.kid);
  const jwk = key && readCertificate(key.certificate)?.jwk;
  if (!jwk) return undefined;
  const input = Buffer.from(`${header}.${payload}`);
  const bytes = Buffer.from(signature, 'base64url');
  if (!verifies({ what: 'the signature', alg: 'ES256', jwk, input, signature: bytes })) return undefined;
  return parsed(payload) as SignedData | undefined;
}

function parsed(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** A document as a JSON file that carries its signature. */
export async function signedJson(gov: Government, document: DataDocument): Promise<string> {
  const signature = await signData(gov, document, digestOf(document));
  return `${JSON.stringify({ document, signature }, null, 2)}\n`;
}

/** Behind the end of a PDF stands its signature, in a comment (ISO 32000-1 section 7.2.4). */
const COMMENT = Buffer.from('\n%madang-signature ');

/** A PDF with its signature behind its end, short enough that readers still find the end (within 1,024 bytes). */
export async function signedPdf(gov: Government, document: DataDocument, pdf: Buffer): Promise<Buffer> {
  const signature = await signData(gov, document, sha256(pdf).toString('base64url'));
  return Buffer.concat([pdf, COMMENT, Buffer.from(`${signature}\n`)]);
}

/** What became of a file: as it was made, changed since, or never signed by us. */
export type FileCheck =
  | { state: 'whole'; signed: SignedData }
  | { state: 'changed'; signed: SignedData }
  | { state: 'unsigned' };

/** Checks a file that somebody was given, of either kind. */
export async function checkFile(gov: Government, file: Buffer): Promise<FileCheck> {
  const found = file.subarray(0, 5).toString('latin1') === '%PDF-' ? apartPdf(file) : apartJson(file);
  const signed = found && (await readSignature(gov, found.signature));
  if (!signed) return { state: 'unsigned' };
  return { state: signed.digest === found.digest ? 'whole' : 'changed', signed };
}

interface Apart {
  digest: string;
  signature: string;
}

function apartPdf(file: Buffer): Apart | undefined {
  const at = file.lastIndexOf(COMMENT);
  if (at < 0) return undefined;
  const signature = file
    .subarray(at + COMMENT.length)
    .toString('latin1')
    .trim();
  return { digest: sha256(file.subarray(0, at)).toString('base64url'), signature };
}

function apartJson(file: Buffer): Apart | undefined {
  try {
    const { document, signature } = JSON.parse(file.toString('utf8')) as Record<string, unknown>;
    return typeof signature === 'string' ? { digest: digestOf(document as DataDocument), signature } : undefined;
  } catch {
    return undefined;
  }
}
