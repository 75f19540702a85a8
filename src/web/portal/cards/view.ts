import {
  type About,
  type Card,
  cardRefusal,
  cardsOf,
  type MayHave,
  mayHave,
  possibleCards,
} from '../../../credentials/index.ts';
import { AppError, type Locale } from '../../../kernel/index.ts';
import { type CredentialType, type ExplainedClause, explainDecision, type Government } from '../../../pack/index.ts';
import { type Whereabouts, whereaboutsOf } from '../../cards/devices.ts';
import { faceLine, lineOf } from '../../cards/line.ts';
import { CARDS } from '../../cards/words.ts';

/** What somebody has, or could have, a card of, with what the law says of it now. */
export interface Own {
  type: CredentialType;
  about: About;
  /** Undefined where the record that it speaks of no longer names them. */
  right: MayHave | undefined;
  /** The one that is in force. */
  card: Card | undefined;
  /** Whom or what it is about, in a few words, where that is not its holder. */
  line: string | undefined;
  /** What stands on its face. */
  face: string | undefined;
}

/** All that the page of somebody's cards shows. */
export interface MyCards {
  own: readonly Own[];
  /** Those that are over, newest first. */
  past: readonly Card[];
  where: Whereabouts;
}

/** A card of somebody's own, or one that they could have: read as themself, so that looking at it is no disclosure. */
export async function ownOf(
  gov: Government,
  person: string,
  type: CredentialType,
  about: About,
): Promise<Omit<Own, 'card'>> {
  const right = await rightTo(gov, person, type, about);
  return { type, about, right, line: right && lineOf(type, right.claims), face: right && faceLine(type, right.claims) };
}

async function rightTo(
  gov: Government,
  person: string,
  type: CredentialType,
  about: About,
): Promise<MayHave | undefined> {
  try {
    return await mayHave(gov.db, gov, { person, type, about, reader: { kind: 'self', person } });
  } catch (error) {
    if (cardRefusal(error) === 'may-not') return undefined;
    throw error;
  }
}

/** All cards of a person, and all that they could have. */
export async function myCards(gov: Government, person: string): Promise<MyCards> {
  const cards = await cardsOf(gov.db, person);
  const current = cards.filter(({ state }) => state !== 'revoked');
  const own: Own[] = [];
  // One after another: each looks into registers, and nobody waits for more than a few.
  for (const { type, about } of await possibleCards(gov.db, gov, person)) {
    const card = current.find((one) => isOf(one, type, about));
    own.push({ ...(await ownOf(gov, person, type, about)), card });
  }
  for (const card of current) {
    const type = gov.pack.credentials.get(card.type);
    if (!type || own.some((one) => one.card?.id === card.id)) continue;
    own.push({ type, about: card, right: undefined, card, line: undefined, face: undefined });
  }
  const past = cards.filter(({ state, type }) => state === 'revoked' && gov.pack.credentials.has(type));
  return { own, past, where: await whereaboutsOf(gov, current) };
}

const isOf = (card: Card, type: CredentialType, { subject, key }: About): boolean =>
  card.type === type.id && card.subject === subject && card.key === key;

/** What the law says of it, clause by clause and in words. */
export const clausesOf = (
  { pack }: Government,
  { type, right }: Pick<Own, 'type' | 'right'>,
  locale: Locale,
): readonly ExplainedClause[] =>
  right ? explainDecision(pack, type.eligibility, right.trace, locale, right.day).clauses : [];

/**
 * The type that is asked for.
 * @throws AppError `not-found`.
 */
export function typeWanted({ pack }: Government, { type }: { type: string }): CredentialType {
  const found = pack.credentials.get(type);
  if (!found) throw new AppError('not-found', CARDS.notThere);
  return found;
}
