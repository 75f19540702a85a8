import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withCookiesApart } from './cookies-apart.ts';

const SET = ['__Host-session=s; Path=/; Secure', 'locale=ko; Path=/'];
const site = withCookiesApart(async (request) => {
  const response = new Response(request.headers.get('cookie'));
  for (const cookie of SET) response.headers.append('set-cookie', cookie);
  return response;
});
const ask = (cookie?: string) => site(new Request('http://localhost', { headers: cookie ? { cookie } : {} }));

test('cookies are set under marked names, and come back under their own', async () => {
  const set = (await ask()).headers.getSetCookie();
  assert.deepEqual(set, ['__Host-sandbox-session=s; Path=/; Secure', 'sandbox-locale=ko; Path=/']);
  const kept = set.map((one) => one.split(';')[0]).join('; ');
  assert.equal(await (await ask(kept)).text(), '__Host-session=s; locale=ko');
});

test("another's on the same host are not seen", async () => {
  const other = '__Host-session=real; session=real; locale=en; x=sandbox-session=y';
  assert.equal(await (await ask(other)).text(), '');
  assert.equal(await (await ask(`${other}; sandbox-locale=ko`)).text(), 'locale=ko');
});
