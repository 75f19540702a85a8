import { AppError } from '../../kernel/index.ts';
import type { Government, Treasury } from '../../pack/index.ts';
import type { ProgrammeOfficer } from '../office/officer.ts';

/** Whether an officer's post is that of the country's treasury. */
export const isTreasury = ({ pack }: Pick<Government, 'pack'>, post: Pick<ProgrammeOfficer, 'agency' | 'role'>) =>
  pack.treasury?.agency === post.agency && pack.treasury.role === post.role;

/**
 * The treasury, if the officer is one of its own.
 * @throws AppError `not-found` for anybody else, as where there is none.
 */
export function asTreasury(gov: Pick<Government, 'pack'>, officer: ProgrammeOfficer): Treasury {
  if (isTreasury(gov, officer)) return gov.pack.treasury!;
  throw new AppError('not-found', {
    ko: '은행 지급은 국고 담당자가 맡아요. 할 일 목록으로 돌아가 주세요.',
    'zh-Hant': '匯款由國庫承辦人辦理，請回到待辦案件。',
    en: 'Bank payments are made by the treasury’s officers. Go back to your queue.',
  });
}
