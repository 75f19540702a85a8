import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import {
  answerPresentation,
  currentList,
  finishPresentation,
  type OpenedPresentation,
  openPresentation,
  revokeCard,
  type ShownCard,
} from '../../credentials/index.ts';
import {
  type Dishonest,
  encrypted,
  type HeldCopy,
  holdCopy,
  presentingIn,
  requestBehind,
  tokenFor,
} from '../../credentials/presenting/testing.ts';
import { findPeople } from '../../identity/index.ts';
import { type Locale, transaction } from '../../kernel/index.ts';
import { templateById } from '../templates/index.ts';
import {
  askWalletToSign,
  type ConsentProof,
  challengeOf,
  chooseOfDraft,
  consentActs,
  consentById,
  consentProof,
  consentReceipt,
  consentRefusal,
  draftOutcome,
  draftSignedWith,
  giveConsent,
  verifyConsent,
} from './index.ts';
import { asked } from './testing.ts';

/*
 * Consents that are signed with the identity card in a wallet (OpenID4VP 1.0, `transaction_data`).
 */

const { gov } = await testGovernment('tw');
const { answer, whyFalse } = presentingIn(gov);
const refusedAs = (reason: string) => (error: unknown) => consentRefusal(error) === reason;
const coded = (code: string) => (error: unknown) => (error as { code?: string }).code === code;

const NUMBERS = ['A200000058', 'A100000038'];
let mother: string;
let card: HeldCopy;
let cardOfFather: HeldCopy;
before(async () => {
  const people = await findPeople(gov.db, NUMBERS);
  mother = people.get(NUMBERS[0]!)!;
  card = await holdCopy(gov, mother, 'resident-card');
  cardOfFather = await holdCopy(gov, people.get(NUMBERS[1]!)!, 'resident-card');
});

const BANK = { party: 'bank', use: 'card-application', statements: ['salary-enough'] };
const newDraft = async () => (await asked(gov, { person: mother, ...BANK })).draft;
const askFor = (draft: string, locale: Locale = 'en') =>
  transaction(gov.db, (tx) => askWalletToSign(tx, gov, { person: mother, draft, locale }));
const handedOut = async (one: OpenedPresentation): Promise<ShownCard> =>
  (await transaction(gov.db, (tx) => finishPresentation(tx, gov, one))).cards![0]!;
const give = (draft: string, signed: ShownCard, locale: Locale = 'en') =>
  transaction(gov.db, (tx) => giveConsent(tx, gov, { person: mother, draft, locale, card: signed }));

/** A card with which a draft was signed. */
async function signedCard(draft: string, locale: Locale = 'en'): Promise<ShownCard> {
  const one = await askFor(draft, locale);
  await answer(one, [card]);
  return handedOut(one);
}

