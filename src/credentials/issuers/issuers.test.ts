import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { describe, test } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { anchorsOf, checkChain, checkTrustList, type TrustList, trusts } from '../../formats/index.ts';
import { all, createApp, sql } from '../../kernel/index.ts';
import { openLog, sequenceOnce } from '../../log/index.ts';
import { falseOneOf, sha256Of } from '../primitives.ts';
import {
  cardsSignedBy,
  distrustIssuer,
  type Issuer,
  issuerOf,
  issuerRoutes,
  issuersOf,
  KEEPER,
  keysOf,
  kidOf,
  rotateIssuer,
  trustList,
} from './index.ts';

const { gov } = await testGovernment();
const AGENCY = 'motor-vehicles';
const MDL = 'org.iso.18013.5.1.mDL';
const ORIGIN = 'http://localhost:0';
const now = () => Math.floor(gov.clock.now().getTime() / 1000);
const issuer = () => issuerOf(gov, AGENCY, gov.clock.now());
const routes = issuerRoutes(gov);
const app = createApp(gov, {
  routes,
  identify: async () => ({ kind: 'nobody' }),
  preferencesOf: () => ({ locale: 'en' }),
  errorPage: async () => new Response(),
  origin: () => ORIGIN,
  ready: () => true,
});

/** The list as a verifier takes it, that has fetched the root once. */
async function readList(): Promise<TrustList> {
  const root = new Uint8Array(await (await app.request(`/issuers/${KEEPER}/root.cer`)).arrayBuffer());
  const jwt = await (await app.request('/trust-list')).text();
  const checked = checkTrustList(jwt, { iss: ORIGIN, anchors: [root], at: now() });
  assert.ok(checked.ok, JSON.stringify(checked));
  assert.equal(falseOneOf(checked.signatures), undefined);
  return checked.list;
}

/** What a verifier makes of something that an issuer signed. */
async function judge({ chain, iss }: Issuer, signedAt: number): Promise<string> {
  const list = await readList();
  const checked = checkChain(chain, { purpose: 'issue', anchors: anchorsOf(list, MDL), at: now() });
  if (!checked.ok) return checked.failed;
  if (falseOneOf(checked.signatures)) return 'false';
  const trusted = trusts(list, { certificate: chain[0]!, type: MDL, iss, signedAt }, sha256Of);
  return trusted.ok ? 'trusted' : trusted.failed;
}

const acts = () =>
  all(
    gov.db,
    sql<{ kind: string; content: Record<string, unknown> }>`
  select kind, content from credentials.issuer_act where agency = ${AGENCY} order by id`,
  );

describe('issuers', () => {
  test('an agency’s keys are made once, however many ask at once', async () => {
    const asked = await Promise.all(Array.from({ length: 5 }, issuer));
    assert.equal(new Set(asked.map(({ kid }) => kid)).size, 1);
    assert.deepEqual(
      (await keysOf(gov.db, AGENCY)).map(({ kind, state }) => [kind, state]),
      [
        ['root', 'current'],
        ['signer', 'current'],
      ],
    );
    assert.deepEqual(
      (await acts()).map(({ kind }) => kind),
      ['opened'],
    );
    assert.equal(asked[0]!.iss, `${ORIGIN}/issuers/${AGENCY}`);
  });

  test('its certificate speaks for its address, in the country of its pack', async () => {
    const certificate = new X509Certificate((await issuer()).chain[0]!);
    assert.equal(certificate.subjectAltName, `URI:${ORIGIN}/issuers/${AGENCY}, DNS:localhost`);
    assert.match(certificate.subject, /^C=TW\n/);
  });

  test('an agency that vouches for nothing is none', async () => {
    await assert.rejects(issuerOf(gov, 'treasury', gov.clock.now()), { code: 'not-found' });
    await assert.rejects(rotateIssuer(gov, 'treasury'), { code: 'not-found' });
    assert.equal((await app.request('/.well-known/jwt-vc-issuer/issuers/treasury')).status, 404);
  });

  test('secrets lie in the database sealed, and open for no other row', async () => {
    for (const agency of ['education', 'commerce']) await issuerOf(gov, agency, gov.clock.now());
    const rows = await all(gov.db, sql<{ secret: Buffer }>`select secret from credentials.issuer_key`);
    // The number of the curve stands in every PKCS #8 of P-256.
    assert.ok(rows.every(({ secret }) => !secret.includes(Buffer.from('06082a8648ce3d030107', 'hex'))));
    await sql`update credentials.issuer_key t set secret = s.secret from credentials.issuer_key s
      where t.agency = 'commerce' and s.agency = 'education' and t.kind = 'root' and s.kind = 'root'`.execute(gov.db);
    await assert.rejects(rotateIssuer(gov, 'commerce'));
    const { config } = gov;
    const elsewhere = { ...gov, config: { ...config, ISSUERS_KEY: Buffer.alloc(32, 1).toString('base64') } };
    await assert.rejects(rotateIssuer(elsewhere, 'education'), { code: 'unavailable' });
    const keyless = { ...gov, config: { ...config, MADANG_MODE: 'production' as const } };
    await assert.rejects(rotateIssuer(keyless, 'education'), { code: 'unavailable' });
  });
});

