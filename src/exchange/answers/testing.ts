import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import { compactDecrypt, SignJWT } from 'jose';
import { serveRoom } from '../../../test/support/room.ts';
import type { SoftwareAuthenticator } from '../../identity/testing.ts';
import { sha256, transaction } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { ANSWERS, beginConsent, consentPath, endConsent } from '../authorize/index.ts';
import { endDraft, openDraft } from '../consents/drafts.ts';
import { giveConsent, toSign } from '../consents/index.ts';
import { type Jwk, registerReceiver } from '../receivers/index.ts';
import { exchangeRoom } from '../room.ts';

/** Serves what the room answers on a free port of localhost, for one test file. @returns its origin. */
export const serveExchange = (gov: Government): Promise<string> => serveRoom(gov, exchangeRoom(gov));

interface Key {
  secret: KeyObject;
  jwk: Jwk;
}

function newKey(use: 'sig' | 'enc', kid: string): Key {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x, y } = publicKey.export({ format: 'jwk' });
  const alg = use === 'sig' ? 'ES256' : 'ECDH-ES';
  return { secret: privateKey, jwk: { kty: 'EC', crv: 'P-256', x: x!, y: y!, kid, use, alg } };
}

/** An answer over HTTP. */
export interface Told {
  status: number;
  headers: Headers;
  text: string;
  json: Record<string, unknown>;
}

/** What a test spoils of a request. */
export interface Spoilt {
  /** Of the client assertion. */
  assertion?: Record<string, unknown>;
  form?: Record<string, string>;
  /** Another's key, in the place of its own. */
  by?: PlayedReceiver;
  /** A proof that was made before. */
  proof?: string;
  url?: string;
  method?: string;
}

const now = () => Math.floor(Date.now() / 1000);
const REDIRECT = 'https://bank.example/back';

/** A receiver that talks by hand, with jose as its only help, so that a test can do wrong at each step. */
export class PlayedReceiver {
  readonly origin: string;
  readonly party: string;
  readonly signing = newKey('sig', 'sign-1');
  readonly opening = newKey('enc', 'open-1');
  readonly device = newKey('sig', 'dpop');
  readonly verifier = randomBytes(32).toString('base64url');
  readonly redirect: string;

  constructor(origin: string, party: string, redirect = REDIRECT) {
    this.origin = origin;
    this.party = party;
    this.redirect = redirect;
  }

  /** Registers its keys. */
  async register(gov: Government): Promise<this> {
    const keys = { sign: [this.signing.jwk], encrypt: this.opening.jwk };
    const { party } = this;
    await transaction(gov.db, (tx) => registerReceiver(tx, gov, { party, keys, webhook: undefined, owner: undefined }));
    return this;
  }

  /** Its word who it is (RFC 7523). */
  assertion(said: Record<string, unknown> = {}, by: PlayedReceiver = this): Promise<string> {
    const issuer = `${this.origin}/exchange/oauth`;
    const claims = { iss: this.party, sub: this.party, aud: issuer, jti: randomUUID(), iat: now(), exp: now() + 60 };
    return new SignJWT({ ...claims, ...said })
      .setProtectedHeader({ alg: 'ES256', kid: 'sign-1' })
      .sign(by.signing.secret);
  }

