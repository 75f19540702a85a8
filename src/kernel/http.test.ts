import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Type } from 'typebox';
import { AppError, ERROR_STATUS, problemOf, toAppError } from './errors.ts';
import { CALLERS, echo, ORIGIN, plainWorld, posted, tinyApp, tinyEdge } from './fixture.ts';
import { createApp } from './http.ts';
import { type Audience, page, redirect, route } from './route.ts';

const get = (path: string, handle: () => object, audience: Audience = 'public') =>
  route({ method: 'GET', path, audience, summary: 'A test', handle });
const throwing = (path: string, thrown: unknown) =>
  get(path, () => {
    throw thrown;
  });

test('an answer is sent as JSON, a response as it is', async () => {
  const { app } = tinyApp([
    get('/api/value', () => ({ one: 1 })),
    get('/page', () => page('<p>hello</p>')),
    get('/on', () => redirect('/page', { 'set-cookie': 'a=b' })),
  ]);
  assert.deepEqual(await (await app.request('/api/value')).json(), { one: 1 });
  const shown = await app.request('/page');
  assert.equal(shown.headers.get('content-type'), 'text/html; charset=utf-8');
  assert.equal(await shown.text(), '<p>hello</p>');
  const moved = await app.request('/on');
  assert.equal(moved.status, 303);
  assert.equal(moved.headers.get('location'), '/page');
  assert.equal(moved.headers.get('set-cookie'), 'a=b');
});

test('HEAD answers like GET, without a body', async () => {
  const { app } = tinyApp([get('/page', () => page('<p>hello</p>'))]);
  const response = await app.request('/page', { method: 'HEAD' });
  assert.equal(response.status, 200);
  assert.equal(await response.text(), '');
});

test('what is not there is not found, by path, by method and by trailing slash', async () => {
  const { app } = tinyApp([get('/api/value', () => ({}))]);
  for (const [path, method] of [
    ['/api/other', 'GET'],
    ['/api/value', 'POST'],
    ['/api/value', 'PATCH'],
    ['/api/value/', 'GET'],
    ['/api/value/%E0%A4%A', 'GET'],
  ]) {
    const response = await app.request(path!, { method });
    assert.equal(response.status, 404, `${method} ${path}`);
    assert.equal(response.headers.get('content-type'), 'application/problem+json');
  }
});

/** Which callers each audience admits; the others get 401 as nobody, else 403. */
const ADMITTED: [Audience, string[]][] = [
  ['public', ['nobody', 'resident', 'officer', 'key']],
  ['resident', ['resident']],
  ['officer', ['officer']],
  ['signed-in', ['resident', 'officer']],
  [{ scope: 'births:write' }, ['key']],
  [{ scope: 'births:read' }, []],
];

for (const [audience, admitted] of ADMITTED) {
  test(`${JSON.stringify(audience)} admits ${admitted.join(', ') || 'none of these'}`, async () => {
    let handled = 0;
    const { app } = tinyApp([get('/api/x', () => ({ handled: ++handled }), audience)]);
    for (const name of Object.keys(CALLERS)) {
      const response = await app.request('/api/x', { headers: { 'x-caller': name } });
      const refused = name === 'nobody' ? 401 : 403;
      assert.equal(response.status, admitted.includes(name) ? 200 : refused, name);
    }
    assert.equal(handled, admitted.length, 'a refused request never reaches the handler');
  });
}

test('who may not call learns nothing of what is wrong with the request', async () => {
  const { app } = tinyApp([
    route({
      method: 'POST',
      path: '/api/x',
      audience: 'resident',
      summary: 'A test',
      body: Type.Object({}),
      handle: () => ({}),
    }),
  ]);
  assert.equal((await app.request('/api/x', { method: 'POST', body: 'rubbish' })).status, 401);
});

test('each error code is answered as a problem document (RFC 9457 §3)', async () => {
  for (const [code, status] of Object.entries(ERROR_STATUS)) {
    const { app } = tinyApp([throwing('/api/x', new AppError(code as keyof typeof ERROR_STATUS, 'Do this instead.'))]);
    const response = await app.request('/api/x?secret=1');
    assert.equal(response.status, status);
    assert.equal(response.headers.get('content-type'), 'application/problem+json');
    assert.deepEqual(await response.json(), {
      type: `urn:madang:problem:${code}`,
      title: code.replaceAll('-', ' '),
      status,
      detail: 'Do this instead.',
      instance: '/api/x',
    });
  }
});