describe('the published list', () => {
  test('every issuer is in it from the first, with its names and types', async () => {
    const list = await readList();
    assert.deepEqual(
      list.issuers.map(({ agency }) => agency),
      issuersOf(gov),
    );
    const licensing = list.issuers.find(({ agency }) => agency === AGENCY)!;
    assert.ok(
      licensing.issues.includes(MDL) && licensing.issues.includes(`${ORIGIN}/credentials/types/driving-licence`),
    );
    assert.equal(licensing.title.en, 'Highway Bureau');
    assert.equal(await judge(await issuer(), now()), 'trusted');
  });

  test('anybody may keep it for a minute, and asks again without fetching it', async () => {
    const answer = await app.request('/trust-list');
    assert.equal(answer.headers.get('content-type'), 'application/trust-list+jwt');
    assert.equal(answer.headers.get('cache-control'), 'public, max-age=60');
    assert.equal(answer.headers.get('access-control-allow-origin'), '*');
    const again = await app.request('/trust-list', { headers: { 'if-none-match': answer.headers.get('etag')! } });
    assert.equal(again.status, 304);
    gov.clock.advance(11 * 60_000);
    assert.notEqual((await trustList(gov)).jwt, await answer.text());
  });

  test('the keys of an issuer stand at its well-known address', async () => {
    const { iss, kid } = await issuer();
    const answer = (await (await app.request(`/.well-known/jwt-vc-issuer/issuers/${AGENCY}`)).json()) as {
      issuer: string;
      jwks: { keys: Record<string, unknown>[] };
    };
    assert.equal(answer.issuer, iss);
    assert.deepEqual(
      answer.jwks.keys.map((key) => [key.kid, key.kty, key.crv, key.d]),
      [[kid, 'EC', 'P-256', undefined]],
    );
  });
});

describe('changing keys', () => {
  test('after a rotation what is out goes on working, and nothing new passes for it', async () => {
    const before = await issuer();
    const signedAt = now();
    gov.clock.advance(3_600_000);
    await rotateIssuer(gov, AGENCY);
    const after = await issuer();
    assert.notEqual(after.kid, before.kid);
    assert.equal(await judge(before, signedAt), 'trusted');
    assert.equal(await judge(after, now()), 'trusted');
    assert.equal(await judge(before, now() + 1), 'trust.late');
    const old = (await keysOf(gov.db, AGENCY)).find((key) => kidOf(key) === before.kid)!;
    assert.deepEqual([old.state, old.secret], ['retired', null]);
  });

  test('a new root leaves what the old one certified in force', async () => {
    const before = await issuer();
    const signedAt = now();
    await rotateIssuer(gov, AGENCY, { root: true });
    assert.equal(await judge(before, signedAt), 'trusted');
    assert.equal(await judge(await issuer(), now()), 'trusted');
  });

  test('of a distrusted key nothing is believed, whatever its date; whoever holds it is found', async () => {
    const before = await issuer();
    const [person, card] = ['019a0000-0000-7000-8000-000000000001', '019a0000-0000-7000-8000-000000000002'];
    const issued = gov.clock.now();
    await sql`insert into credentials.copy (person, card, id, wallet, format, agency, list, index, issued_at, expires_at)
      values (${person}, ${card}, ${card}, ${card}, 'mso_mdoc', ${AGENCY}, 9, 9, ${issued}, ${new Date(issued.getTime() + 86_400_000)})`.execute(
      gov.db,
    );
    gov.clock.advance(60_000);
    const { keys } = await distrustIssuer(gov, { agency: AGENCY, reason: 'a machine was stolen' });
    assert.deepEqual(keys.map(kidOf), [before.kid]);
    for (const signedAt of [now() - 3_600, now()]) assert.equal(await judge(before, signedAt), 'trust.distrusted');
    assert.equal(await judge(await issuer(), now()), 'trusted');
    const at = gov.clock.now();
    assert.deepEqual(await cardsSignedBy(gov.db, keys[0]!, { at, limit: 10 }), [{ person, card }]);
    assert.deepEqual(await cardsSignedBy(gov.db, keys[0]!, { at, limit: 10, after: { person, card } }), []);
    await assert.rejects(distrustIssuer(gov, { agency: AGENCY, kid: before.kid, reason: 'again' }), {
      code: 'conflict',
    });
  });

  test('with a root goes all that it certified', async () => {
    const before = await issuer();
    const root = (await keysOf(gov.db, AGENCY)).find(({ kind, state }) => kind === 'root' && state === 'current')!;
    const { keys } = await distrustIssuer(gov, { agency: AGENCY, kid: kidOf(root).slice(0, 12), reason: 'a theft' });
    assert.equal(keys.length, 2, 'the root and its signer; another of its signers was distrusted before');
    assert.equal(await judge(before, now() - 60), 'chain.anchor');
    assert.equal(await judge(await issuer(), now()), 'trusted');
  });

  test('a signer gives way before it would end ahead of what it signs', async () => {
    const before = await issuer();
    gov.clock.advance(300 * 86_400_000);
    const after = await issuer();
    assert.notEqual(after.kid, before.kid);
    assert.equal(await judge(before, now() - 300 * 86_400), 'trusted');
  });

  test('each change is an entry of the public log, and names nobody', async () => {
    await sequenceOnce(gov.db, await openLog(gov.config, gov.logOrigin), gov.clock);
    const kinds = (await acts()).map(({ kind }) => kind);
    assert.deepEqual([...new Set(kinds)].sort(), ['distrusted', 'opened', 'rotated']);
    const missing = await all(
      gov.db,
      sql`select entry from credentials.issuer_act where entry not in (select id from log.entry)`,
    );
    assert.deepEqual(missing, []);
  });
});
