import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { all, sql } from '../kernel/index.ts';
import { Browser, ORIGIN, type Sample, START, sampleGovernment, serve } from './fixture.ts';
import { passkeysOf } from './index.ts';
import { MOST_PASSKEYS } from './passkeys.ts';
import { type Misbehaviour, SoftwareAuthenticator } from './software-authenticator.ts';
import { signInAs } from './testing.ts';

let government: Sample;
let app: ReturnType<typeof serve>['app'];
before(async () => {
  government = await sampleGovernment();
  app = serve(government).app;
});
after(() => government.close());

const REGISTRATION = '/api/passkeys/registration';
const AUTHENTICATION = '/api/passkeys/authentication';

interface CreationOptions {
  challenge: string;
  rp: { id: string; name: string };
  user: { id: string; name: string };
  attestation: string;
  excludeCredentials: { id: string }[];
  authenticatorSelection: { residentKey: string; userVerification: string };
}
interface RequestOptions {
  challenge: string;
  rpId: string;
  allowCredentials?: unknown;
}

const browserOf = async (persona: string) => new Browser(app, await signInAs(government, persona));
const creationOptions = (browser: Browser) => browser.json<CreationOptions>('POST', `${REGISTRATION}/options`);
const requestOptions = (browser: Browser) => browser.json<RequestOptions>('POST', `${AUTHENTICATION}/options`);

async function register(browser: Browser, odd: Misbehaviour = {}, authenticator = new SoftwareAuthenticator(ORIGIN)) {
  const credential = authenticator.create(await creationOptions(browser), odd);
  const { status } = await browser.send('POST', REGISTRATION, { json: { credential, title: 'Phone' } });
  return { authenticator, credential, status };
}

/** Signs in with a fresh browser. */
async function authenticate(authenticator: SoftwareAuthenticator, odd: Misbehaviour = {}) {
  const browser = new Browser(app);
  const credential = authenticator.get(await requestOptions(browser), odd);
  const response = await browser.send('POST', AUTHENTICATION, { json: { credential } });
  return { browser, credential, status: response.status };
}

test('a person registers a passkey and signs in with it, saying nothing but that', async () => {
  const owner = await browserOf('mother');
  const { authenticator, status } = await register(owner);
  assert.equal(status, 200);
  const browser = new Browser(app);
  const options = await requestOptions(browser);
  assert.equal(options.allowCredentials, undefined, 'the credential is discoverable');
  const response = await browser.send('POST', AUTHENTICATION, {
    json: { credential: authenticator.get(options), next: '/cases/1' },
  });
  assert.deepEqual(await response.json(), { next: '/cases/1' });
  assert.match(response.headers.get('set-cookie')!, /HttpOnly/);
  const [before, now] = [await owner.caller(), await browser.caller()];
  assert.equal(now.kind, 'resident');
  assert.equal((now as { person: string }).person, (before as { person: string }).person);
});

test('the options are those of this site and tell nobody the number', async () => {
  const browser = await browserOf('father');
  const { authenticator } = await register(browser);
  const options = await creationOptions(browser);
  assert.deepEqual(options.rp, { id: 'localhost', name: 'Madang' });
  assert.equal(options.user.name, 'A1•••••02');
  assert.equal(options.attestation, 'none');
  assert.equal(options.authenticatorSelection.residentKey, 'required');
  assert.equal(options.authenticatorSelection.userVerification, 'preferred');
  assert.ok(options.excludeCredentials.some(({ id }) => id === authenticator.id.toString('base64url')));
});

test('registering takes a session', async () => {
  assert.equal((await new Browser(app).send('POST', `${REGISTRATION}/options`)).status, 401);
  const credential = new SoftwareAuthenticator(ORIGIN).create(await creationOptions(await browserOf('mother')));
  assert.equal((await new Browser(app).send('POST', REGISTRATION, { json: { credential } })).status, 401);
});

test('a challenge is good once, for its person, for five minutes', async () => {
  const [mother, father] = [await browserOf('mother'), await browserOf('father')];
  const send = (browser: Browser, credential: unknown) => browser.send('POST', REGISTRATION, { json: { credential } });

  const { credential } = await register(mother);
  assert.equal((await send(mother, credential)).status, 410, 'replayed');

  const forMother = new SoftwareAuthenticator(ORIGIN).create(await creationOptions(mother));
  assert.equal((await send(father, forMother)).status, 410, 'of another person');
  assert.equal((await send(mother, forMother)).status, 200, 'which does not use it up');

  const late = new SoftwareAuthenticator(ORIGIN).create(await creationOptions(mother));
  government.clock.advance(5 * 60_000);
  assert.equal((await send(mother, late)).status, 410, 'too late');
  government.clock.set(START);

  const madeUp = { ...(await creationOptions(mother)), challenge: 'A'.repeat(43) };
  assert.equal((await send(mother, new SoftwareAuthenticator(ORIGIN).create(madeUp))).status, 410, 'made up');
});

test('an assertion is good once', async () => {
  const { authenticator } = await register(await browserOf('mother'));
  const { credential, status } = await authenticate(authenticator);
  assert.equal(status, 200);
  const again = await new Browser(app).send('POST', AUTHENTICATION, { json: { credential } });
  assert.equal(again.status, 410);
  assert.equal(again.headers.get('set-cookie'), null);
});

