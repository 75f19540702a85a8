import assert from 'node:assert/strict';
import { sign } from 'node:crypto';
import { after, describe, it } from 'node:test';
import { falseOneOf, sha256Of } from '../../../credentials/index.ts';
import { checkMessage, type HttpRequest } from '../../../formats/index.ts';
import { movableClock } from '../../../kernel/index.ts';
import { ACKNOWLEDGEMENT_TYPE } from '../deletion/acknowledge.ts';
import { receiverKey } from '../testing.ts';
import { type Listening, listening } from '../testing-server.ts';
import { WEBHOOK_TAG } from '../webhooks/model.ts';
import { checkReceiver, RECEIVER_DEMANDS } from './check.ts';
import { playPlatform } from './platform.ts';

const clock = movableClock('2026-11-02T01:00:00Z');
const now = () => Math.floor(clock.now().getTime() / 1000);
const platform = await playPlatform(0);
after(() => platform.close());
const key = receiverKey('sig', 'sign-1');
const keys = JSON.stringify({ keys: [key.jwk, receiverKey('enc', 'enc-1').jwk] });
const honest = { keys, hosts: ['party.example'], redirects: ['https://party.example/back'] };

/** What a receiver of a test leaves out. */
type Carelessness = 'signature' | 'age' | 'nonce' | 'digest' | 'acknowledging' | 'signing' | 'listening';

async function acknowledge(consent: string, careless: Carelessness | undefined): Promise<void> {
  const parts = [
    { alg: 'ES256', typ: ACKNOWLEDGEMENT_TYPE, kid: 'sign-1' },
    { iss: 'party', aud: platform.origin, iat: now(), consent },
  ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  const by = careless === 'signing' ? receiverKey('sig', 'sign-1').secret : key.secret;
  const signature = sign('sha256', Buffer.from(parts.join('.')), { key: by, dsaEncoding: 'ieee-p1363' });
  const body = [...parts, signature.toString('base64url')].join('.');
  const headers = { 'content-type': 'application/jwt' };
  await fetch(`${platform.origin}/exchange/receivers/party/deletions`, { method: 'POST', headers, body });
}

/** A receiver as the standard has it, but for one thing. */
async function receiver(careless?: Carelessness): Promise<Listening> {
  const found = await fetch(`${platform.origin}/.well-known/jwt-vc-issuer/issuers/trust-list`);
  const { jwks } = (await found.json()) as { jwks: { keys: (JsonWebKey & { kid: string })[] } };
  const nonces = new Set<string>();
  const takes = (request: HttpRequest): boolean => {
    if (careless === 'listening') return false;
    const maxAge = careless === 'age' ? 86_400 : 300;
    const body = careless === 'digest' ? undefined : request.body;
    const checked = checkMessage(
      request,
      { keys: jwks.keys, tag: WEBHOOK_TAG, at: now(), maxAge, leeway: 30 },
      sha256Of,
    );
    if (!checked.ok) return careless === 'signature' || (body === undefined && checked.failed === 'digest.body');
    if (falseOneOf([checked.signature]) && careless !== 'signature') return false;
    if (nonces.has(checked.nonce) && careless !== 'nonce') return false;
    nonces.add(checked.nonce);
    return true;
  };
  const server = await listening((request) => {
    if (!takes(request)) return 401;
    const { event, consent } = JSON.parse(new TextDecoder().decode(request.body));
    if (event === 'deletion.demanded' && careless !== 'acknowledging') void acknowledge(consent, careless);
    return 204;
  });
  after(() => server.close());
  return server;
}

async function failures(careless?: Carelessness, changes: Partial<typeof honest> = {}): Promise<string[]> {
  const { address } = await receiver(careless);
  const target = { party: 'party', webhook: `${address}/hook`, ...honest, ...changes };
  const findings = await checkReceiver(target, {
    platform,
    clock,
    patience: careless === 'acknowledging' ? 50 : 5_000,
  });
  assert.equal(findings.length, RECEIVER_DEMANDS.length);
  return findings.filter(({ ok }) => !ok).map(({ id }) => id);
}

describe('the kit for receivers', () => {
  it('finds nothing wrong with one that does as the standards say', async () => assert.deepEqual(await failures(), []));

  const seen = new Set<string>();
  for (const [careless, found] of [
    ['signature', ['webhook.unsigned', 'webhook.key', 'webhook.body', 'webhook.digest', 'webhook.old']],
    ['age', ['webhook.old']],
    ['nonce', ['webhook.replayed']],
    ['digest', ['webhook.digest']],
    ['acknowledging', ['deletion.acknowledged']],
    ['signing', ['deletion.acknowledged']],
    ['listening', ['webhook.taken', 'webhook.revoked', 'deletion.acknowledged']],
  ] as const)
    it(`tells one that is careless of ${careless} so`, async () => {
      assert.deepEqual(await failures(careless), found);
      for (const id of found) seen.add(id);
    });

  it('tells of keys and addresses that would be refused', async () => {
    assert.deepEqual(await failures(undefined, { keys: '{}' }), ['keys.form', 'deletion.acknowledged']);
    for (const redirect of ['http://party.example/', 'https://other.example/', 'https://party.example/#x', 'no'])
      assert.deepEqual(await failures(undefined, { redirects: [redirect] }), ['redirects.hosts']);
    for (const id of ['keys.form', 'redirects.hosts']) seen.add(id);
  });

  it('has no demand that nobody could fail', () =>
    assert.deepEqual(
      RECEIVER_DEMANDS.map(({ id }) => id).filter((id) => !seen.has(id)),
      [],
    ));
});
