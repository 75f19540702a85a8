import { toBase64Url } from '../bytes.ts';
import { firstFailure, headerChecks, jwsAt, readPart, type Step, signatureOf, textChecks } from '../jose/checks.ts';
import { isObject } from '../jose/json.ts';
import type { Sha256, SignatureToCheck } from '../signing.ts';
import { okChain, type SignedRun, signerStep } from '../trust/signer-step.ts';
import {
  BUNDLE_TYPE,
  type Bundle,
  type BundledIssuer,
  type BundledList,
  type ListEntry,
  MOST_BUNDLE_BYTES,
} from './bundle.ts';

/** What a bundle is held against. */
export interface BundleExpected {
  iss: string;
  /** Certificates of the roots of who keeps the trust list, as DER. */
  anchors: readonly Uint8Array[];
  /** Seconds since 1970. */
  at: number;
  sha256: Sha256;
}

/** What came of it. Nothing is proved until the signatures are verified. */
export type CheckedBundle =
  | { ok: true; bundle: Bundle; signatures: SignatureToCheck[] }
  | { ok: false; failed: string; source: string; why: string };

interface Run extends SignedRun {
  /** What stands behind the signed text. */
  rest: Uint8Array;
  expected: BundleExpected;
  lists: readonly BundledList[];
}

const NEWLINE = 0x0a;
/** By so many seconds a bundle may come from the future: a verifier whose clock is wrong learns it by the codes that it sees. */
const CLOCKS = 86_400;

const jwsOf = ({ jws }: Run) => jws!;
const payloadOf = ({ jws }: Run) => jws!.payload;
const entriesOf = (run: Run) => payloadOf(run).lists as readonly ListEntry[];
const issuersOf = (run: Run) => payloadOf(run).issuers as readonly BundledIssuer[];

/** Everything that is demanded of a bundle, in the order in which it is looked at. The format is ours: docs/identity.md. */
export const BUNDLE_STEPS: readonly Step<Run>[] = [
  {
    title: 'the form',
    checks: [
      {
        id: 'bundle.form',
        source: 'RFC 7515 §7.1, here',
        says: `It is a signed text of three parts and a line break, in at most ${MOST_BUNDLE_BYTES} bytes.`,
        holds: ({ jws }) => jws !== undefined,
      },
    ],
  },
  {
    title: 'the header',
    read: ({ jws }) => readPart(jws!, 'header'),
    checks: [
      ...textChecks<Run>('header', 'The header'),
      ...headerChecks<Run>('header', 'The bundle', jwsOf, {
        is: () => [BUNDLE_TYPE],
        source: 'RFC 8725 §3.11',
        says: `It is a bundle for verifiers (typ ${BUNDLE_TYPE}).`,
      }),
    ],
  },
  signerStep<Run>(
    {
      title: 'who signed it',
      ids: { chain: 'header', signature: 'bundle' },
      called: 'the bundle',
      leadsTo: 'who keeps the trust list',
    },
    ({ expected: { anchors, at } }) => ({ purpose: 'issue', anchors, at, leeway: CLOCKS }),
  ),
  {
    title: 'whose it is, and of when',
    read: ({ jws }) => readPart(jws!, 'payload'),
    checks: [
      ...textChecks<Run>('payload', 'The bundle'),
      {
        id: 'bundle.iss',
        source: 'RFC 7519 §4.1.1',
        says: 'It is the bundle of who was asked for it.',
        holds: (run) => payloadOf(run).iss === run.expected.iss,
      },
      {
        id: 'bundle.times',
        source: 'RFC 7519 §4.1.4, §4.1.6',
        says: 'It says when it was made and from when on it is not used.',
        holds: (run) => {
          const { iat, exp } = payloadOf(run);
          return isCount(iat) && isCount(exp) && iat < exp;
        },
      },
      {
        id: 'bundle.iat',
        source: 'RFC 7519 §4.1.6',
        says: 'It was not made in the future, but for clocks that differ by a day.',
        holds: (run) => (payloadOf(run).iat as number) <= run.expected.at + CLOCKS,
      },
      {
        id: 'bundle.exp',
        source: 'RFC 7519 §4.1.4',
        says: 'It is not too old to be used.',
        holds: (run) => run.expected.at < (payloadOf(run).exp as number),
      },
    ],
  },
  {
    title: 'what is in it',
    checks: [
      {
        id: 'bundle.issuers',
        source: 'here',
        says: 'Every issuer in it is written in full.',
        holds: (run) => Array.isArray(payloadOf(run).issuers) && issuersOf(run).every(isIssuer),
      },
      {
        id: 'bundle.keys.unique',
        source: 'here',
        says: 'No key is in it twice, distrusted in one place and current in another.',
        holds: (run) => areDifferent(issuersOf(run).flatMap(({ keys }) => keys.map(({ thumbprint }) => thumbprint))),
      },
      {
        id: 'bundle.lists',
        source: 'here, TSL §4.2',
        says: 'Every list in it is named in full.',
        holds: (run) => Array.isArray(payloadOf(run).lists) && entriesOf(run).every(isEntry),
      },
      {
        id: 'bundle.lists.unique',
        source: 'here',
        says: 'No list is in it twice.',
        holds: (run) => areDifferent(entriesOf(run).map(({ agency, list }) => `${agency} ${list}`)),
      },
      {
        id: 'bundle.lists.whole',
        source: 'here',
        says: 'The lists follow it, whole, and nothing else does.',
        holds: (run) => {
          run.lists = listsIn(run);
          return entriesOf(run).reduce((sum, { length }) => sum + length, 0) === run.rest.length;
        },
      },
      {
        id: 'bundle.lists.hash',
        source: 'here',
        says: 'They are the lists of which it has the hashes.',
        holds: (run) =>
          entriesOf(run).every(
            ({ sha256 }, nth) => toBase64Url(run.expected.sha256(run.lists[nth]!.compressed)) === sha256,
          ),
      },
    ],
  },
];

