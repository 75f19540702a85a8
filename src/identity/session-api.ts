import { Type } from 'typebox';
import { AppError, type Route, redirect, route, type Text } from '../kernel/index.ts';
import type { Government } from '../pack/index.ts';
import { noSessionCookie, sessionCookie } from './cookies.ts';
import { localPath } from './local-path.ts';
import { endOtherSessions, endSession, sessionsOf, takeUpPost } from './sessions.ts';

const Instant = Type.String({ format: 'date-time' });
const PostSchema = Type.Object({ agency: Type.String({ maxLength: 60 }), role: Type.String({ maxLength: 60 }) });

const NOT_YOUR_POST: Text = {
  ko: '맡고 있는 직위가 아니에요. 내 직위 목록에서 골라 주세요.',
  'zh-Hant': '您未擔任這項職務，請從我的職務中選擇。',
  en: 'You do not hold this post. Choose one of your posts.',
};

/** Signing out, going on as an officer, and one's sessions on other devices. */
export function sessionRoutes(government: Government): Route[] {
  const { db, clock, config } = government;
  return [
    route({
      method: 'POST',
      path: '/sign-out',
      // Open to all: whose session is over already may still press the button.
      audience: 'public',
      summary: 'Ends this session',
      async handle({ caller }) {
        if ('session' in caller) await endSession(db, caller.session);
        return redirect('/', { 'set-cookie': noSessionCookie(config) });
      },
    }),
    route({
      method: 'POST',
      path: '/sign-in/post',
      audience: 'signed-in',
      summary: 'Goes on as the officer of a post that the person holds',
      body: Type.Object({ ...PostSchema.properties, next: Type.Optional(Type.String({ maxLength: 2000 })) }),
      async handle({ caller, body: { next, ...post } }) {
        const secret = await takeUpPost(db, caller.session, post);
        if (!secret) throw new AppError('forbidden', NOT_YOUR_POST);
        return redirect(localPath(next) ?? '/office', { 'set-cookie': sessionCookie(secret, config) });
      },
    }),
    route({
      method: 'GET',
      path: '/api/sessions',
      audience: 'signed-in',
      summary: 'The sessions in which the caller is signed in, the latest used first',
      answer: Type.Object({
        sessions: Type.Array(
          Type.Object({
            id: Type.String(),
            current: Type.Boolean(),
            post: Type.Optional(PostSchema),
            userAgent: Type.Optional(Type.String()),
            createdAt: Instant,
            seenAt: Instant,
            expiresAt: Instant,
          }),
        ),
      }),
      async handle({ caller }) {
        const sessions = await sessionsOf(db, caller.person, clock.now());
        return { sessions: sessions.map((session) => ({ ...session, current: session.id === caller.session })) };
      },
    }),
    route({
      method: 'POST',
      path: '/api/sessions/end-others',
      audience: 'signed-in',
      summary: 'Signs the caller out everywhere else',
      answer: Type.Object({ ended: Type.Integer({ description: 'sessions that were ended' }) }),
      handle: async ({ caller }) => ({ ended: await endOtherSessions(db, caller.person, caller.session) }),
    }),
  ];
}
