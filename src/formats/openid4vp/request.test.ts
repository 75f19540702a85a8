import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { toBase64 } from '../bytes.ts';
import { allVerify, sha256, testKey } from '../testing.ts';
import { NOW } from '../trust/testing.ts';
import { thumbprintOf } from '../trust/trusted.ts';
import { checkRequest, REQUEST_CHECKS } from './check-request.ts';
import type { RequestExpected } from './request-run.ts';
import { bindingOf, refusalOf } from './respond.ts';
import {
  CERTIFICATE,
  EXPECTED,
  encoded,
  KEEPER,
  partyCertificate,
  REGISTRATION,
  REQUEST,
  registered,
  requestOf,
  requestWith,
  rewritten,
} from './testing/party.ts';
import { consentTransaction, readTransaction } from './transaction.ts';

const HONEST = requestOf();
const [HEADER, PAYLOAD, SIGNATURE] = HONEST.split('.') as [string, string, string];
const raw = (header: string, payload: string) => `${header}.${payload}.${SIGNATURE}`;
const NOT_UTF8 = encoded(Uint8Array.of(0x7b, 0xff, 0x7d));
const DEEP = encoded(`{"a":${'['.repeat(20)}${']'.repeat(20)}}`);

const BY_HOST = 'x509_san_dns:shop.example';
const hosted = (but: Partial<typeof REQUEST> = {}) => requestOf({ clientId: BY_HOST, ...but });
const ORIGIN = 'https://shop.example';
const THROUGH_BROWSER: Partial<RequestExpected> = { origin: ORIGIN, clientId: undefined };
const browsers = requestOf({ to: { origins: [ORIGIN] } });
const strange = partyCertificate({ party: 'https://gov.example/relying-parties/other' });
const asked = (claims: object[], more: object = {}) =>
  requestWith({ dcql_query: { credentials: [{ ...REQUEST.query.credentials[0], claims, ...more }] } });
const metadata = (but: object) => requestWith({ client_metadata: { jwks: { keys: [keyBut({})] }, ...but } });
const keyBut = (but: object) => ({ ...REQUEST.key, use: 'enc', alg: 'ECDH-ES', ...but });
const { text: CONSENT, data: TRANSACTION } = readTransaction(
  consentTransaction({
    ...{
      credential_ids: ['card'],
      consent: '0192f5a0-0000-7000-8000-000000000000',
      template: 'bank.card.0123456789abcdef',
    },
    ...{ recipient: '蓬萊銀行', document: 'A'.repeat(43), locale: 'zh-Hant' },
    words: { title: '同意', rows: [{ label: '提供給', lines: ['蓬萊銀行'] }], notes: ['可隨時撤回。'] },
  }),
)!;
const SIGNS = registered({ transaction_types: [TRANSACTION.type] });
/** A consent to be signed, of other members, by who may ask for that. */
const signing = (but: object, payload: object = {}) =>
  requestWith({
    transaction_data: [encoded({ ...TRANSACTION, ...but })],
    verifier_info: [{ format: 'registration_cert', data: SIGNS }],
    ...payload,
  });
const info = (data: unknown) => requestWith({ verifier_info: [{ format: 'registration_cert', data }] });

type Forgery = string | [string, Partial<RequestExpected>];

