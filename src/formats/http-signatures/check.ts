import { firstFailure, type Step } from '../jose/checks.ts';
import { keyFits, signatureLength } from '../jose/keys.ts';
import type { Sha256, SignatureAlgorithm, SignatureToCheck } from '../signing.ts';
import { componentOf, type HttpMessage, isKnown, signatureBase } from './base.ts';
import { digestFits, digestIn } from './digest.ts';
import { coversAll, HTTP_ALGORITHMS } from './sign.ts';
import { type Item, type Member, readDictionary, writeItem } from './structured.ts';

/** What a message is held against. */
export interface HttpSignatureExpected {
  /** Whose message it may be: public keys, each with its `kid` and `alg`. */
  keys: readonly (JsonWebKey & { kid?: string })[];
  /** What the signature must be for. */
  tag: string;
  /** Now, in seconds since 1970. */
  at: number;
  /** So many seconds it may be old, and so many clocks may differ. */
  maxAge: number;
  leeway: number;
}

/** What came of it. The signature is to be verified, and the nonce to be remembered for `maxAge`. */
export type CheckedHttpSignature =
  | { ok: true; keyid: string; created: number; nonce: string; signature: SignatureToCheck }
  | { ok: false; failed: string; source: string; why: string };

interface Run {
  message: HttpMessage;
  expected: HttpSignatureExpected;
  sha256: Sha256;
  label: string;
  input: Member;
  items: readonly Item[];
  bytes: Uint8Array;
  alg: SignatureAlgorithm;
  jwk: JsonWebKey;
}

const MOST_CHARACTERS = 4_096;

const parameter = ({ input }: Run, name: string) => input.parameters.get(name);
const isIn = (text: unknown, least: number, most: number): text is string =>
  typeof text === 'string' && text.length >= least && text.length <= most;

/** Everything that is demanded of a signed message. */
export const HTTP_SIGNATURE_STEPS: readonly Step<Run>[] = [
  {
    title: 'Form of the signature',
    read: findSignature,
    checks: [
      {
        id: 'signature.there',
        source: 'RFC 9421 §4.1, §4.2',
        says: `It has Signature-Input and Signature, each of at most ${MOST_CHARACTERS} characters.`,
      },
      {
        id: 'signature.form',
        source: 'RFC 9651 §4.2.2',
        says: 'Signature-Input and Signature are dictionaries in which no name is there twice.',
      },
      {
        id: 'signature.tag',
        source: 'RFC 9421 §2.3, §7.2.7',
        says: 'Exactly one of its signatures is for this, by its tag.',
      },
      {
        id: 'signature.pair',
        source: 'RFC 9421 §4.2',
        says: 'Signature has the bytes under the same name as Signature-Input.',
      },
    ],
  },
  {
    title: 'What is signed',
    checks: [
      {
        id: 'components.known',
        source: 'RFC 9421 §2, here',
        says: 'It signs only whole fields and parts of the message that are known here, by names in small letters.',
        holds: ({ items, message }) => items.every((item) => isKnown(item, message)),
      },
      {
        id: 'components.unique',
        source: 'RFC 9421 §2.5',
        says: 'It signs nothing twice.',
        holds: ({ items }) => new Set(items.map(writeItem)).size === items.length,
      },
      {
        id: 'components.covered',
        source: 'RFC 9421 §3.2.1, §7.2.1',
        says: 'It signs the method, the address and the body, and in an answer the status and the request too.',
        holds: ({ items, message }) => coversAll(items, message),
      },
      {
        id: 'components.present',
        source: 'RFC 9421 §2.5',
        says: 'The message has all that it signs.',
        holds: ({ items, message }) => items.every((item) => componentOf(item, message) !== undefined),
      },
    ],
  },
  {
    title: 'When and by whom',
    checks: [
      {
        id: 'parameters.created',
        source: 'RFC 9421 §2.3',
        says: 'It says when it was made, and that is not in the future.',
        holds: (run) => {
          const created = parameter(run, 'created');
          return typeof created === 'number' && created >= 0 && created <= run.expected.at + run.expected.leeway;
        },
      },
      {
        id: 'parameters.age',
        source: 'RFC 9421 §3.2.1, §7.2.2',
        says: 'It is not too old.',
        holds: (run) => {
          const { at, maxAge, leeway } = run.expected;
          return (parameter(run, 'created') as number) >= at - maxAge - leeway;
        },
      },
      {
        id: 'parameters.expires',
        source: 'RFC 9421 §2.3',
        says: 'It still counts, if it says until when.',
        holds: (run) => {
          const { at, leeway } = run.expected;
          const expires = parameter(run, 'expires');
          return expires === undefined || (typeof expires === 'number' && expires > at - leeway);
        },
      },
      {
        id: 'parameters.nonce',
        source: 'RFC 9421 §2.3, §7.2.2',
        says: 'It has a nonce of 16 to 128 characters, by which one that comes again is known.',
        holds: (run) => isIn(parameter(run, 'nonce'), 16, 128),
      },
      {
        id: 'parameters.keyid',
        source: 'RFC 9421 §2.3, §3.2',
        says: 'It names a key that is registered.',
        holds: findKey,
      },
      {
        id: 'parameters.alg',
        source: 'RFC 9421 §3.2, §7.3.6',
        says: 'Its algorithm is that of the key.',
        holds: (run) => {
          const alg = parameter(run, 'alg');
          return (alg === undefined || alg === HTTP_ALGORITHMS[run.alg]) && keyFits(run.jwk, run.alg);
        },
      },
      {
        id: 'signature.length',
        source: 'RFC 9421 §3.3',
        says: 'The signature is as long as its algorithm says.',
        holds: ({ bytes, alg }) => bytes.length === signatureLength(alg),
      },
    ],
  },
  {
    title: 'The body',
    checks: [
      {
        id: 'digest.form',
        source: 'RFC 9530 §2, here',
        says: 'Content-Digest states the SHA-256 of the body.',
        holds: ({ message }) => digestIn(message.headers.get('content-digest')) !== undefined,
      },
      {
        id: 'digest.body',
        source: 'RFC 9530 §2',
        says: 'The body is the one that Content-Digest states.',
        holds: ({ message, sha256 }) => digestFits(message.headers.get('content-digest'), message.body, sha256),
      },
    ],
  },
];

