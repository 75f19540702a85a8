import {
  type Check,
  firstFailure,
  headerChecks,
  type JwsParts,
  jwsAt,
  NO_JWS,
  readPart,
  type Step,
  signatureChecks,
  signatureOf,
  textChecks,
} from '../jose/checks.ts';
import { isDate, isObject } from '../jose/json.ts';
import type { SignatureToCheck } from '../signing.ts';
import { compressedBytes, type EncodedStatusList, MOST_LIST_BYTES, type StatusBits } from './list.ts';
import type { StatusReference } from './reference.ts';
import { STATUS_LIST_TYPE } from './token.ts';

/** What a verifier takes as the list of which a credential speaks. */
export interface ExpectedStatusList {
  /** Now, in seconds since 1970. */
  at: number;
  reference: StatusReference;
  /** When the token was fetched, if it was kept since: after its `ttl` a newer one is needed. Left out, it is not asked. */
  fetchedAt?: number | undefined;
  /** The key of an issuer of statuses whom the verifier trusts; undefined for everybody else. */
  issuerKey(issuer: {
    iss: string | undefined;
    kid: string | undefined;
    x5c: readonly string[] | undefined;
  }): JsonWebKey | undefined;
  /** By how many seconds clocks may differ: 60 if left out. */
  leeway?: number | undefined;
}

interface Run {
  text: string;
  expected: ExpectedStatusList;
  leeway: number;
  jws: JwsParts;
  issuerKey: JsonWebKey | undefined;
  compressed: Uint8Array;
}

/** Characters of a token: the largest list that may be opened, hardly compressed, twice in base64url. */
const MOST_CHARACTERS = 2 * MOST_LIST_BYTES;
const encoder = new TextEncoder();

const TOKEN: Step<Run> = {
  title: 'Header of the status list token',
  read(run) {
    if (run.text.length > MOST_CHARACTERS) return 'token.size';
    const ascii = encoder.encode(run.text);
    const jws = jwsAt(ascii, 0, ascii.length);
    if (!jws) return 'token.jwt';
    run.jws = jws;
    return readPart(jws, 'header');
  },
  checks: [
    { id: 'token.size', source: 'here', says: `It has at most ${MOST_CHARACTERS} characters.` },
    { id: 'token.jwt', source: 'TSL §5.1', says: 'It is a JWT of three parts.' },
    ...textChecks<Run>('header', 'The header'),
    ...headerChecks<Run>('header', 'The token', ({ jws }) => jws, {
      is: () => [STATUS_LIST_TYPE],
      source: 'TSL §5.1',
      says: `It says that it is a status list: ${STATUS_LIST_TYPE}.`,
    }),
  ],
};

const ISSUER: Step<Run> = {
  title: 'The status list token',
  read: ({ jws }) => readPart(jws, 'payload'),
  checks: [
    ...textChecks<Run>('payload', 'The payload'),
    {
      id: 'issuer.trusted',
      source: 'TSL §8.3',
      says: 'The verifier trusts who issued it, and knows this key as theirs.',
      holds: findIssuerKey,
    },
    ...signatureChecks<Run>(
      'issuer',
      'the status list token',
      ({ jws }) => jws,
      ({ issuerKey }) => issuerKey!,
    ),
  ],
};

function findIssuerKey(run: Run): boolean {
  const { header, payload } = run.jws;
  const { kid, x5c } = header as { kid: string | undefined; x5c: readonly string[] | undefined };
  run.issuerKey = run.expected.issuerKey({ iss: payload.iss as string | undefined, kid, x5c });
  return run.issuerKey !== undefined;
}

const payloadOf = ({ jws }: Run) => jws.payload;
const BITS: readonly unknown[] = [1, 2, 4, 8];

