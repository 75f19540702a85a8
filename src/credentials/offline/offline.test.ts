import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { inflateSync } from 'node:zlib';
import { testGovernment } from '../../../test/support/government.ts';
import {
  type Bundle,
  bundledKey,
  checkBundle,
  checkIssuedCompact,
  checkShow,
  type ShowExpected,
  showOf,
  statusAt,
} from '../../formats/index.ts';
import { all, createApp, run, sql, transaction } from '../../kernel/index.ts';
import { deviceId, personOf, withCards } from '../cards/testing.ts';
import {
  type Card,
  cardActs,
  cardRefusal,
  copiesOf,
  distrustIssuer,
  falseOneOf,
  grantCard,
  issueCopies,
  issuerRoutes,
  KEEPER,
  LIST_SIZE,
  moveCards,
  offlineRoutes,
  originOf,
  paperCode,
  revokeCard,
  revokePapers,
  rotateIssuer,
  sha256Of,
  signLists,
  suspendCard,
} from '../index.ts';

const { gov } = await testGovernment('tw');
const app = createApp(gov, {
  routes: [...issuerRoutes(gov), ...offlineRoutes(gov)],
  identify: async () => ({ kind: 'nobody' }),
  preferencesOf: () => ({ locale: 'en' }),
  errorPage: async () => new Response(),
  origin: () => originOf(gov),
  ready: () => true,
});
const seconds = () => Math.floor(gov.clock.now().getTime() / 1_000);
const fetched = async (path: string) => new Uint8Array(await (await app.request(path)).arrayBuffer());
const device = deviceId();

/** A phone: a key, and the copy that is bound to it. */
interface Phone {
  privateKey: KeyObject;
  jwk: JsonWebKey;
  copy: string;
}

/** What a verifier takes home that was online a moment ago. */
async function fetchBundle(): Promise<Bundle> {
  gov.clock.advance(31_000);
  const bytes = await fetched('/verifier/bundle');
  const anchors = [await fetched(`/issuers/${KEEPER}/root.cer`)];
  const checked = checkBundle(bytes, { iss: originOf(gov), anchors, at: seconds(), sha256: sha256Of });
  assert.ok(checked.ok, JSON.stringify(checked));
  assert.equal(falseOneOf(checked.signatures), undefined);
  return checked.bundle;
}

/** What it then makes of a code, without asking anybody. */
function verdict(text: string, bundle: Bundle, but: Partial<ShowExpected> = {}): string {
  const checked = checkShow(text, {
    ...{ at: seconds(), sha256: sha256Of, keyOf: (kid: Uint8Array) => bundledKey(bundle, kid) },
    statusOf(agency, { list, index }) {
      const found = bundle.lists.find((one) => one.agency === agency && one.list === list);
      return found && statusAt({ bits: found.bits, bytes: inflateSync(found.compressed) }, index);
    },
    ...but,
  });
  if (!checked.ok) return checked.failed;
  return falseOneOf(checked.signatures)?.what ?? JSON.stringify(checked.claims);
}

function show({ privateKey: key, copy }: Phone, ...claims: string[]): string {
  const { input, finish } = showOf({ copy, claims, at: seconds() }, { sha256: sha256Of });
  return finish(sign('sha256', input, { key, dsaEncoding: 'ieee-p1363' }));
}

async function phoneWith(card: Card): Promise<Phone> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = publicKey.export({ format: 'jwk' }) as JsonWebKey;
  const wish = { card, format: 'compact', keys: [jwk], wallet: device, request: deviceId() } as const;
  const [copy] = await transaction(gov.db, (tx) => issueCopies(tx, gov, wish));
  return { privateKey, jwk, copy: copy! };
}

const grant = (person: string, type: string) => transaction(gov.db, (tx) => grantCard(tx, gov, { person, type }));
const paper = (card: Card, by: Parameters<typeof paperCode>[2]['by'] = { kind: 'holder' }) =>
  transaction(gov.db, (tx) => paperCode(tx, gov, { card, by }));
const holder = { kind: 'holder' } as const;

let card: Card;
let phone: Phone;
before(async () => {
  await withCards(gov);
  card = await grant(await personOf(gov, 'A200000012'), 'resident-card');
  phone = await phoneWith(card);
});

describe('a compact copy', () => {
  it('is one that its wallet can check', async () => {
    const bundle = await fetchBundle();
    const keyOf = (kid: Uint8Array) => bundledKey(bundle, kid);
    const checked = checkIssuedCompact(phone.copy, phone.jwk, { at: seconds(), sha256: sha256Of, keyOf });
    assert.ok(checked.ok && falseOneOf(checked.signatures) === undefined, JSON.stringify(checked));
    assert.deepEqual(Object.keys(checked.claims), gov.pack.credentials.get('resident-card')!.offline);
  });

  it('is shown to somebody who asks nobody', async () => {
    const bundle = await fetchBundle();
    assert.equal(verdict(show(phone, 'age_equal_or_over.20'), bundle), '{"age_equal_or_over.20":true}');
    const text = show(phone, 'age_equal_or_over.20');
    gov.clock.advance(41_000);
    assert.equal(verdict(text, bundle), 'holder.stale');
  });

  it('is no longer taken once its card is suspended or revoked, by who has a bundle of since then', async () => {
    const other = await grant(await personOf(gov, 'A100000010'), 'resident-card');
    const theirs = await phoneWith(other);
    const before = await fetchBundle();
    const decision = { card: other, by: holder, reason: 'lost' };
    await transaction(gov.db, (tx) => suspendCard(tx, gov, decision));
    await signLists(gov);
    assert.match(verdict(show(theirs, 'birthdate'), before), /birthdate/);
    assert.equal(verdict(show(theirs, 'birthdate'), await fetchBundle()), 'status.suspended');
    await transaction(gov.db, (tx) => revokeCard(tx, gov, decision));
    await signLists(gov);
    const after = await fetchBundle();
    assert.equal(verdict(show(theirs, 'birthdate'), after), 'status.revoked');
    assert.match(verdict(show(phone, 'birthdate'), after), /birthdate/);
  });
});

