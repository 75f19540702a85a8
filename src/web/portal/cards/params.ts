import { type Static, Type } from 'typebox';
import { type About, type Card, cardById, ofHolder } from '../../../credentials/index.ts';
import { AppError } from '../../../kernel/index.ts';
import type { CredentialType, Government } from '../../../pack/index.ts';
import { CARDS } from '../../cards/words.ts';
import type { PageCall } from '../../site.ts';

/** A request of a resident. */
export type ResidentCall = PageCall & { caller: { person: string } };

/** The card in an address. */
export const OfCard = Type.Object({ card: Type.String({ format: 'uuid' }) });

/** The device in an address. */
export const OfDevice = Type.Object({ wallet: Type.String({ format: 'uuid' }) });

/** What somebody would have a card of; without a record it is about themself. */
export const Wanted = Type.Object({
  type: Type.String({ maxLength: 60 }),
  subject: Type.Optional(Type.String({ format: 'uuid' })),
  key: Type.Optional(Type.String({ maxLength: 100 })),
});

/** The record that is wanted, of a type. */
export const aboutIn = ({ subject, key = '' }: Static<typeof Wanted>, person: string): About =>
  subject === undefined ? ofHolder(person) : { subject, key };

/** The members of a form or an address that say what is wanted; nothing where it is about whoever asks. */
export const wantedOf = (type: CredentialType, { subject, key }: About): Static<typeof Wanted> =>
  type.holder.kind === 'self' ? { type: type.id } : { type: type.id, subject, key };

/** The page of something that somebody could have. */
export const newHref = (type: CredentialType, about: About): string =>
  `/cards/new?${new URLSearchParams(wantedOf(type, about) as Record<string, string>)}`;

/**
 * Somebody's own card, whatever its state.
 * @throws AppError `not-found` for another's as for one that there is not, and for a type that the country no longer has.
 */
export async function ownCard(
  gov: Government,
  person: string,
  { card: id }: Static<typeof OfCard>,
): Promise<{ card: Card; type: CredentialType }> {
  const card = await cardById(gov.db, { person, id });
  const type = card && gov.pack.credentials.get(card.type);
  if (!card || !type) throw new AppError('not-found', CARDS.notThere);
  return { card, type };
}
