import { Type } from 'typebox';
import { openPresentation, presentationOf, relyingParty } from '../../../credentials/index.ts';
import { Layout, Link, type PageContext, Paragraph, renderPage } from '../../../design/index.ts';
import { AppError, page, type Route, redirect, route, transaction } from '../../../kernel/index.ts';
import { partyOf, type Service } from '../../../pack/index.ts';
import { applicationById, saveShown } from '../../../services/index.ts';
import { type PageCall, pageContext, type Site } from '../../site.ts';
import { AskWallet } from '../presentations/ask-wallet.tsx';
import { type Asked, askedCookie, askedIn, askedOf, forgetAskedCookie, WhereSchema } from '../presentations/asked.ts';
import { type Ended, EndedPage } from '../presentations/ended.tsx';
import { outcomeOf } from '../presentations/outcome.ts';
import { SHOWING } from './show-card-words.ts';

const Of = Type.Object({
  id: Type.String({ format: 'uuid' }),
  service: Type.String({ pattern: '^[a-z][a-z0-9-]{0,59}$' }),
});
const Look = Type.Object({
  response_code: Type.Optional(Type.String({ maxLength: 200 })),
  again: Type.Optional(Type.Literal('yes')),
});

type ShowCall = PageCall & {
  request: Request;
  caller: { person: string };
  params: { id: string; service: string };
  query: { response_code?: string };
};

/** Answering questions of an application by a card in one's wallet (OpenID4VP 1.0): its agency asks, for this alone. */
export function showCardRoutes(site: Site): Route[] {
  const { gov } = site;
  const path = '/applications/:id/cards/:service';
  const addressOf = ({ id, service }: ShowCall['params']) => `/applications/${id}/cards/${service}`;
  return [
    route({
      method: 'POST',
      path,
      audience: 'resident',
      perMinute: 30,
      summary: 'Asks the wallet, on this device or another, for the card that answers questions of an application',
      params: Of,
      body: Type.Object({ wallet: WhereSchema }),
      async handle({ caller, params, body: { wallet } }) {
        const { service, party } = await askingFor(site, caller.person, params);
        const here = addressOf(params);
        const opened = await transaction(gov.db, (tx) =>
          openPresentation(tx, gov, {
            ...{ party, use: service.id, person: caller.person },
            ...(wallet === 'here' && { returnTo: site.origin() + here }),
          }),
        );
        const asked = askedOf(opened, wallet, here);
        return redirect(here, { 'set-cookie': askedCookie('facts', asked, gov.config) });
      },
    }),
    route({
      method: 'GET',
      path,
      audience: 'resident',
      summary: 'Waits for the wallet; once it has answered, what the card says is in the application',
      params: Of,
      query: Look,
      async handle(call) {
        const { service, party } = await askingFor(site, call.caller.person, call.params);
        const here = addressOf(call.params);
        const answers = `/applications/${call.params.id}/answers`;
        const asked = beganHere(site, call.request, here);
        // Else it was begun in another browser, or long ago.
        const ended = asked ? await finish(site, service, asked, call, answers) : LAPSED;
        if (ended instanceof Response) return ended;
        const context = await pageContext(site, { ...call, here });
        if (!asked || ended)
          return page(renderPage(<EndedPage {...{ context, ended: ended ?? LAPSED }} againHref={answers} />));
        const asker = (await relyingParty(gov.db, gov, party))!.title[context.locale];
        const tried = call.query.again === 'yes';
        return page(renderPage(<Showing {...{ site, context, asked, asker, tried, here, answers }} />));
      },
    }),
    route({
      method: 'GET',
      path: `${path}/state`,
      audience: 'resident',
      summary: 'Whether the wallet is still waited for',
      params: Of,
      async handle({ caller, request, params }) {
        await askingFor(site, caller.person, params);
        const asked = beganHere(site, request, addressOf(params));
        const state = asked && (await presentationOf(gov.db, gov, asked)).state;
        return { state: state === 'waiting' ? 'waiting' : 'over' };
      },
    }),
  ];
}

const LAPSED: Ended = { state: 'lapsed' };

/** What this browser has asked for here. */
function beganHere({ gov }: Site, request: Request, here: string): Asked | undefined {
  const asked = askedIn(request, 'facts', gov.config);
  return asked?.next === here ? asked : undefined;
}

/** @throws AppError `not-found` for another's application, or a service that asks for no card. */
async function askingFor(
  { gov }: Site,
  person: string,
  { id, service: wanted }: ShowCall['params'],
): Promise<{ service: Service; party: string }> {
  const application = await applicationById(gov.db, person, id);
  const service = application.services.includes(wanted) ? gov.pack.services.get(wanted) : undefined;
  const party = service && partyOf(gov.pack.relyingParties.values(), service);
  if (!service || !party) throw new AppError('not-found', 'This application asks for no such card.');
  return { service, party: party.id };
}

/** Saves what was shown. How it ended otherwise, or undefined while there is no answer. */
function finish(
  { gov }: Site,
  service: Service,
  asked: Asked,
  { caller, params, query }: ShowCall,
  answers: string,
): Promise<Response | Ended | undefined> {
  return transaction(gov.db, async (tx) => {
    const outcome = await outcomeOf(tx, gov, asked, query.response_code);
    if (outcome.state === 'waiting') return undefined;
    if (outcome.state !== 'answered') return { state: outcome.state, why: outcome.why };
    // The wallet of this device has answered, but whoever comes has not come by its way back.
    if (!outcome.cards) return undefined;
    const shown = { applicant: caller.person, application: params.id, service, cards: outcome.cards };
    if ((await saveShown(tx, gov, shown)) === 0) return { state: 'false', why: SHOWING.notYours };
    return redirect(`${answers}#cards-${service.id}`, { 'set-cookie': forgetAskedCookie('facts', gov.config) });
  });
}

interface ShowingProps {
  site: Site;
  context: PageContext;
  asked: Asked;
  asker: string;
  tried: boolean;
  here: string;
  answers: string;
}

function Showing({ site, context, asked, asker, tried, here, answers }: ShowingProps) {
  const { locale } = context;
  return (
    <Layout context={context} title={SHOWING.title[locale]} scripts={['presentation']}>
      <AskWallet
        {...{ locale, asked, asker, tried, here }}
        zone={site.gov.pack.timeZone}
        origin={site.origin()}
        stateAddress={`${here}/state`}
      />
      <Paragraph>
        <Link href={answers}>{SHOWING.back[locale]}</Link>
      </Paragraph>
    </Layout>
  );
}
