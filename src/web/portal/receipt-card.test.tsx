import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { before, describe, test } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { deviceId, deviceKeys, personOf } from '../../credentials/cards/testing.ts';
import {
  CARD_ACTS,
  type Card,
  certificateFor,
  type Decider,
  distrustIssuer,
  grantCard,
  issueCopies,
  loseDevice,
  moveCards,
  openCardReceipt,
  recallCards,
  registerParty,
  relyingParty,
  resumeCard,
  revokeCard,
  rotateIssuer,
  suspendCard,
  watchCards,
  withdrawParty,
} from '../../credentials/index.ts';
import { holdCopy, presentingIn } from '../../credentials/presenting/testing.ts';
import { renderPage } from '../../design/index.ts';
import { all, LOCALES, sql, transaction } from '../../kernel/index.ts';
import { ACTS } from './proof-words.ts';
import { CardActContent, toldOfCard, UNTOLD_OF_CARDS } from './receipt-card.tsx';

const { gov } = await testGovernment();
const AGENCY = 'motor-vehicles';
const OFFICER: Extract<Decider, { kind: 'officer' }> = {
  kind: 'officer',
  person: '',
  agency: AGENCY,
  role: 'licence-officer',
};

interface Act {
  kind: string;
  entry: string;
  at: Date;
  officer: string | null;
}

/** Everything that can be done with a card, and with the keys of its issuer. */
async function everyAct(holder: string): Promise<void> {
  const [old, now] = [deviceId(), deviceId()];
  const within = <T,>(work: (tx: Parameters<Parameters<typeof transaction>[1]>[0]) => Promise<T>) =>
    transaction(gov.db, work);
  const copies = (card: Card, format: 'dc+sd-jwt' | 'mso_mdoc', wallet: string) =>
    within((tx) => issueCopies(tx, gov, { card, format, keys: deviceKeys(2), wallet, request: `${format} ${wallet}` }));
  const grant = () => within((tx) => grantCard(tx, gov, { person: holder, type: 'driving-licence' }));
  const decide = (what: typeof suspendCard, card: Card, by: Decider, reason: string) =>
    within((tx) => what(tx, gov, { card, by, reason }));
  const card = await grant();
  await copies(card, 'mso_mdoc', old);
  await decide(suspendCard, card, OFFICER, 'The photograph is of somebody else.');
  await decide(resumeCard, card, OFFICER, 'It is not.');
  const cards = [{ card: card.id, format: 'dc+sd-jwt' as const, keys: deviceKeys(1) }];
  await within((tx) => moveCards(tx, gov, { person: holder, to: now, cards, request: 'move' }));
  await within((tx) => loseDevice(tx, gov, { person: holder, wallet: now, by: { kind: 'holder' } }));
  await copies(card, 'dc+sd-jwt', now);
  gov.clock.advance(1_000);
  await rotateIssuer(gov, AGENCY);
  await copies(card, 'dc+sd-jwt', old);
  gov.clock.advance(1_000);
  await distrustIssuer(gov, { agency: AGENCY, reason: 'a machine was stolen' });
  await recallCards(gov);
  gov.clock.set(new Date(card.endsAt.getTime() - 86_400_000).toISOString());
  await watchCards(gov);
  await decide(revokeCard, card, { kind: 'holder' }, 'lost');
}

/** Everything that is done with relying parties, and what somebody shows to one of the government's own. */
async function everyPartyAct(): Promise<Act[]> {
  const file = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'pem', type: 'spki' });
  await transaction(gov.db, async (tx) => {
    await registerParty(tx, gov, { name: 'park.yaml', text: PARK });
    await certificateFor(tx, gov, { party: 'park', file: file as string });
    await withdrawParty(tx, gov, 'park');
  });
  return all(gov.db, sql<Act>`select 'party.' || kind as kind, entry, at, null as officer from credentials.party_act`);
}

const PARK = `id: park
title: {zh-Hant: 公園, ko: 공원, en: Park}
summary: {zh-Hant: 一座公園, ko: 공원이에요, en: A park}
hosts: [park.example]
uses:
  enter:
    purpose: {zh-Hant: 入園, ko: 공원 입장, en: To enter}
    law: [{act: 兒童及少年福利與權益保障法, article: "43", checked: false}]
    asks: [{driving-licence: [age_equal_or_over.18]}]
`;

