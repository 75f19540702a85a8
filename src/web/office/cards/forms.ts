import { type Static, Type } from 'typebox';
import { AppError, fill } from '../../../kernel/index.ts';
import { CARD_OFFICE } from './words.ts';

/** Longest reason that an officer may give, in characters. */
export const LONGEST_REASON = 500;

const Uuid = Type.String({ format: 'uuid' });

/** Who stands at the counter. */
export const OfPerson = Type.Object({ person: Uuid });

/** What is handed over to them. */
export const HandingOver = Type.Object({
  person: Uuid,
  type: Type.String({ maxLength: 60 }),
  subject: Uuid,
  key: Type.String({ maxLength: 100 }),
});

/** What is decided about a card of theirs. */
export const Decision = Type.Object({
  person: Uuid,
  card: Uuid,
  act: Type.Union([Type.Literal('suspend'), Type.Literal('resume'), Type.Literal('revoke')]),
  reason: Type.Optional(Type.String({ maxLength: 10 * LONGEST_REASON })),
});

/** The device that they have lost. */
export const LostDevice = Type.Object({ person: Uuid, wallet: Uuid });

/** A card of theirs. */
export const CardOfPerson = Type.Object({ person: Uuid, card: Uuid });

/** What an officer wrote, without the blanks around it. @throws AppError `invalid` where it is empty or too long. */
export function reasonIn({ reason = '' }: Static<typeof Decision>): string {
  const trimmed = reason.trim();
  if (trimmed === '') throw new AppError('invalid', CARD_OFFICE.enterReason);
  if ([...trimmed].length > LONGEST_REASON)
    throw new AppError(
      'invalid',
      fill(CARD_OFFICE.longReason, () => ({ count: LONGEST_REASON })),
    );
  return trimmed;
}
