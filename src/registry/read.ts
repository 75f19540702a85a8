import { AppError, type Db, transaction } from '../kernel/index.ts';
import type { Government, Registry } from '../pack/index.ts';
import { type Purpose, type Reader, recordDisclosures } from './disclosures.ts';
import {
  byRecency,
  type FoundRecord,
  findRecords,
  type RecordHead,
  type ReferenceLookup,
  type SubjectLookup,
} from './find.ts';
import { referringFields } from './references.ts';
import { type Data, peopleIn } from './rows.ts';
import { registryOf } from './write.ts';

/**
 * What to read about a person in a registry.
 * - By itself: the person's own record, that is, one whose subject they are, else one that lists them in a field of
 *   type people (a household's member); the latest where there are several.
 * - With `record`: this very record, if the person stands in it as subject or in a field that finds records.
 * - With `through`: all records that name the person in this field, which is the subject or one of `people`.
 */
export interface Read {
  registry: string;
  person: string;
  fields: readonly string[];
  record?: { subject: string; key?: string };
  through?: string;
}

/** A record as far as it was asked for. A field that it does not hold is null: it is known to be absent. */
export interface ReadRecord extends RecordHead {
  values: Data;
}

export interface Reading {
  read: Read;
  /** The agency that keeps the registry. */
  agency: string;
  /** Latest first; one at most, unless read with `through`. */
  records: ReadRecord[];
  /** What the first record says; all null where there is none. */
  values: Data;
}

/**
 * The one door to what registries say about people. One statement reads everything, one more records the disclosures,
 * in the same transaction: together or not at all. The readings come in the order of the reads.
 * @throws AppError `forbidden` if the reader's agency may not read one of the registries, or `self` reads of another.
 */
export async function readFacts(
  db: Db,
  gov: Government,
  { reader, purpose, reads }: { reader: Reader; purpose: Purpose; reads: readonly Read[] },
): Promise<Reading[]> {
  const registries = reads.map((read) => registryOf(gov, read.registry));
  reads.forEach((read, index) => {
    authorise(reader, registries[index]!, read);
  });
  const read = async (tx: Db) => {
    const ways = reads.map((read, index) => lookupsOf(registries[index]!, read));
    const found = await findRecords(tx, ways.flat());
    await recordDisclosures(tx, { reader, purpose, at: gov.clock.now() }, reads);
    return reads.map((read, index): Reading => {
      const registry = registries[index]!;
      const records = choose(registry, read, found.splice(0, ways[index]!.length)).map((record) => pick(record, read));
      const values = records[0]?.values ?? pickFields({}, read.fields);
      return { read, agency: registry.agency, records, values };
    });
  };
  // People looking at themselves write nothing, so that one statement needs no transaction around it.
  return reader.kind === 'self' ? read(db) : transaction(db, read);
}

function authorise(reader: Reader, registry: Registry, { person, fields, through }: Read): void {
  const allowed =
    reader.kind === 'self'
      ? reader.person === person
      : reader.agency === registry.agency || registry.read.includes(reader.agency);
  if (!allowed) throw new AppError('forbidden', 'This record is not open to you.');
  const unknown = fields.find((field) => !Object.hasOwn(registry.fields, field));
  if (unknown !== undefined) throw new Error(`Registry ${registry.id} has no field ${unknown}.`);
  if (through !== undefined && !registry.foundBy.includes(through))
    throw new Error(`Records of registry ${registry.id} are not found by ${through}.`);
}

function lookupsOf(registry: Registry, { person, record, through }: Read): (SubjectLookup | ReferenceLookup)[] {
  const own = { registry: registry.id, subject: person };
  if (record) return [{ registry: registry.id, subject: record.subject, key: record.key ?? '' }];
  if (through !== undefined)
    return [through === registry.subject ? own : { registry: registry.id, person, field: through }];
  const memberships = referringFields(registry).filter((field) => registry.fields[field]?.type === 'people');
  return [own, ...memberships.map((field) => ({ registry: registry.id, person, field }))];
}

function choose(registry: Registry, { person, record, through }: Read, found: FoundRecord[][]): FoundRecord[] {
  if (through !== undefined) return found.flat().sort(byRecency);
  if (record) return found.flat().filter(({ data }) => peopleIn(data, registry.foundBy).includes(person));
  const [own = [], ...joint] = found;
  return (own.length > 0 ? own : joint.flat()).sort(byRecency).slice(0, 1);
}

function pick({ data, ...head }: FoundRecord, { fields }: Read): ReadRecord {
  return { ...head, values: pickFields(data, fields) };
}

function pickFields(data: Data, fields: readonly string[]): Data {
  return Object.fromEntries(fields.map((field) => [field, data[field] ?? null]));
}
