import { AppError } from '../../kernel/index.ts';
import type { Registry } from '../../pack/index.ts';

/**
 * Refuses to do here what only the agency's node could do: to write, or to read of everybody at once. Nothing of such a
 * registry lies here, and that must never be taken for nothing being held.
 * @throws AppError `unavailable`.
 */
export function refuseHeld({ held, title }: Registry): void {
  if (held)
    throw new AppError(
      'unavailable',
      `${title.en}: this stays with its agency, and is only read there, person by person.`,
    );
}
