import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { inflateSync } from 'node:zlib';
import { testGovernment } from '../../../test/support/government.ts';
import { decodeCbor, readSdJwt } from '../../formats/index.ts';
import { all, first, sha256, sql, transaction } from '../../kernel/index.ts';
import { commitmentOf, decodeLeaf } from '../../log/index.ts';
import { inboxOf } from '../../messages/index.ts';
import { disclosuresOf } from '../../registry/index.ts';
import { signLists, statusListToken } from '../status/index.ts';
import {
  type Card,
  cardActs,
  cardRefusal,
  cardsOf,
  copiesOf,
  credentialType,
  type Decider,
  grantCard,
  issueCopies,
  mattersOf,
  mayHave,
  moveCards,
  possibleCards,
  resumeCard,
  revokeCard,
  suspendCard,
  watchCards,
} from './index.ts';
import { deviceId, deviceKeys, personOf, record, withCards } from './testing.ts';

const { gov } = await testGovernment('tw');
const at = () => gov.clock.now();
const grant = (person: string, type: string, about?: { subject: string; key: string }) =>
  transaction(gov.db, (tx) => grantCard(tx, gov, { person, type, ...(about && { about }) }));
const wallet = deviceId();
const issue = (card: Card, request: string, count = 2, more: object = {}) =>
  transaction(gov.db, (tx) =>
    issueCopies(tx, gov, { card, format: 'dc+sd-jwt', keys: deviceKeys(count), wallet, request, ...more }),
  );
const decide = (what: typeof suspendCard, card: Card, by: Decider = { kind: 'holder' }, reason = 'lost') =>
  transaction(gov.db, (tx) => what(tx, gov, { card, by, reason }));
const refusedAs = (reason: string) => (error: unknown) => cardRefusal(error) === reason;

/** What the world is told of each copy of a card. */
async function statusesOf(card: Card): Promise<number[]> {
  const copies = await copiesOf(gov.db, card);
  const bytes = new Map<number, Uint8Array>();
  for (const list of new Set(copies.map((copy) => copy.list))) {
    await signLists(gov, { agency: card.agency, list });
    const { token } = (await statusListToken(gov.db, gov, { agency: card.agency, list }))!;
    const { lst } = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()).status_list;
    bytes.set(list, inflateSync(Buffer.from(lst, 'base64url')));
  }
  return copies.map(({ list, index }) => (bytes.get(list)![index >> 2]! >> ((index & 3) * 2)) & 3);
}

/** What is said to somebody who is shown all of a copy. */
function saidBy(copy: string): Record<string, unknown> {
  const parts = copy.split('~').slice(1, -1);
  const pairs = parts.map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()));
  return Object.fromEntries(pairs.map(([, name, value]) => [name, value]));
}

let mother: string;
let father: string;
before(async () => {
  await withCards(gov);
  [mother, father] = await Promise.all([personOf(gov, 'A200000012'), personOf(gov, 'A100000010')]);
});

