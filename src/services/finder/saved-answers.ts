import { all, array, type Db, run, sql, transaction } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { asksOf, type FinderAnswers } from './answers.ts';

/** One answer that a person chose to keep. */
export interface SavedAnswer {
  /** The key of its question. */
  key: string;
  value: unknown;
  savedAt: Date;
}

/** An answer with the mark of the question that it was given to. */
interface Stored {
  said: unknown;
  mark: string;
}

/** What a person has saved and the pack still asks in the same words, by the keys of the questions. */
export async function savedAnswersOf(db: Db, { pack }: Government, person: string): Promise<SavedAnswer[]> {
  const rows = await all(
    db,
    sql<{ key: string; value: Stored; savedAt: Date }>`select key, value, saved_at as "savedAt"
      from services.saved_answer where person = ${person} order by key`,
  );
  const asks = asksOf(pack);
  const saved = rows.filter(({ key, value }) => asks.get(key)?.mark === value.mark);
  return saved.map(({ key, value, savedAt }) => ({ key, value: value.said, savedAt }));
}

/** Saved answers as answers. */
export const answersIn = (saved: readonly SavedAnswer[]): FinderAnswers =>
  Object.fromEntries(saved.map(({ key, value }) => [key, value]));

/** Keeps exactly these answers. One that was kept before and is the same keeps its date. */
export function saveFinderAnswers(gov: Government, person: string, answers: FinderAnswers): Promise<void> {
  const asks = asksOf(gov.pack);
  const entries = Object.entries(answers).flatMap(([key, said]) => {
    const mark = asks.get(key)?.mark;
    return mark ? [{ key, value: JSON.stringify({ said, mark } satisfies Stored) }] : [];
  });
  const keys = array(
    entries.map(({ key }) => key),
    'text',
  );
  const values = array(
    entries.map(({ value }) => value),
    'jsonb',
  );
  return transaction(gov.db, async (tx) => {
    await run(tx, sql`delete from services.saved_answer where person = ${person} and key <> all(${keys})`);
    await run(
      tx,
      sql`insert into services.saved_answer (person, key, value, saved_at)
        select ${person}::uuid, given.key, given.value, ${gov.clock.now()}::timestamptz
        from unnest(${keys}, ${values}) as given (key, value)
        on conflict (person, key) do update set value = excluded.value, saved_at = excluded.saved_at
        where saved_answer.value <> excluded.value`,
    );
  });
}

/** Forgets one answer, or all of them. */
export async function forgetAnswers(db: Db, person: string, key?: string): Promise<void> {
  await run(
    db,
    sql`delete from services.saved_answer where person = ${person} and (${key ?? null}::text is null or key = ${key ?? null})`,
  );
}
