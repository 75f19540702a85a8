import type { Db } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { type Read, recordsOf } from '../../registry/index.ts';
import { pathOf } from '../templates/index.ts';
import { type Path, throughNode } from './held.ts';

/** Reads for chosen fields of every record in which somebody stands; of relatives' own records, none. */
export async function readsFor(
  db: Db,
  gov: Government,
  { subject, paths }: { subject: string; paths: readonly Path[] },
): Promise<Read[]> {
  const wanted = new Set(paths);
  const reads: Read[] = [];
  for (const registry of gov.pack.registries.values()) {
    const { id, fields, held } = registry;
    const chosen = Object.keys(fields).filter((field) => wanted.has(pathOf({ registry: id, field })));
    if (chosen.length === 0) continue;
    if (held) {
      reads.push(throughNode(registry, subject, chosen));
      continue;
    }
    for (const { subject: of, key } of await recordsOf(db, gov, { registry: id, person: subject }))
      if (id !== gov.pack.people.registry || of === subject)
        reads.push({ registry: id, person: subject, fields: chosen, record: { subject: of, key } });
  }
  return reads;
}
