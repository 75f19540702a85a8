import type { SignatureToCheck } from '../signing.ts';
import { decodeInto, encodedLength } from './base64url.ts';
import { isObject, type JsonProblem, readJson } from './json.ts';
import { isAlgorithm, keyFits, signatureLength } from './keys.ts';

/*
 * Checks as tables: one row for each thing that a standard demands. Steps run one after the other, and what a later step
 * reads an earlier one has held to be there.
 */

/** One demand. */
export interface Check<Run> {
  /** `part.what`: `payload.unique`. */
  id: string;
  /** The standard and its section; "here" where the demand is ours: a limit, or the narrower of two readings. */
  source: string;
  /** What is so where it holds: one sentence. */
  says: string;
  /** Whether it holds. Without it, what its step found while reading decides. */
  holds?(run: Run): boolean;
}

/** Checks that belong together, after what they need has been read. */
export interface Step<Run> {
  /** What it is about, as a heading. */
  title: string;
  /** Whether there is anything to check; there is if this is left out. */
  applies?(run: Run): boolean;
  /** Reads. @returns the id of the check that cannot hold, if there is one. */
  read?(run: Run): string | undefined;
  checks: readonly Check<Run>[];
}

/** Runs all steps. @returns the first check that does not hold. */
export function firstFailure<Run>(steps: readonly Step<Run>[], run: Run): Check<Run> | undefined {
  for (const step of steps) {
    if (step.applies && !step.applies(run)) continue;
    const found = step.read?.(run);
    if (found !== undefined) return step.checks.find((check) => check.id === found)!;
    for (const check of step.checks) if (check.holds && !check.holds(run)) return check;
  }
  return undefined;
}

const TEXT_CHECKS: readonly [JsonProblem, string, string][] = [
  ['base64url', 'RFC 7515 §2', 'is base64url without padding, blanks or stray bits'],
  ['utf8', 'RFC 7515 §5.2', 'is UTF-8'],
  ['json', 'RFC 7515 §5.2', 'is JSON of the right kind'],
  ['unique', 'RFC 7515 §4, RFC 7519 §4', 'has no name twice in one object'],
  ['names', 'here', 'has no member named __proto__'],
  ['depth', 'here', 'is not nested deeper than 16 levels'],
];

/** What is demanded of a text of JSON in base64url. */
export function textChecks<Run>(part: string, called: string): Check<Run>[] {
  return TEXT_CHECKS.map(([problem, source, says]) => ({
    id: `${part}.${problem}`,
    source,
    says: `${called} ${says}.`,
  }));
}

/** A JWS as it lies in the bytes around it, and what has been read of it. */
export interface JwsParts {
  ascii: Uint8Array;
  /** Where it begins, its two dots, and where it ends. */
  start: number;
  dot: number;
  secondDot: number;
  end: number;
  header: Record<string, unknown>;
  payload: Record<string, unknown>;
  signature: Uint8Array;
}

const NOTHING = new Uint8Array();
/** What stands in the place of one that has not been found. Nothing is written into it. */
export const NO_JWS: JwsParts = {
  ascii: NOTHING,
  start: 0,
  dot: 0,
  secondDot: 0,
  end: 0,
  header: {},
  payload: {},
  signature: NOTHING,
};

const DOT = 0x2e;

/** Finds the three parts of a JWS. @returns undefined where they are not three, or one is empty (RFC 7515 section 3.1). */
export function jwsAt(ascii: Uint8Array, start: number, end: number): JwsParts | undefined {
  const within = ascii.subarray(0, end);
  const dot = within.indexOf(DOT, start);
  const secondDot = within.indexOf(DOT, dot + 1);
  if (dot <= start || secondDot <= dot + 1 || secondDot + 1 >= end) return undefined;
  if (within.indexOf(DOT, secondDot + 1) !== -1) return undefined;
  return { ascii, start, dot, secondDot, end, header: {}, payload: {}, signature: NOTHING };
}

/** Reads the object of a part. @returns the id of the check that fails. */
export function readPart(jws: JwsParts, part: 'header' | 'payload', id: string = part): string | undefined {
  const { value, problem } =
    part === 'header' ? readJson(jws.ascii, jws.start, jws.dot) : readJson(jws.ascii, jws.dot + 1, jws.secondDot);
  if (problem) return `${id}.${problem}`;
  if (!isObject(value)) return `${id}.json`;
  jws[part] = value;
  return undefined;
}

/** What is demanded of the header of any JWS that is taken here. */
export function headerChecks<Run>(
  part: string,
  called: string,
  jwsOf: (run: Run) => JwsParts,
  typ: { is(run: Run): readonly string[]; source: string; says: string },
): Check<Run>[] {
  const header = (run: Run) => jwsOf(run).header;
  return [
    {
      id: `${part}.alg`,
      source: 'RFC 9901 §7.1, RFC 8725 §3.1',
      says: `${called} is signed by ES256, ES384 or EdDSA.`,
      holds: (run) => isAlgorithm(header(run).alg),
    },
    {
      id: `${part}.typ`,
      source: typ.source,
      says: typ.says,
      holds: (run) => typ.is(run).includes(header(run).typ as string),
    },
    {
      id: `${part}.crit`,
      source: 'RFC 7515 §4.1.11',
      says: `${called} does not demand extensions that nobody here understands.`,
      holds: (run) => !Object.hasOwn(header(run), 'crit'),
    },
    {
      id: `${part}.b64`,
      source: 'RFC 7797 §6',
      says: `${called} has its payload in base64url.`,
      holds: (run) => !Object.hasOwn(header(run), 'b64'),
    },
  ];
}

/** What is demanded of a signature before it is worth verifying, and of the key to verify it by. */
export function signatureChecks<Run>(
  part: string,
  called: string,
  jwsOf: (run: Run) => JwsParts,
  keyOf: (run: Run) => JsonWebKey,
): Check<Run>[] {
  return [
    {
      id: `${part}.key`,
      source: 'RFC 8725 §3.1',
      says: `The key of ${called} is one for its algorithm.`,
      holds: (run) => keyFits(keyOf(run), algorithmOf(jwsOf(run))),
    },
    {
      id: `${part}.signature`,
      source: 'RFC 7515 §2, RFC 7518 §3.4',
      says: `The signature of ${called} is as long as its algorithm says, in base64url.`,
      holds: (run) => readSignature(jwsOf(run)),
    },
  ];
}

function readSignature(jws: JwsParts): boolean {
  const { ascii, secondDot, end } = jws;
  const length = signatureLength(algorithmOf(jws));
  if (end - secondDot - 1 !== encodedLength(length)) return false;
  jws.signature = new Uint8Array(length);
  return decodeInto(ascii, secondDot + 1, end, jws.signature) === length;
}

const algorithmOf = ({ header }: JwsParts) => header.alg as SignatureToCheck['alg'];

/** What remains to be verified of a JWS that passed its checks. */
export function signatureOf(jws: JwsParts, jwk: JsonWebKey, what: string): SignatureToCheck {
  const { ascii, start, secondDot, signature } = jws;
  return { what, alg: algorithmOf(jws), jwk, input: ascii.subarray(start, secondDot), signature };
}
