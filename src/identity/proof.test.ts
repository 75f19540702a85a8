import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PROOF_LIFE } from '../kernel/index.ts';
import { Browser, ORIGIN, type Sample, START, sampleGovernment, serve } from './fixture.ts';
import { ABSOLUTE_LIMIT, appoint, findPeople, type Means, sessionsOf } from './index.ts';
import { SoftwareAuthenticator } from './software-authenticator.ts';
import { signInAs, signInPerson } from './testing.ts';

let government: Sample;
let app: ReturnType<typeof serve>['app'];
before(async () => {
  government = await sampleGovernment();
  app = serve(government).app;
});
after(() => government.close());

const MINUTE = 60_000;
const USER_PRESENT = 0x01;
const browserOf = async (persona: string) => new Browser(app, await signInAs(government, persona));
const provedAt = async (browser: Browser) => ((await browser.caller()) as { provedAt?: string }).provedAt;

async function by(means: Means, number = 'A20000001'): Promise<Browser> {
  const people = await findPeople(government.db, [number]);
  return new Browser(app, await signInPerson(government, { person: people.get(number)!, means }));
}

async function registered(owner: Browser): Promise<SoftwareAuthenticator> {
  const authenticator = new SoftwareAuthenticator(ORIGIN);
  const credential = authenticator.create(await owner.json('POST', '/api/passkeys/registration/options'));
  const { status } = await owner.send('POST', '/api/passkeys/registration', { json: { credential } });
  assert.equal(status, 200);
  return authenticator;
}

async function prove(browser: Browser, authenticator: SoftwareAuthenticator, flags?: number, next?: string) {
  const options = await browser.json<{ challenge: string }>('POST', '/api/passkeys/proof/options');
  const credential = authenticator.get(options, flags === undefined ? {} : { flags });
  return browser.send('POST', '/api/passkeys/proof', { json: { credential, next } });
}

test('a session says by what it was begun, and only what is somebody’s own proves who they are', async () => {
  government.clock.set(START);
  await browserOf('mother');
  const at = government.clock.now().toISOString();
  for (const [means, proof] of Object.entries({ passkey: at, wallet: at, demo: at, touch: undefined, link: undefined }))
    assert.equal(await provedAt(await by(means as Means)), proof, means);
  const { person } = (await (await by('wallet')).caller()) as { person: string };
  assert.ok((await sessionsOf(government.db, person, government.clock.now())).some(({ means }) => means === 'wallet'));
});

test('a passkey that only felt a touch signs in and proves nothing', async () => {
  government.clock.set(START);
  const authenticator = await registered(await browserOf('mother'));
  const signIn = async (flags?: number) => {
    const browser = new Browser(app);
    const options = await browser.json<{ challenge: string }>('POST', '/api/passkeys/authentication/options');
    const credential = authenticator.get(options, flags === undefined ? {} : { flags });
    assert.equal((await browser.send('POST', '/api/passkeys/authentication', { json: { credential } })).status, 200);
    return browser;
  };
  assert.equal(await provedAt(await signIn()), government.clock.now().toISOString());
  const touched = await signIn(USER_PRESENT);
  assert.equal(await provedAt(touched), undefined);
  assert.equal((await prove(touched, authenticator, USER_PRESENT)).status, 403);
  assert.equal(await provedAt(touched), undefined);
});

test('who proves again goes on in the same place with a new secret and the old end', async () => {
  government.clock.set(START);
  const browser = await browserOf('officer');
  const authenticator = await registered(browser);
  const { person } = (await browser.caller()) as { person: string };
  await appoint(government.db, person, { agency: 'households', role: 'registrar' }, government.clock.now());
  const earlier = browser.cookie;
  government.clock.advance(20 * MINUTE);
  const response = await prove(browser, authenticator, undefined, '//evil.example');
  assert.deepEqual(await response.json(), { next: '/' });
  assert.notEqual(browser.cookie, earlier);
  assert.equal((await new Browser(app, earlier).caller()).kind, 'nobody');
  const caller = (await browser.caller()) as { kind: string; session: string };
  assert.equal(caller.kind, 'officer');
  assert.equal(await provedAt(browser), government.clock.now().toISOString());
  const session = (await sessionsOf(government.db, person, government.clock.now())).find(
    ({ id }) => id === caller.session,
  )!;
  assert.equal(session.expiresAt.getTime(), Date.parse(START) + ABSOLUTE_LIMIT);
  assert.equal(session.means, 'passkey');
});

test('another person’s passkey proves nothing here, and its answer is good once', async () => {
  government.clock.set(START);
  const [mother, father] = [await browserOf('mother'), await browserOf('father')];
  const authenticator = await registered(mother);
  const before = father.cookie;
  assert.equal((await prove(father, authenticator)).status, 403);
  assert.equal(father.cookie, before);

  const options = await mother.json<{ challenge: string }>('POST', '/api/passkeys/proof/options');
  const json = { credential: authenticator.get(options) };
  assert.equal((await mother.send('POST', '/api/passkeys/proof', { json })).status, 200);
  assert.equal((await mother.send('POST', '/api/passkeys/proof', { json })).status, 410);
  assert.equal((await new Browser(app).send('POST', '/api/passkeys/proof', { json })).status, 401);
});

test('only the caller’s own passkeys are asked for, with finger, face or code', async () => {
  government.clock.set(START);
  const browser = await browserOf('father');
  const authenticator = await registered(browser);
  const options = await browser.json<{ userVerification: string; allowCredentials: { id: string }[] }>(
    'POST',
    '/api/passkeys/proof/options',
  );
  assert.equal(options.userVerification, 'required');
  assert.ok(options.allowCredentials.some(({ id }) => id === authenticator.id.toString('base64url')));
  const { passkeys } = await browser.json<{ passkeys: object[] }>('GET', '/api/passkeys');
  assert.equal(options.allowCredentials.length, passkeys.length);
});

test('who comes upon an open session adds no passkey to it and removes none; a link may make the first', async () => {
  government.clock.set(START);
  const browser = await browserOf('mother');
  const authenticator = await registered(browser);
  const id = authenticator.id.toString('base64url');
  const asked = async (who: Browser) => (await who.send('POST', '/api/passkeys/registration/options')).status;
  government.clock.advance(PROOF_LIFE);
  assert.equal(await asked(browser), 403);
  assert.equal((await browser.send('DELETE', `/api/passkeys/${id}`)).status, 403);
  assert.equal(await asked(await by('touch')), 403);
  assert.equal(await asked(await by('link')), 200);
  assert.equal((await prove(browser, authenticator)).status, 200);
  assert.equal(await asked(browser), 200);
  assert.equal((await browser.send('DELETE', `/api/passkeys/${id}`)).status, 204);
});

test('in the demo one’s word is enough, and leads on within the site', async () => {
  government.clock.set(START);
  const browser = await browserOf('mother');
  government.clock.advance(20 * MINUTE);
  const response = await browser.send('POST', '/sign-in/demo/again', { form: { next: '/settings' } });
  assert.equal(response.headers.get('location'), '/settings');
  assert.equal(await provedAt(browser), government.clock.now().toISOString());
  assert.equal((await new Browser(app).send('POST', '/sign-in/demo/again', { form: {} })).status, 401);
});
