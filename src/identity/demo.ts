import { type Static, Type } from 'typebox';
import { AppError, type Db, type Route, redirect, route, type Text } from '../kernel/index.ts';
import type { Government, Pack } from '../pack/index.ts';
import { localPath } from './local-path.ts';
import { findPeople, identify } from './people.ts';
import { appoint } from './posts.ts';
import { proveAgain, signIn } from './sessions.ts';

const TextAnswer = Type.Object({ ko: Type.String(), 'zh-Hant': Type.String(), en: Type.String() });
const PersonasAnswer = Type.Object({
  personas: Type.Array(
    Type.Object({
      id: Type.String(),
      title: TextAnswer,
      post: Type.Optional(Type.Object({ agency: Type.String(), role: Type.String() })),
    }),
  ),
});

const UNKNOWN_PERSONA: Text = {
  ko: '이 체험 인물은 없어요. 목록에서 골라 주세요.',
  'zh-Hant': '沒有這位示範人物，請從清單中選擇。',
  en: 'There is no such demo person. Choose one from the list.',
};

/** Makes the pack's personas known and gives its officers their posts. Nothing changes the second time. */
export async function seedPersonas(tx: Db, pack: Pack, at: Date): Promise<void> {
  const { personas } = pack.demo;
  const people = await identify(
    tx,
    personas.map((persona) => persona.number),
    at,
  );
  for (const { number, post } of personas) {
    if (post) await appoint(tx, people.get(number)!, post, at);
  }
}

/**
 * The person behind a persona of the pack, with the post in which they sign in.
 * @throws AppError `invalid` if there is no such persona or it was not seeded.
 */
export async function personOf(db: Db, pack: Pack, id: string) {
  const persona = pack.demo.personas.find((candidate) => candidate.id === id);
  const person = persona && (await findPeople(db, [persona.number])).get(persona.number);
  if (!person) {
    throw new AppError('invalid', UNKNOWN_PERSONA, { fields: [{ path: '/persona', message: UNKNOWN_PERSONA.en }] });
  }
  return { person, post: persona.post };
}

/** Signing in as anybody of the demo, without proof. A production process does not have these routes. */
export function demoRoutes(government: Government): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/demo/personas',
      audience: 'public',
      summary: 'The people of the demo whom anybody may sign in as',
      answer: PersonasAnswer,
      handle: (): Static<typeof PersonasAnswer> => ({
        personas: government.pack.demo.personas.map(({ id, title, post }) => ({ id, title, ...(post && { post }) })),
      }),
    }),
    route({
      method: 'POST',
      path: '/sign-in/demo',
      audience: 'public',
      summary: 'Signs in as a person of the demo',
      body: Type.Object({
        persona: Type.String({ maxLength: 60 }),
        next: Type.Optional(Type.String({ maxLength: 2000 })),
      }),
      async handle({ body, request }) {
        const who = await personOf(government.db, government.pack, body.persona);
        const cookie = await signIn(government, request, { ...who, means: 'demo' });
        return redirect(localPath(body.next) ?? (who.post ? '/office' : '/'), { 'set-cookie': cookie });
      },
    }),
    route({
      method: 'POST',
      path: '/sign-in/demo/again',
      audience: 'signed-in',
      summary: 'Takes the word of a person of the demo that it is they, as a passkey would prove it elsewhere',
      body: Type.Object({ next: Type.Optional(Type.String({ maxLength: 2000 })) }),
      async handle({ caller, body }) {
        const cookie = await proveAgain(government, caller, { person: caller.person, means: 'demo' });
        return redirect(localPath(body.next) ?? '/', { 'set-cookie': cookie });
      },
    }),
  ];
}
