import { generateKeyPairSync } from 'node:crypto';
import { rawSign } from '../../testing.ts';
import { LIMITS } from '../model.ts';
import { AT, digestOf, Encoded, encodePart, type Forgery, holderKey, issuerKey, salt, strangerKey } from './forge.ts';
import { SPOILS } from './spoil.ts';

const FORM: Forgery[] = [
  { name: 'very long', fails: 'form.size', text: (text) => text + 'A'.repeat(LIMITS.characters) },
  { name: 'padding', fails: 'form.characters', sent: ([first, ...rest]) => [`${first}=`, ...rest] },
  { name: 'standard base64', fails: 'form.characters', text: (text) => `${text.slice(0, -3)}+/+` },
  { name: 'a line break at the end', fails: 'form.characters', text: (text) => `${text}\n` },
  { name: 'a letter that only looks like one', fails: 'form.characters', text: (text) => text.replace('e', 'е') },
  { name: 'nothing', fails: 'form.tilde', text: () => '' },
  { name: 'a JWT alone', fails: 'form.tilde', text: (text) => text.slice(0, text.indexOf('~')) },
  { name: 'no JWT', fails: 'form.jwt', text: (text) => text.slice(text.indexOf('~')) },
  { name: 'a JWT of two parts', fails: 'form.jwt', text: (text) => text.replace('.', '') },
  { name: 'a JWT of four parts', fails: 'form.jwt', text: (text) => `A.${text}` },
  { name: 'a JWT without signature', fails: 'form.jwt', issuerSignature: () => new Encoded('') },
  { name: 'an empty disclosure', fails: 'form.empty', sent: (sent) => ['', ...sent] },
  { name: 'two tildes at the end', fails: 'form.empty', bindingPayload: () => undefined, text: (text) => `${text}~` },
  { name: 'a JWT among the disclosures', fails: 'form.disclosure', sent: (sent) => [...sent, 'e30.e30.AA'] },
  {
    name: 'very many disclosures',
    fails: 'form.count',
    sent: () => Array.from({ length: LIMITS.disclosures + 1 }, (_, index) => encodePart([salt(), index])),
  },
  {
    name: 'the last tilde missing',
    fails: 'form.binding',
    bindingPayload: () => undefined,
    text: (text) => text.slice(0, -1),
  },
  { name: 'something behind the key binding', fails: 'form.disclosure', text: (text) => `${text}~` },
];

const without = (object: object, name: string) =>
  Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));

const HEADER: Forgery[] = [
  { name: 'a list for a header', fails: 'header.json', header: () => [] },
  { name: 'alg none', fails: 'header.alg', header: (header) => ({ ...header, alg: 'none' }) },
  { name: 'alg None', fails: 'header.alg', header: (header) => ({ ...header, alg: 'None' }) },
  {
    name: 'alg HS256, the public key as secret',
    fails: 'header.alg',
    header: (header) => ({ ...header, alg: 'HS256' }),
  },
  { name: 'alg RS256', fails: 'header.alg', header: (header) => ({ ...header, alg: 'RS256' }) },
  { name: 'alg es256', fails: 'header.alg', header: (header) => ({ ...header, alg: 'es256' }) },
  { name: 'alg toString', fails: 'header.alg', header: (header) => ({ ...header, alg: 'toString' }) },
  { name: 'two algs', fails: 'header.alg', header: (header) => ({ ...header, alg: ['ES256'] }) },
  { name: 'no alg', fails: 'header.alg', header: (header) => without(header, 'alg') },
  { name: 'no typ', fails: 'header.typ', header: (header) => without(header, 'typ') },
  { name: 'typ JWT', fails: 'header.typ', header: (header) => ({ ...header, typ: 'JWT' }) },
  { name: 'typ of a key binding', fails: 'header.typ', header: (header) => ({ ...header, typ: 'kb+jwt' }) },
  { name: 'typ of a status list', fails: 'header.typ', header: (header) => ({ ...header, typ: 'statuslist+jwt' }) },
  { name: 'crit', fails: 'header.crit', header: (header) => ({ ...header, crit: ['exp'], exp: AT }) },
  { name: 'crit with b64', fails: 'header.crit', header: (header) => ({ ...header, crit: ['b64'], b64: false }) },
  { name: 'an empty crit', fails: 'header.crit', header: (header) => ({ ...header, crit: [] }) },
  { name: 'b64 alone', fails: 'header.b64', header: (header) => ({ ...header, b64: false }) },
  { name: 'a number for kid', fails: 'header.kid', header: (header) => ({ ...header, kid: 1 }) },
  { name: 'a text for x5c', fails: 'header.x5c', header: (header) => ({ ...header, x5c: 'MIIB' }) },
  { name: 'no certificate in x5c', fails: 'header.x5c', header: (header) => ({ ...header, x5c: [] }) },
  { name: 'base64url in x5c', fails: 'header.x5c', header: (header) => ({ ...header, x5c: ['MI-B'] }) },
];

