import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { inflateSync } from 'node:zlib';
import { testGovernment } from '../../../test/support/government.ts';
import { anchorsOf, checkTrustList, statusAt, type TrustList, trusts } from '../../formats/index.ts';
import { transaction } from '../../kernel/index.ts';
import { inboxOf } from '../../messages/index.ts';
import {
  distrustIssuer,
  issuerOf,
  KEEPER,
  keysOf,
  kidOf,
  recallsOf,
  rotateIssuer,
  trustList,
} from '../issuers/index.ts';
import { sha256Of } from '../primitives.ts';
import { statusListToken } from '../status/index.ts';
import {
  type Card,
  cardActs,
  cardRefusal,
  cardsOf,
  copiesOf,
  grantCard,
  issueCopies,
  recallCards,
  revokeCard,
  suspendCard,
} from './index.ts';
import { deviceId, deviceKeys, personOf, withCards } from './testing.ts';

const { gov } = await testGovernment('tw');
const AGENCY = 'household-registration';
const ORIGIN = 'http://localhost:0';
const wallet = deviceId();
const HOUR = 3_600_000;
const now = () => Math.floor(gov.clock.now().getTime() / 1_000);

const grant = (person: string) => transaction(gov.db, (tx) => grantCard(tx, gov, { person, type: 'resident-card' }));
const issue = (card: Card, request: string) =>
  transaction(gov.db, (tx) =>
    issueCopies(tx, gov, { card, format: 'dc+sd-jwt', keys: deviceKeys(2), wallet, request }),
  );
const end = (what: typeof suspendCard, card: Card) =>
  transaction(gov.db, (tx) => what(tx, gov, { card, by: { kind: 'holder' }, reason: 'holder' }));

/** What a verifier reads of each copy of a card, in the list as anybody gets it. */
async function statusesOf(card: Card): Promise<number[]> {
  const told: number[] = [];
  for (const { list, index } of await copiesOf(gov.db, card)) {
    const { token } = (await statusListToken(gov.db, gov, { agency: AGENCY, list }))!;
    const { bits, lst } = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()).status_list;
    told.push(statusAt({ bits, bytes: inflateSync(Buffer.from(lst, 'base64url')) }, index)!);
  }
  return told;
}

/** What a verifier makes of who signed a copy, by the list of today. */
async function trusted(copy: string): Promise<string> {
  const list = await readList();
  const [header, payload] = copy.split('.', 2).map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()));
  const certificate = new Uint8Array(Buffer.from(header.x5c[0], 'base64'));
  assert.ok(anchorsOf(list, payload.vct).length > 0);
  const found = trusts(list, { certificate, type: payload.vct, iss: payload.iss, signedAt: payload.iat }, sha256Of);
  return found.ok ? 'trusted' : found.failed;
}

async function readList(): Promise<TrustList> {
  const { jwt } = await trustList(gov);
  const root = (await keysOf(gov.db, KEEPER)).find(({ kind, state }) => kind === 'root' && state === 'current')!;
  const checked = checkTrustList(jwt, { iss: ORIGIN, anchors: [new Uint8Array(root.certificate)], at: now() });
  assert.ok(checked.ok, JSON.stringify(checked));
  return checked.list;
}

const lettersAbout = async ({ person, id }: Card) =>
  (await inboxOf(gov.db, person, { limit: 20 })).filter(({ about }) => about === id);

describe('when a key of an issuer is distrusted', () => {
  let [old, kept, suspended, over]: Card[] = [];
  let [first, second]: string[] = [];
  before(async () => {
    await withCards(gov);
    const numbers = ['A200000012', 'A100000010', 'A200000030', 'A100000038'];
    [old, kept, suspended, over] = await Promise.all(numbers.map(async (number) => grant(await personOf(gov, number))));
    [first] = await issue(old!, 'before');
    for (const card of [suspended!, over!]) await issue(card, 'before');
    await end(suspendCard, suspended!);
    await end(revokeCard, over!);
    gov.clock.advance(HOUR);
    await rotateIssuer(gov, AGENCY);
    gov.clock.advance(HOUR);
    [second] = await issue(kept!, 'between');
    gov.clock.advance(HOUR);
    const signer = (await keysOf(gov.db, AGENCY)).find(({ kind, state }) => kind === 'signer' && state === 'retired')!;
    await distrustIssuer(gov, { agency: AGENCY, kid: kidOf(signer), reason: 'a machine was stolen' });
  });

  it('what it signed is refused at once by whoever reads the trust list, and what others signed is not', async () => {
    assert.equal(await trusted(first!), 'trust.distrusted');
    assert.equal(await trusted(second!), 'trusted');
  });

  it('its copies are taken back, and those that another key signed are not', async () => {
    await recallCards(gov);
    assert.deepEqual(await statusesOf(old!), [1, 1]);
    assert.deepEqual(await statusesOf(kept!), [0, 0]);
    assert.deepEqual(await statusesOf(suspended!), [1, 1]);
    const { token } = (await statusListToken(gov.db, gov, { agency: AGENCY, list: 0 }))!;
    const { kid } = JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString());
    assert.equal(kid, (await issuerOf(gov, AGENCY, gov.clock.now())).kid);
  });

  it('their holders are told, each once, and keep their cards', async () => {
    await recallCards(gov);
    for (const card of [old!, suspended!]) {
      const letters = await lettersAbout(card);
      assert.deepEqual(
        letters.map(({ title, link }) => [title.en, link]),
        [['Renew in your wallet: National identity card', '/cards']],
      );
      assert.deepEqual((await cardActs(gov.db, card)).filter(({ kind }) => kind === 'recalled').length, 1);
    }
    assert.deepEqual(await Promise.all([kept!, over!].map(lettersAbout)), [[], []]);
    assert.equal((await cardsOf(gov.db, old!.person))[0]!.state, 'valid');
    assert.equal((await cardsOf(gov.db, suspended!.person))[0]!.state, 'suspended');
  });

  it('their wallets fetch others, and are not given again what was taken back', async () => {
    await assert.rejects(issue(old!, 'before'), (error) => cardRefusal(error) === 'other-request');
    const [copy] = await issue(old!, 'after');
    assert.equal(await trusted(copy!), 'trusted');
    assert.deepEqual(await statusesOf(old!), [1, 1, 0, 0]);
  });

  it('it goes on until nothing was given out behind its back, and ends', async () => {
    const recall = async () => (await recallsOf(gov.db, AGENCY))[0]!;
    assert.deepEqual([(await recall()).cards, (await recall()).endedAt], [2, null]);
    gov.clock.advance(600_000);
    await recallCards(gov);
    assert.deepEqual([(await recall()).cards, (await recall()).endedAt], [2, gov.clock.now()]);
    assert.deepEqual(await statusesOf(old!), [1, 1, 0, 0]);
  });

  it('nothing is to be taken back of who only signs the trust list', async () => {
    await trustList(gov);
    gov.clock.advance(1_000);
    await distrustIssuer(gov, { agency: KEEPER, reason: 'a drill' });
    assert.deepEqual(await recallsOf(gov.db, KEEPER), []);
  });
});
