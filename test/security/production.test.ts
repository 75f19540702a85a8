import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { testSite } from '../support/site.ts';

const ORIGIN = 'https://madang.example';

test('a production site has no demo in it, and its sessions are for encrypted connections only', async () => {
  const settings = { MADANG_MODE: 'production', ORIGIN, MADANG_KEY: randomBytes(32).toString('base64') } as const;
  const { address, routes, signIn, gov } = await testSite(settings);
  assert.deepEqual(
    routes.filter(({ path }) => path.includes('demo')),
    [],
  );
  const attempt = { method: 'POST', body: new URLSearchParams({ persona: 'employed-mother' }) };
  assert.equal((await fetch(`${address}/sign-in/demo`, attempt)).status, 404);
  assert.equal((await fetch(`${address}/api/demo/personas`)).status, 404);
  for (const path of ['/', '/sign-in']) {
    const page = await (await fetch(address + path)).text();
    for (const { title, id } of gov.pack.demo.personas) {
      assert.ok(!page.includes(title.en) && !page.includes(`"${id}"`), `${path} names ${id}`);
    }
  }
  const cookie = await signIn('employed-mother');
  assert.match(cookie, /^__Host-session=/);
  assert.equal((await fetch(`${address}/api/cases`, { headers: { cookie } })).status, 200);
  const plain = cookie.replace('__Host-', '');
  assert.equal((await fetch(`${address}/api/cases`, { headers: { cookie: plain } })).status, 401);
  const goodbye = { method: 'POST', headers: { cookie, origin: ORIGIN }, redirect: 'manual' } as const;
  const [cleared] = (await fetch(`${address}/sign-out`, goodbye)).headers.getSetCookie();
  assert.match(cleared!, /^__Host-session=; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=0/);
});
