import { all, type Db, first, json, run, sql, uuidv7 } from '../../kernel/index.ts';
import { commitAct } from '../../log/index.ts';
import type { Government } from '../../pack/index.ts';
import type { Card, CardAct, CardActKind, CardId, Decider } from './model.ts';
import { refused } from './refusals.ts';

const CARD = sql`person, id, type, agency, subject, key, state, suspended_by as "suspendedBy", granted_at as "grantedAt",
  ends_at as "endsAt"`;

/** The cards of a person, newest first, those that are over too. */
export const cardsOf = (db: Db, person: string): Promise<Card[]> =>
  all(db, sql<Card>`select ${CARD} from credentials.card where person = ${person} order by id desc`);

/** One card of a person; undefined where they have no such one. */
export const cardById = (db: Db, { person, id }: CardId): Promise<Card | undefined> =>
  first(db, sql<Card>`select ${CARD} from credentials.card where person = ${person} and id = ${id}`);

/**
 * A card that is about to change, locked until the transaction ends.
 * @throws AppError `not-found`.
 */
export async function lockCard(tx: Db, { person, id }: CardId): Promise<Card> {
  const card = await first(
    tx,
    sql<Card>`select ${CARD} from credentials.card where person = ${person} and id = ${id} for update`,
  );
  if (!card) throw refused('no-card');
  return card;
}

/** Those in force that an office answers for, newest first. @param after the last card of the page before. */
export const cardsOfAgency = (
  db: Db,
  agency: string,
  { type, limit, after }: { type: string; limit: number; after?: string },
): Promise<Card[]> =>
  all(
    db,
    sql<Card>`select ${CARD} from credentials.card
      where agency = ${agency} and type = ${type} and (${after ?? null}::uuid is null or id < ${after ?? null}::uuid)
      order by id desc limit ${limit}`,
  );

/** A new card, unless its like is in force. */
export const insertCard = (
  tx: Db,
  card: Omit<Card, 'state' | 'suspendedBy'>,
  checkAt: Date,
): Promise<Card | undefined> =>
  first(
    tx,
    sql<Card>`insert into credentials.card (person, id, type, agency, subject, key, state, granted_at, ends_at, check_at)
      values (${card.person}, ${card.id}, ${card.type}, ${card.agency}, ${card.subject}, ${card.key}, 'valid',
        ${card.grantedAt}, ${card.endsAt}, ${checkAt})
      on conflict (person, type, subject, key) where state <> 'revoked' do nothing returning ${CARD}`,
  );

/** The card of a person's that is in force, locked. */
export const cardInForce = (
  tx: Db,
  { person, type, subject, key }: Pick<Card, 'person' | 'type' | 'subject' | 'key'>,
): Promise<Card | undefined> =>
  first(
    tx,
    sql<Card>`select ${CARD} from credentials.card
      where person = ${person} and type = ${type} and subject = ${subject} and key = ${key} and state <> 'revoked'
      for update`,
  );

/** Puts a card into another state. */
export async function setState(
  tx: Db,
  { person, id }: CardId,
  state: Card['state'],
  suspendedBy: Card['suspendedBy'] = null,
): Promise<void> {
  await run(
    tx,
    sql`update credentials.card set state = ${state}, suspended_by = ${suspendedBy} where person = ${person} and id = ${id}`,
  );
}

/** An act to be kept; `details` is what it was, besides of which card, by whom and when. */
export interface NewCardAct {
  kind: CardActKind;
  by: Decider;
  details?: Record<string, unknown>;
}

/** Keeps an act, and in the same transaction its commitment in the public log. */
export async function recordCardAct(
  tx: Db,
  gov: Government,
  { person, id: card, type, agency }: Pick<Card, 'person' | 'id' | 'type' | 'agency'>,
  { kind, by, details = {} }: NewCardAct,
): Promise<void> {
  const at = gov.clock.now();
  const content = { card, type, kind, by: by.kind, at: at.toISOString(), ...details };
  const { entry, salt } = await commitAct(tx, gov.logOrigin, { kind: `card.${kind}`, agency, at, content });
  await run(
    tx,
    sql`insert into credentials.card_act (person, id, card, kind, by_kind, officer, content, at, entry, salt)
      values (${person}, ${uuidv7(at)}, ${card}, ${kind}, ${by.kind}, ${by.kind === 'officer' ? by.person : null},
        ${json(content)}, ${at}, ${entry}, ${salt})`,
  );
}

/** All that was done with a card, oldest first. */
export const cardActs = (db: Db, { person, id }: CardId): Promise<CardAct[]> =>
  all(
    db,
    sql<CardAct>`select id, card, kind, by_kind as "byKind", officer, content, at, entry from credentials.card_act
      where person = ${person} and card = ${id} order by id`,
  );
