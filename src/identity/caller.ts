import { AppError, type Caller, type World } from '../kernel/index.ts';
import { sessionSecretOf } from './cookies.ts';
import { keyCaller } from './keys.ts';
import { sessionCaller } from './sessions.ts';

/**
 * Who sends a request: a system by its key (`Authorization: Bearer`, RFC 6750 §2.1) or a person by the session's
 * cookie. A session that is over makes nobody, who may sign in again; a key that is not valid is an error, because the
 * system that sent it relies on it. Other schemes of `Authorization` are for whatever stands in front of us.
 * @throws AppError `not-signed-in` for a wrong key, `bad-request` for a key and a session at once.
 */
export async function callerOf(world: Pick<World, 'db' | 'clock' | 'config'>, request: Request): Promise<Caller> {
  const [, token] = /^bearer\b *(.*)$/i.exec(request.headers.get('authorization') ?? '') ?? [];
  const secret = sessionSecretOf(request, world.config);
  if (token === undefined) {
    const caller = secret && (await sessionCaller(world.db, secret, world.clock.now()));
    return caller || { kind: 'nobody' };
  }
  if (secret) throw new AppError('bad-request', 'Send a key or the cookie of a session, not both.');
  const caller = await keyCaller(world.db, token);
  if (!caller) throw new AppError('not-signed-in', 'This key is not valid. Send Authorization: Bearer <id>.<secret>.');
  return caller;
}