const otherCurve = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey.export({ format: 'jwk' }) as JsonWebKey;
const keyIs =
  (jwk: JsonWebKey): Forgery['expected'] =>
  (expected) => ({ ...expected, issuerKey: () => jwk });

const ISSUER: Forgery[] = [
  { name: 'a list for a payload', fails: 'payload.json', payload: () => [] },
  { name: 'sha-512', fails: 'hash.known', payload: (payload) => ({ ...payload, _sd_alg: 'sha-512' }) },
  { name: 'SHA-256', fails: 'hash.known', payload: (payload) => ({ ...payload, _sd_alg: 'SHA-256' }) },
  { name: 'no name of a hash function', fails: 'hash.known', payload: (payload) => ({ ...payload, _sd_alg: null }) },
  { name: 'a number for iss', fails: 'issuer.iss', payload: (payload) => ({ ...payload, iss: 1 }) },
  {
    name: 'a foreign issuer',
    fails: 'issuer.trusted',
    payload: (payload) => ({ ...payload, iss: 'https://evil.example' }),
  },
  { name: 'no issuer', fails: 'issuer.trusted', payload: (payload) => without(payload, 'iss') },
  { name: 'ES384 for a key on P-256', fails: 'issuer.key', header: (header) => ({ ...header, alg: 'ES384' }) },
  { name: 'EdDSA for a key on P-256', fails: 'issuer.key', header: (header) => ({ ...header, alg: 'EdDSA' }) },
  { name: 'ES256 for a key on P-384', fails: 'issuer.key', expected: keyIs(otherCurve) },
  { name: 'a key of another algorithm', fails: 'issuer.key', expected: keyIs({ ...issuerKey.jwk, alg: 'ES256K' }) },
  { name: 'a key for encryption', fails: 'issuer.key', expected: keyIs({ ...issuerKey.jwk, use: 'enc' }) },
  { name: 'a coordinate too short', fails: 'issuer.key', expected: keyIs({ ...issuerKey.jwk, y: 'AAAA' }) },
  {
    name: 'a signature in DER',
    fails: 'issuer.signature',
    issuerSignature: (input) => rawSign(issuerKey, input, 'der'),
  },
  {
    name: 'a signature too short',
    fails: 'issuer.signature',
    issuerSignature: (input) => rawSign(issuerKey, input).subarray(1),
  },
  { name: 'a signature too long', fails: 'issuer.signature', issuerSignature: () => new Uint8Array(65) },
  {
    name: 'stray bits in the signature',
    fails: 'issuer.signature',
    issuerSignature: (input) => new Encoded(`${encodePart(rawSign(issuerKey, input)).slice(0, -1)}B`),
  },
  { name: 'signed by a stranger', fails: 'signature', issuerSignature: (input) => rawSign(strangerKey, input) },
  { name: 'a signature of zeros', fails: 'signature', issuerSignature: () => new Uint8Array(64) },
  {
    name: "a stranger's key in the header",
    fails: 'signature',
    header: (header) => ({ ...header, jwk: strangerKey.jwk }),
    issuerSignature: (input) => rawSign(strangerKey, input),
  },
  {
    name: 'the payload of another',
    fails: 'signature',
    issuerSignature: () => rawSign(issuerKey, new TextEncoder().encode('e30.e30')),
  },
  { name: 'signed by the holder', fails: 'signature', issuerSignature: (input) => rawSign(holderKey, input) },
];

type Change = (honest: unknown[][]) => unknown[];
const first =
  (change: (disclosure: unknown[]) => unknown): Change =>
  ([one, ...rest]) => [change(one!), ...rest];
const last =
  (change: (disclosure: unknown[]) => unknown): Change =>
  (all) => [...all.slice(0, -1), change(all.at(-1)!)];
/** Disclosures, each in the value of the one after it. */
function chain(length: number): unknown[][] {
  const links: unknown[][] = [[salt(), 'end', 1]];
  while (links.length < length) links.push([salt(), 'in', { _sd: [digestOf(encodePart(links.at(-1)))] }]);
  return links;
}

