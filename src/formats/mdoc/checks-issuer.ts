import { equalBytes } from '../bytes.ts';
import type { Check, Step } from '../jose/checks.ts';
import { keyFits, signatureLength } from '../jose/keys.ts';
import { statusReference } from '../status/reference.ts';
import { type ChainChecked, checkChain } from '../trust/chain.ts';
import { LEEWAY } from '../trust/chain-checks.ts';
import { algorithmOf, HEADER, jwkOf, type Sign1 } from './cose.ts';
import { MDL } from './mdl.ts';
import { type CborMap, type Item, mapOf } from './read.ts';
import type { IssuerRun } from './run.ts';

const msoOf = ({ issuer }: IssuerRun) => issuer.mso!;
const itemsOf = ({ issuer }: IssuerRun) => issuer.items!;
const certificateOf = ({ chain }: IssuerRun) => (chain as Extract<ChainChecked, { ok: true }>).leaf;
const leewayOf = ({ expected: { leeway = LEEWAY } }: IssuerRun) => leeway;
const areDifferent = (names: readonly string[]) => new Set(names).size === names.length;

/** What is demanded of a COSE_Sign1 before its signature is worth verifying. */
export function sign1Checks<Run>(
  part: string,
  called: string,
  authOf: (run: Run) => Sign1 | undefined,
  headerOf: (run: Run) => CborMap | undefined,
  keyOf: (run: Run) => JsonWebKey,
): { form: Check<Run>[]; signature: Check<Run>[] } {
  const alg = (run: Run) => algorithmOf(headerOf(run)!.get(HEADER.alg));
  const form: Check<Run>[] = [
    {
      id: `${part}.sign1`,
      source: 'ISO 18013-5 §9.1.2.4, RFC 9052 §4.2',
      says: `${called} is a COSE_Sign1 without a tag.`,
      holds: (run) => authOf(run) !== undefined,
    },
    {
      id: `${part}.protected`,
      source: 'RFC 9052 §3',
      says: `The protected header of ${called} is a map.`,
      holds: (run) => headerOf(run) !== undefined,
    },
    {
      id: `${part}.alg`,
      source: 'ISO 18013-5 §9.1.2.4',
      says: `${called} is signed by ES256, ES384 or EdDSA, as its protected header says.`,
      holds: (run) => alg(run) !== undefined,
    },
    {
      id: `${part}.header.unique`,
      source: 'RFC 9052 §3',
      says: `No parameter is both in the protected header of ${called} and outside of it.`,
      holds: (run) => ![...headerOf(run)!.keys()].some((label) => authOf(run)!.unprotected.has(label)),
    },
    {
      id: `${part}.crit`,
      source: 'RFC 9052 §3.1',
      says: `${called} does not demand extensions that nobody here understands.`,
      holds: (run) => !headerOf(run)!.has(HEADER.crit) && !authOf(run)!.unprotected.has(HEADER.crit),
    },
  ];
  const signature: Check<Run>[] = [
    {
      id: `${part}.key`,
      source: 'RFC 9053 §2.1',
      says: `The key of ${called} is one for its algorithm.`,
      holds: (run) => keyFits(keyOf(run), alg(run)!),
    },
    {
      id: `${part}.signature`,
      source: 'RFC 9053 §2.1',
      says: `The signature of ${called} is as long as its algorithm says.`,
      holds: (run) => authOf(run)!.signature.length === signatureLength(alg(run)!),
    },
  ];
  return { form, signature };
}

const SIGN1 = sign1Checks<IssuerRun>(
  'issuer',
  "the issuer's part",
  ({ issuer }) => issuer.auth,
  ({ issuer }) => issuer.header,
  (run) => certificateOf(run).jwk!,
);

