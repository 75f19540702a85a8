import { Type } from 'typebox';
import { lockerOf, MOST_SEALED, putIntoLocker, removeFromLocker, sealedIn } from '../../../exchange/index.ts';
import { passkeysOf } from '../../../identity/index.ts';
import { type Route, redirect, route } from '../../../kernel/index.ts';
import type { Site } from '../../site.ts';
import { Inside, LockFields } from './locker-parts.tsx';
import { LOCKER } from './locker-words.ts';
import type { Way } from './ways.tsx';
import { previewRoute, showChoice } from './ways-routes.tsx';
import { Of } from './whose.ts';

const WAY: Way = { path: '/my-data/locker', title: LOCKER.title, lead: LOCKER.lead };
const Id = Type.Object({ id: Type.String({ format: 'uuid' }) });
/** Bytes in base64, with padding. */
const base64 = (most: number) => Type.String({ pattern: '^[A-Za-z0-9+/]+={0,2}$', maxLength: Math.ceil(most / 3) * 4 });

const Over = { salt: base64(64), nonce: base64(64) };
const Opening = Type.Union([
  Type.Object({
    kdf: Type.Literal('HKDF-SHA-256'),
    credential: Type.String({ pattern: '^[A-Za-z0-9_-]+$', maxLength: 1400 }),
    ...Over,
  }),
  Type.Object({
    kdf: Type.Literal('PBKDF2-SHA-256'),
    rounds: Type.Integer({ minimum: 600_000, maximum: 10_000_000 }),
    ...Over,
  }),
]);

/** What a person keeps here so that only they can open it. Locking and opening is the browser's (island `locker`). */
export function lockerRoutes(site: Site): Route[] {
  const { gov } = site;
  return [
    route({
      method: 'GET',
      path: WAY.path,
      audience: 'resident',
      summary: 'What is in the locker of the person signed in, and where they put something into it',
      query: Type.Object({ ...Of, done: Type.Optional(Type.Union([Type.Literal('kept'), Type.Literal('removed')])) }),
      async handle(call) {
        const { locale } = call.preferences;
        const { person } = call.caller;
        const [kept, passkeys] = await Promise.all([
          lockerOf(gov.db, person, gov.clock.now()),
          passkeysOf(gov.db, person),
        ]);
        const { done, of } = call.query;
        const said = done && (done === 'kept' ? LOCKER.done : LOCKER.removed);
        const children = <Inside {...{ gov, locale, owner: person, kept, passkeys, path: WAY.path }} done={said} />;
        return showChoice(site, call, WAY, { of, children });
      },
    }),
    previewRoute(site, WAY, async (locale, owner) => (
      <LockFields {...{ locale, owner, path: WAY.path }} passkeys={await passkeysOf(gov.db, owner)} />
    )),
    route({
      method: 'POST',
      path: '/api/my-data/locker',
      audience: 'resident',
      summary: 'Keeps what the person signed in has locked in their browser',
      body: Type.Object({ ...Id.properties, opening: Opening, sealed: base64(MOST_SEALED) }),
      bodyLimit: 2 * MOST_SEALED,
      perMinute: 10,
      async handle(call) {
        const { id, opening, sealed } = call.body;
        const { person } = call.caller;
        await putIntoLocker(gov, { person, id, opening, sealed: Buffer.from(sealed, 'base64') });
        return { id };
      },
    }),
    route({
      method: 'GET',
      path: '/api/my-data/locker/:id',
      audience: 'resident',
      summary: 'Something in the locker of the person signed in, still locked',
      params: Id,
      async handle(call) {
        const { person } = call.caller;
        const { opening, sealed } = await sealedIn(gov.db, { person, id: call.params.id, at: gov.clock.now() });
        return { opening, sealed: sealed.toString('base64') };
      },
    }),
    route({
      method: 'POST',
      path: `${WAY.path}/:id/remove`,
      audience: 'resident',
      summary: 'Deletes something from the locker of the person signed in',
      params: Id,
      async handle(call) {
        await removeFromLocker(gov.db, call.caller.person, call.params.id);
        return redirect(`${WAY.path}?done=removed`);
      },
    }),
  ];
}
