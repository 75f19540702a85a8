import assert from 'node:assert/strict';
import { createHash, type KeyObject, randomBytes } from 'node:crypto';
import { before, describe, it } from 'node:test';
import {
  type CallbackContext,
  clientAuthenticationAnonymous,
  clientAuthenticationNone,
  type Jwk,
  setGlobalConfig,
} from '@openid4vc/oauth2';
import { type IssuerMetadataResult, Openid4vciClient } from '@openid4vc/openid4vci';
import { SignJWT } from 'jose';
import { testGovernment } from '../../../test/support/government.ts';
import { decodeCbor, readSdJwt } from '../../formats/index.ts';
import { sha256, transaction } from '../../kernel/index.ts';
import { cardsOf, copiesOf } from '../cards/index.ts';
import { personOf, withCards } from '../cards/testing.ts';
import { type CardOffer, consentAsked, giveConsent, offerCard, offersOf, walletsOf } from './index.ts';
import { asked, type DeviceKey, deviceKey, serveCredentials } from './testing.ts';

/*
 * A wallet that others have written, unmodified, against the server over HTTP.
 */

setGlobalConfig({ allowInsecureUrls: true });
const { gov } = await testGovernment('tw');
const REDIRECT = 'https://wallet.example/back';

/** The keys of a phone, by their public part. */
const secrets = new Map<string, KeyObject>();
async function newKey(): Promise<DeviceKey & { jwk: Jwk }> {
  const key = await deviceKey();
  secrets.set(key.jwk.x!, key.secret);
  return key as DeviceKey & { jwk: Jwk };
}

const callbacks = (client?: string): CallbackContext => ({
  hash: (data) => createHash('sha256').update(data).digest(),
  generateRandom: (length) => randomBytes(length),
  async signJwt(signer, { header, payload }) {
    const { publicJwk } = signer as { publicJwk: Jwk };
    const jwt = await new SignJWT(payload as never)
      .setProtectedHeader(header as never)
      .sign(secrets.get(publicJwk.x as string)!);
    return { jwt, signerJwk: publicJwk };
  },
  verifyJwt: () => ({ verified: false }),
  decryptJwe: () => ({ decrypted: false }),
  encryptJwe: () => assert.fail('nothing is encrypted here'),
  clientAuthentication: client ? clientAuthenticationNone({ clientId: client }) : clientAuthenticationAnonymous(),
});

const origin = await serveCredentials(gov);
let mother: string;
let driver: string;
before(async () => {
  await withCards(gov);
  [mother, driver] = await Promise.all([personOf(gov, 'A200000012'), personOf(gov, 'A100000010')]);
});

const offered = (person: string, type: string): Promise<CardOffer> =>
  transaction(gov.db, (tx) => offerCard(tx, gov, { person, type, by: { kind: 'holder' } }));

/** Fetches a batch as the library does it. */
async function fetched(
  wallet: Openid4vciClient,
  issuerMetadata: IssuerMetadataResult,
  credentialConfigurationId: string,
  token: { accessToken: string; dpop?: { signer: never; nonce?: string } },
  clientId?: string,
) {
  const { c_nonce: nonce } = await wallet.requestNonce({ issuerMetadata });
  const keys = await Promise.all([newKey(), newKey(), newKey()]);
  const jwt = await Promise.all(
    keys.map(async ({ jwk }) => {
      const signer = { method: 'jwk', publicJwk: jwk, alg: 'ES256' } as const;
      const made = await wallet.createCredentialRequestJwtProof({
        ...{ issuerMetadata, credentialConfigurationId, signer, nonce },
        ...(clientId && { clientId }),
      });
      return made.jwt;
    }),
  );
  const { credentialResponse } = await wallet.retrieveCredentials({
    ...{ issuerMetadata, credentialConfigurationId, ...token },
    proofs: { jwt: jwt as [string] },
  });
  return { keys, credentialResponse };
}

const textsOf = ({ credentials }: { credentials?: unknown[] | undefined }): string[] =>
  (credentials as { credential: string }[]).map(({ credential }) => credential);

