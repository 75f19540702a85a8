import type { ImportRow, Pack } from '../../pack/index.ts';

type Row = Readonly<Record<string, unknown>>;

/** What a simulation looks at. */
export interface Wanted {
  /** The fields of each registry. */
  fields: ReadonlyMap<string, ReadonlySet<string>>;
  /** The registry whose records are gone through. */
  listed: string;
  /** Fields by which all records are found that name somebody. */
  counted: readonly { registry: string; field: string }[];
}

/** The records of one registry. Of each only the fields that are wanted are kept. */
class Register {
  readonly #subject: string;
  readonly #key: string | undefined;
  readonly #fields: readonly string[];
  /** Fields that name several people, any of whom it may be asked for. */
  readonly #lists: readonly string[];
  readonly #bySubject = new Map<string, Row | Map<string, Row>>();
  readonly #byField: ReadonlyMap<string, Map<string, Set<Row>>>;

  constructor(pack: Pack, id: string, { fields, counted }: Wanted) {
    const registry = pack.registries.get(id)!;
    this.#subject = registry.subject;
    this.#key = registry.key;
    this.#lists = registry.foundBy.filter((field) => registry.fields[field]?.type === 'people');
    const through = counted.flatMap((count) => (count.registry === id ? [count.field] : []));
    const found = [...new Set([...this.#lists, ...through])];
    this.#byField = new Map(found.map((field) => [field, new Map()]));
    this.#fields = [...new Set([...fields.get(id)!, ...found, this.#subject])];
  }

  /** A row as an import would take it: what it leaves out stays as an earlier row of the same record said. */
  add(row: Row): void {
    const subject = String(row[this.#subject]);
    const earlier = this.#earlier(subject, row);
    const record: Record<string, unknown> = {};
    for (const field of this.#fields)
      record[field] = row[field] === undefined ? (earlier?.[field] ?? null) : toKeep(row[field]);
    this.#keep(subject, row, record);
    for (const [field, table] of this.#byField) {
      if (earlier) for (const person of peopleIn(earlier[field])) table.get(person)?.delete(earlier);
      for (const person of peopleIn(record[field])) {
        const records = table.get(person);
        if (records) records.add(record);
        else table.set(person, new Set([record]));
      }
    }
  }

  #earlier(subject: string, row: Row): Row | undefined {
    const held = this.#bySubject.get(subject);
    return held instanceof Map ? held.get(String(row[this.#key!])) : held;
  }

  #keep(subject: string, row: Row, record: Row): void {
    if (this.#key === undefined) {
      this.#bySubject.set(subject, record);
      return;
    }
    const held = this.#bySubject.get(subject) as Map<string, Row> | undefined;
    const records = held ?? new Map<string, Row>();
    this.#bySubject.set(subject, records.set(String(row[this.#key]), record));
  }

  *all(): Generator<Row> {
    for (const held of this.#bySubject.values()) {
      if (held instanceof Map) yield* held.values();
      else yield held;
    }
  }

  recordOf(person: string): Row | undefined {
    const own = this.#bySubject.get(person);
    if (own instanceof Map) return latest(own);
    if (own) return own;
    let last: Row | undefined;
    for (const field of this.#lists) for (const record of this.through(field, person)) last = record;
    return last;
  }

  through(field: string, person: string): ReadonlySet<Row> {
    return this.#byField.get(field)?.get(person) ?? NONE;
  }
}

/**
 * The records of a population in memory, found as `readFacts` finds those of real people: by the person whose record it
 * is, else by those it lists; of several, the latest.
 */
export class Registers {
  readonly #listed: string;
  readonly #registers: ReadonlyMap<string, Register>;

  constructor(pack: Pack, wanted: Wanted) {
    this.#listed = wanted.listed;
    this.#registers = new Map([...wanted.fields.keys()].map((id) => [id, new Register(pack, id, wanted)]));
  }

  /** Adds a row of an import file. One of a registry that nothing is wanted of is dropped. */
  add({ registry, row }: ImportRow): void {
    this.#registers.get(registry)?.add(row);
  }

  /** The records of the listed registry, by the order in which their people came. */
  all(): Iterable<Row> {
    return this.#registers.get(this.#listed)!.all();
  }

  /** A person's record: their own, else the latest of those that list them; undefined where there is none. */
  recordOf(registry: string, person: string): Row | undefined {
    return this.#registers.get(registry)?.recordOf(person);
  }

  /** All records that name a person in a counted field. */
  through(registry: string, field: string, person: string): ReadonlySet<Row> {
    return this.#registers.get(registry)?.through(field, person) ?? NONE;
  }
}

const NONE: ReadonlySet<Row> = new Set();

/** The record kept last by its key, as the registry orders those that came at one time. */
const latest = (records: ReadonlyMap<string, Row>): Row => records.get([...records.keys()].sort().at(-1)!)!;

/** An empty text or list says that there is nothing. */
const toKeep = (value: unknown): unknown =>
  value === '' || (Array.isArray(value) && value.length === 0) ? null : value;

const peopleIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? (value as string[]) : typeof value === 'string' ? [value] : [];
