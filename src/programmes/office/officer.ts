import { AppError, type Db, type Text } from '../../kernel/index.ts';
import type { Government, Programme } from '../../pack/index.ts';
import { relatedPeople } from '../../registry/index.ts';

/** An officer at work. */
export interface ProgrammeOfficer {
  person: string;
  agency: string;
  role: string;
}

/** The programmes that an officer's post runs. */
export function programmesOfOfficer(gov: Government, { agency, role }: ProgrammeOfficer): Programme[] {
  return [...gov.pack.programmes.values()].filter(
    (programme) => programme.agency === agency && programme.office === role,
  );
}

/**
 * The programme, if it is the officer's to run.
 * @throws AppError `not-found` for any other, as for one that does not exist.
 */
export function asOffice(gov: Government, officer: ProgrammeOfficer, id: string): Programme {
  const programme = programmesOfOfficer(gov, officer).find((own) => own.id === id);
  if (!programme) throw new AppError('not-found', NO_PROGRAMME);
  return programme;
}

const NO_PROGRAMME: Text = {
  ko: '이 담당자가 맡은 사업이 아니에요. 목록에서 골라 주세요.',
  'zh-Hant': '這不是您承辦的計畫，請從清單選擇。',
  en: 'You do not run such a programme. Choose one from your list.',
};

/** An officer as whoever reads of a person. */
export const asReader = ({ person, agency }: ProgrammeOfficer) => ({ kind: 'officer', person, agency }) as const;

/** Who stands aside: the officer and their family, who are not to be found among these. @throws AppError `forbidden`. */
export async function refuseFamily(
  db: Db,
  gov: Government,
  officer: ProgrammeOfficer,
  people: readonly string[],
): Promise<void> {
  const family = await relatedPeople(db, gov, officer.person);
  if (people.some((person) => family.has(person))) throw new AppError('forbidden', OWN_FAMILY);
}

const OWN_FAMILY: Text = {
  ko: '본인이나 가족의 일은 다른 담당자가 처리해요.',
  'zh-Hant': '本人或家屬的事項須由其他承辦人處理。',
  en: 'What concerns you or your family is handled by another officer.',
};

/** Longest reason that an officer may give, in characters. */
export const LONGEST_REASON = 1_000;

/** What an officer or a person wrote, without the blanks around it. @throws AppError `invalid` when empty or too long. */
export function wordsOf(text: string): string {
  const trimmed = text.trim();
  if (trimmed !== '' && [...trimmed].length <= LONGEST_REASON) return trimmed;
  throw new AppError('invalid', {
    ko: `이유를 1~${LONGEST_REASON}자로 써 주세요`,
    'zh-Hant': `請以 1 至 ${LONGEST_REASON} 個字說明理由`,
    en: `Enter a reason of 1 to ${LONGEST_REASON} characters`,
  });
}
