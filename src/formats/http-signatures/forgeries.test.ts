import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allVerify, rawSign, sha256, type TestKey, testKey } from '../testing.ts';
import { type HttpRequest, type HttpResponse, signatureBase } from './base.ts';
import { checkMessage, HTTP_SIGNATURE_STEPS, type HttpSignatureExpected } from './check.ts';
import { contentDigest } from './digest.ts';
import { signMessage } from './sign.ts';
import { type Bare, type Item, type Member, writeDictionary } from './structured.ts';

const AT = 1_800_000_000;
const TAG = 'gov-webhook';
const key = testKey();
const EXPECTED: HttpSignatureExpected = {
  keys: [{ ...key.jwk, kid: 'one' }],
  ...{ tag: TAG, at: AT, maxAge: 300, leeway: 30 },
};
const SIGNED = { alg: 'ES256', keyid: 'one', created: AT, nonce: 'n'.repeat(22), tag: TAG } as const;
const body = new TextEncoder().encode('{"event":"consent.ended"}');
const bare = (): HttpRequest => ({
  ...{ method: 'POST', url: 'https://bank.example/hook?of=us', body },
  headers: new Headers({ 'content-type': 'application/json' }),
});

function withHeaders<M extends HttpRequest | HttpResponse>(message: M, added: Record<string, string>): M {
  const headers = new Headers(message.headers);
  for (const [name, value] of Object.entries(added)) headers.set(name, value);
  return { ...message, headers };
}

function signed<M extends HttpRequest | HttpResponse>(message: M, by: TestKey = key): M {
  const { input, finish } = signMessage(message, SIGNED, sha256);
  return withHeaders(message, finish(rawSign(by, input)));
}

const answer = (request = signed(bare())): HttpResponse => ({
  ...{ status: 200, body, request },
  headers: new Headers({ 'content-type': 'application/json' }),
});

const said = (message: HttpRequest | HttpResponse, expected = EXPECTED) => {
  const checked = checkMessage(message, expected, sha256);
  if (!checked.ok) return checked.failed;
  return allVerify([checked.signature]) ? 'taken' : 'signature';
};

const isStated = (entry: [string, Bare | undefined]): entry is [string, Bare] => entry[1] !== undefined;

/** Signs with any items and parameters: what a careless or false signer does. */
function forged({
  items = ITEMS,
  parameters = {},
  label = 'sig1',
  message = bare(),
}: {
  items?: readonly Item[];
  parameters?: Record<string, Bare | undefined>;
  label?: string;
  message?: HttpRequest;
}): HttpRequest {
  const { alg: _, ...stated } = SIGNED;
  const all = Object.entries<Bare | undefined>({ ...stated, ...parameters }).filter(isStated);
  const input: Member = { value: items, parameters: new Map(all) };
  const whole = withHeaders(message, { 'content-digest': contentDigest(message.body, sha256) });
  const signature = items.every(({ value }) => typeof value === 'string')
    ? rawSign(key, signatureBase(whole, { ...input, value: items.filter(({ value }) => value !== '@odd') }))
    : new Uint8Array(64);
  return withHeaders(whole, {
    'signature-input': writeDictionary([['sig1', input]]),
    signature: writeDictionary([[label, { value: signature, parameters: new Map() }]]),
  });
}

const item = (value: Bare, ...flags: string[]): Item => ({
  value,
  parameters: new Map(flags.map((flag) => [flag, true])),
});
const ITEMS = ['@method', '@target-uri', 'content-type', 'content-digest'].map((name) => item(name));

const honest = signed(bare());
const header = (name: string, value: string) => withHeaders(honest, { [name]: value });
const inputOf = (message: HttpRequest) => message.headers.get('signature-input')!;