test('a problem names the fields, and speaks English where the detail is in all languages', () => {
  const detail = { ko: '틀립니다', 'zh-Hant': '有誤', en: 'This is wrong' };
  const problem = problemOf(
    new AppError('invalid', detail, { fields: [{ path: '/a', message: 'is required' }] }),
    '/x',
  );
  assert.equal(problem.detail, 'This is wrong');
  assert.deepEqual(problem.errors, [{ path: '/a', message: 'is required' }]);
});

test('an AppError stays itself; anything else becomes internal and keeps its cause', () => {
  const error = new AppError('gone', 'It is over.');
  assert.equal(toAppError(error), error);
  for (const thrown of [new Error('x'), 'text', undefined, null, { code: 'gone' }]) {
    assert.equal(toAppError(thrown).status, 500);
    assert.equal(toAppError(thrown).cause, thrown);
  }
});

const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

test('a browser gets a page, a program a problem document; under /api/ everyone does', async () => {
  const { app } = tinyApp([
    throwing('/x', new AppError('conflict', 'Not twice.')),
    throwing('/api/x', new AppError('conflict', '')),
  ]);
  const shown = await app.request('/x?a=1', { headers: { ...browser, 'x-caller': 'resident' } });
  assert.equal(shown.status, 409);
  assert.equal(await shown.text(), '<h1>conflict</h1><p>resident at /x?a=1</p>');
  assert.equal((await app.request('/x')).headers.get('content-type'), 'application/problem+json');
  assert.equal(
    (await app.request('/api/x', { headers: browser })).headers.get('content-type'),
    'application/problem+json',
  );
  assert.match(await (await app.request('/none', { headers: browser })).text(), /not-found/);
});

test('after a form, the way back is the page with the form, or the front door, never the address of the form', async () => {
  const { app } = tinyApp([echo(Type.Object({ a: Type.String() }), '/x')]);
  const shown = async (referer?: string) =>
    (await app.request('/x', posted({}, { ...browser, ...(referer && { referer }) }))).text();
  assert.match(await shown(), /nobody at \/</);
  assert.match(await shown(`${ORIGIN}/form?a=1#b`), /nobody at \/form\?a=1</);
  for (const elsewhere of ['https://evil.example/form', `${ORIGIN}.evil.example/form`, 'rubbish'])
    assert.match(await shown(elsewhere), /nobody at \/</);
});

test('a fault of ours shows nothing of its cause, and is logged', async () => {
  const { app, lines } = tinyApp([throwing('/api/x', new Error('password is hunter2'))]);
  const response = await app.request('/api/x');
  assert.equal(response.status, 500);
  assert.doesNotMatch(await response.text(), /hunter2/);
  assert.equal(lines.length, 1);
  assert.match(lines[0]!, /"level":50.*hunter2.*"msg":"request failed"/);
});

test('what is the caller’s own mistake is not logged', async () => {
  const { app, lines } = tinyApp([throwing('/api/x', new AppError('conflict', 'Not twice.'))]);
  await app.request('/api/x');
  await app.request('/nowhere');
  assert.deepEqual(lines, []);
});

test('the log repeats no row that PostgreSQL quotes in an error', async () => {
  const quoting = Object.assign(new Error('violates check constraint'), {
    detail: 'Failing row contains (A123456789)',
  });
  const { app, lines } = tinyApp([throwing('/api/x', quoting)]);
  await app.request('/api/x');
  assert.match(lines[0]!, /violates check constraint/);
  assert.doesNotMatch(lines[0]!, /A123456789/);
});

test('an error page that fails is answered by the problem document, once, and is logged', async () => {
  let asked = 0;
  const { app, lines } = tinyApp([throwing('/x', new AppError('conflict', 'Not twice.'))], {
    errorPage: async () => {
      asked += 1;
      throw new Error('no page either');
    },
  });
  const response = await app.request('/x', { headers: browser });
  assert.equal(response.status, 409);
  assert.equal(response.headers.get('content-type'), 'application/problem+json');
  assert.equal(asked, 1);
  assert.match(lines.join(''), /no page either/);
});