describe('a card', () => {
  let card: Card;

  it('is granted by the rule, once, and that is an entry of the public log', async () => {
    card = await grant(mother, 'resident-card');
    assert.deepEqual(await grant(mother, 'resident-card'), card);
    assert.deepEqual(await cardsOf(gov.db, mother), [card]);
    const [act] = await cardActs(gov.db, card);
    assert.deepEqual([act!.kind, act!.byKind, act!.content.card], ['granted', 'system', card.id]);
    const { salt } = (await first(
      gov.db,
      sql<{ salt: string }>`select salt from credentials.card_act where id = ${act!.id}`,
    ))!;
    const leaves = await all(gov.db, sql<{ leaf: Buffer }>`select unnest(leaves) as leaf from log.outbox`);
    const commitments = leaves.map(({ leaf }) => decodeLeaf(leaf).commitment);
    assert.ok(commitments.includes(await commitmentOf(salt, act!.content)));
  });

  it('has what registers hold read in the name of its issuer, which the person sees', async () => {
    const [seen] = await disclosuresOf(gov.db, mother, { limit: 1 });
    assert.deepEqual([seen!.reader, seen!.agency], ['resident-card', 'household-registration']);
  });

  it('is given out in copies that say the same, each with its own key and a status of its own', async () => {
    const made = await issue(card, 'first', 3);
    assert.equal(new Set(made).size, 3);
    const claims = made.map(saidBy);
    assert.deepEqual(claims[0], claims[1]);
    assert.equal(claims[0]!.family_name, '陳');
    assert.equal(claims[0]!.personal_administrative_number, 'A200000012');
    assert.equal(claims[0]!['20'], true);
    const copies = await copiesOf(gov.db, card);
    assert.equal(new Set(copies.map(({ index }) => index)).size, 3);
    assert.ok(readSdJwt(made[0]!, sha256));
    const shown = made.map((copy) => JSON.parse(Buffer.from(copy.split('.')[1]!, 'base64url').toString()));
    assert.deepEqual(shown[0]!.iat, shown[2]!.iat);
    assert.notDeepEqual(shown[0]!.cnf, shown[1]!.cnf);
    assert.match(shown[0]!.vct, /\/credentials\/types\/resident-card$/);
  });

  it('asked twice under one name is given out once, and under that name nothing else', async () => {
    const keys = deviceKeys(2);
    const [one, two] = await Promise.all([issue(card, 'again', 2, { keys }), issue(card, 'again', 2, { keys })]);
    assert.deepEqual(one, two);
    assert.equal((await copiesOf(gov.db, card)).length, 5);
    await assert.rejects(issue(card, 'again'), refusedAs('other-request'));
  });

  it('takes no key twice, not more keys than are issued at once, and no other format', async () => {
    const [key] = deviceKeys(1);
    await assert.rejects(issue(card, 'a', 2, { keys: [key, key] }), refusedAs('wrong-keys'));
    await assert.rejects(issue(card, 'b', 11), refusedAs('wrong-keys'));
    await assert.rejects(issue(card, 'c', 0), refusedAs('wrong-keys'));
    await assert.rejects(issue(card, 'd', 1, { format: 'mso_mdoc' }), refusedAs('no-format'));
  });

  it('is suspended, resumed and revoked by its holder, and the lists say so', async () => {
    assert.deepEqual(await statusesOf(card), [0, 0, 0, 0, 0]);
    await decide(suspendCard, card);
    assert.deepEqual(await statusesOf(card), [2, 2, 2, 2, 2]);
    await assert.rejects(issue(card, 'while suspended'), refusedAs('not-valid'));
    await decide(resumeCard, card);
    assert.deepEqual(await statusesOf(card), [0, 0, 0, 0, 0]);
    await decide(revokeCard, card);
    await decide(revokeCard, card);
    assert.deepEqual(await statusesOf(card), [1, 1, 1, 1, 1]);
    await assert.rejects(decide(resumeCard, card), refusedAs('over'));
    const kinds = (await cardActs(gov.db, card)).map(({ kind }) => kind);
    assert.deepEqual(kinds, ['granted', 'issued', 'issued', 'suspended', 'resumed', 'revoked']);
    assert.notEqual((await grant(mother, 'resident-card')).id, card.id);
  });
});

