import { identify } from '../identity/index.ts';
import { AppError, addJob, type Day, type Db, dayOf, type FieldError, transaction } from '../kernel/index.ts';
import type { Government, Registry } from '../pack/index.ts';
import { tellChanged } from './changed.ts';
import { refuseHeld } from './federated/held.ts';
import { type PersonForm, personIds } from './fields.ts';
import { REASONS } from './reasons.ts';
import { updateReferences } from './references.ts';
import { checkRow, type Data, keyOf, type Problem, peopleIn, personFields, renamePeople } from './rows.ts';
import { type Draft, idOf, lockRecord, type RecordId, type Stamp, saveDrafts, saveLocked } from './store.ts';

/** Where a write comes from and whether life events hear of it. */
export interface WriteOptions {
  /** The id of the registry. */
  registry: string;
  /** The file, system or case that it comes from; shown to the person. */
  source: string;
  at: Date;
  /** The day from which it holds; the day of `at` unless stated. */
  validFrom?: Day;
  /** Adds a job `registry.recorded` {registry, subject, key} for each record that changed. */
  announce?: boolean;
}

/** A record as it was left by a write. */
export interface Written extends RecordId {
  version: number;
  changed: boolean;
}

/** The registry of this id. @throws AppError `not-found`. */
export function registryOf(gov: Pick<Government, 'pack'>, id: string): Registry {
  const registry = gov.pack.registries.get(id);
  if (!registry) throw new AppError('not-found', 'There is no such registry.');
  return registry;
}

/**
 * Writes one row, people by their national numbers (unknown ones are made). A field that the row leaves out keeps its
 * value, an empty one loses it; a row that says nothing new changes nothing.
 * @throws AppError `invalid` naming each field that does not fit.
 */
export async function writeRecord(
  db: Db,
  gov: Government,
  { row, ...options }: WriteOptions & { row: unknown },
): Promise<Written> {
  const data = checkedRow(registryOf(gov, options.registry), row, gov.pack.numbering, '');
  return (await storeRows(db, gov, options, [data]))[0]!;
}

/**
 * Writes many rows of one registry as `writeRecord` would one after the other, in a few statements. All or none.
 * @throws AppError `invalid`; its paths begin with the row's number from 0.
 */
export async function writeRecords(
  db: Db,
  gov: Government,
  { rows, ...options }: WriteOptions & { rows: readonly unknown[] },
): Promise<Written[]> {
  const registry = registryOf(gov, options.registry);
  const data = rows.map((row, index) => checkedRow(registry, row, gov.pack.numbering, `/${index}`));
  return storeRows(db, gov, options, data);
}

/**
 * Sets fields of one record, people by their ids; null takes a value away. Makes the record where there is none.
 * @throws AppError `invalid` naming each field that does not fit; subject and key cannot be changed.
 */
export async function patchRecord(
  db: Db,
  gov: Government,
  { subject, key = '', set, ...options }: WriteOptions & { subject: string; key?: string; set: Data },
): Promise<Written> {
  return changeRecord(db, gov, options, { subject, key }, () => set);
}

/**
 * Adds a person to a field of type people of a record; nothing changes where they are in it already.
 * @throws AppError `not-found` where there is no such record.
 */
export async function addPerson(
  db: Db,
  gov: Government,
  change: WriteOptions & { subject: string; key?: string; field: string; person: string },
): Promise<Written> {
  const { subject, key = '', field, person, ...options } = change;
  return changeRecord(db, gov, options, { subject, key }, (before) => {
    if (!before) throw new AppError('not-found', 'There is no such record.');
    return { [field]: [...new Set([...peopleIn(before, [field]), person])] };
  });
}

