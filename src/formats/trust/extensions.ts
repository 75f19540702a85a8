import { type Der, DerError, expectTag, integerOf, oidOf, partsOf, readElement, TAG, textOf } from './der.ts';

/** One extension of a certificate (RFC 5280 section 4.2). */
export interface Extension {
  oid: string;
  critical: boolean;
}

/** What the extensions say that are known here. */
export interface Extensions {
  basicConstraints?: { ca: boolean; pathLength: number | undefined };
  keyUsage?: { digitalSignature: boolean; certificateSign: boolean };
  /** Object identifiers. */
  extendedKeyUsage?: readonly string[];
  /** Names of hosts, and URIs, for which it speaks. */
  alternativeNames?: { hosts: readonly string[]; uris: readonly string[] };
  subjectKeyId?: Uint8Array;
  authorityKeyId?: Uint8Array;
}

type Reader = (value: Uint8Array) => Extensions;

/** How each is read, by its object identifier. */
const READERS: Readonly<Record<string, Reader>> = {
  '2.5.29.14': (value) => ({ subjectKeyId: readElement(value, TAG.octetString).content }),
  '2.5.29.15': keyUsageOf,
  '2.5.29.17': alternativeNamesOf,
  '2.5.29.19': basicConstraintsOf,
  '2.5.29.35': authorityKeyIdOf,
  '2.5.29.37': (value) => ({ extendedKeyUsage: partsOf(readElement(value, TAG.sequence)).map(oidOf) }),
};

/** Whether what the extension says is read here. */
export const isKnownExtension = (oid: string): boolean => Object.hasOwn(READERS, oid);

/** Reads `[3] EXPLICIT Extensions`. @throws DerError for what is none. */
export function readExtensions({ content }: Der): { extensions: Extension[]; known: Extensions } {
  const extensions: Extension[] = [];
  let known: Extensions = {};
  for (const element of partsOf(readElement(content, TAG.sequence))) {
    const parts = partsOf(element);
    const oid = oidOf(parts.shift());
    const critical = parts[0]?.tag === TAG.boolean ? isTrue(parts.shift()!) : false;
    const value = expectTag(parts.shift(), TAG.octetString).content;
    if (parts.length > 0) throw new DerError('more than an extension has');
    extensions.push({ oid, critical });
    if (isKnownExtension(oid)) known = { ...known, ...READERS[oid]!(value) };
  }
  return { extensions, known };
}

function isTrue({ content }: Der): boolean {
  if (content.length !== 1 || content[0] !== 0xff) throw new DerError('a boolean that says its default, or nothing');
  return true;
}

function basicConstraintsOf(value: Uint8Array): Extensions {
  const parts = partsOf(readElement(value, TAG.sequence));
  const ca = parts[0]?.tag === TAG.boolean ? isTrue(parts.shift()!) : false;
  const length = parts.length > 0 ? integerOf(parts.shift()) : undefined;
  if (parts.length > 0 || (length && (length.length > 1 || length[0]! >= 0x80))) throw new DerError('no constraints');
  return { basicConstraints: { ca, pathLength: length?.[0] } };
}

/** Bits from the left: the first is digitalSignature, the sixth keyCertSign. */
function keyUsageOf(value: Uint8Array): Extensions {
  const { content } = readElement(value, TAG.bitString);
  const bits = content[1] ?? 0;
  return { keyUsage: { digitalSignature: (bits & 0x80) !== 0, certificateSign: (bits & 0x04) !== 0 } };
}

/** GeneralNames: dNSName is number 2 of its context, uniformResourceIdentifier 6. */
function alternativeNamesOf(value: Uint8Array): Extensions {
  const names = partsOf(readElement(value, TAG.sequence));
  const of = (tag: number) => names.filter((name) => name.tag === tag).map(textOf);
  return { alternativeNames: { hosts: of(0x82), uris: of(0x86) } };
}

function authorityKeyIdOf(value: Uint8Array): Extensions {
  const id = partsOf(readElement(value, TAG.sequence)).find(({ tag }) => tag === 0x80)?.content;
  return id ? { authorityKeyId: id } : {};
}
