import { Type } from 'typebox';
import {
  Button,
  ButtonLink,
  Form,
  Heading,
  InsetText,
  Layout,
  type PageContext,
  Paragraph,
  renderPage,
  Section,
} from '../../../design/index.ts';
import { localPath } from '../../../identity/index.ts';
import {
  hasMadeUpPeople,
  type Locale,
  PROOF_LIFE,
  page,
  provedLately,
  type Route,
  route,
  say,
} from '../../../kernel/index.ts';
import { pageContext, type Site } from '../../site.ts';
import { ACCOUNT } from '../account-words.ts';
import { PasskeyHelp } from '../passkey-help.tsx';
import { WhereForm } from '../presentations/where-form.tsx';
import { SIGNING_IN } from './words.ts';

/** Proving again who one is, in the session that one is in, for what an open session alone is not enough. */
export function againRoutes(site: Site): Route[] {
  const { clock } = site.gov;
  return [
    route({
      method: 'GET',
      path: '/sign-in/again',
      audience: 'signed-in',
      summary: 'The ways to prove again who the caller is',
      query: Type.Object({ next: Type.Optional(Type.String({ maxLength: 2000 })) }),
      async handle(call) {
        const context = await pageContext(site, call);
        const next = localPath(call.query.next);
        const isProved = provedLately(call.caller, clock.now());
        return page(renderPage(<Again {...{ site, context, next, isProved }} />));
      },
    }),
  ];
}

interface AgainProps {
  site: Site;
  context: PageContext;
  next: string | undefined;
  isProved: boolean;
}

function Again({ site, context, next, isProved }: AgainProps) {
  const { locale, person, homeHref = '/' } = context;
  return (
    <Layout context={context} title={SIGNING_IN.again[locale]} scripts={['passkey']}>
      <Heading>{SIGNING_IN.again[locale]}</Heading>
      {isProved ? (
        <InsetText>
          <Paragraph>{SIGNING_IN.againDone[locale]}</Paragraph>
          <ButtonLink href={next ?? homeHref}>{ACCOUNT.goOn[locale]}</ButtonLink>
        </InsetText>
      ) : (
        <>
          <Paragraph>
            {say(SIGNING_IN.againWhy, locale, { name: person!.name })}{' '}
            {say(SIGNING_IN.againLife, locale, { minutes: PROOF_LIFE / 60_000 })}
          </Paragraph>
          <Ways {...{ site, locale, next }} />
        </>
      )}
    </Layout>
  );
}

function Ways({ site, locale, next }: { site: Site; locale: Locale; next: string | undefined }) {
  return (
    <>
      <Section id="passkey" title={SIGNING_IN.byPasskey[locale]}>
        <Paragraph>{SIGNING_IN.byPasskeyHelp[locale]}</Paragraph>
        <div data-passkey="again" data-next={next}>
          <PasskeyHelp locale={locale}>
            <Button type="button">{SIGNING_IN.byPasskey[locale]}</Button>
          </PasskeyHelp>
        </div>
      </Section>
      <Section id="wallet" title={SIGNING_IN.byWallet[locale]}>
        <Paragraph>{SIGNING_IN.byWalletHelp[locale]}</Paragraph>
        <WhereForm locale={locale} action="/sign-in/again/wallet" hidden={next ? { next } : {}} />
      </Section>
      {hasMadeUpPeople(site.gov.config) && (
        <Section id="demo" title={SIGNING_IN.byDemo[locale]}>
          <Paragraph>{SIGNING_IN.byDemoHelp[locale]}</Paragraph>
          <Form action="/sign-in/demo/again">
            {next && <input type="hidden" name="next" value={next} />}
            <Button variant="secondary">{SIGNING_IN.byDemoButton[locale]}</Button>
          </Form>
        </Section>
      )}
    </>
  );
}
