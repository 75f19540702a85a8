import type { Locale } from '../../kernel/index.ts';
import { cite, type Government, type LawRef, type Registry, type Service } from '../../pack/index.ts';
import { namesOf, type Purpose } from '../../registry/index.ts';
import { asOfficer, type Officer, type OpenedTask } from '../../services/index.ts';

/** An opened task with what its page needs besides: everybody's name who is meant in it, by id. */
export interface TaskView {
  gov: Government;
  locale: Locale;
  officer: Officer;
  opened: OpenedTask;
  names: ReadonlyMap<string, string>;
}

const TO_KNOW_WHO: Purpose = {
  text: {
    ko: '신청 건에 나오는 사람 확인',
    'zh-Hant': '確認案件中的相關人員',
    en: 'To know who is meant in a case',
  },
};

/** Reads the names of those who are meant in a task. It is a disclosure to the officer, like the task itself. */
export async function viewTask(
  gov: Government,
  locale: Locale,
  officer: Officer,
  opened: OpenedTask,
): Promise<TaskView> {
  const { applicant } = opened.task;
  const others = peopleIn(gov, opened).filter((person) => person !== applicant);
  const named = await namesOf(gov.db, gov, { reader: asOfficer(officer), purpose: TO_KNOW_WHO, people: others });
  return { gov, locale, officer, opened, names: new Map([[applicant, opened.applicantName], ...named]) };
}

/** Everybody whom the facts, the history and the dispute of a task name. */
function peopleIn(gov: Government, { context, events, dispute }: OpenedTask): string[] {
  const inFacts = [...(context?.service.facts.values() ?? [])].flatMap((fact) =>
    peopleOf(fact.type, context?.facts[fact.name]?.value),
  );
  const acting = events.flatMap(({ actor }) => (actor.kind === 'resident' ? [actor.person] : []));
  const disputed = dispute ? [dispute.subject, ...peopleOf(fieldOf(gov, dispute)?.type, dispute.held)] : [];
  return [...new Set([...inFacts, ...acting, ...disputed])];
}

function peopleOf(type: string | undefined, value: unknown): string[] {
  if (type !== 'person' && type !== 'people') return [];
  return [value ?? []].flat().map(String);
}

/** The registry's field that a dispute is about. */
export function fieldOf(
  gov: Government,
  dispute: { registry: string; field: string },
): Registry['fields'][string] | undefined {
  return gov.pack.registries.get(dispute.registry)?.fields[dispute.field];
}

/** Every law that a service rests on, each once. A decision keeps it as the law's own language cites it. */
export function lawsOf(gov: Government, service: Service): Map<string, LawRef> {
  const laws = [
    ...service.law,
    ...service.clauses.map(({ law }) => law),
    ...service.review.map(({ law }) => law),
    service.agree?.law,
    ...[...service.parameters.values()].map(({ law }) => law),
  ].filter((law) => law !== undefined);
  return new Map(laws.map((law) => [cite(law, gov.pack.locale), law]));
}
