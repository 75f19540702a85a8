import { AppError, type Db, type Locale } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { type AnswerProblems, readAnswers } from './answers.ts';
import { saveDraft } from './application.ts';
import { isByCardOnly } from './shown.ts';
import { type Journey, viewJourney } from './view.ts';

/** Saves which of the open services to apply for. @throws AppError `invalid` when none is left. */
export async function chooseServices(
  tx: Db,
  gov: Government,
  journey: Journey,
  chosen: readonly string[],
  locale?: Locale,
): Promise<void> {
  const open = journey.parts.filter((part) => part.standing === 'open').map((part) => part.service.id);
  const services = open.filter((service) => chosen.includes(service));
  if (services.length === 0) {
    throw new AppError('invalid', {
      ko: '서비스를 하나 이상 골라 주세요.',
      'zh-Hant': '請至少選擇一項服務。',
      en: 'Choose at least 1 service.',
    });
  }
  await saveDraft(tx, gov, journey.application, { services, ...(locale && { locale }) });
}

/**
 * Saves the answers that can be read, and says what is wrong with the others. An answer may open or close other
 * questions, so the journey is compiled anew: `missing` in it is as it stands now.
 */
export async function saveAnswers(
  tx: Db,
  gov: Government,
  journey: Journey,
  form: Readonly<Record<string, unknown>>,
  locale?: Locale,
): Promise<{ journey: Journey; problems: AnswerProblems }> {
  const { answers, problems } = readAnswers(
    journey.questions.map(({ fact }) => fact).filter((fact) => !isByCardOnly(fact)),
    form,
  );
  const { applicant, id } = journey.application;
  await saveDraft(tx, gov, journey.application, { answers, ...(locale && { locale }) });
  return { journey: await viewJourney(tx, gov, applicant, id), problems };
}
