import { all, array, type Day, type Db, sql } from '../kernel/index.ts';
import type { Government } from '../pack/index.ts';
import { referringFields } from './references.ts';
import type { Data } from './rows.ts';
import type { RecordId } from './store.ts';
import { registryOf } from './write.ts';

/** A record without what it says. */
export interface RecordHead extends RecordId {
  version: number;
  source: string;
  validFrom: Day;
  recordedAt: Date;
}

export interface FoundRecord extends RecordHead {
  data: Data;
}

/** A way to records of a registry: those whose subject it is (one of them, where `key` is given)… */
export interface SubjectLookup {
  registry: string;
  subject: string;
  key?: string;
}

/** …or those that name a person in a field. */
export interface ReferenceLookup {
  registry: string;
  person: string;
  field: string;
}

/** Many lookups in one statement; the records found for each, in the order of the lookups. Discloses nothing by itself. */
export async function findRecords(
  db: Db,
  lookups: readonly (SubjectLookup | ReferenceLookup)[],
): Promise<FoundRecord[][]> {
  const found: FoundRecord[][] = lookups.map(() => []);
  if (lookups.length === 0) return found;
  const wanted = lookups.map((lookup, place) => ({ key: null, field: null, ...lookup, place }));
  const column = (type: string, value: (lookup: (typeof wanted)[number]) => unknown) => array(wanted.map(value), type);
  const given = sql`unnest(${column('integer', (lookup) => lookup.place)}, ${column('text', (lookup) => lookup.registry)},
    ${column('uuid', (lookup) => ('subject' in lookup ? lookup.subject : lookup.person))},
    ${column('text', (lookup) => lookup.field)}, ${column('text', (lookup) => lookup.key)})`;
  const columns = sql`given.place, record.subject, record.key, record.version, record.source,
    record.valid_from as "validFrom", record.recorded_at as "recordedAt", record.data`;
  const rows = await all(
    db,
    sql<FoundRecord & { place: number }>`
      with given as (select * from ${given} as given (place, registry, person, field, key))
      select ${columns} from given join registry.record
        on record.subject = given.person and record.registry = given.registry
          and (given.key is null or record.key = given.key)
      where given.field is null
      union all
      select ${columns} from given
        join registry.reference on reference.person = given.person and reference.registry = given.registry
          and reference.field = given.field
        join registry.record on record.subject = reference.subject and record.registry = reference.registry
          and record.key = reference.key
      where given.field is not null`,
  );
  for (const { place, ...record } of rows) found[place]!.push(record);
  return found;
}

/** The record that holds now comes first: the latest day of validity, then the latest entry. */
export function byRecency(a: RecordHead, b: RecordHead): number {
  const order = (head: RecordHead) => `${head.validFrom} ${head.recordedAt.toISOString()} ${head.subject} ${head.key}`;
  return order(a) < order(b) ? 1 : -1;
}

/** All records of a registry in which a person stands, as subject or in a field that finds records; latest first. */
export async function recordsOf(
  db: Db,
  gov: Government,
  { registry: id, person }: { registry: string; person: string },
): Promise<RecordHead[]> {
  const fields = referringFields(registryOf(gov, id));
  const lookups = [{ registry: id, subject: person }, ...fields.map((field) => ({ registry: id, person, field }))];
  const found = (await findRecords(db, lookups)).flat();
  const heads = found.map(({ data: _, ...head }) => head);
  return [...new Map(heads.map((head) => [`${head.subject} ${head.key}`, head])).values()].sort(byRecency);
}