  /** A proof that it holds the key of its tokens (RFC 9449). */
  proof(url: string, { token, method = 'POST' }: { token?: string; method?: string } = {}): Promise<string> {
    const { kty, crv, x, y } = this.device.jwk;
    const claims = { jti: randomUUID(), htm: method, htu: url, iat: now() };
    return new SignJWT({ ...claims, ...(token && { ath: sha256(token).toString('base64url') }) })
      .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: { kty, crv, x, y } })
      .sign(this.device.secret);
  }

  async #post(path: string, form: Record<string, string>, { assertion, by, ...spoilt }: Spoilt): Promise<Told> {
    const url = `${this.origin}/exchange/oauth${path}`;
    const body = new URLSearchParams({
      client_id: this.party,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await this.assertion(assertion, by),
      ...form,
      ...spoilt.form,
    });
    return told(url, { method: 'POST', body, headers: { dpop: spoilt.proof ?? (await this.proof(url)) } });
  }

  /** Pushes what it asks for (RFC 9126). */
  push(detail: object | object[], spoilt: Spoilt = {}): Promise<Told> {
    const details = [detail].flat().map((one) => ({ type: 'madang_data', ...one }));
    const form = {
      ...{ response_type: 'code', redirect_uri: this.redirect, state: 'a-state' },
      code_challenge: createHash('sha256').update(this.verifier).digest('base64url'),
      ...{ code_challenge_method: 'S256', authorization_details: JSON.stringify(details) },
    };
    return this.#post('/request', form, spoilt);
  }

  /** Sends a browser there. @returns what it is on, and the cookies that it has by then. */
  async send({ json, status }: Told): Promise<{ uid: string; cookie: string }> {
    assert.equal(status, 201, JSON.stringify(json));
    const query = new URLSearchParams({ client_id: this.party, request_uri: json.request_uri as string });
    const sent = await fetch(`${this.origin}/exchange/oauth/auth?${query}`, { redirect: 'manual' });
    const to = sent.headers.get('location') ?? (await sent.text());
    assert.ok(to.startsWith(consentPath('')), to);
    const cookie = sent.headers.getSetCookie().map((one) => one.split(';')[0]);
    return { uid: to.slice(consentPath('').length), cookie: cookie.join('; ') };
  }

  /** For a code, or again for a refresh token. */
  token(form: Record<string, string>, spoilt: Spoilt = {}): Promise<Told> {
    const code = { grant_type: 'authorization_code', code_verifier: this.verifier, redirect_uri: this.redirect };
    return this.#post('/token', { ...('code' in form && code), ...form }, spoilt);
  }

  /** Asks for an answer. */
  async ask(token: string, id: string = randomUUID(), { proof, method, url }: Spoilt = {}): Promise<Told> {
    const at = this.origin + ANSWERS;
    const dpop = proof ?? (await this.proof(url ?? at, { token, ...(method && { method }) }));
    const headers = { authorization: `DPoP ${token}`, dpop, 'content-type': 'application/json' };
    return told(at, { method: 'POST', headers, body: JSON.stringify({ id }) });
  }

  /** Opens an answer: the SD-JWT that was encrypted to it. */
  async open({ text, status }: Told): Promise<string> {
    assert.equal(status, 200, text);
    const { plaintext, protectedHeader } = await compactDecrypt(text, this.opening.secret);
    const { alg, enc, kid, cty } = protectedHeader;
    assert.deepEqual({ alg, enc, kid, cty }, { alg: 'ECDH-ES', enc: 'A256GCM', kid: 'open-1', cty: 'dc+sd-jwt' });
    return Buffer.from(plaintext).toString();
  }
}

async function told(url: string, init: RequestInit): Promise<Told> {
  const answer = await fetch(url, { redirect: 'manual', ...init });
  const text = await answer.text();
  const isJson = (answer.headers.get('content-type') ?? '').includes('json');
  return { status: answer.status, headers: answer.headers, text, json: isJson ? JSON.parse(text) : {} };
}

/** Somebody with a passkey, and what their browser does. */
export interface Decider {
  person: string;
  authenticator: SoftwareAuthenticator;
}

/** Follows a browser to the page where somebody decides, and decides. @returns the parameters at the receiver's address. */
export async function decide(
  gov: Government,
  origin: string,
  { uid, cookie }: { uid: string; cookie: string },
  { person, authenticator }: Decider,
  as: 'given' | 'refused' = 'given',
): Promise<URLSearchParams> {
  const request = new Request(origin + consentPath(uid), { headers: { cookie } });
  const shown = new URL(await beginConsent(gov, request, uid, person), origin);
  const draft = shown.searchParams.get('draft')!;
  if (as === 'refused') await transaction(gov.db, (tx) => endDraft(tx, gov, { person, draft }, 'refused'));
  else {
    const { challenge } = toSign(gov, await openDraft(gov.db, gov, { person, draft }), 'en');
    const credential = authenticator.get({ challenge, rpId: new URL(origin).hostname });
    await transaction(gov.db, (tx) => giveConsent(tx, gov, { person, draft, locale: 'en', credential }));
  }
  const on = await endConsent(gov, request, uid, person);
  const back = await fetch(on, { redirect: 'manual', headers: { cookie } });
  return new URL(back.headers.get('location')!).searchParams;
}
