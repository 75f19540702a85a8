import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey, type JsonWebKey as Jwk, sign, verify } from 'node:crypto';
import { describe, it } from 'node:test';
import { sha256 } from '../testing.ts';
import { type HttpMessage, type HttpRequest, type HttpResponse, signatureBase } from './base.ts';
import { contentDigest, digestFits } from './digest.ts';
import { readDictionary, writeDictionary } from './structured.ts';

/* The examples of RFC 9421 appendix B.2 and section 2.4, and of RFC 9530, by the keys of appendix B.1. */

const bytes = (text: string) => new TextEncoder().encode(text);
const jwk = (key: Jwk) => createPublicKey({ key, format: 'jwk' });

const P256 = jwk({
  kty: 'EC',
  crv: 'P-256',
  x: 'qIVYZVLCrPZHGHjP17CTW0_-D9Lfw0EkjqF7xB4FivA',
  y: 'Mc4nN9LTDOBhfoUeg8Ye9WedFRhnZXZJA12Qp0zZ6F0',
});
const ED25519: Jwk = {
  kty: 'OKP',
  crv: 'Ed25519',
  d: 'n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU',
  x: 'JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs',
};

const REQUEST: HttpRequest = {
  method: 'POST',
  url: 'https://example.com/foo?param=Value&Pet=dog',
  headers: new Headers({
    date: 'Tue, 20 Apr 2021 02:07:55 GMT',
    'content-type': 'application/json',
    'content-digest':
      'sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:',
    'content-length': '18',
  }),
  body: bytes('{"hello": "world"}'),
};
const RESPONSE: HttpResponse = {
  status: 200,
  headers: new Headers({
    date: 'Tue, 20 Apr 2021 02:07:56 GMT',
    'content-type': 'application/json',
    'content-digest':
      'sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymyU0rjJuahq4l5aGgfLQ==:',
    'content-length': '23',
  }),
  body: bytes('{"message": "good dog"}'),
  request: REQUEST,
};
const UNAVAILABLE: HttpResponse = {
  ...RESPONSE,
  status: 503,
  headers: new Headers({
    'content-type': 'application/json',
    'content-digest':
      'sha-512=:0Y6iCBzGg5rZtoXS95Ijz03mslf6KAMCloESHObfwnHJDbkkWWQz6PhhU9kxsTbARtY2PTBOzq24uJFpHsMuAg==:',
  }),
};

const B24 = '("@status" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-key-ecc-p256"';
const B26 =
  '("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"';
const REQRES =
  '("@status" "content-digest" "content-type" "@authority";req "@method";req "@path";req "content-digest";req)' +
  ';created=1618884479;keyid="test-key-ecc-p256"';

const baseOf = (message: HttpMessage, input: string) => {
  const read = readDictionary(`sig=${input}`)!;
  assert.equal(writeDictionary(read), `sig=${input}`);
  return signatureBase(message, read.get('sig')!);
};
const raw = { key: P256, dsaEncoding: 'ieee-p1363' } as const;

describe('as RFC 9421 has it', () => {
  it('B.2.4: an answer signed by ecdsa-p256-sha256', () => {
    const signature = 'wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDAUy5eCdlYUEkLIj+32oiasw==';
    assert.ok(verify('sha256', baseOf(RESPONSE, B24), raw, Buffer.from(signature, 'base64')));
  });

  it('B.2.6: a request signed by ed25519, whose signature is always the same', () => {
    const key = createPrivateKey({ key: ED25519, format: 'jwk' });
    assert.equal(
      sign(null, baseOf(REQUEST, B26), key).toString('base64'),
      'wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==',
    );
  });

  it('2.4: an answer signed with what it answers', () => {
    const signature = 'dMT/A/76ehrdBTD/2Xx8QuKV6FoyzEP/I9hdzKN8LQJLNgzU4W767HK05rx1i8meNQQgQPgQp8wq2ive3tV5Ag==';
    assert.ok(verify('sha256', baseOf(UNAVAILABLE, REQRES), raw, Buffer.from(signature, 'base64')));
  });

  it('2.2: what is derived of a request', () => {
    const derived = '("@method" "@target-uri" "@authority" "@scheme" "@request-target" "@path" "@query")';
    const request = { ...REQUEST, url: 'https://www.EXAMPLE.com:443/path?param=value#part' };
    assert.equal(
      new TextDecoder().decode(baseOf(request, derived)),
      [
        '"@method": POST',
        '"@target-uri": https://www.example.com/path?param=value',
        '"@authority": www.example.com',
        '"@scheme": https',
        '"@request-target": /path?param=value',
        '"@path": /path',
        '"@query": ?param=value',
        `"@signature-params": ${derived}`,
      ].join('\n'),
    );
    assert.match(new TextDecoder().decode(baseOf({ ...request, url: 'https://a.example' }, '("@query")')), /: \?\n/);
  });
});

describe('as RFC 9530 has it', () => {
  it('the digest of a body', () => {
    const digest = 'sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:';
    assert.equal(contentDigest(REQUEST.body, sha256), digest);
    assert.ok(digestFits(`unixsum=:AAA=:, ${digest}`, REQUEST.body, sha256));
    assert.ok(!digestFits(digest, RESPONSE.body, sha256));
  });
});

describe('a dictionary of structured fields', () => {
  for (const text of [
    'sig=:AAE=:',
    'a=("x" "y";req);created=1;expires=-2;tag="a \\"b\\" \\\\";on, b=?0;also=?0',
    'a=(), b="", c=123456789012345',
  ])
    it(`is read and written again: ${text}`, () => assert.equal(writeDictionary(readDictionary(text)!), text));

  for (const text of [
    '',
    'a',
    'a=',
    'A=1',
    'a=1,',
    'a=1 b=2',
    'a=1, a=2',
    'a=1;x;x',
    'a=1.5',
    'a=1234567890123456',
    'a=token',
    'a=:AA=:',
    'a=:A A=:',
    'a="x',
    'a="\\x"',
    'a="é"',
    'a=("x""y")',
    'a=("x"',
    'a=("x", "y")',
    'a=(("x"))',
    'a=?2',
  ])
    it(`is not read: ${text || 'nothing'}`, () => assert.equal(readDictionary(text), undefined));
});