describe('@openid4vc/openid4vci', () => {
  it('takes an offer by its pre-authorized code, without having registered, as SD-JWT VC', async () => {
    const offer = await offered(mother, 'resident-card');
    const wallet = new Openid4vciClient({ callbacks: callbacks() });
    const credentialOffer = await wallet.resolveCredentialOffer(offer.uri);
    const issuerMetadata = await wallet.resolveIssuerMetadata(credentialOffer.credential_issuer);
    assert.ok('resident-card.sd-jwt' in issuerMetadata.knownCredentialConfigurations);
    const device = await newKey();
    const { accessTokenResponse, dpop } = await wallet.retrievePreAuthorizedCodeAccessTokenFromOffer({
      ...{ credentialOffer, issuerMetadata, txCode: offer.code! },
      dpop: { signer: { method: 'jwk', publicJwk: device.jwk, alg: 'ES256' } },
    });
    assert.equal(accessTokenResponse.token_type, 'DPoP');
    const { credentialResponse, keys } = await fetched(wallet, issuerMetadata, 'resident-card.sd-jwt', {
      accessToken: accessTokenResponse.access_token,
      dpop: dpop as never,
    });
    const texts = textsOf(credentialResponse);
    assert.equal(texts.length, 3);
    for (const [nth, text] of texts.entries()) {
      assert.ok(readSdJwt(text, sha256));
      const { cnf, iss } = JSON.parse(Buffer.from(text.split('.')[1]!, 'base64url').toString());
      assert.equal(iss, credentialOffer.credential_issuer);
      assert.deepEqual([cnf.jwk.x, cnf.jwk.y], [keys[nth]!.jwk.x, keys[nth]!.jwk.y]);
    }
    assert.deepEqual(
      (await offersOf(gov.db, gov, mother)).map(({ state }) => state),
      ['taken'],
    );
    const [card] = await cardsOf(gov.db, mother);
    const copies = await copiesOf(gov.db, card!);
    assert.deepEqual(
      (await walletsOf(gov.db, gov, mother)).map((seen) => [seen.wallet, seen.cards]),
      [[copies[0]!.wallet, 1]],
    );
    await wallet.sendNotification({
      issuerMetadata,
      notification: { notificationId: credentialResponse.notification_id!, event: 'credential_accepted' },
      accessToken: accessTokenResponse.access_token,
      dpop: dpop as never,
    });
  });

  it('takes an offer by sending its person to sign in, as SD-JWT VC and mdoc', async () => {
    const offer = await offered(driver, 'driving-licence');
    const registered = await asked(`${origin}/oauth/reg`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ client_name: 'Pocket', redirect_uris: [REDIRECT] }),
    });
    assert.equal(registered.status, 201, JSON.stringify(registered.json));
    const clientId = registered.json.client_id as string;
    const wallet = new Openid4vciClient({ callbacks: callbacks(clientId) });
    const credentialOffer = await wallet.resolveCredentialOffer(offer.uri);
    const issuerMetadata = await wallet.resolveIssuerMetadata(credentialOffer.credential_issuer);
    const device = await newKey();
    const begun = await wallet.initiateAuthorization({
      ...{ credentialOffer, issuerMetadata, clientId, redirectUri: REDIRECT },
      scope: 'driving-licence.mdoc driving-licence.sd-jwt',
      dpop: { signer: { method: 'jwk', publicJwk: device.jwk, alg: 'ES256' } },
    });
    assert.ok(begun.authorizationFlow === 'Oauth2Redirect');
    const back = await throughConsent(begun.authorizationRequestUrl, driver);
    assert.equal(back.searchParams.get('iss'), `${origin}/oauth`);
    const { accessTokenResponse, dpop } = await wallet.retrieveAuthorizationCodeAccessTokenFromOffer({
      ...{ credentialOffer, issuerMetadata, redirectUri: REDIRECT },
      authorizationCode: back.searchParams.get('code')!,
      pkceCodeVerifier: begun.pkce!.codeVerifier,
      dpop: { signer: { method: 'jwk', publicJwk: device.jwk, alg: 'ES256' } },
    });
    assert.ok(accessTokenResponse.refresh_token);
    const token = { accessToken: accessTokenResponse.access_token, dpop: dpop as never };
    const mdoc = await fetched(wallet, issuerMetadata, 'driving-licence.mdoc', token, clientId);
    const issued = textsOf(mdoc.credentialResponse).map((text) => decodeCbor(Buffer.from(text, 'base64url')));
    assert.ok(issued.every((signed) => signed instanceof Map && signed.has('issuerAuth')));
    const sdJwt = await fetched(wallet, issuerMetadata, 'driving-licence.sd-jwt', token, clientId);
    assert.equal(textsOf(sdJwt.credentialResponse).length, 3);
    assert.equal((await cardsOf(gov.db, driver)).length, 1);
    assert.equal((await walletsOf(gov.db, gov, driver))[0]!.name, 'Pocket');
  });
});

/** What a browser does whose person is signed in to the portal and agrees to all. @returns where the wallet is called back. */
async function throughConsent(address: string, person: string): Promise<URL> {
  const sent = await fetch(address, { redirect: 'manual' });
  assert.equal(sent.status, 303, await sent.text());
  const cookie = sent.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const uid = sent.headers.get('location')!.split('/').at(-1)!;
  const browser = new Request(`${origin}/wallets/consent/${uid}`, { headers: { cookie } });
  const { cards, wallet } = await consentAsked(gov, browser, uid, person);
  assert.deepEqual([wallet.own, wallet.name, wallet.host], [false, 'Pocket', 'wallet.example']);
  const given = { cards: cards.map(({ type, matters }) => ({ type: type.id, about: matters[0]!.about })), move: false };
  const on = await giveConsent(gov, browser, uid, { person, given });
  const back = await fetch(on, { redirect: 'manual', headers: { cookie } });
  assert.equal(back.status, 303, await back.text());
  return new URL(back.headers.get('location')!);
}
