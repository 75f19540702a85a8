import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign, X509Certificate } from 'node:crypto';
import { before, describe, it, mock } from 'node:test';
import { type CallbackContext, clientAuthenticationAnonymous, setGlobalConfig } from '@openid4vc/oauth2';
import { Openid4vpClient, Openid4vpVerifier } from '@openid4vc/openid4vp';
import { digest, generateSalt } from '@sd-jwt/crypto-nodejs';
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import { DcqlQuery } from 'dcql';
import { CompactEncrypt, compactDecrypt, compactVerify, decodeJwt, importJWK, importX509, SignJWT } from 'jose';
import { testGovernment } from '../../../test/support/government.ts';
import { consentTransaction } from '../../formats/index.ts';
import { transaction } from '../../kernel/index.ts';
import { personOf, withCards } from '../cards/testing.ts';
import { serveCredentials } from '../issuing/testing.ts';
import {
  certificateFor,
  finishPresentation,
  openPresentation,
  presentationOf,
  registerParty,
  SIGNING,
  withdrawParty,
} from './index.ts';
import { encrypted, type HeldCopy, holdCopy, openRequest, requestBehind, tokenFor } from './testing.ts';

/*
 * Wallets and verifiers that others have written, unmodified, against ours: over HTTP.
 */

setGlobalConfig({ allowInsecureUrls: true });
const { gov } = await testGovernment('tw');
await withCards(gov);
const origin = await serveCredentials(gov);
const now = () => gov.clock.now();
// Others look at the clock of the machine.
mock.timers.enable({ apis: ['Date'], now: now() });

const pemOf = (base64: string) => `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----`;

/** @param secret the key of who is a verifier. */
const callbacks = (secret?: KeyObject): CallbackContext => ({
  hash: (data) => createHash('sha256').update(data).digest(),
  generateRandom: (length) => randomBytes(length),
  async signJwt(_, { header, payload }) {
    const jwt = await new SignJWT(payload as never).setProtectedHeader(header as never).sign(secret!);
    return { jwt, signerJwk: { kty: 'EC' } };
  },
  async verifyJwt(signer, { compact }) {
    const [leaf] = (signer as { x5c: string[] }).x5c;
    await compactVerify(compact, await importX509(pemOf(leaf!), 'ES256'));
    return { verified: true, signerJwk: { kty: 'EC' } };
  },
  async decryptJwe(jwe) {
    const { plaintext } = await compactDecrypt(jwe, secret!);
    return { decrypted: true, payload: new TextDecoder().decode(plaintext), decryptionJwk: { kty: 'EC' } };
  },
  async encryptJwe({ publicJwk, alg, enc, apu, apv }, text) {
    const header = { alg, enc, kid: publicJwk.kid as string, ...(apu && { apu }), ...(apv && { apv }) };
    const jwe = await new CompactEncrypt(new TextEncoder().encode(text))
      .setProtectedHeader(header)
      .encrypt(await importJWK(publicJwk as never, alg));
    return { jwe, encryptionJwk: publicJwk };
  },
  clientAuthentication: clientAuthenticationAnonymous(),
  getX509CertificateMetadata(certificate) {
    const names = new X509Certificate(pemOf(certificate)).subjectAltName!.split(', ');
    const of = (kind: string) => names.filter((name) => name.startsWith(kind)).map((name) => name.slice(kind.length));
    return { sanDnsNames: of('DNS:'), sanUriNames: of('URI:') };
  },
});

let card: HeldCopy;
let licence: HeldCopy;
before(async () => {
  const mother = await personOf(gov, 'A200000012');
  card = await holdCopy(gov, mother, 'resident-card');
  licence = await holdCopy(gov, mother, 'driving-licence', 'mso_mdoc');
});