/** By the check that has to refuse them: requests, and what the wallet expects where it differs. */
const FORGERIES: Record<string, readonly Forgery[]> = {
  'request.form': ['', `${HEADER}.${PAYLOAD}`, `${HONEST}.x`, 'x'.repeat(131_073)],
  'request-header.base64url': [raw(`${HEADER}=`, PAYLOAD)],
  'request-header.utf8': [raw(NOT_UTF8, PAYLOAD)],
  'request-header.json': [raw(encoded('{'), PAYLOAD)],
  'request-header.unique': [raw(encoded('{"alg":"none","alg":"ES256"}'), PAYLOAD)],
  'request-header.names': [raw(encoded('{"__proto__":{"alg":"ES256"}}'), PAYLOAD)],
  'request-header.depth': [raw(DEEP, PAYLOAD)],
  'request-header.alg': [requestWith({}, { alg: 'none' }), requestWith({}, { alg: 'HS256' })],
  'request-header.typ': [requestWith({}, { typ: 'JWT' }), requestWith({}, { typ: 'kb+jwt' })],
  'request-header.crit': [requestWith({}, { crit: ['b64'] })],
  'request-header.b64': [requestWith({}, { b64: false })],
  'request.x5c': [requestWith({}, { x5c: undefined }), requestWith({}, { x5c: [] }), requestWith({}, { x5c: ['%'] })],
  // An issuer of credentials asks; a relying party of another list does; a certificate is over.
  'request.chain': [
    requestWith({}, { x5c: [toBase64(KEEPER.leaf)] }),
    [HONEST, { partyRoots: [KEEPER.root] }],
    requestOf({}, [partyCertificate({ until: NOW - 61 })]),
  ],
  'request.key': [requestWith({}, { alg: 'ES384' })],
  'request.signature': [`${HEADER}.${PAYLOAD}.AAAA`, `${HONEST}AAAA`],
  'request-payload.base64url': [raw(HEADER, `${PAYLOAD}=`)],
  'request-payload.utf8': [raw(HEADER, NOT_UTF8)],
  'request-payload.json': [raw(HEADER, encoded('null'))],
  'request-payload.unique': [raw(HEADER, encoded('{"nonce":"a","nonce":"b"}'))],
  'request-payload.names': [raw(HEADER, encoded('{"__proto__":1}'))],
  'request-payload.depth': [raw(HEADER, DEEP)],
  'client.withdrawn': [[HONEST, { withdrawnParties: [thumbprintOf(CERTIFICATE, sha256)] }]],
  'client.prefix': [
    requestWith({ client_id: 'https://shop.example' }),
    requestWith({ client_id: undefined }),
    requestWith({ client_id: `redirect_uri:${REQUEST.clientId}` }),
  ],
  'client.link': [[HONEST, { clientId: BY_HOST }], hosted()],
  'client.hash': [[requestOf({ clientId: 'x509_hash:abc' }), { clientId: 'x509_hash:abc' }]],
  'client.host': [
    [requestOf({ clientId: 'x509_san_dns:other.example' }), { clientId: 'x509_san_dns:other.example' }],
    [requestOf({ clientId: BY_HOST }, [partyCertificate({ hosts: [] })]), { clientId: BY_HOST }],
  ],
  'request.aud': [requestWith({ aud: 'https://other.example' }), requestWith({ aud: undefined })],
  'request.dates': [requestWith({ exp: 'tomorrow' }), requestWith({ iat: null })],
  'request.exp': [requestOf({ until: NOW - 60 }), [HONEST, { at: NOW + 360 }]],
  'request.early': [requestOf({ at: NOW + 61 }), requestWith({ nbf: NOW + 61 })],
  'request.type': [requestWith({ response_type: 'code' }), requestWith({ response_type: 'vp_token id_token' })],
  'request.mode': [
    requestWith({ response_mode: 'direct_post' }),
    requestWith({ response_mode: 'fragment' }),
    browsers,
    [HONEST, THROUGH_BROWSER],
  ],
  'request.nonce': [
    requestWith({ nonce: undefined }),
    requestWith({ nonce: '1' }),
    requestWith({ nonce: 'a b c d e f' }),
  ],
  'request.state': [requestWith({ state: 7 }), requestWith({ state: 'a&b=c-d-e-f' })],
  // One that was made for another wallet, or before this one asked.
  'request.wallet-nonce': [requestOf({ walletNonce: 'of-another-wallet' }), requestOf({ walletNonce: undefined })],
  'request.one-query': [requestWith({ scope: 'age' })],
  'request.query': [requestWith({ dcql_query: {} }), requestWith({ dcql_query: undefined }), asked([])],
  'answer.uri': [
    requestWith({ response_uri: 'http://shop.example/answer' }),
    requestWith({ response_uri: undefined }),
    requestWith({ response_uri: 'https://shop.example/a#b' }),
    requestWith({ response_uri: 'https://user:pass@shop.example/a' }),
    requestWith({ redirect_uri: 'https://shop.example/' }),
  ],
  'answer.host': [[hosted({ to: { responseUri: 'https://thief.example/answer' } }), { clientId: BY_HOST }]],
  // Another site passes the shop's request on as its own.
  'answer.origin': [
    [browsers, { ...THROUGH_BROWSER, origin: 'https://thief.example' }],
    [requestWith({ response_mode: 'dc_api.jwt', response_uri: undefined }), THROUGH_BROWSER],
  ],
  'answer.key': [
    metadata({ jwks: undefined }),
    metadata({ jwks: { keys: [] } }),
    metadata({ jwks: { keys: [keyBut({ alg: 'RSA-OAEP-256' })] } }),
    metadata({ jwks: { keys: [keyBut({ kid: undefined })] } }),
    metadata({ jwks: { keys: [keyBut({ crv: 'P-384' })] } }),
    metadata({ jwks: { keys: [keyBut({ use: 'sig' })] } }),
    metadata({ jwks: { keys: [keyBut({ x: 'AA' })] } }),
    requestWith({ client_metadata: undefined }),
  ],
  'answer.enc': [metadata({ encrypted_response_enc_values_supported: ['A128CBC-HS256'] })],
  'ask.registration': [
    requestWith({ verifier_info: undefined }),
    requestWith({ verifier_info: [{ format: 'jwt', data: registered() }] }),
    info({}),
    requestWith({ verifier_info: [1, 2].map(() => ({ format: 'registration_cert', data: registered() })) }),
  ],
  'ask.genuine': [info('x.y.z'), requestOf({ registration: registered({ exp: NOW - 61 }) })],
  // Somebody borrows the registration of who may ask for more.
  'ask.whose': [requestOf({ registration: registered({ sub: 'https://gov.example/relying-parties/bank' }) })],
  'ask.registered': [
    asked([{ path: ['birthdate'] }]),
    asked([{ path: ['age_equal_or_over'] }]),
    asked([{ path: ['age_equal_or_over', '18'] }, { path: ['name'] }]),
    asked([{ path: ['age_equal_or_over', '18'] }], { meta: { vct_values: ['https://gov.example/other'] } }),
    requestOf({ registration: registered({ credentials: [] }) }),
    requestOf({
      query: {
        credentials: [
          {
            ...{ id: 'x', format: 'mso_mdoc', meta: { doctype_value: 'org.iso.18013.5.1.mDL' } },
            claims: [{ path: ['org.iso.18013.5.1', 'portrait'] }],
          },
        ],
      },
    }),
  ],
  'transaction.form': [
    ...[null, 'e30', {}, [], [1], ['%'], ['W10'], [CONSENT, CONSENT]].map((one) =>
      requestWith({ transaction_data: one }),
    ),
    requestWith({ transaction_data: [encoded('{"type":"a","type":"b"}')] }),
    requestWith({ transaction_data: [encoded({ ...TRANSACTION, padding: 'x'.repeat(50_000) })] }),
  ],
  'transaction.type': [signing({ type: 'urn:example:payment' }), signing({ type: undefined })],
  'transaction.members': [
    ...Object.keys(TRANSACTION)
      .filter((name) => name !== 'type' && name !== 'transaction_data_hashes_alg')
      .flatMap((name) => [signing({ [name]: undefined }), signing({ [name]: 7 }), signing({ [name]: [] })]),
    signing({ amount: 7 }),
    signing({ words: { ...TRANSACTION.words, small_print: 'all of it' } }),
    signing({ words: { ...TRANSACTION.words, rows: [{ label: 'Who', lines: [] }] } }),
    signing({ words: { ...TRANSACTION.words, title: 'Bank\u202eknaB' } }),
    signing({ transaction_data_hashes_alg: 'sha-256' }),
  ],
  'transaction.hash': [signing({ transaction_data_hashes_alg: ['sha-512'] })],
  'transaction.card': [
    signing({ credential_ids: ['other'] }),
    signing({ credential_ids: ['card', 'other'] }),
    signing({}, { dcql_query: { credentials: [{ ...REQUEST.query.credentials[0], multiple: true }] } }),
    signing(
      { credential_ids: ['licence'] },
      {
        dcql_query: {
          credentials: [{ id: 'licence', format: 'mso_mdoc', meta: { doctype_value: 'org.iso.18013.5.1.mDL' } }],
        },
      },
    ),
  ],
  // Registered to ask for the card, and not to have anything signed with it.
  'transaction.registered': [
    requestOf({ transaction: CONSENT }),
    requestOf({ transaction: CONSENT, registration: registered({ transaction_types: ['urn:example:payment'] }) }),
  ],
};

