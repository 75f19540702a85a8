import { type Db, first, randomSecret, run, sha256, sql } from '../kernel/index.ts';

/** A sign-in link is good for this long, in milliseconds. */
export const INVITATION_LIFE = 30 * 60_000;

/** Lets a person sign in once without a passkey. Returns the secret of the link (32 random bytes), which is nowhere else. */
export async function invite(tx: Db, person: string, at: Date): Promise<string> {
  const secret = randomSecret();
  const expiresAt = new Date(at.getTime() + INVITATION_LIFE);
  await run(
    tx,
    sql`insert into identity.invitation (person, secret_hash, created_at, expires_at)
      values (${person}, ${sha256(secret)}, ${at}, ${expiresAt})`,
  );
  return secret;
}

/**
 * Uses an invitation up and says whose it was; undefined if it is unknown, too old or was used before. Of several at
 * once the first gets it: the others wait for its row, and then find it used.
 */
export async function redeem(tx: Db, secret: string, at: Date): Promise<string | undefined> {
  const used = await first(
    tx,
    sql<{ person: string }>`update identity.invitation set used_at = ${at}
      where secret_hash = ${sha256(secret)} and used_at is null and expires_at > ${at} returning person`,
  );
  return used?.person;
}
