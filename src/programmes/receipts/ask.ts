import { type Db, type RawBuilder, sql } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { idsAt } from '../ids-at.ts';

/** Somebody who wants to see what was recorded of an act: at the post of an office, or for themselves. */
export interface ReceiptReader {
  person: string;
  post?: { agency: string; role: string };
}

/** What is asked for: an entry of the public log whose leaf was made at an instant. */
export interface ReceiptAsk {
  db: Db;
  gov: Government;
  entry: string;
  at: Date;
  /** None for whoever is not signed in. */
  reader: ReceiptReader | undefined;
}

/** What was recorded, and what opens its leaf in the log; null once somebody in it is erased. */
export interface RecordedAct {
  content: Record<string, unknown>;
  salt: string | null;
}

/** Finds an act by whom it belongs to, so that nobody else's is ever read. */
export type Opener = (ask: ReceiptAsk) => Promise<RecordedAct | undefined>;

/** That an id is of one millisecond: acts of that instant are found by their keys. */
export function madeAt(column: RawBuilder<unknown>, at: Date): RawBuilder<unknown> {
  const { least, greatest } = idsAt(at);
  return sql`${column} between ${least} and ${greatest}`;
}