describe('a request', () => {
  test('an honest one is taken, and says who asks and what for', () => {
    const checked = checkRequest(HONEST, EXPECTED);
    assert.ok(checked.ok, JSON.stringify(checked));
    assert.equal(checked.signatures.length, 4);
    assert.ok(allVerify(checked.signatures));
    const { key, encs, ...request } = checked.request;
    assert.deepEqual([key.kid, encs], ['answer', ['A256GCM', 'A128GCM']]);
    assert.deepEqual(request, {
      ...{ clientId: REQUEST.clientId, nonce: REQUEST.nonce, state: REQUEST.state, query: REQUEST.query },
      ...{ mode: 'direct_post.jwt', responseUri: 'https://shop.example/answer' },
      ...{ madeAt: REQUEST.at, until: REQUEST.until },
    });
    const { name, purpose, law, refusing, use, until } = checked.party;
    assert.deepEqual(
      [name.en, purpose.ko, law[0]!.en, refusing?.en, use, until],
      ['Shop', 'Age check', 'Youth Act', 'No wine', 'age', REGISTRATION.exp],
    );
  });

  test('by the name of a host, through a browser, and for any address that covers what is asked', () => {
    assert.equal(checkRequest(hosted(), { ...EXPECTED, clientId: BY_HOST }).ok, true);
    const checked = checkRequest(browsers, { ...EXPECTED, ...THROUGH_BROWSER });
    assert.equal(checked.ok && checked.request.mode, 'dc_api.jwt');
    assert.equal(checkRequest(asked([{ path: ['address', 'region'] }]), EXPECTED).ok, true);
    const host = requestOf({ to: { responseUri: 'http://localhost:3000/answer' } });
    assert.equal(checkRequest(host, EXPECTED).ok, true);
  });

  test('who asks for too much is named, so that a wallet can say who it was', () => {
    const checked = checkRequest(asked([{ path: ['birthdate'] }]), EXPECTED);
    assert.ok(!checked.ok && checked.party && allVerify(checked.signatures!));
    assert.deepEqual([checked.party.name.en, checked.beyond], ['Shop', [{ credential: 'card', path: ['birthdate'] }]]);
  });

  test('what is to be signed is handed on as it was sent, and bound to the answer', () => {
    const checked = checkRequest(requestOf({ transaction: CONSENT, registration: SIGNS }), EXPECTED);
    assert.ok(checked.ok && allVerify(checked.signatures), JSON.stringify(checked));
    assert.deepEqual(checked.request.transaction, { text: CONSENT, data: TRANSACTION });
    assert.equal(bindingOf(checked.request, sha256).transaction, CONSENT);
    assert.equal(
      checkRequest(signing({ transaction_data_hashes_alg: undefined }), EXPECTED).ok,
      true,
      'sha-256 is meant',
    );
  });

  test('who wants something signed that nobody here knows can be told so', () => {
    const checked = checkRequest(signing({ type: 'urn:example:payment' }), EXPECTED);
    assert.ok(!checked.ok && checked.request && allVerify(checked.signatures!));
    assert.deepEqual(refusalOf(checked.request, 'invalid_transaction_data'), {
      ...{ error: 'invalid_transaction_data', state: REQUEST.state },
    });
    assert.equal(checked.request.transaction, undefined);
  });

  test('what was changed, or signed by another, is found when the signatures are verified', () => {
    const stranger = testKey();
    const bent = `${HEADER}.${encoded({ ...JSON.parse(atob(PAYLOAD.replaceAll('-', '+').replaceAll('_', '/'))), nonce: 'n-of-a-thief' })}.${SIGNATURE}`;
    for (const forged of [bent, requestOf({ registration: registered({}, stranger) })]) {
      const checked = checkRequest(forged, EXPECTED);
      assert.equal(checked.ok && allVerify(checked.signatures), false);
    }
    assert.equal(checkRequest(requestOf({}, [strange]), { ...EXPECTED, clientId: undefined }).ok, false);
  });

  for (const { id, says } of REQUEST_CHECKS) {
    test(`${id}: ${says}`, () => {
      const forgeries = FORGERIES[id] ?? [];
      assert.ok(forgeries.length > 0, 'a forgery is needed');
      for (const forgery of forgeries) {
        const [jwt, but] = typeof forgery === 'string' ? [forgery, {}] : forgery;
        const checked = checkRequest(jwt, { ...EXPECTED, ...but });
        assert.equal(checked.ok ? 'taken' : checked.failed, id);
      }
    });
  }
});

test('a JWT whose payload is no object is refused, whatever it is', () => {
  const header: unknown = JSON.parse(Buffer.from(HEADER, 'base64url').toString());
  for (const payload of [null, 7, [], '"x"'])
    assert.equal(checkRequest(rewritten(header, payload), EXPECTED).ok, false);
});