test('a challenge for registering does not sign in', async () => {
  const owner = await browserOf('mother');
  const { authenticator } = await register(owner);
  const { challenge } = await creationOptions(owner);
  const credential = authenticator.get({ challenge, rpId: 'localhost' });
  assert.equal((await new Browser(app).send('POST', AUTHENTICATION, { json: { credential } })).status, 410);
});

test('a credential made for another site, or not as the standard says, is not registered', async () => {
  const browser = await browserOf('father');
  const count = async () => (await browser.json<{ passkeys: [] }>('GET', '/api/passkeys')).passkeys.length;
  const before = await count();
  const cases: Misbehaviour[] = [
    { origin: 'http://localhost:3001' },
    { origin: 'https://localhost:3000' },
    { origin: 'http://elsewhere.example' },
    { rpId: 'elsewhere.example' },
    { type: 'webauthn.get' },
    { flags: 0 },
    { attestation: 'wrong' },
    { attestation: 'maker' },
  ];
  for (const odd of cases) assert.equal((await register(browser, odd)).status, 422, JSON.stringify(odd));
  assert.equal(await count(), before);
  assert.equal((await register(browser, { attestation: 'self' })).status, 200, 'browsers may pass this on (§5.1.3)');
});

test('an assertion for another site, of another person, or with a wrong signature or count is refused', async () => {
  const { authenticator } = await register(await browserOf('mother'));
  const father = (await creationOptions(await browserOf('father'))).user.id;
  const cases: Misbehaviour[] = [
    { origin: 'http://elsewhere.example' },
    { rpId: 'elsewhere.example' },
    { type: 'webauthn.create' },
    { userHandle: father },
    { userHandle: undefined },
    { userHandle: '' },
    { flags: 0 },
    { signature: Buffer.alloc(70).toString('base64url') },
    { signature: '' },
  ];
  for (const odd of cases) {
    const { status, browser } = await authenticate(authenticator, odd);
    assert.equal(status, 401, JSON.stringify(odd));
    assert.equal(browser.cookie, '');
  }
  assert.equal((await authenticate(authenticator, { counter: 100 })).status, 200);
  assert.equal((await authenticate(authenticator, { counter: 100 })).status, 401, 'a copy counts the same');
  assert.equal((await authenticate(authenticator, { counter: 99 })).status, 401);
  assert.equal((await authenticate(authenticator, { counter: 0 })).status, 401);
  assert.equal((await authenticate(authenticator, { counter: 101 })).status, 200);
  const stranger = new SoftwareAuthenticator(ORIGIN);
  assert.equal((await authenticate(stranger, { userHandle: father })).status, 401, 'never registered');
});

test('of two answers with one count, sent at once, one signs in', async () => {
  const { authenticator } = await register(await browserOf('mother'));
  const answers = await Promise.all([1, 2, 3].map(() => authenticate(authenticator, { counter: 50 })));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 401, 401]);
});

test('authenticators that do not count, as synced passkeys do not, sign in again and again', async () => {
  const { authenticator } = await register(await browserOf('mother'), { counter: 0 });
  assert.equal((await authenticate(authenticator, { counter: 0 })).status, 200);
  assert.equal((await authenticate(authenticator, { counter: 0 })).status, 200);
  assert.equal((await authenticate(authenticator, { counter: 0, flags: 0x01 })).status, 200, 'present is enough');
});

test('one credential belongs to one person', async () => {
  const { authenticator } = await register(await browserOf('mother'));
  const { status } = await register(await browserOf('father'), {}, authenticator);
  assert.equal(status, 409);
});

test('a person lists and deletes their own passkeys only', async () => {
  const [mother, father] = [await browserOf('mother'), await browserOf('father')];
  const { authenticator } = await register(mother);
  const id = authenticator.id.toString('base64url');
  const { passkeys } = await mother.json<{ passkeys: { id: string; title: string }[] }>('GET', '/api/passkeys');
  assert.equal(passkeys.find((passkey) => passkey.id === id)?.title, 'Phone');
  assert.equal((await father.send('DELETE', `/api/passkeys/${id}`)).status, 404);
  assert.equal((await authenticate(authenticator)).status, 200);
  assert.equal((await mother.send('DELETE', `/api/passkeys/${id}`)).status, 204);
  assert.equal((await mother.send('DELETE', `/api/passkeys/${id}`)).status, 404);
  assert.equal((await authenticate(authenticator)).status, 401);
});

test('nobody keeps passkeys without end', async () => {
  const browser = await browserOf('officer');
  for (let count = 0; count < MOST_PASSKEYS; count++) assert.equal((await register(browser)).status, 200);
  assert.equal((await browser.send('POST', `${REGISTRATION}/options`)).status, 409);
  const { person } = (await browser.caller()) as { person: string };
  assert.equal((await passkeysOf(government.db, person)).length, MOST_PASSKEYS);
});

test('no challenge is left from answers, right or wrong', async () => {
  await all(government.db, sql`delete from identity.challenge`);
  const { authenticator } = await register(await browserOf('mother'));
  await authenticate(authenticator, { origin: 'http://elsewhere.example' });
  assert.deepEqual(await all(government.db, sql`select from identity.challenge`), []);
});
