import { fromBase64 } from '../bytes.ts';
import { firstFailure, headerChecks, jwsAt, readPart, type Step, signatureOf, textChecks } from '../jose/checks.ts';
import { isObject } from '../jose/json.ts';
import type { SignatureToCheck } from '../signing.ts';
import { LEEWAY } from './chain-checks.ts';
import { okChain, type SignedRun, signerStep } from './signer-step.ts';
import { type ListedIssuer, TRUST_LIST_TYPE, type TrustList } from './trust-list.ts';

/** What a list is held against. */
export interface TrustListExpected {
  iss: string;
  /** Certificates of the roots of who keeps it, as DER. */
  anchors: readonly Uint8Array[];
  /** Seconds since 1970. */
  at: number;
  /** By how many seconds clocks may differ: 60 if left out. */
  leeway?: number | undefined;
  /** For how long a list is used that should have been replaced, in seconds: where nobody can be asked for the next. */
  grace?: number;
}

/** What came of it. Nothing is proved until the signatures are verified. */
export type TrustListChecked =
  | {
      ok: true;
      list: TrustList;
      /** Seconds since it was made. */
      age: number;
      signatures: SignatureToCheck[];
    }
  | { ok: false; failed: string; source: string; why: string };

/** What is looked at, and what has been read of it. */
interface Run extends SignedRun {
  expected: TrustListExpected;
}

const jwsOf = ({ jws }: Run) => jws!;
const payloadOf = ({ jws }: Run) => jws!.payload;
const issuersOf = (run: Run) => payloadOf(run).issuers as readonly ListedIssuer[];

const MOST_CHARACTERS = 1_000_000;

/** Everything that is demanded of a list, in the order in which it is looked at. The format is ours: docs/identity.md. */
export const TRUST_LIST_STEPS: readonly Step<Run>[] = [
  {
    title: 'the form',
    checks: [
      {
        id: 'list.form',
        source: 'RFC 7515 §7.1, here',
        says: 'It is a signed text of three parts, of at most 1,000,000 characters.',
        holds: ({ jws }) => jws !== undefined,
      },
    ],
  },
  {
    title: 'the header',
    read: ({ jws }) => readPart(jws!, 'header'),
    checks: [
      ...textChecks<Run>('header', 'The header'),
      ...headerChecks<Run>('header', 'The list', jwsOf, {
        is: () => [TRUST_LIST_TYPE],
        source: 'RFC 8725 §3.11',
        says: `It is a trust list (typ ${TRUST_LIST_TYPE}).`,
      }),
    ],
  },
  signerStep<Run>(
    {
      title: 'who signed it',
      ids: { chain: 'header', signature: 'list' },
      called: 'the list',
      leadsTo: 'who keeps the list',
    },
    ({ expected: { anchors, at, leeway = LEEWAY } }) => ({ purpose: 'issue', anchors, at, leeway }),
  ),
  {
    title: 'whose it is, and of when',
    read: ({ jws }) => readPart(jws!, 'payload'),
    checks: [
      ...textChecks<Run>('payload', 'The list'),
      {
        id: 'list.iss',
        source: 'RFC 7519 §4.1.1',
        says: 'It is the list of who was asked for it.',
        holds: (run) => payloadOf(run).iss === run.expected.iss,
      },
      {
        id: 'list.times',
        source: 'RFC 7519 §4.1.4, §4.1.6',
        says: 'It says when it was made and by when there is another.',
        holds: (run) => {
          const { iat, exp } = payloadOf(run);
          return isInstant(iat) && isInstant(exp) && iat < exp;
        },
      },
      {
        id: 'list.iat',
        source: 'RFC 7519 §4.1.6',
        says: 'It was not made in the future.',
        holds: (run) => (payloadOf(run).iat as number) <= run.expected.at + (run.expected.leeway ?? LEEWAY),
      },
      {
        id: 'list.exp',
        source: 'RFC 7519 §4.1.4',
        says: 'It is not too old.',
        holds: (run) => {
          const { at, leeway = LEEWAY, grace = 0 } = run.expected;
          return at < (payloadOf(run).exp as number) + leeway + grace;
        },
      },
    ],
  },
  {
    title: 'who is in it',
    checks: [
      {
        id: 'list.issuers',
        source: 'here',
        says: 'Every issuer in it is written in full.',
        holds: (run) => Array.isArray(payloadOf(run).issuers) && issuersOf(run).every(isIssuer),
      },
      {
        id: 'list.party-roots',
        source: 'here',
        says: 'The roots of relying parties are certificates.',
        holds: (run) => areCertificates(payloadOf(run).partyRoots),
      },
      {
        id: 'list.withdrawn-parties',
        source: 'here',
        says: 'Certificates of relying parties that were withdrawn are named by thumbprints.',
        holds: (run) => {
          const { withdrawnParties = [] } = payloadOf(run);
          return areTexts(withdrawnParties) && withdrawnParties.every((one) => THUMBPRINT.test(one));
        },
      },
      {
        id: 'list.issuers.unique',
        source: 'here',
        says: 'No issuer is in it twice.',
        holds: (run) => areDifferent(issuersOf(run).map(({ iss }) => iss)),
      },
      {
        id: 'list.keys.unique',
        source: 'here',
        says: 'No key is in it twice, distrusted in one place and current in another.',
        holds: (run) => areDifferent(issuersOf(run).flatMap(({ keys }) => keys.map(({ thumbprint }) => thumbprint))),
      },
    ],
  },
];

/** Checks a signed trust list. */
export function checkTrustList(jwt: string, expected: TrustListExpected): TrustListChecked {
  const ascii = new TextEncoder().encode(jwt.slice(0, MOST_CHARACTERS + 1));
  const jws = ascii.length > MOST_CHARACTERS ? undefined : jwsAt(ascii, 0, ascii.length);
  const run: Run = { jws, expected, chain: undefined, checked: undefined };
  const failed = firstFailure(TRUST_LIST_STEPS, run);
  if (failed) {
    const why = run.checked?.ok === false ? run.checked.why : failed.says;
    return { ok: false, failed: failed.id, source: failed.source, why };
  }
  const list = payloadOf(run) as unknown as TrustList;
  const { leaf, signatures } = okChain(run.checked);
  const own = signatureOf(jws!, leaf.jwk!, 'the signature on the trust list');
  return { ok: true, list, age: expected.at - list.iat, signatures: [...signatures, own] };
}

/** SHA-256 in base64url. */
const THUMBPRINT = /^[\w-]{43}$/;

const isInstant = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const areTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);
const areCertificates = (value: unknown) => areTexts(value) && value.every((one) => fromBase64(one) !== undefined);
const areDifferent = (texts: readonly string[]) => new Set(texts).size === texts.length;

function isIssuer(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { agency, iss, title, issues, roots, keys } = value;
  const named = isObject(title) && ['zh-Hant', 'ko', 'en'].every((locale) => isText(title[locale]));
  return (
    isText(agency) &&
    isText(iss) &&
    named &&
    areTexts(issues) &&
    areCertificates(roots) &&
    Array.isArray(keys) &&
    keys.every(isKey)
  );
}

function isKey(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { thumbprint, state, from, until } = value;
  const ended = (state === 'retired' || state === 'distrusted') && isInstant(until);
  return isText(thumbprint) && isInstant(from) && (state === 'current' ? until === undefined : ended);
}
