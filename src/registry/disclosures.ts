import { all, array, type Db, run, sql, type Text, uuidv7 } from '../kernel/index.ts';
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

/** Records reads: one row for each person and registry, in one statement. Reads by the person are not disclosures. */
export async function recordDisclosures(
  tx: Db,
  { reader, purpose, at }: { reader: Reader; purpose: Purpose; at: Date },
  disclosed: readonly Disclosed[],
): Promise<void> {
  if (reader.kind === 'self' || disclosed.length === 0) return;
  const merged = merge(disclosed);
  const column = (type: string, value: (entry: Disclosed) => unknown) => array(merged.map(value), type);
  await run(
    tx,
    sql`insert into registry.disclosure (person, id, at, reader_kind, reader, agency, registry, fields, purpose)
      select person, id, ${at}, ${reader.kind}, ${reader.kind === 'officer' ? reader.person : reader.service},
        ${reader.agency}, registry, string_to_array(fields, ' '), ${JSON.stringify(purpose)}::jsonb
      from unnest(${column('uuid', (entry) => entry.person)}, ${column('uuid', () => uuidv7(at))},
        ${column('text', (entry) => entry.registry)}, ${column('text', (entry) => entry.fields.join(' '))})
        as given (person, id, registry, fields)`,
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
