import { all, array, type Db, run, sql, type Text, uuidv7, writeAtEnd } from '../kernel/index.ts';
import type { LawRef } from '../pack/index.ts';

/** Who reads. A service reads for its agency; `self` is a person looking at what is theirs. */
export type Reader =
  | { kind: 'officer'; person: string; agency: string }
  | { kind: 'service'; service: string; agency: string }
  | { kind: 'self'; person: string };

/** What a read is for, in words for the person whose data it is. */
export interface Purpose {
  text: Text;
  law?: LawRef;
}

/** One entry of "who saw my data". */
export interface Disclosure {
  id: string;
  at: Date;
  readerKind: 'officer' | 'service';
  /** An officer's person id or a service's id. */
  reader: string;
  agency: string;
  registry: string;
  fields: string[];
  purpose: Purpose;
}

/** What was read about a person in one registry. */
export interface Disclosed {
  person: string;
  registry: string;
  fields: readonly string[];
}

/** Records reads: one row for each person and registry. Reads by the person are not disclosures. */
export async function recordDisclosures(
  tx: Db,
  { reader, purpose, at }: { reader: Reader; purpose: Purpose; at: Date },
  disclosed: readonly Disclosed[],
): Promise<void> {
  if (reader.kind === 'self') return;
  for (const entry of merge(disclosed)) await writeAtEnd(tx, insertDisclosures, { ...entry, reader, purpose, at });
}

type NewDisclosure = Disclosed & { reader: Exclude<Reader, { kind: 'self' }>; purpose: Purpose; at: Date };

async function insertDisclosures(tx: Db, disclosures: readonly NewDisclosure[]): Promise<void> {
  const column = (type: string, value: (entry: NewDisclosure) => unknown) => array(disclosures.map(value), type);
  await run(
    tx,
    sql`insert into registry.disclosure (person, id, at, reader_kind, reader, agency, registry, fields, purpose)
      select person, id, at, reader_kind, reader, agency, registry, string_to_array(fields, ' '), purpose
      from unnest(${column('uuid', ({ person }) => person)}, ${column('uuid', ({ at }) => uuidv7(at))},
        ${column('timestamptz', ({ at }) => at)}, ${column('text', ({ reader }) => reader.kind)},
        ${column('text', ({ reader }) => (reader.kind === 'officer' ? reader.person : reader.service))},
        ${column('text', ({ reader }) => reader.agency)}, ${column('text', ({ registry }) => registry)},
        ${column('text', ({ fields }) => fields.join(' '))},
        ${column('jsonb', ({ purpose }) => JSON.stringify(purpose))})
        as given (person, id, at, reader_kind, reader, agency, registry, fields, purpose)`,
  );
}

function merge(disclosed: readonly Disclosed[]): Disclosed[] {
  const groups = Map.groupBy(disclosed, ({ person, registry }) => `${person} ${registry}`);
  return [...groups.values()].map((entries) => ({
    ...entries[0]!,
    fields: [...new Set(entries.flatMap((entry) => entry.fields))],
  }));
}

/** Who saw a person's data, newest first. @param before the `id` of the last entry of the page before. */
export function disclosuresOf(
  db: Db,
  person: string,
  { limit, before }: { limit: number; before?: string },
): Promise<Disclosure[]> {
  return all(
    db,
    sql<Disclosure>`
      select id, at, reader_kind as "readerKind", reader, agency, registry, fields, purpose
      from registry.disclosure
      where person = ${person} and (${before ?? null}::uuid is null or id < ${before ?? null}::uuid)
      order by id desc limit ${limit}`,
  );
}
