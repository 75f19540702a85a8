import type { ImportRow, Pack } from '../../pack/index.ts';

type Row = Readonly<Record<string, unknown>>;

/** Which fields of which registries a simulation looks at. */
export type Wanted = ReadonlyMap<string, ReadonlySet<string>>;

/** What a registry keeps under the key of a record that is its person's only one. */
const ONLY = '';

/**
 * The records of a population in memory, found as `readFacts` finds those of real people: by the person whose record it
 * is, else by those it lists; of several, the latest. Only the fields that are wanted are kept.
 */
export class Registers {
  readonly #pack: Pack;
  readonly #kept: Wanted;
  readonly #bySubject = new Map<string, Map<string, Map<string, Row>>>();
  readonly #byField = new Map<string, Map<string, Set<Row>>>();
  readonly #all = new Map<string, Set<Row>>();

  /** @param wanted fields to keep; those by which records are found are kept besides. */
  constructor(pack: Pack, wanted: Wanted) {
    this.#pack = pack;
    const foundBy = (id: string) => pack.registries.get(id)?.foundBy ?? [];
    this.#kept = new Map([...wanted].map(([id, fields]) => [id, new Set([...fields, ...foundBy(id)])]));
  }

  /** A row as an import would take it: what it leaves out stays as an earlier row of the same record said. */
  add({ registry: id, row }: ImportRow): void {
    const fields = this.#kept.get(id);
    if (!fields) return;
    const registry = this.#pack.registries.get(id)!;
    const key = registry.key === undefined ? ONLY : String(row[registry.key]);
    const records = within(within(this.#bySubject, id), String(row[registry.subject]));
    const earlier = records.get(key);
    if (earlier) this.#forget(id, earlier);
    const record = recordOf(fields, row, earlier);
    records.set(key, record);
    held(this.#all, id).add(record);
    for (const field of registry.foundBy) {
      for (const person of peopleIn(record[field])) held(within(this.#byField, `${id}.${field}`), person).add(record);
    }
  }

  #forget(id: string, record: Row): void {
    this.#all.get(id)?.delete(record);
    for (const field of this.#pack.registries.get(id)!.foundBy) {
      for (const person of peopleIn(record[field])) this.#byField.get(`${id}.${field}`)?.get(person)?.delete(record);
    }
  }

  /** Every record of a registry, in the order in which they came. */
  recordsOf(registry: string): Iterable<Row> {
    return this.#all.get(registry) ?? [];
  }

  /** A person's record: their own, else the latest of those that list them; undefined where there is none. */
  recordOf(id: string, person: string): Row | undefined {
    const own = this.#bySubject.get(id)?.get(person);
    if (own) return latest(own);
    const registry = this.#pack.registries.get(id)!;
    const lists = registry.foundBy.filter((field) => registry.fields[field]?.type === 'people');
    return lists.flatMap((field) => [...this.through(id, field, person)]).at(-1);
  }

  /** All records that name a person in a field. */
  through(id: string, field: string, person: string): ReadonlySet<Row> {
    return this.#byField.get(`${id}.${field}`)?.get(person) ?? NONE;
  }
}

const NONE: ReadonlySet<Row> = new Set();

/** The record kept last by its key, as the registry orders those that came at one time. */
const latest = (records: ReadonlyMap<string, Row>): Row =>
  records.size === 1 ? records.values().next().value! : records.get([...records.keys()].sort().at(-1)!)!;

function recordOf(fields: ReadonlySet<string>, row: Row, earlier: Row = {}): Row {
  const record: Record<string, unknown> = {};
  for (const field of fields) record[field] = Object.hasOwn(row, field) ? toKeep(row[field]) : (earlier[field] ?? null);
  return record;
}

/** An empty text or list says that there is nothing. */
const toKeep = (value: unknown): unknown =>
  value === '' || (Array.isArray(value) && value.length === 0) ? null : (value ?? null);

const peopleIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : [];

function within<K, V>(tables: Map<string, Map<K, V>>, name: string): Map<K, V> {
  const table = tables.get(name) ?? new Map<K, V>();
  tables.set(name, table);
  return table;
}

function held<V>(table: Map<string, Set<V>>, name: string): Set<V> {
  const found = table.get(name) ?? new Set<V>();
  table.set(name, found);
  return found;
}
