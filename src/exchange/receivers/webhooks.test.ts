import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { falseOneOf, issuerOf, KEEPER, setStatuses, sha256Of, statusUri } from '../../credentials/index.ts';
import { checkMessage, type HttpRequest, readCertificate } from '../../formats/index.ts';
import { drainJobs, run, sql, transaction } from '../../kernel/index.ts';
import { patchRecord } from '../../registry/index.ts';
import { personaOf as persona } from '../ways/testing.ts';
import { readKeys } from './keys.ts';
import { receiversPart } from './part.ts';
import { registerReceiver } from './register.ts';
import { actOn, receiverKey, testConsent, testReceiver } from './testing.ts';
import { listening } from './testing-server.ts';
import { tellOfData } from './webhooks/happen.ts';
import { HELD_MS, PAUSES_MS, WEBHOOK_TAG } from './webhooks/model.ts';
import { isPublicAddress, post } from './webhooks/post.ts';
import { sendWebhooks } from './webhooks/send.ts';
import { lastWebhooks } from './webhooks/store.ts';

const { gov, lines } = await testGovernment();
const server = await listening();
after(() => server.close());
const owner = await persona(gov, 'father');
const person = await persona(gov, 'employed-mother');
const { jobs } = receiversPart.of(gov);
const work = () => drainJobs(gov.pool, jobs!, gov);
const webhook = `${server.address}/hook`;
const { party } = await testReceiver(gov, { id: 'party', owner, webhook });
const said = ({ body }: HttpRequest) => JSON.parse(new TextDecoder().decode(body));

async function verified(request: HttpRequest, at = gov.clock.now()) {
  const keeper = await issuerOf(gov, KEEPER, gov.clock.now());
  const { jwk } = readCertificate(keeper.chain[0]!)!;
  const expected = { tag: WEBHOOK_TAG, at: at.getTime() / 1000, maxAge: 300, leeway: 30 };
  const checked = checkMessage(request, { ...expected, keys: [{ ...jwk, kid: keeper.kid }] }, sha256Of);
  return checked.ok ? !falseOneOf([checked.signature]) : checked.failed;
}

