import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { originOf } from '../../credentials/index.ts';
import { findPeople } from '../../identity/index.ts';
import type { SoftwareAuthenticator } from '../../identity/testing.ts';
import { LOCALES, type Locale, transaction } from '../../kernel/index.ts';
import { canonicalJson } from '../../log/index.ts';
import { disclosuresOf } from '../../registry/index.ts';
import { pathsOf } from '../templates/index.ts';
import {
  challengeOf,
  chooseOfDraft,
  consentActs,
  consentProof,
  consentRefusal,
  draftOutcome,
  endDraft,
  giveConsent,
  openDraft,
  previewOf,
  toSign,
  verifyConsent,
} from './index.ts';
import { consentWords } from './shown.ts';
import { asked, given, passkeyOf } from './testing.ts';

const { gov } = await testGovernment('tw');
const rpId = new URL(originOf(gov)).hostname;
const refusedAs = (reason: string) => (error: unknown) => consentRefusal(error) === reason;
const coded = (code: string) => (error: unknown) => (error as { code?: string }).code === code;

/** A mother and a father of the demo. */
const NUMBERS = ['A200000058', 'A100000038'];
let mother: string;
let father: string;
let key: SoftwareAuthenticator;
before(async () => {
  const people = await findPeople(gov.db, NUMBERS);
  [mother, father] = NUMBERS.map((number) => people.get(number)!) as [string, string];
  key = await passkeyOf(gov, mother);
});

const BANK = { party: 'bank', use: 'card-application', statements: ['salary-enough'] };
const REVIEW = { party: 'bank', use: 'card-limit-review', fields: ['labour-enrolment.employer'] };

/** Signs a draft, in some odd way. */
async function sign(
  draft: string,
  by = key,
  { person = mother, locale = 'en' as Locale, odd = {}, shown = 'en' as Locale } = {},
) {
  const { challenge } = toSign(gov, await openDraft(gov.db, gov, { person: mother, draft }), shown);
  const credential = by.get({ challenge, rpId }, odd);
  return transaction(gov.db, (tx) => giveConsent(tx, gov, { person, draft, locale, credential }));
}

describe('what is asked for', () => {
  it('is never more than the template has, and always what it cannot do without', async () => {
    const { draft, template } = await asked(gov, { person: mother, ...BANK, fields: ['households.address'] });
    const { wish } = await openDraft(gov.db, gov, { person: mother, draft });
    assert.deepEqual(wish.fields, [
      'persons.name',
      'persons.born_on',
      'labour-enrolment.employer',
      'households.address',
    ]);
    assert.ok(wish.fields.every((path) => pathsOf(template).includes(path)));
    await assert.rejects(asked(gov, { person: mother, ...BANK, fields: ['persons.spouse'] }), coded('forbidden'));
    const tooLong = { from: gov.clock.now(), until: new Date(gov.clock.now().getTime() + 400 * 86_400_000) };
    await assert.rejects(asked(gov, { person: mother, ...BANK, range: tooLong }), refusedAs('too-long'));
    await assert.rejects(asked(gov, { person: mother, ...REVIEW, range: tooLong }), refusedAs('too-long'));
  });

  it('is its person’s alone to look at and to decide, and waits an hour', async () => {
    const { draft } = await asked(gov, { person: mother, ...BANK });
    await assert.rejects(openDraft(gov.db, gov, { person: father, draft }), refusedAs('no-draft'));
    assert.deepEqual(await draftOutcome(gov.db, gov, { person: mother, draft }), { state: 'open' });
    assert.deepEqual(await draftOutcome(gov.db, gov, { person: father, draft }), { state: 'over' });
    await transaction(gov.db, (tx) => endDraft(tx, gov, { person: mother, draft }, 'refused'));
    assert.deepEqual(await draftOutcome(gov.db, gov, { person: mother, draft }), { state: 'refused' });
    const { draft: late } = await asked(gov, { person: mother, ...BANK });
    gov.clock.advance(3_600_000);
    await assert.rejects(sign(late), refusedAs('no-draft'));
    assert.deepEqual(await draftOutcome(gov.db, gov, { person: mother, draft: late }), { state: 'over' });
  });

  it('by law is not asked for at all', async () => {
    await assert.rejects(
      asked(gov, { person: mother, party: 'labour-insurance', use: firstUse('labour-insurance', 'statute') }),
      refusedAs('by-law'),
    );
  });
});

const firstUse = (party: string, basis: string): string =>
  [...gov.pack.relyingParties.get(party)!.uses.values()].find(({ data }) => data?.basis === basis)!.id;

