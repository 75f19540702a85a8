import { type RawBuilder, sql } from '../../kernel/index.ts';
import { type Sql, sqlWord } from '../../rules/index.ts';

/** So many people one statement looks at, unless fewer are wanted: a fraction of a second's work, so that nothing waits long for it. */
export const MOST_PEOPLE = 5_000;

/** Where to begin. */
export interface Page {
  /** People whose id comes after this one; from the first on unless stated. */
  readonly after?: string;
  /** At most so many people are looked at; `MOST_PEOPLE` unless fewer. */
  readonly limit?: number;
}

/** How far it has looked. */
export interface Looked {
  /** How many people were looked at. */
  readonly examined: number;
  /** Where the next page begins (`after`); undefined when nobody is left. */
  readonly next: string | undefined;
}

/** What one statement looks through. */
export interface Stretch {
  readonly after: string | undefined;
  readonly limit: number;
}

/** What the statement of a page looks through. */
export const stretchFrom = ({ after, limit = MOST_PEOPLE }: Page): Stretch => ({
  after,
  limit: Math.min(limit, MOST_PEOPLE),
});

/** What a statement says of how far it has looked, of people `who`: as columns, and as a row. */
export const LOOKED_AT = sqlWord(
  '(select person from who order by person desc limit 1) as last, (select count(*) from who)::integer as examined',
);
export interface LookedAt {
  /** The last person looked at; null when nobody was left. */
  last: string | null;
  examined: number;
}

/** How far a statement that looked through a stretch has got. */
export const looked = ({ last, examined }: LookedAt, { limit }: Stretch): Looked => ({
  examined,
  next: examined < limit ? undefined : (last ?? undefined),
});

/** SQL of the rules as a part of a statement. */
export const built = <R>({ texts, values }: Sql): RawBuilder<R> =>
  sql<R>(texts as unknown as TemplateStringsArray, ...values);