const LIST: Step<Run> = {
  title: 'The status list',
  checks: [
    {
      id: 'list.sub',
      source: 'TSL §5.1, §8.3 step 4.1',
      says: 'It is the list of which the credential speaks.',
      holds: (run) => payloadOf(run).sub === run.expected.reference.uri,
    },
    {
      id: 'list.iat',
      source: 'TSL §5.1',
      says: 'It says when it was issued, and that is not in the future.',
      holds: (run) => isDate(payloadOf(run).iat) && (payloadOf(run).iat as number) <= run.expected.at + run.leeway,
    },
    {
      id: 'list.exp',
      source: 'TSL §5.1, §8.3 step 4.3',
      says: 'It has not expired.',
      holds: (run) => {
        const { exp } = payloadOf(run);
        return exp === undefined || (isDate(exp) && exp > run.expected.at - run.leeway);
      },
    },
    {
      id: 'list.ttl',
      source: 'TSL §5.1',
      says: 'The time for which it may be kept is a positive number of seconds.',
      holds: (run) => {
        const { ttl } = payloadOf(run);
        return ttl === undefined || (isDate(ttl) && ttl > 0);
      },
    },
    {
      id: 'list.kept',
      source: 'TSL §8.3 step 4.4, §13.7',
      says: 'It has not been kept for longer than that.',
      holds: (run) => {
        const { at, fetchedAt = at } = run.expected;
        return at <= fetchedAt + ((payloadOf(run).ttl as number | undefined) ?? Infinity);
      },
    },
    {
      id: 'list.bits',
      source: 'TSL §4.2',
      says: 'A status has 1, 2, 4 or 8 bits.',
      holds: (run) => isObject(payloadOf(run).status_list) && BITS.includes(listOf(run).bits),
    },
    {
      id: 'list.lst',
      source: 'TSL §4.2',
      says: 'The list is base64url.',
      holds: (run) => {
        const compressed = typeof listOf(run).lst === 'string' ? compressedBytes(listOf(run)) : undefined;
        run.compressed = compressed ?? NOTHING;
        return run.compressed.length > 0;
      },
    },
  ],
};

const listOf = (run: Run) => payloadOf(run).status_list as EncodedStatusList;
const NOTHING = new Uint8Array();

/** All that is demanded of a status list token, in the order in which it is checked. */
export const STATUS_LIST_STEPS: readonly Step<Run>[] = [TOKEN, ISSUER, LIST];

/** The same as one list. "TSL" is draft-ietf-oauth-status-list. */
export const STATUS_LIST_CHECKS: readonly Check<Run>[] = STATUS_LIST_STEPS.flatMap(({ checks }) => checks);

/** What came of checking a status list token. */
export type CheckedStatusList =
  | {
      ok: true;
      bits: StatusBits;
      /** To be inflated (ZLIB), to at most MOST_LIST_BYTES; with `bits` it is a StatusList then. */
      compressed: Uint8Array;
      /** Seconds since 1970: how old the knowledge is, and until when it may be used. */
      iat: number;
      exp: number | undefined;
      /** Seconds. */
      ttl: number | undefined;
      signatures: SignatureToCheck[];
    }
  | { ok: false; failed: string; source: string; why: string };

/**
 * Checks a status list token (draft-ietf-oauth-status-list §5.1, §8.3) but for its signature, which it hands out. Where this
 * or the signature fails, or the list has no such index, nothing is known of the status. It never throws.
 */
export function checkStatusList(text: string, expected: ExpectedStatusList): CheckedStatusList {
  const run: Run = {
    text,
    expected,
    leeway: expected.leeway ?? 60,
    jws: NO_JWS,
    issuerKey: undefined,
    compressed: NOTHING,
  };
  const failed = firstFailure(STATUS_LIST_STEPS, run);
  if (failed) return { ok: false, failed: failed.id, source: failed.source, why: failed.says };
  const { iat, exp, ttl } = payloadOf(run) as { iat: number; exp: number | undefined; ttl: number | undefined };
  const signatures = [signatureOf(run.jws, run.issuerKey!, "the status list's signature")];
  return { ok: true, bits: listOf(run).bits, compressed: run.compressed, iat, exp, ttl, signatures };
}
