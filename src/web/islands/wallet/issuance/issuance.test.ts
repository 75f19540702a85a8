import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { newKeyPair } from '../../shared/signatures.ts';
import { beginAuthorization, codeOf, readReturn } from './authorization.ts';
import { copiesWith } from './copies.ts';
import { askForCopies, type Given } from './credential.ts';
import { cardFrom } from './display.ts';
import { configurationsOf } from './issue.ts';
import { issuerOf, serverOf, wellKnown } from './metadata.ts';
import type { IssuanceError } from './problem.ts';
import { newKeys } from './proofs.ts';
import { fakeIssuer, ISSUER, SERVER, type Wants } from './testing.ts';
import { type Grounds, tokenFor } from './token.ts';

const because = (reason: string) => (error: IssuanceError) => error.reason === reason;
const GROUNDS: Grounds = { kind: 'pre-authorized', code: 'code', transactionCode: '123456' };

/** Goes as far as the issuer's answer. */
async function asked(wants: Wants = {}, grounds = GROUNDS) {
  const { fetch, asked } = fakeIssuer(wants);
  const issuer = await issuerOf(fetch, ISSUER);
  const server = await serverOf(fetch, issuer);
  const client = { id: 'https://wallet.example/wallet', key: await newKeyPair() };
  const token = await tokenFor(fetch, server, client, grounds);
  const [configuration] = configurationsOf(issuer, ['id', 'other', 'unknown']);
  const keys = await newKeys(issuer.batch);
  const given = await askForCopies(fetch, { issuer, client, token }, configuration!, keys);
  return { asked, issuer, server, client, configuration: configuration!, keys, given };
}

const credentialsOf = (given: Given) => (given as Extract<Given, { kind: 'copies' }>).credentials;

describe('a wallet is given a card', () => {
  test('by a pre-authorized code: a copy for each key, each bound to its own', async () => {
    const { issuer, configuration, keys, given, asked: requests } = await asked();
    const copies = await copiesWith(credentialsOf(given), keys, configuration);
    assert.deepEqual(
      copies.map(({ key }) => keys.indexOf(key)),
      [0, 1, 2],
    );
    // The server wanted a nonce of its own in the proof of possession, and was asked again.
    assert.equal(requests.filter((request) => request === 'POST /oauth/token').length, 2);
    const card = cardFrom(issuer, [{ configuration, credential: copies[0]!.credential, batch: 3 }], { id: 'c', at: 0 });
    assert.deepEqual(card.title, { ko: '신분증', 'zh-Hant': 'Identity card', en: 'Identity card' });
    assert.deepEqual(card.look, { background: '#1b4f72', ink: '#ffffff', emblem: '身', face: ['name'] });
    assert.deepEqual(
      card.claims.map(({ key, value, apart }) => [key, value, apart]),
      [
        ['over_20', true, false],
        ['name', '陳怡君', true],
        ['address.region', 'taipei', true],
      ],
    );
    assert.equal(card.claims[2]!.options!.taipei!.ko, 'Taipei');
  });

  test('also where the nonce was used up meanwhile', async () => {
    const { given } = await asked({ staleNonce: true });
    assert.equal(credentialsOf(given).length, 3);
  });

  test('later, where its issuer has to decide', async () => {
    const { given } = await asked({ later: true });
    assert.deepEqual(given, { kind: 'later', transaction: 'later', seconds: 5 });
  });

  test('but takes none that is bound to another key, or another type', async () => {
    const { given, keys, configuration } = await asked({ foreignKey: true });
    await assert.rejects(copiesWith(credentialsOf(given), keys, configuration), because('bad-copy'));
    const sound = await asked();
    const otherType = { ...sound.configuration, type: 'https://issuer.example/types/other' };
    await assert.rejects(copiesWith(credentialsOf(sound.given), sound.keys, otherType), because('bad-copy'));
    const [first] = credentialsOf(sound.given);
    await assert.rejects(copiesWith([first!, first!], sound.keys, sound.configuration), because('bad-copy'));
    const forged = `${first!.slice(0, first!.indexOf('~') - 4)}AAAA${first!.slice(first!.indexOf('~'))}`;
    await assert.rejects(copiesWith([forged], sound.keys, sound.configuration), because('bad-copy'));
  });

  test('and is told of a wrong code, an issuer with another name, a server that grants for others, and no answer', async () => {
    await assert.rejects(asked({}, { ...GROUNDS, transactionCode: '654321' } as Grounds), because('over'));
    await assert.rejects(asked({ otherName: true }), because('bad-issuer'));
    const { fetch } = fakeIssuer();
    const issuer = await issuerOf(fetch, ISSUER);
    await assert.rejects(serverOf(fetch, issuer, 'https://elsewhere.example'), because('bad-issuer'));
    const away = () => Promise.reject(new TypeError('no network'));
    await assert.rejects(issuerOf(away, ISSUER), because('unreachable'));
    assert.throws(() => configurationsOf(issuer, ['other']), because('no-format'));
    assert.deepEqual(
      configurationsOf(issuer, ['offline', 'id']).map(({ format }) => format),
      ['compact', 'dc+sd-jwt'],
      'also what stands apart from the formats of the standard',
    );
  });
});

describe('a sign-in for a card', () => {
  test('is pushed with PKCE, and comes back behind the #', async () => {
    const { fetch } = fakeIssuer();
    const server = await serverOf(fetch, await issuerOf(fetch, ISSUER));
    const client = { id: 'https://wallet.example/wallet', key: await newKeyPair() };
    const wanted = { scopes: ['id', 'id'], redirectUri: client.id };
    const { address, state, verifier } = await beginAuthorization(fetch, server, client, wanted);
    assert.equal(
      address,
      `${SERVER}/auth?client_id=https%3A%2F%2Fwallet.example%2Fwallet&request_uri=urn%3Arequest%3A1`,
    );
    assert.match(state, /^[\w-]{43}$/);
    assert.match(verifier, /^[\w-]{43}$/);
    const back = readReturn(`code=abc&state=${state}&iss=${encodeURIComponent(SERVER)}`)!;
    assert.equal(codeOf(back, server), 'abc');
    assert.throws(() => codeOf({ ...back, iss: 'https://elsewhere.example' }, server), because('not-begun'));
    assert.throws(() => codeOf({ state, code: 'abc' }, server), because('not-begun'));
    const { code: _, ...without } = back;
    assert.throws(() => codeOf({ ...without, error: 'access_denied' }, server), because('refused'));
    assert.equal(readReturn('card=abc'), undefined);
  });
});

test('well-known names stand between host and path', () => {
  const places = ['https://a.example', 'https://a.example/', 'https://a.example/b/c', 'https://a.example/b/'];
  assert.deepEqual(
    places.map((place) => wellKnown(place, 'name')),
    ['', '', '/b/c', '/b'].map((path) => `https://a.example/.well-known/name${path}`),
  );
});
