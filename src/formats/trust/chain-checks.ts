import { equalBytes } from '../bytes.ts';
import type { Step } from '../jose/checks.ts';
import type { Certificate } from './certificate.ts';
import type { ChainExpected, Purpose } from './chain.ts';
import { isKnownExtension } from './extensions.ts';

/** A chain, read: from the certificate of who signed up to the root, as far as there is one. */
export interface Path {
  certificates: readonly (Certificate | undefined)[];
  root: Certificate | undefined;
  expected: ChainExpected;
}

/** By how many seconds clocks may differ where nobody says. */
export const LEEWAY = 60;

/** Of a chain, without its root. */
export const MOST_CERTIFICATES = 4;

/** The curve that goes with each algorithm. */
const CURVES = { ES256: 'P-256', ES384: 'P-384' } as const;

/** Extended key usages that go with a purpose. */
const USAGES: Readonly<Record<Purpose, readonly string[]>> = {
  issue: ['1.0.18013.5.1.2'],
  // Many relying parties have one certificate for their site and their requests.
  request: ['1.0.18013.5.1.6', '1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2'],
};

const carried = ({ certificates }: Path) => certificates as readonly Certificate[];
const leafOf = (path: Path) => carried(path)[0]!;
/** All certificates of a chain, from the leaf to the root. */
export const whole = (path: Path): readonly Certificate[] => [...carried(path), path.root!];
const authorities = (path: Path) => whole(path).slice(1);
const leewayOf = ({ expected: { leeway = LEEWAY } }: Path) => leeway;

/** Whether one certificate may be by the holder of another: by names, and by the ids of keys where both have them. */
export function issued(issuer: Certificate, { issuer: name, known: { authorityKeyId } }: Certificate): boolean {
  const { subjectKeyId } = issuer.known;
  const keysAgree = !authorityKeyId || !subjectKeyId || equalBytes(authorityKeyId, subjectKeyId);
  return equalBytes(issuer.subject.raw, name.raw) && keysAgree;
}

/** An issuer's certificate names its purpose (ISO 18013-5 annex B.1.4); another's may leave it open. */
function isFor({ known: { extendedKeyUsage } }: Certificate, purpose: Purpose): boolean {
  return extendedKeyUsage ? extendedKeyUsage.some((usage) => USAGES[purpose].includes(usage)) : purpose === 'request';
}

