import { readFile } from 'node:fs/promises';
import type { Static, TSchema } from 'typebox';
import { ConfigError } from '../kernel/index.ts';
import { formatProblem, inOrder } from './problems.ts';
import { fits } from './shape.ts';
import { YamlFile } from './yaml-file.ts';

/**
 * Reads a YAML file of settings beside the packs, such as that of a node, with their words for what is wrong.
 * @param further what the schema cannot say: records mistakes at their places.
 * @throws ConfigError with every mistake and its line.
 */
export async function readSettingsFile<S extends TSchema>(
  path: string,
  schema: S,
  further: (settings: Static<S>, file: YamlFile) => void = () => {},
): Promise<Static<S>> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new ConfigError(`${path} cannot be read: ${error.code}`, { cause: error });
  });
  const file = new YamlFile(path, text);
  if (fits(schema, file)) further(file.value as Static<S>, file);
  if (file.problems.length > 0)
    throw new ConfigError(
      `${path} cannot be used:\n${inOrder(file.problems)
        .map((problem) => `  ${formatProblem(problem)}`)
        .join('\n')}`,
    );
  return file.value as Static<S>;
}
