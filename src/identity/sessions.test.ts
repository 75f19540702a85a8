import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { all, sha256, sql } from '../kernel/index.ts';
import { Browser, PRODUCTION, type Sample, START, sampleGovernment, serve } from './fixture.ts';
import { ABSOLUTE_LIMIT, appoint, dismiss, findPeople, IDLE_LIMIT } from './index.ts';
import { sweep } from './room.ts';
import { signInAs, signInPerson } from './testing.ts';

const MINUTE = 60_000;
let government: Sample;
let app: ReturnType<typeof serve>['app'];
before(async () => {
  government = await sampleGovernment();
  app = serve(government).app;
});
after(() => government.close());

const browserOf = async (persona: string) => new Browser(app, await signInAs(government, persona));
const post = { agency: 'households', role: 'registrar' };

test('the cookie is out of reach of scripts and other sites, and the table does not hold its secret', async () => {
  await browserOf('mother');
  const browser = new Browser(app);
  const response = await browser.signIn('mother');
  assert.match(response.headers.get('set-cookie')!, /^session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
  const secret = browser.cookie.slice('session='.length);
  const rows = await all(
    government.db,
    sql<{ row: string; hash: Buffer }>`
    select s::text as row, id_hash as hash from identity.session s`,
  );
  assert.ok(rows.some(({ hash }) => hash.equals(sha256(secret))));
  assert.ok(rows.every(({ row }) => !row.includes(secret)));
});

test('under https the cookie is Secure and __Host-, and one without the prefix is nobody', async () => {
  const secured = { ...government, config: { ...government.config, ORIGIN: 'https://madang.example' } };
  const secure = serve(secured, 'https://madang.example').app;
  const browser = new Browser(secure);
  const response = await browser.signIn('mother');
  assert.match(
    response.headers.get('set-cookie')!,
    /^__Host-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
  );
  assert.equal((await browser.caller()).kind, 'resident');
  assert.equal((await new Browser(secure, browser.cookie.replace('__Host-', '')).caller()).kind, 'nobody');
});

test('a session ends half an hour after its last request', async () => {
  government.clock.set(START);
  const browser = await browserOf('mother');
  for (let visit = 0; visit < 4; visit++) {
    government.clock.advance(IDLE_LIMIT - MINUTE);
    assert.equal((await browser.caller()).kind, 'resident');
  }
  government.clock.advance(IDLE_LIMIT);
  assert.equal((await browser.caller()).kind, 'nobody');
  assert.equal((await browser.send('GET', '/api/sessions')).status, 401);
});

test('a session ends twelve hours after sign-in, however busy it is', async () => {
  government.clock.set(START);
  const browser = await browserOf('officer');
  for (let passed = 0; passed < ABSOLUTE_LIMIT - 20 * MINUTE; passed += 20 * MINUTE) {
    government.clock.advance(20 * MINUTE);
    assert.equal((await browser.caller()).kind, 'officer');
  }
  government.clock.advance(20 * MINUTE);
  assert.equal((await browser.caller()).kind, 'nobody');
});

test('when a session was seen is written at most once a minute', async () => {
  government.clock.set(START);
  const browser = await browserOf('mother');
  const seen = async () => {
    const { sessions } = await browser.json<{ sessions: { current: boolean; seenAt: string }[] }>(
      'GET',
      '/api/sessions',
    );
    return sessions.find((session) => session.current)!.seenAt;
  };
  const first = await seen();
  government.clock.advance(MINUTE - 1);
  assert.equal(await seen(), first);
  government.clock.advance(1);
  assert.equal(await seen(), government.clock.now().toISOString());
});

test('signing in draws a new secret and ends the session that was there: nothing planted before is worth anything', async () => {
  const planted = `session=${'A'.repeat(43)}`;
  const victim = new Browser(app, planted);
  await victim.signIn('mother');
  assert.notEqual(victim.cookie, planted);
  assert.equal((await new Browser(app, planted).caller()).kind, 'nobody');

  const earlier = victim.cookie;
  await victim.signIn('father');
  assert.notEqual(victim.cookie, earlier);
  assert.equal((await new Browser(app, earlier).caller()).kind, 'nobody');
  assert.equal((await victim.caller()).kind, 'resident');
});

test('signing out ends the session on the server, and does no harm without one', async () => {
  const browser = await browserOf('mother');
  const kept = browser.cookie;
  const response = await browser.send('POST', '/sign-out');
  assert.equal(response.status, 303);
  assert.equal(response.headers.get('location'), '/');
  assert.match(response.headers.get('set-cookie')!, /^session=; .*Max-Age=0$/);
  assert.equal((await new Browser(app, kept).caller()).kind, 'nobody');
  assert.equal((await new Browser(app).send('POST', '/sign-out')).status, 303);
  assert.equal((await new Browser(app).send('GET', '/sign-out')).status, 404, 'a link cannot sign anybody out');
});

test('another site can neither sign anybody in nor out', async () => {
  const browser = await browserOf('mother');
  for (const path of ['/sign-out', '/sign-in/demo']) {
    const response = await app.request(path, {
      method: 'POST',
      headers: { cookie: browser.cookie, 'sec-fetch-site': 'cross-site' },
      body: new URLSearchParams({ persona: 'father' }),
    });
    assert.equal(response.status, 403);
    assert.equal(response.headers.get('set-cookie'), null);
  }
  assert.equal((await browser.caller()).kind, 'resident');
});

test('a resident is no officer and an officer no resident', async () => {
  const resident = await browserOf('mother');
  const officer = await browserOf('officer');
  const nobody = new Browser(app);
  const statusOf = async (browser: Browser, path: string) => (await browser.send('GET', path)).status;
  for (const [browser, asResident, asOfficer] of [
    [resident, 200, 403],
    [officer, 403, 200],
    [nobody, 401, 401],
  ] as const) {
    assert.equal(await statusOf(browser, '/api/probe/resident'), asResident);
    assert.equal(await statusOf(browser, '/api/probe/officer'), asOfficer);
    assert.equal(await statusOf(browser, '/api/probe/births'), browser === nobody ? 401 : 403);
  }
  const caller = await officer.caller();
  const person = (await findPeople(government.db, ['A10000003'])).get('A10000003');
  const { session } = caller as { session: string };
  const provedAt = government.clock.now().toISOString();
  assert.deepEqual(caller, { kind: 'officer', person, ...post, session, provedAt });
});

test('who loses the office loses the session in it', async () => {
  const officer = await browserOf('officer');
  const { person } = (await officer.caller()) as { person: string };
  await dismiss(government.db, person, post);
  assert.equal((await officer.caller()).kind, 'nobody');
});

test('a person goes on in an office only if it is theirs, with a new secret and the old end', async () => {
  government.clock.set(START);
  const browser = await browserOf('father');
  const earlier = browser.cookie;
  const { person } = (await browser.caller()) as { person: string };
  const takeUp = (next?: string) => browser.send('POST', '/sign-in/post', { form: { ...post, ...(next && { next }) } });
  assert.equal((await takeUp()).status, 403);
  assert.equal((await browser.caller()).kind, 'resident');

  await appoint(government.db, person, post, government.clock.now());
  government.clock.advance(20 * MINUTE);
  assert.equal((await takeUp('//elsewhere.example')).headers.get('location'), '/office');
  assert.notEqual(browser.cookie, earlier);
  assert.equal((await new Browser(app, earlier).caller()).kind, 'nobody');
  assert.equal((await browser.caller()).kind, 'officer');
  const { sessions } = await browser.json<{ sessions: { current: boolean; expiresAt: string }[] }>(
    'GET',
    '/api/sessions',
  );
  const end = new Date(Date.parse(START) + ABSOLUTE_LIMIT).toISOString();
  assert.equal(sessions.find((session) => session.current)!.expiresAt, end);
  await dismiss(government.db, person, post);
});

test('a person sees their sessions, and signs out everywhere else but nobody else', async () => {
  government.clock.set(START);
  const [here, there, other] = [await browserOf('mother'), await browserOf('mother'), await browserOf('father')];
  const { sessions } = await here.json<{ sessions: { current: boolean }[] }>('GET', '/api/sessions');
  assert.ok(sessions.length >= 2);
  assert.equal(sessions.filter((session) => session.current).length, 1);
  assert.deepEqual(await here.json('POST', '/api/sessions/end-others'), { ended: sessions.length - 1 });
  assert.equal((await there.caller()).kind, 'nobody');
  assert.equal((await here.caller()).kind, 'resident');
  assert.equal((await other.caller()).kind, 'resident');
});

test('the sweep removes what is over and nothing else', async () => {
  government.clock.set(START);
  await all(government.db, sql`delete from identity.session`);
  const people = await findPeople(government.db, ['A20000001']);
  await signInPerson(government, { person: people.get('A20000001')! });
  government.clock.advance(IDLE_LIMIT);
  const live = await browserOf('mother');
  await sweep(government.db, government.clock.now());
  assert.equal((await live.json<{ sessions: object[] }>('GET', '/api/sessions')).sessions.length, 1);
  const [row] = await all(government.db, sql<{ count: number }>`select count(*) as count from identity.session`);
  assert.equal(row!.count, 1);
});

test('production has no demo routes at all', async () => {
  const production = await sampleGovernment(PRODUCTION);
  const { app: site, room } = serve(production, PRODUCTION.ORIGIN);
  assert.ok(room.routes!.every(({ path }) => !path.includes('demo')));
  const browser = new Browser(site, await signInAs(production, 'mother'));
  assert.equal((await browser.caller()).kind, 'resident', 'sessions themselves work');
  assert.equal((await browser.send('GET', '/api/demo/personas')).status, 404);
  assert.equal((await new Browser(site).signIn('officer')).status, 404);
  await production.close();
});
