import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { Type } from 'typebox';
import {
  AppError,
  type CallerOf,
  type Locale,
  provedLately,
  type Route,
  refuseUnlessProved,
  route,
  say,
} from '../kernel/index.ts';
import type { Government } from '../pack/index.ts';
import { localPath } from './local-path.ts';
import { passkeysOf, removePasskey } from './passkeys.ts';
import { numberOf } from './people.ts';
import { proveAgain, sessionsOf, signIn } from './sessions.ts';
import { authenticate, authenticationOptions, type RelyingParty, register, registrationOptions } from './webauthn.ts';

const Base64Url = (maxLength: number) => Type.String({ pattern: '^[A-Za-z0-9_-]*$', maxLength });
const CredentialId = Type.String({ pattern: '^[A-Za-z0-9_-]+$', maxLength: 1400 }); // 1023 bytes at most (§4)

/** RegistrationResponseJSON of Web Authentication §5.1, the parts that are read. */
const Registration = Type.Object({
  id: CredentialId,
  rawId: CredentialId,
  type: Type.Literal('public-key'),
  response: Type.Object({
    clientDataJSON: Base64Url(4096),
    attestationObject: Base64Url(32_768),
    transports: Type.Optional(Type.Array(Type.String({ maxLength: 32 }), { maxItems: 10 })),
  }),
});

/** AuthenticationResponseJSON of Web Authentication §5.1, the parts that are read. */
export const Authentication = Type.Object({
  id: CredentialId,
  rawId: CredentialId,
  type: Type.Literal('public-key'),
  response: Type.Object({
    clientDataJSON: Base64Url(4096),
    authenticatorData: Base64Url(8192),
    signature: Base64Url(8192),
    userHandle: Type.Optional(Base64Url(128)),
  }),
});

const AuthenticationBody = Type.Object({
  credential: Authentication,
  next: Type.Optional(Type.String({ maxLength: 2000 })),
});
const NextAnswer = Type.Object({ next: Type.String({ description: 'the path to go to' }) });
const Options = Type.Object({ challenge: Type.String() }, { description: 'Options of Web Authentication §5.4, §5.5' });
const Instant = Type.String({ format: 'date-time' });

/** Passkeys: registering one, signing in with one, and keeping them in order. */
export function passkeyRoutes(government: Government, origin: () => string): Route[] {
  const { db, clock, pack } = government;
  const party = (locale: Locale): RelyingParty => ({ name: say(pack.title, locale), origin: origin() });

  /** Who comes upon an open session must not make it theirs for good; but a link is there to make a first passkey with. */
  async function refuseNewPasskey(caller: CallerOf<'signed-in'>): Promise<void> {
    const now = clock.now();
    if (provedLately(caller, now)) return;
    const sessions = await sessionsOf(db, caller.person, now);
    if (sessions.find(({ id }) => id === caller.session)?.means !== 'link') refuseUnlessProved(caller, now);
  }

  return [
    route({
      method: 'POST',
      path: '/api/passkeys/registration/options',
      audience: 'signed-in',
      summary: 'What navigator.credentials.create() needs to make a passkey',
      answer: Options,
      async handle({ caller, preferences }) {
        await refuseNewPasskey(caller);
        const number = (await numberOf(db, [caller.person])).get(caller.person) ?? '';
        return registrationOptions(db, party(preferences.locale), caller.person, masked(number), clock.now());
      },
    }),
    route({
      method: 'POST',
      path: '/api/passkeys/registration',
      audience: 'signed-in',
      summary: 'Registers the passkey that navigator.credentials.create() made',
      body: Type.Object({ credential: Registration, title: Type.Optional(Type.String({ maxLength: 60 })) }),
      answer: Type.Object({ id: Type.String() }),
      async handle({ caller, body, preferences }) {
        await refuseNewPasskey(caller);
        const made = { credential: body.credential as RegistrationResponseJSON, title: body.title?.trim() ?? '' };
        return { id: await register(db, party(preferences.locale), caller.person, made, clock.now()) };
      },
    }),
    route({
      method: 'POST',
      path: '/api/passkeys/authentication/options',
      audience: 'public',
      summary: 'What navigator.credentials.get() needs to sign in',
      answer: Options,
      handle: ({ preferences }) => authenticationOptions(db, party(preferences.locale), clock.now()),
    }),
    route({
      method: 'POST',
      path: '/api/passkeys/authentication',
      audience: 'public',
      summary: 'Signs in with what navigator.credentials.get() answered',
      body: AuthenticationBody,
      answer: NextAnswer,
      async handle({ body, request, preferences }) {
        const credential = body.credential as AuthenticationResponseJSON;
        const who = await authenticate(db, party(preferences.locale), credential, clock.now());
        const cookie = await signIn(government, request, who);
        return Response.json({ next: localPath(body.next) ?? '/' }, { headers: { 'set-cookie': cookie } });
      },
    }),
    route({
      method: 'POST',
      path: '/api/passkeys/proof/options',
      audience: 'signed-in',
      summary: 'What navigator.credentials.get() needs for the caller to prove again who they are',
      answer: Options,
      handle: ({ caller, preferences }) =>
        authenticationOptions(db, party(preferences.locale), clock.now(), caller.person),
    }),
    route({
      method: 'POST',
      path: '/api/passkeys/proof',
      audience: 'signed-in',
      summary: 'Proves again who the caller is with what navigator.credentials.get() answered',
      body: AuthenticationBody,
      answer: NextAnswer,
      async handle({ caller, body, preferences }) {
        const credential = body.credential as AuthenticationResponseJSON;
        const proof = await authenticate(db, party(preferences.locale), credential, clock.now());
        const cookie = await proveAgain(government, caller, proof);
        return Response.json({ next: localPath(body.next) ?? '/' }, { headers: { 'set-cookie': cookie } });
      },
    }),
    route({
      method: 'GET',
      path: '/api/passkeys',
      audience: 'signed-in',
      summary: "The caller's passkeys",
      answer: Type.Object({
        passkeys: Type.Array(
          Type.Object({ id: Type.String(), title: Type.String(), createdAt: Instant, usedAt: Type.Optional(Instant) }),
        ),
      }),
      handle: async ({ caller }) => ({ passkeys: await passkeysOf(db, caller.person) }),
    }),
    route({
      method: 'DELETE',
      path: '/api/passkeys/:id',
      audience: 'signed-in',
      provedLately: true,
      summary: "Deletes one of the caller's passkeys",
      params: Type.Object({ id: CredentialId }),
      async handle({ caller, params }) {
        if (await removePasskey(db, caller.person, params.id)) return new Response(null, { status: 204 });
        throw new AppError('not-found', 'You have no such passkey.');
      },
    }),
  ];
}

/** A number that its owner knows again and nobody learns: authenticators show it to whoever holds the device. */
function masked(number: string): string {
  return number.slice(0, 2) + '•'.repeat(Math.max(0, number.length - 4)) + number.slice(2).slice(-2);
}
