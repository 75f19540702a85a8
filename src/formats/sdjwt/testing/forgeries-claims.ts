import { rawSign } from '../../testing.ts';
import type { Expected } from '../run.ts';
import { AT, digestOf, Encoded, type Forgery, holderKey, salt, strangerKey } from './forge.ts';
import { SPOILS } from './spoil.ts';

const claim = (name: string, fails: string, claims: object): Forgery => ({
  name,
  fails,
  payload: (payload) => ({ ...payload, ...claims }),
});
const apart = (claimName: string, value: unknown): Forgery => ({
  name: `${claimName} in a disclosure`,
  fails: 'claims.open',
  disclosures: ([, ...rest]) => [[salt(), claimName, value], ...rest],
  payload: (payload) => Object.fromEntries(Object.entries(payload).filter(([key]) => key !== claimName)),
});

const CLAIMS: Forgery[] = [
  apart('exp', AT + 1e6),
  apart('nbf', AT),
  apart('vct', 'https://gov.example/credentials/types/resident'),
  apart('cnf', { jwk: strangerKey.jwk }),
  apart('status', { status_list: { idx: 8, uri: 'https://gov.example/x' } }),
  apart('vct#integrity', 'sha256-x'),
  {
    name: 'a holder key in a disclosure within cnf',
    fails: 'claims.open',
    disclosures: ([, ...rest]) => [[salt(), 'jwk', strangerKey.jwk], ...rest],
    payload: (payload, [jwk, , address]) => ({ ...payload, cnf: { _sd: [jwk] }, _sd: [address] }),
  },
  claim('no type', 'claims.vct', { vct: undefined }),
  claim('a list of types', 'claims.vct', { vct: ['https://gov.example/credentials/types/resident'] }),
  claim('an empty type', 'claims.vct', { vct: '' }),
  claim('another type', 'claims.type', { vct: 'https://gov.example/credentials/types/student' }),
  claim('a type in other letters', 'claims.type', { vct: 'https://gov.example/credentials/types/Resident' }),
  claim('a text for exp', 'claims.dates', { exp: '9999999999' }),
  {
    name: 'an endless exp',
    fails: 'claims.dates',
    payload: (payload) => JSON.stringify(payload).replace(/"exp":\d+/, '"exp":1e400'),
  },
  claim('null for nbf', 'claims.dates', { nbf: null }),
  claim('expired', 'claims.exp', { exp: AT - 61 }),
  claim('expired at the end of the leeway', 'claims.exp', { exp: AT - 60 }),
  {
    ...claim('expired, with a clock that is exact', 'claims.exp', { exp: AT }),
    expected: (one) => ({ ...one, leeway: 0 }),
  },
  claim('not valid yet', 'claims.nbf', { nbf: AT + 61 }),
  claim('issued in the future', 'claims.iat', { iat: AT + 61 }),
  claim('for another verifier', 'claims.aud', { aud: 'https://other.example' }),
  claim('for other verifiers', 'claims.aud', { aud: ['https://other.example'] }),
  claim('no place in the status list', 'claims.status', { status: { status_list: { uri: 'https://gov.example' } } }),
  claim('a place below zero', 'claims.status', { status: { status_list: { idx: -1, uri: 'https://gov.example' } } }),
  claim('half a place', 'claims.status', { status: { status_list: { idx: 0.5, uri: 'https://gov.example' } } }),
  claim('no address of the status list', 'claims.status', { status: { status_list: { idx: 1, uri: 'status' } } }),
  claim('a text for a status', 'claims.status', { status: 'valid' }),
  claim('an empty status', 'claims.status', { status: {} }),
  claim('a text for cnf', 'claims.cnf', { cnf: 'key' }),
  claim('an empty cnf', 'claims.cnf', { cnf: {} }),
  claim('a text for the holder key', 'claims.cnf', { cnf: { jwk: 'key' } }),
  claim('a private key for the holder', 'claims.cnf', { cnf: { jwk: { ...holderKey.jwk, d: holderKey.jwk.x } } }),
  claim('a secret for the holder', 'claims.cnf', { cnf: { jwk: { kty: 'oct', k: 'c2VjcmV0' } } }),
];

const answer = (name: string, fails: string, claims: object): Forgery => ({
  name,
  fails,
  bindingPayload: (payload) => ({ ...payload, ...claims }),
});
const head = (name: string, fails: string, parameters: object): Forgery => ({
  name,
  fails,
  bindingHeader: (header) => ({ ...header, ...parameters }),
});

const TRANSACTION = 'eyJhIjoxfQ';
const SIGNED = { transaction_data_hashes: [digestOf(TRANSACTION)], transaction_data_hashes_alg: 'sha-256' };
/** A verifier that sent something to be signed. */
const signing = (one: Expected): Expected => ({ ...one, keyBinding: { ...one.keyBinding!, transaction: TRANSACTION } });

