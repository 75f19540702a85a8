import assert from 'node:assert/strict';
import { createHash, verify } from 'node:crypto';
import { describe, test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import { encodeHeader } from '../jose/jws.ts';
import { encodeStatusList, packStatuses } from '../status/list.ts';
import { issueStatusList, STATUS_LIST_TYPE } from '../status/token.ts';
import { allVerify, random, rawSign, sha256, signBy, type TestKey } from '../testing.ts';
import { checkSdJwt } from './check.ts';
import { frameOf } from './frame.ts';
import { issueSdJwt } from './issue.ts';
import { SD_JWT_VC } from './model.ts';
import { bindKey, disclose, readSdJwt } from './present.ts';
import { AT, EXPECTED, holderKey, ISSUER, issuerKey, VCT } from './testing/forge.ts';

const { nonce, audience } = EXPECTED.keyBinding!;
const signer = (key: TestKey) => (text: string) =>
  Buffer.from(rawSign(key, new TextEncoder().encode(text))).toString('base64url');
const verifier = (key: TestKey) => (text: string, signature: string) =>
  verify(
    'sha256',
    Buffer.from(text),
    { key: key.publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );

const OPTIONS: ConstructorParameters<typeof SDJwtVcInstance>[0] = {
  signer: signer(issuerKey),
  signAlg: 'ES256',
  verifier: verifier(issuerKey),
  kbSigner: signer(holderKey),
  kbSignAlg: 'ES256',
  kbVerifier: verifier(holderKey),
  hasher: (data) =>
    createHash('sha256')
      .update(typeof data === 'string' ? data : new Uint8Array(data))
      .digest(),
  hashAlg: 'sha-256',
  saltGenerator: (length) => Buffer.from(random(length)).toString('base64url'),
};

/** The library that most others use. */
const peer = new SDJwtVcInstance(OPTIONS);

const PERSON = { given_name: '美玲', address: { locality: '水里', country: 'ZZ' }, nationalities: ['AA', 'ZZ'] };
const OPEN = { iss: ISSUER, vct: VCT, iat: AT - 60, exp: AT + 86_400, cnf: { jwk: holderKey.jwk } };

describe('@sd-jwt', () => {
  test('reads in our status list which credentials are valid', async () => {
    const list = encodeStatusList(
      packStatuses(Uint8Array.of(0, 1, 2, 0), 2),
      (bytes) => new Uint8Array(deflateSync(bytes)),
    );
    const uri = `${ISSUER}/status/1`;
    const claims = { iss: ISSUER, uri, at: AT, exp: AT + 60, ttl: 30 };
    const token = signBy(
      issuerKey,
      issueStatusList(encodeHeader({ alg: 'ES256', typ: STATUS_LIST_TYPE }), claims, list),
    );
    const reader = new SDJwtVcInstance({ ...OPTIONS, statusListFetcher: async () => token });
    const issuing = {
      header: encodeHeader({ alg: 'ES256', typ: SD_JWT_VC }),
      frame: frameOf([]),
      padTo: 1,
      sha256,
      random,
    };
    const valid = await Promise.all(
      [0, 1, 2, 3].map((idx) => {
        const status = { status_list: { idx, uri } };
        const sdJwt = signBy(issuerKey, issueSdJwt({ ...OPEN, status }, issuing));
        const read = reader.verify(sdJwt, { currentDate: AT });
        return read.then(
          () => true,
          () => false,
        );
      }),
    );
    assert.deepEqual(valid, [true, false, false, true]);
  });

  test('reads what we issue, and verifies what we present', async () => {
    const frame = frameOf([['given_name'], ['address'], ['address', 'locality'], ['nationalities', null]]);
    const header = encodeHeader({ alg: 'ES256', typ: SD_JWT_VC });
    const issuing = { header, frame, padTo: 4, sha256, random };
    const sdJwt = signBy(issuerKey, issueSdJwt({ ...OPEN, ...PERSON }, issuing));
    assert.deepEqual(await peer.getClaims(sdJwt), { ...OPEN, ...PERSON });
    const shown = disclose(
      sdJwt,
      [
        ['address', 'locality'],
        ['nationalities', 1],
      ],
      sha256,
    );
    const presentation = signBy(holderKey, bindKey(shown, { alg: 'ES256', nonce, audience, at: AT }, sha256));
    const { payload, kb } = await peer.verify(presentation, { keyBindingNonce: nonce, currentDate: AT });
    assert.deepEqual(payload, { ...OPEN, address: PERSON.address, nationalities: ['ZZ'] });
    assert.equal(kb?.payload.aud, audience);
  });

  test('finds in what we present the transaction that was signed', async () => {
    const issuing = {
      ...{ header: encodeHeader({ alg: 'ES256', typ: SD_JWT_VC }), frame: frameOf([]), padTo: 1, sha256, random },
    };
    const shown = disclose(signBy(issuerKey, issueSdJwt(OPEN, issuing)), [], sha256);
    const transaction = Buffer.from(JSON.stringify({ type: 'urn:example', credential_ids: ['card'] })).toString(
      'base64url',
    );
    const bound = signBy(holderKey, bindKey(shown, { alg: 'ES256', nonce, audience, at: AT, transaction }, sha256));
    const { kb } = await peer.verify(bound, { keyBindingNonce: nonce, currentDate: AT });
    const { transaction_data_hashes: hashes, transaction_data_hashes_alg: alg } = kb!.payload as Record<
      string,
      unknown
    >;
    assert.deepEqual([hashes, alg], [[createHash('sha256').update(transaction).digest('base64url')], 'sha-256']);
    const expected = { ...EXPECTED, keyBinding: { nonce, audience, transaction } };
    assert.ok(checkSdJwt(bound, expected).ok);
    assert.ok(checkSdJwt(bound, EXPECTED).ok, 'who sent nothing to be signed passes it over');
  });

  test('issues and presents what we read and verify', async () => {
    const frame = {
      _sd: ['given_name', 'address'],
      _sd_decoy: 3,
      address: { _sd: ['locality'] },
      nationalities: { _sd: [0, 1] },
    };
    const sdJwt = await peer.issue({ ...OPEN, ...PERSON }, frame as never);
    assert.deepEqual(readSdJwt(sdJwt, sha256).claims, { ...OPEN, ...PERSON });
    const kb = { payload: { iat: AT, aud: audience, nonce } };
    const wanted = { given_name: true, address: { locality: true }, nationalities: { 1: true } };
    const presentation = await peer.present(sdJwt, wanted as never, { kb });
    const checked = checkSdJwt(presentation, EXPECTED);
    assert.ok(checked.ok, JSON.stringify(checked));
    assert.ok(allVerify(checked.signatures));
    assert.deepEqual(checked.claims, { ...OPEN, ...PERSON, nationalities: ['ZZ'] });
  });
});
