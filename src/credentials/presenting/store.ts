import type { Query } from '../../formats/index.ts';
import { type Db, first, json, run, sql } from '../../kernel/index.ts';
import { KEPT_MS, type KeptCard } from './model.ts';

/** A presentation as it is kept. */
export interface PresentationRow {
  id: string;
  party: string;
  use: string;
  person: string | null;
  query: Query;
  /** What is to be signed, as it stands in the request. */
  transaction: string | null;
  opener: Buffer;
  certificate: string;
  nonce: string;
  wireState: string;
  answerKey: Buffer | null;
  sealedBy: string | null;
  origin: string | null;
  returnTo: string | null;
  walletNonce: string | null;
  fetchedAt: Date | null;
  stage: 'waiting' | 'answered' | 'refused' | 'false';
  why: string | null;
  code: Buffer | null;
  shown: KeptCard[] | null;
  openedAt: Date;
  expiresAt: Date;
  answeredAt: Date | null;
  finishedAt: Date | null;
}

const ROW = sql`id, party, use, person, query, transaction_data as "transaction", opener, certificate, nonce, wire_state as "wireState",
  answer_key as "answerKey", sealed_by as "sealedBy", origin, return_to as "returnTo", wallet_nonce as "walletNonce",
  fetched_at as "fetchedAt", stage, why, code, shown, opened_at as "openedAt", expires_at as "expiresAt",
  answered_at as "answeredAt", finished_at as "finishedAt"`;

/** One by its id. */
export const presentationById = (db: Db, id: string): Promise<PresentationRow | undefined> =>
  first(db, sql<PresentationRow>`select ${ROW} from credentials.presentation where id = ${id}`);

/** The same, which nobody else changes until the transaction ends. */
export const lockPresentation = (tx: Db, id: string): Promise<PresentationRow | undefined> =>
  first(tx, sql<PresentationRow>`select ${ROW} from credentials.presentation where id = ${id} for update`);

/** What is known of one from the first. */
export type NewPresentation = Pick<
  PresentationRow,
  | 'id'
  | 'party'
  | 'use'
  | 'person'
  | 'query'
  | 'transaction'
  | 'opener'
  | 'certificate'
  | 'nonce'
  | 'wireState'
  | 'answerKey'
  | 'sealedBy'
  | 'origin'
  | 'returnTo'
  | 'fetchedAt'
  | 'openedAt'
  | 'expiresAt'
>;

/** Writes down that it was asked for. */
export async function insertPresentation(tx: Db, one: NewPresentation): Promise<void> {
  await run(
    tx,
    sql`insert into credentials.presentation (id, party, use, person, query, transaction_data, opener, certificate,
        nonce, wire_state, answer_key, sealed_by, origin, return_to, fetched_at, stage, opened_at, expires_at)
      values (${one.id}, ${one.party}, ${one.use}, ${one.person}, ${json(one.query)}, ${one.transaction}, ${one.opener}, ${one.certificate},
        ${one.nonce}, ${one.wireState}, ${one.answerKey}, ${one.sealedBy}, ${one.origin}, ${one.returnTo},
        ${one.fetchedAt}, 'waiting', ${one.openedAt}, ${one.expiresAt})`,
  );
}

/** Writes down that a wallet has its request. */
export async function setFetched(tx: Db, id: string, walletNonce: string | undefined, at: Date): Promise<void> {
  await run(
    tx,
    sql`update credentials.presentation set fetched_at = ${at}, wallet_nonce = ${walletNonce ?? null} where id = ${id}`,
  );
}

/** How a presentation was answered. */
export interface Ending {
  stage: 'answered' | 'refused' | 'false';
  why?: string;
  shown?: readonly KeptCard[];
  /** Hash of the response code. */
  code?: Buffer;
}

/** Ends the waiting. The key of the answer is of no use any more, and goes. */
export async function setEnded(tx: Db, id: string, { stage, why, shown, code }: Ending, at: Date): Promise<void> {
  await run(
    tx,
    sql`update credentials.presentation set stage = ${stage}, why = ${why ?? null},
        shown = ${shown ? json(shown) : sql`null`}, code = ${code ?? null}, answered_at = ${at}, answer_key = null,
        sealed_by = null
      where id = ${id}`,
  );
}

/** Writes down that what was shown was handed out, and forgets it. */
export async function setFinished(tx: Db, id: string, at: Date): Promise<void> {
  await run(
    tx,
    sql`update credentials.presentation set finished_at = ${at}, shown = null, code = null where id = ${id}`,
  );
}

/** A whole presentation is gone after so long. */
const GONE_MS = 3_600_000;

/** Forgets what was shown and not fetched, keys of answers that did not come, and presentations of long ago. */
export async function forgetPresentations(db: Db, now: Date): Promise<void> {
  const before = (ms: number) => new Date(now.getTime() - ms);
  await run(
    db,
    sql`update credentials.presentation set shown = null, answer_key = null, sealed_by = null, code = null
      where (shown is not null and answered_at <= ${before(KEPT_MS)})
        or (answer_key is not null and expires_at <= ${now})`,
  );
  await run(db, sql`delete from credentials.presentation where expires_at <= ${before(GONE_MS)}`);
}
