import type { RawBuilder } from 'kysely';

/** Which rows of a table are somebody's: a condition of SQL. */
type Whose = (person: string) => RawBuilder<unknown>;

/** Salts that go when a person is erased: what they open in the public log is opened by nobody any more. */
export interface ForgottenSalts {
  /** Without its schema, which is the room's. */
  table: string;
  /** It holds null afterwards. */
  column: string;
  whose: Whose;
}

/** Personal columns that go with them. */
export interface ForgottenValues {
  table: string;
  /** What each column holds afterwards. */
  columns: Readonly<Record<string, RawBuilder<unknown>>>;
  whose: Whose;
}

/**
 * What a room does with what it holds of people when one of them is erased. Each column that its migrations mark as
 * personal, and each salt, is in one of these lists.
 */
export interface PersonalData {
  salts: readonly ForgottenSalts[];
  values: readonly ForgottenValues[];
  /** What stays, as `table.column`, and why it must. */
  keeps: Readonly<Record<string, string>>;
}
