import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Type } from 'typebox';
import { CALLERS, echo, ORIGIN, tinyApp } from './fixture.ts';
import { route } from './route.ts';

const { app, lines } = tinyApp([
  echo(Type.Object({ name: Type.String(), n: Type.Integer(), tags: Type.Array(Type.Boolean()) }), '/api/strict'),
  echo(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Array(Type.String())])), '/api/loose'),
  echo(Type.Unknown(), '/api/any', 2_000),
  route({
    method: 'GET',
    path: '/api/list/:page',
    audience: 'public',
    summary: 'A test',
    params: Type.Object({ page: Type.String({ maxLength: 10 }) }),
    query: Type.Object({ size: Type.Optional(Type.Integer()), all: Type.Optional(Type.Boolean()) }),
    handle: ({ params, query }) => ({ params, query }),
  }),
  route({ method: 'GET', path: '/api/mine', audience: 'signed-in', summary: 'A test', handle: () => ({}) }),
]);

const ALLOWED = new Set([200, 400, 401, 403, 404, 413, 415, 422]);

async function sane(path: string, init: RequestInit): Promise<void> {
  const response = await app.request(path, init);
  assert.ok(ALLOWED.has(response.status), `${init.method} ${path} gives ${response.status}`);
  if (init.method === 'HEAD') return;
  const body = (await response.json()) as Record<string, unknown>;
  if (response.status === 200) return;
  assert.equal(body.status, response.status);
  assert.equal(typeof body.detail, 'string');
  assert.doesNotMatch(JSON.stringify(body), /node_modules|at .*\.ts/);
}

const path = fc.oneof(
  fc.constantFrom('/api/strict', '/api/loose', '/api/any', '/api/mine', '/api/list/1'),
  fc.webPath().map((text) => text || '/'),
  fc.webSegment().map((text) => `/api/list/${text}`),
);
const query = fc.oneof(
  fc.webQueryParameters().map((text) => `?${text}`),
  fc
    .array(fc.constantFrom('size=', 'all=', '%', '%00', '%ff', '&', '__proto__=', '1', 'true'))
    .map((parts) => `?${parts.join('')}`),
);
const headerValue = fc.string({ unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)) });
const headers = fc.record(
  {
    'content-type': fc.oneof(
      fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'application/json;charset=utf-16'),
      headerValue,
    ),
    'content-length': fc.oneof(fc.nat().map(String), headerValue),
    'accept-language': headerValue,
    accept: headerValue,
    origin: fc.oneof(fc.constant(ORIGIN), headerValue),
    'sec-fetch-site': fc.constantFrom('same-origin', 'none', 'cross-site', ''),
    cookie: headerValue,
    'x-caller': fc.constantFrom(...Object.keys(CALLERS)),
  },
  { requiredKeys: [] },
);
const body = fc.oneof(
  fc.uint8Array({ maxLength: 3_000 }).map((bytes) => Buffer.from(bytes)),
  fc.json({ maxDepth: 6 }),
  fc.webQueryParameters(),
  fc
    .record({ name: fc.string(), n: fc.oneof(fc.integer(), fc.double(), fc.string()), tags: fc.anything() })
    .map((value) => JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? String(part) : part))),
);

test('whatever is sent, the edge answers with less than 500', async () => {
  await fc.assert(
    fc.asyncProperty(path, query, headers, body, (place, search, sent, content) =>
      sane(place + search, { method: 'POST', headers: sent as Record<string, string>, body: content }),
    ),
    { numRuns: 1_500 },
  );
  assert.deepEqual(lines, [], 'nothing was our fault');
});

test('whatever is asked for, the edge answers with less than 500', async () => {
  const method = fc.constantFrom('GET', 'HEAD', 'DELETE', 'PUT', 'OPTIONS', 'PATCH', 'PROPFIND');
  await fc.assert(
    fc.asyncProperty(method, path, query, headers, (verb, place, search, sent) =>
      sane(place + search, { method: verb, headers: sent as Record<string, string> }),
    ),
    { numRuns: 1_000 },
  );
  assert.deepEqual(lines, []);
});
