import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { all, sql } from '../../kernel/index.ts';
import { personOf, withCards } from '../cards/testing.ts';
import {
  AGENCY,
  asked,
  CONFIGURATION,
  CREDENTIAL,
  deviceKey,
  dpopBy,
  issuingFor,
  proofBy,
  refusedAs,
  textsOf,
} from './testing.ts';

/*
 * What a thief of tokens can do, and what becomes of proofs that are not as they must be: by hand over HTTP.
 */

const { gov } = await testGovernment('tw');
const { origin, offered, newDevice, withToken } = await issuingFor(gov);

let mother: string;
let father: string;
before(async () => {
  await withCards(gov);
  [mother, father] = await Promise.all([personOf(gov, 'A200000012'), personOf(gov, 'A100000010')]);
});

describe('an access token', () => {
  it('is worth nothing without the key that it is bound to', async () => {
    const { device, token } = await withToken(mother);
    const proofs = await device.proofs(AGENCY, 1);
    const body = { credential_configuration_id: CONFIGURATION, proofs };
    const thief = await newDevice();
    refusedAs(await thief.ask(CREDENTIAL, token, body), 'invalid_token', 401);
    const bearer = await asked(origin + CREDENTIAL, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    refusedAs(bearer, 'invalid_token', 401);
    assert.match(bearer.headers.get('www-authenticate')!, /DPoP/);
    assert.equal(textsOf(await device.ask(CREDENTIAL, token, body)).length, 1);
  });

  it('comes with a proof for this request, used once', async () => {
    const { device, token } = await withToken(mother);
    const [method, url] = ['POST', origin + CREDENTIAL];
    const proof = await dpopBy(device.key, { method, url, token });
    const ask = async (dpop: string) =>
      asked(url, {
        method,
        headers: { authorization: `DPoP ${token}`, dpop, 'content-type': 'application/json' },
        body: JSON.stringify({ credential_configuration_id: 'none' }),
      });
    refusedAs(await ask(proof), 'unknown_credential_configuration');
    refusedAs(await ask(proof), 'invalid_dpop_proof', 401);
    const other = await deviceKey();
    const spoilt = [
      dpopBy(device.key, { method: 'GET', url, token }),
      dpopBy(device.key, { method, url: `${origin}/oauth/token`, token }),
      dpopBy(device.key, { method, url, token: 'another' }),
      dpopBy(device.key, { method, url }),
      dpopBy(device.key, { method, url, token }, { header: { typ: 'jwt' } }),
      dpopBy(device.key, { method, url, token }, { signedBy: other }),
      dpopBy(device.key, { method, url, token }, { payload: { jti: undefined } }),
    ];
    for (const dpop of await Promise.all(spoilt)) refusedAs(await ask(dpop), 'invalid_dpop_proof', 401);
  });

  it('of a wallet whose clock is off is used with a nonce of the server', async () => {
    const { device, token } = await withToken(mother);
    const [method, url] = ['POST', origin + CREDENTIAL];
    const late = { payload: { iat: Math.floor(Date.now() / 1000) - 3_000 } };
    const ask = (dpop: string) =>
      asked(url, {
        method,
        headers: { authorization: `DPoP ${token}`, dpop, 'content-type': 'application/json' },
        body: '{}',
      });
    const told = await ask(await dpopBy(device.key, { method, url, token }, late));
    refusedAs(told, 'use_dpop_nonce', 401);
    const nonce = told.headers.get('dpop-nonce')!;
    refusedAs(await ask(await dpopBy(device.key, { method, url, token, nonce }, late)), 'invalid_credential_request');
    refusedAs(await ask(await dpopBy(device.key, { method, url, token, nonce: 'mine' }, late)), 'use_dpop_nonce', 401);
  });

  it('is for what it was given for', async () => {
    const { device, token } = await withToken(mother);
    const proofs = await device.proofs('motor-vehicles', 1);
    refusedAs(
      await device.ask('/issuers/motor-vehicles/credential', token, {
        ...{ credential_configuration_id: 'driving-licence.sd-jwt', proofs },
      }),
      'insufficient_scope',
      403,
    );
    refusedAs(await device.ask('/wallets/held', token), 'insufficient_scope', 403);
    const unbound = await newDevice();
    const { uri, code } = await offered(mother);
    const { json } = await unbound.redeem(uri, code, { bound: false });
    assert.deepEqual([json.token_type, json.refresh_token], ['Bearer', undefined]);
    const headers = { authorization: `Bearer ${json.access_token}`, 'content-type': 'application/json' };
    const ask = (path: string, body: object) =>
      asked(origin + path, { method: 'POST', headers, body: JSON.stringify(body) });
    refusedAs(await ask('/wallets/move-offers', {}), 'insufficient_scope', 403);
    const request = { credential_configuration_id: CONFIGURATION, proofs: await unbound.proofs(AGENCY, 1) };
    assert.equal(textsOf(await ask(CREDENTIAL, request)).length, 1);
  });

  it('is given anew for a refresh token, again where the answer was lost, and only to its key', async () => {
    const { device, refresh } = await withToken(mother);
    const form = { grant_type: 'refresh_token', refresh_token: refresh };
    refusedAs(await (await newDevice()).token(form), 'invalid_grant');
    refusedAs(await device.token(form, { bound: false }), 'invalid_grant');
    const [heard, unheard] = [await device.token(form), await device.token(form)];
    for (const { status, json } of [heard, unheard, await device.token(form)]) {
      assert.deepEqual([status, json.refresh_token], [200, refresh], JSON.stringify(json));
      const proofs = await device.proofs(AGENCY, 1);
      const body = { credential_configuration_id: CONFIGURATION, proofs };
      textsOf(await device.ask(CREDENTIAL, json.access_token as string, body));
    }
    refusedAs(await (await newDevice()).token(form), 'invalid_grant');
  });

  it('lies in the database as a hash only', async () => {
    const { token, refresh } = await withToken(mother);
    const rows = await all(gov.db, sql<{ text: string }>`select o::text as text from credentials.oauth o`);
    const text = rows.map((row) => row.text).join();
    assert.ok(!text.includes(token) && !text.includes(refresh));
  });
});

describe('proofs', () => {
  it('are refused unless each is what the standard says', async () => {
    const { device, token } = await withToken(mother);
    const audience = `${origin}/issuers/${AGENCY}`;
    const [key, other] = [await deviceKey(), await deviceKey()];
    const nonce = await device.nonce(AGENCY);
    const expected = { audience, nonce };
    const unsigned = (header: object, payload: object) =>
      `${[header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`;
    const claims = { aud: audience, nonce, iat: 1 };
    const spoilt = [
      proofBy(key, expected, { header: { typ: 'JWT' } }),
      proofBy(key, expected, { header: { jwk: undefined, kid: 'x' } }),
      proofBy(key, expected, { header: { kid: 'x' } }),
      proofBy(key, expected, { header: { x5c: ['AAAA'] } }),
      proofBy(key, expected, { header: { jwk: { ...key.jwk, d: key.secret.export({ format: 'jwk' }).d } } }),
      proofBy(key, expected, { signedBy: other }),
      proofBy(key, { ...expected, audience: `${origin}/issuers/motor-vehicles` }),
      proofBy(key, expected, { payload: { aud: [audience, 'https://evil.example'] } }),
      proofBy(key, expected, { payload: { nonce: undefined } }),
      proofBy(key, expected, { payload: { iat: undefined } }),
      Promise.resolve(unsigned({ alg: 'none', typ: 'openid4vci-proof+jwt', jwk: key.jwk }, claims)),
      Promise.resolve(unsigned({ alg: 'HS256', typ: 'openid4vci-proof+jwt', jwk: key.jwk }, claims)),
      Promise.resolve('rubbish'),
    ];
    for (const jwt of await Promise.all(spoilt)) {
      const body = { credential_configuration_id: CONFIGURATION, proofs: { jwt: [jwt] } };
      refusedAs(await device.ask(CREDENTIAL, token, body), 'invalid_proof');
    }
    for (const proofs of [undefined, {}, { jwt: [] }, { attestation: ['x'] }, { jwt: ['a'], di_vp: [] }])
      refusedAs(
        await device.ask(CREDENTIAL, token, { credential_configuration_id: CONFIGURATION, proofs }),
        'invalid_proof',
      );
    const many = { jwt: Array.from({ length: 101 }, () => 'x') };
    refusedAs(
      await device.ask(CREDENTIAL, token, { credential_configuration_id: CONFIGURATION, proofs: many }),
      'invalid_proof',
    );
    const twice = await proofBy(key, expected);
    refusedAs(
      await device.ask(CREDENTIAL, token, {
        credential_configuration_id: CONFIGURATION,
        proofs: { jwt: [twice, twice] },
      }),
      'invalid_proof',
    );
  });

  it('bear one nonce, of this server, that nobody has used', async () => {
    const { device, token } = await withToken(mother);
    const ask = (proofs: object) =>
      device.ask(CREDENTIAL, token, { credential_configuration_id: CONFIGURATION, proofs });
    refusedAs(await ask(await device.proofs(AGENCY, 1, randomBytes(34).toString('base64url'))), 'invalid_nonce');
    const [one, two] = [await device.proofs(AGENCY, 1), await device.proofs(AGENCY, 1)];
    refusedAs(await ask({ jwt: [...one.jwt, ...two.jwt] }), 'invalid_nonce');
    const nonce = await device.nonce(AGENCY);
    const [first, second] = [await device.proofs(AGENCY, 1, nonce), await device.proofs(AGENCY, 1, nonce)];
    const answers = await Promise.all([ask(first), ask(second)]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 400]);
    const dpopNonce = (await asked(`${origin}/issuers/${AGENCY}/nonce`, { method: 'POST' })).headers.get('dpop-nonce')!;
    refusedAs(await ask(await device.proofs(AGENCY, 1, dpopNonce)), 'invalid_nonce');
  });

  it('sent again with the same request give the same copies; stolen, they give another nothing', async () => {
    const { device, token } = await withToken(mother);
    const body = { credential_configuration_id: CONFIGURATION, proofs: await device.proofs(AGENCY, 2) };
    const answers = await Promise.all([1, 2, 3].map(() => device.ask(CREDENTIAL, token, body)));
    const [one, ...others] = answers.map(textsOf);
    for (const other of others) assert.deepEqual(other, one);
    assert.equal(new Set(answers.map(({ json }) => json.notification_id)).size, 1);
    const other = await withToken(father);
    refusedAs(await other.device.ask(CREDENTIAL, other.token, body), 'invalid_nonce');
  });
});
