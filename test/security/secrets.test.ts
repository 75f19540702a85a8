import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { before, describe, test } from 'node:test';
import { personOf } from '../../src/credentials/cards/testing.ts';
import { consentAsked, giveConsent, keyForParty, keysOf, paperCode } from '../../src/credentials/index.ts';
import { secretNumberOf } from '../../src/credentials/issuers/testing.ts';
import { AGENCY, asked, CREDENTIAL, issuingFor, offerAt, textsOf } from '../../src/credentials/issuing/testing.ts';
import { holdCopy, presentingIn } from '../../src/credentials/presenting/testing.ts';
import { createSession, invite } from '../../src/identity/index.ts';
import { all, sql, transaction } from '../../src/kernel/index.ts';
import { testGovernment } from '../support/government.ts';

/*
 * Somebody has a copy of the database. What opens anything stands in it as a hash or sealed, and what people hold stands in
 * the registers alone: here it is looked for in every table.
 */

const { gov } = await testGovernment();
const { origin, offered, newDevice } = await issuingFor(gov);
const presenting = presentingIn(gov);

interface Row {
  table: string;
  text: string;
}

/** All rows of all tables as PostgreSQL writes them; bytes are hexadecimal. */
async function dump(schema?: string): Promise<Row[]> {
  const tables = await all(
    gov.db,
    sql<{
      schema: string;
      name: string;
    }>`select table_schema as schema, table_name as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  );
  const wanted = tables.filter((one) => schema === undefined || one.schema === schema);
  const rows = await Promise.all(
    wanted.map(async ({ schema: room, name }) => {
      const table = `${room}.${name}`;
      const found = await all(gov.db, sql<{ text: string }>`select t::text as text from ${sql.raw(table)} t`);
      return found.map(({ text }) => ({ table, text }));
    }),
  );
  return rows.flat();
}

/** The tables in which a secret stands: as it is, or as the bytes that it stands for. */
function tablesWith(rows: readonly Row[], secret: string | Buffer): string[] {
  const forms =
    typeof secret === 'string'
      ? [secret, Buffer.from(secret).toString('hex'), Buffer.from(secret, 'base64url').toString('hex')]
      : [secret.toString('hex'), secret.toString('base64url'), secret.toString('base64').replaceAll('=', '')];
  const found = rows.filter(({ text }) => forms.some((form) => form.length > 8 && text.includes(form)));
  return [...new Set(found.map(({ table }) => table))];
}

/** A row with all that is written in base64url or hexadecimal in it, so that it is read as whoever knows how reads it. */
function readable({ text }: Row): string {
  const coded = text.match(/[\w-]{8,}/g) ?? [];
  const bytes = text.match(/(?:[0-9a-f]{2}){8,}/g) ?? [];
  const opened = [
    ...coded.map((one) => Buffer.from(one, 'base64url').toString()),
    ...bytes.map((one) => Buffer.from(one, 'hex').toString()),
  ];
  // What is coded twice: a disclosure in a copy.
  return [
    text,
    ...opened,
    ...opened.flatMap((one) => one.match(/[\w-]{8,}/g) ?? []).map((one) => Buffer.from(one, 'base64url').toString()),
  ].join('\n');
}

/** A card that a browser asks for: what goes to and fro until the wallet has its token. */
async function signedIn(person: string): Promise<Record<string, string>> {
  const verifier = randomBytes(32).toString('base64url');
  const client = { client_id: `${origin}/wallet`, redirect_uri: `${origin}/wallet` };
  const pushed = await asked(`${origin}/oauth/request`, {
    method: 'POST',
    body: new URLSearchParams({
      ...{ ...client, response_type: 'code', scope: 'resident-card.sd-jwt', state: 'abc' },
      ...{ code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256' },
    }),
  });
  const requestUri = pushed.json.request_uri as string;
  const query = new URLSearchParams({ client_id: client.client_id, request_uri: requestUri });
  const sent = await fetch(`${origin}/oauth/auth?${query}`, { redirect: 'manual' });
  const uid = sent.headers.get('location')!.split('/').at(-1)!;
  const cookie = sent.headers
    .getSetCookie()
    .map((one) => one.split(';')[0]!)
    .join('; ');
  const browser = new Request(`${origin}/wallets/consent/${uid}`, { headers: { cookie } });
  const { cards } = await consentAsked(gov, browser, uid, person);
  const given = { cards: cards.map(({ type, matters }) => ({ type: type.id, about: matters[0]!.about })), move: false };
  const on = await giveConsent(gov, browser, uid, { person, given });
  const back = new URL((await fetch(on, { redirect: 'manual', headers: { cookie } })).headers.get('location')!);
  const code = back.searchParams.get('code')!;
  const device = await newDevice();
  const { json } = await device.token({ ...client, grant_type: 'authorization_code', code, code_verifier: verifier });
  const { access_token: access, refresh_token: refresh } = json as Record<string, string>;
  return {
    'pushed request': requestUri.split(':').at(-1)!,
    code,
    verifier,
    'access token': access!,
    'refresh token': refresh!,
  };
}

describe('a copy of the database', () => {
  const secrets: Record<string, string | Buffer> = {};
  const codes: { offer: string; code: string }[] = [];
  let mother: string;
  let presented: string;
  let handed: string;
  before(async () => {
    mother = await personOf(gov, 'A200000012');
    const device = await newDevice();
    for (const nth of ['taken', 'open']) {
      const { id, uri, code } = await offered(mother);
      const { grants } = (await offerAt(uri)) as { grants: Record<string, Record<string, string>> };
      const [signIn, preAuthorized] = Object.values(grants);
      secrets[`place of the ${nth} offer`] = uri.split('%2F').at(-1)!;
      secrets[`state of the ${nth} offer`] = signIn!.issuer_state!;
      secrets[`code of the ${nth} offer`] = preAuthorized!['pre-authorized_code']!;
      codes.push({ offer: id, code: code! });
      if (nth === 'open') continue;
      const { json } = await device.redeem(uri, code);
      secrets['access token'] = json.access_token as string;
      secrets['refresh token'] = json.refresh_token as string;
      for (const format of ['sd-jwt', 'compact']) {
        const proofs = await device.proofs(AGENCY, 2);
        const body = { credential_configuration_id: `resident-card.${format}`, proofs };
        textsOf(await device.ask(CREDENTIAL, json.access_token as string, body));
      }
    }
    const held = await holdCopy(gov, mother, 'resident-card');
    handed = held.credential;
    for (const [what, secret] of Object.entries(await signedIn(mother))) secrets[`${what} of a sign-in`] = secret;
    const paper = await transaction(gov.db, (tx) => paperCode(tx, gov, { card: held.card, by: { kind: 'holder' } }));
    secrets['the code on paper'] = paper.text;
    const bank = { party: 'bank', use: 'open-account' };
    const [waiting, answered] = [await presenting.open(bank), await presenting.open(bank)];
    secrets['what opens a presentation that waits'] = waiting.secret;
    secrets['what opens one that was answered'] = answered.secret;
    await presenting.answer(answered, [held]);
    const { cards } = await presenting.finish(answered);
    presented = JSON.stringify(cards);
    secrets.session = await createSession(gov.db, { person: mother, means: 'passkey' }, gov.clock.now());
    secrets.invitation = await invite(gov.db, mother, gov.clock.now());
    const { token } = await transaction(gov.db, (tx) => keyForParty(tx, gov, 'shop'));
    secrets['key of a relying party'] = token.split('.')[1]!;
    const agencies = [...new Set([...gov.pack.credentials.values()].map(({ agency }) => agency))];
    for (const agency of [...agencies, 'trust-list', 'relying-parties'])
      for (const key of await keysOf(gov.db, agency))
        if (key.secret) secrets[`${key.kind} of ${agency}`] = await secretNumberOf(gov, key);
  });

  test('opens nothing: no code, token, session or key of anybody stands in it', async () => {
    const rows = await dump();
    assert.ok(rows.length > 500 && Object.keys(secrets).length > 18, Object.keys(secrets).join());
    const token = createHash('sha256').update(secrets['access token']!).digest();
    assert.deepEqual(tablesWith(rows, token), ['credentials.oauth'], 'its hash is found, so it would be');
    const found = Object.entries(secrets).map(([what, secret]) => [what, tablesWith(rows, secret)] as const);
    assert.deepEqual(
      found.filter(([, tables]) => tables.length > 0),
      [],
    );
  });

  test('tells no transaction code to whoever tries them all', async () => {
    const text = (await dump('credentials')).map((row) => row.text).join('\n');
    for (const { offer, code } of codes)
      for (const said of [code, `${offer} ${code}`, `${offer}${code}`])
        assert.ok(!text.includes(createHash('sha256').update(said).digest('hex')));
  });

  test('tells of cards no more than the registers do', async () => {
    assert.match(presented, /陳|1995-02-03/);
    const claims = ['怡君', '1995-02-03', 'A200000012', '興隆路'];
    const tells = (row: Row) => claims.some((claim) => readable(row).includes(claim));
    assert.ok(tells({ table: 'none', text: handed }), 'a copy in the open would be found');
    const told = (await dump('credentials')).filter(tells).map(({ table }) => table);
    assert.deepEqual(told, []);
    const kept = await all(gov.db, sql`select from credentials.handing_out where copies is not null`);
    assert.ok(kept.length > 2, 'for wallets that did not hear the answer');
  });
});
