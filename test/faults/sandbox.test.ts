import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { partyFile, receiverKey } from '../../src/exchange/receivers/testing.ts';
import { healthOf } from '../support/process.ts';
import { environmentOf, eventually, startSandboxed } from '../support/sandbox.ts';

const SECRET = Buffer.alloc(32, 5).toString('base64');

describe('a sandbox beside an installation', async () => {
  const house = await startSandboxed({ ISSUERS_KEY: SECRET });
  const real = house.madang.address;
  const sandbox = await house.sandboxReady();

  test('serves, and the first says how it is', async () => {
    assert.deepEqual(await json(`${real}/healthz`), { status: 'ok', sandbox: 'ok' });
    assert.deepEqual(await json(`${sandbox}/healthz`), { status: 'ok' });
  });

  test('is told neither the keys of the first nor where its database is', () => {
    const told = environmentOf(house.sandboxPid()!);
    assert.ok(!told.includes(SECRET));
    assert.ok(!told.replaceAll(new URL(house.sandboxUrl).pathname, '').includes(new URL(house.databaseUrl).pathname));
  });

  test('has another log, other keys and another issuer', async () => {
    for (const path of ['/log/vkey', '/issuers/trust-list/root.cer']) {
      const [one, other] = await Promise.all([bytes(real + path), bytes(sandbox + path)]);
      assert.ok(one.length > 0 && other.length > 0);
      assert.notDeepEqual(one, other, path);
    }
    const { issuer } = await json(`${sandbox}/.well-known/oauth-authorization-server/exchange/oauth`);
    assert.equal(issuer, `${sandbox}/exchange/oauth`);
  });

  test('knows nobody who is signed in at the other, though browsers send the cookies of both', async () => {
    const [here, there] = [await signIn(real, 'father'), await signIn(sandbox, 'father')];
    const desk = async (site: string, cookie: string) => (await get(`${site}/receivers`, cookie)).status;
    assert.deepEqual([await desk(real, here), await desk(sandbox, there)], [200, 200]);
    assert.deepEqual([await desk(real, `${there}; ${here}`), await desk(sandbox, `${here}; ${there}`)], [200, 200]);
    assert.deepEqual([await desk(real, there), await desk(sandbox, here)], [303, 303], 'to sign in');
    const renamed = [there.replace('sandbox-', ''), `sandbox-${here}`] as const;
    assert.deepEqual([await desk(real, renamed[0]), await desk(sandbox, renamed[1])], [303, 303]);
  });

  test('registers at once who wants to try, whom the other does not know', async () => {
    const cookie = await signIn(sandbox, 'father');
    const keys = JSON.stringify({ keys: [receiverKey('sig', 'a').jwk, receiverKey('enc', 'b').jwk] });
    const enrolled = await post(`${sandbox}/receivers`, { file: partyFile('gym'), keys, webhook: '' }, cookie);
    assert.deepEqual([enrolled.status, enrolled.headers.get('location')], [303, '/receivers/gym']);
    const parties = async (site: string) =>
      (await json(`${site}/api/purposes`)).purposes.map(({ party }: { party: { id: string } }) => party.id);
    assert.ok((await parties(sandbox)).includes('gym'));
    assert.ok(!(await parties(real)).includes('gym'));
  });

  test('says on its pages that nobody is real, and lets nobody into an office', async () => {
    for (const [language, words] of [
      ['ko', '여기 나오는 사람은 모두 가상 인물이에요'],
      ['zh-Hant', '此處人物皆為虛構'],
      ['en', 'Everybody here is made up'],
    ]) {
      const page = await (await get(`${sandbox}/`, `sandbox-locale=${language}`)).text();
      assert.ok(page.includes(words!) && page.includes('md-demo--sandbox'), language);
    }
    assert.equal((await post(`${sandbox}/sign-in/demo`, { persona: 'registrar' })).status, 422);
    const desk = await (await get(`${real}/receivers`, `${await signIn(real, 'father')}; locale=en`)).text();
    assert.ok(desk.includes(`href="${sandbox}/receivers"`));
  });

  test('ends where the first does, however that is', async () => {
    const pid = house.sandboxPid()!;
    await house.madang.kill('SIGKILL');
    assert.ok(await eventually(async () => (await healthOf(sandbox)) === 0));
    assert.ok(await eventually(() => !isAlive(pid)));
  });
});

const get = (address: string, cookie = '') =>
  fetch(address, { redirect: 'manual', headers: { cookie, accept: 'text/html' } });
const bytes = async (address: string) => Buffer.from(await (await fetch(address)).arrayBuffer());
const json = async (address: string) => (await fetch(address)).json();
const post = (address: string, form: Record<string, string>, cookie = '') =>
  fetch(address, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, origin: new URL(address).origin, accept: 'text/html' },
    body: new URLSearchParams(form),
  });
const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
const signIn = async (site: string, persona: string) => cookieOf(await post(`${site}/sign-in/demo`, { persona }));

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