describe('consent', () => {
  it('is signed over the very words, is kept, and anybody can check it', async () => {
    const consent = await given(gov, key, { person: mother, ...BANK, locale: 'ko' });
    const proof = (await consentProof(gov.db, consent.id))!;
    assert.equal(await verifyConsent(proof), true);
    assert.match(proof.words.title, /동의/);
    const { signature } = proof;
    assert.ok(signature?.kind === 'passkey');
    const clientData = JSON.parse(Buffer.from(signature.assertion.response.clientDataJSON, 'base64url').toString());
    assert.equal(clientData.challenge, challengeOf(proof.document));
    assert.deepEqual(
      (await consentActs(gov.db, consent.id)).map(({ kind, content }) => [kind, content.document]),
      [['given', challengeOf(proof.document)]],
    );
    assert.equal(signature.assertion.response.userHandle, undefined);
  });

  it('is none any more once a word, a field, the language, the site or the signature is another', async () => {
    const { id } = await given(gov, key, { person: mother, ...BANK });
    const proof = (await consentProof(gov.db, id))!;
    const { document, words, signature } = proof;
    const foreign = (await passkeyOf(gov, father)).get({ challenge: challengeOf(document), rpId });
    const changed = [
      { ...proof, words: { ...words, title: `${words.title}!` } },
      { ...proof, document: { ...document, fields: [...document.fields, 'households.address'] } },
      { ...proof, document: { ...document, locale: 'ko' as const } },
      { ...proof, document: { ...document, until: '2099-01-01T00:00:00.000Z' } },
      { ...proof, document: { ...document, site: 'https://elsewhere.example' } },
      { ...proof, signature: null },
      { ...proof, signature: { ...signature!, assertion: foreign } },
      { ...proof, signature: { ...signature!, origin: 'https://elsewhere.example' } },
    ];
    for (const one of changed) assert.equal(await verifyConsent(one), false);
  });

  it('is not given by another passkey, a mere touch, other words, another’s hand, or twice', async () => {
    const passkeyOfFather = await passkeyOf(gov, father);
    const { draft } = await asked(gov, { person: mother, ...BANK });
    const { draft: second } = await asked(gov, { person: mother, ...BANK });
    await assert.rejects(sign(draft, passkeyOfFather), coded('forbidden'));
    await assert.rejects(sign(draft, key, { odd: { flags: 0x01 } }), coded('forbidden'));
    await assert.rejects(sign(draft, key, { locale: 'ko' }), coded('forbidden'));
    await assert.rejects(sign(draft, key, { odd: { origin: 'https://elsewhere.example' } }), coded('forbidden'));
    await assert.rejects(sign(draft, key, { person: father }), refusedAs('no-draft'));
    const { challenge } = toSign(gov, await openDraft(gov.db, gov, { person: mother, draft: second }), 'en');
    const credential = key.get({ challenge, rpId });
    const give = (id: string) =>
      transaction(gov.db, (tx) => giveConsent(tx, gov, { person: mother, draft: id, locale: 'en', credential }));
    await assert.rejects(give(draft), coded('forbidden'), 'what was signed for one is no consent to another');
    await give(second);
    await assert.rejects(give(second), refusedAs('no-draft'));
  });

  it('that was chosen anew after it was shown is not what was signed', async () => {
    const { draft } = await asked(gov, { person: mother, ...BANK, fields: ['households.address'] });
    const choose = (fields: string[]) =>
      transaction(gov.db, (tx) => chooseOfDraft(tx, gov, { person: mother, draft }, { fields, statements: [] }));
    await choose([]);
    const { challenge } = toSign(gov, await openDraft(gov.db, gov, { person: mother, draft }), 'en');
    const credential = key.get({ challenge, rpId });
    await choose(['households.address']);
    const give = () =>
      transaction(gov.db, (tx) => giveConsent(tx, gov, { person: mother, draft, locale: 'en', credential }));
    await assert.rejects(give(), coded('forbidden'));
    await choose([]);
    // The authenticator's counter was not taken: the transaction that refused it was undone.
    assert.deepEqual((await give()).fields.includes('households.address'), false);
  });

  it('twice at once is given once', async () => {
    const { draft } = await asked(gov, { person: mother, ...BANK });
    const both = await Promise.allSettled([sign(draft), sign(draft)]);
    assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    assert.equal((await consentActs(gov.db, draft)).length, 1);
  });

  it('says the same words for the same choice, and each word of the page is in them', async () => {
    const { draft } = await asked(gov, { person: mother, ...BANK });
    const one = await openDraft(gov.db, gov, { person: mother, draft });
    for (const locale of LOCALES) {
      const terms = { ...one.wish, from: one.from, until: one.until, forAnother: false };
      const words = consentWords(gov, one.template, terms, locale);
      assert.equal(canonicalJson(words), canonicalJson(toSign(gov, one, locale).words));
      const text = JSON.stringify(words);
      for (const said of [one.template.purpose, one.template.party.title, one.template.refusing!])
        assert.ok(text.includes(said[locale]));
      assert.ok(!/\{\w+/.test(text), 'no place is left open');
    }
  });

  it('shows beforehand what would be sent, and discloses nothing by that', async () => {
    const { draft } = await asked(gov, { person: mother, ...BANK });
    const one = await openDraft(gov.db, gov, { person: mother, draft });
    const before = (await disclosuresOf(gov.db, mother, { limit: 100 })).length;
    const preview = await previewOf(gov, { ...one, choice: one.wish });
    assert.ok(Object.keys(preview.values).includes('persons.name'));
    assert.ok('salary-enough' in preview.statements);
    assert.equal((await disclosuresOf(gov.db, mother, { limit: 100 })).length, before);
  });
});
