import type { GivenRecord } from '../protocol/index.ts';
import type { Mapping } from '../settings.ts';

/** What a source has of one person. */
export interface Found {
  /** Of when it is: now, or when the file was written. */
  asOf: Date;
  /** The newest first, with exactly the fields that were asked for. */
  records: GivenRecord[];
}

/** Where values lie. It only ever reads, and only the columns of the fields that it is asked for. */
export interface Source {
  /**
   * What is held of a person by their national number.
   * @param fields some of the mapping's.
   * @throws Error where it cannot be read now; its message holds no values.
   */
  find(mapping: Mapping, person: string, fields: readonly string[]): Promise<Found>;
  close(): Promise<void>;
}

/**
 * A value as a registry calls it; null where there is none.
 * @throws Error where the mapping has no name for it: what is held must not be told as absent.
 */
export function fieldValueOf(mapping: Mapping, field: string, held: string | null | undefined): string | null {
  const value = held?.trim();
  if (value === undefined || value === '') return null;
  const { column, values } = mapping.fields.get(field)!;
  if (!values) return value;
  const named = values.get(value);
  if (named === undefined) throw new Error(`column ${column} has a value that the mapping has no name for`);
  return named;
}

/** An instant as the protocol writes it, of a day or an instant of the source; nothing where it is neither. */
export function instantOf(held: string | null | undefined): { recorded_at?: string } {
  const time = Date.parse(held ?? '');
  return Number.isNaN(time) ? {} : { recorded_at: new Date(time).toISOString() };
}