describe('a receiver', () => {
  it('is told of what becomes of a consent, and can tell by the signature who says so', async () => {
    const consent = await testConsent(gov, { person, party, use: 'monthly' });
    await work();
    assert.equal(server.got.length, 0);
    for (const kind of ['paused', 'resumed', 'changed'] as const) {
      await actOn(gov, consent, kind, { state: kind === 'paused' ? 'paused' : 'given' });
      await work();
      gov.clock.advance(1_000);
    }
    await actOn(gov, consent, 'withdrawn', { state: 'withdrawn' });
    await work();
    const events = server.got.map((request) => said(request));
    assert.deepEqual(
      events.map(({ event }) => event),
      ['consent.paused', 'consent.resumed', 'consent.changed', 'consent.ended'],
    );
    assert.deepEqual(events.at(-1).because, 'withdrawn');
    assert.ok(events.every((event) => event.consent === consent.id));
    const last = server.got.at(-1)!;
    assert.equal(await verified(last), true);
    assert.equal(await verified({ ...last, url: `${server.address}/other` }), false);
    assert.equal(await verified(last, new Date(gov.clock.now().getTime() + 400_000)), 'parameters.age');
    assert.ok(!server.got.some((request) => new TextDecoder().decode(request.body).includes(person)));
  });

  it('is told the same thing once, however often its job runs', async () => {
    const consent = await testConsent(gov, { person, party, use: 'monthly' });
    await actOn(gov, consent, 'paused', { state: 'paused' });
    const before = server.got.length;
    const told = { person, consent: consent.id, kind: 'paused' } as const;
    for (let round = 0; round < 2; round += 1) {
      await jobs!['exchange.consent-changed']!(told as never);
      await work();
    }
    assert.equal(server.got.length, before + 1);
  });

  it('that does not answer is told later, in the order in which things happened, and then given up', async () => {
    const consent = await testConsent(gov, { person, party, use: 'monthly' });
    server.answerWith(503);
    await actOn(gov, consent, 'paused', { state: 'paused' });
    await work();
    const [missed] = await lastWebhooks(gov.db, party, 1);
    assert.deepEqual([missed!.tries, missed!.outcome, missed!.deliveredAt], [1, '503', null]);
    const before = server.got.length;
    await sendWebhooks(gov);
    assert.equal(server.got.length, before, 'not before its time');
    for (const pause of PAUSES_MS) {
      gov.clock.advance(pause);
      await sendWebhooks(gov);
    }
    const [given] = await lastWebhooks(gov.db, party, 1);
    assert.deepEqual([given!.tries, given!.nextAt], [PAUSES_MS.length + 1, null]);
    server.answerWith(204);
  });

  it('is not followed where it sends us, and its answer is a failure', async () => {
    server.answerWith(302);
    const consent = await testConsent(gov, { person, party, use: 'monthly' });
    await actOn(gov, consent, 'paused', { state: 'paused' });
    const before = server.got.length;
    await work();
    assert.deepEqual([server.got.length, server.got.at(-1)!.url], [before + 1, webhook]);
    server.answerWith(204);
    gov.clock.advance(PAUSES_MS[0]!);
    await sendWebhooks(gov);
    const [done] = await lastWebhooks(gov.db, party, 1);
    assert.deepEqual([done!.outcome, done!.deliveredAt], ['204', gov.clock.now()]);
  });

  describe('of data that is sent each month', () => {
    const changes = [{ fields: ['name'], people: [person] }];
    const ofData = async () => (await lastWebhooks(gov.db, party, 50)).filter(({ event }) => event === 'data.changed');
    const rest = () => run(gov.db, sql`update exchange.consent set state = 'withdrawn' where state = 'given'`);

    it('is told that it has changed: in which register, once a minute, by the write itself', async () => {
      await rest();
      const regular = await testConsent(gov, { person, party, use: 'monthly' });
      await testConsent(gov, { person, party, use: 'once' });
      await testConsent(gov, { person: owner, party, use: 'monthly' });
      const at = gov.clock.now();
      for (const name of ['林一', '林二', '林二'])
        await patchRecord(gov.db, gov, { registry: 'persons', subject: person, set: { name }, source: 'a test', at });
      await work();
      const [told, ...more] = await ofData();
      assert.deepEqual([told!.consent, told!.content, told!.tries, more], [regular.id, { registry: 'persons' }, 0, []]);
      gov.clock.advance(HELD_MS);
      await sendWebhooks(gov);
      assert.equal(said(server.got.at(-1)!).event, 'data.changed');
      assert.ok(!JSON.stringify(said(server.got.at(-1)!)).includes('林'));
      await tellOfData(gov, { registry: 'persons', changes });
      assert.deepEqual((await ofData()).length, 2, 'what comes after is told again');
    });

    it('is told nothing of fields, registers and times that the consent has not', async () => {
      await rest();
      await testConsent(gov, { person, party, use: 'monthly' });
      const before = (await ofData()).length;
      await tellOfData(gov, { registry: 'persons', changes: [{ fields: ['address'], people: [person] }] });
      await tellOfData(gov, { registry: 'households', changes });
      gov.clock.advance(1_000);
      await run(gov.db, sql`update exchange.consent set until_at = ${gov.clock.now()} where state = 'given'`);
      await tellOfData(gov, { registry: 'persons', changes });
      assert.equal((await ofData()).length, before);
    });

    it('is not told of it once the consent has ended', async () => {
      const consent = await testConsent(gov, { person, party, use: 'monthly' });
      await tellOfData(gov, { registry: 'persons', changes });
      assert.ok((await ofData()).some((one) => one.consent === consent.id));
      await actOn(gov, consent, 'withdrawn', { state: 'withdrawn' });
      await work();
      assert.ok(!(await ofData()).some((one) => one.consent === consent.id));
    });
  });

  describe('that is shown cards', () => {
    const asker = 'bank';
    const [option] = [...gov.pack.relyingParties.get(asker)!.uses.values()].flatMap(({ asks }) => asks);
    const { agency } = option![0]!.type;
    const hints = async (of: string) =>
      (await lastWebhooks(gov.db, of, 50)).filter(({ event }) => event === 'credential.revoked');

    it('is told which status list to look at, once a minute; whose card it is, and others are told nothing', async () => {
      const read = readKeys(JSON.stringify({ keys: [receiverKey('sig', 'one').jwk, receiverKey('enc', 'two').jwk] }));
      assert.ok('keys' in read);
      const { keys } = read;
      await transaction(gov.db, (tx) => registerReceiver(tx, gov, { party: asker, keys, webhook, owner }));
      const places = [0, 1].map((index) => ({ list: 3, index }));
      for (const status of ['suspended', 'invalid'] as const) {
        await setStatuses(gov.db, gov, agency, places, status);
        await work();
      }
      const [told, ...more] = await hints(asker);
      const list = statusUri(gov, agency, 3);
      assert.deepEqual([told!.content, told!.consent, more], [{ status_list: list }, null, []]);
      gov.clock.advance(HELD_MS);
      await sendWebhooks(gov);
      const sent = server.got.map((request) => said(request)).filter(({ event }) => event === 'credential.revoked');
      assert.deepEqual(sent, [{ id: told!.id, event: 'credential.revoked', at: told!.at.toJSON(), status_list: list }]);
      assert.deepEqual(await hints(party), []);
    });

    it('is not told where a card is valid again, or is of another agency', async () => {
      const before = (await hints(asker)).length;
      await setStatuses(gov.db, gov, agency, [{ list: 3, index: 0 }], 'valid');
      await setStatuses(gov.db, gov, 'an-other', [{ list: 0, index: 0 }], 'invalid');
      await work();
      assert.equal((await hints(asker)).length, before);
    });
  });

  it('has no values of people in what was logged', () => {
    assert.ok(!lines.join('').includes(person));
  });
});

describe('an address to post to', () => {
  for (const address of [
    '127.0.0.1',
    '10.1.2.3',
    '169.254.169.254',
    '192.168.0.1',
    '::1',
    '::ffff:10.0.0.1',
    'fd00::1',
  ])
    it(`${address} is behind our walls`, () => assert.equal(isPublicAddress(address), false));
  for (const address of ['1.1.1.1', '203.0.114.9', '2606:4700::1111'])
    it(`${address} is everybody's`, () => assert.equal(isPublicAddress(address), true));

  it('is not asked where it leads behind them, by number or by name', async () => {
    const before = server.got.length;
    const { port } = new URL(server.address);
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '2130706433'])
      assert.deepEqual(await post(`http://${host}:${port}/`, { headers: {}, body: new Uint8Array(), local: false }), {
        failure: 'the host is at no public address',
      });
    assert.equal(server.got.length, before);
  });
});