/** Everything that is demanded of what an issuer signed, in the order in which it is checked. */
export const ISSUER_STEPS: readonly Step<IssuerRun>[] = [
  {
    title: "the issuer's part",
    checks: [
      {
        id: 'issuer.form',
        source: 'ISO 18013-5 §8.3.2.1.2.2, RFC 8949 §5',
        says: 'It is CBOR: nothing twice, nothing of indefinite length, in its shortest form, not too large or deep.',
        holds: ({ issuer }) => issuer.map !== undefined,
      },
      ...SIGN1.form,
      {
        id: 'issuer.x5chain',
        source: 'ISO 18013-5 §9.1.2.4, RFC 9360 §2',
        says: 'The certificates of who signed stand in the unprotected header.',
        holds: ({ issuer }) => issuer.chain !== undefined,
      },
    ],
  },
  {
    title: 'who issued it',
    read(run) {
      const { anchors, at, leeway } = run.expected;
      run.chain = checkChain(run.issuer.chain!, { purpose: 'issue', anchors, at, leeway });
      return undefined;
    },
    checks: [
      {
        id: 'issuer.chain',
        source: 'ISO 18013-5 §9.3.1, RFC 5280 §6',
        says: 'The certificates lead to a root that is trusted.',
        holds: ({ chain }) => chain!.ok,
      },
      ...SIGN1.signature,
    ],
  },
  {
    title: 'the mobile security object',
    read(run) {
      run.deviceKey = jwkOf(mapOf(run.issuer.mso?.get('deviceKeyInfo'))?.get('deviceKey'));
      return undefined;
    },
    checks: [
      {
        id: 'mso.form',
        source: 'ISO 18013-5 §9.1.2.4',
        says: 'What was signed is a mobile security object in embedded CBOR.',
        holds: ({ issuer }) => issuer.mso !== undefined,
      },
      {
        id: 'mso.version',
        source: 'ISO 18013-5 §9.1.2.4',
        says: 'The mobile security object is of version 1.0.',
        holds: (run) => msoOf(run).get('version') === '1.0',
      },
      {
        id: 'mso.digest-algorithm',
        source: 'ISO 18013-5 §9.1.2.5, here',
        says: 'Its digests are by SHA-256.',
        holds: (run) => msoOf(run).get('digestAlgorithm') === 'SHA-256',
      },
      {
        id: 'mso.doc-type',
        source: 'ISO 18013-5 §9.1.2.4',
        says: 'It is about a type of document that is taken.',
        holds: (run) => {
          const docType = msoOf(run).get('docType');
          const { docTypes } = run.expected;
          return typeof docType === 'string' && (!docTypes || docTypes.includes(docType));
        },
      },
      {
        id: 'mso.device-key',
        source: 'ISO 18013-5 §9.1.2.4, RFC 9053 §7',
        says: "It holds the holder's public key, of P-256, P-384 or Ed25519.",
        holds: ({ deviceKey }) => deviceKey !== undefined,
      },
      {
        id: 'mso.status',
        source: 'Token Status List §6.3',
        says: 'Where its status is listed is written in full, if it is.',
        holds: (run) => statusReference(plainStatus(msoOf(run))) !== null,
      },
    ],
  },
  {
    title: 'when it is valid',
    checks: [
      {
        id: 'validity.form',
        source: 'ISO 18013-5 §9.1.2.4',
        says: 'It says when it was signed, from when and until when it is valid: in UTC, in whole seconds.',
        holds: ({ issuer }) => issuer.validity !== undefined,
      },
      {
        id: 'validity.order',
        source: 'ISO 18013-5 §9.1.2.4',
        says: 'It is valid from its signing on or later, and ends after that.',
        holds: ({ issuer: { validity } }) => validity!.signed <= validity!.from && validity!.from < validity!.until,
      },
      {
        id: 'validity.certificate',
        source: 'ISO 18013-5 §9.3.1',
        says: 'It was signed while the certificate of who signed it was valid.',
        holds: (run) => {
          const { notBefore, notAfter } = certificateOf(run);
          const { signed } = run.issuer.validity!;
          return notBefore <= signed && signed <= notAfter;
        },
      },
      {
        id: 'validity.from',
        source: 'ISO 18013-5 §9.3.1',
        says: 'It is valid already.',
        holds: (run) => run.issuer.validity!.from <= run.expected.at + leewayOf(run),
      },
      {
        id: 'validity.until',
        source: 'ISO 18013-5 §9.3.1',
        says: 'It has not expired.',
        holds: (run) => run.expected.at - leewayOf(run) < run.issuer.validity!.until,
      },
    ],
  },
  {
    title: 'what is shown',
    checks: [
      {
        id: 'items.form',
        source: 'ISO 18013-5 §8.3.2.1.2.2',
        says: 'Each element is embedded CBOR with an unsigned id, random bytes, a name and a value, and nothing else.',
        holds: ({ issuer }) => issuer.items !== undefined,
      },
      {
        id: 'items.random',
        source: 'ISO 18013-5 §9.1.2.5',
        says: 'Each element has at least 16 random bytes.',
        holds: (run) => itemsOf(run).every(({ random }) => random.length >= 16),
      },
      {
        id: 'items.unique',
        source: 'ISO 18013-5 §8.3.2.1.2.2',
        says: 'No element of a namespace is shown twice.',
        holds: (run) => areDifferent(itemsOf(run).map(({ namespace, name }) => JSON.stringify([namespace, name]))),
      },
      {
        id: 'digests.form',
        source: 'ISO 18013-5 §9.1.2.4',
        says: 'The digests stand by namespace and by unsigned id.',
        holds: ({ issuer }) => issuer.digests !== undefined,
      },
      {
        id: 'digests.unique',
        source: 'ISO 18013-5 §9.1.2.5',
        says: 'No two elements of a namespace have one id.',
        holds: (run) =>
          areDifferent(itemsOf(run).map(({ namespace, digestId }) => JSON.stringify([namespace, digestId]))),
      },
      {
        id: 'digests.match',
        source: 'ISO 18013-5 §9.3.1',
        says: 'Each element is the one that was hashed when it was signed.',
        holds: (run) => itemsOf(run).every((item) => isSigned(run, item)),
      },
    ],
  },
  {
    title: 'a driving licence',
    applies: (run) => msoOf(run).get('docType') === MDL.docType,
    checks: [
      {
        id: 'mdl.issuing-country',
        source: 'ISO 18013-5 §7.2.1, annex B.1.4',
        says: 'Its issuing country is that of the certificate.',
        holds: (run) => agrees(run, 'issuing_country', certificateOf(run).subject.attributes.C),
      },
      {
        id: 'mdl.issuing-jurisdiction',
        source: 'ISO 18013-5 §7.2.1, annex B.1.4',
        says: 'Its issuing jurisdiction is that of the certificate, where this names one.',
        holds: (run) => {
          const { ST } = certificateOf(run).subject.attributes;
          return ST === undefined || agrees(run, 'issuing_jurisdiction', ST);
        },
      },
    ],
  },
];

function isSigned({ issuer, expected }: IssuerRun, { namespace, digestId, bytes }: Item): boolean {
  const digest = issuer.digests!.get(namespace)?.get(digestId);
  return digest !== undefined && equalBytes(digest, expected.sha256(bytes));
}

/** Whether an element says this, if it is shown. */
function agrees(run: IssuerRun, name: string, text: string | undefined): boolean {
  const item = itemsOf(run).find((one) => one.namespace === MDL.namespace && one.name === name);
  return item === undefined || item.value === text;
}

/** The `status` of a mobile security object, as a claim has it. */
export function plainStatus(mso: CborMap): unknown {
  const status = mso.get('status');
  if (!(status instanceof Map)) return status;
  return Object.fromEntries(
    [...status].map(([name, value]) => [name, value instanceof Map ? Object.fromEntries(value) : value]),
  );
}