/** Checks a bundle. It never throws, whatever the bytes. */
export function checkBundle(bytes: Uint8Array, expected: BundleExpected): CheckedBundle {
  const end = bytes.indexOf(NEWLINE);
  const jws = bytes.length > MOST_BUNDLE_BYTES || end < 0 ? undefined : jwsAt(bytes, 0, end);
  const rest = bytes.subarray(end + 1);
  const run: Run = { jws, rest, expected, chain: undefined, checked: undefined, lists: [] };
  const failed = firstFailure(BUNDLE_STEPS, run);
  if (failed) {
    const why = run.checked?.ok === false ? run.checked.why : failed.says;
    return { ok: false, failed: failed.id, source: failed.source, why };
  }
  const { iss, iat, exp } = payloadOf(run) as unknown as Bundle;
  const { leaf, signatures } = okChain(run.checked);
  const own = signatureOf(jws!, leaf.jwk!, 'the signature on the bundle');
  const bundle = { iss, iat, exp, issuers: issuersOf(run), lists: run.lists };
  return { ok: true, bundle, signatures: [...signatures, own] };
}

function listsIn(run: Run): BundledList[] {
  let at = 0;
  return entriesOf(run).map(({ agency, list, bits, length }) => {
    at += length;
    return { agency, list, bits, compressed: run.rest.subarray(at - length, at) };
  });
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const areDifferent = (texts: readonly string[]) => new Set(texts).size === texts.length;
const isNames = (value: unknown): boolean =>
  isObject(value) && ['zh-Hant', 'ko', 'en'].every((locale) => isText(value[locale]));
const isListOf = (value: unknown, is: (one: unknown) => boolean): boolean => Array.isArray(value) && value.every(is);

function isIssuer(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { agency, title, types, keys } = value;
  return isText(agency) && isNames(title) && isListOf(types, isType) && isListOf(keys, isKey);
}

function isType(value: unknown): boolean {
  return isObject(value) && isText(value.id) && isNames(value.title) && isListOf(value.claims, isClaim);
}

function isClaim(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { name, title, options } = value;
  const areOptions = options === undefined || (isObject(options) && Object.values(options).every(isNames));
  return isText(name) && isNames(title) && areOptions;
}

function isKey(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { thumbprint, state, from, until, x, y } = value;
  const ended = (state === 'retired' || state === 'distrusted') && isCount(until);
  const isTimed = isCount(from) && (state === 'current' ? until === undefined : ended);
  return isText(thumbprint) && isText(x) && isText(y) && isTimed;
}

function isEntry(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { agency, list, bits, length, sha256 } = value;
  return isText(agency) && isCount(list) && [1, 2, 4, 8].includes(bits as number) && isCount(length) && isText(sha256);
}
