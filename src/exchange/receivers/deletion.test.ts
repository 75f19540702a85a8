import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { drainJobs, first, run, sql, transaction } from '../../kernel/index.ts';
import {
  type ActLeaf,
  commitmentOf,
  decodeLeaf,
  NO_WITNESSES,
  receiptOf,
  sequenceOnce,
  signerOf,
} from '../../log/index.ts';
import { personaOf as persona } from '../ways/testing.ts';
import { acknowledgeDeletion } from './deletion/acknowledge.ts';
import { demandDeletions } from './deletion/follow.ts';
import { deletionOf, openDeletions, overdueDeletions } from './deletion/overdue.ts';
import { deletionStep } from './deletion/step.ts';
import { openReceiverAct } from './open.ts';
import { receiversPart } from './part.ts';
import { acknowledgement, actOn, receiverKey, testConsent, testReceiver } from './testing.ts';
import { lastWebhooks } from './webhooks/store.ts';

const DAY_MS = 86_400_000;
const { gov } = await testGovernment();
const log = { origin: gov.logOrigin, signers: [signerOf(gov.logOrigin, Buffer.alloc(32, 5))], policy: NO_WITNESSES };
const owner = await persona(gov, 'father');
const person = await persona(gov, 'employed-mother');
const work = () => drainJobs(gov.pool, receiversPart.of(gov).jobs!, gov);
const receiver = await testReceiver(gov, { id: 'party', owner });
const { party } = receiver;
const answered = (consent: string) =>
  run(gov.db, sql`update exchange.consent set answered_at = ${gov.clock.now()}, state = 'used' where id = ${consent}`);
const acknowledge = (jws: string, by = party) =>
  transaction(gov.db, (tx) => acknowledgeDeletion(tx, gov, { party: by, jws }));

describe('when data has to be deleted', () => {
  const at = new Date('2026-11-02T00:00:00Z');
  const on = (days: number) => new Date(at.getTime() + days * DAY_MS);
  const given = { state: 'given', answeredAt: null, until: on(90) } as const;
  for (const [what, consent, step] of [
    ['it was never answered: looked at again when it could be due first', given, { lookAt: on(30) }],
    ['it is over and was never answered: never', { ...given, state: 'withdrawn' }, 'nothing'],
    ['its end has come and it was never answered: never', { ...given, until: at }, 'nothing'],
    ['it goes on: when it ends', { ...given, answeredAt: on(-40) }, { lookAt: on(90) }],
    ['it was withdrawn: at once', { ...given, state: 'withdrawn', answeredAt: at }, 'demand'],
    [
      'it was used up: once that was kept long enough',
      { ...given, state: 'used', answeredAt: on(-10) },
      { lookAt: on(20) },
    ],
    ['that was kept long enough: now', { ...given, state: 'used', answeredAt: on(-30) }, 'demand'],
    [
      'it lapsed while paused: by the last answer',
      { ...given, state: 'lapsed', answeredAt: on(-1) },
      { lookAt: on(29) },
    ],
  ] as const)
    it(what, () => assert.deepEqual(deletionStep(consent, 30, at), step));
});

