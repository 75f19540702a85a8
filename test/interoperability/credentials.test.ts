import assert from 'node:assert/strict';
import { sign, X509Certificate } from 'node:crypto';
import { before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { inflateSync } from 'node:zlib';
import { Holder, IssuerSigned } from '@owf/mdoc';
import { digest, generateSalt } from '@sd-jwt/crypto-nodejs';
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import { decode } from 'cborg';
import { decodeJwt, decodeProtectedHeader, importJWK, importX509, type JWK, jwtVerify } from 'jose';
import { Device, type DeviceKey, deviceKey, offerAt, proofBy, textsOf } from '../../src/credentials/issuing/testing.ts';
import { startHouse } from '../support/house.ts';
import { contextOf } from '../support/other-mdoc.ts';

/*
 * What verifiers of others make of cards that a running installation has issued: keys, types and statuses as the standards
 * say where they are, read by @sd-jwt and @owf/mdoc as they are, and by hand where those look at nothing.
 */

const house = await startHouse();
const { address } = house;

/** For so long a verifier may know nothing of a revocation, in milliseconds. */
const WITHIN_MS = 60_000;

interface Got {
  text: string;
  key: DeviceKey;
}

/** Has a card given to a device of a persona. */
async function got(cookie: string, type: string, agency: string, configuration: string): Promise<Got> {
  const { uri, code } = await house.offer(cookie, type);
  const device = new Device(address, await deviceKey());
  assert.equal((await offerAt(uri)).credential_issuer, `${address}/issuers/${agency}`);
  const { json } = await device.redeem(uri, code);
  const key = await deviceKey();
  const audience = `${address}/issuers/${agency}`;
  const jwt = [await proofBy(key, { audience, nonce: await device.nonce(agency) })];
  const body = { credential_configuration_id: configuration, proofs: { jwt } };
  const [text] = textsOf(await device.ask(`/issuers/${agency}/credential`, json.access_token as string, body));
  return { text: text!, key };
}

interface Claims {
  iss: string;
  vct: string;
  status: { status_list: { uri: string; idx: number } };
}

const rootOf = async (iss: string) => new Uint8Array(await (await fetch(`${iss}/root.cer`)).arrayBuffer());
const pemOf = (base64: string) => `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----`;

let mother: string;
let card: Got;
let claims: Claims;
before(async () => {
  mother = await house.signIn('employed-mother');
  card = await got(mother, 'resident-card', 'household-registration', 'resident-card.sd-jwt');
  claims = decodeJwt<Claims>(card.text.split('~')[0]!);
});

/** The key of an issuer by the address that it names (SD-JWT VC, JWT VC Issuer Metadata). */
async function issuerKey(jwt: string): Promise<JWK> {
  const { iss } = decodeJwt(jwt);
  const { origin, pathname } = new URL(iss!);
  const metadata = await (await fetch(`${origin}/.well-known/jwt-vc-issuer${pathname}`)).json();
  assert.equal(metadata.issuer, iss);
  const found = metadata.jwks.keys.find(({ kid }: JWK) => kid === decodeProtectedHeader(jwt).kid);
  assert.ok(found, 'the key is named by kid');
  return found;
}

/** Asks for a status list as the specification says to, and reads it to the letter. */
async function statusOf({ status_list: { uri, idx } }: Claims['status']): Promise<number> {
  const answer = await fetch(uri, {
    headers: { accept: 'application/statuslist+jwt', origin: 'https://shop.example' },
  });
  assert.deepEqual(
    [answer.status, answer.headers.get('content-type'), answer.headers.get('access-control-allow-origin')],
    [200, 'application/statuslist+jwt', '*'],
  );
  const token = await answer.text();
  const key = await importJWK(await issuerKey(token), 'ES256');
  const { payload } = await jwtVerify(token, key, { typ: 'statuslist+jwt', subject: uri });
  const { ttl, status_list, exp, iat } = payload as {
    ttl: number;
    exp: number;
    iat: number;
    status_list: { bits: number; lst: string };
  };
  assert.ok(exp > iat && ttl > 0 && ttl < exp - iat);
  assert.match(answer.headers.get('cache-control')!, new RegExp(`max-age=${ttl}$`));
  const { bits, lst } = status_list;
  const bytes = inflateSync(Buffer.from(lst, 'base64url'));
  const perByte = 8 / bits;
  assert.ok(idx < bytes.length * perByte);
  return (bytes[Math.floor(idx / perByte)]! >> ((idx % perByte) * bits)) & (2 ** bits - 1);
}

describe('an SD-JWT VC', () => {
  test('is signed by a key that its issuer names, and that a certificate under the issuer’s root has', async () => {
    const [jwt] = card.text.split('~');
    const header = decodeProtectedHeader(jwt!);
    assert.deepEqual([header.typ, header.alg], ['dc+sd-jwt', 'ES256']);
    await jwtVerify(jwt!, await importJWK(await issuerKey(jwt!), 'ES256'));
    await jwtVerify(jwt!, await importX509(pemOf(header.x5c![0]!), 'ES256'));
    const leaf = new X509Certificate(Buffer.from(header.x5c![0]!, 'base64'));
    const root = new X509Certificate(await rootOf(claims.iss));
    assert.ok(leaf.verify(root.publicKey) && leaf.checkIssued(root) && root.ca);
    assert.ok(leaf.subjectAltName?.includes(`URI:${claims.iss}`), leaf.subjectAltName);
  });

  test('is verified by @sd-jwt with its key binding, its status and the metadata of its type', async () => {
    const key = await importJWK(await issuerKey(card.text.split('~')[0]!), 'ES256');
    const reads = new SDJwtVcInstance({
      ...{ hasher: digest, hashAlg: 'sha-256', saltGenerator: generateSalt, signAlg: 'ES256', kbSignAlg: 'ES256' },
      loadTypeMetadataFormat: true,
      verifier: (input, signature) => isBy(key as CryptoKey, input, signature),
      statusVerifier: (input, signature) => isBy(key as CryptoKey, input, signature),
      kbVerifier: async (input, signature, { cnf }) =>
        isBy((await importJWK((cnf as { jwk: JWK }).jwk, 'ES256')) as CryptoKey, input, signature),
      kbSigner: (input) =>
        sign('sha256', Buffer.from(input), { key: card.key.secret, dsaEncoding: 'ieee-p1363' }).toString('base64url'),
    });
    const iat = Math.floor(Date.now() / 1000);
    const binding = { kb: { payload: { iat, nonce: 'n-0123456789', aud: 'https://shop.example' } } };
    const shown = await reads.present(card.text, { age_equal_or_over: { 20: true } } as never, binding);
    const read = await reads.verify(shown, { keyBindingNonce: 'n-0123456789' });
    assert.deepEqual(read.payload.age_equal_or_over, { 20: true });
    assert.equal(read.payload.family_name, undefined);
    const { typeMetadata } = read as { typeMetadata?: { mergedTypeMetadata: { vct: string; name: string } } };
    assert.deepEqual(
      [typeMetadata!.mergedTypeMetadata.vct, typeMetadata!.mergedTypeMetadata.name],
      [claims.vct, 'National identity card'],
    );
  });

  test('is of a type that is told where its vct is, claim by claim', async () => {
    const answer = await fetch(claims.vct, { headers: { accept: 'application/json' } });
    const type = (await answer.json()) as { vct: string; claims: { path: string[]; sd: string; display: object[] }[] };
    assert.deepEqual([answer.headers.get('content-type'), type.vct], ['application/json', claims.vct]);
    assert.ok(
      type.claims.every(
        ({ path, sd, display }) => path.length > 0 && /^(always|never)$/.test(sd) && display.length === 3,
      ),
    );
  });
});

/** ES256 by WebCrypto, as text. */
async function isBy(key: CryptoKey, input: string, signature: string): Promise<boolean> {
  const ecdsa = { name: 'ECDSA', hash: 'SHA-256' };
  return crypto.subtle.verify(ecdsa, key, Buffer.from(signature, 'base64url'), Buffer.from(input));
}

describe('an mdoc', () => {
  test('is verified by @owf/mdoc under the issuer’s root, with its validity, its device key and its status', async () => {
    const father = await house.signIn('father');
    const { text, key } = await got(father, 'driving-licence', 'motor-vehicles', 'driving-licence.mdoc');
    const issuerSigned = IssuerSigned.decode(new Uint8Array(Buffer.from(text, 'base64url')));
    const root = await rootOf(`${address}/issuers/motor-vehicles`);
    await Holder.verifyIssuerSigned({ issuerSigned, trustedCertificates: [root], now: new Date() }, contextOf());
    const { mobileSecurityObject: mso } = issuerSigned.issuerAuth;
    const { validityInfo, docType, deviceKeyInfo } = mso;
    assert.equal(docType, 'org.iso.18013.5.1.mDL');
    assert.ok(validityInfo.validFrom <= new Date() && validityInfo.validUntil > new Date());
    assert.equal((deviceKeyInfo.deviceKey.jwk as JWK).x, key.jwk.x);
    // It looks at no status: where that stands is read by a reader of CBOR alone (Token Status List section 6.3.1).
    const unwrap = (bytes: Uint8Array) =>
      decode(bytes, { useMaps: true, tags: { 0: (inner) => inner(), 24: (inner) => inner() } });
    const list = unwrap(unwrap(issuerSigned.issuerAuth.payload!)).get('status').get('status_list');
    const status = { status_list: { uri: list.get('uri'), idx: list.get('idx') } };
    assert.equal(await statusOf(status), 0);
  });
});

describe('a status list', () => {
  test('says what becomes of a card: valid, suspended, valid, and within a minute revoked for good', async () => {
    const shown = await (await fetch(`${address}/cards`, { headers: { cookie: mother, accept: 'text/html' } })).text();
    const id = /\/cards\/([0-9a-f-]{36})/.exec(shown)![1]!;
    const act = (path: string) =>
      fetch(`${address}/cards/${id}/${path}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie: mother, origin: address, accept: 'text/html' },
        body: new URLSearchParams(),
      });
    assert.equal(await statusOf(claims.status), 0);
    for (const [path, status] of [
      ['suspend', 2],
      ['resume', 0],
      ['revoke', 1],
    ] as const) {
      assert.equal((await act(path)).status, 303, path);
      const until = Date.now() + WITHIN_MS;
      while ((await statusOf(claims.status)) !== status) {
        assert.ok(Date.now() < until, `${path} is not told within a minute`);
        await sleep(250);
      }
    }
  });

  test('is sent small, may be kept, and is asked for again by its tag alone', async () => {
    const { uri } = claims.status.status_list;
    const [plain, packed] = await Promise.all(
      ['identity', 'gzip'].map((encoding) => fetch(uri, { headers: { 'accept-encoding': encoding } })),
    );
    assert.equal(await packed!.text(), await plain!.text());
    const again = await fetch(uri, { headers: { 'if-none-match': plain!.headers.get('etag')! } });
    assert.equal(again.status, 304);
    assert.equal((await fetch(uri.replace(/\d+$/, '999999'))).status, 404);
  });
});
