import { Type } from 'typebox';
import { Button, Form, Heading, Layout, Paragraph, renderPage } from '../../../design/index.ts';
import { localPath, postsOf } from '../../../identity/index.ts';
import { page, type Route, route, say } from '../../../kernel/index.ts';
import { pageContext, type Site } from '../../site.ts';
import { PORTAL } from '../words.ts';
import { SIGNING_IN } from './words.ts';

/** Going on as an officer, for who has signed in as themselves and comes upon a page of the office. */
export function postRoutes(site: Site): Route[] {
  const { gov } = site;
  return [
    route({
      method: 'GET',
      path: '/sign-in/post',
      audience: 'resident',
      summary: 'The posts in which the caller can go on',
      query: Type.Object({ next: Type.Optional(Type.String({ maxLength: 2000 })) }),
      async handle(call) {
        const [context, posts] = await Promise.all([pageContext(site, call), postsOf(gov.db, call.caller.person)]);
        const { locale, person } = context;
        const next = localPath(call.query.next);
        return page(
          renderPage(
            <Layout context={context} title={SIGNING_IN.post[locale]}>
              <Heading>{SIGNING_IN.post[locale]}</Heading>
              <Paragraph>
                {posts.length > 0
                  ? say(SIGNING_IN.postHelp, locale, { name: person!.name })
                  : SIGNING_IN.postGone[locale]}
              </Paragraph>
              {posts.map(({ agency, role }) => (
                <Form key={`${agency} ${role}`} action="/sign-in/post">
                  <input type="hidden" name="agency" value={agency} />
                  <input type="hidden" name="role" value={role} />
                  {next && <input type="hidden" name="next" value={next} />}
                  <Button variant="secondary">
                    {say(PORTAL.workAs, locale, {
                      role: gov.pack.agencies.get(agency)?.roles[role]?.[locale] ?? role,
                      agency: gov.pack.agencies.get(agency)?.title[locale] ?? agency,
                    })}
                  </Button>
                </Form>
              ))}
            </Layout>,
          ),
        );
      },
    }),
  ];
}