const DISCLOSURES: Forgery[] = [
  { name: 'an object for a disclosure', fails: 'disclosure.array', disclosures: first(() => ({ given_name: 'x' })) },
  { name: 'a disclosure of one', fails: 'disclosure.array', disclosures: first(([one]) => [one]) },
  { name: 'a disclosure of four', fails: 'disclosure.array', disclosures: first((all) => [...all, 1]) },
  { name: 'a number for a salt', fails: 'disclosure.salt', disclosures: first(([, ...rest]) => [1, ...rest]) },
  { name: 'a number for a name', fails: 'disclosure.name', disclosures: first(([one]) => [one, 1, 2]) },
  { name: 'a null for a name', fails: 'disclosure.name', disclosures: first(([one]) => [one, null, 2]) },
  { name: 'a disclosure twice', fails: 'disclosure.once', sent: (sent) => [...sent, sent[0]!] },
  {
    name: 'a disclosure of nothing',
    fails: 'disclosure.referenced',
    sent: (sent) => [...sent, encodePart([salt(), 'a', 1])],
  },
  {
    name: 'another value',
    fails: 'disclosure.referenced',
    sent: (sent) => [encodePart([salt(), 'given_name', 'x']), ...sent.slice(1)],
  },
  {
    name: 'the same written with a blank',
    fails: 'disclosure.referenced',
    sent: ([one, ...rest]) => [encodePart(Buffer.from(one!, 'base64url').toString().replace(',', ', ')), ...rest],
  },
  { name: 'the inner one without the outer one', fails: 'disclosure.referenced', sent: ([a, b, , d]) => [a!, b!, d!] },
  {
    name: 'a digest in hex',
    fails: 'disclosure.referenced',
    payload: (payload, digests) => ({
      ...payload,
      _sd: digests.map((one) => Buffer.from(one, 'base64url').toString('hex')),
    }),
  },
  { name: '_sd is a text', fails: 'digest.members', payload: (payload, [one]) => ({ ...payload, _sd: one }) },
  { name: '_sd is null', fails: 'digest.members', payload: (payload) => ({ ...payload, _sd: null }) },
  { name: '_sd holds a number', fails: 'digest.members', payload: (payload) => ({ ...payload, _sd: [1] }) },
  {
    name: '_sd for a claim deep within',
    fails: 'digest.members',
    payload: (payload) => ({ ...payload, a: [{ _sd: 'x' }] }),
  },
  { name: 'dots as a claim', fails: 'digest.element', payload: (payload, [one]) => ({ ...payload, '...': one }) },
  {
    name: 'something beside the dots',
    fails: 'digest.element',
    payload: (payload, all) => ({ ...payload, nationalities: [{ '...': all[3], more: 1 }] }),
  },
  {
    name: 'dots that name a number',
    fails: 'digest.element',
    payload: (payload) => ({ ...payload, a: [{ '...': 1 }] }),
  },
  {
    name: 'a digest twice in one list',
    fails: 'digest.once',
    payload: (payload) => ({ ...payload, _sd: [...(payload._sd as string[]), (payload._sd as string[])[0]] }),
  },
  {
    name: 'a digest in two places',
    fails: 'digest.once',
    payload: (payload) => ({ ...payload, other: { _sd: payload._sd } }),
  },
  {
    name: 'the digest of a decoy twice',
    fails: 'digest.once',
    payload: (payload) => ({ ...payload, a: [{ '...': digestOf('x') }, { '...': digestOf('x') }] }),
  },
  {
    name: 'an element where a claim should be',
    fails: 'disclosure.three',
    payload: (payload, all) => ({ ...payload, _sd: all.filter((_, index) => index !== 1), nationalities: [] }),
  },
  { name: 'a claim named _sd', fails: 'disclosure.reserved', disclosures: first(([one]) => [one, '_sd', ['x']]) },
  { name: 'a claim named ...', fails: 'disclosure.reserved', disclosures: first(([one]) => [one, '...', 'x']) },
  {
    name: 'a claim named __proto__',
    fails: 'disclosure.reserved',
    disclosures: first(([one]) => [one, '__proto__', {}]),
  },
  {
    name: 'a claim that is there already',
    fails: 'disclosure.new',
    payload: (payload) => ({ ...payload, given_name: 'x' }),
  },
  {
    name: 'two disclosures of one name',
    fails: 'disclosure.new',
    disclosures: ([one, two, three]) => [one, two, three, [salt(), 'given_name', 'x']],
    payload: (payload, [one, , three, four]) => ({ ...payload, _sd: [one, three, four], nationalities: [] }),
  },
  { name: 'a named element', fails: 'disclosure.two', disclosures: last(([one, value]) => [one, 'name', value]) },
  {
    name: 'a hash function further down',
    fails: 'hash.place',
    payload: (payload) => ({ ...payload, a: { _sd_alg: 'sha-256' } }),
  },
  {
    name: 'a hash function disclosed',
    fails: 'hash.place',
    disclosures: first(([one]) => [one, '_sd_alg', 'sha-256']),
  },
  {
    name: 'a chain of disclosures',
    fails: 'claims.levels',
    disclosures: () => chain(40),
    payload: (payload, all) => ({ ...payload, _sd: [all.at(-1)], nationalities: [] }),
  },
];

/** Wrong JSON, in each of the parts that are read before the claims are. */
const SPOILED: Forgery[] = SPOILS.flatMap(({ problem, name, spoil }): Forgery[] => [
  { name: `${name} in the header`, fails: `header.${problem}`, header: spoil },
  { name: `${name} in the payload`, fails: `payload.${problem}`, payload: spoil },
  { name: `${name} in a disclosure`, fails: `disclosure.${problem}`, disclosures: first(spoil) },
]);

/** Forgeries of what the issuer made. */
export const OF_PARTS: readonly Forgery[] = [...FORM, ...HEADER, ...ISSUER, ...DISCLOSURES, ...SPOILED];
