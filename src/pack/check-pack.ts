import { type ExampleResult, runExamples } from './examples.ts';
import { compileFolder } from './load.ts';
import { PackError, type PackProblem } from './problems.ts';

/** What `madang pack check` tells a service's author. A pack with problems runs no examples. */
export interface PackCheck {
  problems: readonly PackProblem[];
  examples: readonly ExampleResult[];
}

/** Checks a pack and runs its examples. @param nameOrPath as for `loadPack`. Never throws for what is wrong in a pack. */
export async function checkPack(nameOrPath: string): Promise<PackCheck> {
  try {
    const { pack, problems } = await compileFolder(nameOrPath);
    return pack ? { problems: [], examples: runExamples(pack) } : { problems, examples: [] };
  } catch (error) {
    if (error instanceof PackError) return { problems: error.problems, examples: [] };
    throw error;
  }
}
