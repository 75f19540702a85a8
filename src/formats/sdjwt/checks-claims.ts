import { shortText } from '../jose/base64url.ts';
import {
  type Check,
  headerChecks,
  type JwsParts,
  readPart,
  type Step,
  signatureChecks,
  textChecks,
} from '../jose/checks.ts';
import { isDate, isObject } from '../jose/json.ts';
import { isPublic } from '../jose/keys.ts';
import { statusReference } from '../status/reference.ts';
import { type Claims, KEY_BINDING, NEVER_APART } from './model.ts';
import { DEFAULTS, type Run } from './run.ts';
import { transactionClaims } from './transaction.ts';

/*
 * What is demanded of the claims, and of the holder's answer to this verifier. "VC" is draft-ietf-oauth-sd-jwt-vc, "TSL"
 * draft-ietf-oauth-status-list.
 */

/** Dates of a JWT (RFC 7519 §4.1.4 to §4.1.6), with the leeway that the verifier allows to clocks. */
function dateChecks(part: string, called: string, claimsOf: (run: Run) => Claims): Check<Run>[] {
  return [
    {
      id: `${part}.dates`,
      source: 'RFC 7519 §2',
      says: `${called} gives its times in seconds.`,
      holds: (run) => ['exp', 'nbf', 'iat'].every((name) => isDateOrNone(claimsOf(run)[name])),
    },
    {
      id: `${part}.exp`,
      source: 'RFC 7519 §4.1.4',
      says: `${called} has not expired.`,
      holds: (run) => ((claimsOf(run).exp as number) ?? Infinity) > run.expected.at - run.leeway,
    },
    {
      id: `${part}.nbf`,
      source: 'RFC 7519 §4.1.5',
      says: `${called} is valid already.`,
      holds: (run) => ((claimsOf(run).nbf as number) ?? -Infinity) <= run.expected.at + run.leeway,
    },
  ];
}

const isDateOrNone = (value: unknown): boolean => value === undefined || isDate(value);

const CLAIMS: Step<Run> = {
  title: 'Claims',
  checks: [
    {
      id: 'claims.open',
      source: 'VC §3.2.2.2',
      says: 'Issuer, type, validity, holder and status are seen by everybody, and are no disclosures.',
      holds: ({ disclosures }) => [...disclosures.values()].every(({ path }) => !NEVER_APART.has(path![0]!)),
    },
    {
      id: 'claims.vct',
      source: 'VC §3.2.2.1',
      says: 'It says of which type it is.',
      holds: ({ claims }) => typeof claims.vct === 'string' && claims.vct !== '',
    },
    {
      id: 'claims.type',
      source: 'VC §3.2.2.1',
      says: 'It is of a type that was asked for.',
      holds: ({ claims, expected }) => expected.vct?.includes(claims.vct as string) ?? true,
    },
    ...dateChecks('claims', 'The credential', ({ claims }) => claims),
    {
      id: 'claims.iat',
      source: 'RFC 7519 §4.1.6',
      says: 'The credential was not issued in the future.',
      holds: ({ claims, expected, leeway }) => ((claims.iat as number) ?? -Infinity) <= expected.at + leeway,
    },
    {
      id: 'claims.aud',
      source: 'RFC 9901 §7.1 step 6, RFC 7519 §4.1.3',
      says: 'If the credential is for certain verifiers, this is one of them.',
      holds: ({ claims, expected }) => claims.aud === undefined || isFor(claims.aud, expected.keyBinding?.audience),
    },
    {
      id: 'claims.status',
      source: 'TSL §6.2',
      says: 'Its place in a status list, if it has one, is a number from zero on and an address.',
      holds: ({ claims }) => claims.status === undefined || statusReference(claims.status) !== null,
    },
    {
      id: 'claims.cnf',
      source: 'VC §3.2.2.2, RFC 7800 §3.2',
      says: "The holder's key, if one is named, is a public one.",
      holds: findHolderKey,
    },
  ],
};

function isFor(audiences: unknown, audience: string | undefined): boolean {
  return audience !== undefined && [audiences].flat().includes(audience);
}

function findHolderKey(run: Run): boolean {
  const { cnf } = run.claims;
  if (cnf === undefined) return true;
  if (!isObject(cnf)) return false;
  if (!Object.hasOwn(cnf, 'jwk')) return Object.keys(cnf).length > 0;
  if (!isObject(cnf.jwk) || !isPublic(cnf.jwk)) return false;
  run.holderKey = cnf.jwk;
  return true;
}

