import type { Day, Db, Text } from '../../kernel/index.ts';
import type { Agreement, Fact, Government, Service } from '../../pack/index.ts';
import {
  type Assessment,
  assess,
  compute,
  type Facts,
  gatherFacts,
  type KnownFact,
  namesOf,
  type Roles,
  rolesOf,
} from '../../registry/index.ts';
import { serviceReader } from '../cases/context.ts';
import { today } from '../cases/deadline.ts';
import { type DisputeRow, disputesOf } from '../cases/disputes.ts';
import { grantsOf } from '../cases/store.ts';
import { type AnswerProblems, missingAnswers } from './answers.ts';
import { type ApplicationRow, applicationById } from './application.ts';
import { type Plan, planOf, serviceOf, servicesOf, titleOf } from './plan.ts';
import { originsOf, withCardsInForce } from './shown.ts';
import { isOpenOn } from './window.ts';

/** One service of a journey, as the rules see it before anything is submitted. */
export interface Part {
  service: Service;
  assessment: Assessment;
  /** Whether the person has it in their application. */
  chosen: boolean;
  /** `open`, or why it cannot be applied for here. */
  standing: 'open' | 'not-yours' | 'granted' | 'pending' | 'closed';
  /** Services that are decided before it. */
  after: readonly Service[];
  /** Whether another person is going to be asked to agree. */
  agreement: Agreement | undefined;
}

/** A fact with its value and where it came from. */
export interface KnownField {
  fact: Fact;
  known: KnownFact;
  dispute: DisputeRow | undefined;
}

/** Everything that the pages of a journey show. */
export interface Journey {
  application: ApplicationRow;
  title: Text;
  parts: readonly Part[];
  /** What registries hold: nothing of it is asked. */
  known: readonly KnownField[];
  /** What stays unknown for now, because the node of the agency that holds it did not answer. */
  unanswered: readonly { fact: Fact; agency: string; at: Date }[];
  /** What no registry holds, asked once for all chosen services. */
  questions: readonly { fact: Fact; usedBy: readonly Service[] }[];
  /** Questions without an answer. */
  missing: AnswerProblems;
  facts: Facts;
  roles: Roles;
}

/** Compiles the journey of an application from its services, the registries and the answers so far. */
export async function viewJourney(tx: Db, gov: Government, applicant: string, id: string): Promise<Journey> {
  return compileJourney(tx, gov, await applicationById(tx, applicant, id));
}

/** As `viewJourney`, for an application that was read already. */
export async function compileJourney(tx: Db, gov: Government, saved: ApplicationRow): Promise<Journey> {
  const application = await withCardsInForce(tx, gov, saved);
  const { applicant, lifeEvent, matter } = application;
  const start = lifeEvent ? { lifeEvent } : { service: application.services[0]! };
  const plan = planOf(servicesOf(gov.pack, start).ids.map((id) => serviceOf(gov.pack, id)));
  const roles = await rolesOf(tx, gov, applicant, matter);
  const earlier = await grantsOf(tx, matter);
  const appliedOn = today(gov);
  const title = titleOf(gov.pack, application);
  const unanswered: Journey['unanswered'][number][] = [];
  const facts = await gatherFacts(tx, gov, {
    facts: [...plan.facts.values()].map(({ fact }) => fact),
    roles,
    matter,
    answers: application.answers,
    shown: originsOf(application),
    readerOf: (fact, person) =>
      person === applicant
        ? { kind: 'self', person }
        : serviceReader(serviceOf(gov.pack, plan.facts.get(fact.name)!.usedBy[0]!)),
    purpose: { text: title },
    granted: () => undefined,
    appliedOn,
    onUnanswered: (fact, agency, at) => unanswered.push({ fact, agency, at }),
  });
  const parts = partsOf(gov, plan, { application, roles, facts, earlier, appliedOn });
  const chosen = new Set(parts.filter((part) => part.chosen).map((part) => part.service.id));
  const usedBy = (ids: readonly string[]) =>
    parts.filter(({ service }) => chosen.has(service.id) && ids.includes(service.id)).map(({ service }) => service);
  const fields = [...plan.facts.values()]
    .map(({ fact, usedBy: ids }) => ({ fact, usedBy: usedBy(ids) }))
    .filter((field) => field.usedBy.length > 0);
  const disputes = await disputesOf(tx, applicant, application.id);
  const asked = fields.filter(({ fact, usedBy: services }) =>
    isAsked(gov, fact, services[0]!, facts, roles, appliedOn),
  );
  return {
    application,
    title,
    parts,
    known: fields.flatMap(({ fact }) => {
      const known = facts[fact.name];
      if (known?.origin.kind !== 'registry') return [];
      const { registry, field, subject, key } = known.origin;
      const dispute = disputes.find(
        (row) => row.registry === registry && row.field === field && row.subject === subject && row.key === key,
      );
      return [{ fact, known, dispute }];
    }),
    unanswered: unanswered.filter(({ fact }) => fields.some((field) => field.fact.name === fact.name)),
    questions: asked,
    missing: missingAnswers(
      asked.map(({ fact }) => fact),
      application.answers,
    ),
    facts,
    roles,
  };
}