describe('who decides', () => {
  const officer = (person: string, role = 'registrar', agency = 'household-registration'): Decider => ({
    kind: 'officer',
    person,
    agency,
    role,
  });

  it('an officer of its issuer, of that office, and of no family', async () => {
    const card = await grant(father, 'resident-card');
    const [registrar, sister] = await Promise.all([personOf(gov, 'A200000067'), personOf(gov, 'A200000021')]);
    await assert.rejects(decide(suspendCard, card, officer(registrar, 'claims-officer')), refusedAs('not-office'));
    await assert.rejects(decide(suspendCard, card, officer(sister)), refusedAs('family'));
    const suspended = await decide(suspendCard, card, officer(registrar), 'The photograph is of somebody else.');
    assert.equal(suspended.suspendedBy, 'officer');
    await assert.rejects(decide(resumeCard, card), refusedAs('not-yours'));
    assert.equal((await decide(resumeCard, card, officer(registrar), 'It is not.')).state, 'valid');
    const acts = await cardActs(gov.db, card);
    assert.equal(acts[1]!.content.reason, 'The photograph is of somebody else.');
  });

  it('nobody about the card of somebody else', async () => {
    const [card] = await cardsOf(gov.db, father);
    await assert.rejects(decide(revokeCard, { ...card!, person: mother }), refusedAs('no-card'));
  });
});

describe('whose wallet', () => {
  let requests = 0;

  it("a child's card is in both parents', and in nobody else's", async () => {
    const [one, other, child] = await Promise.all(
      ['A200000058', 'A100000038', 'A200000094'].map((number) => personOf(gov, number)),
    );
    const about = { subject: child!, key: '' };
    const cards = [await grant(one!, 'child-card', about), await grant(other!, 'child-card', about)];
    assert.notEqual(cards[0]!.id, cards[1]!.id);
    await assert.rejects(grant(mother, 'child-card', about), refusedAs('may-not'));
    await assert.rejects(grant(one!, 'child-card'), refusedAs('may-not'));
    assert.equal(saidBy((await issue(cards[0]!, 'child', 1))[0]!).name, '李品妍');
    const possible = (await possibleCards(gov.db, gov, one!)).filter(({ type }) => type.id === 'child-card');
    assert.deepEqual(
      possible.map((found) => found.about),
      [about],
    );
  });

  it("a company's is in its officers', each with what they are there", async () => {
    const type = credentialType(gov, 'company-officer');
    const said = async (person: string) => {
      const [about] = await mattersOf(gov.db, gov, person, type);
      const card = await grant(person, 'company-officer', about!);
      return saidBy((await issue(card, `company ${requests++}`, 1))[0]!);
    };
    assert.deepEqual([(await said(father)).represents, (await said(mother)).represents], [true, false]);
    assert.equal((await said(mother)).officer, '陳怡君');
  });

  it('nobody gets a card that the rule refuses them', async () => {
    await assert.rejects(grant(mother, 'student-card'), refusedAs('may-not'));
    await assert.rejects(grant(mother, 'no-such-card'), refusedAs('no-type'));
    const withdrawn = await personOf(gov, 'A100000038');
    const found = await mayHave(gov.db, gov, {
      person: withdrawn,
      type: credentialType(gov, 'driving-licence'),
      about: { subject: withdrawn, key: '' },
    });
    assert.deepEqual([found.state, found.because], ['no', ['in-force']]);
  });
});

it('a driving licence is given out as an mdoc, too', async () => {
  const card = await grant(mother, 'driving-licence');
  const [copy] = await issue(card, 'mdoc', 1, { format: 'mso_mdoc' });
  const issuerSigned = decodeCbor(Buffer.from(copy!, 'base64url')) as unknown as Map<
    string,
    Map<string, { value: Uint8Array }[]>
  >;
  const items = issuerSigned.get('nameSpaces')!.get('org.iso.18013.5.1')!;
  const elements = items.map(({ value }) => decodeCbor(value) as Map<string, unknown>);
  const elementOf = (name: string) =>
    elements.find((item) => item.get('elementIdentifier') === name)!.get('elementValue');
  assert.equal(elementOf('family_name'), 'Chen');
  assert.equal(elementOf('age_over_20'), true);
  assert.deepEqual(elementOf('driving_privileges'), [new Map([['vehicle_category_code', 'B']])]);
  assert.deepEqual([...(elementOf('portrait') as Uint8Array).subarray(0, 2)], [0xff, 0xd8]);
});