function findSignature(run: Run): string | undefined {
  const { headers } = run.message;
  const [inputField, signatureField] = [headers.get('signature-input'), headers.get('signature')];
  if (!isIn(inputField, 1, MOST_CHARACTERS) || !isIn(signatureField, 1, MOST_CHARACTERS)) return 'signature.there';
  const [inputs, signatures] = [readDictionary(inputField), readDictionary(signatureField)];
  if (!inputs || !signatures) return 'signature.form';
  const ours = [...inputs].filter(([, { parameters }]) => parameters.get('tag') === run.expected.tag);
  const [label, input] = ours[0] ?? [];
  if (ours.length !== 1 || label === undefined || !Array.isArray(input?.value)) return 'signature.tag';
  const bytes = signatures.get(label)?.value;
  if (!(bytes instanceof Uint8Array)) return 'signature.pair';
  Object.assign(run, { label, input, items: input.value, bytes });
  return undefined;
}

const ALGORITHM_OF_CURVE: Readonly<Record<string, SignatureAlgorithm>> = {
  'P-256': 'ES256',
  'P-384': 'ES384',
  Ed25519: 'EdDSA',
};

function findKey(run: Run): boolean {
  const keyid = parameter(run, 'keyid');
  const jwk = run.expected.keys.find(({ kid }) => kid !== undefined && kid === keyid);
  const alg = ALGORITHM_OF_CURVE[jwk?.crv ?? ''];
  if (!jwk || !alg) return false;
  Object.assign(run, { jwk, alg });
  return true;
}

/** Checks a signed message, all but its signature and whether its nonce is new. */
export function checkMessage(
  message: HttpMessage,
  expected: HttpSignatureExpected,
  sha256: Sha256,
): CheckedHttpSignature {
  const run = { message, expected, sha256 } as Run;
  const failed = firstFailure(HTTP_SIGNATURE_STEPS, run);
  if (failed) return { ok: false, failed: failed.id, source: failed.source, why: failed.says };
  const { alg, jwk, bytes, input } = run;
  return {
    ok: true,
    keyid: parameter(run, 'keyid') as string,
    created: parameter(run, 'created') as number,
    nonce: parameter(run, 'nonce') as string,
    signature: {
      ...{ what: "the message's signature", alg, jwk, signature: bytes, familiar: true },
      input: signatureBase(message, input),
    },
  };
}