const BINDING: Forgery[] = [
  { name: 'no key binding', fails: 'binding.there', bindingPayload: () => undefined },
  {
    name: 'key binding for whom nobody asked',
    fails: 'binding.absent',
    expected: (one) => ({ ...one, keyBinding: undefined }),
  },
  { name: 'a list for the header of the key binding', fails: 'binding-header.json', bindingHeader: () => [] },
  head('key binding with alg none', 'binding-header.alg', { alg: 'none' }),
  head('key binding with alg HS256', 'binding-header.alg', { alg: 'HS256' }),
  head('key binding with typ JWT', 'binding-header.typ', { typ: 'JWT' }),
  head('key binding with the typ of a credential', 'binding-header.typ', { typ: 'dc+sd-jwt' }),
  head('key binding with a proof for an issuer', 'binding-header.typ', { typ: 'openid4vci-proof+jwt' }),
  head('key binding with crit', 'binding-header.crit', { crit: ['x'], x: 1 }),
  head('key binding with b64', 'binding-header.b64', { b64: true }),
  claim('no holder', 'binding.holder', { cnf: undefined }),
  claim('a holder by name only', 'binding.holder', { cnf: { kid: 'key-1' } }),
  head('ES384 for a holder on P-256', 'binding.key', { alg: 'ES384' }),
  claim('a holder with half a key', 'binding.key', { cnf: { jwk: { ...holderKey.jwk, y: undefined } } }),
  {
    name: 'key binding in DER',
    fails: 'binding.signature',
    bindingSignature: (input) => rawSign(holderKey, input, 'der'),
  },
  { name: 'key binding cut short', fails: 'binding.signature', bindingSignature: () => new Encoded('AAAA') },
  { name: 'key binding by a stranger', fails: 'signature', bindingSignature: (input) => rawSign(strangerKey, input) },
  {
    name: "a stranger's key in the header of the key binding",
    fails: 'signature',
    bindingHeader: (header) => ({ ...header, jwk: strangerKey.jwk }),
    bindingSignature: (input) => rawSign(strangerKey, input),
  },
  { name: 'a list for the answer', fails: 'binding-payload.json', bindingPayload: () => [] },
  answer('no sd_hash', 'binding.hash', { sd_hash: undefined }),
  answer('the hash of something else', 'binding.hash', { sd_hash: digestOf('something else') }),
  { name: 'a disclosure left out after signing', fails: 'binding.hash', text: dropLastDisclosure },
  { name: 'disclosures in another order', fails: 'binding.hash', text: swapDisclosures },
  answer('a nonce of before', 'binding.nonce', { nonce: 'n-0S5' }),
  answer('no nonce', 'binding.nonce', { nonce: undefined }),
  answer('a list of nonces', 'binding.nonce', { nonce: ['n-0S6'] }),
  answer('for somebody else', 'binding.aud', { aud: 'x509_hash:def' }),
  answer('for everybody', 'binding.aud', { aud: ['x509_hash:abc', 'x509_hash:def'] }),
  answer('a text for iat', 'binding.dates', { iat: String(AT) }),
  answer('an answer that has expired', 'binding.exp', { exp: AT - 61 }),
  answer('an answer that is not valid yet', 'binding.nbf', { nbf: AT + 61 }),
  answer('no iat', 'binding.iat', { iat: undefined }),
  answer('an answer of before', 'binding.iat', { iat: AT - 361 }),
  answer('an answer of tomorrow', 'binding.iat', { iat: AT + 61 }),
  ...(
    [
      ['nothing signed besides', {}],
      ['another transaction signed', { ...SIGNED, transaction_data_hashes: [digestOf('eyJhIjoyfQ')] }],
      ['the hash of what a transaction spells', { ...SIGNED, transaction_data_hashes: [digestOf('{"a":1}')] }],
      ['one transaction more', { ...SIGNED, transaction_data_hashes: [digestOf(TRANSACTION), digestOf('x')] }],
      ['a text for the hashes', { ...SIGNED, transaction_data_hashes: digestOf(TRANSACTION) }],
      ['hashes by something else', { ...SIGNED, transaction_data_hashes_alg: 'sha-512' }],
      ['hashes by nobody knows what', { transaction_data_hashes: SIGNED.transaction_data_hashes }],
    ] as const
  ).map(([name, claims]) => ({ ...answer(name, 'binding.transaction', claims), expected: signing })),
];

function dropLastDisclosure(text: string): string {
  const parts = text.split('~');
  return [...parts.slice(0, -2), parts.at(-1)].join('~');
}

function swapDisclosures(text: string): string {
  const [jws, one, two, ...rest] = text.split('~');
  return [jws, two, one, ...rest].join('~');
}

const SPOILED: Forgery[] = SPOILS.flatMap(({ problem, name, spoil }): Forgery[] => [
  { name: `${name} in the header of the key binding`, fails: `binding-header.${problem}`, bindingHeader: spoil },
  { name: `${name} in the answer`, fails: `binding-payload.${problem}`, bindingPayload: spoil },
]);

/** Forgeries of what is said, and of the holder's answer. */
export const OF_CLAIMS: readonly Forgery[] = [...CLAIMS, ...BINDING, ...SPOILED];
