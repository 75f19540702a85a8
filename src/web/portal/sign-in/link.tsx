import { Type } from 'typebox';
import { Button, Form, Heading, Layout, Paragraph, renderPage } from '../../../design/index.ts';
import { INVITATION_LIFE, redeem, signIn } from '../../../identity/index.ts';
import { AppError, fill, page, type Route, redirect, route, transaction } from '../../../kernel/index.ts';
import { pageContext, type Site } from '../../site.ts';
import { ACCOUNT } from '../account-words.ts';

// Longer or shorter than a secret is a link that was cut or mistyped: the page says the same of it as of an old one.
const Secret = Type.Object({ secret: Type.String({ maxLength: 200 }) });

/** Signing in by a link that works once: the way in for whoever has no passkey yet. */
export function signInLinkRoutes(site: Site): Route[] {
  const { gov } = site;
  return [
    route({
      method: 'GET',
      path: '/sign-in/link/:secret',
      audience: 'public',
      // Programs that look into mail open every link in it: that must not use this one up.
      summary: 'What a sign-in link leads to: a page with the button that uses it',
      params: Secret,
      async handle(call) {
        const context = await pageContext(site, call);
        const { locale } = context;
        return page(
          renderPage(
            <Layout context={context} title={ACCOUNT.link[locale]}>
              <Heading>{ACCOUNT.link[locale]}</Heading>
              <Paragraph>{ACCOUNT.linkHelp[locale]}</Paragraph>
              <Form action={`/sign-in/link/${encodeURIComponent(call.params.secret)}`}>
                <Button>{ACCOUNT.signIn[locale]}</Button>
              </Form>
            </Layout>,
          ),
        );
      },
    }),
    route({
      method: 'POST',
      path: '/sign-in/link/:secret',
      audience: 'public',
      summary: 'Uses a sign-in link up, signs its person in and leads to where a passkey is added',
      params: Secret,
      async handle({ params, request }) {
        const cookie = await transaction(gov.db, async (tx) => {
          const person = await redeem(tx, params.secret, gov.clock.now());
          return person && signIn({ ...gov, db: tx }, request, { person, means: 'link' });
        });
        if (!cookie)
          throw new AppError(
            'gone',
            fill(ACCOUNT.linkGone, () => ({ minutes: INVITATION_LIFE / 60_000 })),
          );
        return redirect('/settings', { 'set-cookie': cookie });
      },
    }),
  ];
}
