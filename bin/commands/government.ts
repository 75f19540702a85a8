import { findPeople } from '../../src/identity/index.ts';
import { readConfig } from '../../src/kernel/index.ts';
import { openGovernment } from '../../src/open.ts';
import type { Government } from '../../src/pack/index.ts';
import { UsageError } from './command.ts';

/** Opens the installation that the settings name, for one piece of work, and closes it again. */
export async function withGovernment<T>(work: (gov: Government) => Promise<T>): Promise<T> {
  const { gov, close } = await openGovernment(readConfig(process.env));
  try {
    return await work(gov);
  } finally {
    await close();
  }
}

/**
 * What has this id among the things of one kind that the pack has.
 * @throws UsageError that lists those that it has.
 */
export function named<T>(kind: string, id: string, things: ReadonlyMap<string, T>): T {
  const found = things.get(id);
  if (found !== undefined) return found;
  const known = [...things.keys()].map((each) => `  ${each}`).join('\n');
  throw new UsageError(`There is no ${kind} "${id}". There is:\n${known || '  none'}`);
}

/**
 * The id of the person who has this national number.
 * @throws UsageError if it is no number of the country, or nobody's here.
 */
export async function personWith({ db, pack }: Government, number: string): Promise<string> {
  const person = (await findPeople(db, [number])).get(number);
  if (person) return person;
  const wrong = pack.numbering.check(number);
  throw new UsageError(
    wrong
      ? `"${number}" is nobody's number. ${wrong.en}.`
      : `Nobody here has the number "${number}". Import the registry "${pack.people.registry}" first.`,
  );
}
