import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { CompactEncrypt, compactDecrypt, importJWK, type JWK } from 'jose';
import { testGovernment } from '../../../test/support/government.ts';
import { run, sql, transaction } from '../../kernel/index.ts';
import { cardsOf, copiesOf } from '../cards/index.ts';
import { personOf, withCards } from '../cards/testing.ts';
import { consentAsked, giveConsent, offerCard, refuseConsent } from './index.ts';
import { type Answered, asked, Device, deviceKey, dpopBy, serveCredentials } from './testing.ts';

/*
 * The ways of a wallet, step by step over HTTP: signing in, waiting, encryption, and a server that dies meanwhile.
 */

const { gov } = await testGovernment('tw');
const origin = await serveCredentials(gov);
const AGENCY = 'household-registration';
const CONFIGURATION = 'resident-card.sd-jwt';
const CREDENTIAL = `/issuers/${AGENCY}/credential`;
const OWN = `${origin}/wallet`;

let mother: string;
let father: string;
before(async () => {
  await withCards(gov);
  [mother, father] = await Promise.all([personOf(gov, 'A200000012'), personOf(gov, 'A100000010')]);
});

/** A device with a token for a card that its person was offered. */
async function withToken(person: string): Promise<{ device: Device; token: string }> {
  const device = new Device(origin, await deviceKey());
  const offer = await transaction(gov.db, (tx) =>
    offerCard(tx, gov, { person, type: 'resident-card', by: { kind: 'holder' }, transactionCode: false }),
  );
  assert.equal(offer.code, undefined);
  const { json } = await device.redeem(offer.uri);
  return { device, token: json.access_token as string };
}

const textsOf = ({ status, json }: Answered): string[] => {
  assert.equal(status, 200, JSON.stringify(json));
  return (json.credentials as { credential: string }[]).map(({ credential }) => credential);
};