test('preferences that cannot be read do not hide the error', async () => {
  const { app } = tinyApp([], {
    preferencesOf: () => {
      throw new Error('no preferences');
    },
  });
  assert.equal((await app.request('/none', { headers: browser })).status, 404);
});

test('a caller who cannot be identified is a fault of ours, not nobody', async () => {
  const { app, lines } = tinyApp([get('/api/x', () => ({}))], {
    identify: () => Promise.reject(new Error('no database')),
  });
  assert.equal((await app.request('/api/x')).status, 500);
  assert.match(lines[0]!, /no database/);
});

test('health is told truly: ready, and the database answers', async () => {
  const health = async (ready: boolean, reach: () => Promise<unknown>) => {
    const { world } = plainWorld({}, reach);
    const response = await createApp(world, tinyEdge([], { ready: () => ready })).request('/healthz');
    return [response.status, await response.json()];
  };
  assert.deepEqual(await health(true, async () => {}), [200, { status: 'ok' }]);
  assert.deepEqual(await health(false, async () => {}), [503, { status: 'unavailable' }]);
  assert.deepEqual(await health(true, () => Promise.reject(new Error('down'))), [503, { status: 'unavailable' }]);
});

test('figures count requests by the pattern of the route, never by the path', async () => {
  const { app } = tinyApp([get('/api/people/:id', () => ({}))]);
  await app.request('/api/people/A123456789');
  const response = await app.request('/metrics');
  const figures = await response.text();
  assert.match(response.headers.get('content-type') ?? '', /^text\/plain/);
  assert.match(figures, /madang_http_request_seconds_count\{method="GET",route="\/api\/people\/:id",status="200"\} 1/);
  assert.doesNotMatch(figures, /A123456789/);
});

test('what other sites may ask looks at nobody’s session or key, and every page may read it', async () => {
  const seen: string[] = [];
  const open = route({
    method: 'POST',
    path: '/open',
    audience: 'public',
    crossSite: true,
    summary: 'For all sites',
    handle({ caller }) {
      seen.push(caller.kind);
      return {};
    },
  });
  const { app } = tinyApp([open, echo(Type.Object({ a: Type.String() }), '/closed')]);
  const foreign = { 'sec-fetch-site': 'cross-site', origin: 'https://wallet.example', 'x-caller': 'resident' };
  const answer = await app.request('/open', posted({ a: '1' }, foreign));
  assert.deepEqual([answer.status, answer.headers.get('access-control-allow-origin'), seen], [200, '*', ['nobody']]);
  assert.equal((await app.request('/closed', posted({ a: '1' }, foreign))).status, 403);
  const preflight = await app.request('/open', { method: 'OPTIONS', headers: foreign });
  assert.deepEqual([preflight.status, preflight.headers.get('access-control-allow-methods')], [204, 'GET, POST']);
  assert.match(preflight.headers.get('access-control-allow-headers')!, /authorization, content-type, dpop/);
  assert.equal((await app.request('/closed', { method: 'OPTIONS', headers: foreign })).status, 404);
});

test('a route that goes by a standard says in its words what is wrong with a request, also before it was asked', async () => {
  const problem = ({ code }: AppError) => Response.json({ error: code }, { status: 400 });
  const strict = { ...echo(Type.Object({ a: Type.String() }), '/strict'), problem };
  const { app } = tinyApp([strict]);
  const answers = [posted({ a: 1 }), { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'x' }];
  const said = await Promise.all(answers.map(async (init) => (await app.request('/strict', init)).json()));
  assert.deepEqual(said, [{ error: 'invalid' }, { error: 'unsupported-media-type' }]);
});

test('a JWT is read as one text', async () => {
  const { app } = tinyApp([echo(Type.String())]);
  const init = { method: 'POST', headers: { 'content-type': 'application/jwt' }, body: 'a.b.c' };
  assert.deepEqual(await (await app.request('/api/echo', init)).json(), { got: 'a.b.c' });
});
