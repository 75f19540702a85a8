import { all, array, type Day, type Db, run, sql } from '../../kernel/index.ts';

/*
 * Scratch codes have eight digits. Of one note so many wrong ones are taken a day and no more, so that guessing one takes
 * thousands of years; and of one shop or person so many, so that nobody can try note after note, or shut other people's
 * notes by wrong codes. The next day counts anew: a note that was shut is not lost.
 */

/** Wrong codes of a day for one note, and of one who tries. */
export const MOST_WRONG = { note: 5, asker: 20 };

/** Wrong codes that were typed today, as far as somebody did: for notes, and by askers. */
export class Guesses {
  readonly #counts: Map<string, number>;
  readonly #fresh = new Map<string, number>();
  readonly #programme: string;
  readonly #day: Day;

  private constructor(programme: string, day: Day, counts: Map<string, number>) {
    this.#programme = programme;
    this.#day = day;
    this.#counts = counts;
  }

  /** Reads what was counted for these notes and askers. */
  static async read(
    tx: Db,
    programme: string,
    day: Day,
    subjects: { serials: readonly string[]; askers: readonly string[] },
  ): Promise<Guesses> {
    const names = [...subjects.serials.map(ofNote), ...subjects.askers.map(ofAsker)];
    const rows = await all(
      tx,
      sql<{ subject: string; wrong: number }>`select subject, wrong from programmes.note_guess
        where programme = ${programme} and subject = any(${[...new Set(names)]}::text[]) and day = ${day}::date`,
    );
    return new Guesses(programme, day, new Map(rows.map(({ subject, wrong }) => [subject, wrong])));
  }

  /** Whether no code is taken any more today, right or wrong: for this note, or from this asker. */
  areSpent(serial: string, asker: string): 'note' | 'asker' | undefined {
    if (this.#of(ofNote(serial)) >= MOST_WRONG.note) return 'note';
    return this.#of(ofAsker(asker)) >= MOST_WRONG.asker ? 'asker' : undefined;
  }

  /** Counts a wrong code. @returns how many more may be tried for this note today. */
  count(serial: string, asker: string): number {
    for (const subject of [ofNote(serial), ofAsker(asker)])
      this.#fresh.set(subject, (this.#fresh.get(subject) ?? 0) + 1);
    return Math.max(
      0,
      Math.min(MOST_WRONG.note - this.#of(ofNote(serial)), MOST_WRONG.asker - this.#of(ofAsker(asker))),
    );
  }

  /** Writes down what was counted. The transaction must commit, though nothing was paid. */
  async write(tx: Db): Promise<void> {
    const fresh = [...this.#fresh].sort(([a], [b]) => (a < b ? -1 : 1));
    if (fresh.length === 0) return;
    await run(
      tx,
      sql`insert into programmes.note_guess as g (programme, subject, day, wrong)
        select ${this.#programme}, subject, ${this.#day}::date, wrong
        from unnest(${array(
          fresh.map(([subject]) => subject),
          'text',
        )}, ${array(
          fresh.map(([, wrong]) => wrong),
          'smallint',
        )})
          as typed(subject, wrong)
        on conflict (programme, subject, day) do update set wrong = least(g.wrong + excluded.wrong, 10000)`,
    );
  }

  #of(subject: string): number {
    return (this.#counts.get(subject) ?? 0) + (this.#fresh.get(subject) ?? 0);
  }
}

const ofNote = (serial: string) => `note/${serial}`;
const ofAsker = (asker: string) => `asker/${asker}`;