describe('a receiver that has to delete', () => {
  it('is told, and says by its signature that it has', async () => {
    const consent = await testConsent(gov, { person, party, use: 'once' });
    await work();
    await answered(consent.id);
    await actOn(gov, consent, 'withdrawn', { state: 'withdrawn' });
    await work();
    const [open] = await openDeletions(gov.db, party, 10);
    assert.deepEqual([open!.consent, open!.dueAt], [consent.id, new Date(gov.clock.now().getTime() + 7 * DAY_MS)]);
    assert.ok((await lastWebhooks(gov.db, party, 5)).some(({ event }) => event === 'deletion.demanded'));
    const jws = acknowledgement(gov, receiver, { consent: consent.id });
    const first = await acknowledge(jws);
    gov.clock.advance(1_000);
    assert.deepEqual(await acknowledge(jws), first);
    const { entry, acknowledgedAt } = (await deletionOf(gov.db, consent))!;
    assert.deepEqual([acknowledgedAt, typeof entry], [first.acknowledgedAt, 'string']);
    assert.deepEqual(await openDeletions(gov.db, party, 10), []);
    const opened = (by?: string) => openReceiverAct(gov.db, 'deletion.acknowledged', { entry: entry!, person: by });
    const { content, salt } = (await opened(person))!;
    while ((await sequenceOnce(gov.db, log, gov.clock)) > 0);
    const state = await receiptOf(gov.db, log, entry!);
    assert.ok(state.state === 'logged');
    const leaf = decodeLeaf(Buffer.from(state.receipt.leaf, 'base64')) as ActLeaf;
    assert.equal(leaf.commitment, await commitmentOf(salt!, content));
    assert.deepEqual([content.party, content.consent], [party, consent.id]);
    assert.deepEqual(await opened(owner), await opened(person), 'the receiver itself sees the same');
    const stranger = await persona(gov, 'student');
    assert.deepEqual([await opened(stranger), await opened()], [undefined, undefined]);
  });

  it('has keys, and that it has them is opened by anybody', async () => {
    const keys = sql<{ entry: string }>`select entry from exchange.receiver_act where party = ${party}`;
    const { entry } = (await first(gov.db, keys))!;
    const act = await openReceiverAct(gov.db, 'receiver.registered', { entry, person: undefined });
    assert.equal(act!.content.party, party);
    assert.equal(await openReceiverAct(gov.db, 'card.granted', { entry, person: owner }), undefined);
  });

  it('is told when what it may keep has run out, by itself', async () => {
    const consent = await testConsent(gov, { person, party, use: 'once' });
    await work();
    gov.clock.advance(5 * DAY_MS);
    await answered(consent.id);
    gov.clock.advance(26 * DAY_MS);
    await demandDeletions(gov);
    assert.deepEqual(await openDeletions(gov.db, party, 10), []);
    gov.clock.advance(4 * DAY_MS);
    await demandDeletions(gov);
    assert.deepEqual(
      (await openDeletions(gov.db, party, 10)).map((open) => open.consent),
      [consent.id],
    );
  });

  it('is named in public once it is late', async () => {
    assert.deepEqual(await overdueDeletions(gov.db, gov.clock.now()), []);
    gov.clock.advance(7 * DAY_MS);
    const [late] = await overdueDeletions(gov.db, gov.clock.now());
    assert.deepEqual([late!.party, late!.count], [party, 1]);
  });

  describe('and says so in a way that', () => {
    const said: { consent?: string } = {};
    before(async () => {
      said.consent = (await openDeletions(gov.db, party, 1))[0]!.consent;
    });
    const now = () => Math.floor(gov.clock.now().getTime() / 1000);
    for (const [what, jws, code] of [
      ['is no JWT', () => 'no', 'invalid'],
      ['is not signed', () => acknowledgement(gov, receiver, said, { alg: 'none' }), 'invalid'],
      ['is another kind of JWT', () => acknowledgement(gov, receiver, said, { typ: 'jwt' }), 'invalid'],
      ['names a key that it has not', () => acknowledgement(gov, receiver, said, { kid: 'other' }), 'invalid'],
      [
        'another key has signed',
        () => acknowledgement(gov, { ...receiver, key: receiverKey('sig', 'sign-1') }, said),
        'invalid',
      ],
      ['is for another receiver', () => acknowledgement(gov, receiver, { ...said, iss: 'other' }), 'invalid'],
      ['is for another site', () => acknowledgement(gov, receiver, { ...said, aud: 'https://a.example' }), 'invalid'],
      ['is old', () => acknowledgement(gov, receiver, { ...said, iat: now() - 301 }), 'invalid'],
      ['names no consent', () => acknowledgement(gov, receiver, {}), 'invalid'],
      ['names a consent of nobody', () => acknowledgement(gov, receiver, { consent: person }), 'not-found'],
    ] as const)
      it(`${what} is refused`, () => assert.rejects(acknowledge(jws()), { code }));

    it("is another's is refused", async () => {
      const other = await testReceiver(gov, { id: 'other', owner });
      await assert.rejects(acknowledge(acknowledgement(gov, other, said), other.party), { code: 'not-found' });
    });

    it('comes before anything was demanded is refused', async () => {
      const consent = await testConsent(gov, { person, party, use: 'once' });
      await work();
      await assert.rejects(acknowledge(acknowledgement(gov, receiver, { consent: consent.id })), { code: 'conflict' });
    });
  });
});