const FORGERIES: readonly [string, string, () => HttpRequest | HttpResponse, Partial<HttpSignatureExpected>?][] = [
  ['that is not signed', 'signature.there', bare],
  ['with endless fields', 'signature.there', () => header('signature', `sig1=:${'A'.repeat(5_000)}:`)],
  ['whose fields cannot be read', 'signature.form', () => header('signature-input', 'sig1=(')],
  ['with one name twice', 'signature.form', () => header('signature', 'sig1=:AA==:, sig1=:AA==:')],
  ['signed for something else', 'signature.tag', () => forged({ parameters: { tag: 'other' } })],
  [
    'signed twice for the same',
    'signature.tag',
    () => header('signature-input', `${inputOf(honest)}, ${inputOf(honest).replace('sig1', 'sig2')}`),
  ],
  ['whose signature has another name', 'signature.pair', () => forged({ label: 'sig2' })],
  ['that signs what nobody knows', 'components.known', () => forged({ items: [...ITEMS, item('@odd')] })],
  ['that signs a part of a field', 'components.known', () => forged({ items: [...ITEMS, item('date', 'sf')] })],
  ['that signs a number', 'components.known', () => forged({ items: [...ITEMS, item(1)] })],
  ['that signs one thing twice', 'components.unique', () => forged({ items: [...ITEMS, item('content-type')] })],
  ['whose address is not signed', 'components.covered', () => forged({ items: ITEMS.toSpliced(1, 1) })],
  ['whose body is not signed', 'components.covered', () => forged({ items: ITEMS.slice(0, 3) })],
  ['that signs what is not there', 'components.present', () => forged({ items: [...ITEMS, item('date')] })],
  ['without a time', 'parameters.created', () => forged({ parameters: { created: undefined } })],
  ['from the future', 'parameters.created', () => honest, { at: AT - 31 }],
  ['that is too old', 'parameters.age', () => honest, { at: AT + 331 }],
  ['that counts no more', 'parameters.expires', () => forged({ parameters: { expires: AT - 31 } })],
  ['without a nonce', 'parameters.nonce', () => forged({ parameters: { nonce: undefined } })],
  ['with a nonce that anybody guesses', 'parameters.nonce', () => forged({ parameters: { nonce: '1' } })],
  ['by a key that nobody knows', 'parameters.keyid', () => forged({ parameters: { keyid: 'two' } })],
  ['by another algorithm', 'parameters.alg', () => forged({ parameters: { alg: 'hmac-sha256' } })],
  ['by a key to encrypt to', 'parameters.alg', () => honest, { keys: [{ ...key.jwk, kid: 'one', use: 'enc' }] }],
  ['with half a signature', 'signature.length', () => header('signature', 'sig1=:AAAA:')],
  ['with a digest of another kind', 'digest.form', () => header('content-digest', 'unixsum=:AAA=:')],
  ['with another body', 'digest.body', () => ({ ...honest, body: new Uint8Array(3) })],
  [
    'with another body and its digest',
    'signature',
    () => {
      const other = new TextEncoder().encode('{}');
      return withHeaders({ ...honest, body: other }, { 'content-digest': contentDigest(other, sha256) });
    },
  ],
  ['to another address', 'signature', () => ({ ...honest, url: 'https://bank.example/hook?of=others' })],
  ['by another method', 'signature', () => ({ ...honest, method: 'PUT' })],
  ['by another hand', 'signature', () => signed(bare(), testKey())],
  ['with another nonce', 'signature', () => header('signature-input', inputOf(honest).replace('nnn', 'mmm'))],
  ['of another status', 'signature', () => ({ ...signed(answer()), status: 404 })],
  ['that answers another request', 'signature', () => ({ ...signed(answer()), request: signed(bare()) })],
  ['whose request has no signature', 'components.present', () => ({ ...signed(answer()), request: bare() })],
];

describe('a signed message', () => {
  it('is taken: a request, and its answer', () => {
    assert.equal(said(honest), 'taken');
    assert.equal(said(signed(answer())), 'taken');
    assert.equal(said(forged({ items: [...ITEMS, item('@authority')], parameters: { expires: AT + 1 } })), 'taken');
    const checked = checkMessage(honest, EXPECTED, sha256);
    assert.ok(checked.ok);
    assert.deepEqual([checked.keyid, checked.created, checked.nonce], ['one', AT, SIGNED.nonce]);
  });

  it('is taken from whoever signed another of its signatures, too', () => {
    const more = writeDictionary([['other', { value: [], parameters: new Map([['tag', 'proxy']]) }]]);
    assert.equal(said(header('signature-input', `${inputOf(honest)}, ${more}`)), 'taken');
  });

  it('is not finished with a signature in DER', () => {
    const { input, finish } = signMessage(bare(), SIGNED, sha256);
    assert.throws(() => finish(rawSign(key, input, 'der')), RangeError);
  });

  for (const [what, fails, message, expected] of FORGERIES)
    it(`${what} is refused: ${fails}`, () => assert.equal(said(message(), { ...EXPECTED, ...expected }), fails));

  it('is held to checks of which each has a forgery', () => {
    const ids = HTTP_SIGNATURE_STEPS.flatMap(({ checks }) => checks.map(({ id }) => id));
    assert.deepEqual(
      ids.filter((id) => !FORGERIES.some(([, fails]) => fails === id)),
      [],
    );
    assert.equal(new Set(ids).size, ids.length);
  });
});
