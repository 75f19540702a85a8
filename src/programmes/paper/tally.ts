import { type Db, first, sql } from '../../kernel/index.ts';

/** Where all sets of a programme are that were ever printed. Together they are `printed`, always. */
export interface PaperTally {
  printed: number;
  /** In the central store. */
  stored: number;
  /** At places, to be ordered. */
  free: number;
  /** At places, ordered and not picked up. */
  reserved: number;
  handed: number;
  /** Given back by whoever had them. */
  returned: number;
  /** In the store or at places, refused. */
  blocked: number;
  destroyed: number;
}

/** Counts the sets of a programme by what became of them, without looking at each. */
export async function paperTally(db: Db, programme: string): Promise<PaperTally> {
  const row = await first(
    db,
    sql<PaperTally>`
      with ranges as (
        select state, blocked, last_set - first_set + 1 - gone as sets from programmes.note_range
        where programme = ${programme}
      ), stock as (
        select coalesce(sum(free), 0)::int as free, coalesce(sum(reserved), 0)::int as reserved,
          coalesce(sum(handed), 0)::int as handed, coalesce(sum(returned), 0)::int as returned
        from programmes.note_stock where programme = ${programme}
      ), runs as (
        select coalesce(sum(last_set - first_set + 1), 0)::int as printed from programmes.print_run
        where programme = ${programme} and state = 'printed'
      )
      select runs.printed, stock.*,
        (select coalesce(sum(sets), 0)::int from ranges where state = 'stored' and not blocked) as stored,
        (select coalesce(sum(sets), 0)::int from ranges where state <> 'destroyed' and blocked) as blocked,
        (select coalesce(sum(sets), 0)::int from ranges where state = 'destroyed') as destroyed
      from stock cross join runs`,
  );
  return row!;
}