describe('a wallet that sends its person to sign in', () => {
  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const request = {
    client_id: OWN,
    redirect_uri: OWN,
    response_type: 'code',
    scope: CONFIGURATION,
    state: 'abc',
    code_challenge: challenge,
    code_challenge_method: 'S256',
  };
  const push = (form: Record<string, string>): Promise<Answered> =>
    asked(`${origin}/oauth/request`, { method: 'POST', body: new URLSearchParams(form) });
  const visit = (address: string, cookie = '') =>
    fetch(address, { redirect: 'manual', headers: { cookie, accept: 'text/html' } });
  const cookiesOf = (response: Response) =>
    response.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');

  /** Goes to where the portal asks. */
  async function begun(more: Record<string, string> = {}) {
    const { status, json } = await push({ ...request, ...more });
    assert.equal(status, 201, JSON.stringify(json));
    const query = new URLSearchParams({ client_id: OWN, request_uri: json.request_uri as string });
    const address = `${origin}/oauth/auth?${query}`;
    const sent = await visit(address);
    assert.equal(sent.status, 303, await sent.text());
    const uid = sent.headers.get('location')!.split('/').at(-1)!;
    const cookie = cookiesOf(sent);
    assert.ok(!cookie.includes('_session'));
    return { address, uid, cookie, browser: new Request(`${origin}/wallets/consent/${uid}`, { headers: { cookie } }) };
  }

  async function agreed(person: string, more: Record<string, string> = {}): Promise<URL> {
    const { uid, cookie, browser } = await begun(more);
    const { cards, move, wallet } = await consentAsked(gov, browser, uid, person);
    assert.ok(wallet.own);
    const given = { cards: cards.map(({ type, matters }) => ({ type: type.id, about: matters[0]!.about })), move };
    const back = await visit(await giveConsent(gov, browser, uid, { person, given }), cookie);
    assert.equal(back.status, 303);
    return new URL(back.headers.get('location')!);
  }

  const exchange = async (device: Device, code: string, more: Record<string, string> = {}) =>
    device.token({
      ...{
        grant_type: 'authorization_code',
        client_id: OWN,
        redirect_uri: OWN,
        code,
        code_verifier: verifier,
        ...more,
      },
    });

  it('gets a code for a token, and copies for that', async () => {
    const back = await agreed(mother, { response_mode: 'fragment' });
    assert.equal(`${back.origin}${back.pathname}`, OWN);
    const said = new URLSearchParams(back.hash.slice(1));
    assert.deepEqual([said.get('state'), said.get('iss')], ['abc', `${origin}/oauth`]);
    const device = new Device(origin, await deviceKey());
    const { json } = await exchange(device, said.get('code')!);
    assert.deepEqual([json.token_type, json.scope], ['DPoP', CONFIGURATION]);
    const proofs = await device.proofs(AGENCY, 1);
    const body = { credential_configuration_id: CONFIGURATION, proofs };
    assert.equal(textsOf(await device.ask(CREDENTIAL, json.access_token as string, body)).length, 1);
  });

  it('uses a code once: whoever comes second ends what came of it', async () => {
    const code = (await agreed(mother)).searchParams.get('code')!;
    const device = new Device(origin, await deviceKey());
    const [one, two] = await Promise.all([exchange(device, code), exchange(device, code)]);
    assert.deepEqual([one.status, two.status].sort(), [200, 400]);
    const { json } = one.status === 200 ? one : two;
    assert.equal((await device.ask(CREDENTIAL, json.access_token as string, {})).status, 401);
  });

  it('is not given a token without its verifier, its key or its address', async () => {
    const device = new Device(origin, await deviceKey());
    const codes = await Promise.all([1, 2, 3].map(async () => (await agreed(mother)).searchParams.get('code')!));
    const wrong = [
      exchange(device, codes[0]!, { code_verifier: randomBytes(32).toString('base64url') }),
      exchange(device, codes[1]!, { redirect_uri: `${OWN}/x` }),
      device.token(
        {
          grant_type: 'authorization_code',
          client_id: OWN,
          redirect_uri: OWN,
          code: codes[2]!,
          code_verifier: verifier,
        },
        { bound: false },
      ),
    ];
    for (const { status } of await Promise.all(wrong)) assert.equal(status, 400);
  });

  it('must push its request, with a challenge by S256, from an address that it has registered', async () => {
    const plain = await visit(`${origin}/oauth/auth?${new URLSearchParams(request)}`);
    assert.match(plain.headers.get('location')!, /^http:\/\/localhost:\d+\/wallet\?error=invalid_request/);
    const wrong: Record<string, string>[] = [
      { code_challenge_method: 'plain' },
      { code_challenge: '' },
      { redirect_uri: 'https://evil.example/' },
      { client_id: 'nobody' },
    ];
    for (const one of wrong) assert.ok((await push({ ...request, ...one })).status >= 400, JSON.stringify(one));
  });

  it('is agreed to in the browser that it has sent, by whoever is signed in there', async () => {
    const { address, uid, cookie, browser } = await begun();
    const stranger = new Request(browser.url);
    await assert.rejects(consentAsked(gov, stranger, uid, father), { code: 'not-found' });
    await assert.rejects(giveConsent(gov, stranger, uid, { person: father, given: { cards: [], move: false } }), {
      code: 'not-found',
    });
    const { cards } = await consentAsked(gov, browser, uid, mother);
    const given = { cards: [{ type: 'resident-card', about: cards[0]!.matters[0]!.about }], move: false };
    await assert.rejects(giveConsent(gov, browser, uid, { person: father, given }), { code: 'forbidden' });
    await assert.rejects(giveConsent(gov, browser, uid, { person: mother, given: { ...given, move: true } }), {
      code: 'forbidden',
    });
    const on = await giveConsent(gov, browser, uid, { person: mother, given });
    assert.equal((await visit(on)).status, 400);
    assert.equal((await visit(on, cookie)).status, 303);
    assert.equal((await visit(on, cookie)).status, 400);
    // What was pushed is answered once, too.
    assert.match((await visit(address)).headers.get('location')!, /\?error=invalid_request_uri/);
  });

  it('is told when its person does not agree', async () => {
    const { uid, cookie, browser } = await begun();
    const back = await visit(await refuseConsent(gov, browser, uid), cookie);
    const { searchParams } = new URL(back.headers.get('location')!);
    assert.deepEqual([searchParams.get('error'), searchParams.get('state')], ['access_denied', 'abc']);
  });

  it('for moving gets what the person holds', async () => {
    const code = (await agreed(mother, { scope: 'move' })).searchParams.get('code')!;
    const device = new Device(origin, await deviceKey());
    const { json } = await exchange(device, code);
    const held = await device.ask('/wallets/held', json.access_token as string);
    assert.deepEqual(
      (held.json.cards as { card: string }[]).map(({ card }) => card),
      (await cardsOf(gov.db, mother)).map(({ id }) => id),
    );
  });
});

