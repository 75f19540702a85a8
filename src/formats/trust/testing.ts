import { sign } from 'node:crypto';
import { type TestKey, testKey } from '../testing.ts';
import { TAG } from './der.ts';
import { der, extension, oid, sequence, text, time } from './der-write.ts';

/*
 * Certificates for tests, written byte by byte: forgeries need such as no honest library makes.
 */

/** What a certificate says. What is left out is as an honest one has it. */
export interface CertificateToMake {
  key: TestKey;
  signer: TestKey;
  subject: Readonly<Record<string, string>>;
  issuer: Readonly<Record<string, string>>;
  /** Seconds since 1970. */
  from: number;
  until: number;
  extensions: readonly Uint8Array[];
  version?: number;
  serial?: Uint8Array;
  /** What it says of its algorithm within what is signed. */
  inner?: string;
}

const ES256 = '1.2.840.10045.4.3.2';
const NAMES: Readonly<Record<string, string>> = { C: '2.5.4.6', CN: '2.5.4.3', ST: '2.5.4.8' };

/** A certificate, as DER. */
export function makeCertificate(made: CertificateToMake): Uint8Array {
  const { key, signer, subject, issuer, version = 3, serial = Uint8Array.of(1, 2, 3), inner = ES256 } = made;
  const spki = new Uint8Array(key.publicKey.export({ format: 'der', type: 'spki' }));
  const tbs = sequence(
    ...(version === 1 ? [] : [der(0xa0, der(TAG.integer, Uint8Array.of(version - 1)))]),
    der(TAG.integer, serial),
    sequence(oid(inner)),
    nameOf(issuer),
    sequence(...[made.from, made.until].map((seconds) => time(seconds))),
    nameOf(subject),
    spki,
    der(0xa3, sequence(...made.extensions)),
  );
  const signature = new Uint8Array(sign('sha256', tbs, signer.privateKey));
  return sequence(tbs, sequence(oid(ES256)), der(TAG.bitString, Uint8Array.of(0), signature));
}

const nameOf = (names: Readonly<Record<string, string>>) =>
  sequence(
    ...Object.entries(names).map(([name, value]) =>
      der(TAG.set, sequence(oid(NAMES[name]!), text(name === 'C' ? TAG.printable : TAG.utf8, value))),
    ),
  );

/** Extensions by their meaning. */
export const EXTENSION = {
  authority: (pathLength = 0) =>
    extension(
      '2.5.29.19',
      true,
      sequence(der(TAG.boolean, Uint8Array.of(0xff)), der(TAG.integer, Uint8Array.of(pathLength))),
    ),
  certificateSign: extension('2.5.29.15', true, der(TAG.bitString, Uint8Array.of(1, 0x06))),
  digitalSignature: extension('2.5.29.15', true, der(TAG.bitString, Uint8Array.of(7, 0x80))),
  for: (usage: string) => extension('2.5.29.37', true, sequence(oid(usage))),
  subjectKey: (id: number) => extension('2.5.29.14', false, der(TAG.octetString, Uint8Array.of(id))),
  authorityKey: (id: number) => extension('2.5.29.35', false, sequence(der(0x80, Uint8Array.of(id)))),
};

/** A chain as an honest issuer has it. `NOW` lies in the middle of all that is valid. */
export const NOW = 1_772_500_000;
const YEAR = 365 * 86_400;
export const ROOT_NAME = { C: 'UT', CN: 'Root' };
export const SIGNER_NAME = { C: 'UT', CN: 'Signer' };

/** A root and a signer under it; what `but` says is otherwise. */
export function testChain(but: { root?: Partial<CertificateToMake>; leaf?: Partial<CertificateToMake> } = {}) {
  const [rootKey, key] = [testKey(), testKey()];
  const rootMade: CertificateToMake = {
    ...{ key: rootKey, signer: rootKey, subject: ROOT_NAME, issuer: ROOT_NAME, from: NOW - YEAR, until: NOW + YEAR },
    extensions: [EXTENSION.authority(), EXTENSION.certificateSign, EXTENSION.subjectKey(7)],
    ...but.root,
  };
  const leafMade: CertificateToMake = {
    ...{ key, signer: rootKey, subject: SIGNER_NAME, issuer: ROOT_NAME, from: NOW - YEAR / 2, until: NOW + YEAR / 2 },
    extensions: [EXTENSION.digitalSignature, EXTENSION.for('1.0.18013.5.1.2'), EXTENSION.authorityKey(7)],
    ...but.leaf,
  };
  const [root, leaf] = [makeCertificate(rootMade), makeCertificate(leafMade)];
  return { root, leaf, key: leafMade.key, rootKey, rootMade, leafMade };
}
