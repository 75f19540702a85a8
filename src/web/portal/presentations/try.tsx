import { Type } from 'typebox';
import { openPresentation, presentationOf } from '../../../credentials/index.ts';
import {
  ButtonLink,
  Heading,
  InsetText,
  Layout,
  Link,
  type PageContext,
  Paragraph,
  renderPage,
} from '../../../design/index.ts';
import { AppError, page, type Route, redirect, route, say, transaction } from '../../../kernel/index.ts';
import type { PartyUse } from '../../../pack/index.ts';
import { pageContext, type Site } from '../../site.ts';
import { AskWallet } from './ask-wallet.tsx';
import { askedCookie, askedIn, askedOf, forgetAskedCookie, WhereSchema } from './asked.ts';
import { EndedPage } from './ended.tsx';
import { type Outcome, outcomeOf } from './outcome.ts';
import { asksForCards, mayTry, type Party, PartyParams, partyOf } from './parties.tsx';
import { PARTIES } from './party-words.ts';
import { ShownCards } from './shown.tsx';
import { PartyUseSection } from './use.tsx';
import { WhereForm } from './where-form.tsx';
import { ASKING } from './words.ts';

/** What it is like to be asked by a relying party that is made up, and what it then learns. */
export function tryRoutes(site: Site): Route[] {
  const { gov } = site;
  const { db, config } = gov;

  async function triedParty(id: string): Promise<Party> {
    const party = await partyOf(gov, id);
    if (!mayTry(gov, party)) throw new AppError('not-found', 'This relying party cannot be tried.');
    return party;
  }

  return [
    route({
      method: 'GET',
      path: '/relying-parties/:id/try',
      audience: 'public',
      summary: 'What a made-up relying party asks for, to be tried',
      params: PartyParams,
      async handle(call) {
        const [context, party] = await Promise.all([pageContext(site, call), triedParty(call.params.id)]);
        return page(renderPage(<TryPage {...{ context, party }} />));
      },
    }),
    route({
      method: 'POST',
      path: '/relying-parties/:id/try',
      audience: 'public',
      perMinute: 30,
      summary: 'Has a made-up relying party ask this browser’s wallet, or one on another device',
      params: PartyParams,
      body: Type.Object({
        use: Type.String({ pattern: '^[a-z0-9-]{1,60}$' }),
        wallet: WhereSchema,
      }),
      async handle({ params, body: { use, wallet } }) {
        const party = await triedParty(params.id);
        const here = `/relying-parties/${party.id}/try/asked`;
        const opened = await transaction(db, (tx) =>
          openPresentation(tx, gov, {
            party: party.id,
            use,
            ...(wallet === 'here' && { returnTo: site.origin() + here }),
          }),
        );
        return redirect(here, { 'set-cookie': askedCookie('try', askedOf(opened, wallet, use), config) });
      },
    }),
    route({
      method: 'GET',
      path: '/relying-parties/:id/try/asked',
      audience: 'public',
      summary: 'Asks the wallet for a made-up relying party; then shows once what it has learned',
      params: PartyParams,
      query: Type.Object({
        response_code: Type.Optional(Type.String({ maxLength: 200 })),
        again: Type.Optional(Type.Literal('yes')),
      }),
      async handle(call) {
        const party = await triedParty(call.params.id);
        const asked = askedIn(call.request, 'try', config);
        const use = party.uses.get(asked?.next ?? '');
        if (!asked || !use) throw new AppError('gone', ASKING.elsewhereBegun);
        const here = `/relying-parties/${party.id}/try/asked`;
        const context = await pageContext(site, { ...call, here });
        const outcome = await transaction(db, (tx) => outcomeOf(tx, gov, asked, call.query.response_code));
        if (outcome.state === 'answered' && outcome.cards) {
          const html = renderPage(<LearnedPage {...{ site, context, party, use }} cards={outcome.cards} />);
          const response = page(html);
          response.headers.append('set-cookie', forgetAskedCookie('try', config));
          return response;
        }
        if (outcome.state !== 'waiting' && outcome.state !== 'answered') {
          const ended = { state: outcome.state, why: outcome.why };
          return page(renderPage(<EndedPage {...{ context, ended }} againHref={`/relying-parties/${party.id}/try`} />));
        }
        return page(
          renderPage(
            <Layout context={context} title={titleOf(party, context)} scripts={['presentation']}>
              <AskWallet
                {...{ locale: context.locale, asked, here }}
                zone={gov.pack.timeZone}
                origin={site.origin()}
                asker={party.title[context.locale]}
                stateAddress={`/relying-parties/${party.id}/try/state`}
                tried={call.query.again === 'yes'}
              />
              <Paragraph>
                <Link href={`/relying-parties/${party.id}/try`}>{ASKING.otherWay[context.locale]}</Link>
              </Paragraph>
            </Layout>,
          ),
        );
      },
    }),
    route({
      method: 'GET',
      path: '/relying-parties/:id/try/state',
      audience: 'public',
      summary: 'Whether the wallet that this browser asked for a made-up relying party is still waited for',
      params: PartyParams,
      async handle({ request }) {
        const asked = askedIn(request, 'try', config);
        const state = asked && (await presentationOf(db, gov, asked)).state;
        return { state: state === 'waiting' ? 'waiting' : 'over' };
      },
    }),
  ];
}

const titleOf = ({ title }: Party, { locale }: PageContext): string =>
  say(PARTIES.tryTitle, locale, { name: title[locale] });

function TryPage({ context, party }: { context: PageContext; party: Party }) {
  const { locale } = context;
  return (
    <Layout
      context={context}
      title={titleOf(party, context)}
      back={{ href: `/relying-parties/${party.id}`, text: party.title[locale] }}
    >
      <Heading>{titleOf(party, context)}</Heading>
      <Paragraph>{PARTIES.tryLead[locale]}</Paragraph>
      {[...party.uses.values()].filter(asksForCards).map((use) => (
        <PartyUseSection key={use.id} locale={locale} party={party.id} use={use}>
          <WhereForm locale={locale} action={`/relying-parties/${party.id}/try`} hidden={{ use: use.id }} />
        </PartyUseSection>
      ))}
    </Layout>
  );
}

interface LearnedProps {
  site: Site;
  context: PageContext;
  party: Party;
  use: PartyUse;
  cards: NonNullable<Outcome['cards']>;
}

function LearnedPage({ site, context, party, use, cards }: LearnedProps) {
  const { locale } = context;
  const title = say(PARTIES.shown, locale, { name: party.title[locale] });
  return (
    <Layout context={context} title={title}>
      <Heading caption={use.purpose[locale]}>{title}</Heading>
      <ShownCards {...{ locale, use, cards }} gov={site.gov} />
      <InsetText>
        {PARTIES.shownAll[locale]} {PARTIES.shownGone[locale]}
      </InsetText>
      <ButtonLink href={`/relying-parties/${party.id}/try`} variant="secondary">
        {PARTIES.tryAgain[locale]}
      </ButtonLink>
    </Layout>
  );
}
