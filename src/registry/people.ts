import type { Db } from '../kernel/index.ts';
import type { Government } from '../pack/index.ts';
import type { Purpose, Reader } from './disclosures.ts';
import { findRecords } from './find.ts';
import { readFacts } from './read.ts';
import type { RecordId } from './store.ts';
import { registryOf } from './write.ts';

/**
 * The people who stand in a record, by field: only who they are, as opaque ids, and nothing that the record says, so
 * that this is no disclosure. A field that nobody stands in is left out.
 */
export async function peopleOfRecord(
  db: Db,
  gov: Government,
  { registry: id, subject, key }: RecordId & { registry: string },
): Promise<Record<string, string>> {
  const [[record] = []] = await findRecords(db, [{ registry: id, subject, key }]);
  const fields = Object.entries(registryOf(gov, id).fields).filter(([, field]) => field.type === 'person');
  const people = fields.map(([name]) => [name, record?.data[name]] as const);
  return Object.fromEntries(people.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** The names of people as the registry of people has them, by id, read for somebody like every other field. Who has none is left out. */
export async function namesOf(
  db: Db,
  gov: Government,
  { reader, purpose, people }: { reader: Reader; purpose: Purpose; people: Iterable<string> },
): Promise<Map<string, string>> {
  const { registry, name } = gov.pack.people;
  const reads = [...people].map((person) => ({ registry, person, fields: [name] }));
  if (reads.length === 0) return new Map();
  const readings = await readFacts(db, gov, { reader, purpose, reads });
  return new Map(
    readings.flatMap(({ read, values }) =>
      values[name] === null ? [] : [[read.person, String(values[name])] as const],
    ),
  );
}
