import { all, type Db, run, sql } from '../kernel/index.ts';

/** A person keeps no more passkeys than this. */
export const MOST_PASSKEYS = 20;

/** A passkey as its owner may see it. */
export interface Passkey {
  /** The WebAuthn credential id, base64url. */
  id: string;
  /** What the owner calls it; may be empty. */
  title: string;
  createdAt: Date;
  usedAt: Date | undefined;
}

/** The passkeys of a person, the oldest first. */
export async function passkeysOf(db: Db, person: string): Promise<Passkey[]> {
  const rows = await all(
    db,
    sql<Omit<Passkey, 'usedAt'> & { usedAt: Date | null }>`
      select id, title, created_at as "createdAt", used_at as "usedAt" from identity.passkey
      where person = ${person} order by created_at, id`,
  );
  return rows.map((row) => ({ ...row, usedAt: row.usedAt ?? undefined }));
}

/** Removes a person's own passkey. Says whether there was one. */
export async function removePasskey(tx: Db, person: string, id: string): Promise<boolean> {
  return (await run(tx, sql`delete from identity.passkey where person = ${person} and id = ${id}`)) === 1;
}
