import { randomUUID } from 'node:crypto';
import { importJWK } from 'jose';
import * as client from 'openid-client';
import { type Answer, openAnswer } from './answer.ts';
import type { Keys } from './keys.ts';

/** Where Madang is, and who asks it for what. */
export interface Settings {
  /** For example `https://madang.example`. */
  madang: string;
  party: string;
  /** A purpose of this party. */
  use: string;
  keys: Keys;
  /** Where people come back to. */
  back: string;
  now(): Date;
}

/** What is remembered of somebody who was sent to Madang until they are back. */
export interface Pending {
  state: string;
  verifier: string;
}

/** Talks to one Madang: FAPI 2.0, with pushed requests, PKCE, DPoP and a signed word who asks. */
export interface Connection {
  /** Where to send somebody. */
  begin(): Promise<{ to: URL; pending: Pending }>;
  /**
   * What they agreed to.
   * @param here the address at which they came back.
   * @returns undefined where they did not agree.
   */
  finish(here: URL, pending: Pending): Promise<Answer | undefined>;
}

/** Finds out where everything is, and by which template this purpose goes today. */
export async function connect({ madang, party, use, keys, back, now }: Settings): Promise<Connection> {
  const key = (await importJWK(keys.sign, 'ES256')) as CryptoKey;
  const metadata = { redirect_uris: [back] };
  const isLocal = new URL(madang).hostname === 'localhost';
  const config = await client.discovery(
    new URL(`${madang}/exchange/oauth`),
    party,
    metadata,
    client.PrivateKeyJwt({ key, kid: keys.sign.kid! }),
    { algorithm: 'oauth2', ...(isLocal && { execute: [client.allowInsecureRequests] }) },
  );
  const DPoP = client.getDPoPHandle(config, await client.randomDPoPKeyPair('ES256'));

  return {
    async begin() {
      const verifier = client.randomPKCECodeVerifier();
      const state = client.randomState();
      const wish = { type: 'madang_data', template: await templateOf(madang, party, use) };
      const parameters = {
        redirect_uri: back,
        state,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        authorization_details: JSON.stringify([wish]),
      };
      return {
        to: await client.buildAuthorizationUrlWithPAR(config, parameters, { DPoP }),
        pending: { state, verifier },
      };
    },
    async finish(here, { state, verifier }) {
      const checks = { expectedState: state, pkceCodeVerifier: verifier };
      const token = await client.authorizationCodeGrant(config, here, checks, undefined, { DPoP }).catch((error) => {
        if ((error as { error?: string }).error === 'access_denied') return undefined;
        throw error;
      });
      if (!token) return undefined;
      const asked = await client.fetchProtectedResource(
        config,
        token.access_token,
        new URL(`${madang}/exchange/answers`),
        'POST',
        JSON.stringify({ id: randomUUID() }),
        new Headers({ 'content-type': 'application/json' }),
        { DPoP },
      );
      if (!asked.ok) throw new Error(`Madang did not answer: ${asked.status} ${await asked.text()}`);
      return openAnswer(await asked.text(), { madang, keys, now });
    },
  };
}

/** The id of a purpose as it is worded now: a request names the very words. */
async function templateOf(madang: string, party: string, use: string): Promise<string> {
  const answer = await fetch(`${madang}/api/purposes`);
  const { purposes } = (await answer.json()) as { purposes: { id: string; party: { id: string }; use: string }[] };
  const found = purposes.find((purpose) => purpose.party.id === party && purpose.use === use);
  if (!found) throw new Error(`Madang knows no purpose ${use} of ${party}.`);
  return found.id;
}
