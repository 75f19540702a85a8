import type { Day, Db } from '../../kernel/index.ts';
import { type Fact, type Government, recordTypeOf, ruleTypeOf } from '../../pack/index.ts';
import { evaluate, type Scope, toValue } from '../../rules/index.ts';
import type { Purpose, Reader } from '../disclosures.ts';
import { itemFields } from '../eligible/used.ts';
import { peopleOfRecord } from '../people.ts';
import { type Read, type Reading, readFacts } from '../read.ts';
import type { Data } from '../rows.ts';

/** The registry's record that an application is about: whose, and which of theirs. */
export interface Matter {
  registry: string;
  subject: string;
  key: string;
}

/** Where a known value came from. */
export type Origin =
  | {
      kind: 'registry';
      registry: string;
      field: string;
      agency: string;
      recordedAt: string | null;
      subject: string;
      /** Null where there is no record, or none that lies here. */
      key: string | null;
      /** Where the agency's node did not answer when it was asked, and what it said before is taken: of when that is. */
      stale?: { askedAt: string; asOf: string };
    }
  | { kind: 'answer' }
  /** Shown out of a wallet: which credential of which agency, and when. */
  | { kind: 'credential'; credential: string; agency: string; shownAt: string }
  | { kind: 'case' };

/** A fact whose value is known; `null` is known to be absent. A fact not in the table is unknown. */
export interface KnownFact {
  value: unknown;
  origin: Origin;
}

export type Facts = Readonly<Record<string, KnownFact>>;

/** The people of an application by role, as opaque ids: `applicant` and the person fields of the matter. */
export type Roles = Readonly<Record<string, string>>;

/** The people of an application: whoever applies, and those who stand in the matter, by role. */
export async function rolesOf(db: Db, gov: Government, applicant: string, matter: Matter | null): Promise<Roles> {
  const people = matter ? await peopleOfRecord(db, gov, matter) : {};
  return { ...people, applicant };
}

/** Which facts are wanted, of whom and why. */
export interface FactRequest {
  facts: readonly Fact[];
  roles: Roles;
  matter: Matter | null;
  /** What the person answered, by fact name, as JSON. */
  answers: Readonly<Record<string, unknown>>;
  /** Of those, what was shown out of a wallet. */
  shown?: Readonly<Record<string, Extract<Origin, { kind: 'credential' }>>> | undefined;
  /** In whose name a fact about a person is read: what the disclosure will say. */
  readerOf(fact: Fact, person: string): Reader;
  purpose: Purpose;
  /** Whether a service was already granted for the matter; undefined while that is not decided. */
  granted(service: string): boolean | undefined;
  appliedOn: Day;
  /** Told of each fact that stays unknown because the node of the agency that holds it did not answer. */
  onUnanswered?: (fact: Fact, agency: string, at: Date) => void;
}

type Known = Record<string, KnownFact>;

/** A fact that a registry holds, with the read that gets it. */
interface Wanted {
  fact: Fact;
  read: Read;
  reader: Reader;
}

/** A fact with what was read for it. */
interface Found {
  fact: Fact;
  read: Read;
  reading: Reading;
}

/** Collects what is known. A reader's fields are read by one statement, which records them as disclosures. */
export async function gatherFacts(tx: Db, gov: Government, request: FactRequest): Promise<Facts> {
  const known: Known = {};
  const wanted: Wanted[] = [];
  for (const fact of request.facts) {
    const read = readFor(gov, fact, request);
    if (read) wanted.push({ fact, read, reader: request.readerOf(fact, read.person) });
    else addWithoutRegistry(known, fact, request);
  }
  const found = answered(request, await readAll(tx, gov, request, wanted));
  for (const { fact, reading } of found) {
    if (fact.source.kind !== 'count') known[fact.name] = fromReading(fact, reading);
  }
  for (const { fact, reading } of found) {
    if (fact.source.kind === 'count') known[fact.name] = counted(gov, fact, reading, known, request);
  }
  await addEach(tx, gov, request, known);
  return known;
}

/** Reads what is wanted: one statement for each reader, and one read for all that is wanted of the same record. */
async function readAll(tx: Db, gov: Government, { purpose }: FactRequest, wanted: readonly Wanted[]) {
  const found: Found[] = [];
  for (const group of Map.groupBy(wanted, ({ reader }) => JSON.stringify(reader)).values()) {
    const reads = merged(group);
    const readings = await readFacts(tx, gov, { reader: group[0]!.reader, purpose, reads: [...reads.values()] });
    const byPlace = new Map([...reads.keys()].map((place, index) => [place, readings[index]!]));
    for (const { fact, read } of group) found.push({ fact, read, reading: byPlace.get(placeOf(read))! });
  }
  return found;
}

/** What no node has answered stays unknown: not in the table of facts, and never absent. */
function answered(request: FactRequest, found: readonly Found[]): Found[] {
  const silent = found.filter(({ reading }) => reading.asked?.state === 'unanswered');
  const unknown = new Map(silent.map((one) => [one.fact, one]));
  for (const { fact, reading } of unknown.values()) request.onUnanswered?.(fact, reading.agency, reading.asked!.at);
  return found.filter(({ fact }) => !unknown.has(fact));
}

