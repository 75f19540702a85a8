import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import {
  type OpenedPresentation,
  openPresentation,
  originOf,
  type ShownCard,
  SIGNING,
} from '../../credentials/index.ts';
import { readTransaction } from '../../formats/index.ts';
import { signByPasskey } from '../../identity/index.ts';
import { type Db, type Locale, say } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import {
  type ConsentDocument,
  type ConsentSignature,
  cardOf,
  challengeOf,
  documentOf,
  transactionOf,
} from './document.ts';
import { type Draft, type DraftId, openDraft } from './drafts.ts';
import type { Consent } from './model.ts';
import { refused } from './refusals.ts';
import { type ConsentWords, consentWords } from './shown.ts';

/** What is to be signed of a draft in a language: the words as they are shown, and the document over them. */
export interface ToSign {
  words: ConsentWords;
  document: ConsentDocument;
  /** SHA-256 of the document, base64url. */
  challenge: string;
}

/** What is to be signed of a draft. The same draft, choice and language give the same, so that nothing is kept of it. */
export function toSign(gov: Government, draft: Draft, locale: Locale, site: string = originOf(gov)): ToSign {
  const { id, person: by, subject: person, template, from, until, nonce } = draft;
  const choice = draft.chosen ?? draft.wish;
  const words = consentWords(gov, template, { ...choice, from, until, forAnother: person !== by }, locale);
  const often = oftenOf(draft);
  const document = documentOf(
    { consent: id, site, person, by, template: template.id, ...choice, often, from, until, locale, nonce },
    words,
  );
  return { words, document, challenge: challengeOf(document) };
}

const oftenOf = ({ template: { data } }: Draft): Consent['often'] => (data.often === 'once' ? 'once' : data.often.each);

/** A draft that is agreed to. */
export type Giving = DraftId & {
  /** The language of the page that was signed. */
  locale: Locale;
  /** The site's own origin, where another than the installation's. */
  site?: string;
} & (PasskeyGiving | CardGiving);

interface PasskeyGiving {
  /** What the authenticator answered to the challenge of `toSign`. */
  credential: AuthenticationResponseJSON;
}

interface CardGiving {
  /** The card of the person with which a wallet signed, as `finishPresentation` has handed it out. */
  card: ShownCard;
}

/**
 * The signature by which a draft is agreed to, verified.
 * @throws AppError `forbidden` for what was not signed by a passkey of the person, or with their card over what is to be signed
 *   now.
 */
export async function signatureOf(
  tx: Db,
  gov: Government,
  giving: Giving,
  { words, document, challenge }: ToSign,
): Promise<ConsentSignature> {
  const { person, locale, site = originOf(gov) } = giving;
  if ('card' in giving) {
    const { signed, holder } = giving.card;
    // What is chosen may have changed since the wallet was asked.
    const isThis = signed && transactionOf({ document, words }, cardOf(signed)) === signed.transaction;
    if (!isThis || holder?.person !== person) throw refused('other-signed');
    return { kind: 'wallet', ...signed };
  }
  const party = { name: say(gov.pack.title, locale), origin: site };
  const { credential } = giving;
  const signature = await signByPasskey(tx, party, { person, challenge, credential }, gov.clock.now());
  return { kind: 'passkey', ...signature };
}

/** Which draft was signed with a card, and in which language; undefined where nothing was. */
export function draftSignedWith({ signed }: ShownCard): { draft: string; locale: Locale } | undefined {
  const data = signed && readTransaction(signed.transaction)?.data;
  return data && { draft: data.consent, locale: data.locale };
}

/** Whether people may sign with their card here: whether the pack has a use of it for that. */
export const walletMaySign = ({ pack }: Pick<Government, 'pack'>): boolean =>
  pack.relyingParties.get(SIGNING.party)?.uses.has(SIGNING.use) ?? false;

/**
 * Asks a person's wallet to sign a draft with their identity card.
 * @param returnTo where the wallet of the same device goes when it has answered.
 * @throws AppError `not-found` for a draft that is over.
 */
export async function askWalletToSign(
  tx: Db,
  gov: Government,
  { locale, site = originOf(gov), returnTo, ...id }: DraftId & { locale: Locale; site?: string; returnTo?: string },
): Promise<OpenedPresentation> {
  const draft = await openDraft(tx, gov, id);
  const signing = toSign(gov, draft, locale, site);
  return openPresentation(tx, gov, {
    ...{ ...SIGNING, person: id.person, ...(returnTo !== undefined && { returnTo }) },
    sign: (card) => transactionOf(signing, card),
  });
}
