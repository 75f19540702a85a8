import { all, array, type Db, run, sql } from '../kernel/index.ts';
import type { Government, Registry } from '../pack/index.ts';
import { type Data, peopleIn, personFields } from './rows.ts';
import type { Outcome, RecordId } from './store.ts';

/** A way to a record: the person stands in this field of it. */
interface Reference extends RecordId {
  person: string;
  field: string;
}

/** The fields besides its subject through which a registry's records are found. */
export const referringFields = (registry: Registry): string[] =>
  registry.foundBy.filter((field) => field !== registry.subject);

function referencesOf(registry: Registry, { subject, key }: RecordId, data: Data): Reference[] {
  return referringFields(registry).flatMap((field) =>
    peopleIn(data, [field]).map((person) => ({ person, field, subject, key })),
  );
}

/** Brings the references in line with records that were just stored. */
export async function updateReferences(tx: Db, registry: Registry, outcomes: Iterable<Outcome>): Promise<void> {
  const old: Reference[] = [];
  const fresh: Reference[] = [];
  for (const outcome of outcomes) {
    if (!outcome.changed) continue;
    const before = outcome.before ? referencesOf(registry, outcome, outcome.before) : [];
    const after = referencesOf(registry, outcome, outcome.after);
    old.push(...without(before, after));
    fresh.push(...without(after, before));
  }
  if (old.length > 0)
    await run(
      tx,
      sql`delete from registry.reference using ${rows(old)}
        where reference.person = given.person and reference.registry = ${registry.id} and reference.field = given.field
          and reference.subject = given.subject and reference.key = given.key`,
    );
  if (fresh.length > 0)
    await run(
      tx,
      sql`insert into registry.reference (person, registry, field, subject, key)
        select person, ${registry.id}, field, subject, key from ${rows(fresh)} on conflict do nothing`,
    );
}

/** Those of some references that are not among others. */
function without(some: readonly Reference[], others: readonly Reference[]): Reference[] {
  const known = new Set(others.map(({ person, field }) => `${person} ${field}`));
  return some.filter(({ person, field }) => !known.has(`${person} ${field}`));
}

function rows(references: readonly Reference[]) {
  const column = (name: keyof Reference, type: string) =>
    array(
      references.map((reference) => reference[name]),
      type,
    );
  return sql`unnest(${column('person', 'uuid')}, ${column('field', 'text')}, ${column('subject', 'uuid')},
    ${column('key', 'text')}) as given (person, field, subject, key)`;
}

/**
 * Everyone who stands together with a person in a record of a family registry, and the person: an officer among them
 * does not handle the person's case. Nothing of the records goes further, so that this is no disclosure.
 */
export async function relatedPeople(db: Db, gov: Government, person: string): Promise<Set<string>> {
  const families = [...gov.pack.registries.values()].filter((registry) => registry.family);
  const ids = array(
    families.map((registry) => registry.id),
    'text',
  );
  const records = await all(
    db,
    sql<{ registry: string; data: Data }>`
      select registry, data from registry.record where subject = ${person} and registry = any(${ids})
      union all
      select record.registry, data from registry.reference
        join registry.record on record.subject = reference.subject and record.registry = reference.registry
          and record.key = reference.key
      where reference.person = ${person} and reference.registry = any(${ids})`,
  );
  const fields = new Map(families.map((registry) => [registry.id, personFields(registry)]));
  return new Set([person, ...records.flatMap(({ registry, data }) => peopleIn(data, fields.get(registry)!))]);
}
