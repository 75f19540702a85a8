import type { Db } from '../kernel/index.ts';
import type { Government } from '../pack/index.ts';
import { findRecords } from './find.ts';
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
