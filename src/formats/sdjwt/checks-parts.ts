import { type Check, headerChecks, jwsAt, readPart, type Step, signatureChecks, textChecks } from '../jose/checks.ts';
import { HASH, HASH_CLAIM, LIMITS, SD_JWT_VC } from './model.ts';
import { processClaims, readDisclosures } from './read.ts';
import type { Run } from './run.ts';

/*
 * What is demanded of a presentation before what it says is of interest: its parts, the JWT that the issuer signed, and the
 * disclosures. "RFC 9901" is SD-JWT, "VC" draft-ietf-oauth-sd-jwt-vc.
 */

const encoder = new TextEncoder();
const TILDE = 0x7e;
const DOT = 0x2e;

const FORM: Step<Run> = {
  title: 'Parts',
  read(run) {
    if (run.text.length > LIMITS.characters) return 'form.size';
    if (!/^[\w.~-]*$/.test(run.text)) return 'form.characters';
    run.ascii = encoder.encode(run.text);
    const first = run.ascii.indexOf(TILDE);
    if (first === -1) return 'form.tilde';
    const jws = jwsAt(run.ascii, 0, first);
    if (!jws) return 'form.jwt';
    run.jws = jws;
    run.disclosuresAt = first + 1;
    run.disclosuresEnd = run.ascii.lastIndexOf(TILDE) + 1;
    return problemOfDisclosures(run) ?? findBinding(run);
  },
  checks: [
    { id: 'form.size', source: 'here', says: `It has at most ${LIMITS.characters} characters.` },
    { id: 'form.characters', source: 'RFC 9901 §4', says: 'It has only the characters of base64url, dots and tildes.' },
    { id: 'form.tilde', source: 'RFC 9901 §4', says: 'A tilde stands behind the JWT and behind each disclosure.' },
    { id: 'form.jwt', source: 'RFC 9901 §4, RFC 7515 §7.1', says: 'It begins with a JWT of three parts.' },
    { id: 'form.empty', source: 'RFC 9901 §4', says: 'No disclosure is empty.' },
    { id: 'form.disclosure', source: 'RFC 9901 §4', says: 'There is no dot in a disclosure.' },
    { id: 'form.count', source: 'here', says: `It has at most ${LIMITS.disclosures} disclosures.` },
    { id: 'form.binding', source: 'RFC 9901 §4', says: 'Behind the last tilde is nothing, or a JWT of three parts.' },
  ],
};

function problemOfDisclosures({ ascii, disclosuresAt, disclosuresEnd }: Run): string | undefined {
  let count = 0;
  for (let from = disclosuresAt; from < disclosuresEnd; count += 1) {
    const to = ascii.indexOf(TILDE, from);
    if (to === from) return 'form.empty';
    from = to + 1;
  }
  if (ascii.subarray(disclosuresAt, disclosuresEnd).includes(DOT)) return 'form.disclosure';
  return count > LIMITS.disclosures ? 'form.count' : undefined;
}

function findBinding(run: Run): string | undefined {
  if (run.disclosuresEnd === run.ascii.length) return undefined;
  run.binding = jwsAt(run.ascii, run.disclosuresEnd, run.ascii.length);
  return run.binding ? undefined : 'form.binding';
}

const HEADER: Step<Run> = {
  title: "Header of the issuer's JWT",
  read: ({ jws }) => readPart(jws, 'header'),
  checks: [
    ...textChecks<Run>('header', 'The header'),
    ...headerChecks<Run>('header', 'The JWT', ({ jws }) => jws, {
      is: ({ expected }) => expected.typ ?? [SD_JWT_VC],
      source: 'VC §3.2.1, RFC 8725 §3.11',
      says: `It says that it is an SD-JWT VC: ${SD_JWT_VC}.`,
    }),
    {
      id: 'header.kid',
      source: 'RFC 7515 §4.1.4',
      says: 'The id of its key, if there is one, is a string.',
      holds: ({ jws }) => isStringOrNone(jws.header.kid),
    },
    {
      id: 'header.x5c',
      source: 'RFC 7515 §4.1.6',
      says: 'Its certificates, if there are any, are a list of base64.',
      holds: ({ jws }) => jws.header.x5c === undefined || isCertificates(jws.header.x5c),
    },
  ],
};