const BINDING: Step<Run> = {
  title: 'Key binding',
  checks: [
    {
      id: 'binding.there',
      source: 'RFC 9901 §7.3 step 2',
      says: 'The holder signed for this verifier, if it asks for that.',
      holds: ({ binding, expected }) => binding !== undefined || expected.keyBinding === undefined,
    },
    {
      id: 'binding.absent',
      source: 'RFC 9901 §4, §7.2',
      says: 'The holder signed for nobody, if nobody asked for that.',
      holds: ({ binding, expected }) => binding === undefined || expected.keyBinding !== undefined,
    },
  ],
};

const isBound = ({ binding }: Run): boolean => binding !== undefined;
const bindingOf = ({ binding }: Run): JwsParts => binding!;

const BINDING_HEADER: Step<Run> = {
  title: 'Header of the key binding JWT',
  applies: isBound,
  read: (run) => readPart(bindingOf(run), 'header', 'binding-header'),
  checks: [
    ...textChecks<Run>('binding-header', 'The header'),
    ...headerChecks<Run>('binding-header', 'The key binding JWT', bindingOf, {
      is: () => [KEY_BINDING],
      source: 'RFC 9901 §4.3, §7.3 step 5.4',
      says: `It says that it is a key binding JWT: ${KEY_BINDING}.`,
    }),
    {
      id: 'binding.holder',
      source: 'RFC 9901 §7.3 step 5.1, VC §3.2.2.2',
      says: 'The issuer named the key of the holder.',
      holds: ({ holderKey }) => holderKey !== undefined,
    },
    ...signatureChecks<Run>('binding', 'the key binding JWT', bindingOf, ({ holderKey }) => holderKey!),
  ],
};

const payloadOf = (run: Run): Claims => bindingOf(run).payload;

const BINDING_PAYLOAD: Step<Run> = {
  title: "The holder's answer",
  applies: isBound,
  read: (run) => readPart(bindingOf(run), 'payload', 'binding-payload'),
  checks: [
    ...textChecks<Run>('binding-payload', 'The payload'),
    {
      id: 'binding.hash',
      source: 'RFC 9901 §4.3.1, §7.3 step 5.7',
      says: 'It was signed for exactly what is shown.',
      holds: (run) => payloadOf(run).sd_hash === hashOfPresentation(run),
    },
    {
      id: 'binding.nonce',
      source: 'RFC 9901 §7.3 step 5.6',
      says: "It answers this verifier's nonce.",
      holds: (run) => payloadOf(run).nonce === run.expected.keyBinding!.nonce,
    },
    {
      id: 'binding.aud',
      source: 'RFC 9901 §7.3 step 5.6',
      says: 'It is for this verifier, and for no other.',
      holds: (run) => payloadOf(run).aud === run.expected.keyBinding!.audience,
    },
    ...dateChecks('binding', 'The key binding JWT', payloadOf),
    {
      id: 'binding.iat',
      source: 'RFC 9901 §4.3, §7.3 step 5.5',
      says: 'It was signed just now.',
      holds: isRecent,
    },
    {
      id: 'binding.transaction',
      source: 'OpenID4VP §8.4, appendix B.3.3',
      says: 'The holder signed what was sent to be signed, if anything was.',
      holds: signsTransaction,
    },
  ],
};

function hashOfPresentation({ ascii, disclosuresEnd, expected }: Run): string {
  return shortText(expected.sha256(ascii.subarray(0, disclosuresEnd)));
}

function signsTransaction(run: Run): boolean {
  const { keyBinding, sha256 } = run.expected;
  if (keyBinding!.transaction === undefined) return true;
  const { transaction_data_hashes: signed, transaction_data_hashes_alg: alg } = payloadOf(run);
  const { transaction_data_hashes: sent, transaction_data_hashes_alg: by } = transactionClaims(
    keyBinding!.transaction,
    sha256,
  );
  return alg === by && Array.isArray(signed) && signed.length === 1 && signed[0] === sent[0];
}

function isRecent(run: Run): boolean {
  const { at, keyBinding } = run.expected;
  const { iat } = payloadOf(run);
  if (typeof iat !== 'number') return false;
  const { maxAge = DEFAULTS.maxAge, ahead = run.leeway } = keyBinding!;
  return iat <= at + ahead && iat >= at - maxAge - run.leeway;
}

/** From the claims to the holder's answer. */
export const MEANING: readonly Step<Run>[] = [CLAIMS, BINDING, BINDING_HEADER, BINDING_PAYLOAD];
