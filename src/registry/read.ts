import { AppError, type Db, transaction } from '../kernel/index.ts';
import type { Government, Registry } from '../pack/index.ts';
import type { Basis, Occasion, Reader } from './disclosures.ts';
import { type AskedNode, askNodes, recordsHeard, recordTold } from './federated/index.ts';
import {
  byRecency,
  type FoundRecord,
  findRecords,
  type RecordHead,
  type ReferenceLookup,
  type SubjectLookup,
} from './find.ts';
import { agencyOf, isOpenTo } from './open-to.ts';
import { referringFields, relatedPeople } from './references.ts';
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
  /** What the first record says; all null where there is none. Empty where a node did not answer: that is unknown. */
  values: Data;
  /** How the agency's node was asked, of a registry that one holds. */
  asked?: AskedNode;
}

/** Who reads what of whom, what for, and by which right. */
export interface ReadRequest extends Occasion {
  reads: readonly Read[];
}

/**
 * The one door to what registries say about people. One statement reads everything, one more records the disclosures,
 * in the same transaction: together or not at all. Nodes that hold registries are asked before. The readings come in the
 * order of the reads.
 * @throws AppError `forbidden` if the reader's agency may not read one of the registries, `self` reads of another, or
 * a `relative` of who is no family. Whether a consent that is named holds is for whoever names it to have checked, in the
 * same transaction.
 */
export async function readFacts(db: Db, gov: Government, request: ReadRequest): Promise<Reading[]> {
  const [readings] = await readEach(db, gov, [request]);
  return readings!;
}

/**
 * Reads on several occasions, each a disclosure of its own, by the statements of one; all of them or none.
 * @returns by the order of the requests.
 * @throws as `readFacts`.
 */
export async function readEach(db: Db, gov: Government, requests: readonly ReadRequest[]): Promise<Reading[][]> {
  const asked = await Promise.all(requests.map((request) => askFirst(db, gov, request)));
  const read = async (tx: Db) => {
    const found = await findRecords(tx, asked.flatMap(({ ways }) => ways).flat());
    for (const { reads, heard, occasion } of asked) await recordTold(tx, gov, occasion, { reads, heard });
    return asked.map((one) => one.reads.map((_, index) => readingOf(one, index, found)));
  };
  // People looking at themselves write nothing, so that one statement needs no transaction around it.
  return requests.every(({ reader }) => reader.kind === 'self') ? read(db) : transaction(db, read);
}

/** A request that is allowed, with what nodes say and the ways to what lies here. */
interface Asked {
  occasion: Occasion;
  reads: readonly Read[];
  registries: readonly Registry[];
  heard: Awaited<ReturnType<typeof askNodes>>;
  ways: readonly (SubjectLookup | ReferenceLookup)[][];
}

async function askFirst(db: Db, gov: Government, { reads, ...occasion }: ReadRequest): Promise<Asked> {
  const { reader } = occasion;
  const registries = reads.map((read) => registryOf(gov, read.registry));
  reads.forEach((read, index) => {
    authorise(gov, occasion, registries[index]!, read);
  });
  if (reader.kind === 'relative') await assertFamily(db, gov, reader.person, reads);
  const heard = await askNodes(db, gov, occasion, reads);
  const ways = reads.map((read, index) => (heard.has(index) ? [] : lookupsOf(registries[index]!, read)));
  return { occasion, reads, registries, heard, ways };
}

/** @param found by the ways of all that was asked; what belongs to this read is taken off. */
function readingOf({ reads, registries, heard, ways }: Asked, index: number, found: FoundRecord[][]): Reading {
  const [read, registry] = [reads[index]!, registries[index]!];
  const own = found.splice(0, ways[index]!.length);
  const node = heard.get(index);
  const chosen = node ? recordsHeard(node.records, read) : choose(registry, read, own);
  const records = chosen.map((record) => pick(record, read));
  const values = records[0]?.values ?? pickFields({}, node?.asked.state === 'unanswered' ? [] : read.fields);
  return { read, agency: registry.agency, records, values, ...(node && { asked: node.asked }) };
}

/**
 * @throws AppError `forbidden` if the reader may not read the registry; Error where it has no such field, or none that finds
 * records.
 */
export function authorise(
  gov: Government,
  { reader, basis }: Occasion,
  registry: Registry,
  { person, fields, through }: Read,
): void {
  if (!mayRead(gov, reader, basis, registry, person))
    throw new AppError('forbidden', 'This record is not open to you.');
  const unknown = fields.find((field) => !Object.hasOwn(registry.fields, field));
  if (unknown !== undefined) throw new Error(`Registry ${registry.id} has no field ${unknown}.`);
  if (through !== undefined && !registry.foundBy.includes(through))
    throw new Error(`Records of registry ${registry.id} are not found by ${through}.`);
}

function mayRead(
  gov: Government,
  reader: Reader,
  basis: Basis | undefined,
  registry: Registry,
  person: string,
): boolean {
  if (reader.kind === 'self') return reader.person === person;
  return basis?.kind === 'consent' || isOpenTo(registry, agencyOf(gov, reader));
}

async function assertFamily(db: Db, gov: Government, relative: string, reads: readonly Read[]): Promise<void> {
  const family = await relatedPeople(db, gov, relative);
  if (reads.some(({ person }) => !family.has(person)))
    throw new AppError('forbidden', 'This record is not open to you.');
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
