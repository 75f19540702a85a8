import {
  type About,
  type Card,
  type CardAct,
  cardActs,
  cardsOf,
  type Decider,
  type MayHave,
  mayHave,
  possibleCards,
} from '../../../credentials/index.ts';
import { findPeople } from '../../../identity/index.ts';
import { AppError } from '../../../kernel/index.ts';
import type { CredentialType, Government } from '../../../pack/index.ts';
import { namesOf, type Reader, relatedPeople } from '../../../registry/index.ts';
import { type Whereabouts, whereaboutsOf } from '../../cards/devices.ts';
import { lineOf } from '../../cards/line.ts';
import { typesOfOffice } from '../../cards/office.ts';
import { CARDS } from '../../cards/words.ts';
import type { PageCall } from '../../site.ts';
import { CARD_OFFICE } from './words.ts';

/** An officer as they decide about cards. */
export type Officer = Extract<Decider, { kind: 'officer' }>;

/** A request of an officer. */
export type OfficerCall = PageCall & { caller: Omit<Officer, 'kind'> };

/** A card of the office's that somebody has, or could have. */
export interface OfficeCard {
  type: CredentialType;
  about: About;
  right: MayHave | undefined;
  card: Card | undefined;
  /** What tells it from its like, where it is not about its holder. */
  line: string | undefined;
  /** Oldest first. */
  acts: readonly CardAct[];
}

/** Who stands at the counter, with what this office decides about. */
export interface AtCounter {
  person: string;
  name: string;
  cards: readonly OfficeCard[];
  where: Whereabouts;
}

/** The officer of a request. @throws AppError `forbidden` for one who decides about no cards. */
export function officerIn(gov: Government, { caller: { person, agency, role } }: OfficerCall): Officer {
  const officer = { kind: 'officer', person, agency, role } as const;
  if (typesOfOffice(gov, officer).length === 0) throw new AppError('forbidden', CARD_OFFICE.notYours);
  return officer;
}

/** Who has a national number. @throws AppError `not-found`. */
export async function personWith(gov: Government, number: string): Promise<string> {
  const plain = number.normalize('NFKC').trim().toUpperCase();
  const person = (await findPeople(gov.db, [plain])).get(plain);
  if (!person) throw new AppError('not-found', CARD_OFFICE.nobody);
  return person;
}

/**
 * What an office sees of somebody: their name and the cards that it decides about. They see that this officer looked.
 * @throws AppError `forbidden` for the officer's own family.
 */
export async function seenBy(gov: Government, officer: Officer, person: string): Promise<AtCounter> {
  const family = await relatedPeople(gov.db, gov, officer.person);
  if (family.has(person)) throw new AppError('forbidden', CARD_OFFICE.family);
  const reader: Reader = { kind: 'officer', person: officer.person, agency: officer.agency };
  const types = new Set(typesOfOffice(gov, officer).map(({ id }) => id));
  const held = (await cardsOf(gov.db, person)).filter(({ type, state }) => types.has(type) && state !== 'revoked');
  const possible = (await possibleCards(gov.db, gov, person)).filter(({ type }) => types.has(type.id));
  const cards: OfficeCard[] = [];
  // One after another: each looks into registers, and nobody waits for more than a few.
  for (const { type, about } of possible) {
    const card = held.find((one) => one.type === type.id && one.subject === about.subject && one.key === about.key);
    const right = await mayHave(gov.db, gov, { person, type, about, reader });
    cards.push({
      type,
      about,
      right,
      card,
      line: lineOf(type, right.claims),
      acts: card ? await cardActs(gov.db, card) : [],
    });
  }
  for (const card of held) {
    if (cards.some((one) => one.card?.id === card.id)) continue;
    const type = gov.pack.credentials.get(card.type)!;
    cards.push({ type, about: card, right: undefined, card, line: undefined, acts: await cardActs(gov.db, card) });
  }
  const [names, where] = await Promise.all([
    namesOf(gov.db, gov, { reader, purpose: { text: CARD_OFFICE.purpose }, people: [person] }),
    whereaboutsOf(gov, held),
  ]);
  return { person, name: names.get(person) ?? '—', cards, where };
}

/**
 * Somebody's card of this office.
 * @throws AppError `not-found` for any other, as for one that there is not.
 */
export async function cardOfOffice(
  gov: Government,
  officer: Officer,
  { person, card: id }: { person: string; card: string },
): Promise<Card> {
  const types = typesOfOffice(gov, officer);
  const card = (await cardsOf(gov.db, person)).find((one) => one.id === id.toLowerCase());
  if (!card || !types.some((type) => type.id === card.type)) throw new AppError('not-found', CARDS.notThere);
  return card;
}
