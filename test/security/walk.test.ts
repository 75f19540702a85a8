import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { issueKey } from '../../src/identity/index.ts';
import { admits, all, type Caller, PROOF_LIFE, type Route, sql } from '../../src/kernel/index.ts';
import { testSite } from '../support/site.ts';
import { bodyFor, makeBelongings, nobodysParams, paramsFor, pathOf } from './belongings.ts';

/** What anybody may call, signed in or not. A route that is to be public is added here, on purpose. */
const PUBLIC = [
  'GET /',
  'GET /.well-known/jwt-vc-issuer/issuers/:agency',
  'GET /.well-known/madang-log.json',
  'GET /.well-known/oauth-authorization-server/exchange/oauth',
  'GET /.well-known/oauth-authorization-server/oauth',
  'GET /.well-known/openid-configuration/exchange/oauth',
  'GET /.well-known/openid-configuration/oauth',
  'GET /.well-known/openid-credential-issuer/issuers/:agency',
  'GET /api/catalogue',
  'GET /api/demo/personas',
  'GET /api/log/consistency',
  'GET /api/log/entries/:id',
  'GET /api/programmes',
  'GET /api/purposes',
  'GET /api/purposes/:id',
  'GET /api/purposes/:id/signed',
  'GET /api/standards',
  'GET /api/standards/:industry/:version',
  'GET /assets/:file',
  'GET /benefits',
  'GET /credentials/types/:id',
  'GET /developers',
  'GET /documents/check',
  'GET /exchange/oauth/.well-known/oauth-authorization-server',
  'GET /exchange/oauth/.well-known/openid-configuration',
  'GET /exchange/oauth/auth',
  'GET /exchange/oauth/auth/:uid',
  'GET /exchange/oauth/jwks',
  'GET /issuers/:agency/.well-known/jwt-vc-issuer',
  'GET /issuers/:agency/.well-known/openid-credential-issuer',
  'GET /issuers/:agency/offers/:reference',
  'GET /issuers/:agency/root.cer',
  'GET /issuers/:agency/status/:list',
  'GET /life-events/:id',
  'GET /log',
  'GET /log/checkpoint',
  'GET /log/checkpoints',
  'GET /log/entries/:index',
  'GET /log/entries/:index/file',
  'GET /log/policy',
  'GET /log/tile/*',
  'GET /log/verify',
  'GET /log/verify-worker.js',
  'GET /log/vkey',
  'GET /notes',
  'GET /notes/:programme/:serial',
  'GET /oauth/.well-known/oauth-authorization-server',
  'GET /oauth/.well-known/openid-configuration',
  'GET /oauth/auth',
  'GET /oauth/auth/:uid',
  'GET /oauth/jwks',
  'GET /openapi.json',
  'GET /preferences/language',
  'GET /presentations/:id/request',
  'GET /programmes/:id/figures',
  'GET /programmes/:id/figures.csv',
  'GET /programmes/:id/figures.json',
  'GET /purposes',
  'GET /purposes/:id',
  'GET /purposes/overdue',
  'GET /receipts/:entry',
  'GET /receipts/:entry/file',
  'GET /relying-parties',
  'GET /relying-parties/:id',
  'GET /relying-parties/:id/registrations/:use',
  'GET /relying-parties/:id/try',
  'GET /relying-parties/:id/try/asked',
  'GET /relying-parties/:id/try/state',
  'GET /services/:id',
  'GET /settings',
  'GET /sign-in',
  'GET /sign-in/link/:secret',
  'GET /sign-in/wallet',
  'GET /sign-in/wallet/state',
  'GET /standards',
  'GET /standards/:industry/:version',
  'GET /trust-list',
  'GET /verifier',
  'GET /verifier-worker.js',
  'GET /verifier.webmanifest',
  'GET /verifier/bundle',
  'GET /vouchers/:programme/shops',
  'GET /wallet',
  'GET /wallet-worker.js',
  'GET /wallet.webmanifest',
  'GET /wallets/held',
  'GET /wallets/here',
  'POST /api/passkeys/authentication',
  'POST /api/passkeys/authentication/options',
  'POST /benefits',
  'POST /documents/check',
  'POST /exchange/answers',
  'POST /exchange/oauth/request',
  'POST /exchange/oauth/token',
  'POST /exchange/oauth/token/revocation',
  'POST /exchange/receivers/:party/deletions',
  'POST /issuers/:agency/credential',
  'POST /issuers/:agency/deferred',
  'POST /issuers/:agency/nonce',
  'POST /issuers/:agency/notification',
  'POST /oauth/reg',
  'POST /oauth/request',
  'POST /oauth/token',
  'POST /oauth/token/revocation',
  'POST /presentations/:id/request',
  'POST /presentations/:id/response',
  'POST /relying-parties/:id/try',
  'POST /settings',
  'POST /sign-in/demo',
  'POST /sign-in/link/:secret',
  'POST /sign-in/wallet',
  'POST /sign-out',
  'POST /wallets/move-offers',
  'POST /wallets/moves',
];

