import { timingSafeEqual } from 'node:crypto';
import { type Caller, type Db, first, randomSecret, run, sha256, sql, uuidv7 } from '../kernel/index.ts';

/** What a key is issued for. */
export interface KeyGrant {
  /** The agency whose system it is. */
  agency: string;
  scopes: readonly string[];
  /** Which system it is, in the words of whoever asked for it. */
  title: string;
}

const TOKEN = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/;

/** Issues a key to another system. `token` is what it sends as `Authorization: Bearer <token>`; it is shown only now. */
export async function issueKey(tx: Db, grant: KeyGrant, at: Date): Promise<{ id: string; token: string }> {
  const id = uuidv7(at);
  const secret = randomSecret();
  // 32 random bytes cannot be guessed, so that a fast hash keeps them as well as a slow one would.
  await run(
    tx,
    sql`insert into identity.key (id, secret_hash, agency, scopes, title, created_at)
      values (${id}, ${sha256(secret)}, ${grant.agency}, ${grant.scopes}::text[], ${grant.title}, ${at})`,
  );
  return { id, token: `${id}.${secret}` };
}

/** Makes a key worthless from now on, and returns what it was issued for; undefined if there was none to revoke. */
export async function revokeKey(tx: Db, id: string, at: Date): Promise<KeyGrant | undefined> {
  return first(
    tx,
    sql<KeyGrant>`update identity.key set revoked_at = ${at} where id = ${id} and revoked_at is null
      returning agency, scopes, title`,
  );
}

/** The system whose key this is; undefined if it is malformed, unknown, revoked or its secret is wrong. */
export async function keyCaller(db: Db, token: string): Promise<Caller | undefined> {
  const [, id, secret] = TOKEN.exec(token) ?? [];
  if (!id || !secret) return undefined;
  const row = await first(
    db,
    sql<{ secret_hash: Buffer; agency: string; scopes: string[] }>`
      select secret_hash, agency, scopes from identity.key where id = ${id} and revoked_at is null`,
  );
  if (!row || !timingSafeEqual(row.secret_hash, sha256(secret))) return undefined;
  return { kind: 'key', key: id, agency: row.agency, scopes: row.scopes };
}
