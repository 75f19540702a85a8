import { findPeople } from '../../identity/index.ts';
import { drainJobs, transaction } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import {
  type CaseRow,
  casesOfApplication,
  chooseServices,
  mattersOf,
  type Officer,
  type QueueItem,
  queueOf,
  saveAnswers,
  servicesRoom,
  startApplication,
  submitApplication,
  viewJourney,
} from '../index.ts';

/** The id of a persona of the pack. */
export async function persona(gov: Government, id: string): Promise<string> {
  const { number } = gov.pack.demo.personas.find((candidate) => candidate.id === id)!;
  return (await findPeople(gov.db, [number])).get(number)!;
}

/** A persona at their post. */
export async function officer(gov: Government, id: string): Promise<Officer> {
  const { post } = gov.pack.demo.personas.find((candidate) => candidate.id === id)!;
  return { person: await persona(gov, id), ...post! };
}

/** Answers that suit every service of the birth. */
export const ANSWERS = { surname_from: 'father', given_name: '小安', account: '00412345678901', insure_with: 'mother' };

/** Begins the birth of a persona's child and gives the answers, without submitting. */
export async function prepareBirth(
  gov: Government,
  person: string,
  answers: Record<string, string> = ANSWERS,
  services?: string[],
): Promise<string> {
  const [own] = await mattersOf(gov.db, gov, person, 'births');
  const id = await startApplication(gov, person, { lifeEvent: 'birth', matter: own!.matter }, 'en');
  await transaction(gov.db, async (tx) => {
    const journey = await viewJourney(tx, gov, person, id);
    if (services) await chooseServices(tx, gov, journey, services);
    await saveAnswers(tx, gov, await viewJourney(tx, gov, person, id), answers);
  });
  return id;
}

/** Submits a persona's birth and works through the jobs; the cases by service. */
export async function submitBirth(
  gov: Government,
  person: string,
  answers?: Record<string, string>,
  services?: string[],
): Promise<Record<string, CaseRow>> {
  const id = await prepareBirth(gov, person, answers, services);
  await submitApplication(gov, person, id);
  await settle(gov);
  return casesByService(gov, person, id);
}

export async function casesByService(
  gov: Government,
  person: string,
  application: string,
): Promise<Record<string, CaseRow>> {
  const cases = await casesOfApplication(gov.db, person, application);
  return Object.fromEntries(cases.map((kase) => [kase.service, kase]));
}

/** Works through all jobs that are due. */
export const settle = (gov: Government): Promise<void> => drainJobs(gov.pool, servicesRoom(gov).jobs!, gov);

/** The one open task of an officer that is about this case. */
export async function taskOf(gov: Government, at: Officer, kase: CaseRow | undefined): Promise<QueueItem | undefined> {
  return (await queueOf(gov.db, gov, at)).items.find((item) => item.kase?.id === kase?.id);
}