describe('another device', () => {
  it('gets all, and what the old one has is revoked in the same act', async () => {
    const { id } = (await cardsOf(gov.db, mother)).find(({ type }) => type === 'driving-licence')!;
    const card = { person: mother, id } as Card;
    const moving = {
      person: mother,
      to: deviceId(),
      cards: [{ card: id, format: 'dc+sd-jwt' as const, keys: deviceKeys(2) }],
      request: 'new phone',
    };
    const move = () => transaction(gov.db, (tx) => moveCards(tx, gov, moving));
    const [moved] = await move();
    assert.equal(moved!.copies.length, 2);
    assert.deepEqual(await statusesOf((await cardsOf(gov.db, mother)).find((one) => one.id === id)!), [1, 0, 0]);
    assert.deepEqual(await move(), [moved]);
    assert.equal((await copiesOf(gov.db, card)).length, 3);
  });

  it('gets nothing where one of the cards cannot move, and the old one keeps what it has', async () => {
    const [card] = (await cardsOf(gov.db, mother)).filter(({ type }) => type === 'driving-licence');
    const broken = transaction(gov.db, (tx) =>
      moveCards(tx, gov, {
        person: mother,
        to: deviceId(),
        cards: [{ card: card!.id, format: 'dc+sd-jwt', keys: [] }],
        request: 'broken',
      }),
    );
    await assert.rejects(broken, refusedAs('wrong-keys'));
    assert.deepEqual(await statusesOf(card!), [1, 0, 0]);
  });
});

describe('as time goes by', () => {
  it('a card ends with the right to it, and its holder is told', async () => {
    const student = await personOf(gov, 'A100000127');
    const card = await grant(student, 'student-card');
    await issue(card, 'student', 1);
    await record(gov, 'student-enrolment', {
      ...{ student: 'A100000127', school: '晴川大學', student_no: 'B11305012', level: 'undergraduate' },
      ...{ enrolled_until: '2027-07-31', left_on: '2026-11-02' },
    });
    await watchCards(gov);
    assert.equal((await cardsOf(gov.db, student))[0]!.state, 'valid', 'its turn has not come');
    gov.clock.advance(86_400_000);
    await watchCards(gov);
    assert.equal((await cardsOf(gov.db, student))[0]!.state, 'revoked');
    assert.deepEqual(await statusesOf(card), [1]);
    const [letter] = await inboxOf(gov.db, student, { limit: 1 });
    assert.equal(letter!.title['zh-Hant'], '學生證已撤銷');
  });

  it('cards of the dead end, and nobody is written to', async () => {
    const person = await personOf(gov, 'A100000047');
    const card = await grant(person, 'resident-card');
    await record(gov, 'persons', {
      ...{ person: 'A100000047', name: '吳宗翰', surname: '吳', sex: 'male', born_on: '1987-03-26' },
      died_on: '2026-11-03',
    });
    gov.clock.advance(86_400_000);
    await watchCards(gov);
    const [after] = await cardsOf(gov.db, person);
    assert.deepEqual([after!.id, after!.state], [card.id, 'revoked']);
    assert.equal((await cardActs(gov.db, card)).at(-1)!.content.reason, 'death');
  });

  it('a card that comes to its end is made anew, if its holder still may have it', async () => {
    const [card] = (await cardsOf(gov.db, mother)).filter(({ type }) => type === 'driving-licence');
    gov.clock.set(new Date(card!.endsAt.getTime() - 29 * 86_400_000).toISOString());
    for (let nth = 0; nth < 3; nth += 1) await watchCards(gov);
    const renewed = (await cardsOf(gov.db, mother)).find(({ id }) => id === card!.id)!;
    assert.equal(renewed.endsAt.getTime(), (Math.floor(at().getTime() / 86_400_000) + 180) * 86_400_000);
    assert.deepEqual((await cardActs(gov.db, card!)).filter(({ kind }) => kind === 'renewed').length, 1);
  });
});
