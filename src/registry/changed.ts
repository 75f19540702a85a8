import { isDeepStrictEqual } from 'node:util';
import { addJob, type Db } from '../kernel/index.ts';
import type { Government, Pack, Registry, Source } from '../pack/index.ts';
import { peopleIn, personFields } from './rows.ts';
import type { Outcome } from './store.ts';

/** Told of the people in records that credentials speak of, once the transaction that changed them commits. */
export const CHANGED_TASK = 'registry.changed';

/** What it is told. */
export interface ChangedPeople {
  /** Ids of everybody whom the records name, or named until then. */
  people: string[];
}

/** Told of fields that have changed of people, once that commits: somebody may be sent them regularly. */
export const DATA_CHANGED_TASK = 'registry.data-changed';

/** What it is told. */
export interface ChangedData {
  registry: string;
  /** Whose records have changed, by the fields that have. */
  changes: readonly { fields: readonly string[]; people: readonly string[] }[];
}

/** Told of those about whom a register now says something else on who acts for them, once that commits. */
export const ACTING_CHANGED_TASK = 'registry.acting-changed';

/**
 * Has those look at once at what has changed who give out cards to the people in these records, or send fields of them on
 * regularly. One job for all records that are written together.
 */
export async function tellChanged(
  tx: Db,
  { pack }: Pick<Government, 'pack'>,
  registry: Registry,
  outcomes: Iterable<Outcome>,
): Promise<void> {
  const changed = [...outcomes].filter((outcome) => outcome.changed);
  if (changed.length === 0) return;
  const data: ChangedData = { registry: registry.id, changes: byFields(changed) };
  await addJob(tx, DATA_CHANGED_TASK, data);
  await tellActing(tx, pack, data, changed);
  if (!readForCards(pack).has(registry.id)) return;
  const fields = personFields(registry);
  const people = changed.flatMap(({ before = {}, after }) => [...peopleIn(before, fields), ...peopleIn(after, fields)]);
  const told: ChangedPeople = { people: [...new Set(people)] };
  await addJob(tx, CHANGED_TASK, told);
}

/** A register says something else of who acts for whom: what they agreed to may be over. A record that is new ends nothing. */
async function tellActing(
  tx: Db,
  { people: { minors, wards } }: Pack,
  { registry, changes }: ChangedData,
  changed: readonly Changed[],
): Promise<void> {
  const by = [...(minors?.by ?? []), ...(wards ? [wards.by] : [])];
  if (!by.some((path) => path.startsWith(`${registry}.`))) return;
  const more = wards ? [wards.from, wards.until, ...Object.keys(wards.where ?? {})] : [];
  const telling = new Set([...by, ...more.map((field) => `${wards!.by.split('.')[0]}.${field}`)]);
  const known = new Set(changed.flatMap(({ before, subject }) => (before ? [subject] : [])));
  const people = changes
    .filter(({ fields }) => fields.some((field) => telling.has(`${registry}.${field}`)))
    .flatMap((change) => change.people.filter((person) => known.has(person)));
  const told: ChangedPeople = { people: [...new Set(people)] };
  if (told.people.length > 0) await addJob(tx, ACTING_CHANGED_TASK, told);
}

type Changed = Extract<Outcome, { changed: true }>;

/** Whose records have changed in which fields: those of an import are mostly alike. */
function byFields(changed: readonly Changed[]): ChangedData['changes'] {
  const groups = Map.groupBy(changed, ({ before = {}, after }) =>
    [...new Set([...Object.keys(before), ...Object.keys(after)])]
      .filter((field) => !isDeepStrictEqual(before[field] ?? null, after[field] ?? null))
      .sort()
      .join(' '),
  );
  return [...groups].map(([fields, those]) => ({
    fields: fields.split(' '),
    people: [...new Set(those.map(({ subject }) => subject))],
  }));
}

const registriesOf: Record<Source['kind'], (source: never) => string[]> = {
  registry: ({ registry }: Extract<Source, { kind: 'registry' }>) => [registry],
  count: ({ registry }: Extract<Source, { kind: 'count' }>) => [registry],
  each: ({ take }: Extract<Source, { kind: 'each' }>) => Object.values(take).map(({ registry }) => registry),
  granted: () => [],
  asked: () => [],
  derived: () => [],
};

/** The registries that say who may have a credential, what it tells, or that its holder has died. */
function readForCards(pack: Pack): ReadonlySet<string> {
  const known = read.get(pack);
  if (known) return known;
  const types = [...pack.credentials.values()];
  const found = new Set(
    types.flatMap(({ holder, eligibility }) => [
      ...(holder.kind === 'named' ? [holder.registry] : []),
      ...[...eligibility.facts.values()].flatMap(({ source }) => registriesOf[source.kind](source as never)),
    ]),
  );
  if (types.length > 0 && pack.people.died !== undefined) found.add(pack.people.registry);
  read.set(pack, found);
  return found;
}

const read = new WeakMap<Pack, ReadonlySet<string>>();
