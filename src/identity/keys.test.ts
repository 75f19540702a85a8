import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Caller, first, sql } from '../kernel/index.ts';
import { type Sample, START, sampleGovernment, serve } from './fixture.ts';
import { issueKey, revokeKey } from './index.ts';
import { signInAs } from './testing.ts';

let government: Sample;
let app: ReturnType<typeof serve>['app'];
before(async () => {
  government = await sampleGovernment();
  app = serve(government).app;
});
after(() => government.close());

const at = new Date(START);
const hospital = { agency: 'health', scopes: ['births:write'], title: 'Hospital' };
const ask = (path: string, authorization: string, cookie?: string) =>
  app.request(path, { headers: { authorization, ...(cookie && { cookie }) } });

test('a key opens what its scopes name and nothing for people', async () => {
  const { id, token } = await issueKey(government.db, hospital, at);
  const response = await ask('/api/probe/births', `Bearer ${token}`);
  const { caller } = (await response.json()) as { caller: Caller };
  assert.deepEqual(caller, { kind: 'key', key: id, agency: 'health', scopes: ['births:write'] });
  for (const path of ['/api/probe/resident', '/api/probe/officer', '/api/sessions', '/api/passkeys']) {
    assert.equal((await ask(path, `Bearer ${token}`)).status, 403, path);
  }
  const reader = await issueKey(government.db, { ...hospital, scopes: ['births:read', 'births'] }, at);
  assert.equal((await ask('/api/probe/births', `Bearer ${reader.token}`)).status, 403);
  assert.equal(
    (await ask('/api/probe/births', `bearer ${token}`)).status,
    200,
    'schemes have no case (RFC 9110 §11.1)',
  );
});

test('the table does not hold the secret', async () => {
  const { id, token } = await issueKey(government.db, hospital, at);
  const row = await first(
    government.db,
    sql<{ row: string }>`select k::text as row from identity.key k where id = ${id}`,
  );
  assert.ok(!row!.row.includes(token.split('.')[1]!));
});

test('a revoked key opens nothing from that moment, and is revoked once', async () => {
  const { id, token } = await issueKey(government.db, hospital, at);
  const other = await issueKey(government.db, hospital, at);
  assert.deepEqual(await revokeKey(government.db, id, at), hospital);
  assert.equal(await revokeKey(government.db, id, at), undefined);
  assert.equal((await ask('/api/probe/births', `Bearer ${token}`)).status, 401);
  assert.equal((await ask('/api/probe/births', `Bearer ${other.token}`)).status, 200);
});

test('a wrong or malformed key is refused everywhere, even where nobody may come', async () => {
  const [one, two] = [await issueKey(government.db, hospital, at), await issueKey(government.db, hospital, at)];
  const secret = two.token.split('.')[1]!;
  const wrong = [
    `Bearer ${one.id}.${secret}`,
    `Bearer ${one.token}x`,
    `Bearer ${one.token.slice(0, -1)}`,
    `Bearer ${one.token} ${two.token}`,
    `Bearer ${one.id}`,
    `Bearer ${one.id}.`,
    `Bearer .${secret}`,
    `Bearer 00000000-0000-0000-0000-000000000000.${secret}`,
    'Bearer',
    'Bearer ',
    'Bearer null',
    `Bearer ${one.id}'--.${secret}`,
  ];
  for (const authorization of wrong) {
    assert.equal((await ask('/api/probe/births', authorization)).status, 401, authorization);
    assert.equal((await ask('/api/probe', authorization)).status, 401, authorization);
  }
});

test('a key never comes with the cookie of a session', async () => {
  const { token } = await issueKey(government.db, hospital, at);
  const cookie = await signInAs(government, 'mother');
  assert.equal((await ask('/api/probe', `Bearer ${token}`, cookie)).status, 400);
  const proxied = await ask('/api/probe/resident', 'Basic cHJveHk6c2VjcmV0', cookie);
  assert.equal(proxied.status, 200, 'another scheme belongs to what stands in front of us');
});
