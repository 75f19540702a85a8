import assert from 'node:assert/strict';
import { test } from 'node:test';
import { movableClock } from './clock.ts';
import { plainWorld, tinyEdge } from './fixture.ts';
import { createApp } from './http.ts';
import { PROOF_LIFE, provedLately } from './proof.ts';
import { type Caller, route } from './route.ts';

const START = '2026-03-02T09:00:00Z';
const clock = movableClock(START);
let caller: Caller;
let handled = 0;
const app = createApp(
  { ...plainWorld().world, clock },
  tinyEdge(
    [
      route({
        method: 'POST',
        path: '/api/x',
        audience: 'signed-in',
        provedLately: true,
        summary: 'A test',
        handle: () => ({ handled: ++handled }),
      }),
    ],
    { identify: async () => caller },
  ),
);
const ask = async () => (await app.request('/api/x', { method: 'POST' })).status;
const resident = (provedAt?: Date): Caller => ({ kind: 'resident', person: 'p', session: 's', provedAt });

test('what asks for a late proof is open for a quarter of an hour after it, and only to whom the route admits', async () => {
  caller = resident(new Date(START));
  assert.equal(await ask(), 200);
  clock.advance(PROOF_LIFE - 1);
  assert.equal(await ask(), 200);
  clock.advance(1);
  assert.equal(await ask(), 403);
  caller = resident();
  assert.equal(await ask(), 403);
  caller = { kind: 'nobody' };
  assert.equal(await ask(), 401);
  assert.equal(handled, 2);
});

test('the refusal has a name of its own, by which a program knows what to do', async () => {
  caller = resident();
  const problem = (await (await app.request('/api/x', { method: 'POST' })).json()) as { type: string };
  assert.equal(problem.type, 'urn:madang:problem:proof-needed');
});

test('whoever is not in a session has proved nothing', () => {
  const at = new Date(START);
  assert.equal(provedLately({ kind: 'nobody' }, at), false);
  assert.equal(provedLately({ kind: 'key', key: 'k', agency: 'a', scopes: [] }, at), false);
});
