import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Type } from 'typebox';
import { echo, ORIGIN, plainWorld, posted, tinyApp, tinyEdge } from './fixture.ts';
import { rateLimiter, refuseForeignForms, SECURITY_HEADERS } from './guard.ts';
import { createApp } from './http.ts';
import { page, route } from './route.ts';

/** Where a change comes from, as the browser says, and whether it is let in. */
const SENDERS: [headers: Record<string, string>, admitted: boolean][] = [
  [{ 'sec-fetch-site': 'same-origin' }, true],
  [{ 'sec-fetch-site': 'none' }, true],
  [{ 'sec-fetch-site': 'same-site' }, false],
  [{ 'sec-fetch-site': 'cross-site' }, false],
  [{ 'sec-fetch-site': 'rubbish' }, false],
  [{ 'sec-fetch-site': 'cross-site', origin: ORIGIN }, false],
  [{ 'sec-fetch-site': 'same-origin', origin: 'https://proxied.example' }, true],
  [{ origin: ORIGIN }, true],
  [{ origin: 'null' }, false],
  [{ origin: 'https://evil.example' }, false],
  [{ origin: `${ORIGIN}.evil.example` }, false],
  [{ origin: ORIGIN.replace('https', 'http') }, false],
  [{ origin: `${ORIGIN}:8443` }, false],
  [{}, true],
];

for (const [headers, admitted] of SENDERS) {
  test(`a change sent with ${JSON.stringify(headers)} is ${admitted ? 'let in' : 'refused'}`, async () => {
    let handled = 0;
    const counting = (method: 'POST' | 'PUT' | 'DELETE') =>
      route({ method, path: '/x', audience: 'public', summary: 'A test', handle: () => ({ handled: ++handled }) });
    const { app } = tinyApp([counting('POST'), counting('PUT'), counting('DELETE')]);
    for (const method of ['POST', 'PUT', 'DELETE']) {
      assert.equal((await app.request('/x', { method, headers })).status, admitted ? 200 : 403, method);
    }
    assert.equal(handled, admitted ? 3 : 0);
  });
}

test('reading is open to links from other sites', () => {
  const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
  for (const method of ['GET', 'HEAD', 'OPTIONS'])
    assert.doesNotThrow(() => refuseForeignForms(new Request(`${ORIGIN}/x`, { method, headers }), ORIGIN));
});

test('every answer carries the security headers, whatever went wrong', async () => {
  const faulty = route({
    method: 'GET',
    path: '/faulty',
    audience: 'public',
    summary: 'A test',
    handle: () => {
      throw new Error('a fault');
    },
  });
  const shown = route({
    method: 'GET',
    path: '/page',
    audience: 'public',
    summary: 'A test',
    handle: () => page('', 200),
  });
  const { app } = tinyApp([echo(Type.Object({})), faulty, shown], {
    errorPage: () => Promise.reject(new Error('no page')),
  });
  const answers = await Promise.all([
    app.request('/page'),
    app.request('/healthz'),
    app.request('/metrics'),
    app.request('/none'),
    app.request('/none', { headers: { accept: 'text/html' } }),
    app.request('/faulty', { headers: { accept: 'text/html' } }),
    app.request('/api/echo', posted([])),
    app.request('/api/echo', posted({}, { origin: 'https://evil.example' })),
  ]);
  assert.deepEqual(
    answers.map((answer) => answer.status),
    [200, 200, 200, 404, 404, 500, 422, 403],
  );
  for (const answer of answers) {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) assert.equal(answer.headers.get(name), value);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
  }
});

test('an answer may say how long it may be kept', async () => {
  const kept = route({
    method: 'GET',
    path: '/asset',
    audience: 'public',
    summary: 'A test',
    handle: () => new Response('', { headers: { 'cache-control': 'public, max-age=60' } }),
  });
  const { app } = tinyApp([kept]);
  assert.equal((await app.request('/asset')).headers.get('cache-control'), 'public, max-age=60');
});

test('the policy lets no inline script or style run, and nobody frame a page', () => {
  const policy = SECURITY_HEADERS['content-security-policy']!;
  assert.doesNotMatch(policy, /unsafe|\*|https?:/);
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /frame-ancestors 'none'/);
});

test('a page that asks other sites may do that, and nothing else more than others', async () => {
  const wallet = route({
    ...{ method: 'GET', path: '/wallet', audience: 'public', summary: 'A test', reachesOut: true },
    handle: () => new Response(''),
  });
  const { app } = tinyApp([wallet]);
  const policy = (await app.request('/wallet')).headers.get('content-security-policy')!;
  const parts = (text: string) => text.split('; ').filter((part) => !part.startsWith('connect-src'));
  assert.deepEqual(parts(policy), parts(SECURITY_HEADERS['content-security-policy']!));
  assert.match(policy, /connect-src 'self' https:/);
});

test('an address gets its requests of each minute, and no more', () => {
  let now = 60_000 * 1_000;
  const limit = rateLimiter(3, () => now);
  const refused = (address: string) => {
    try {
      limit(address);
      return false;
    } catch (error) {
      assert.equal((error as { status?: number }).status, 429);
      return true;
    }
  };
  assert.deepEqual(['a', 'a', 'a', 'a', 'b'].map(refused), [false, false, false, true, false]);
  now += 59_999;
  assert.ok(refused('a'), 'the minute is not over');
  now += 1;
  assert.ok(!refused('a'), 'the next minute begins');
});

test('no limit is no limit', () => {
  const limit = rateLimiter(0, () => 0);
  for (let count = 0; count < 10_000; count += 1) limit('a');
});

test('requests beyond the limit are answered 429 before anyone is identified', async () => {
  const { world } = plainWorld({ RATE_LIMIT: '2' });
  let identified = 0;
  const edge = tinyEdge([echo(Type.Object({}))], {
    identify: async () => {
      identified += 1;
      return { kind: 'nobody' };
    },
  });
  const app = createApp(world, edge);
  const send = async (remoteAddress: string) => {
    const response = await app.request('/api/echo', posted({}), { incoming: { socket: { remoteAddress } } });
    return response.status;
  };
  const statuses = [];
  for (const address of ['::1', '::1', '::1', '::2']) statuses.push(await send(address));
  assert.deepEqual(statuses, [200, 200, 429, 200]);
  assert.equal(identified, 3);
});

test('what never changes is read without limit and without asking who reads', async () => {
  const { world } = plainWorld({ RATE_LIMIT: '1' });
  const identify = () => assert.fail('nobody is to be identified');
  const asset = route({
    method: 'GET',
    path: '/assets/*',
    audience: 'public',
    immutable: true,
    summary: 'A test',
    handle: ({ caller, here }) => new Response(`${caller.kind} ${here}`),
  });
  const app = createApp(world, tinyEdge([asset], { identify }));
  for (const path of ['/assets/a', '/assets/a/b', '/assets/a'])
    assert.equal(await (await app.request(path)).text(), `nobody ${path}`);
});
