import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import fc from 'fast-check';
import { all, openApiOf, run, sql } from '../kernel/index.ts';
import { registryRoutes } from './api.ts';
import { type Sample, sampleGovernment, serve } from './fixture.ts';
import { forgetRequests } from './idempotency.ts';

let gov: Sample;
let api: ReturnType<typeof serve>;
let keeper: { authorization: string };
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
before(async () => {
  gov = await sampleGovernment();
  api = serve(gov);
  keeper = bearer(await api.keyFor('insurance', 'registry:enrolments:write'));
});
after(() => gov.close());
beforeEach(() => run(gov.db, sql`truncate registry.record, registry.record_history, registry.request`));

const row = { insured: 'A0001', employer: '12345678', salary: 45_800, days: 400, active: true };
const count = async () => (await all(gov.db, sql`select 1 from registry.record`)).length;

test('a new record is answered with 201, one that was there with 200, each with key and version', async () => {
  const first = await api.send('enrolments', row, keeper);
  assert.deepEqual(first, {
    status: 201,
    body: { registry: 'enrolments', key: '12345678', version: 1, changed: true },
  });
  assert.deepEqual(await api.send('enrolments', row, keeper), { status: 200, body: { ...first.body, changed: false } });
  const corrected = await api.send('enrolments', { ...row, days: 401 }, keeper);
  assert.deepEqual([corrected.status, corrected.body.version], [200, 2]);
});

test('only a key with the scope, of the agency that keeps the registry or a notifier, may write', async () => {
  const statusFor = async (...grant: Parameters<typeof api.keyFor>) =>
    (await api.send('enrolments', row, bearer(await api.keyFor(...grant)))).status;
  assert.equal((await api.send('enrolments', row)).status, 401);
  assert.equal((await api.send('enrolments', row, bearer('x'))).status, 401);
  assert.equal(await statusFor('insurance', 'registry:persons:write'), 403);
  assert.equal(await statusFor('households', 'registry:enrolments:write'), 403);
  assert.equal(await statusFor('hospital', 'notifier'), 403);
  assert.equal(await count(), 0);
  assert.equal(await statusFor('hospital', 'registry:enrolments:write', 'notifier'), 201);
});

test('a registry that is not there is not found', async () => {
  assert.equal((await api.send('nowhere', row, keeper)).status, 404);
});

test('a row that does not fit is answered with 422 and its fields, and stores nothing', async () => {
  const { status, body } = await api.send(
    'enrolments',
    { ...row, insured: '12', account: '///', days: 2 ** 60 },
    keeper,
  );
  assert.equal(status, 422);
  const paths = (body.errors as { path: string }[]).map((error) => error.path);
  assert.deepEqual(paths.sort(), ['/account', '/days', '/insured']);
  const bare = await api.send('enrolments', { other: 1 }, keeper);
  assert.equal(bare.status, 422);
  assert.equal(await count(), 0);
});

test('a request repeated under its key gets the same answer, also while the first is at work', async () => {
  const headers = { ...keeper, 'idempotency-key': 'one' };
  const [first, ...others] = await Promise.all(Array.from({ length: 5 }, () => api.send('enrolments', row, headers)));
  assert.equal(first!.status, 201);
  for (const other of others) assert.deepEqual(other, first);
  await api.send('enrolments', { ...row, days: 500 }, keeper);
  assert.deepEqual(await api.send('enrolments', Object.fromEntries(Object.entries(row).reverse()), headers), first);
  const [record] = await all(gov.db, sql<{ data: typeof row }>`select data from registry.record`);
  assert.equal(record!.data.days, 500, 'the repetition wrote nothing');
});

test('another body under the same key is a conflict; the key of another system is another', async () => {
  const headers = { ...keeper, 'idempotency-key': 'two' };
  await api.send('enrolments', row, headers);
  assert.equal((await api.send('enrolments', { ...row, days: 1 }, headers)).status, 409);
  const other = bearer(await api.keyFor('insurance', 'registry:enrolments:write'));
  assert.equal((await api.send('enrolments', { ...row, days: 1 }, { ...headers, ...other })).status, 200);
});

test('a request that failed may be mended under the same key, and a key must be visible ASCII', async () => {
  const headers = { ...keeper, 'idempotency-key': 'three' };
  assert.equal((await api.send('enrolments', { ...row, insured: '12' }, headers)).status, 422);
  assert.equal((await api.send('enrolments', row, headers)).status, 201);
  for (const key of ['', 'with space', 'x'.repeat(201)])
    assert.equal((await api.send('enrolments', row, { ...keeper, 'idempotency-key': key })).status, 400);
});

test('answers are forgotten after a week', async () => {
  const remembered = async () => (await all(gov.db, sql`select 1 from registry.request`)).length;
  await api.send('enrolments', row, { ...keeper, 'idempotency-key': 'four' });
  await forgetRequests(gov.db, gov.clock.now());
  assert.equal(await remembered(), 1);
  await forgetRequests(gov.db, new Date(gov.clock.now().getTime() + 8 * 86_400_000));
  assert.equal(await remembered(), 0);
});

test('the OpenAPI document tells the fields of each registry', () => {
  const about = { title: '', version: '', origin: '' };
  const document = JSON.parse(JSON.stringify(openApiOf(registryRoutes(gov), about)));
  const { post } = document.paths['/api/registries/enrolments/records'];
  const schema = post.requestBody.content['application/json'].schema;
  assert.deepEqual(schema.required, ['insured', 'employer', 'salary', 'days', 'active']);
  assert.equal(schema.properties.employer.pattern, '^(?:[0-9]{8})$');
  assert.deepEqual(post.security, [{ key: ['registry:enrolments:write'] }]);
});

test('whatever is sent, the answer is never a fault of ours', async () => {
  const value = fc.oneof(fc.jsonValue(), fc.constantFrom('A0001', '2026-02-30', 1e308, '\ud800', 'A1;A1'));
  const anything = fc.record({
    insured: value,
    employer: value,
    salary: value,
    days: value,
    active: value,
    account: value,
  });
  const wellShaped = fc.record({
    insured: fc.string(),
    employer: fc.stringMatching(/^[0-9]{8}$/),
    salary: fc.double({ noNaN: true, noDefaultInfinity: true }),
    days: fc.integer(),
    active: fc.boolean(),
    share: fc.double({ noNaN: true, noDefaultInfinity: true }),
    account: fc.string({ unit: 'binary' }),
  });
  const body = async (sent: unknown) => {
    const { status } = await api.send('enrolments', sent, keeper);
    assert.ok([200, 201, 400, 422].includes(status), String(status));
  };
  await fc.assert(fc.asyncProperty(fc.oneof(fc.jsonValue(), anything, wellShaped), body), { numRuns: 150 });
});
