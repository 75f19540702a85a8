import { transaction } from '../kernel/index.ts';
import type { Government } from '../pack/index.ts';
import { sessionCookie } from './cookies.ts';
import { personOf, seedPersonas } from './demo.ts';
import { createSession, type SignIn } from './sessions.ts';
import { SoftwareAuthenticator } from './software-authenticator.ts';
import { register, registrationOptions } from './webauthn.ts';

export { SoftwareAuthenticator } from './software-authenticator.ts';

/** Signs a persona of the pack in; the value of a `Cookie` header. Makes the personas if nobody has yet. For tests. */
export async function signInAs(government: Government, personaId: string): Promise<string> {
  const who = await transaction(government.db, async (tx) => {
    await seedPersonas(tx, government.pack, government.clock.now());
    return personOf(tx, government.pack, personaId);
  });
  return signInPerson(government, who);
}

/** Signs any person in, in an office if one is given, as in the demo unless another means is; the value of a `Cookie` header. For tests. */
export async function signInPerson(
  government: Government,
  who: Omit<SignIn, 'means'> & Partial<SignIn>,
): Promise<string> {
  const secret = await createSession(government.db, { means: 'demo', ...who }, government.clock.now());
  return sessionCookie(secret, government.config).split(';')[0]!;
}

/** A passkey of somebody's at the site of an origin. For tests. */
export async function registerPasskey(
  { db, clock }: Pick<Government, 'db' | 'clock'>,
  person: string,
  origin: string,
): Promise<SoftwareAuthenticator> {
  const party = { name: 'Madang', origin };
  const authenticator = new SoftwareAuthenticator(origin);
  const at = clock.now();
  const options = await registrationOptions(db, party, person, 'me', at);
  const credential = authenticator.create({ ...options, user: { id: options.user.id } });
  await register(db, party, person, { credential, title: '' }, at);
  return authenticator;
}