describe('a wallet that registers', () => {
  const register = (body: object) =>
    asked(`${origin}/oauth/reg`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  it('has a name and addresses to come back to, and nothing that we would fetch or keep secret', async () => {
    const { status, json } = await register({
      ...{ client_name: 'Pocket', redirect_uris: ['eu.pocket://back', 'https://pocket.example/back'] },
      ...{ jwks_uri: 'https://evil.example/jwks', logo_uri: 'https://evil.example/logo', client_secret: 'x' },
    });
    assert.equal(status, 201, JSON.stringify(json));
    assert.deepEqual([json.client_name, json.token_endpoint_auth_method], ['Pocket', 'none']);
    assert.ok(!('jwks_uri' in json) && !('logo_uri' in json) && !('client_secret' in json));
  });

  it('is refused with addresses that are no place of a wallet', async () => {
    for (const uri of ['javascript:alert(1)', 'http://wallet.example/', 'data:text/html,x', 'https://a.example/#x'])
      assert.ok((await register({ client_name: 'x', redirect_uris: [uri] })).status >= 400, uri);
    assert.ok((await register({ client_name: '<b>x</b>', redirect_uris: ['https://a.example/'] })).status >= 400);
  });

  it('is refused where an operator has closed that, and who has registered before goes on', async () => {
    const said = { client_name: 'Pocket', redirect_uris: ['https://pocket.example/back'] };
    const { json } = await register(said);
    gov.config.WALLETS = 'closed';
    const refused = await register(said);
    const client = { client_id: json.client_id as string, redirect_uri: said.redirect_uris[0]! };
    const pushed = { ...client, response_type: 'code', scope: CONFIGURATION, code_challenge_method: 'S256' };
    const form = new URLSearchParams({ ...pushed, code_challenge: 'a'.repeat(43) });
    const { status } = await asked(`${origin}/oauth/request`, { method: 'POST', body: form });
    gov.config.WALLETS = 'open';
    assert.deepEqual([refused.status, refused.json.error, status], [403, 'access_denied', 201]);
  });
});

describe('what cannot be told yet', () => {
  it('waits, and is given once a register knows it', async () => {
    const { device, token } = await withToken(father);
    const known = gov.pack.credentials.get('resident-card')!.eligibility.facts.get('birth_date')!;
    const { source } = known;
    // As where a fact is one that nobody has told yet.
    Object.assign(known, { source: { kind: 'asked' } });
    const body = { credential_configuration_id: CONFIGURATION, proofs: await device.proofs(AGENCY, 2) };
    const first = await device.ask(CREDENTIAL, token, body);
    assert.equal(first.status, 202, JSON.stringify(first.json));
    const { transaction_id: id } = first.json;
    assert.deepEqual((await device.ask(CREDENTIAL, token, body)).json, first.json);
    const later = await device.ask(`/issuers/${AGENCY}/deferred`, token, { transaction_id: id });
    assert.deepEqual([later.status, later.json.transaction_id], [202, id]);
    Object.assign(known, { source });
    assert.equal(textsOf(await device.ask(`/issuers/${AGENCY}/deferred`, token, { transaction_id: id })).length, 2);
    const again = await device.ask(`/issuers/${AGENCY}/deferred`, token, { transaction_id: id });
    assert.equal(again.json.error, 'invalid_transaction_id');
  });
});

describe('encryption', () => {
  const metadata = () => asked(`${origin}/.well-known/openid-credential-issuer/issuers/${AGENCY}`);
  const ask = async (device: Device, token: string, body: string) => {
    const [method, url] = ['POST', origin + CREDENTIAL];
    const dpop = await dpopBy(device.key, { method, url, token });
    return asked(url, {
      method,
      headers: { authorization: `DPoP ${token}`, dpop, 'content-type': 'application/jwt' },
      body,
    });
  };

  it('of request and response is taken as the metadata says', async () => {
    const { device, token } = await withToken(mother);
    const { credential_request_encryption: how } = (await metadata()).json as {
      credential_request_encryption: { jwks: { keys: (JWK & { kid: string })[] } };
    };
    const [key] = how.jwks.keys;
    const own = await deviceKey();
    const wanted = { jwk: { ...own.jwk, alg: 'ECDH-ES', kid: 'mine' }, enc: 'A256GCM' };
    const proofs = await device.proofs(AGENCY, 1);
    const said = { credential_configuration_id: CONFIGURATION, proofs, credential_response_encryption: wanted };
    const plain = await device.ask(CREDENTIAL, token, said);
    assert.equal(plain.json.error, 'invalid_encryption_parameters');
    const encrypted = await new CompactEncrypt(new TextEncoder().encode(JSON.stringify(said)))
      .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A128GCM', kid: key!.kid })
      .encrypt(await importJWK(key!, 'ECDH-ES'));
    const answer = await ask(device, token, encrypted);
    assert.equal(answer.headers.get('content-type'), 'application/jwt');
    const { plaintext, protectedHeader } = await compactDecrypt(answer.json.text as string, own.secret);
    assert.deepEqual([protectedHeader.enc, protectedHeader.kid], ['A256GCM', 'mine']);
    assert.equal(JSON.parse(new TextDecoder().decode(plaintext)).credentials.length, 1);
    assert.equal((await ask(device, token, 'rubbish')).json.error, 'invalid_encryption_parameters');
  });
});

describe('a server that dies in the middle', () => {
  it('has given nothing; the same request gives the copies, once', async () => {
    const { device, token } = await withToken(mother);
    const [card] = await cardsOf(gov.db, mother);
    const before_ = (await copiesOf(gov.db, card!)).length;
    const body = { credential_configuration_id: CONFIGURATION, proofs: await device.proofs(AGENCY, 2) };
    await run(gov.db, sql`alter table credentials.issuance add constraint dies check (false) not valid`);
    assert.equal((await device.ask(CREDENTIAL, token, body)).status, 500);
    await run(gov.db, sql`alter table credentials.issuance drop constraint dies`);
    assert.equal((await copiesOf(gov.db, card!)).length, before_);
    const one = textsOf(await device.ask(CREDENTIAL, token, body));
    // The answer was lost on its way: asked again, much later than a nonce lasts.
    await run(gov.db, sql`delete from credentials.spent`);
    assert.deepEqual(textsOf(await device.ask(CREDENTIAL, token, body)), one);
    assert.equal((await copiesOf(gov.db, card!)).length, before_ + 2);
  });
});
