import assert from 'node:assert/strict';
import { createHash, randomBytes, sign } from 'node:crypto';
import { before, describe, test } from 'node:test';
import { digest, generateSalt } from '@sd-jwt/crypto-nodejs';
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import { CompactEncrypt, importJWK, importX509, type JWK, jwtVerify } from 'jose';
import { Device, type DeviceKey, deviceKey, proofBy, textsOf } from '../../src/credentials/issuing/testing.ts';
import { startHouse } from '../support/house.ts';

/*
 * OpenID4VP 1.0 at a running installation, by hand and to the letter: a wallet of others that knows nothing of registrations.
 * A verifier of others is in `test/journeys/wallet-elsewhere.test.ts`.
 */

const house = await startHouse();
const { address } = house;

describe('a wallet that knows nothing of registrations', () => {
  interface Request {
    client_id: string;
    nonce: string;
    state: string;
    response_uri: string;
    response_mode: string;
    aud: string;
    dcql_query: { credentials: { id: string; format: string; meta: object; claims: object[] }[] };
    client_metadata: {
      jwks: { keys: JWK[] };
      encrypted_response_enc_values_supported: string[];
      vp_formats_supported: object;
    };
  }
  let key: string;
  let texts: string[];
  let holder: DeviceKey;

  before(async () => {
    key = (await house.command('relying-party', 'key', 'shop')).trim();
    const mother = await house.signIn('employed-mother');
    const { uri, code } = await house.offer(mother, 'resident-card');
    const device = new Device(address, await deviceKey());
    const { json } = await device.redeem(uri, code);
    holder = await deviceKey();
    const [agency, audience] = ['household-registration', `${address}/issuers/household-registration`];
    const jwt = [await proofBy(holder, { audience, nonce: await device.nonce(agency) })];
    const body = { credential_configuration_id: 'resident-card.sd-jwt', proofs: { jwt } };
    texts = textsOf(await device.ask(`/issuers/${agency}/credential`, json.access_token as string, body));
  });

  const api = async (path: string, body?: object) => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const init = { headers, ...(body && { method: 'POST', body: JSON.stringify(body) }) };
    return (await (await fetch(`${address}/api/presentations${path}`, init)).json()) as Record<string, never>;
  };

  /** Fetches the request of a link and holds it against the certificate that comes with it. */
  async function fetched(uri: string, method: 'GET' | 'POST'): Promise<Request> {
    const link = new URL(uri);
    assert.equal(link.protocol, 'openid4vp:');
    const [clientId, requestUri] = ['client_id', 'request_uri'].map((name) => link.searchParams.get(name)!);
    const nonce = randomBytes(16).toString('base64url');
    const body = new URLSearchParams({
      wallet_nonce: nonce,
      wallet_metadata: JSON.stringify({ vp_formats_supported: {} }),
    });
    const answer = await fetch(requestUri!, {
      method,
      headers: { accept: 'application/oauth-authz-req+jwt', origin: 'https://wallet.example' },
      ...(method === 'POST' && { body }),
    });
    assert.equal(answer.headers.get('content-type'), 'application/oauth-authz-req+jwt');
    assert.equal(answer.headers.get('access-control-allow-origin'), '*');
    const jwt = await answer.text();
    const { x5c, typ } = JSON.parse(Buffer.from(jwt.split('.')[0]!, 'base64url').toString());
    assert.equal(typ, 'oauth-authz-req+jwt');
    const leaf = Buffer.from(x5c[0], 'base64');
    assert.equal(clientId, `x509_hash:${createHash('sha256').update(leaf).digest('base64url')}`);
    const pem = `-----BEGIN CERTIFICATE-----\n${x5c[0]}\n-----END CERTIFICATE-----`;
    const { payload } = await jwtVerify<Request>(jwt, await importX509(pem, 'ES256'), {
      audience: 'https://self-issued.me/v2',
    });
    assert.deepEqual([payload.client_id, payload.response_mode], [clientId, 'direct_post.jwt']);
    if (method === 'POST') assert.equal((payload as { wallet_nonce?: string }).wallet_nonce, nonce);
    return payload;
  }

  async function presented({ nonce, client_id: aud }: Request): Promise<string> {
    const shows = new SDJwtVcInstance({
      ...{ hasher: digest, hashAlg: 'sha-256', saltGenerator: generateSalt, kbSignAlg: 'ES256' },
      kbSigner: (input) =>
        sign('sha256', Buffer.from(input), { key: holder.secret, dsaEncoding: 'ieee-p1363' }).toString('base64url'),
    });
    const iat = Math.floor(Date.now() / 1000);
    return shows.present(texts[0]!, { age_equal_or_over: { 18: true } } as never, {
      kb: { payload: { iat, nonce, aud } },
    });
  }

  /** Encrypts an answer and posts it. */
  async function posted(request: Request, said: object, enc = 'A128GCM') {
    const [jwk] = request.client_metadata.jwks.keys;
    const jwe = await new CompactEncrypt(new TextEncoder().encode(JSON.stringify(said)))
      .setProtectedHeader({ alg: jwk!.alg!, enc, kid: jwk!.kid! })
      .encrypt(await importJWK(jwk!, jwk!.alg!));
    return send(request, { response: jwe });
  }
  async function send({ response_uri }: Request, form: Record<string, string>) {
    const answer = await fetch(response_uri, { method: 'POST', body: new URLSearchParams(form) });
    return { status: answer.status, said: (await answer.json()) as Record<string, string> };
  }

  for (const [method, enc] of [
    ['GET', 'A128GCM'],
    ['POST', 'A256GCM'],
  ] as const)
    test(`fetches a request by ${method}, and shows a card across devices`, async () => {
      const opened = await api('', { use: 'age' });
      const request = await fetched(opened.uri!, method);
      const { client_metadata: metadata, dcql_query: query } = request;
      assert.ok(metadata.encrypted_response_enc_values_supported.includes(enc));
      assert.deepEqual(Object.keys(metadata.vp_formats_supported).sort(), ['dc+sd-jwt', 'mso_mdoc']);
      const asked = query.credentials.find(({ format }) => format === 'dc+sd-jwt')!;
      const said = { vp_token: { [asked.id]: [await presented(request)] }, state: request.state };
      assert.deepEqual(await posted(request, said, enc), { status: 200, said: {} });
      const { state, cards } = (await api(`/${opened.id}`)) as unknown as {
        state: string;
        cards: { claims: object }[];
      };
      assert.deepEqual([state, cards[0]!.claims], ['answered', { age_equal_or_over: { 18: true } }]);
    });

  test('goes back to the browser with a code on the same device', async () => {
    const opened = await api('', { use: 'age', returnTo: 'https://shop.example/till' });
    const request = await fetched(opened.uri!, 'GET');
    const [asked] = request.dcql_query.credentials;
    const { said } = await posted(request, {
      vp_token: { [asked!.id]: [await presented(request)] },
      state: request.state,
    });
    const code = new URL(said.redirect_uri!).searchParams.get('response_code')!;
    assert.deepEqual((await api(`/${opened.id}`)).cards, undefined);
    const finished = await api(`/${opened.id}/finish`, { code });
    assert.equal(finished.state, 'answered');
  });

  test('says in the open or encrypted that it gives nothing', async () => {
    for (const sealed of [false, true]) {
      const opened = await api('', { use: 'age' });
      const request = await fetched(opened.uri!, 'GET');
      const refusal = { error: 'access_denied', error_description: 'No.', state: request.state };
      const { status } = await (sealed ? posted(request, refusal) : send(request, refusal));
      assert.deepEqual([status, (await api(`/${opened.id}`)).state], [200, 'refused']);
    }
  });

  test('is told in the words of the standard what is wrong with its answer', async () => {
    const request = await fetched((await api('', { use: 'age' })).uri!, 'GET');
    const [asked] = request.dcql_query.credentials;
    const wrong = [
      () => send(request, { response: 'a.b.c.d.e' }),
      () => send(request, { error: 'access_denied', state: 'of-another' }),
      () => posted(request, { vp_token: 'text', state: request.state }),
      () => posted(request, { vp_token: { [asked!.id]: ['x'] }, state: 'of-another' }),
      () => posted(request, { vp_token: { [asked!.id]: ['no~sd-jwt'] }, state: request.state }),
      // It was ended by the one before.
      () => send(request, { error: 'access_denied', state: request.state }),
    ];
    for (const [nth, one] of wrong.entries()) {
      const { status, said } = await one();
      assert.ok(status === 400 || status === 410, `${nth}: ${status}`);
      assert.equal(said.error, 'invalid_request', `${nth}: ${JSON.stringify(said)}`);
    }
  });
});
