import type { Check, Step } from '../jose/checks.ts';
import { keyFits } from '../jose/keys.ts';
import { mapOf } from '../mdoc/read.ts';
import { CLOCK_LEEWAY, KID_BYTES, readItem } from './model.ts';
import { readSigned } from './parts.ts';
import type { IssuedRun } from './run.ts';

const signedOf = ({ signed }: IssuedRun) => signed!;
const keyOf = ({ key }: IssuedRun) => key!;

const HEADER: readonly Check<IssuedRun>[] = [
  {
    id: 'issuer.form',
    source: 'here',
    says: 'It holds what an issuer signed: a header, a text and a signature.',
    holds: ({ parts }) => parts !== undefined,
  },
  {
    id: 'issuer.header',
    source: 'RFC 9052 §3',
    says: 'The protected header says the algorithm and the key, and demands nothing else.',
    holds: ({ header }) => header?.size === 2 && header.has(1) && header.has(4),
  },
  {
    id: 'issuer.alg',
    source: 'RFC 9053 §2.1',
    says: 'The issuer signed by ES256.',
    holds: ({ header }) => header!.get(1) === -7,
  },
  {
    id: 'issuer.kid',
    source: 'RFC 9052 §3.1',
    says: `The key is named by ${KID_BYTES} bytes.`,
    holds: ({ header }) => kidIn(header!.get(4)) !== undefined,
  },
];

const kidIn = (kid: unknown): Uint8Array | undefined =>
  kid instanceof Uint8Array && kid.length === KID_BYTES ? kid : undefined;

const TRUST: readonly Check<IssuedRun>[] = [
  {
    id: 'issuer.known',
    source: 'here',
    says: 'The key that signed it is in the trust list.',
    holds: ({ key }) => key !== undefined,
  },
  {
    id: 'issuer.key',
    source: 'RFC 8725 §3.1',
    says: 'That key is one for ES256.',
    holds: (run) => keyFits(keyOf(run).jwk, 'ES256'),
  },
  {
    id: 'issuer.signature',
    source: 'RFC 9053 §2.1',
    says: "The issuer's signature is as long as its algorithm says.",
    holds: ({ parts }) => parts!.signature.length === 64,
  },
];

const SIGNED: readonly Check<IssuedRun>[] = [
  {
    id: 'signed.form',
    source: 'here',
    says: 'What was signed says a type, a time, a status, claims and at most one key, each in its form.',
    holds: ({ signed }) => signed !== undefined,
  },
  {
    id: 'signed.type',
    source: 'here',
    says: 'Its issuer may vouch for this type.',
    holds: (run) => keyOf(run).types.includes(signedOf(run).type),
  },
  {
    id: 'issuer.distrusted',
    source: 'here',
    says: 'The key that signed it has not fallen into other hands.',
    holds: (run) => keyOf(run).state !== 'distrusted',
  },
  {
    id: 'issuer.early',
    source: 'here',
    says: 'It was not signed before its key was in use.',
    holds: (run) => signedOf(run).from >= keyOf(run).from,
  },
  {
    id: 'issuer.late',
    source: 'here',
    says: 'It was not signed after its key had been retired.',
    holds: (run) => signedOf(run).from <= (keyOf(run).until ?? Number.POSITIVE_INFINITY),
  },
  {
    id: 'signed.not-yet',
    source: 'RFC 7519 §4.1.5',
    says: 'It is good already.',
    holds: (run) => signedOf(run).from <= run.expected.at + CLOCK_LEEWAY,
  },
  {
    id: 'signed.expired',
    source: 'RFC 7519 §4.1.4',
    says: 'It has not expired.',
    holds: (run) => run.expected.at < signedOf(run).until,
  },
];

/** Everything that is demanded of what an issuer signed, in the order in which it is checked. */
export const ISSUED_STEPS: readonly Step<IssuedRun>[] = [
  {
    title: "the issuer's part",
    read(run) {
      run.header = run.parts && mapOf(readItem(run.parts.header));
      return undefined;
    },
    checks: HEADER,
  },
  {
    title: 'who issued it',
    read(run) {
      run.key = run.expected.keyOf(kidIn(run.header!.get(4))!);
      return undefined;
    },
    checks: TRUST,
  },
  {
    title: 'what was signed',
    read(run) {
      run.signed = readSigned(run.parts!.payload);
      return undefined;
    },
    checks: SIGNED,
  },
];
