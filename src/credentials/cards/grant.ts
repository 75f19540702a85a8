import { type Db, uuidv7 } from '../../kernel/index.ts';
import type { CredentialType, Government } from '../../pack/index.ts';
import { credentialType, mattersOf, mayHave, ofHolder } from './may-have.ts';
import { type About, type Card, DAY_MS, type Decider, endOfLife } from './model.ts';
import { refused } from './refusals.ts';
import { cardInForce, insertCard, recordCardAct } from './store.ts';

/** How often it is looked at whether somebody still may have a card. */
export const CHECK_EVERY_MS = DAY_MS;

/** Whom a card is for, and of what. */
export interface GrantRequest {
  person: string;
  type: string;
  /** The record that names them, where the credential is not about its holder. */
  about?: About;
  /** Who decided; the system unless stated, which goes by the rule alone. */
  by?: Decider;
}

/**
 * Grants somebody a card, if the rule says that they may have it: an act of the public log. Where they have it already,
 * that one is returned and nothing is done.
 * @throws AppError `not-found` for a type that there is not, `forbidden` for who may not have it.
 */
export async function grantCard(tx: Db, gov: Government, request: GrantRequest): Promise<Card> {
  const { person, by = { kind: 'system' } } = request;
  const type = credentialType(gov, request.type);
  const about = request.about ?? ofHolder(person);
  const like = { person, type: type.id, subject: about.subject, key: about.key };
  const existing = await cardInForce(tx, like);
  if (existing) return existing;
  const found = await mayHave(tx, gov, { person, type, about });
  if (found.state !== 'yes') throw refused('may-not');
  const at = gov.clock.now();
  const endsAt = endOfLife(at, type);
  const given = { ...like, id: uuidv7(at), agency: type.agency, grantedAt: at, endsAt };
  const card = await insertCard(tx, given, new Date(at.getTime() + CHECK_EVERY_MS));
  // Another request was faster: its card is there, since this one waited for it.
  if (!card) return (await cardInForce(tx, like))!;
  await recordCardAct(tx, gov, card, { kind: 'granted', by, details: { until: endsAt.toISOString() } });
  return card;
}

/** What somebody could have a card of. */
export interface Possible {
  type: CredentialType;
  about: About;
}

/** All cards that are for somebody by what they speak of, whether or not the rule lets them have each. */
export async function possibleCards(db: Db, gov: Government, person: string): Promise<Possible[]> {
  const all = [...gov.pack.credentials.values()].map(async (type) =>
    (await mattersOf(db, gov, person, type)).map((about): Possible => ({ type, about })),
  );
  return (await Promise.all(all)).flat();
}
