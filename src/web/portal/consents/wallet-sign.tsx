import { Type } from 'typebox';
import { presentationOf, relyingParty, SIGNING } from '../../../credentials/index.ts';
import { Layout, Link, type PageContext, Paragraph, renderPage } from '../../../design/index.ts';
import { askWalletToSign, draftSignedWith, giveConsent, openDraft } from '../../../exchange/index.ts';
import {
  AppError,
  LOCALES,
  type Locale,
  page,
  type Route,
  redirect,
  route,
  transaction,
} from '../../../kernel/index.ts';
import { type PageCall, pageContext, type Site } from '../../site.ts';
import { AskWallet } from '../presentations/ask-wallet.tsx';
import { type Asked, askedCookie, askedIn, askedOf, forgetAskedCookie, WhereSchema } from '../presentations/asked.ts';
import { type Ended, EndedPage } from '../presentations/ended.tsx';
import { outcomeOf } from '../presentations/outcome.ts';
import { ASKING } from '../presentations/words.ts';
import { backTo, signAddress } from './addresses.ts';
import { CONSENTS } from './words.ts';

/*
 * Signing a consent with the identity card in a wallet (OpenID4VP 1.0, `transaction_data`). The wallet shows the very words
 * and signs them; no claim of the card is asked for. Only the browser that began takes the answer, and only a card of who is
 * signed in there signs.
 */

const HERE = '/consents/sign/wallet';
const Look = Type.Object({
  response_code: Type.Optional(Type.String({ maxLength: 200 })),
  again: Type.Optional(Type.Literal('yes')),
});

/** Asking a wallet to sign, waiting for it, and giving consent by what it signed. */
export function walletSignRoutes(site: Site): Route[] {
  const { gov } = site;
  return [
    route({
      method: 'POST',
      path: HERE,
      audience: 'resident',
      perMinute: 30,
      summary: 'Asks a wallet, on this device or another, to sign a consent as it was shown',
      body: Type.Object({
        wallet: WhereSchema,
        draft: Type.String({ format: 'uuid' }),
        locale: Type.Union(LOCALES.map((one) => Type.Literal(one))),
      }),
      async handle({ caller: { person }, body: { wallet, draft, locale } }) {
        const returnTo = wallet === 'here' ? { returnTo: site.origin() + HERE } : {};
        const asking = { person, draft, locale: locale as Locale, site: site.origin(), ...returnTo };
        const opened = await transaction(gov.db, (tx) => askWalletToSign(tx, gov, asking));
        const asked = askedOf(opened, wallet, signAddress(draft));
        return redirect(HERE, { 'set-cookie': askedCookie('consent', asked, gov.config) });
      },
    }),
    route({
      method: 'GET',
      path: HERE,
      audience: 'resident',
      summary: 'Waits for the wallet; once it has signed, the consent is given',
      query: Look,
      async handle(call) {
        const asked = askedIn(call.request, 'consent', gov.config);
        if (!asked) throw new AppError('gone', ASKING.elsewhereBegun);
        const ended = await finish(site, asked, call);
        if (ended instanceof Response) return ended;
        const context = await pageContext(site, { ...call, here: HERE });
        if (ended) return page(renderPage(<EndedPage {...{ context, ended }} againHref={asked.next} />));
        const asker = (await relyingParty(gov.db, gov, SIGNING.party))!.title[context.locale];
        const tried = call.query.again === 'yes';
        return page(renderPage(<Signing {...{ site, context, asked, asker, tried }} />));
      },
    }),
    route({
      method: 'GET',
      path: `${HERE}/state`,
      audience: 'resident',
      summary: 'Whether the wallet that this browser asked to sign is still waited for',
      async handle({ request }) {
        const asked = askedIn(request, 'consent', gov.config);
        const state = asked && (await presentationOf(gov.db, gov, asked)).state;
        return { state: state === 'waiting' ? 'waiting' : 'over' };
      },
    }),
  ];
}

type FinishCall = PageCall & {
  request: Request;
  caller: { person: string };
  query: { response_code?: string };
};

/** Gives consent if the wallet has signed. How it ended otherwise, or undefined while there is no answer. */
function finish(site: Site, asked: Asked, call: FinishCall): Promise<Response | Ended | undefined> {
  const { gov } = site;
  const { person } = call.caller;
  return transaction(gov.db, async (tx) => {
    const outcome = await outcomeOf(tx, gov, asked, call.query.response_code);
    if (outcome.state === 'waiting') return undefined;
    if (outcome.state !== 'answered') return { state: outcome.state, why: outcome.why };
    // The wallet of this device has answered, but whoever comes has not come by its way back.
    if (!outcome.cards) return undefined;
    const [card] = outcome.cards;
    const signed = card && draftSignedWith(card);
    if (!signed) return { state: 'false' };
    const { draft } = signed;
    const { returnTo } = await openDraft(tx, gov, { person, draft });
    await giveConsent(tx, gov, { person, ...signed, card, site: site.origin() });
    const forget = { 'set-cookie': forgetAskedCookie('consent', gov.config) };
    return redirect(backTo(returnTo, { consent: draft }), forget);
  });
}

interface SigningProps {
  site: Site;
  context: PageContext;
  asked: Asked;
  asker: string;
  tried: boolean;
}

function Signing({ site, context, asked, asker, tried }: SigningProps) {
  const { locale } = context;
  return (
    <Layout context={context} title={CONSENTS.walletTitle[locale]} scripts={['presentation']}>
      <AskWallet
        {...{ locale, asked, asker, tried }}
        zone={site.gov.pack.timeZone}
        origin={site.origin()}
        here={HERE}
        stateAddress={`${HERE}/state`}
      />
      <Paragraph>
        <Link href={asked.next}>{ASKING.otherWay[locale]}</Link>
      </Paragraph>
    </Layout>
  );
}