/** What an open session alone is not good for. A thief of one must not come by money, nor make it theirs for good. */
const PROVED = [
  'DELETE /api/passkeys/:id',
  'GET /receivers/:party/keys',
  'GET /receivers/new',
  'GET /wallets/consent/:uid',
  'POST /cards/:card/paper',
  'POST /cards/:card/revoke',
  'POST /cards/offers',
  'POST /my-data/consents/:consent/resume',
  'POST /office/cards/offers',
  'POST /office/cards/paper',
  'POST /office/counter/unpaid',
  'POST /office/issuers/:agency/proposals/:id/confirm',
  'POST /office/programmes/:programme/freezes/:id/confirm',
  'POST /office/programmes/:programme/paper/blocks/:block/lift',
  'POST /receivers',
  'POST /receivers/:party/keys',
  'POST /settings/passkeys/remove',
  'POST /till/:shop/bank-account',
  'POST /vouchers/unpaid',
  'POST /wallets/consent/:uid',
];

/** Headers that every answer carries, with a part of each. */
const HEADERS = {
  'content-security-policy': "default-src 'none'; script-src 'self'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'permissions-policy': 'geolocation=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** Addresses of shops, programmes and notes, which are nobody's own: any resident may pay there, and with what they have. */
const EVERYBODYS =
  /^\/pay\/(?:to\/:shop|:programme)|^\/(?:api\/)?(?:vouchers|programmes)\/:programme|^\/notes\/:programme/;

/** Whose post opens the pages of the office, by the beginning of the path. */
const OFFICERS = {
  '/office/programmes/': 'programme-officer',
  '/office/payouts/': 'payments-officer',
  '/office/settlements/': 'payments-officer',
  '/office/looks/': 'registrar',
  '/': 'pension-officer',
};

const nameOf = ({ method, path }: Route) => `${method} ${path}`;
const isUnsafe = ({ method }: Route) => method !== 'GET';

describe('a walk through all routes', async () => {
  const site = await testSite();
  const { gov, routes, address } = site;
  const own = await makeBelongings(site);
  const keyOf = async (agency: string, scopes: string[]) =>
    `Bearer ${(await issueKey(gov.db, { agency, scopes, title: 'walk' }, gov.clock.now())).token}`;

  /** How the demo introduces its people to everybody, names and all. */
  const personas = gov.pack.demo.personas.flatMap(({ title }) => Object.values(title));
  const isExample = (route: Route, mark: string) => route.path === '/developers' && mark === 'A200000012';

  /** Calls a route; every answer has the headers that all have. */
  async function call(route: Route, headers: Record<string, string>, params = paramsFor(route, own)) {
    const path = `${pathOf(route, params)}${queryOf(route)}`;
    const body = route.body && JSON.stringify(bodyFor(route, own));
    const response = await fetch(address + path, {
      method: route.method,
      redirect: 'manual',
      headers: {
        accept: route.path.startsWith('/api/') ? 'application/json' : 'text/html',
        ...(body && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body && { body }),
    });
    for (const [name, part] of Object.entries(HEADERS))
      assert.ok(response.headers.get(name)?.includes(part), `${nameOf(route)}: ${name}`);
    for (const cookie of response.headers.getSetCookie()) {
      assert.match(cookie, /; HttpOnly/, nameOf(route));
      assert.match(cookie, /; SameSite=Lax/, nameOf(route));
    }
    const text = personas.reduce((rest, title) => rest.replaceAll(title, ''), await response.text());
    // What the caller has sent may come back to them, in links and in problem documents.
    const told = own.marks.filter(
      (mark) => text.includes(mark) && !`${path} ${body}`.includes(mark) && !isExample(route, mark),
    );
    return { status: response.status, location: response.headers.get('location') ?? '', text, told };
  }

  /** All that people have, each table as one hash. */
  async function state() {
    const tables = await all(
      gov.db,
      sql<{ name: string }>`select format('%I.%I', table_schema, table_name) as name from information_schema.tables
        where table_schema in ('services', 'messages', 'ledger') order by 1`,
    );
    const hash = async (name: string) => {
      const [row] = await all(
        gov.db,
        sql<{ hash: string }>`select md5(string_agg(t::text, '|' order by t::text)) as hash from ${sql.raw(name)} t`,
      );
      return [name, row!.hash];
    };
    return Object.fromEntries(await Promise.all(tables.map(({ name }) => hash(name))));
  }

  test('every route says who may call it, and the public ones are those that are meant to be', () => {
    assert.ok(routes.length > 60);
    assert.deepEqual(
      routes.filter(({ audience }) => !audience),
      [],
    );
    assert.deepEqual(
      routes
        .filter(({ audience }) => audience === 'public')
        .map(nameOf)
        .sort(),
      PUBLIC,
    );
  });

  test('an open session is not enough for what only its owner may do', async () => {
    const proved = routes.filter(({ provedLately }) => provedLately);
    assert.deepEqual(proved.map(nameOf).sort(), PROVED);
    const start = gov.clock.now();
    const [resident, officer] = await Promise.all(
      ['employed-mother', 'pension-officer'].map((who) => site.signIn(who)),
    );
    gov.clock.advance(PROOF_LIFE);
    for (const route of proved) {
      const { status, location } = await call(route, { cookie: (route.audience === 'officer' ? officer : resident)! });
      if (route.path.startsWith('/api/')) assert.equal(status, 403, nameOf(route));
      else assert.match(location, /^\/sign-in\/again\?next=/, nameOf(route));
    }
    gov.clock.set(start);
  });

  test('nobody is told to sign in, and reads nothing of anyone', async () => {
    for (const route of routes) {
      const { status, location, told } = await call(route, {});
      assert.deepEqual(told, [], nameOf(route));
      if (route.audience === 'public') assert.ok(status < 500, nameOf(route));
      else if (status === 303) assert.match(location, /^\/sign-in\?next=/, nameOf(route));
      else assert.equal(status, 401, nameOf(route));
    }
  });

  test('whose it is reads all of it, so that a refusal of others means something', async () => {
    const [mother, father] = await Promise.all(['employed-mother', 'father'].map((who) => site.signIn(who)));
    const officers = await Promise.all(
      Object.entries(OFFICERS).map(async ([beginning, who]) => [beginning, await site.signIn(who)] as const),
    );
    for (const route of routes.filter((each) => each.method === 'GET' && each.path.includes(':'))) {
      // What a key opens is tried where its room is.
      if (route.audience === 'public' || typeof route.audience === 'object') continue;
      const [, officer] = officers.find(([beginning]) => route.path.startsWith(beginning))!;
      const cookie = route.audience === 'officer' ? officer! : route.path.startsWith('/agreements') ? father : mother;
      const { status } = await call(route, { cookie: cookie! });
      // Not decided yet; and what a wallet or a receiver asks is shown only in the browser that it has sent.
      const isHidden = /\/decision$|^\/(?:wallets|exchange\/oauth)\/consent\//.test(route.path);
      assert.equal(status, isHidden ? 404 : 200, nameOf(route));
    }
  });

  const STRANGERS: { who: string; caller: Caller; headers(): Promise<Record<string, string>> }[] = [
    {
      who: 'another resident',
      caller: { kind: 'resident', person: '', session: '' },
      headers: async () => ({ cookie: await site.signIn('no-newborn') }),
    },
    {
      who: 'an officer of another agency',
      caller: { kind: 'officer', person: '', agency: '', role: '', session: '' },
      headers: async () => ({ cookie: await site.signIn('allowance-officer') }),
    },
    {
      who: 'a key of another scope',
      caller: { kind: 'key', key: '', agency: '', scopes: ['registry:none:write'] },
      headers: async () => ({ authorization: await keyOf('health-insurance', ['registry:none:write']) }),
    },
  ];

  for (const { who, caller, headers } of STRANGERS) {
    test(`${who} is refused what is not theirs, and changes nothing`, async () => {
      const before = await state();
      for (const route of routes) {
        const { status, told } = await call(route, await headers());
        const belongs =
          (route.path.includes(':') && !EVERYBODYS.test(route.path)) ||
          route.path === '/applications' ||
          route.path === '/api/applications';
        if (!admits(route.audience, caller)) assert.equal(status, 403, nameOf(route));
        else if (belongs && route.audience !== 'public') assert.equal(status, 404, nameOf(route));
        else assert.ok(status < 500, nameOf(route));
        assert.deepEqual(told, [], nameOf(route));
      }
      assert.deepEqual(await state(), before);
    });
  }

  test("another person's id is answered as one that does not exist", async () => {
    const cookies = { resident: await site.signIn('no-newborn'), officer: await site.signIn('allowance-officer') };
    let compared = 0;
    for (const route of routes.filter(({ path }) => path.includes(':') && !EVERYBODYS.test(path))) {
      if (route.audience !== 'resident' && route.audience !== 'officer') continue;
      const headers = { cookie: cookies[route.audience] };
      const [theirs, nobodys] = [paramsFor(route, own), nobodysParams(paramsFor(route, own))];
      const answers = [await call(route, headers, theirs), await call(route, headers, nobodys)].map(
        ({ status, text }) => ({
          status,
          text: text.replaceAll(/[0-9a-f]{8}(-|%2D)[0-9a-f-]{27}/g, ':id'),
        }),
      );
      assert.deepEqual(answers[0], answers[1], nameOf(route));
      compared += 1;
    }
    assert.ok(compared > 20);
  });

  test("a key writes to its own agency's registries only", async () => {
    const doors = routes.filter(({ path }) => path.startsWith('/api/registries/'));
    const scopes = [...gov.pack.registries.keys()].map((id) => `registry:${id}:write`);
    const authorization = await keyOf('labour-insurance', scopes);
    for (const route of doors) {
      const registry = gov.pack.registries.get(route.path.split('/')[3]!)!;
      const { status } = await call(route, { authorization });
      assert.equal(status === 403 || status === 422, true, nameOf(route));
      if (registry.agency === 'labour-insurance') assert.equal(status, 422, nameOf(route));
    }
  });

  test('no change is made for the page of another site', async () => {
    const before = await state();
    const cookie = await site.signIn('employed-mother');
    const foreign: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: address.replace('localhost', 'localhost.evil.example') },
    ];
    // Those for all sites look at no cookie.
    for (const route of routes.filter((each) => isUnsafe(each) && !each.crossSite)) {
      for (const headers of foreign) {
        const { status } = await call(route, { cookie, ...headers });
        assert.equal(status, 403, `${nameOf(route)} ${JSON.stringify(headers)}`);
      }
    }
    assert.deepEqual(await state(), before);
  });

  test('a session ends: by signing out, from elsewhere, unused, and at last in any case', async () => {
    const probe = async (cookie: string) => (await fetch(`${address}/api/cases`, { headers: { cookie } })).status;
    const post = (path: string, cookie: string) =>
      fetch(`${address}${path}`, { method: 'POST', headers: { cookie }, redirect: 'manual' });
    const start = gov.clock.now();
    const [signedOut, ended, kept] = await Promise.all([1, 2, 3].map(() => site.signIn('no-newborn')));
    assert.deepEqual(await Promise.all([signedOut!, ended!, kept!].map(probe)), [200, 200, 200]);
    const goodbye = await post('/sign-out', signedOut!);
    assert.match(goodbye.headers.get('set-cookie')!, /^session=;.*Max-Age=0/);
    await post('/api/sessions/end-others', kept!);
    assert.deepEqual(await Promise.all([signedOut!, ended!, kept!].map(probe)), [401, 401, 200]);
    gov.clock.advance(31 * 60_000);
    assert.equal(await probe(kept!), 401, 'unused for half an hour');
    const used = await site.signIn('no-newborn');
    for (let minutes = 0; minutes < 12 * 60; minutes += 20) {
      assert.equal(await probe(used), 200);
      gov.clock.advance(20 * 60_000);
    }
    assert.equal(await probe(used), 401, 'half a day after sign-in');
    gov.clock.set(start);
  });

  test('no link of ours leads away', async () => {
    const away = [
      '//evil.example',
      'https://evil.example/',
      '/\\evil.example',
      '\\\\evil.example',
      '/\t/evil.example',
      'javascript:alert(1)',
    ];
    for (const next of away) {
      const query = new URLSearchParams({ to: 'en', next });
      const language = await fetch(`${address}/preferences/language?${query}`, { redirect: 'manual' });
      const body = new URLSearchParams({ persona: 'no-newborn', next });
      const signIn = await fetch(`${address}/sign-in/demo`, { method: 'POST', body, redirect: 'manual' });
      for (const { status, headers } of [language, signIn]) {
        assert.equal(status, 303);
        assert.equal(new URL(headers.get('location')!, address).origin, new URL(address).origin, next);
      }
      const page = await fetch(`${address}/sign-in?${new URLSearchParams({ next })}`, {
        headers: { cookie: await site.signIn('no-newborn') },
      });
      for (const [, href] of (await page.text()).matchAll(/ (?:href|action|data-next|value)="([^"]*)"/g))
        assert.equal(new URL(href!, address).origin, new URL(address).origin, href);
    }
  });

  test('no line of the log tells who was here', () => {
    const lines = site.lines.join('\n');
    for (const mark of own.marks) assert.ok(!lines.includes(mark), mark);
  });
});

/** A route that needs a query gets one that suits it. */
function queryOf({ path }: Route): string {
  if (path === '/preferences/language') return '?to=en';
  return path === '/api/log/consistency' ? '?from=0&to=1' : '';
}