function changeRecord(
  db: Db,
  gov: Government,
  options: WriteOptions,
  id: RecordId,
  change: (before: Data | undefined) => Data,
): Promise<Written> {
  const registry = registryOf(gov, options.registry);
  const identifying = { [registry.subject]: id.subject, ...(registry.key !== undefined && { [registry.key]: id.key }) };
  return transaction(db, async (tx) => {
    const held = await lockRecord(tx, registry.id, id);
    const before = held?.data;
    const set = { ...identifying, ...change(before) };
    const data = checkedRow(before ? withFieldsOf(registry, set) : registry, set, personIds, '');
    if (data[registry.subject] !== id.subject || keyOf(registry, data) !== id.key)
      throw invalid([{ field: registry.key ?? registry.subject, reason: REASONS.fixed }], '');
    if (!held) return (await save(tx, gov, options, [{ ...id, data }]))[0]!;
    const outcome = await saveLocked(tx, stampOf(gov, options), held, { ...id, data });
    await updateReferences(tx, registry, [outcome]);
    await tellChanged(tx, gov, registry, [outcome]);
    const written = { ...id, version: outcome.version, changed: outcome.changed };
    if (options.announce) await announce(tx, registry.id, [written]);
    return written;
  });
}

/** The registry as far as these values go: what an older pack let into the rest of a record is not judged anew. */
function withFieldsOf(registry: Registry, set: Data): Registry {
  const fields = Object.entries(registry.fields).filter(([name]) => Object.hasOwn(set, name));
  return { ...registry, fields: Object.fromEntries(fields) };
}

function checkedRow(registry: Registry, row: unknown, persons: PersonForm, path: string): Data {
  const checked = checkRow(registry, row, persons);
  if ('problems' in checked) throw invalid(checked.problems, path);
  return checked.value;
}

function invalid(problems: readonly Problem[], path: string): AppError {
  const fields = problems.map(
    ({ field, reason }): FieldError => ({ path: field === '' ? path : `${path}/${field}`, message: reason.en }),
  );
  const summary = fields.map((field) => `${field.path} ${field.message}`).join('; ');
  return new AppError('invalid', `The record does not fit its registry: ${summary}`, { fields });
}

/** Stores rows that `checkRow` found right, people by their national numbers. */
export function storeRows(db: Db, gov: Government, options: WriteOptions, rows: readonly Data[]): Promise<Written[]> {
  const registry = registryOf(gov, options.registry);
  const fields = personFields(registry);
  const numbers = rows.flatMap((row) => peopleIn(row, fields));
  return transaction(db, async (tx) => {
    const ids = await identify(tx, numbers, options.at);
    const drafts = rows.map((row): Draft => {
      const data = renamePeople(row, fields, ids);
      return { subject: data[registry.subject] as string, key: keyOf(registry, data), data };
    });
    return save(tx, gov, options, drafts);
  });
}

function stampOf(gov: Government, { registry, source, at, validFrom }: WriteOptions): Stamp {
  refuseHeld(registryOf(gov, registry));
  return { registry, source, at, validFrom: validFrom ?? dayOf(at, gov.pack.timeZone) };
}

async function save(tx: Db, gov: Government, options: WriteOptions, drafts: readonly Draft[]): Promise<Written[]> {
  const { registry: id } = options;
  const registry = registryOf(gov, id);
  const stamp = stampOf(gov, options);
  const written: Written[] = [];
  for (const wave of waves(drafts)) {
    const outcomes = await saveDrafts(tx, stamp, wave.drafts);
    await updateReferences(tx, registry, outcomes.values());
    await tellChanged(tx, gov, registry, outcomes.values());
    wave.drafts.forEach(({ subject, key }, index) => {
      const { version, changed } = outcomes.get(idOf({ subject, key }))!;
      written[wave.places[index]!] = { subject, key, version, changed };
    });
  }
  if (options.announce) await announce(tx, id, written);
  return written;
}

interface Wave {
  drafts: Draft[];
  /** Where each draft stands in the whole. */
  places: number[];
}

/** Splits drafts so that none holds a record twice: a later version of a record comes in a later wave. */
function waves(drafts: readonly Draft[]): Wave[] {
  const list: Wave[] = [];
  const times = new Map<string, number>();
  drafts.forEach((draft, place) => {
    const turn = times.get(idOf(draft)) ?? 0;
    times.set(idOf(draft), turn + 1);
    list[turn] ??= { drafts: [], places: [] };
    list[turn].drafts.push(draft);
    list[turn].places.push(place);
  });
  return list;
}

async function announce(tx: Db, registry: string, written: readonly Written[]): Promise<void> {
  for (const { subject, key, changed } of written) {
    if (changed) await addJob(tx, 'registry.recorded', { registry, subject, key });
  }
}