/** One record for each of several people, once it is known who they are: one more statement for each reader. */
async function addEach(tx: Db, gov: Government, request: FactRequest, known: Known): Promise<void> {
  const wanted: Wanted[] = [];
  for (const fact of request.facts) {
    if (fact.source.kind !== 'each') continue;
    const members = known[fact.source.members];
    const people = idsIn(members);
    if (members && people.length === 0) known[fact.name] = { value: null, origin: members.origin };
    for (const person of people) {
      for (const [registry, fields] of fieldsByRegistry(fact.source.take)) {
        wanted.push({ fact, read: { registry, person, fields }, reader: request.readerOf(fact, person) });
      }
    }
  }
  const found = answered(request, await readAll(tx, gov, request, wanted));
  for (const [fact, readings] of Map.groupBy(found, ({ fact }) => fact)) {
    const byPerson = Map.groupBy(readings, ({ read }) => read.person);
    const value = [...byPerson.values()].map((ofOne) => recordOf(fact, ofOne));
    known[fact.name] = { value, origin: originOf(readings[0]!.reading, '') };
  }
}

const idsIn = (members: KnownFact | undefined): string[] =>
  Array.isArray(members?.value) ? (members.value as string[]) : [];

type Take = Extract<Fact['source'], { kind: 'each' }>['take'];

const fieldsByRegistry = (take: Take): [string, string[]][] =>
  [...Map.groupBy(Object.values(take), ({ registry }) => registry)].map(([registry, places]) => [
    registry,
    [...new Set(places.map(({ field }) => field))],
  ]);

/** What was taken of one person, by the names that the fact gives it. */
function recordOf({ source }: Fact, readings: readonly { read: Read; reading: Reading }[]): Data {
  if (source.kind !== 'each') throw new TypeError('Only each makes records');
  const values = new Map(readings.map(({ read, reading }) => [read.registry, reading.values]));
  return Object.fromEntries(
    Object.entries(source.take).map(([name, { registry, field }]) => [name, values.get(registry)?.[field] ?? null]),
  );
}

function addWithoutRegistry(known: Known, fact: Fact, request: FactRequest): void {
  if (fact.source.kind === 'asked') {
    const value = request.answers[fact.name] ?? (fact.optional ? null : undefined);
    if (value !== undefined) known[fact.name] = { value, origin: request.shown?.[fact.name] ?? { kind: 'answer' } };
  }
  if (fact.source.kind === 'granted') {
    const value = request.granted(fact.source.service);
    if (value !== undefined) known[fact.name] = { value, origin: { kind: 'case' } };
  }
}

/** The read that gets a fact; none when it is no registry's, or about somebody who is not known yet, as a child not registered. */
function readFor(_gov: Government, fact: Fact, { roles, matter }: FactRequest): Read | undefined {
  const { source } = fact;
  if (source.kind === 'registry' && matter && source.registry === matter.registry) {
    const { subject, key } = matter;
    return { registry: source.registry, person: roles.applicant!, fields: [source.field], record: { subject, key } };
  }
  if (source.kind !== 'registry' && source.kind !== 'count') return undefined;
  const person = roles[source.person];
  if (!person) return undefined;
  if (source.kind === 'registry') return { registry: source.registry, person, fields: [source.field] };
  const fields = [...new Set([source.field, ...(source.where ? itemFields(source.where) : [])])];
  return { registry: source.registry, person, fields, through: source.field };
}

const placeOf = ({ registry, person, record, through }: Read): string =>
  JSON.stringify([registry, person, record, through]);

/** Reads of the same record as one, with the fields of all. */
function merged(wanted: readonly Wanted[]): Map<string, Read> {
  const reads = new Map<string, Read>();
  for (const { read } of wanted) {
    const place = placeOf(read);
    const fields = new Set([...(reads.get(place)?.fields ?? []), ...read.fields]);
    reads.set(place, { ...read, fields: [...fields] });
  }
  return reads;
}

function fromReading({ source }: Fact, reading: Reading): KnownFact {
  const field = source.kind === 'registry' ? source.field : '';
  return { value: reading.values[field] ?? null, origin: originOf(reading, field) };
}

function originOf({ read, agency, records, asked }: Reading, field: string): Origin {
  const record = records[0];
  const isStale = asked?.state === 'stale' && asked.asOf;
  return {
    kind: 'registry',
    registry: read.registry,
    field,
    agency,
    recordedAt: record?.recordedAt.toISOString() ?? null,
    subject: record?.subject ?? read.person,
    key: asked ? null : (record?.key ?? null),
    ...(isStale && { stale: { askedAt: asked.at.toISOString(), asOf: isStale.toISOString() } }),
  };
}

/** How many of the records read hold the condition. */
function counted(gov: Government, { source }: Fact, reading: Reading, known: Facts, request: FactRequest): KnownFact {
  if (source.kind !== 'count') throw new TypeError('Only a count is counted');
  const scope = scopeOf(gov, request.facts, known, request.roles, request.appliedOn);
  const type = recordTypeOf(gov.pack, gov.pack.registries.get(source.registry)!);
  const holds = (values: Data) =>
    !source.where || evaluate(source.where, { ...scope, item: toValue(type, values) }) === true;
  return {
    value: reading.records.filter(({ values }) => holds(values)).length,
    origin: originOf(reading, source.field),
  };
}

/** The rules' view of what is known: facts, the people by role, and the day of application. */
export function scopeOf(gov: Government, declared: Iterable<Fact>, facts: Facts, roles: Roles, appliedOn: Day): Scope {
  const scope: Record<string, Scope[string]> = { applied_on: toValue({ kind: 'date' }, appliedOn), ...roles };
  for (const fact of declared) {
    const known = facts[fact.name];
    if (known) scope[fact.name] = toValue(ruleTypeOf(gov.pack, fact), known.value);
  }
  return scope;
}
