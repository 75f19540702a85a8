import { toBase64Url } from '../../bytes.ts';
import { random, rawSign, sha256, type TestKey, testKey } from '../../testing.ts';
import type { Claims } from '../model.ts';
import type { Expected } from '../run.ts';

/** The moment at which the tests happen. */
export const AT = 1_800_000_000;
export const ISSUER = 'https://gov.example/issuers/residents';
export const VCT = 'https://gov.example/credentials/types/resident';
export const issuerKey = testKey();
export const holderKey = testKey();
export const strangerKey = testKey();

/** Characters that are sent as they are, whatever they would mean in base64url. */
export class Encoded {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand for a text of JSON: a value, JSON as it is written, bytes, or characters that are encoded already. */
export type Part = unknown;

/** One way of cheating, or of writing wrongly. Each step gets what an honest one would have, and gives what stands instead. */
export interface Forgery {
  name: string;
  /** The check that has to catch it; `signature` where only verifying does. */
  fails: string;
  /** What stands in the disclosures, before their digests are taken. */
  disclosures?(honest: unknown[][]): Part[];
  header?(honest: Claims): Part;
  payload?(honest: Claims, digests: string[]): Part;
  issuerSignature?(input: Uint8Array): Uint8Array | Encoded;
  /** The disclosures that are sent. */
  sent?(honest: string[]): string[];
  bindingHeader?(honest: Claims): Part;
  /** Undefined for no key binding at all. */
  bindingPayload?(honest: Claims): Part;
  bindingSignature?(input: Uint8Array): Uint8Array | Encoded;
  text?(honest: string): string;
  expected?(honest: Expected): Expected;
}

/** What an honest verifier expects of the honest presentation. */
export const EXPECTED: Expected = {
  at: AT,
  sha256,
  issuerKey: ({ iss }) => (iss === ISSUER ? issuerKey.jwk : undefined),
  keyBinding: { nonce: 'n-0S6', audience: 'x509_hash:abc' },
  vct: [VCT],
};

/** Characters of a part in base64url. */
export function encodePart(part: Part): string {
  if (part instanceof Encoded) return part.text;
  if (part instanceof Uint8Array) return toBase64Url(part);
  return toBase64Url(new TextEncoder().encode(typeof part === 'string' ? part : JSON.stringify(part)));
}

/** The digest of a disclosure that is encoded already. */
export const digestOf = (text: string): string => toBase64Url(sha256(new TextEncoder().encode(text)));
/** A salt. */
export const salt = (): string => toBase64Url(random(16));

/** The claims that follow the digests of these disclosures: a name, a part of an address, the address, a nationality. */
export function honestPayload([name, , address, nationality]: readonly string[]): Claims {
  return {
    iss: ISSUER,
    vct: VCT,
    iat: AT - 3_600,
    exp: AT + 86_400,
    cnf: { jwk: holderKey.jwk },
    status: { status_list: { idx: 7, uri: `${ISSUER}/status/1` } },
    nationalities: [{ '...': nationality }, 'ZZ'],
    _sd: [name, address],
    _sd_alg: 'sha-256',
  };
}

/** The four honest disclosures; the second stands within the third. */
export function honestDisclosures(): unknown[][] {
  const locality = [salt(), 'locality', '水里'];
  const within = { _sd: [digestOf(encodePart(locality))], country: 'ZZ' };
  return [[salt(), 'given_name', '美玲'], locality, [salt(), 'address', within], [salt(), 'AA']];
}

function jwsOf(key: TestKey, header: Part, payload: Part, signature: Forgery['issuerSignature']): string {
  const input = `${encodePart(header)}.${encodePart(payload)}`;
  const bytes = new TextEncoder().encode(input);
  return `${input}.${encodePart((signature ?? ((honest) => rawSign(key, honest)))(bytes))}`;
}

const same = <T>(value: T): T => value;

/** The presentation that a forgery makes, and what its verifier expects. */
export function forge(forgery: Partial<Forgery>): { text: string; expected: Expected } {
  const honest = honestDisclosures();
  const disclosures = (forgery.disclosures ?? same<Part[]>)(honest).map(encodePart);
  const digests = disclosures.map(digestOf);
  const header = (forgery.header ?? same)({ alg: 'ES256', typ: 'dc+sd-jwt', kid: 'key-1' });
  const payload = (forgery.payload ?? same)(honestPayload(digests), digests);
  const jws = jwsOf(issuerKey, header, payload, forgery.issuerSignature);
  const sdJwt = [jws, ...(forgery.sent ?? same)(disclosures), ''].join('~');
  const bindingHeader = (forgery.bindingHeader ?? same)({ alg: 'ES256', typ: 'kb+jwt' });
  const { nonce, audience: aud } = EXPECTED.keyBinding!;
  const claims = { iat: AT - 5, nonce, aud, sd_hash: digestOf(sdJwt) };
  const bindingPayload = (forgery.bindingPayload ?? same)(claims);
  const binding =
    bindingPayload === undefined ? '' : jwsOf(holderKey, bindingHeader, bindingPayload, forgery.bindingSignature);
  return { text: (forgery.text ?? same)(sdJwt + binding), expected: (forgery.expected ?? same)(EXPECTED) };
}
