import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { deflateSync, inflateSync } from 'node:zlib';
import type { Claims } from '../sdjwt/model.ts';
import { type Encoded, encodePart, type Part } from '../sdjwt/testing/forge.ts';
import { SPOILS } from '../sdjwt/testing/spoil.ts';
import { allVerify, rawSign, type TestKey, testKey } from '../testing.ts';
import { checkStatusList, type ExpectedStatusList, STATUS_LIST_CHECKS } from './check.ts';
import { encodeStatusList, MOST_LIST_BYTES, packStatuses, statusAt } from './list.ts';

const AT = 1_800_000_000;
const URI = 'https://gov.example/issuers/residents/status/1';
const issuerKey = testKey();
const strangerKey = testKey();
const LIST = encodeStatusList(
  packStatuses(Uint8Array.of(0, 1, 2, 0), 2),
  (bytes) => new Uint8Array(deflateSync(bytes)),
);
const EXPECTED: ExpectedStatusList = {
  at: AT,
  reference: { uri: URI, idx: 1 },
  issuerKey: ({ iss }) => (iss === 'https://gov.example' ? issuerKey.jwk : undefined),
};

interface Forgery {
  name: string;
  fails: string;
  header?(honest: Claims): Part;
  payload?(honest: Claims): Part;
  signature?(input: Uint8Array): Uint8Array | Encoded;
  text?(honest: string): string;
  expected?: Partial<ExpectedStatusList>;
}

const same = <T>(value: T): T => value;
const sign = (key: TestKey) => (input: Uint8Array) => rawSign(key, input);

function forge({
  header = same<Part>,
  payload = same<Part>,
  signature = sign(issuerKey),
  text = same,
}: Partial<Forgery>) {
  const claims = { iss: 'https://gov.example', sub: URI, iat: AT - 60, exp: AT + 3_600, ttl: 30, status_list: LIST };
  const input = `${encodePart(header({ alg: 'ES256', typ: 'statuslist+jwt' }))}.${encodePart(payload(claims))}`;
  return text(`${input}.${encodePart(signature(new TextEncoder().encode(input)))}`);
}

const head = (name: string, fails: string, parameters: Claims): Forgery => ({
  name,
  fails,
  header: (header) => ({ ...header, ...parameters }),
});
const claim = (name: string, fails: string, claims: Claims): Forgery => ({
  name,
  fails,
  payload: (payload) => ({ ...payload, ...claims }),
});

const FORGERIES: readonly Forgery[] = [
  { name: 'very long', fails: 'token.size', text: (text) => text.padEnd(2 * MOST_LIST_BYTES + 1, 'A') },
  { name: 'nothing', fails: 'token.jwt', text: () => '' },
  { name: 'a JWT of two parts', fails: 'token.jwt', text: (text) => text.slice(0, text.lastIndexOf('.')) },
  { name: 'an SD-JWT', fails: 'issuer.signature', text: (text) => `${text}~` },
  ...SPOILS.flatMap(({ problem, name, spoil }): Forgery[] => [
    { name: `${name} in the header`, fails: `header.${problem}`, header: spoil },
    { name: `${name} in the payload`, fails: `payload.${problem}`, payload: spoil },
  ]),
  head('alg none', 'header.alg', { alg: 'none' }),
  head('alg HS256', 'header.alg', { alg: 'HS256' }),
  head('typ of a credential', 'header.typ', { typ: 'dc+sd-jwt' }),
  head('no typ', 'header.typ', { typ: undefined }),
  head('crit', 'header.crit', { crit: ['ttl'], ttl: 1 }),
  head('b64', 'header.b64', { b64: false }),
  claim('a foreign issuer', 'issuer.trusted', { iss: 'https://evil.example' }),
  head('ES384 for a key on P-256', 'issuer.key', { alg: 'ES384' }),
  { name: 'a signature in DER', fails: 'issuer.signature', signature: (input) => rawSign(issuerKey, input, 'der') },
  { name: 'a stranger', fails: 'signature', signature: sign(strangerKey) },
  claim('another list', 'list.sub', { sub: `${URI}0` }),
  claim('no list', 'list.sub', { sub: undefined }),
  claim('no iat', 'list.iat', { iat: undefined }),
  claim('issued in the future', 'list.iat', { iat: AT + 61 }),
  claim('expired', 'list.exp', { exp: AT - 60 }),
  claim('a text for exp', 'list.exp', { exp: `${AT + 60}` }),
  claim('ttl of zero', 'list.ttl', { ttl: 0 }),
  claim('a text for ttl', 'list.ttl', { ttl: '30' }),
  { name: 'kept for too long', fails: 'list.kept', expected: { fetchedAt: AT - 31 } },
  claim('no list in it', 'list.bits', { status_list: undefined }),
  claim('three bits', 'list.bits', { status_list: { ...LIST, bits: 3 } }),
  claim('a text for bits', 'list.bits', { status_list: { ...LIST, bits: '2' } }),
  claim('an empty list', 'list.lst', { status_list: { ...LIST, lst: '' } }),
  claim('a list in base64', 'list.lst', { status_list: { ...LIST, lst: `${LIST.lst}==` } }),
  claim('a list of numbers', 'list.lst', { status_list: { ...LIST, lst: [0, 1] } }),
];

describe('a verifier of statuses', () => {
  test('takes what is honest, for as long as it may be kept', () => {
    const checked = checkStatusList(forge({}), { ...EXPECTED, fetchedAt: AT - 30 });
    assert.ok(checked.ok, JSON.stringify(checked));
    assert.ok(allVerify(checked.signatures));
    const { bits, compressed, iat, exp, ttl } = checked;
    assert.deepEqual({ iat, exp, ttl }, { iat: AT - 60, exp: AT + 3_600, ttl: 30 });
    assert.equal(statusAt({ bits, bytes: new Uint8Array(inflateSync(compressed)) }, 1), 1);
  });

  for (const forgery of FORGERIES) {
    test(`refuses ${forgery.name}: ${forgery.fails}`, () => {
      const checked = checkStatusList(forge(forgery), { ...EXPECTED, ...forgery.expected });
      if (forgery.fails === 'signature') assert.equal(checked.ok && allVerify(checked.signatures), false);
      else assert.equal(checked.ok ? 'nothing' : checked.failed, forgery.fails);
    });
  }

  test('every check has a forgery', () => {
    const idle = STATUS_LIST_CHECKS.filter(({ id }) => !FORGERIES.some(({ fails }) => fails === id));
    assert.deepEqual(
      idle.map(({ id }) => id),
      [],
    );
  });
});
