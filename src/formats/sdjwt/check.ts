import { type Check, firstFailure, NO_JWS, type Step, signatureOf } from '../jose/checks.ts';
import type { SignatureToCheck } from '../signing.ts';
import { type StatusReference, statusReference } from '../status/reference.ts';
import { MEANING } from './checks-claims.ts';
import { PARTS } from './checks-parts.ts';
import type { ClaimPath, Claims } from './model.ts';
import { type ClaimedIssuer, DEFAULTS, type Expected, type Run } from './run.ts';

/** All that is demanded of a presentation, in the order in which it is checked. */
export const SD_JWT_STEPS: readonly Step<Run>[] = [...PARTS, ...MEANING];

/** The same as one list. */
export const SD_JWT_CHECKS: readonly Check<Run>[] = SD_JWT_STEPS.flatMap(({ checks }) => checks);

/** What came of checking an SD-JWT VC. */
export type CheckedSdJwt =
  | {
      ok: true;
      /** What is said: open claims and disclosed ones, each in its place, without digests. */
      claims: Claims;
      /** Which of them the holder disclosed. */
      disclosed: ClaimPath[];
      issuer: ClaimedIssuer;
      /** Where its status is to be looked up; undefined where it has none. */
      status: StatusReference | undefined;
      /** Undefined where the credential is nobody's in particular. */
      holderKey: JsonWebKey | undefined;
      /** All of them have to be verified: until then nothing above is true. */
      signatures: SignatureToCheck[];
    }
  | { ok: false; failed: string; source: string; why: string };

/**
 * Checks a presentation of an SD-JWT VC (RFC 9901 §7, SD-JWT VC §3.4) but for its signatures, which it hands out to be
 * verified, and its status, whose place it tells. It never throws, whatever the text.
 */
export function checkSdJwt(text: string, expected: Expected): CheckedSdJwt {
  const run = begin(text, expected);
  const failed = firstFailure(SD_JWT_STEPS, run);
  if (failed) return { ok: false, failed: failed.id, source: failed.source, why: failed.says };
  const { jws, binding, issuerKey, holderKey, claims, issuer } = run;
  const signatures: SignatureToCheck[] = [
    { ...signatureOf(jws, issuerKey!, "the issuer's signature"), familiar: true },
  ];
  if (binding) signatures.push(signatureOf(binding, holderKey!, "the holder's signature"));
  const disclosed = Array.from(run.disclosures.values(), ({ path }) => path!);
  const status = statusReference(claims.status) ?? undefined;
  return { ok: true, claims, disclosed, issuer, status, holderKey, signatures };
}

const NOTHING = new Uint8Array();

function begin(text: string, expected: Expected): Run {
  return {
    text,
    expected,
    leeway: expected.leeway ?? DEFAULTS.leeway,
    ascii: NOTHING,
    jws: NO_JWS,
    issuer: { iss: undefined, kid: undefined, x5c: undefined },
    issuerKey: undefined,
    disclosuresAt: 0,
    disclosuresEnd: 0,
    disclosures: new Map(),
    claims: {},
    binding: undefined,
    holderKey: undefined,
  };
}
