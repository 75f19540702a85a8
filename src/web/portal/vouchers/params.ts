import { type Static, Type } from 'typebox';
import { AppError } from '../../../kernel/index.ts';
import type { Government, Programme } from '../../../pack/index.ts';
import type { PageCall, Site } from '../../site.ts';

/** The programme in an address. */
export const OfProgramme = Type.Object({ programme: Type.String({ maxLength: 60 }) });

/**
 * The programme of an address.
 * @throws AppError `not-found` where there is none.
 */
export function programmeIn({ pack }: Government, { programme }: Static<typeof OfProgramme>): Programme {
  const found = pack.programmes.get(programme);
  if (found) return found;
  throw new AppError('not-found', {
    ko: '이 사업을 찾을 수 없어요.',
    'zh-Hant': '查無這項計畫。',
    en: 'There is no such programme.',
  });
}

/** A request of a resident. */
export type ResidentCall = PageCall & { caller: { person: string } };

/** Shows a programme's page to somebody. @param done what was done a moment ago. */
export type ShowProgramme = (
  site: Site,
  call: ResidentCall,
  programme: Programme,
  before?: string,
  done?: string,
) => Promise<Response>;