describe('a wallet of @openid4vc/openid4vp 0.4.6', () => {
  const wallet = new Openid4vpClient({ callbacks: callbacks() });

  /** What it makes of our request, and what comes of its answer. */
  async function answered(uri: string, respond: (payload: { nonce: string; client_id: string }) => Promise<object>) {
    const { params } = wallet.parseOpenid4vpAuthorizationRequest({ authorizationRequest: uri });
    const resolved = await wallet.resolveOpenId4vpAuthorizationRequest({ authorizationRequestPayload: params });
    const { authorizationRequestPayload: payload, client, dcql, version } = resolved;
    assert.deepEqual([client.prefix, version], ['x509_hash', 100]);
    const response = await wallet.createOpenid4vpAuthorizationResponse({
      authorizationRequestPayload: payload,
      authorizationResponsePayload: { vp_token: (await respond(payload as never)) as never },
      jarm: {
        encryption: { nonce: 'unused' },
        serverMetadata: {
          authorization_encryption_alg_values_supported: ['ECDH-ES'],
          authorization_encryption_enc_values_supported: ['A128GCM'],
          authorization_signing_alg_values_supported: [],
        },
      },
    });
    const sent = await wallet.submitOpenid4vpAuthorizationResponse({
      authorizationRequestPayload: payload as never,
      authorizationResponsePayload: response.authorizationResponsePayload,
      jarm: response.jarm as never,
    });
    const body = (await sent.response.json()) as { redirect_uri?: string; error?: string };
    return { query: dcql!.query as never, status: sent.response.status, body };
  }

  /** A presentation by @sd-jwt. */
  async function presented(
    { nonce, client_id: aud }: { nonce: string; client_id: string },
    frame: object,
    besides: object = {},
  ): Promise<string> {
    const sdJwt = new SDJwtVcInstance({
      ...{ hasher: digest, hashAlg: 'sha-256', saltGenerator: generateSalt, kbSignAlg: 'ES256' },
      kbSigner: (input: string) =>
        sign('sha256', Buffer.from(input), { key: card.key, dsaEncoding: 'ieee-p1363' }).toString('base64url'),
    });
    const iat = Math.floor(now().getTime() / 1000);
    return sdJwt.present(card.credential, frame as never, { kb: { payload: { iat, nonce, aud, ...besides } } });
  }
  const aged = (request: { nonce: string; client_id: string }) =>
    presented(request, { age_equal_or_over: { 18: true } });

  const ID = '0192f5a0-0000-7000-8000-000000000000';
  const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url');
  const askToSign = (tx: typeof gov.db, nth: string) =>
    openPresentation(tx, gov, {
      ...SIGNING,
      sign: (id) =>
        consentTransaction({
          ...{ credential_ids: [id], consent: ID, template: `bank.card.${nth}`, recipient: '蓬萊銀行' },
          ...{ document: hashOf(nth), locale: 'zh-Hant' },
          words: { title: '同意', rows: [{ label: '提供給', lines: ['蓬萊銀行'] }], notes: [] },
        }),
    });

  it('shows a card across devices', async () => {
    const one = await transaction(gov.db, (tx) => openPresentation(tx, gov, { party: 'shop', use: 'age' }));
    const { query, status } = await answered(one.uri, async (payload) => ({ 'resident-card': [await aged(payload)] }));
    assert.equal(status, 200);
    const held = {
      credential_format: 'dc+sd-jwt',
      vct: card.type,
      claims: card.claims,
      cryptographic_holder_binding: true,
    };
    const parsed = DcqlQuery.parse(query);
    DcqlQuery.validate(parsed);
    assert.equal(DcqlQuery.query(parsed, [held] as never).can_be_satisfied, true);
    const { state, cards } = await presentationOf(gov.db, gov, one);
    assert.deepEqual([state, cards![0]!.claims], ['answered', { age_equal_or_over: { 18: true } }]);
  });

  it('goes back to the browser on the same device, and is told where an answer does not do', async () => {
    const returnTo = 'https://shop.example/till';
    const one = await transaction(gov.db, (tx) => openPresentation(tx, gov, { party: 'shop', use: 'age', returnTo }));
    const { body } = await answered(one.uri, async (payload) => ({ 'resident-card': [await aged(payload)] }));
    assert.match(body.redirect_uri!, /^https:\/\/shop\.example\/till\?response_code=[\w-]{43}$/);
    const other = await transaction(gov.db, (tx) => openPresentation(tx, gov, { party: 'shop', use: 'age' }));
    const lie = await answered(other.uri, async (payload) => ({
      'resident-card': [await aged({ ...payload, nonce: 'of-another' })],
    }));
    assert.deepEqual([lie.status, lie.body.error], [400, 'invalid_request']);
    const again = await wallet
      .resolveOpenId4vpAuthorizationRequest({
        authorizationRequestPayload: wallet.parseOpenid4vpAuthorizationRequest({ authorizationRequest: one.uri })
          .params,
      })
      .catch((error: Error) => error.message);
    assert.match(String(again), /410/);
  });

  it('signs what it is sent to sign, and finds what our wallet has signed', async () => {
    const [mine, other] = await Promise.all(['1', '2'].map((nth) => transaction(gov.db, (tx) => askToSign(tx, nth))));
    const { status } = await answered(mine!.uri, async (payload) => {
      const [sent] = (payload as unknown as { transaction_data: [string] }).transaction_data;
      const signed = { transaction_data_hashes: [hashOf(sent)], transaction_data_hashes_alg: 'sha-256' };
      return { 'resident-card': [await presented(payload, {}, signed)] };
    });
    const { cards } = await transaction(gov.db, (tx) => finishPresentation(tx, gov, mine!));
    assert.deepEqual([status, cards![0]!.claims, typeof cards![0]!.signed], [200, {}, 'object']);

    const request = await requestBehind(gov, other!.uri);
    const { 'resident-card': shown } = tokenFor(gov, request, [card]);
    const kb = decodeJwt(shown![0]!.split('~').at(-1)!);
    const verifier = new Openid4vpVerifier({ callbacks: callbacks() });
    const [found] = await verifier.verifyTransactionData({
      transactionData: [request.transaction!.text],
      credentials: { 'resident-card': [kb as never] },
    });
    assert.equal(found!.presentations[0]!.hash, hashOf(request.transaction!.text));
  });

  it('reads a request through a browser', async () => {
    const browser = { origin: 'https://shop.example' };
    const one = await transaction(gov.db, (tx) => openPresentation(tx, gov, { party: 'shop', use: 'age', browser }));
    const { authorizationRequestPayload: payload } = await wallet.resolveOpenId4vpAuthorizationRequest({
      authorizationRequestPayload: { ...one.request!.data },
      origin: browser.origin,
    });
    assert.equal(payload.response_mode, 'dc_api.jwt');
    await assert.rejects(
      wallet.resolveOpenId4vpAuthorizationRequest({
        authorizationRequestPayload: { ...one.request!.data },
        origin: 'https://thief.example',
      }),
    );
  });
});

