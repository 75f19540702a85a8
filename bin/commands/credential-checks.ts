import { createPublicKey, hash, verify } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import {
  type Check,
  type CheckedSdJwt,
  checkSdJwt,
  checkStatusList,
  type Expected,
  MOST_LIST_BYTES,
  SD_JWT_STEPS,
  type SignatureToCheck,
  STATUS,
  type StatusReference,
  type Step,
  statusAt,
} from '../../src/formats/index.ts';
import type { TrustedIssuers } from './credential-issuers.ts';

/** One thing that was looked at. Null where it could not be, or did not come to it. */
export interface Finding {
  id: string;
  /** The standard that demands it. */
  source: string;
  says: string;
  ok: boolean | null;
}

/** What belongs together in a report. */
export interface Chapter {
  title: string;
  findings: Finding[];
}

/** What a credential of any format is held against. */
export interface Held {
  at: number;
  issuers: TrustedIssuers;
  /** Status list tokens, of which the right one is taken. */
  statusLists: readonly string[];
}

/** What an SD-JWT VC is held against. */
export interface Question extends Held {
  text: string;
  keyBinding: Expected['keyBinding'];
  vct: readonly string[] | undefined;
}

/** SHA-256 by Node. */
export const sha256 = (bytes: Uint8Array): Uint8Array => hash('sha256', bytes, 'buffer');

/** Everything that there is to say of an SD-JWT VC: all checks, signatures, trust and status. */
export function examine(question: Question): { chapters: Chapter[]; checked: CheckedSdJwt } {
  const { text, at, issuers, keyBinding, vct } = question;
  const issuerKey = issuers.keyAt(at);
  const checked = checkSdJwt(text, { at, sha256, issuerKey, keyBinding, vct });
  const chapters = [...issuers.chapters, ...chaptersOf(SD_JWT_STEPS, checked, text.endsWith('~'))];
  if (!checked.ok) return { chapters, checked };
  const { vct: type, iat } = checked.claims as { vct: string; iat?: number };
  const { iss } = checked.issuer;
  // What says no date may be of any time: a key that is retired no longer vouches for it.
  const signedAt = iat ?? Number.MAX_SAFE_INTEGER;
  const trust = issuers.trust(checked.signatures[0]!.jwk, { type, iss, signedAt });
  chapters.push({ title: 'Signatures', findings: [...checked.signatures, ...trust.signatures].map(signatureFinding) });
  if (trust.findings.length > 0) chapters.push({ title: 'Trust', findings: trust.findings });
  if (checked.status) chapters.push({ title: 'Status', findings: statusFindings(question, checked.status, iss) });
  return { chapters, checked };
}

/**
 * All checks of a table with what came of each, from the one that failed.
 * @param bare leaves out those that are demanded of some only.
 */
export function chaptersOf<Run>(
  steps: readonly Step<Run>[],
  checked: { ok: true } | { ok: false; failed: string },
  bare: boolean,
): Chapter[] {
  const failed = checked.ok ? undefined : checked.failed;
  const failing = steps.findIndex(({ checks }) => checks.some(({ id }) => id === failed));
  return steps.flatMap(({ title, checks, applies }, index) => {
    if (applies && bare && index !== failing) return [];
    if (failing === -1 || index < failing) return [{ title, findings: checks.map((check) => found(check, true)) }];
    if (index > failing) return [{ title, findings: checks.map((check) => found(check, null)) }];
    const at = checks.findIndex(({ id }) => id === failed);
    // What was found while reading says nothing of the checks around it.
    const before = checks[at]!.holds ? true : null;
    return [
      { title, findings: checks.map((check, row) => found(check, row === at ? false : row < at ? before : null)) },
    ];
  });
}

const found = <Run>({ id, source, says }: Check<Run>, ok: boolean | null): Finding => ({ id, source, says, ok });

/** Verifies a signature that a check handed out. */
export function signatureFinding({ what, alg, jwk, input, signature }: SignatureToCheck): Finding {
  const says = `${what[0]!.toUpperCase()}${what.slice(1)} is genuine.`;
  return { id: `signature: ${what}`, source: 'RFC 7515 §5.2', says, ok: isGenuine(alg, jwk, input, signature) };
}

const HASHES = { ES256: 'sha256', ES384: 'sha384', EdDSA: null } as const;

function isGenuine(alg: SignatureToCheck['alg'], jwk: JsonWebKey, input: Uint8Array, signature: Uint8Array): boolean {
  try {
    const key = createPublicKey({ key: jwk as import('node:crypto').JsonWebKey, format: 'jwk' });
    return verify(HASHES[alg], input, { key, dsaEncoding: 'ieee-p1363' }, signature);
  } catch {
    return false; // a point that is not on the curve
  }
}

const STATUS_SAYS: Record<number, string> = {
  [STATUS.valid]: 'It is valid.',
  [STATUS.invalid]: 'It is not revoked.',
  [STATUS.suspended]: 'It is not suspended.',
};

/** What the status lists say of a place; `iss` is who issued what stands there, which alone may revoke it. */
export function statusFindings(held: Held, reference: StatusReference, iss: string | undefined): Finding[] {
  const { statusLists, at, issuers } = held;
  const row = (id: string, says: string, ok: boolean | null): Finding => ({ id, source: 'TSL §8.3', says, ok });
  const results = statusLists.map((text) => checkStatusList(text, { at, reference, issuerKey: issuers.keyAt(at) }));
  const list = results.find((one) => one.ok || one.failed !== 'list.sub');
  if (!list)
    return [row('status', `Its status was looked up in ${reference.uri} (give that list with --status).`, null)];
  if (!list.ok) return [{ id: list.failed, source: list.source, says: `The status list: ${list.why}`, ok: false }];
  const trust = issuers.trust(list.signatures[0]!.jwk, { type: undefined, iss, signedAt: list.iat });
  const findings = [...[...list.signatures, ...trust.signatures].map(signatureFinding), ...trust.findings];
  const status = readStatus(list, reference.idx);
  if (status === undefined) return [...findings, row('status', 'The list has a place for it.', false)];
  const says = STATUS_SAYS[status] ?? `Its status is one of those that are known, not ${status}.`;
  return [...findings, row('status', says, status === STATUS.valid)];
}

function readStatus({ bits, compressed }: { bits: 1 | 2 | 4 | 8; compressed: Uint8Array }, idx: number) {
  try {
    return statusAt({ bits, bytes: inflateSync(compressed, { maxOutputLength: MOST_LIST_BYTES }) }, idx);
  } catch {
    return undefined; // not ZLIB, or too large
  }
}
