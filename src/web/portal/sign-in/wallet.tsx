import { Type } from 'typebox';
import { openPresentation, presentationOf, relyingParty } from '../../../credentials/index.ts';
import { Layout, Link, type PageContext, Paragraph, renderPage } from '../../../design/index.ts';
import { localPath, proveAgain, signIn } from '../../../identity/index.ts';
import { AppError, type CallerOf, page, type Route, redirect, route, transaction } from '../../../kernel/index.ts';
import { type PageCall, pageContext, type Site } from '../../site.ts';
import { AskWallet } from '../presentations/ask-wallet.tsx';
import {
  type Asked,
  type AskedFor,
  askedCookie,
  askedIn,
  askedOf,
  forgetAskedCookie,
  type Where,
  WhereSchema,
} from '../presentations/asked.ts';
import { type Ended, EndedPage } from '../presentations/ended.tsx';
import { outcomeOf } from '../presentations/outcome.ts';
import { ASKING } from '../presentations/words.ts';
import { tellElsewhere } from './tell.ts';
import { SIGNING_IN } from './words.ts';

/*
 * Signing in by a card in a wallet, and proving again who one is (OpenID4VP 1.0). No claim is asked for: the card's place
 * in the status list tells whose it is. Only the browser that began is signed in, since nothing but its cookie opens the
 * answer; on the same device the wallet besides brings a code back (section 13.3), so that a link which somebody was sent
 * signs in nobody else. A code for another device can be passed on to somebody who is deceived: so the wallet says which
 * site asks, and that a browser elsewhere will be signed in (docs/threats.md).
 */

/** The relying party that every pack has for this. */
const PARTY = 'sign-in';

/** One of the two ways: a session begins, or one that there is goes on proved. */
interface Way {
  asks: AskedFor;
  /** Where it takes place. */
  here: string;
  /** Where one chooses another way. */
  choose: string;
  audience: 'public' | 'signed-in';
  summary: string;
  /** What the relying party asks for, by where the wallet is. */
  uses: Record<Where, string>;
}

const WAYS: readonly Way[] = [
  {
    asks: 'sign-in',
    here: '/sign-in/wallet',
    choose: '/sign-in',
    audience: 'public',
    summary: 'to sign in with a wallet',
    uses: { here: 'here', elsewhere: 'elsewhere' },
  },
  {
    asks: 'again',
    here: '/sign-in/again/wallet',
    choose: '/sign-in/again',
    audience: 'signed-in',
    summary: 'to prove again with a wallet who the caller is',
    uses: { here: 'prove', elsewhere: 'prove' },
  },
];

const Begin = Type.Object({
  wallet: WhereSchema,
  next: Type.Optional(Type.String({ maxLength: 2000 })),
});
const Look = Type.Object({
  response_code: Type.Optional(Type.String({ maxLength: 200 })),
  again: Type.Optional(Type.Literal('yes')),
});

/** Signing in with the wallet, and proving again with it who one is. */
export function walletSignInRoutes(site: Site): Route[] {
  return WAYS.flatMap((way) => routesOf(site, way));
}

function routesOf(site: Site, way: Way): Route[] {
  const { gov } = site;
  const { audience, here, asks } = way;
  return [
    route({
      method: 'POST',
      path: here,
      audience,
      perMinute: 30,
      summary: `Begins ${way.summary}, on this device or another`,
      body: Begin,
      async handle({ caller, body: { wallet, next } }) {
        const opened = await transaction(gov.db, (tx) =>
          openPresentation(tx, gov, {
            party: PARTY,
            use: way.uses[wallet],
            // Who is signed in proves it by a card of their own alone.
            ...(asks === 'again' && 'person' in caller && { person: caller.person }),
            ...(wallet === 'here' && { returnTo: site.origin() + here }),
          }),
        );
        const asked = askedOf(opened, wallet, localPath(next));
        return redirect(here, { 'set-cookie': askedCookie(asks, asked, gov.config) });
      },
    }),
    route({
      method: 'GET',
      path: here,
      audience,
      summary: `Asks for the wallet ${way.summary}; once it has answered, does so in the browser that began`,
      query: Look,
      async handle(call) {
        const asked = askedIn(call.request, asks, gov.config);
        if (!asked) throw new AppError('gone', ASKING.elsewhereBegun);
        const ended = await finish(site, way, asked, call);
        if (ended instanceof Response) return ended;
        const context = await pageContext(site, { ...call, here });
        if (ended) return page(renderPage(<EndedPage {...{ context, ended }} againHref={choosing(way, asked)} />));
        const asker = (await relyingParty(gov.db, gov, PARTY))!.title[context.locale];
        const tried = call.query.again === 'yes';
        return page(renderPage(<Asking {...{ site, way, context, asked, asker, tried }} />));
      },
    }),
    route({
      method: 'GET',
      path: `${here}/state`,
      audience,
      summary: 'Whether the wallet that this browser asked is still waited for',
      async handle({ request }) {
        const asked = askedIn(request, asks, gov.config);
        const state = asked && (await presentationOf(gov.db, gov, asked)).state;
        return { state: state === 'waiting' ? 'waiting' : 'over' };
      },
    }),
  ];
}

type FinishCall = PageCall & { request: Request; query: { response_code?: string } };

/** Signs the browser in if the wallet has answered. How it ended otherwise, or undefined while there is no answer. */
function finish(site: Site, way: Way, asked: Asked, call: FinishCall): Promise<Response | Ended | undefined> {
  const { gov } = site;
  const { response_code: code } = call.query;
  return transaction(gov.db, async (tx) => {
    const outcome = await outcomeOf(tx, gov, asked, code);
    if (outcome.state === 'waiting') return undefined;
    if (outcome.state !== 'answered') return { state: outcome.state, why: outcome.why };
    // The wallet of this device has answered, but whoever comes has not come by its way back.
    if (!outcome.cards) return undefined;
    const person = outcome.cards[0]?.holder?.person;
    if (!person) return { state: 'false', why: SIGNING_IN.notYours };
    const world = { ...gov, db: tx };
    const proof = { person, means: 'wallet' } as const;
    const cookie =
      way.asks === 'again'
        ? await proveAgain(world, call.caller as CallerOf<'signed-in'>, proof)
        : await signIn(world, call.request, proof);
    if (asked.where === 'elsewhere') await tellElsewhere(tx, gov, person, call.request.headers.get('user-agent'));
    const response = redirect(localPath(asked.next) ?? '/', { 'set-cookie': cookie });
    response.headers.append('set-cookie', forgetAskedCookie(way.asks, gov.config));
    return response;
  });
}

const choosing = ({ choose }: Way, { next }: Asked): string =>
  next === '' ? choose : `${choose}?${new URLSearchParams({ next })}`;

interface AskingProps {
  site: Site;
  way: Way;
  context: PageContext;
  asked: Asked;
  asker: string;
  tried: boolean;
}

function Asking({ site, way, context, asked, asker, tried }: AskingProps) {
  const { locale } = context;
  return (
    <Layout
      context={context}
      title={(way.asks === 'again' ? SIGNING_IN.again : SIGNING_IN.wallet)[locale]}
      scripts={['presentation']}
    >
      <AskWallet
        {...{ locale, asked, asker, tried }}
        zone={site.gov.pack.timeZone}
        origin={site.origin()}
        here={way.here}
        stateAddress={`${way.here}/state`}
      />
      <Paragraph>
        <Link href={choosing(way, asked)}>{ASKING.otherWay[locale]}</Link>
      </Paragraph>
    </Layout>
  );
}
