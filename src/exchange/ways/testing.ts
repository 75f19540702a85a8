import { findPeople } from '../../identity/index.ts';
import type { Government } from '../../pack/index.ts';
import type { CounterOfficer } from './counter.ts';

/** The id of a persona of the pack. For tests. */
export async function personaOf(gov: Government, id: string): Promise<string> {
  const { number } = gov.pack.demo.personas.find((persona) => persona.id === id)!;
  return (await findPeople(gov.db, [number])).get(number)!;
}

/** A persona at their post. For tests. */
export async function officerOf(gov: Government, id: string): Promise<CounterOfficer> {
  const { post } = gov.pack.demo.personas.find((persona) => persona.id === id)!;
  return { person: await personaOf(gov, id), agency: post!.agency };
}
