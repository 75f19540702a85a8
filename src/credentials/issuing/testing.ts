import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { exportJWK, type JWK, SignJWT } from 'jose';
import { serveRoom } from '../../../test/support/room.ts';
import { sha256, transaction } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { credentialsRoom } from '../room.ts';
import { type CardOffer, type OfferRequest, offerCard } from './offers.ts';

/** Serves what the room answers on a free port of localhost, for one test file. @returns its origin. */
export const serveCredentials = (gov: Government): Promise<string> => serveRoom(gov, credentialsRoom(gov));

/** A key of a device. */
export interface DeviceKey {
  jwk: JWK;
  secret: KeyObject;
}

/** Makes a key as a phone does. */
export async function deviceKey(): Promise<DeviceKey> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { jwk: await exportJWK(publicKey), secret: privateKey };
}

/** What a test spoils of a proof. */
export interface ProofChanges {
  header?: Record<string, unknown>;
  payload?: Record<string, unknown>;
  /** Signs in the place of its own key. */
  signedBy?: DeviceKey;
}

/** A proof that a device holds a key (OpenID4VCI appendix F.1), or one that is spoilt. */
export function proofBy(
  { jwk, secret }: DeviceKey,
  { audience, nonce }: { audience: string; nonce: string },
  { header, payload, signedBy }: ProofChanges = {},
): Promise<string> {
  return new SignJWT({ aud: audience, nonce, iat: Math.floor(Date.now() / 1000), ...payload })
    .setProtectedHeader({ alg: 'ES256', typ: 'openid4vci-proof+jwt', jwk, ...header })
    .sign(signedBy?.secret ?? secret);
}

/** A DPoP proof (RFC 9449 section 4.2), or one that is spoilt. */
export function dpopBy(
  { jwk, secret }: DeviceKey,
  { method, url, token, nonce }: { method: string; url: string; token?: string; nonce?: string },
  { header, payload, signedBy }: ProofChanges = {},
): Promise<string> {
  const bound = token === undefined ? {} : { ath: sha256(token).toString('base64url') };
  const claims = { htm: method, htu: url, jti: randomBytes(16).toString('hex'), iat: Math.floor(Date.now() / 1000) };
  return new SignJWT({ ...claims, ...bound, ...(nonce && { nonce }), ...payload })
    .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk, ...header })
    .sign(signedBy?.secret ?? secret);
}

/** An answer, with its JSON. */
export interface Answered {
  status: number;
  headers: Headers;
  json: Record<string, unknown>;
}

/** Asks, and reads the JSON of the answer, if there is any. */
export async function asked(url: string, init: RequestInit = {}): Promise<Answered> {
  const { status, headers, ...response } = await fetch(url, init).then(async (answer) => ({
    status: answer.status,
    headers: answer.headers,
    text: await answer.text(),
  }));
  const isJson = (headers.get('content-type') ?? '').includes('json');
  return { status, headers, json: isJson ? JSON.parse(response.text) : { text: response.text } };
}

/** A device that talks to the server by hand, so that a test can do wrong at each step. */
export class Device {
  readonly origin: string;
  readonly key: DeviceKey;

  constructor(origin: string, key: DeviceKey) {
    this.origin = origin;
    this.key = key;
  }

  /** Posts a form to the authorization server, with a proof of the device's key unless `bound` is false. */
  async token(form: Record<string, string>, { bound = true }: { bound?: boolean } = {}): Promise<Answered> {
    const url = `${this.origin}/oauth/token`;
    const dpop: HeadersInit = bound ? { dpop: await dpopBy(this.key, { method: 'POST', url }) } : {};
    return asked(url, { method: 'POST', body: new URLSearchParams(form), headers: dpop });
  }

  /** Asks a resource with an access token that is bound to the device's key. */
  async ask(path: string, token: string, body?: unknown): Promise<Answered> {
    const [url, method] = [this.origin + path, body === undefined ? 'GET' : 'POST'];
    const dpop = await dpopBy(this.key, { method, url, token });
    const headers = { authorization: `DPoP ${token}`, dpop, 'content-type': 'application/json' };
    return asked(url, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  }

  /** A fresh nonce of an issuer. */
  async nonce(agency: string): Promise<string> {
    const { json } = await asked(`${this.origin}/issuers/${agency}/nonce`, { method: 'POST' });
    return json.c_nonce as string;
  }

  /** Proofs of so many new keys for an issuer, under one nonce. */
  async proofs(agency: string, count: number, nonce?: string): Promise<{ jwt: string[] }> {
    const fresh = nonce ?? (await this.nonce(agency));
    const keys = await Promise.all(Array.from({ length: count }, deviceKey));
    const audience = `${this.origin}/issuers/${agency}`;
    return { jwt: await Promise.all(keys.map((key) => proofBy(key, { audience, nonce: fresh }))) };
  }

  /** Takes an offer. */
  async redeem(uri: string, code?: string, more: { bound?: boolean } = {}): Promise<Answered> {
    const offer = await offerAt(uri);
    const grant = (offer.grants as Record<string, Record<string, string>>)[PRE_AUTHORIZED]!;
    const form = { grant_type: PRE_AUTHORIZED, 'pre-authorized_code': grant['pre-authorized_code']! };
    return this.token({ ...form, ...(code && { tx_code: code }) }, more);
  }
}

const PRE_AUTHORIZED = 'urn:ietf:params:oauth:grant-type:pre-authorized_code';

/** The document of an offer, out of its link. */
export async function offerAt(uri: string): Promise<Record<string, unknown>> {
  const address = new URLSearchParams(uri.split('?')[1]).get('credential_offer_uri')!;
  return (await asked(address)).json;
}

/** What the tests ask for by hand. */
export const AGENCY = 'household-registration';
export const CONFIGURATION = 'resident-card.sd-jwt';
export const CREDENTIAL = `/issuers/${AGENCY}/credential`;

/** That a wallet was told what is wrong. */
export function refusedAs({ status, json }: Answered, error: string, as = 400): void {
  assert.deepEqual([status, json.error], [as, error], JSON.stringify(json));
}

/** The copies of an answer. */
export function textsOf({ status, json }: Answered): string[] {
  assert.equal(status, 200, JSON.stringify(json));
  return (json.credentials as { credential: string }[]).map(({ credential }) => credential);
}

/** A government whose cards are offered and fetched. */
export async function issuingFor(gov: Government) {
  const origin = await serveCredentials(gov);
  const newDevice = async () => new Device(origin, await deviceKey());
  const offered = (person: string, more: Partial<OfferRequest> = {}): Promise<CardOffer> =>
    transaction(gov.db, (tx) => offerCard(tx, gov, { person, type: 'resident-card', by: { kind: 'holder' }, ...more }));
  /** A device that has taken an offer, and its tokens. */
  async function withToken(person: string): Promise<{ device: Device; token: string; refresh: string }> {
    const device = await newDevice();
    const { uri, code } = await offered(person);
    const { json, status } = await device.redeem(uri, code);
    assert.equal(status, 200, JSON.stringify(json));
    return { device, token: json.access_token as string, refresh: json.refresh_token as string };
  }
  return { origin, newDevice, offered, withToken };
}
