import type { ImportRow, Pack, Registry } from '../../pack/index.ts';

type Row = Readonly<Record<string, unknown>>;

/** Which fields of which registries a simulation looks at. */
export type Wanted = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * The records of a population in memory, found as `readFacts` finds those of real people: by the person whose record it
 * is, else by those it lists; of several, the latest. Only the fields that are wanted are kept.
 */
export class Registers {
  readonly #pack: Pack;
  readonly #kept: Wanted;
  readonly #bySubject = new Map<string, Map<string, Row>>();
  readonly #byField = new Map<string, Map<string, Row[]>>();
  readonly #all = new Map<string, Row[]>();

  /** @param wanted fields to keep; those by which records are found are kept besides. */
  constructor(pack: Pack, wanted: Wanted) {
    this.#pack = pack;
    this.#kept = new Map([...wanted].map(([id, fields]) => [id, new Set([...fields, ...foundBy(pack, id)])]));
  }

  add({ registry: id, row }: ImportRow): void {
    const fields = this.#kept.get(id);
    if (!fields) return;
    const kept: Record<string, unknown> = {};
    for (const field of fields) kept[field] = row[field] ?? null;
    const registry = this.#pack.registries.get(id)!;
    into(this.#bySubject, id).set(String(row[registry.subject]), kept);
    list(this.#all, id).push(kept);
    for (const field of registry.foundBy) {
      const place = into(this.#byField, `${id}.${field}`);
      for (const person of peopleIn(row[field])) list(place, person).push(kept);
    }
  }

  /** Every record of a registry, in the order in which they came. */
  recordsOf(registry: string): readonly Row[] {
    return this.#all.get(registry) ?? [];
  }

  /** A person's record: their own, else the latest of those that list them; undefined where there is none. */
  recordOf(id: string, person: string): Row | undefined {
    const own = this.#bySubject.get(id)?.get(person);
    if (own) return own;
    const registry = this.#pack.registries.get(id)!;
    const lists = registry.foundBy.filter((field) => registry.fields[field]?.type === 'people');
    return lists.flatMap((field) => this.through(id, field, person)).at(-1);
  }

  /** All records that name a person in a field. */
  through(id: string, field: string, person: string): readonly Row[] {
    return this.#byField.get(`${id}.${field}`)?.get(person) ?? [];
  }
}

const foundBy = (pack: Pack, id: string): readonly Registry['foundBy'][number][] =>
  pack.registries.get(id)?.foundBy ?? [];

const peopleIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : [];

function into<V>(tables: Map<string, Map<string, V>>, name: string): Map<string, V> {
  const table = tables.get(name) ?? new Map<string, V>();
  tables.set(name, table);
  return table;
}

function list<V>(table: Map<string, V[]>, name: string): V[] {
  const found = table.get(name) ?? [];
  table.set(name, found);
  return found;
}
