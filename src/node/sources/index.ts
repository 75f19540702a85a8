import type { Clock, Logger } from '../../kernel/index.ts';
import type { NodeSettings } from '../settings.ts';
import { openCsv } from './csv.ts';
import { openPostgres } from './postgres.ts';
import type { Source } from './source.ts';

export type { Found, Source } from './source.ts';

/**
 * Opens every source of a node's file, by name.
 * @throws ConfigError where one cannot be read as its mappings say.
 */
export async function openSources(
  { sources, registries }: NodeSettings,
  { clock, logger }: { clock: Clock; logger: Logger },
): Promise<ReadonlyMap<string, Source>> {
  const opened = new Map<string, Source>();
  try {
    for (const [name, settings] of sources) {
      const mappings = [...registries.values()].filter(({ source }) => source === name);
      opened.set(
        name,
        settings.kind === 'csv'
          ? await openCsv(settings.file, mappings, logger)
          : await openPostgres(settings.url, mappings, clock),
      );
    }
    return opened;
  } catch (error) {
    await Promise.all([...opened.values()].map((source) => source.close()));
    throw error;
  }
}
