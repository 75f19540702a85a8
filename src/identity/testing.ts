import { transaction } from '../kernel/index.ts';
import type { Government } from '../pack/index.ts';
import { sessionCookie } from './cookies.ts';
import { personOf, seedPersonas } from './demo.ts';
import { createSession, type SignIn } from './sessions.ts';

/** Signs a persona of the pack in; the value of a `Cookie` header. Makes the personas if nobody has yet. For tests. */
export async function signInAs(government: Government, personaId: string): Promise<string> {
  const who = await transaction(government.db, async (tx) => {
    await seedPersonas(tx, government.pack, government.clock.now());
    return personOf(tx, government.pack, personaId);
  });
  return signInPerson(government, who);
}

/** Signs any person in, in an office if one is given; the value of a `Cookie` header. For tests. */
export async function signInPerson(government: Government, who: SignIn): Promise<string> {
  const secret = await createSession(government.db, who, government.clock.now());
  return sessionCookie(secret, government.config).split(';')[0]!;
}
