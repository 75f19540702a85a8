import { isSignedTransaction, type SignedTransaction } from '../../credentials/index.ts';
import { consentTransaction, readTransaction, type TrustList } from '../../formats/index.ts';
import { type PasskeySignature, verifyPasskeySignature } from '../../identity/index.ts';
import { type Locale, sha256 } from '../../kernel/index.ts';
import { canonicalJson } from '../../log/index.ts';
import type { Choice, Consent, Range } from './model.ts';
import type { ConsentWords } from './shown.ts';

/** What is signed. Its canonical JSON (RFC 8785) is hashed, and that is the challenge that a passkey answers. */
export interface ConsentDocument extends Choice {
  v: 1;
  type: 'madang-consent';
  consent: string;
  /** The origin of the site. */
  site: string;
  /** Whose data, and who agrees: ids of this site that say nothing elsewhere. */
  person: string;
  by: string;
  /** Null at a counter. */
  template: string | null;
  often: Consent['often'];
  from: string;
  until: string;
  locale: Locale;
  /** SHA-256 of the words that were shown, base64url. */
  words: string;
  nonce: string;
}

/** By what a consent is signed: a passkey, or the key of the person's identity card in a wallet. */
export type ConsentSignature = ({ kind: 'passkey' } & PasskeySignature) | ({ kind: 'wallet' } & SignedTransaction);

/** What is kept so that anybody can check later what was agreed to, and in which words. */
export interface ConsentProof {
  document: ConsentDocument;
  words: ConsentWords;
  /** None at a counter, where the person stands. */
  signature: ConsentSignature | null;
}

const hashOf = (value: unknown): string => sha256(canonicalJson(value)).toString('base64url');

/** The document of a consent. */
export function documentOf(
  {
    person,
    by,
    template,
    often,
    ...one
  }: Pick<ConsentDocument, 'consent' | 'site' | 'person' | 'by' | 'template'> &
    Choice &
    Range & { often: Consent['often']; locale: Locale; nonce: string },
  words: ConsentWords,
): ConsentDocument {
  return {
    ...{ v: 1, type: 'madang-consent', consent: one.consent, site: one.site, person, by, template },
    ...{ fields: [...one.fields], statements: [...one.statements], often },
    ...{ from: one.from.toISOString(), until: one.until.toISOString() },
    ...{ locale: one.locale, words: hashOf(words), nonce: one.nonce },
  };
}

/** The challenge that stands for a document: SHA-256, base64url. */
export const challengeOf = (document: ConsentDocument): string => hashOf(document);

/**
 * What a wallet is given to show and to sign of a consent (OpenID4VP 1.0 section 8.4): its words, and the hash of its document.
 * @param card the id of the query for the card that signs.
 */
export function transactionOf({ document, words }: Pick<ConsentProof, 'document' | 'words'>, card: string): string {
  const { consent, template, locale } = document;
  // Who asks is what the words begin with.
  const recipient = words.rows[0]?.lines[0] ?? '';
  const said = { consent, template: template ?? '', recipient, document: challengeOf(document), locale, words };
  return consentTransaction({ credential_ids: [card], ...said });
}

/**
 * Whether a consent is what somebody signed: the words are those of the document, and its signature is by the passkey that
 * it names, or with the card that it shows. Whose passkey or card that is, the site says.
 * @param list the trust list: without it nothing is believed that was signed with a card.
 */
export async function verifyConsent({ document, words, signature }: ConsentProof, list?: TrustList): Promise<boolean> {
  if (document.words !== hashOf(words) || !signature) return false;
  if (signature.kind === 'wallet') return list !== undefined && isSignedWith(signature, { document, words }, list);
  return signature.origin === document.site && verifyPasskeySignature(signature, challengeOf(document));
}

/** What was signed is just what document and words make; no more is free in it than which card it asks for. */
function isSignedWith(
  signed: SignedTransaction,
  consent: Pick<ConsentProof, 'document' | 'words'>,
  list: TrustList,
): boolean {
  const card = cardOf(signed);
  return transactionOf(consent, card) === signed.transaction && isSignedTransaction(list, signed);
}

/** The id of the query for the card that signed; empty for what is no transaction. */
export const cardOf = ({ transaction }: SignedTransaction): string =>
  readTransaction(transaction)?.data.credential_ids[0] ?? '';
