import type { ClaimPath, Party } from '../../../../formats/index.ts';
import type { Text } from '../../../../kernel/index.ts';
import type { HeldCard, Shown, ShownClaim } from '../model.ts';
import type { Told } from './answer.ts';
import { claimsAt } from './held.ts';
import type { Part } from './question.ts';

/*
 * What is kept of a request, on this device and nowhere else: who asked, for what, and what they got.
 */

type Kept = Omit<Shown, 'id' | 'at'>;

/** Paths of one card. */
export interface PathsOf {
  part: Part;
  paths: readonly ClaimPath[];
}

/** Of a request that was answered, refused or could not be answered. */
export function recordOf(
  party: Party,
  given: readonly Told[],
  refused: readonly PathsOf[],
  came: Pick<Kept, 'outcome' | 'signed' | 'why'>,
): Kept {
  const [told, kept] = [claimsOf(given), claimsOf(refused)];
  const cards = new Map([...given, ...refused].map(({ part: { card } }) => [card.id, titleOf(card)]));
  return {
    party: { id: party.id, name: party.name },
    purpose: party.purpose,
    ...(party.law.length > 0 && { law: joined(party.law) }),
    cards: [...cards.values()],
    ...{ asked: [...told, ...kept], given: told, refused: kept },
    ...came,
  };
}

/** Of a request that the wallet did not answer by itself. @param clientId for who asks, where nobody vouches for their name. */
export const recordOfStop = (party: Party | undefined, clientId: string, why: string): Kept => ({
  party: party ? { id: party.id, name: party.name } : { id: clientId, name: everywhere(clientId) },
  ...(party && { purpose: party.purpose }),
  ...{ cards: [], asked: [], given: [], refused: [] },
  ...{ outcome: 'failed', why },
});

const claimsOf = (all: readonly PathsOf[]): ShownClaim[] =>
  all.flatMap(({ part: { card, format }, paths }) =>
    card.claims
      .filter((claim) => paths.some((path) => claimsAt(card, format, path).includes(claim)))
      .map(({ key, title }) => ({ card: card.id, key, title })),
  );

const titleOf = ({ id, title }: HeldCard) => ({ id, title });

const joined = (laws: Party['law']): Text => ({
  'zh-Hant': laws.map((law) => law['zh-Hant']).join('、'),
  ko: laws.map(({ ko }) => ko).join(', '),
  en: laws.map(({ en }) => en).join(', '),
});

/** What is the same in every language. */
const everywhere = (text: string): Text => ({ 'zh-Hant': text, ko: text, en: text });