/** Everything that is demanded of a chain, in the order in which it is looked at. */
export const CHAIN_STEPS: readonly Step<Path>[] = [
  {
    title: 'each certificate by itself',
    checks: [
      {
        id: 'chain.length',
        source: 'RFC 9360 §2, here',
        says: `There are 1 to ${MOST_CERTIFICATES} certificates.`,
        holds: ({ certificates: { length } }) => length >= 1 && length <= MOST_CERTIFICATES,
      },
      {
        id: 'chain.form',
        source: 'RFC 5280 §4.1',
        says: 'Each certificate is DER of the right form, of at most 8 KiB.',
        holds: ({ certificates }) => certificates.every((one) => one !== undefined),
      },
      {
        id: 'chain.version',
        source: 'RFC 5280 §4.1.2.1',
        says: 'Each certificate is of version 3.',
        holds: (path) => carried(path).every(({ version }) => version === 3),
      },
      {
        id: 'chain.serial',
        source: 'RFC 5280 §4.1.2.2',
        says: 'Each serial number is positive and has at most 20 bytes.',
        holds: (path) =>
          carried(path).every(
            ({ serial }) => serial.length <= 20 && serial[0]! < 0x80 && serial.some((byte) => byte !== 0),
          ),
      },
      {
        id: 'chain.algorithm',
        source: 'RFC 5280 §4.1.1.2',
        says: 'Each certificate is signed by ECDSA with SHA-256 or SHA-384, and says so twice.',
        holds: (path) =>
          carried(path).every(({ alg, signature, algorithmsAgree }) => alg && signature && algorithmsAgree),
      },
      {
        id: 'chain.key',
        source: 'ISO 18013-5 annex B.1',
        says: 'Each certificate holds a key of P-256 or P-384, its point uncompressed.',
        holds: (path) => carried(path).every(({ jwk }) => jwk),
      },
      {
        id: 'chain.extensions.unique',
        source: 'RFC 5280 §4.2',
        says: 'No certificate has an extension twice.',
        holds: (path) =>
          carried(path).every(({ extensions }) => new Set(extensions.map(({ oid }) => oid)).size === extensions.length),
      },
      {
        id: 'chain.extensions.known',
        source: 'RFC 5280 §4.2',
        says: 'No certificate has a critical extension that nobody here knows.',
        holds: (path) =>
          carried(path).every(({ extensions }) =>
            extensions.every(({ oid, critical }) => !critical || isKnownExtension(oid)),
          ),
      },
    ],
  },
  {
    title: 'the way to a root',
    checks: [
      {
        id: 'chain.order',
        source: 'RFC 5280 §6.1.3 (a)(4)',
        says: 'Each certificate is by the subject of the one that follows it.',
        holds: (path) => carried(path).every((one, index, all) => index === 0 || issued(one, all[index - 1]!)),
      },
      {
        id: 'chain.anchor',
        source: 'RFC 5280 §6.1.1 (d)',
        says: 'The last certificate is by a root that is trusted.',
        holds: ({ root }) => root !== undefined,
      },
      {
        id: 'chain.curve',
        source: 'RFC 7518 §3.4',
        says: 'Each signature is by an algorithm that goes with the key.',
        holds: (path) => carried(path).every(({ alg }, index) => CURVES[alg!] === whole(path)[index + 1]!.jwk!.crv),
      },
      {
        id: 'chain.not-before',
        source: 'RFC 5280 §6.1.3 (a)(2)',
        says: 'Every certificate is valid already, the root too.',
        holds: (path) => whole(path).every(({ notBefore }) => notBefore <= path.expected.at + leewayOf(path)),
      },
      {
        id: 'chain.not-after',
        source: 'RFC 5280 §6.1.3 (a)(2)',
        says: 'No certificate has expired, nor the root.',
        holds: (path) => whole(path).every(({ notAfter }) => notAfter >= path.expected.at - leewayOf(path)),
      },
      {
        id: 'chain.authority',
        source: 'RFC 5280 §6.1.4 (k)',
        says: 'Whoever issued a certificate is an authority by their own.',
        holds: (path) => authorities(path).every(({ known }) => known.basicConstraints?.ca),
      },
      {
        id: 'chain.authority.usage',
        source: 'RFC 5280 §6.1.4 (n)',
        says: 'The key of an authority is for signing certificates.',
        holds: (path) => authorities(path).every(({ known }) => known.keyUsage?.certificateSign),
      },
      {
        id: 'chain.authority.path',
        source: 'RFC 5280 §6.1.4 (l)',
        says: 'No more authorities stand below an authority than its certificate allows.',
        holds: (path) =>
          authorities(path).every(
            ({ known }, below) => below <= (known.basicConstraints?.pathLength ?? MOST_CERTIFICATES),
          ),
      },
    ],
  },
  {
    title: 'who signed',
    checks: [
      {
        id: 'chain.leaf',
        source: 'ISO 18013-5 annex B.1.4',
        says: 'Who signed is no authority: an authority’s key signs certificates and nothing else.',
        holds: (path) => !leafOf(path).known.basicConstraints?.ca,
      },
      {
        id: 'chain.leaf.usage',
        source: 'RFC 5280 §4.2.1.3',
        says: 'The key of who signed is for signing.',
        holds: (path) => leafOf(path).known.keyUsage?.digitalSignature === true,
      },
      {
        id: 'chain.leaf.purpose',
        source: 'RFC 5280 §4.2.1.12, ISO 18013-5 annex B.1.4',
        says: 'The certificate of who signed is for this purpose.',
        holds: (path) => isFor(leafOf(path), path.expected.purpose),
      },
      {
        id: 'chain.leaf.country',
        source: 'ISO 18013-5 annex B.1.4',
        says: 'An issuer’s certificate names the country of its root.',
        holds: (path) => {
          const [leaf, root] = [leafOf(path).subject.attributes.C, path.root!.subject.attributes.C];
          return path.expected.purpose !== 'issue' || (leaf !== undefined && leaf === root);
        },
      },
    ],
  },
];