const FILE = `id: wine-shop
title: {zh-Hant: 酒莊, ko: 와인 가게, en: Wine shop}
summary: {zh-Hant: 賣酒的店, ko: 술을 파는 가게, en: A shop that sells wine}
hosts: [wine.example]
uses:
  age:
    purpose: {zh-Hant: 確認您成年, ko: 성인인지 확인, en: To check that you are of age}
    law: [{act: 兒童及少年福利與權益保障法, article: "43", checked: false}]
    asks:
      - resident-card: [age_equal_or_over.18]
      - driving-licence: [age_equal_or_over.18]
`;

describe('a verifier of @openid4vc/openid4vp 0.4.6 that is registered here and holds its own key', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const answerKey = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const verifier = new Openid4vpVerifier({ callbacks: callbacks(privateKey) });
  const reader = new Openid4vpVerifier({ callbacks: callbacks(answerKey.privateKey) });
  const RESPONSE_URI = 'https://wine.example/answer';
  let x5c: string[];

  before(async () => {
    const file = publicKey.export({ format: 'pem', type: 'spki' }) as string;
    const { pem } = await transaction(gov.db, async (tx) => {
      await registerParty(tx, gov, { name: 'wine-shop.yaml', text: FILE });
      return certificateFor(tx, gov, { party: 'wine-shop', file });
    });
    x5c = [pem.replace(/-----[A-Z ]+-----|\s/g, '')];
  });

  async function requested(paths: string[][], clientId?: string) {
    const data = await (await fetch(`${origin}/relying-parties/wine-shop/registrations/age`)).text();
    const hash = createHash('sha256').update(Buffer.from(x5c[0]!, 'base64')).digest('base64url');
    const at = Math.floor(now().getTime() / 1000);
    const meta = { vct_values: [`${origin}/credentials/types/resident-card`] };
    const asked = { id: 'card', format: 'dc+sd-jwt', meta, claims: paths.map((path) => ({ path })) };
    const other = { ...asked, id: 'mdl', format: 'mso_mdoc', meta: { doctype_value: 'org.iso.18013.5.1.mDL' } };
    const mdl = { ...other, claims: [{ path: ['org.iso.18013.5.1', 'age_over_18'] }] };
    const payload = {
      ...({ response_type: 'vp_token', response_mode: 'direct_post.jwt', response_uri: RESPONSE_URI } as const),
      ...{
        client_id: clientId ?? `x509_hash:${hash}`,
        nonce: randomBytes(16).toString('base64url'),
        state: 'of-the-wine-shop',
      },
      dcql_query: { credentials: [asked, mdl], credential_sets: [{ options: [['card'], ['mdl']] }] },
      client_metadata: {
        jwks: {
          keys: [
            { ...answerKey.publicKey.export({ format: 'jwk' }), kid: 'k', use: 'enc', alg: 'ECDH-ES' } as {
              kty: string;
            },
          ],
        },
        encrypted_response_enc_values_supported: ['A128GCM'],
        vp_formats_supported: { 'dc+sd-jwt': {} },
      },
      verifier_info: [{ format: 'registration_cert', data }],
    };
    const made = await verifier.createOpenId4vpAuthorizationRequest({
      authorizationRequestPayload: payload,
      jar: {
        jwtSigner: { method: 'x5c', x5c, alg: 'ES256' },
        requestUri: 'https://wine.example/request',
        expiresInSeconds: 300,
        additionalJwtPayload: { aud: 'https://self-issued.me/v2', iat: at },
      },
    });
    return { payload, jwt: made.jar!.authorizationRequestJwt as string, clientId: payload.client_id };
  }

  it('asks our wallet, and reads its answer', async () => {
    for (const [clientId, copy] of [
      [undefined, card],
      ['x509_san_dns:wine.example', licence],
    ] as const) {
      const { payload, jwt, ...link } = await requested([['age_equal_or_over', '18']], clientId);
      const request = await openRequest(gov, jwt, link);
      const response = await encrypted(request, tokenFor(gov, request, [copy]));
      const { authorizationResponsePayload: answer } = await reader.parseOpenid4vpAuthorizationResponse({
        authorizationRequestPayload: payload as never,
        authorizationResponse: { response },
        callbacks: callbacks(answerKey.privateKey),
      });
      assert.equal(answer.state, payload.state);
      assert.deepEqual(Object.keys(answer.vp_token as object), [copy === card ? 'card' : 'mdl']);
    }
  });

  it('is refused where it asks for more than is registered, or in the name of another host', async () => {
    const { jwt, ...link } = await requested([['birthdate']]);
    await assert.rejects(openRequest(gov, jwt, link), /ask\.registered/);
    const other = await requested([['age_equal_or_over', '18']], 'x509_san_dns:bank.example');
    await assert.rejects(openRequest(gov, other.jwt, other), /client\.host/);
  });

  it('once it is withdrawn it gets no registration any more', async () => {
    await transaction(gov.db, (tx) => withdrawParty(tx, gov, 'wine-shop'));
    assert.equal((await fetch(`${origin}/relying-parties/wine-shop/registrations/age`)).status, 410);
    const wish = { party: 'wine-shop', use: 'age' };
    await assert.rejects(
      transaction(gov.db, (tx) => openPresentation(tx, gov, wish)),
      /registered no more/,
    );
  });
});
