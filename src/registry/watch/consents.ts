import type { Db } from '../../kernel/index.ts';
import type { Reader } from '../disclosures.ts';

/** A look that names a consent. */
export interface ConsentedLook {
  consent: string;
  /** Whose data it was. */
  person: string;
  reader: Reader;
  /** As paths: `registry.field`. */
  fields: readonly string[];
  /** When it was. */
  at: Date;
}

/**
 * Whether each of some looks was covered by its consent: it was there then, for this person and reader, and has these
 * fields. Consents are kept in a room above this one, which gives this to `registryRoom`.
 */
export type ConsentsCover = (db: Db, looks: readonly ConsentedLook[]) => Promise<readonly boolean[]>;

/** Where nobody keeps consents, none covers anything. */
export const NO_CONSENTS: ConsentsCover = async (_, looks) => looks.map(() => false);
