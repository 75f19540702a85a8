import { concatBytes, fromBase64Url } from '../bytes.ts';
import type { Sha256, Unsigned } from '../signing.ts';
import { type Certificate, readCertificate } from './certificate.ts';
import { TAG } from './der.ts';
import { der, extension, oid, positive, sequence, text, time } from './der-write.ts';
import { derSignature } from './signature.ts';

/*
 * Certificates of issuers (ISO 18013-5 annex B.1: IACA root and document signer), which sign SD-JWT VCs, too. All keys are
 * of P-256.
 */

/** What both kinds say. Instants are seconds since 1970. */
interface Common {
  /** Country (ISO 3166-1 alpha-2) and name of its holder. */
  subject: { C: string; CN: string };
  key: JsonWebKey;
  /** Random bytes, at most 20: nobody guesses the next (annex B.1.1). */
  serial: Uint8Array;
  from: number;
  until: number;
  /** Where one reaches who issues. */
  contact: string;
}

/** A root, which signs itself. */
export type RootToMake = Common;

/** A signer under a root. */
export interface SignerToMake extends Common {
  root: Uint8Array;
  /** The issuer identifier that SD-JWT VCs name (SD-JWT VC section 3.5 holds it against this). */
  iss: string;
}

/** A relying party under a root: it signs requests. */
export interface PartyToMake extends Common {
  root: Uint8Array;
  /** Its address among relying parties, as registrations name it. */
  party: string;
  /** Hosts of its own, by which it may be named as well (`x509_san_dns`). */
  hosts: readonly string[];
}

/** DER of the certificate of a root, but for its own signature. */
export function makeRootCertificate(made: RootToMake, sha256: Sha256): Unsigned<Uint8Array> {
  const keyId = keyIdOf(made.key, sha256);
  return certificate(made, nameOf(made.subject), [
    extension('2.5.29.19', true, sequence(der(TAG.boolean, Uint8Array.of(0xff)), positive(Uint8Array.of(0)))),
    // keyCertSign and cRLSign, bits 5 and 6.
    extension('2.5.29.15', true, der(TAG.bitString, Uint8Array.of(1, 0x06))),
    extension('2.5.29.14', false, der(TAG.octetString, keyId)),
    issuerContact(made.contact),
  ]);
}

/**
 * DER of the certificate of a signer, but for the root's signature.
 * @throws TypeError where the root is no certificate.
 */
export function makeSignerCertificate(made: SignerToMake, sha256: Sha256): Unsigned<Uint8Array> {
  return leaf(made, '1.0.18013.5.1.2', { uri: made.iss, hosts: [new URL(made.iss).hostname] }, sha256);
}

/**
 * DER of the certificate of a relying party (ISO 18013-5 annex B.1.7, mdocReaderAuth), but for the root's signature.
 * @throws TypeError where the root is no certificate.
 */
export function makePartyCertificate(made: PartyToMake, sha256: Sha256): Unsigned<Uint8Array> {
  return leaf(made, '1.0.18013.5.1.6', { uri: made.party, hosts: made.hosts }, sha256);
}

function leaf(
  made: Common & { root: Uint8Array },
  usage: string,
  { uri, hosts }: { uri: string; hosts: readonly string[] },
  sha256: Sha256,
): Unsigned<Uint8Array> {
  const root: Certificate | undefined = readCertificate(made.root);
  if (!root?.known.subjectKeyId) throw new TypeError('A root is needed');
  return certificate(made, root.subject.raw, [
    // digitalSignature, bit 0.
    extension('2.5.29.15', true, der(TAG.bitString, Uint8Array.of(7, 0x80))),
    extension('2.5.29.37', true, sequence(oid(usage))),
    extension('2.5.29.14', false, der(TAG.octetString, keyIdOf(made.key, sha256))),
    extension('2.5.29.35', false, sequence(der(0x80, root.known.subjectKeyId))),
    extension('2.5.29.17', false, sequence(text(0x86, uri), ...hosts.map((host) => text(0x82, host)))),
    issuerContact(made.contact),
  ]);
}

const ES256 = sequence(oid('1.2.840.10045.4.3.2'));

function certificate(
  { subject, key, serial, from, until }: Common,
  issuer: Uint8Array,
  extensions: readonly Uint8Array[],
): Unsigned<Uint8Array> {
  const tbs = sequence(
    der(0xa0, positive(Uint8Array.of(2))),
    positive(serial),
    ES256,
    issuer,
    sequence(time(from), time(until)),
    nameOf(subject),
    sequence(
      sequence(oid('1.2.840.10045.2.1'), oid('1.2.840.10045.3.1.7')),
      der(TAG.bitString, Uint8Array.of(0), pointOf(key)),
    ),
    der(0xa3, sequence(...extensions)),
  );
  return {
    input: tbs,
    finish(signature) {
      return sequence(tbs, ES256, der(TAG.bitString, Uint8Array.of(0), derSignature(signature)));
    },
  };
}

/** Each attribute a set of its own; a country is PrintableString (RFC 5280 appendix A.1). */
const nameOf = ({ C, CN }: Common['subject']) =>
  sequence(
    der(TAG.set, sequence(oid('2.5.4.6'), text(TAG.printable, C))),
    der(TAG.set, sequence(oid('2.5.4.3'), text(TAG.utf8, CN))),
  );

/** issuerAltName, which annex B.1 demands: a URI. */
const issuerContact = (uri: string) => extension('2.5.29.18', false, sequence(text(0x86, uri)));

/** RFC 5280 section 4.2.1.2 (1), with SHA-256 cut to its first 160 bits as RFC 7093 section 2 (1) has it. */
const keyIdOf = (key: JsonWebKey, sha256: Sha256) => sha256(pointOf(key)).slice(0, 20);

function pointOf({ crv, x, y }: JsonWebKey): Uint8Array {
  const [xBytes, yBytes] = [fromBase64Url(x ?? ''), fromBase64Url(y ?? '')];
  if (crv !== 'P-256' || xBytes?.length !== 32 || yBytes?.length !== 32)
    throw new TypeError('A key of P-256 is needed');
  return concatBytes(Uint8Array.of(4), xBytes, yBytes);
}
