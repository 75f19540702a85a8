import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { before, describe, test } from 'node:test';
import { CompactEncrypt, compactDecrypt, decodeJwt, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import {
  type Answered,
  asked,
  Device,
  deviceKey,
  offerAt,
  proofBy,
  refusedAs,
  textsOf,
} from '../../src/credentials/issuing/testing.ts';
import { startHouse } from '../support/house.ts';

/*
 * What wallets of others do at a running installation, by hand and to the letter of OpenID4VCI 1.0. A library that others
 * have written is played in `src/credentials/issuing/others.test.ts`.
 */

const house = await startHouse();
const { address } = house;
const ISSUER = `${address}/issuers/household-registration`;
const SD_JWT = 'resident-card.sd-jwt';
const REDIRECT = 'https://wallet.example/back';
const PRE_AUTHORIZED = 'urn:ietf:params:oauth:grant-type:pre-authorized_code';
const detail = (id: string, agency = 'household-registration') => ({
  ...{ type: 'openid_credential', credential_configuration_id: id },
  locations: [`${address}/issuers/${agency}`],
});

let mother: string;
before(async () => {
  mother = await house.signIn('employed-mother');
});

const posted = (url: string, body: object, headers: Record<string, string> = {}) =>
  asked(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const sent = (url: string, form: Record<string, string>) =>
  asked(url, { method: 'POST', body: new URLSearchParams(form) });
const bearer = ({ json }: Answered) => ({ authorization: `Bearer ${json.access_token}` });
const nonce = async () => (await asked(`${ISSUER}/nonce`, { method: 'POST' })).json.c_nonce as string;

/** Proofs of so many keys. */
async function proofs(count = 1): Promise<{ jwt: string[] }> {
  const fresh = await nonce();
  const keys = await Promise.all(Array.from({ length: count }, deviceKey));
  return { jwt: await Promise.all(keys.map((key) => proofBy(key, { audience: ISSUER, nonce: fresh }))) };
}

/** Takes an offer without a key of the device, as the plainest of wallets do. */
async function taken(more: Record<string, string> = {}): Promise<Answered> {
  const { uri, code } = await house.offer(mother, 'resident-card');
  const { grants } = (await offerAt(uri)) as { grants: Record<string, Record<string, string>> };
  const form = { grant_type: PRE_AUTHORIZED, 'pre-authorized_code': grants[PRE_AUTHORIZED]!['pre-authorized_code']! };
  return sent(`${address}/oauth/token`, { ...form, tx_code: code, ...more });
}

describe('a wallet finds what it must know', () => {
  for (const [where, of] of [
    ['/issuers/household-registration', ['openid-credential-issuer', 'jwt-vc-issuer']],
    ['/oauth', ['oauth-authorization-server', 'openid-configuration']],
  ] as const)
    test(`of ${where}, with the well-known name before its path and behind it`, async () => {
      for (const name of of) {
        const places = [`/.well-known/${name}${where}`, `${where}/.well-known/${name}`];
        const [one, other] = await Promise.all(places.map((place) => asked(address + place)));
        assert.deepEqual([one!.status, other!.status], [200, 200], name);
        assert.deepEqual(one!.json, other!.json);
        assert.ok([one!.json.issuer, one!.json.credential_issuer].includes(address + where));
        assert.equal(one!.headers.get('access-control-allow-origin'), '*');
      }
    });

  test('only formats of the standard stand where the standard has them', async () => {
    const { json } = await asked(`${address}/.well-known/openid-credential-issuer/issuers/motor-vehicles`);
    const formats = (of: unknown) => new Set(Object.values(of as object).map(({ format }) => format));
    assert.deepEqual(formats(json.credential_configurations_supported), new Set(['dc+sd-jwt', 'mso_mdoc']));
    assert.deepEqual(formats(json.offline_configurations_supported), new Set(['compact']));
    for (const one of Object.values(json.credential_configurations_supported as object)) {
      assert.deepEqual(one.proof_types_supported, { jwt: { proof_signing_alg_values_supported: ['ES256'] } });
      assert.ok(one.cryptographic_binding_methods_supported.length > 0 && one.credential_metadata.display.length > 0);
    }
    const { uri } = await house.offer(mother, 'resident-card');
    assert.deepEqual((await offerAt(uri)).credential_configuration_ids, [SD_JWT]);
  });
});

describe('a wallet that takes an offer without a key of its device', () => {
  test('gets one copy or many by the configuration, says so, and learns no refresh token', async () => {
    const token = await taken();
    assert.deepEqual([token.status, token.json.token_type], [200, 'Bearer'], JSON.stringify(token.json));
    assert.equal(token.json.refresh_token, undefined);
    assert.equal(token.json.authorization_details, undefined);
    for (const count of [1, 3]) {
      const body = { credential_configuration_id: SD_JWT, proofs: await proofs(count) };
      const answer = await posted(`${ISSUER}/credential`, body, bearer(token));
      assert.equal(textsOf(answer).length, count);
      const said = { notification_id: answer.json.notification_id, event: 'credential_accepted' };
      assert.equal((await posted(`${ISSUER}/notification`, said, bearer(token))).status, 204);
    }
  });

  test('asks by details, is told what to ask for, and gets it by that name', async () => {
    const token = await taken({ authorization_details: JSON.stringify([detail(SD_JWT)]) });
    assert.equal(token.json.scope, SD_JWT);
    const [granted] = token.json.authorization_details as { credential_identifiers: string[] }[];
    const { credential_identifiers: identifiers, ...rest } = granted!;
    assert.deepEqual(rest, detail(SD_JWT));
    assert.equal(identifiers.length, 1);
    for (const turn of ['before there is a card', 'once there is one']) {
      const body = { credential_identifier: identifiers[0], proofs: await proofs() };
      assert.equal(textsOf(await posted(`${ISSUER}/credential`, body, bearer(token))).length, 1, turn);
    }
    const other = { credential_identifier: identifiers[0]!.replace(/^..../, 'ffff'), proofs: await proofs() };
    refusedAs(await posted(`${ISSUER}/credential`, other, bearer(token)), 'credential_request_denied');
  });

  test('proves a key that it names as did:jwk, and gets it confirmed as it is', async () => {
    const token = await taken();
    const key = await deviceKey();
    const kid = `did:jwk:${Buffer.from(JSON.stringify(key.jwk)).toString('base64url')}#0`;
    const jwt = await proofBy(key, { audience: ISSUER, nonce: await nonce() }, { header: { jwk: undefined, kid } });
    const body = { credential_configuration_id: SD_JWT, proofs: { jwt: [jwt] } };
    const [text] = textsOf(await posted(`${ISSUER}/credential`, body, bearer(token)));
    const { cnf } = decodeJwt<{ cnf: { jwk: JWK } }>(text!.split('~')[0]!);
    assert.deepEqual([cnf.jwk.x, cnf.jwk.y, cnf.jwk.kid], [key.jwk.x, key.jwk.y, undefined]);
    const both = await proofBy(key, { audience: ISSUER, nonce: await nonce() }, { header: { kid } });
    refusedAs(
      await posted(`${ISSUER}/credential`, { ...body, proofs: { jwt: [both] } }, bearer(token)),
      'invalid_proof',
    );
  });

  test('encrypts what it asks, and reads what comes back encrypted', async () => {
    const token = await taken();
    const { json: issuer } = await asked(
      `${address}/.well-known/openid-credential-issuer/issuers/household-registration`,
    );
    const [open] = (issuer.credential_request_encryption as { jwks: { keys: JWK[] } }).jwks.keys;
    const { publicKey, privateKey } = await generateKeyPair('ECDH-ES', { extractable: true });
    const jwk = { ...(await exportJWK(publicKey)), alg: 'ECDH-ES', kid: 'mine' };
    const request = {
      credential_configuration_id: SD_JWT,
      proofs: await proofs(),
      credential_response_encryption: { jwk, enc: 'A256GCM' },
    };
    const jwe = await new CompactEncrypt(new TextEncoder().encode(JSON.stringify(request)))
      .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A128GCM', kid: open!.kid! })
      .encrypt(await importJWK(open!, 'ECDH-ES'));
    const answer = await fetch(`${ISSUER}/credential`, {
      method: 'POST',
      headers: { ...bearer(token), 'content-type': 'application/jwt' },
      body: jwe,
    });
    assert.deepEqual([answer.status, answer.headers.get('content-type')], [200, 'application/jwt']);
    const { plaintext, protectedHeader } = await compactDecrypt(await answer.text(), privateKey);
    assert.equal(protectedHeader.kid, 'mine');
    assert.equal(JSON.parse(new TextDecoder().decode(plaintext)).credentials.length, 1);
  });
});

describe('a wallet that sends its person to sign in', () => {
  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  let client: string;
  before(async () => {
    const said = { client_name: 'Pocket', redirect_uris: [REDIRECT], grant_types: ['authorization_code'] };
    const registered = await posted(`${address}/oauth/reg`, { ...said, token_endpoint_auth_method: 'none' });
    assert.equal(registered.status, 201, JSON.stringify(registered.json));
    client = registered.json.client_id as string;
  });
  const pushed = (details: unknown, more: Record<string, string> = {}) =>
    sent(`${address}/oauth/request`, {
      ...{ client_id: client, redirect_uri: REDIRECT, response_type: 'code', state: 'abc' },
      ...{ code_challenge: challenge, code_challenge_method: 'S256', ...more },
      authorization_details: typeof details === 'string' ? details : JSON.stringify(details),
    });

  test('asks by details and no scope; what was granted it learns with the token, and again when it renews that', async () => {
    const { json } = await pushed([detail(SD_JWT)]);
    const query = new URLSearchParams({ client_id: client, request_uri: json.request_uri as string });
    const back = await house.agree(mother, `${address}/oauth/auth?${query}`);
    const device = new Device(address, await deviceKey());
    const form = { client_id: client, redirect_uri: REDIRECT, code_verifier: verifier };
    const code = back.searchParams.get('code')!;
    const token = await device.token({ grant_type: 'authorization_code', code, ...form });
    assert.equal(token.status, 200, JSON.stringify(token.json));
    const refresh = {
      grant_type: 'refresh_token',
      refresh_token: token.json.refresh_token as string,
      client_id: client,
    };
    const renewed = await device.token(refresh);
    const [granted] = token.json.authorization_details as { credential_identifiers: string[] }[];
    assert.deepEqual(renewed.json.authorization_details, [granted]);
    const body = {
      credential_identifier: granted!.credential_identifiers[0],
      proofs: await device.proofs('household-registration', 2),
    };
    const path = '/issuers/household-registration/credential';
    assert.equal(textsOf(await device.ask(path, renewed.json.access_token as string, body)).length, 2);
  });

  test('is told, as the standard names it, what is wrong with its details', async () => {
    const elsewhere = { ...detail(SD_JWT), locations: ['https://issuer.example'] };
    const wrong = ['{', '{}', [], ['x'], [{ type: 'payment' }], [detail('no-such-card')], [elsewhere]];
    for (const details of wrong) refusedAs(await pushed(details), 'invalid_authorization_details');
    const licence = [detail('driving-licence.mdoc', 'motor-vehicles')];
    const notOffered = await taken({ authorization_details: JSON.stringify(licence) });
    refusedAs(notOffered, 'invalid_authorization_details');
  });
});

test('what is wrong with a request is told in the words of the standards, also where it is not even readable', async () => {
  const raw = (path: string, type: string, body: string) =>
    asked(address + path, { method: 'POST', headers: { 'content-type': type }, body });
  const at = '/issuers/household-registration';
  refusedAs(await raw(`${at}/credential`, 'application/json', '{'), 'invalid_credential_request');
  refusedAs(await raw(`${at}/credential`, 'text/plain', 'x'), 'invalid_credential_request');
  refusedAs(await raw(`${at}/deferred`, 'application/json', '[]'), 'invalid_credential_request');
  refusedAs(await raw(`${at}/notification`, 'application/json', '5'), 'invalid_notification_request');
  refusedAs(await raw('/oauth/token', 'text/plain', 'x'), 'invalid_request');
  refusedAs(await raw('/oauth/reg', 'application/json', '{"redirect_uris":[]}'), 'invalid_client_metadata');
  refusedAs(await posted(`${ISSUER}/credential`, {}, { authorization: 'Bearer none' }), 'invalid_token', 401);
  const token = bearer(await taken());
  const wrong = [
    [{ proofs: await proofs() }, 'invalid_credential_request'],
    [{ credential_configuration_id: 'none', proofs: await proofs() }, 'unknown_credential_configuration'],
    [{ credential_identifier: 'none', proofs: await proofs() }, 'unknown_credential_identifier'],
    [{ credential_configuration_id: SD_JWT }, 'invalid_proof'],
    [{ credential_configuration_id: SD_JWT, proofs: { jwt: [] } }, 'invalid_proof'],
    [{ credential_configuration_id: SD_JWT, proofs: await proofs(11) }, 'invalid_proof'],
  ] as const;
  for (const [body, error] of wrong) refusedAs(await posted(`${ISSUER}/credential`, body, token), error);
  const none = { transaction_id: '00000000-0000-4000-8000-000000000000' };
  refusedAs(await posted(`${ISSUER}/deferred`, none, token), 'invalid_transaction_id');
});
