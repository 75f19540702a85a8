import { isDeepStrictEqual } from 'node:util';
import { all, array, type Day, type Db, first, run, sql } from '../kernel/index.ts';
import type { Data } from './rows.ts';

/** Which record: whose, and which of theirs (`key` is empty where a person has one). */
export interface RecordId {
  subject: string;
  key: string;
}

/** What a record shall hold from now on; null takes a field's value away, what is left out stays as it is. */
export interface Draft extends RecordId {
  data: Data;
}

/** What the drafts of one write have in common. */
export interface Stamp {
  registry: string;
  /** The file, system or case that they come from. */
  source: string;
  validFrom: Day;
  at: Date;
}

/** What became of a record. `before` is what it held, undefined where it is new; `after` what it holds now. */
export type Outcome = RecordId & { version: number } & (
    | { changed: false }
    | { changed: true; before: Data | undefined; after: Data }
  );

/** Identifies a record within a registry. */
export const idOf = ({ subject, key }: RecordId): string => `${subject} ${key}`;

const bySubject = (a: RecordId, b: RecordId) => (idOf(a) < idOf(b) ? -1 : 1);

/**
 * Stores drafts of different records of one registry: three statements at most. Records are locked in one order, so
 * that two writers of the same ones wait for each other. The same data changes nothing. By `idOf`.
 */
export async function saveDrafts(tx: Db, stamp: Stamp, drafts: readonly Draft[]): Promise<Map<string, Outcome>> {
  const ordered = drafts.toSorted(bySubject);
  const fresh = await insertNew(tx, stamp, ordered);
  const isFresh = new Set(fresh.map(idOf));
  const existing = ordered.filter((draft) => !isFresh.has(idOf(draft)));
  const merged = existing.length === 0 ? [] : await lockAndMerge(tx, stamp, existing);
  const changed = merged.filter((row) => row.changed);
  if (changed.length > 0) await supersede(tx, stamp, changed);
  const outcomes: Outcome[] = [
    ...fresh.map((row) => ({ ...row, version: 1, changed: true, before: undefined })),
    ...merged.map((row) => ({ ...row, version: row.changed ? row.version + 1 : row.version })),
  ];
  return new Map(outcomes.map((outcome) => [idOf(outcome), outcome]));
}

function given(drafts: readonly (RecordId & { data: Data })[]) {
  const subjects = array(
    drafts.map((draft) => draft.subject),
    'uuid',
  );
  const keys = array(
    drafts.map((draft) => draft.key),
    'text',
  );
  const data = array(
    drafts.map((draft) => JSON.stringify(draft.data)),
    'jsonb',
  );
  return sql`unnest(${subjects}, ${keys}, ${data}) as given (subject, key, data)`;
}

async function insertNew(tx: Db, { registry, source, validFrom, at }: Stamp, drafts: readonly Draft[]) {
  const inserted = await all(
    tx,
    sql<RecordId>`
      insert into registry.record (subject, registry, key, data, source, valid_from, recorded_at, version)
      select subject, ${registry}, key, jsonb_strip_nulls(data), ${source}, ${validFrom}::date, ${at}::timestamptz, 1
      from ${given(drafts)} on conflict do nothing returning subject, key`,
  );
  const dataOf = new Map(drafts.map((draft) => [idOf(draft), draft.data]));
  return inserted.map((id) => ({ ...id, after: dataOf.get(idOf(id))! }));
}

function lockAndMerge(tx: Db, { registry }: Stamp, drafts: readonly Draft[]) {
  return all(
    tx,
    sql<RecordId & { version: number; changed: boolean; before: Data; after: Data }>`
      select record.subject, record.key, record.version, record.data as before, merged.after,
        record.data <> merged.after as changed
      from registry.record
        join ${given(drafts)}
          on record.subject = given.subject and record.registry = ${registry} and record.key = given.key
        cross join lateral (select jsonb_strip_nulls(record.data || given.data) as after) as merged
      order by record.subject, record.key for update of record`,
  );
}

/** Keeps the present version of each record in the history and puts the new one in its place. */
async function supersede(tx: Db, stamp: Stamp, changed: readonly (RecordId & { after: Data })[]): Promise<void> {
  const drafts = changed.map(({ subject, key, after }) => ({ subject, key, data: after }));
  const { registry, source, validFrom, at } = stamp;
  await run(
    tx,
    sql`with given as (select * from ${given(drafts)}),
      kept as (
        insert into registry.record_history
          (subject, registry, key, version, data, source, valid_from, recorded_at, superseded_at)
        select record.subject, record.registry, record.key, version, record.data, source, valid_from, recorded_at, ${at}
        from registry.record join given
          on record.subject = given.subject and record.registry = ${registry} and record.key = given.key)
      update registry.record set data = given.data, source = ${source}, valid_from = ${validFrom}::date,
        recorded_at = ${at}, version = version + 1
      from given
      where record.subject = given.subject and record.registry = ${registry} and record.key = given.key`,
  );
}

/** What a record holds, and in which version. */
export interface Held {
  data: Data;
  version: number;
}

/** What a record holds, locked until the transaction ends; undefined where there is none. */
export function lockRecord(tx: Db, registry: string, { subject, key }: RecordId): Promise<Held | undefined> {
  return first(
    tx,
    sql<Held>`select data, version from registry.record
      where subject = ${subject} and registry = ${registry} and key = ${key} for update`,
  );
}

/** As `saveDrafts`, for one record that the caller has locked: only what really changes is written. */
export async function saveLocked(tx: Db, stamp: Stamp, held: Held, { subject, key, data }: Draft): Promise<Outcome> {
  const merged = Object.entries({ ...held.data, ...data }).filter(([, value]) => value !== null);
  const after: Data = Object.fromEntries(merged);
  const changed = !isDeepStrictEqual(after, held.data);
  if (!changed) return { subject, key, version: held.version, changed };
  await supersede(tx, stamp, [{ subject, key, after }]);
  return { subject, key, version: held.version + 1, changed, before: held.data, after };
}
