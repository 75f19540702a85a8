import { Type } from 'typebox';
import { AppError, type Text } from '../../../kernel/index.ts';
import type { ProgrammeOfficer } from '../../../programmes/index.ts';
import type { PageCall } from '../../site.ts';
import { PROGRAMMES } from './words.ts';

/** A request of an officer. */
export type OfficerCall = PageCall & { caller: ProgrammeOfficer };

/** The officer of a request, as the programmes know officers. */
export const officerOf = ({ caller: { person, agency, role } }: OfficerCall): ProgrammeOfficer => ({
  person,
  agency,
  role,
});

/** What an error says in all languages; one that only says it in English is for developers. */
export const detailOf = ({ detail }: AppError): Text => (typeof detail === 'string' ? PROGRAMMES.notDone : detail);

/** An error that a form can mend or that says how things stand by now; any other is thrown on. */
export function mendable(error: unknown): AppError {
  if (error instanceof AppError && ['conflict', 'invalid', 'forbidden'].includes(error.code)) return error;
  throw error;
}

export const ProgrammeParams = Type.Object({ programme: Type.String({ pattern: '^[a-z0-9-]{1,80}$' }) });
