import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import { all, type Db, first, randomSecret, run, sha256, sql, uuidv7 } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { asOffice } from '../cards/change.ts';
import { type About, credentialType, type Decider, mayHave, ofHolder } from '../cards/index.ts';
import { refused } from '../cards/refusals.ts';
import { issOf, originOf } from '../issuers/index.ts';
import { hashOf } from './adapter.ts';
import { secretFor } from './secrets.ts';

/** What is offered to somebody's wallet. */
export interface OfferRequest {
  person: string;
  type: string;
  /** The record that names them, where the credential is not about its holder. */
  about?: About;
  by: Decider;
  /** Whether whoever takes it must know a code that is not in it: yes unless stated. */
  transactionCode?: boolean;
}

/** A credential offer, as it is handed over once. */
export interface CardOffer {
  id: string;
  /** For a QR code: any wallet takes it (OpenID4VCI section 4.1.3). */
  uri: string;
  /** Our own wallet, with the offer where no server learns of it. */
  link: string;
  /** Six digits, to be shown beside it or told apart from it; nobody can read them again. */
  code?: string;
  expiresAt: Date;
}

/** An offer, as its person sees it later. */
export interface OfferSeen {
  id: string;
  type: string;
  about: About;
  state: 'open' | 'taken' | 'lapsed' | 'cancelled';
  expiresAt: Date;
}

/** For so long an offer can be taken, in milliseconds: it is shown on a screen beside the phone. */
export const OFFER_LIFE = 30 * 60_000;

/** So many wrong codes end an offer. */
export const MOST_TRIES = 3;

/** Six digits (OpenID4VCI section 4.1.1). */
export const TRANSACTION_CODE = { input_mode: 'numeric', length: 6 } as const;

/**
 * Offers somebody a card. It is granted when a wallet fetches it, so that an offer nobody takes is nothing.
 * @throws AppError `not-found` for a type that there is not; `forbidden` where by law they may not have it, or an officer
 * has not its office or is family.
 */
export async function offerCard(tx: Db, gov: Government, request: OfferRequest): Promise<CardOffer> {
  const { person, by, transactionCode = true } = request;
  const type = credentialType(gov, request.type);
  const about = request.about ?? ofHolder(person);
  if (by.kind === 'officer') await asOffice(tx, gov, { type: type.id, person, subject: about.subject }, by);
  if ((await mayHave(tx, gov, { person, type, about })).state === 'no') throw refused('may-not');
  return insertOffer(tx, gov, {
    person,
    kind: 'card',
    card: { type: type.id, agency: type.agency, about },
    by,
    transactionCode,
  });
}

/** Offers somebody to move all their cards to the wallet that takes it: another of their wallets asks for it. */
export const offerMove = (tx: Db, gov: Government, person: string, agency: string): Promise<CardOffer> =>
  insertOffer(tx, gov, { person, kind: 'move', agency, by: { kind: 'holder' }, transactionCode: true });

type NewOffer = { person: string; by: Decider; transactionCode: boolean } & (
  | { kind: 'card'; card: { type: string; agency: string; about: About } }
  | { kind: 'move'; agency: string }
);

async function insertOffer(tx: Db, gov: Government, offer: NewOffer): Promise<CardOffer> {
  const at = gov.clock.now();
  const [id, reference, expiresAt] = [uuidv7(at), randomSecret(), new Date(at.getTime() + OFFER_LIFE)];
  const code = offer.transactionCode ? String(randomInt(1_000_000)).padStart(6, '0') : undefined;
  const card = offer.kind === 'card' ? offer.card : undefined;
  const { by } = offer;
  await run(
    tx,
    sql`insert into credentials.offer (person, id, kind, type, subject, key, by_kind, officer, reference, code, state,
        transaction_code, made_at, expires_at)
      values (${offer.person}, ${id}, ${offer.kind}, ${card?.type ?? null}, ${card?.about.subject ?? null},
        ${card?.about.key ?? null}, ${by.kind}, ${by.kind === 'officer' ? by.person : null}, ${hashOf(reference)},
        ${hashOf(codeOf(reference))}, ${hashOf(stateOf(reference))},
        ${code === undefined ? null : await hashOfCode(gov, id, code)}, ${at}, ${expiresAt})`,
  );
  const agency = offer.kind === 'card' ? offer.card.agency : offer.agency;
  const query = new URLSearchParams({ credential_offer_uri: `${issOf(gov, agency)}/offers/${reference}` });
  return {
    id,
    uri: `openid-credential-offer://?${query}`,
    link: `${originOf(gov)}/wallet#offer?${query}`,
    ...(code !== undefined && { code }),
    expiresAt,
  };
}

