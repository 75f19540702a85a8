import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allVerify, rawSign, type TestKey, testKey } from '../testing.ts';
import { checkSelfSigned } from './self-signed.ts';

const AT = 1_800_000_000;
const TYP = 'dpop+jwt';
const key = testKey();
const { kty, crv, x, y } = key.jwk;
const HEADER = { alg: 'ES256', typ: TYP, jwk: { kty, crv, x, y } };
const PAYLOAD = { jti: 'one', htm: 'POST', htu: 'https://gov.example/token', iat: AT };

const part = (said: unknown): string =>
  Buffer.from(typeof said === 'string' ? said : JSON.stringify(said)).toString('base64url');

function proof(header: unknown = HEADER, payload: unknown = PAYLOAD, by: TestKey = key): string {
  const input = `${part(header)}.${part(payload)}`;
  return `${input}.${Buffer.from(rawSign(by, Buffer.from(input))).toString('base64url')}`;
}

const check = (text: string) => checkSelfSigned(text, { typ: TYP, at: AT });

describe('a proof that a device holds a key', () => {
  it('is read, and its signature handed out', () => {
    const checked = check(proof());
    assert.ok(checked.ok);
    assert.deepEqual([checked.payload, checked.jwk], [PAYLOAD, HEADER.jwk]);
    assert.ok(allVerify([checked.signature]));
  });

  it('that another key has signed does not verify', () => {
    const checked = check(proof(HEADER, PAYLOAD, testKey()));
    assert.ok(checked.ok && !allVerify([checked.signature]));
  });

  it('may name its key otherwise, where that is asked for', () => {
    const named = proof({ alg: 'ES256', typ: TYP, kid: 'mine' });
    const keyIn = ({ kid }: Readonly<Record<string, unknown>>) => (kid === 'mine' ? HEADER.jwk : undefined);
    assert.ok(checkSelfSigned(named, { typ: TYP, at: AT, keyIn }).ok);
    assert.deepEqual(check(named).ok, false);
  });

  const { privateKey } = key;
  const secret = privateKey.export({ format: 'jwk' });
  const [header, payload, signature] = proof().split('.') as [string, string, string];
  for (const [what, failed, text] of [
    ['nothing', 'proof.form', ''],
    ['two parts', 'proof.form', `${header}.${payload}`],
    ['one that is too long', 'proof.form', proof(HEADER, { ...PAYLOAD, more: 'x'.repeat(9_000) })],
    ['a header that is no JSON', 'proof-header.json', proof('no')],
    ['a header with a name twice', 'proof-header.unique', proof(`{"alg":"none",${JSON.stringify(HEADER).slice(1)}`)],
    ['no algorithm', 'proof.alg', proof({ ...HEADER, alg: 'none' })],
    ['a shared secret', 'proof.alg', proof({ ...HEADER, alg: 'HS256' })],
    ['another type', 'proof.typ', proof({ ...HEADER, typ: 'openid4vci-proof+jwt' })],
    ['an extension', 'proof.crit', proof({ ...HEADER, crit: ['exp'] })],
    ['a payload as it is', 'proof.b64', proof({ ...HEADER, b64: false })],
    ['no key', 'proof.jwk', proof({ alg: 'ES256', typ: TYP })],
    ['its secret key', 'proof.jwk', proof({ ...HEADER, jwk: secret })],
    ['a key for another algorithm', 'proof.key', proof({ ...HEADER, alg: 'EdDSA' })],
    ['a signature cut short', 'proof.signature', `${header}.${payload}.${signature.slice(0, -2)}`],
    ['a payload that is a list', 'proof-payload.json', proof(HEADER, [])],
    ['an end long ago', 'proof.times', proof(HEADER, { ...PAYLOAD, exp: AT - 301 })],
    ['a beginning far off', 'proof.times', proof(HEADER, { ...PAYLOAD, nbf: AT + 301 })],
    ['an end that is no time', 'proof.times', proof(HEADER, { ...PAYLOAD, exp: 'never' })],
  ] as const)
    it(`with ${what} is refused`, () => {
      const checked = check(text);
      assert.equal(checked.ok ? 'taken' : checked.failed, failed);
    });
});