describe('a paper card', () => {
  it('says what its type says offline, to be compared with what is printed; an act of the log', async () => {
    const { text, until, shown } = await paper(card);
    assert.ok(until > gov.clock.now() && text.length < 900, `${text.length}`);
    assert.deepEqual(
      shown.map(({ claim }) => claim.path.join('.')),
      gov.pack.credentials.get('resident-card')!.offline,
    );
    assert.match(verdict(text, await fetchBundle()), /"family_name":"陳"/);
    const act = (await cardActs(gov.db, card)).at(-1)!;
    assert.deepEqual([act.kind, act.content.format, act.content.revoked], ['issued', 'paper', 0]);
  });

  it('is one at a time, and is taken back by itself', async () => {
    const first = await paper(card);
    const second = await paper(card);
    await signLists(gov);
    const bundle = await fetchBundle();
    assert.equal(verdict(first.text, bundle), 'status.revoked');
    assert.match(verdict(second.text, bundle), /family_name/);
    const revoke = () => transaction(gov.db, (tx) => revokePapers(tx, gov, { card, by: holder }));
    assert.deepEqual([await revoke(), await revoke()], [true, false]);
    await signLists(gov);
    assert.equal(verdict(second.text, await fetchBundle()), 'status.revoked');
    assert.match(verdict(show(phone, 'birthdate'), bundle), /birthdate/);
    assert.equal((await cardActs(gov.db, card)).at(-1)!.kind, 'lost');
  });

  it('stays when everything else moves to another phone', async () => {
    const { text } = await paper(card);
    const to = deviceId();
    const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }) as JsonWebKey;
    const cards = [{ card: card.id, format: 'compact', keys: [key] } as const];
    await transaction(gov.db, (tx) => moveCards(tx, gov, { person: card.person, to, cards, request: deviceId() }));
    await signLists(gov);
    const bundle = await fetchBundle();
    assert.equal(verdict(show(phone, 'birthdate'), bundle), 'status.revoked');
    assert.match(verdict(text, bundle), /family_name/);
    phone = await phoneWith(card);
  });

  it('is made by the office of its type, and by no other', async () => {
    const officer = await personOf(gov, 'A100000010');
    const { agency, office: role } = gov.pack.credentials.get('resident-card')!;
    const other = { kind: 'officer', person: officer, agency, role: 'another' } as const;
    await assert.rejects(paper(card, other), (error) => cardRefusal(error) === 'not-office');
    const stranger = await personOf(gov, 'A100000109');
    await paper(card, { kind: 'officer', person: stranger, agency, role });
    const papers = (await copiesOf(gov.db, card)).filter(({ format }) => format === 'paper');
    assert.equal(papers.filter(({ revokedAt }) => revokedAt === null).length, 1);
  });
});

describe('a bundle', () => {
  it('knows keys that were replaced, and those that nobody may believe', async () => {
    await rotateIssuer(gov, card.agency);
    const rotated = await fetchBundle();
    assert.match(verdict(show(phone, 'birthdate'), rotated), /birthdate/);
    const young = await phoneWith(card);
    assert.equal(verdict(show(young, 'birthdate'), rotated), '{"birthdate":"1995-02-03"}');
    await distrustIssuer(gov, { agency: card.agency, reason: 'stolen' });
    const bundle = await fetchBundle();
    assert.equal(verdict(show(young, 'birthdate'), bundle), 'issuer.distrusted');
    // It was signed by the key before, which is retired and nothing else.
    assert.match(verdict(show(phone, 'birthdate'), bundle), /birthdate/);
    assert.equal(verdict(show(young, 'birthdate'), rotated), '{"birthdate":"1995-02-03"}');
  });

  it('with two million statuses, one in a hundred of them revoked, is small enough for any phone', async () => {
    const { agency } = gov.pack.credentials.get('care-card')!;
    for (const list of [900, 901]) {
      await run(
        gov.db,
        sql`insert into credentials.status_list (agency, list, secret, taken, opened_at)
          values (${agency}, ${list}, '\\x00', ${LIST_SIZE}, ${gov.clock.now()})`,
      );
      await run(
        gov.db,
        sql`insert into credentials.status (agency, list, index, status, changed_at)
          select ${agency}, ${list}, hashint8extended(n, 0) & (${LIST_SIZE}::bigint - 1), 1, ${gov.clock.now()}
          from generate_series(1, ${LIST_SIZE} / 100) n on conflict do nothing`,
      );
    }
    gov.clock.advance(31_000);
    const bytes = await fetched('/verifier/bundle');
    assert.ok(bytes.length < 50_000, `${bytes.length}`);
    const bundle = await fetchBundle();
    const revoked = await all(
      gov.db,
      sql<{ index: number }>`select index from credentials.status where agency = ${agency} and list = 901`,
    );
    const { bits, compressed } = bundle.lists.find(({ list }) => list === 901)!;
    const list = { bits, bytes: inflateSync(compressed) };
    assert.ok(revoked.length > 10_000 && revoked.every(({ index }) => statusAt(list, index) === 1));
  });
});
