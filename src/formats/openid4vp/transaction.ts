import { toBase64Url } from '../bytes.ts';
import { isObject, readJson } from '../jose/json.ts';
import { HASH } from '../sdjwt/model.ts';

/*
 * What a holder signs besides with the key of a card that they show (OpenID4VP 1.0 sections 5.1 and 8.4, appendix B.3.3).
 * One kind is known: consent to have data sent. It brings its very words, so that what is signed is what the wallet shows.
 */

/** The kind of transaction that is a consent; another number where its members are others. */
export const CONSENT_TRANSACTION = 'urn:madang:transaction:consent:1';

/** The very words of a consent, in their order. */
export interface TransactionWords {
  title: string;
  rows: readonly { label: string; lines: readonly string[] }[];
  notes: readonly string[];
}

/** A consent to be signed. The names are those on the wire. */
export interface ConsentTransaction {
  type: typeof CONSENT_TRANSACTION;
  /** The credential queries with whose card it may be signed. */
  credential_ids: readonly string[];
  transaction_data_hashes_alg?: readonly string[];
  /** Ids of the consent, and of the purpose that it is for. */
  consent: string;
  template: string;
  /** Who asks for the data, by name. */
  recipient: string;
  /** SHA-256 of the consent's document in base64url: the challenge that a passkey would sign. */
  document: string;
  /** In which language the words are. */
  locale: 'zh-Hant' | 'ko' | 'en';
  words: TransactionWords;
}

/** A transaction as it stands in a request, whose characters are hashed, and what it says. */
export interface Transaction {
  text: string;
  data: ConsentTransaction;
}

const MOST_CHARACTERS = 65_536;
const encoder = new TextEncoder();

/** Writes a consent to be signed, for `transaction_data`: the same always gives the same text, however its members lie. */
export function consentTransaction(made: Omit<ConsentTransaction, 'type' | 'transaction_data_hashes_alg'>): string {
  const { credential_ids, consent, template, recipient, document, locale, words } = made;
  const rows = words.rows.map(({ label, lines }) => ({ label, lines }));
  const data: ConsentTransaction = {
    ...{ type: CONSENT_TRANSACTION, credential_ids, transaction_data_hashes_alg: [HASH] },
    ...{ consent, template, recipient, document, locale },
    words: { title: words.title, rows, notes: words.notes },
  };
  return toBase64Url(encoder.encode(JSON.stringify(data)));
}

/** The JSON object of a text of `transaction_data`; undefined for what is none. */
export function transactionObject(text: unknown): Record<string, unknown> | undefined {
  if (typeof text !== 'string' || text.length > MOST_CHARACTERS) return undefined;
  const ascii = encoder.encode(text);
  const { value } = readJson(ascii, 0, ascii.length);
  return isObject(value) ? value : undefined;
}

/** Whether the members of a transaction are all that its kind has, and nothing else (section 8.5). */
export function isConsentTransaction(data: Record<string, unknown>): boolean {
  const { type, transaction_data_hashes_alg: algs = [HASH], ...rest } = data;
  const names = Object.keys(MEMBERS) as (keyof typeof MEMBERS)[];
  const isWhole = names.every((name) => MEMBERS[name](rest[name])) && Object.keys(rest).length === names.length;
  return type === CONSENT_TRANSACTION && isTexts(algs) && isWhole;
}

/** Reads a consent to be signed; undefined for what is none. */
export function readTransaction(text: string): Transaction | undefined {
  const data = transactionObject(text);
  return data && isConsentTransaction(data) ? { text, data: data as unknown as ConsentTransaction } : undefined;
}

/** No signs that move others about, by which a page shows something else than it has. */
const isLine = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && !/(?!\n)\p{Cc}|[\u2028-\u202e\u2066-\u2069]/u.test(value);
const isLines = (value: unknown): value is string[] => Array.isArray(value) && value.every(isLine);
const isTexts = (value: unknown) => isLines(value) && value.length > 0;

const MEMBERS: Readonly<
  Record<Exclude<keyof ConsentTransaction, 'type' | 'transaction_data_hashes_alg'>, (value: unknown) => boolean>
> = {
  credential_ids: isTexts,
  consent: (value) => isLine(value) && /^[0-9a-f-]{36}$/.test(value),
  template: isLine,
  recipient: isLine,
  document: (value) => isLine(value) && /^[\w-]{43}$/.test(value),
  locale: (value) => ['zh-Hant', 'ko', 'en'].includes(value as string),
  words(value) {
    if (!isObject(value)) return false;
    const { title, rows, notes, ...more } = value;
    return isLine(title) && Array.isArray(rows) && rows.every(isRow) && isLines(notes) && isNothing(more);
  },
};

function isRow(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { label, lines, ...more } = value;
  return isLine(label) && isTexts(lines) && isNothing(more);
}

const isNothing = (rest: object): boolean => Object.keys(rest).length === 0;
