import { Type } from 'typebox';
import {
  Button,
  ButtonLink,
  CardGrid,
  Form,
  Heading,
  InsetText,
  Layout,
  Link,
  type PageContext,
  Paragraph,
  renderPage,
  Section,
  VisuallyHidden,
} from '../../../design/index.ts';
import { localPath } from '../../../identity/index.ts';
import {
  hasMadeUpPeople,
  LOCALES,
  type Locale,
  page,
  type Route,
  redirect,
  route,
  say,
} from '../../../kernel/index.ts';
import type { Pack } from '../../../pack/index.ts';
import { preferenceCookie } from '../../preferences.ts';
import { pageContext, type Site } from '../../site.ts';
import { ACCOUNT } from '../account-words.ts';
import { PasskeyHelp } from '../passkey-help.tsx';
import { WhereForm } from '../presentations/where-form.tsx';
import { SIGNING_IN } from './words.ts';

const Next = Type.Optional(Type.String({ maxLength: 2000 }));

/** Signing in, and choosing a language. */
export function signInRoutes(site: Site): Route[] {
  return [
    route({
      method: 'GET',
      path: '/sign-in',
      audience: 'public',
      summary: 'The ways to sign in',
      query: Type.Object({ next: Next }),
      async handle(call) {
        const context = await pageContext(site, call);
        return page(renderPage(<SignIn site={site} context={context} next={localPath(call.query.next)} />));
      },
    }),
    route({
      method: 'GET',
      path: '/preferences/language',
      audience: 'public',
      summary: 'Remembers a language and goes back to the page',
      query: Type.Object({ to: Type.Union(LOCALES.map((locale) => Type.Literal(locale))), next: Next }),
      handle: ({ query }) =>
        redirect(localPath(query.next) ?? '/', { 'set-cookie': preferenceCookie('locale', query.to) }),
    }),
  ];
}

interface SignInProps {
  site: Site;
  context: PageContext;
  next: string | undefined;
}

function SignIn({ site, context, next }: SignInProps) {
  const { locale, person, homeHref = '/' } = context;
  const { pack, config } = site.gov;
  return (
    <Layout context={context} title={ACCOUNT.signIn[locale]} scripts={['passkey']} wide>
      <Heading>{ACCOUNT.signIn[locale]}</Heading>
      {person && (
        <InsetText>
          <Paragraph>{say(ACCOUNT.signedInAs, locale, { name: person.name })}</Paragraph>
          <ButtonLink href={next ?? homeHref}>{ACCOUNT.goOn[locale]}</ButtonLink>
        </InsetText>
      )}
      {hasMadeUpPeople(config) && (
        <>
          <WaysBelow locale={locale} />
          <DemoPeople pack={pack} context={context} next={next} />
        </>
      )}
      <Section id="passkey" title={ACCOUNT.passkey[locale]}>
        <Paragraph>{ACCOUNT.passkeyHelp[locale]}</Paragraph>
        <div data-passkey="sign-in" data-next={next}>
          <PasskeyHelp locale={locale}>
            <Button type="button">{ACCOUNT.passkeyButton[locale]}</Button>
          </PasskeyHelp>
        </div>
      </Section>
      <Section id="wallet" title={SIGNING_IN.wallet[locale]}>
        <Paragraph>{SIGNING_IN.walletHelp[locale]}</Paragraph>
        <WhereForm locale={locale} action="/sign-in/wallet" hidden={next ? { next } : {}} />
      </Section>
    </Layout>
  );
}

/** People of the demo are many: who has a passkey or a wallet need not look for the end of them. */
function WaysBelow({ locale }: { locale: Locale }) {
  return (
    <nav class="md-section-nav" aria-label={SIGNING_IN.otherWays[locale]}>
      <ul>
        <li>
          <Link href="#passkey">{ACCOUNT.passkey[locale]}</Link>
        </li>
        <li>
          <Link href="#wallet">{SIGNING_IN.wallet[locale]}</Link>
        </li>
      </ul>
    </nav>
  );
}

type Persona = Pack['demo']['personas'][number];

interface DemoProps {
  pack: Pack;
  context: PageContext;
  next: string | undefined;
}

function DemoPeople({ pack, context: { locale }, next }: DemoProps) {
  const groups = [
    { id: 'residents', title: ACCOUNT.residents[locale], personas: pack.demo.personas.filter(({ post }) => !post) },
    { id: 'officers', title: ACCOUNT.officers[locale], personas: pack.demo.personas.filter(({ post }) => post) },
  ];
  const postOf = ({ post }: Persona) => {
    const agency = post && pack.agencies.get(post.agency);
    return agency && `${agency.title[locale]} · ${agency.roles[post.role]?.[locale] ?? ACCOUNT.anOfficer[locale]}`;
  };
  return (
    <Section id="demo" title={ACCOUNT.demo[locale]}>
      <Paragraph>{ACCOUNT.demoHelp[locale]}</Paragraph>
      {groups
        .filter(({ personas }) => personas.length > 0)
        .map(({ id, title, personas }) => (
          <Section id={id} title={title} level={3} key={id}>
            <CardGrid>
              {personas.map((persona) => (
                <article class="md-card" key={persona.id}>
                  <h4 class="md-card__title">{persona.title[locale]}</h4>
                  {persona.post && <p class="md-card__text">{postOf(persona)}</p>}
                  <div class="md-card__meta">
                    <Form action="/sign-in/demo">
                      <input type="hidden" name="persona" value={persona.id} />
                      {next && <input type="hidden" name="next" value={next} />}
                      <Button variant="secondary">
                        {ACCOUNT.signInAs[locale]}
                        <VisuallyHidden>: {persona.title[locale]}</VisuallyHidden>
                      </Button>
                    </Form>
                  </div>
                </article>
              ))}
            </CardGrid>
          </Section>
        ))}
    </Section>
  );
}
