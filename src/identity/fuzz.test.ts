import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { run, sql } from '../kernel/index.ts';
import { ORIGIN, type Sample, sampleGovernment, serve } from './fixture.ts';
import { SoftwareAuthenticator } from './software-authenticator.ts';
import { signInAs } from './testing.ts';

/** Whatever is sent, the answer is ours: never a fault, and never a sign-in. */

let government: Sample;
let site: ReturnType<typeof serve>;
before(async () => {
  government = await sampleGovernment();
  site = serve(government);
});
after(() => government.close());

const latin1 = fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code));
const words = ['Bearer', 'bearer ', 'Basic ', '.', ' ', ';', '=', 'session', '__Host-session', '"', '%00'];
const secrets = ['A'.repeat(43), '0'.repeat(36), '00000000-0000-7000-8000-000000000000'];
const header = fc.oneof(
  fc.string({ unit: latin1, maxLength: 200 }),
  fc.array(fc.constantFrom(...words, ...secrets)).map((some) => some.join('')),
);
const isNoFault = (response: Response) => assert.ok(response.status < 500, `status ${response.status}`);

test('no Authorization and no Cookie makes a fault or a caller', async () => {
  await fc.assert(
    fc.asyncProperty(header, header, async (authorization, sent) => {
      for (const headers of [{ authorization }, { cookie: sent }, { authorization, cookie: sent }]) {
        const response = await site.app.request('/api/probe', { headers: headers as Record<string, string> });
        isNoFault(response);
        if (response.ok) assert.deepEqual(await response.json(), { caller: { kind: 'nobody' } });
      }
    }),
    { numRuns: 300 },
  );
});

test('no body of any route makes a fault', async () => {
  const targets = site.room.routes!.filter(({ method }) => method !== 'GET');
  const value = fc.jsonValue({ maxDepth: 3 });
  const shaped = fc.record(
    { persona: value, next: value, agency: value, role: value, title: value, credential: value },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...targets), fc.oneof(value, shaped), fc.boolean(), async (target, body, isIn) => {
      const response = await site.app.request(target.path.replace(':id', 'AAAA'), {
        method: target.method,
        headers: {
          'content-type': 'application/json',
          ...(isIn && { cookie: await signInAs(government, 'mother') }),
        },
        body: JSON.stringify(body),
      });
      isNoFault(response);
    }),
    { numRuns: 300 },
  );
});

const anything = fc.oneof(fc.base64String(), fc.stringMatching(/^[A-Za-z0-9_-]{0,200}$/), fc.jsonValue());
const PARTS = {
  registration: ['id', 'clientDataJSON', 'attestationObject', 'transports'],
  authentication: ['id', 'clientDataJSON', 'authenticatorData', 'signature', 'userHandle'],
} as const;

for (const ceremony of ['registration', 'authentication'] as const) {
  const type = ceremony === 'registration' ? 'webauthn.create' : 'webauthn.get';
  const clientData = fc
    .record({ challenge: fc.jsonValue(), origin: fc.jsonValue(), tokenBinding: fc.jsonValue() }, { requiredKeys: [] })
    .map((data) => Buffer.from(JSON.stringify({ type, ...data })).toString('base64url'));

  test(`no ${ceremony}, bent in any one place, makes a fault`, async () => {
    const cookie = await signInAs(government, 'mother');
    const send = (path: string, body?: object) =>
      site.app.request(`/api/passkeys/${ceremony}${path}`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const bend = fc.record({ part: fc.constantFrom(...PARTS[ceremony]), value: fc.oneof(anything, clientData) });
    await fc.assert(
      fc.asyncProperty(bend, async ({ part, value }) => {
        await run(government.db, sql`delete from identity.passkey`);
        const options = (await (await send('/options')).json()) as never;
        const authenticator = new SoftwareAuthenticator(ORIGIN);
        const good = ceremony === 'registration' ? authenticator.create(options) : authenticator.get(options);
        const bent =
          part === 'id'
            ? { ...good, id: value, rawId: value }
            : { ...good, response: { ...good.response, [part]: value } };
        const response = await send('', { credential: bent });
        isNoFault(response);
        if (ceremony === 'authentication') assert.equal(response.headers.get('set-cookie'), null);
      }),
      { numRuns: 200 },
    );
  });
}