function isCertificates(x5c: unknown): boolean {
  return (
    Array.isArray(x5c) &&
    x5c.length > 0 &&
    x5c.every((one) => typeof one === 'string' && one.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(one))
  );
}

const isStringOrNone = (value: unknown): value is string | undefined =>
  value === undefined || typeof value === 'string';

const ISSUER: Step<Run> = {
  title: "The issuer's JWT",
  read: ({ jws }) => readPart(jws, 'payload'),
  checks: [
    ...textChecks<Run>('payload', 'The payload'),
    {
      id: 'hash.known',
      source: 'RFC 9901 §7.1 step 2.4',
      says: `Digests are made by ${HASH}.`,
      holds: ({ jws: { payload } }) => !Object.hasOwn(payload, HASH_CLAIM) || payload[HASH_CLAIM] === HASH,
    },
    {
      id: 'issuer.iss',
      source: 'RFC 7519 §4.1.1',
      says: 'The issuer, if it is named, is a string.',
      holds: ({ jws }) => isStringOrNone(jws.payload.iss),
    },
    {
      id: 'issuer.trusted',
      source: 'RFC 9901 §7.1 step 2.3, VC §3.5',
      says: 'The verifier trusts this issuer, and knows this key as one of its.',
      holds: findIssuerKey,
    },
    ...signatureChecks<Run>(
      'issuer',
      "the issuer's JWT",
      ({ jws }) => jws,
      ({ issuerKey }) => issuerKey!,
    ),
  ],
};

function findIssuerKey(run: Run): boolean {
  const { header, payload } = run.jws;
  const { kid, x5c } = header as Partial<Run['issuer']>;
  run.issuer = { iss: payload.iss as string | undefined, kid, x5c };
  run.issuerKey = run.expected.issuerKey(run.issuer);
  return run.issuerKey !== undefined;
}

const DISCLOSURES: Step<Run> = {
  title: 'Disclosures',
  read(run) {
    const { ascii, disclosuresAt, disclosuresEnd, expected } = run;
    const disclosures = readDisclosures(ascii, disclosuresAt, disclosuresEnd, expected.sha256);
    if (typeof disclosures === 'string') return disclosures;
    const claims = processClaims(run.jws.payload, disclosures);
    if (typeof claims === 'string') return claims;
    run.disclosures = disclosures;
    run.claims = claims;
    return undefined;
  },
  checks: [...textChecks<Run>('disclosure', 'Each disclosure'), ...disclosureChecks()],
};

function disclosureChecks(): Check<Run>[] {
  const row = (id: string, section: string, says: string): Check<Run> => ({
    id,
    source: section === 'here' ? section : `RFC 9901 ${section}`,
    says,
  });
  return [
    row('disclosure.array', '§4.2', 'Each disclosure is an array of two or three.'),
    row('disclosure.salt', '§4.2.1', 'Each salt is a string.'),
    row('disclosure.name', '§4.2.1', 'Each name of a claim is a string.'),
    row('disclosure.once', '§4', 'No disclosure is sent twice.'),
    row('digest.members', '§4.2.4.1', '_sd is an array of strings, wherever it stands.'),
    row('digest.element', '§4.2.4.2', 'Three dots name only the digest of an array element, with nothing beside it.'),
    row('digest.once', '§7.1 step 4', 'No digest is found twice.'),
    row('disclosure.three', '§7.1 step 3.3.2.1', 'What is disclosed of an object has a name.'),
    row('disclosure.reserved', '§7.1 step 3.3.2.2', 'Nothing disclosed is named _sd, three dots, or __proto__.'),
    row('disclosure.new', '§7.1 step 3.3.2.3', 'Nothing disclosed has the name of a claim that is there already.'),
    row('disclosure.two', '§7.1 step 3.3.3.1', 'What is disclosed of an array has no name.'),
    row('hash.place', '§4.1.1', 'The hash function is named at the top, and nowhere else.'),
    row('claims.levels', 'here', `With all that is disclosed the claims have at most ${LIMITS.levels} levels.`),
    row('disclosure.referenced', '§7.1 step 5', 'A digest in the signed claims leads to every disclosure.'),
  ];
}

/** From the parts to the claims. */
export const PARTS: readonly Step<Run>[] = [FORM, HEADER, ISSUER, DISCLOSURES];