describe('a consent that is signed with the card in a wallet', () => {
  it('shows its very words, tells nothing of the card, and is kept so that anybody can verify it', async () => {
    const draft = await newDraft();
    const one = await askFor(draft, 'zh-Hant');
    const request = await requestBehind(gov, one.uri);
    assert.equal(request.query.credentials[0]!.claims, undefined);
    const { data } = request.transaction!;
    await answerPresentation(gov, { id: one.id, response: await encrypted(request, tokenFor(gov, request, [card])) });
    const shown = await handedOut(one);
    assert.deepEqual([shown.claims, draftSignedWith(shown)], [{}, { draft, locale: 'zh-Hant' }]);
    await give(draft, shown, 'zh-Hant');
    const proof = (await consentProof(gov.db, draft))!;
    assert.deepEqual([data.words, data.document], [proof.words, challengeOf(proof.document)]);
    assert.equal(proof.signature?.kind, 'wallet');
    const list = await currentList(gov);
    assert.equal(await verifyConsent(proof, list), true);
    assert.equal(await verifyConsent(proof), false, 'without the trust list nothing is believed');
    const consent = (await consentById(gov.db, draft))!;
    const template = await templateById(gov.db, gov, consent.template!);
    const receipt = consentReceipt(gov, { consent, template, proof, acts: await consentActs(gov.db, draft) });
    const text = JSON.stringify(receipt);
    assert.match(text, /"dpv:hasIndicationMethod":"Signed with the identity card in a wallet/);
    assert.equal(await verifyConsent(JSON.parse(text)['madang:proof'], list), true);
  });

  it('is none any more once anything of it is another', async () => {
    const [draft, second] = [await newDraft(), await newDraft()];
    await give(draft, await signedCard(draft));
    await give(second, await signedCard(second));
    const [proof, other] = await Promise.all([draft, second].map(async (id) => (await consentProof(gov.db, id))!));
    const { document, words, signature } = proof!;
    assert.ok(signature?.kind === 'wallet' && other?.signature?.kind === 'wallet');
    const { kind: _, ...foreign } = other.signature;
    const bent = signature.presentation.replace(/.{20}$/, 'A'.repeat(20));
    const bare = signature.presentation.slice(0, signature.presentation.lastIndexOf('~') + 1);
    const changed: ConsentProof[] = [
      { document, signature, words: { ...words, title: `${words.title}!` } },
      { words, signature, document: { ...document, fields: [...document.fields, 'households.address'] } },
      { words, signature, document: { ...document, until: '2099-01-01T00:00:00.000Z' } },
      { document, words, signature: null },
      { document, words, signature: { kind: 'wallet', ...foreign } },
      ...Object.keys(foreign)
        .filter((name) => name !== 'type' && name !== 'audience' && name !== 'at')
        .map((name) => ({ document, words, signature: { ...signature, [name]: foreign[name as 'nonce'] } })),
      { document, words, signature: { ...signature, audience: 'x509_hash:of-another' } },
      { document, words, signature: { ...signature, type: 'https://gov.example/other' } },
      { document, words, signature: { ...signature, at: signature.at + 2 * 365 * 86_400 } },
      ...[bent, bare].map((presentation) => ({ document, words, signature: { ...signature, presentation } })),
    ];
    const list = await currentList(gov);
    assert.equal(await verifyConsent(proof!, list), true);
    for (const [nth, one] of changed.entries()) assert.equal(await verifyConsent(one, list), false, `${nth}`);
    assert.equal(await verifyConsent(proof!, { ...list, issuers: [] }), false, 'nobody vouches for the card');
  });
});

describe('somebody who means ill', () => {
  /** The check at which an answer fails; the draft stays as it was. */
  async function tried(held: HeldCopy, but: Dishonest = {}): Promise<string> {
    const draft = await newDraft();
    const one = await askFor(draft);
    await answer(one, [held], but);
    assert.deepEqual(await draftOutcome(gov.db, gov, { person: mother, draft }), { state: 'open' });
    return whyFalse(one);
  }

  it('a wallet that ignores what is to be signed, or signs another, has signed nothing', async () => {
    assert.equal(await tried(card, { transaction: null }), 'binding.transaction');
    const { text } = (await requestBehind(gov, (await askFor(await newDraft())).uri)).transaction!;
    assert.equal(await tried(card, { transaction: text }), 'binding.transaction');
    assert.equal(await tried(card, { transaction: `${text}A` }), 'binding.transaction');
  });

  it('another request, another verifier, another key and another person’s card sign nothing', async () => {
    assert.equal(await tried(card, { nonce: 'of-another-request' }), 'binding.nonce');
    assert.equal(await tried(card, { audience: 'x509_hash:of-another' }), 'binding.aud');
    assert.equal(await tried(card, { key: cardOfFather.key }), 'signature');
    assert.equal(await tried(cardOfFather), 'holder.person');
  });

  it('an answer counts once, and what was signed for one draft is no consent to another', async () => {
    const [draft, second] = [await newDraft(), await newDraft()];
    const one = await askFor(draft);
    const request = await requestBehind(gov, one.uri);
    const response = await encrypted(request, tokenFor(gov, request, [card]));
    await answerPresentation(gov, { id: one.id, response });
    await assert.rejects(answerPresentation(gov, { id: one.id, response }), coded('gone'));
    const other = await askFor(second);
    await assert.rejects(answerPresentation(gov, { id: other.id, response }), coded('bad-request'));
    const signed = await handedOut(one);
    await assert.rejects(give(second, signed), refusedAs('other-signed'));
    await assert.rejects(give(draft, signed, 'ko'), refusedAs('other-signed'), 'the words of another language');
    await assert.rejects(
      give(draft, { ...signed, holder: { person: 'another', card: '' } }),
      refusedAs('other-signed'),
    );
    await give(draft, signed);
    await assert.rejects(give(draft, signed), refusedAs('no-draft'));
  });

  it('what was chosen anew after the wallet was asked is not what was signed', async () => {
    const fields = ['labour-enrolment.average_salary'];
    const { draft } = await asked(gov, { person: mother, ...BANK, fields });
    const signed = await signedCard(draft);
    const less = { fields: [], statements: [] };
    await transaction(gov.db, (tx) => chooseOfDraft(tx, gov, { person: mother, draft }, less));
    await assert.rejects(give(draft, signed), refusedAs('other-signed'));
    await give(draft, await signedCard(draft));
  });

  it('nobody but the house has anything signed', async () => {
    for (const wish of [
      { party: 'shop', use: 'age' },
      { party: 'sign-in', use: 'here' },
    ])
      await assert.rejects(
        transaction(gov.db, (tx) => openPresentation(tx, gov, { ...wish, sign: () => 'e30' })),
        coded('forbidden'),
      );
  });

  it('a card that was revoked signs nothing any more', async () => {
    const given = { card: card.card, by: { kind: 'holder' as const }, reason: 'lost' as const };
    await transaction(gov.db, (tx) => revokeCard(tx, gov, given));
    assert.equal(await tried(card), 'status.revoked');
  });
});