describe('what receipts of relying parties tell', () => {
  test('anybody reads that one was registered, certified and withdrawn, by its name and purpose', async () => {
    const done = await everyPartyAct();
    assert.deepEqual(done.map(({ kind }) => kind).sort(), ['party.certified', 'party.registered', 'party.withdrawn']);
    const party = await relyingParty(gov.db, gov, 'park');
    for (const { kind, entry, at } of done) {
      const { content } = (await openCardReceipt(kind, { db: gov.db, gov, entry, at, reader: undefined }))!;
      assertTold(kind, content);
      assert.match(renderPage(<CardActContent {...{ gov, content, party }} locale="en" />), /Park/);
    }
  });

  test('only who has shown something reads what it was, and to whom', async () => {
    const [person, stranger] = await Promise.all([personOf(gov, 'A200000012'), personOf(gov, 'A100000010')]);
    const card = await holdCopy(gov, person, 'resident-card');
    const { open, answer } = presentingIn(gov);
    await answer(await open({ party: 'sign-in', use: 'elsewhere' }), [card]);
    const [act] = await all(
      gov.db,
      sql<Act>`select 'presentation.verified' as kind, entry, at, null as officer from credentials.presentation_act`,
    );
    const { kind, entry, at } = act!;
    const read = (reader?: { person: string }) => openCardReceipt(kind, { db: gov.db, gov, entry, at, reader });
    assert.deepEqual([await read(), await read({ person: stranger })], [undefined, undefined]);
    assertTold(kind, (await read({ person }))!.content);
  });
});

/** That each member has words, or a reason to be left out. */
function assertTold(kind: string, content: Record<string, unknown>): void {
  const told: readonly string[] = toldOfCard(content);
  const left = Object.keys(content).filter((name) => !told.includes(name) && !UNTOLD_OF_CARDS.has(name));
  assert.deepEqual([left, ACTS[kind] !== undefined], [[], true], kind);
}

describe('what receipts of cards tell', () => {
  let holder: string;
  let done: Act[];
  before(async () => {
    [holder, OFFICER.person] = [await personOf(gov, 'A200000012'), await personOf(gov, 'A200000078')];
    await everyAct(holder);
    done = await all(
      gov.db,
      sql<Act>`select 'card.' || kind as kind, entry, at, officer from credentials.card_act
        union all select 'issuer.' || kind, entry, at, null from credentials.issuer_act where agency = ${AGENCY}`,
    );
  });

  const open = ({ kind, entry, at }: Act, reader?: { person: string; post?: { agency: string; role: string } }) =>
    openCardReceipt(kind, { db: gov.db, gov, entry, at, reader });

  test('each kind of act on a card is among them, and has a name', () => {
    const kinds = new Set(done.map(({ kind }) => kind));
    assert.deepEqual(
      CARD_ACTS.filter((kind) => !kinds.has(`card.${kind}`)),
      [],
    );
    for (const { kind } of done) assert.ok(ACTS[kind], kind);
  });

  test('a holder reads all that was done with their card, an officer what officers of the office did, others nothing', async () => {
    const [{ agency, role }, stranger] = [OFFICER, await personOf(gov, 'A100000010')];
    for (const act of done.filter(({ kind }) => kind.startsWith('card.'))) {
      assert.ok(await open(act, { person: holder }), act.kind);
      const ofOfficer = act.officer !== null;
      assert.equal((await open(act, { person: stranger, post: { agency, role } })) !== undefined, ofOfficer, act.kind);
      const others = [undefined, { person: stranger }, { person: stranger, post: { agency, role: 'clerk' } }];
      for (const reader of others) assert.equal(await open(act, reader), undefined, act.kind);
    }
    assert.equal(await open({ ...done[0]!, kind: 'constructor' }, { person: holder }), undefined);
  });

  test('each member has words or a reason to be left out; in each language it is words, numbers and times', async () => {
    for (const act of done) {
      const { content } = (await open(act, { person: holder }))!;
      const told: readonly string[] = toldOfCard(content);
      const left = Object.keys(content).filter((name) => !told.includes(name) && !UNTOLD_OF_CARDS.has(name));
      assert.deepEqual(left, [], act.kind);
      for (const locale of LOCALES) {
        const text = renderPage(<CardActContent gov={gov} locale={locale} content={content} />).replaceAll(
          /<[^>]*>/g,
          ' ',
        );
        assert.doesNotMatch(
          text,
          /undefined|null|\[object|\{\w+\}|[0-9a-f]{8}-[0-9a-f]{4}-|\d{4}-\d\d-\d\dT/,
          act.kind,
        );
      }
    }
  });

  test('a reason of ours is in the reader’s words, an officer’s as they wrote it', () => {
    const shown = (content: Record<string, unknown>) =>
      renderPage(<CardActContent gov={gov} locale="ko" content={content} />);
    assert.match(shown({ reason: 'right-lost' }), /받을 조건/);
    assert.match(shown({ reason: 'The photograph' }), /The photograph/);
    assert.match(shown({ type: 'driving-licence', issuer: 'trust-list', by: 'holder' }), /신뢰 목록/);
  });
});