/** The names of the people who stand in the facts of a journey, by id, read for a service that deals with them. */
export async function namesIn(
  tx: Db,
  gov: Government,
  { parts, facts, application }: Journey,
): Promise<ReadonlyMap<string, string>> {
  const services = parts.map(({ service }) => service);
  const speaking = services
    .flatMap((service) => [...service.facts.values()])
    .filter(({ type }) => type === 'person' || type === 'people');
  const people = new Set(speaking.flatMap((fact) => (facts[fact.name]?.value ?? []) as string | string[]));
  people.delete(application.applicant);
  const { agency, read } = gov.pack.registries.get(gov.pack.people.registry)!;
  const service = services.find((candidate) => candidate.agency === agency || read.includes(candidate.agency));
  if (!service) return new Map();
  const purpose = { text: service.title, law: service.law[0] };
  return namesOf(tx, gov, { reader: serviceReader(service), purpose, people });
}

/** A question is put unless its condition is known to be false. */
function isAsked(gov: Government, fact: Fact, service: Service, facts: Facts, roles: Roles, appliedOn: Day): boolean {
  if (fact.source.kind !== 'asked') return false;
  return !fact.source.when || compute(gov, service, fact.source.when, facts, roles, appliedOn) !== false;
}

interface Known {
  application: ApplicationRow;
  roles: Roles;
  facts: Facts;
  earlier(service: string): boolean | undefined;
  appliedOn: Day;
}

/** Looks ahead in the order of the plan: a service that the rules will grant counts as granted for those after it. */
function partsOf(gov: Government, plan: Plan, known: Known): Part[] {
  const { application, roles, appliedOn } = known;
  const expected = new Map<string, boolean | undefined>();
  return plan.services.map((service) => {
    const facts = withExpectedGrants(service, known, expected);
    const assessment = assess(gov, service, facts, roles, appliedOn);
    const standing = standingOf(service, application.applicant, known);
    const chosen = standing === 'open' && application.services.includes(service.id);
    expected.set(service.id, known.earlier(service.id) || (chosen ? EXPECTATION[assessment.eligible] : false));
    return {
      service,
      assessment,
      chosen,
      standing,
      after: (plan.after.get(service.id) ?? []).map((id) => serviceOf(gov.pack, id)),
      agreement: agreementOf(gov, service, facts, roles, application.applicant, appliedOn),
    };
  });
}

/** What an assessment lets those after it count on: while it needs to know more, so do they. */
const EXPECTATION = { yes: true, no: false, need: undefined };

function withExpectedGrants(service: Service, known: Known, expected: ReadonlyMap<string, boolean | undefined>): Facts {
  const facts: Record<string, KnownFact> = { ...known.facts };
  for (const { name, source } of service.facts.values()) {
    if (source.kind !== 'granted') continue;
    const value = expected.has(source.service) ? expected.get(source.service) : known.earlier(source.service);
    if (value !== undefined) facts[name] = { value, origin: { kind: 'case' } };
  }
  return facts;
}

function standingOf(service: Service, applicant: string, { roles, earlier, appliedOn }: Known): Part['standing'] {
  if (!service.apply.some((role) => roles[role] === applicant)) return 'not-yours';
  const granted = service.about ? earlier(service.id) : false;
  if (granted !== false) return granted ? 'granted' : 'pending';
  return isOpenOn(service, appliedOn) ? 'open' : 'closed';
}

function agreementOf(
  gov: Government,
  service: Service,
  facts: Facts,
  roles: Roles,
  applicant: string,
  appliedOn: Day,
): Agreement | undefined {
  const { agree } = service;
  if (!agree?.who.some((role) => roles[role] && roles[role] !== applicant)) return undefined;
  return agree.when && compute(gov, service, agree.when, facts, roles, appliedOn) === false ? undefined : agree;
}

/** The services that a new application starts with: all that are open to the person and not ruled out by what is known. */
export function choiceAtStart(journey: Journey): string[] {
  return journey.parts
    .filter((part) => part.standing === 'open' && part.assessment.eligible !== 'no')
    .map((part) => part.service.id);
}

/** What goes to each agency: the preview before submitting. */
export function shareOf(journey: Journey, service: Service): { fact: Fact; value: unknown }[] {
  return [...service.facts.values()].flatMap((fact) => {
    const known = journey.facts[fact.name];
    return known && known.value !== null && fact.source.kind !== 'granted' ? [{ fact, value: known.value }] : [];
  });
}
