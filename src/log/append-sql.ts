import { type RawBuilder, sql, uuidv7 } from '../kernel/index.ts';
import type { Act } from './append.ts';
import { encodeLeaf, SALT_BYTES } from './leaf.ts';
import { addToOutbox } from './store/outbox.ts';

/*
 * The leaves of acts that one statement does to thousands of people where their rows lie: made in the database as
 * `commitAct` makes them here. PostgreSQL 15 has all that it takes: SHA-256, base64, and random UUIDs.
 */

/** The id of a new entry for each row: version 7 (RFC 9562), with random bits after the time. */
export const newEntries = (at: Date): RawBuilder<unknown> =>
  sql`(${uuidv7(at).slice(0, 15)}::text || substr(gen_random_uuid()::text, 16))::uuid`;

/** A new salt for each row, as bytes. A random UUID has 122 bits that nobody can guess: these 32 bytes have 244. */
export const NEW_SALTS: RawBuilder<unknown> = sql`uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())`;

/** 32 bytes as base64url, as salts are kept and commitments are written. */
export const base64urlOf = (bytes: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`translate(rtrim(encode(${bytes}, 'base64'), '='), '+/', '-_')`;

/** What stands for the agency and the commitment in a leaf that is written for many. */
const AGENCY = 'agency-of-the-act';
const COMMITMENT = 'A'.repeat(Math.ceil((SALT_BYTES * 4) / 3));

/**
 * Commits acts of one kind and instant to the log of that origin, by the statement that does them: logged if and only if
 * that is.
 * @param acts a query for `id uuid` (as `newEntries` makes them), `salt bytea` (`NEW_SALTS`), `content bytea` (canonical
 * JSON in UTF-8) and `agency text` (an agency's id).
 * @returns parts of a `with`.
 * @throws RangeError when the kind is none that a leaf may have.
 */
export function committingActs(
  origin: string,
  { kind, at }: Pick<Act, 'kind' | 'at'>,
  acts: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const leaf = encodeLeaf({ v: 1, kind, at: at.toISOString(), agency: AGENCY, commitment: COMMITMENT });
  const [head, rest] = Buffer.from(leaf).toString().split(AGENCY);
  const [middle, tail] = rest!.split(COMMITMENT);
  const commitment = base64urlOf(sql`sha256(act.salt || act.content)`);
  return sql`leaf as (
      select id, convert_to(${head}::text || agency || ${middle}::text || ${commitment} || ${tail}::text, 'UTF8') as leaf
      from (${acts}) as act),
    ${addToOutbox(origin, sql`select id, leaf from leaf`)}`;
}