/** What an offer's document holds is drawn from where it is, and only of that the hash is kept. */
export const codeOf = (reference: string): string => sha256(`code ${reference}`).toString('base64url');
/** The `issuer_state` of an offer. */
export const stateOf = (reference: string): string => sha256(`state ${reference}`).toString('base64url');

/** A million codes are soon tried: without the key of the installation a hash of one tells nothing. */
async function hashOfCode(gov: Pick<Government, 'config'>, offer: string, code: string): Promise<Buffer> {
  return createHmac('sha256', await secretFor(gov, 'transaction-code'))
    .update(`${offer} ${code}`)
    .digest();
}

/** Whether it is the transaction code of an offer. */
export async function isTransactionCode(
  gov: Pick<Government, 'config'>,
  { id, transactionCode }: { id: string; transactionCode: Buffer },
  code: string,
): Promise<boolean> {
  return timingSafeEqual(transactionCode, await hashOfCode(gov, id, code));
}

/** An offer that can still be taken. */
export interface OpenOffer {
  person: string;
  id: string;
  kind: 'card' | 'move';
  type: string | null;
  subject: string | null;
  key: string | null;
  byKind: Decider['kind'];
  officer: string | null;
  transactionCode: Buffer | null;
  tries: number;
}

/** The offer that something opens: where it is, its code, or its state. With `lock`, until the transaction ends. */
export function openOffer(
  db: Db,
  { clock }: Pick<Government, 'clock'>,
  by: 'reference' | 'code' | 'state',
  secret: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<OpenOffer | undefined> {
  return first(
    db,
    sql<OpenOffer>`select person, id, kind, type, subject, key, by_kind as "byKind", officer,
        transaction_code as "transactionCode", tries from credentials.offer
      where ${sql.ref(by)} = ${hashOf(secret)} and taken_at is null and cancelled_at is null
        and expires_at > ${clock.now()} and tries < ${MOST_TRIES} ${lock ? sql`for update` : sql``}`,
  );
}

/** Changes an offer that the caller has locked: it is taken, or a wrong code was tried. */
export async function noteOffer(
  tx: Db,
  { clock }: Pick<Government, 'clock'>,
  { person, id }: Pick<OpenOffer, 'person' | 'id'>,
  what: 'taken' | 'tried',
): Promise<void> {
  const change = what === 'taken' ? sql`taken_at = ${clock.now()}` : sql`tries = tries + 1`;
  await run(tx, sql`update credentials.offer set ${change} where person = ${person} and id = ${id}`);
}

/** The offers of cards to somebody, newest first. */
export async function offersOf(db: Db, { clock }: Pick<Government, 'clock'>, person: string): Promise<OfferSeen[]> {
  const rows = await all(
    db,
    sql<Omit<OfferSeen, 'about'> & About>`select id, type, subject, key, expires_at as "expiresAt",
        case when taken_at is not null then 'taken' when cancelled_at is not null then 'cancelled'
          when expires_at <= ${clock.now()} or tries >= ${MOST_TRIES} then 'lapsed' else 'open' end as state
      from credentials.offer where person = ${person} and kind = 'card' order by id desc`,
  );
  return rows.map(({ subject, key, ...seen }) => ({ ...seen, about: { subject, key } }));
}

/** Withdraws an offer; nothing for one that is over. */
export async function cancelOffer(
  tx: Db,
  { clock }: Pick<Government, 'clock'>,
  { person, offer }: { person: string; offer: string },
): Promise<void> {
  await run(
    tx,
    sql`update credentials.offer set cancelled_at = ${clock.now()}
      where person = ${person} and id = ${offer} and taken_at is null and cancelled_at is null`,
  );
}
