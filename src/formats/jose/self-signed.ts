import type { SignatureToCheck } from '../signing.ts';
import {
  firstFailure,
  headerChecks,
  type JwsParts,
  jwsAt,
  readPart,
  type Step,
  signatureChecks,
  signatureOf,
  textChecks,
} from './checks.ts';
import { isDate, isObject } from './json.ts';
import { isPublic } from './keys.ts';

/*
 * A JWT that names the key which has signed it, so that whoever sends it holds that key: a key proof (OpenID4VCI 1.0 appendix
 * F.1) or a DPoP proof (RFC 9449 section 4.2).
 */

/** What came of reading one. */
export type CheckedSelfSigned =
  | {
      ok: true;
      header: Readonly<Record<string, unknown>>;
      payload: Readonly<Record<string, unknown>>;
      /** The key, public. */
      jwk: JsonWebKey;
      /** To be verified: until then nobody has shown that they hold the key. */
      signature: SignatureToCheck;
    }
  | { ok: false; failed: string; source: string; why: string };

/** What one is held against. */
export interface SelfSignedExpected {
  typ: string;
  /** Now, in seconds since 1970. */
  at: number;
  /** The key that a header names: `jwk`, unless stated. */
  keyIn?(header: Readonly<Record<string, unknown>>): unknown;
}

interface Run {
  jws: JwsParts | undefined;
  expected: SelfSignedExpected;
  jwk: JsonWebKey | undefined;
}

/** Characters of one, at most. */
const MOST_CHARACTERS = 8_192;
/** By how many seconds clocks may differ, where it says when it ends or begins. */
const LEEWAY = 300;

const jwsOf = ({ jws }: Run) => jws!;

const STEPS: readonly Step<Run>[] = [
  {
    title: 'Form of the proof',
    checks: [
      {
        id: 'proof.form',
        source: 'RFC 7515 §7.1, here',
        says: `It is a JWT of three parts, of at most ${MOST_CHARACTERS} characters.`,
        holds: ({ jws }) => jws !== undefined,
      },
    ],
  },
  {
    title: 'Header of the proof',
    read: (run) => readPart(jwsOf(run), 'header', 'proof-header'),
    checks: [
      ...textChecks<Run>('proof-header', 'The header'),
      ...headerChecks<Run>('proof', 'The proof', jwsOf, {
        is: ({ expected }) => [expected.typ],
        source: 'RFC 8725 §3.11',
        says: 'It says what it is, by typ.',
      }),
      {
        id: 'proof.jwk',
        source: 'RFC 7515 §4.1.3, RFC 9449 §4.3',
        says: 'It names its key, which is a public one.',
        holds: findKey,
      },
      ...signatureChecks<Run>('proof', 'the proof', jwsOf, ({ jwk }) => jwk!),
    ],
  },
  {
    title: 'What the proof says',
    read: (run) => readPart(jwsOf(run), 'payload', 'proof-payload'),
    checks: [
      ...textChecks<Run>('proof-payload', 'The payload'),
      {
        id: 'proof.times',
        source: 'RFC 7519 §4.1.4, §4.1.5',
        says: 'It is neither over nor yet to begin, where it says when.',
        holds: isInTime,
      },
    ],
  },
];

function findKey(run: Run): boolean {
  const { header } = jwsOf(run);
  const { keyIn = ({ jwk }) => jwk } = run.expected;
  const named = keyIn(header);
  if (!isObject(named) || !isPublic(named)) return false;
  run.jwk = named;
  return true;
}

function isInTime({ jws, expected: { at } }: Run): boolean {
  const { exp = at, nbf = at } = jws!.payload;
  return isDate(exp) && isDate(nbf) && exp > at - LEEWAY && nbf <= at + LEEWAY;
}

/** Reads one, all but its signature. */
export function checkSelfSigned(text: string, expected: SelfSignedExpected): CheckedSelfSigned {
  const ascii = new TextEncoder().encode(text.slice(0, MOST_CHARACTERS + 1));
  const jws = ascii.length > MOST_CHARACTERS ? undefined : jwsAt(ascii, 0, ascii.length);
  const run: Run = { jws, expected, jwk: undefined };
  const failed = firstFailure(STEPS, run);
  if (failed) return { ok: false, failed: failed.id, source: failed.source, why: failed.says };
  const { header, payload } = jws!;
  const jwk = run.jwk!;
  return { ok: true, header, payload, jwk, signature: signatureOf(jws!, jwk, "the proof's signature") };
}
