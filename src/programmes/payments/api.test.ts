import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { callerOf } from '../../identity/index.ts';
import { signInPerson } from '../../identity/testing.ts';
import { createApp, problemOf } from '../../kernel/index.ts';
import { paymentRoutes } from './api.ts';
import { newClerk, newShop, newWallet, programmeWith, tillGovernment } from './testing.ts';

const VOUCHER = 'voucher';
const town = tillGovernment([programmeWith(VOUCHER)]);
const key = () => randomUUID();

/** The API as it is served, and a client of somebody who is signed in. */
function client(cookie = '') {
  const app = createApp(town.gov, {
    routes: paymentRoutes(town.gov),
    identify: (request) => callerOf(town.gov, request),
    preferencesOf: () => ({ locale: 'en' }),
    errorPage: async (error) => Response.json(problemOf(error, '')),
    origin: () => 'http://localhost',
    ready: () => true,
  });
  const ask = async (method: string, path: string, body?: object, more: Record<string, string> = {}) => {
    const response = await app.request(path, {
      method,
      headers: { cookie, ...(body && { 'content-type': 'application/json' }), ...more },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  return {
    get: (path: string) => ask('GET', path),
    post: (path: string, body: object, more?: Record<string, string>) => ask('POST', path, body, more),
  };
}
const signedIn = async (person: string) => client(await signInPerson(town.gov, { person }));

test('a resident shows a code, a clerk takes it in, and gives a part back', async () => {
  const person = await newWallet(town.gov, VOUCHER, 500);
  const { shop, clerk } = await newShop(town.gov);
  const [resident, till] = [await signedIn(person), await signedIn(clerk)];
  const shown = await resident.post('/api/payments/codes', { programme: VOUCHER });
  assert.equal(shown.status, 200);
  assert.match(shown.body.number, /^\d{4} \d{4} \d{4}$/);
  assert.match(shown.headers.get('set-cookie') ?? '', /^device=[\w-]{22}; Path=\/; .*HttpOnly/);
  const wish = { code: shown.body.number, amount: 120, key: key() };
  const paid = await till.post(`/api/shops/${shop}/payments`, wish);
  assert.equal(paid.status, 200);
  const { id, entry, salt, ...rest } = paid.body;
  assert.deepEqual(rest, {
    ...{ shop, programme: VOUCHER, amount: 120, way: 'code', paidAt: town.gov.clock.now().toISOString() },
  });
  assert.match(entry, /^[\da-f-]{36}$/);
  assert.equal(Buffer.from(salt, 'base64url').length, 32);
  assert.deepEqual((await till.post(`/api/shops/${shop}/payments`, wish)).body, paid.body);
  const now = await resident.get(`/api/payments/codes?programme=${VOUCHER}`);
  assert.deepEqual([now.body.state, now.body.payment], ['used', { shop, id }]);
  const refund = await till.post(`/api/shops/${shop}/refunds`, { payment: id, amount: 20, key: key() });
  assert.equal(refund.status, 200);
  const takings = await till.get(`/api/shops/${shop}/takings`);
  assert.deepEqual(takings.body, {
    day: '2026-03-02',
    takings: [{ programme: VOUCHER, way: 'code', payments: 1, amount: 120, refunds: 1, refunded: 20 }],
  });
});

test('a resident pays by scanning; their device is known again', async () => {
  const person = await newWallet(town.gov, VOUCHER, 500);
  const { shop } = await newShop(town.gov);
  const resident = await signedIn(person);
  const wish = { shop, programme: VOUCHER, amount: 10, key: key() };
  const first = await resident.post('/api/payments', wish);
  assert.equal(first.status, 200);
  const device = first.headers.get('set-cookie')!.split(';')[0]!;
  const cookie = `${await signInPerson(town.gov, { person })}; ${device}`;
  const second = await client(cookie).post('/api/payments', { ...wish, key: key() });
  assert.equal(second.headers.get('set-cookie'), null);
  const { rows } = await town.gov.pool.query('select distinct device from programmes.payment where person = $1', [
    person,
  ]);
  assert.equal(rows.length, 1);
  assert.ok(!device.includes(rows[0].device), 'only a hash of it is kept');
});

/** Who asks for what at a shop, and what they are answered. */
const ROLES = ['nobody', 'stranger', 'clerk', 'clerk of another shop', 'officer', 'payer'] as const;
const ADMITTED: Record<string, readonly (typeof ROLES)[number][]> = {
  payments: ['clerk'],
  refunds: ['clerk'],
  takings: ['clerk'],
};

test('only those who stand at the till of a shop take in, give back and see its takings', async () => {
  const { gov } = town;
  const person = await newWallet(gov, VOUCHER, 500);
  const { shop, clerk } = await newShop(gov);
  const { clerk: other } = await newShop(gov);
  const officer = await signInPerson(gov, { person: randomUUID(), post: { agency: 'treasury', role: 'office' } });
  const clients: Record<(typeof ROLES)[number], ReturnType<typeof client>> = {
    nobody: client(),
    stranger: await signedIn(randomUUID()),
    clerk: await signedIn(clerk),
    'clerk of another shop': await signedIn(other),
    officer: client(officer),
    payer: await signedIn(person),
  };
  const scanned = { shop, programme: VOUCHER, amount: 100, key: key() };
  const { body: payment } = await clients.payer.post('/api/payments', scanned);
  for (const role of ROLES) {
    const resident = await signedIn(person);
    const { body: code } = await resident.post('/api/payments/codes', { programme: VOUCHER });
    const asked = {
      payments: await clients[role].post(`/api/shops/${shop}/payments`, { code: code.qr, amount: 1, key: key() }),
      refunds: await clients[role].post(`/api/shops/${shop}/refunds`, { payment: payment.id, amount: 1, key: key() }),
      takings: await clients[role].get(`/api/shops/${shop}/takings`),
    };
    for (const [what, { status }] of Object.entries(asked)) {
      const refused = role === 'nobody' || role === 'officer' ? 401 : 404;
      assert.equal(status, ADMITTED[what]!.includes(role) ? 200 : refused, `${role}: ${what}`);
    }
  }
});

test('a clerk who is let go can do nothing more with the same session', async () => {
  const { gov } = town;
  const { shop } = await newShop(gov);
  const clerk = await newClerk(gov, shop);
  const till = await signedIn(clerk);
  assert.equal((await till.get(`/api/shops/${shop}/takings`)).status, 200);
  await gov.pool.query('delete from programmes.clerk where shop = $1 and person = $2', [shop, clerk]);
  assert.equal((await till.get(`/api/shops/${shop}/takings`)).status, 404);
});

test('requests that do not fit are refused before anything is looked up', async () => {
  const person = await newWallet(town.gov, VOUCHER, 500);
  const { shop } = await newShop(town.gov);
  const resident = await signedIn(person);
  const wish = { shop, programme: VOUCHER, amount: 1, key: 'k' };
  for (const change of [
    { amount: 0 },
    { amount: -1 },
    { amount: 1.5 },
    { amount: 2 ** 53 },
    { key: '' },
    { shop: 'x' },
  ]) {
    assert.equal((await resident.post('/api/payments', { ...wish, ...change })).status, 422, JSON.stringify(change));
  }
  assert.equal((await resident.post('/api/payments/codes', { programme: 'none' })).status, 404);
  assert.equal((await resident.post('/api/payments', wish, { 'sec-fetch-site': 'cross-site' })).status, 403);
});
