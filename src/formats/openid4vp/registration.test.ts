import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { toBase64 } from '../bytes.ts';
import { allVerify } from '../testing.ts';
import { NOW } from '../trust/testing.ts';
import { checkRegistration, REGISTRATION_STEPS } from './check-registration.ts';
import { CERTIFICATE, EXPECTED, encoded, KEEPER, REGISTRATION, registered } from './testing/party.ts';

const NOT_UTF8 = encoded(Uint8Array.of(0x7b, 0xff, 0x7d));
const DEEP = encoded(`{"a":${'['.repeat(20)}${']'.repeat(20)}}`);
const R = registered();
const [R_HEADER, R_PAYLOAD, R_SIGNATURE] = R.split('.') as [string, string, string];
const rawR = (header: string, payload: string) => `${header}.${payload}.${R_SIGNATURE}`;
const headerBut = (but: object) =>
  rawR(encoded({ alg: 'ES256', typ: 'rc-rp+jwt', x5c: [toBase64(KEEPER.leaf)], ...but }), R_PAYLOAD);
const AT = { at: NOW, leeway: 60, registrar: EXPECTED.registrar };

const REGISTRATIONS: Record<string, readonly string[]> = {
  'registration.form': ['', 'a.b', 'x'.repeat(131_073)],
  'registration-header.base64url': [rawR(`${R_HEADER}=`, R_PAYLOAD)],
  'registration-header.utf8': [rawR(NOT_UTF8, R_PAYLOAD)],
  'registration-header.json': [rawR(encoded('[]'), R_PAYLOAD)],
  'registration-header.unique': [rawR(encoded('{"alg":"none","alg":"ES256"}'), R_PAYLOAD)],
  'registration-header.names': [rawR(encoded('{"__proto__":{}}'), R_PAYLOAD)],
  'registration-header.depth': [rawR(DEEP, R_PAYLOAD)],
  'registration-header.alg': [headerBut({ alg: 'none' })],
  'registration-header.typ': [headerBut({ typ: 'JWT' }), headerBut({ typ: 'oauth-authz-req+jwt' })],
  'registration-header.crit': [headerBut({ crit: [] })],
  'registration-header.b64': [headerBut({ b64: true })],
  'registration.x5c': [headerBut({ x5c: undefined })],
  // A relying party registers itself.
  'registration.chain': [headerBut({ x5c: [toBase64(CERTIFICATE)] })],
  'registration.key': [headerBut({ alg: 'EdDSA' })],
  'registration.signature': [`${R_HEADER}.${R_PAYLOAD}.AAAA`],
  'registration-payload.base64url': [rawR(R_HEADER, `${R_PAYLOAD}=`)],
  'registration-payload.utf8': [rawR(R_HEADER, NOT_UTF8)],
  'registration-payload.json': [rawR(R_HEADER, encoded('[]'))],
  'registration-payload.unique': [rawR(R_HEADER, encoded('{"sub":"a","sub":"b"}'))],
  'registration-payload.names': [rawR(R_HEADER, encoded('{"__proto__":1}'))],
  'registration-payload.depth': [rawR(R_HEADER, DEEP)],
  'registration.iss': [registered({ iss: 'https://other.example' })],
  'registration.times': [registered({ exp: undefined }), registered({ iat: '1' })],
  'registration.iat': [registered({ iat: NOW + 61 })],
  'registration.exp': [registered({ exp: NOW - 60 })],
  'registration.party': [registered({ sub: '' }), registered({ intended_use_id: 1 }), registered({ name: 'Shop' })],
  'registration.purpose': [
    registered({ purpose: [] }),
    registered({ legal_basis: 'law' }),
    registered({ legal_basis: [[]] }),
    registered({ if_refused: 'nothing' }),
    registered({ support_uri: 7 }),
  ],
  'registration.credentials': [
    registered({ credentials: {} }),
    registered({ credentials: [{ format: 'dc+sd-jwt', meta: {} }] }),
    registered({ credentials: [{ format: 'dc+sd-jwt', meta: {}, claim: [{ path: [] }] }] }),
    registered({ transaction_types: 'urn:example:payment' }),
  ],
};

describe('a registration', () => {
  test('an honest one is read', () => {
    const checked = checkRegistration(R, AT);
    assert.ok(checked.ok && allVerify(checked.signatures));
    assert.deepEqual(checked.registration, REGISTRATION);
  });

  for (const { id, says } of REGISTRATION_STEPS.flatMap(({ checks }) => checks)) {
    test(`${id}: ${says}`, () => {
      const forgeries = REGISTRATIONS[id] ?? [];
      assert.ok(forgeries.length > 0, 'a forgery is needed');
      for (const forgery of forgeries) {
        const checked = checkRegistration(forgery, AT);
        assert.equal(checked.ok ? 'taken' : checked.failed, id);
      }
    });
  }
});
