import { type Db, randomSecret, run, sql } from '../kernel/index.ts';

/** An authenticator must answer within this many milliseconds. */
const CHALLENGE_LIFE = 5 * 60_000;

/** Whose passkey is being registered; nobody's at sign-in, where the answer will say who it is. */
type Registrant = string | null;

/** Draws a challenge: 32 random bytes (Web Authentication §13.4.3 wants 16), as base64url. */
export async function drawChallenge(db: Db, registrant: Registrant, at: Date): Promise<string> {
  const challenge = randomSecret();
  const expiresAt = new Date(at.getTime() + CHALLENGE_LIFE);
  await run(
    db,
    sql`insert into identity.challenge (challenge, registrant, expires_at)
      values (${challenge}, ${registrant}, ${expiresAt})`,
  );
  return challenge;
}

/** Takes a challenge back, once: says whether it was drawn for the same, is still good and was not taken before. */
export async function takeChallenge(db: Db, challenge: string, registrant: Registrant, at: Date): Promise<boolean> {
  const statement = sql`delete from identity.challenge
    where challenge = ${challenge} and registrant is not distinct from ${registrant}::uuid and expires_at > ${at}`;
  return (await run(db, statement)) === 1;
}
