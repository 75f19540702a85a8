import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Browser, type Sample, START, sampleGovernment, serve } from './fixture.ts';
import { findPeople, postsOf, seedPersonas } from './index.ts';

let government: Sample;
let app: ReturnType<typeof serve>['app'];
before(async () => {
  government = await sampleGovernment();
  app = serve(government).app;
  await seedPersonas(government.db, government.pack, new Date(START));
});
after(() => government.close());

test('seeding twice changes nothing', async () => {
  const numbers = government.pack.demo.personas.map((persona) => persona.number);
  const people = await findPeople(government.db, numbers);
  assert.equal(people.size, 3);
  await seedPersonas(government.db, government.pack, new Date(START));
  assert.deepEqual(await findPeople(government.db, numbers), people);
  assert.deepEqual(await postsOf(government.db, people.get('A10000003')!), [
    { agency: 'households', role: 'registrar' },
  ]);
  assert.deepEqual(await postsOf(government.db, people.get('A20000001')!), []);
});

test('the personas are listed with their posts and without their numbers', async () => {
  const response = await app.request('/api/demo/personas');
  const text = await response.text();
  const { personas } = JSON.parse(text);
  assert.deepEqual(
    personas.map((persona: { id: string }) => persona.id),
    ['mother', 'father', 'officer'],
  );
  assert.deepEqual(personas[2].post, { agency: 'households', role: 'registrar' });
  assert.ok(!text.includes('A20000001'));
});

test('signing in leads on to the page that was asked for, or to where one belongs, and never off the site', async () => {
  const leadsTo = async (persona: string, next?: string) => {
    const response = await new Browser(app).signIn(persona, next);
    assert.equal(response.status, 303);
    return response.headers.get('location');
  };
  assert.equal(await leadsTo('mother'), '/');
  assert.equal(await leadsTo('officer'), '/office');
  assert.equal(await leadsTo('mother', '/cases/1?a=b'), '/cases/1?a=b');
  for (const next of [
    'https://elsewhere.example',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '/.//elsewhere.example',
    '',
  ]) {
    assert.equal(await leadsTo('mother', next), '/');
  }
});

test('an unknown persona is refused with the field that is wrong, and signs nobody in', async () => {
  for (const persona of ['nobody', '__proto__', '']) {
    const browser = new Browser(app);
    const response = await browser.signIn(persona);
    assert.equal(response.status, 422);
    assert.equal(browser.cookie, '');
    const problem = (await response.json()) as { errors: { path: string }[] };
    assert.equal(problem.errors[0]!.path, '/persona');
  }
});
