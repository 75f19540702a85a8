import { Type } from 'typebox';
import {
  type ConsentAsked,
  type ConsentGiven,
  consentAsked,
  giveConsent,
  refuseConsent,
} from '../../../credentials/index.ts';
import { renderPage } from '../../../design/index.ts';
import { page, type Route, redirect, route } from '../../../kernel/index.ts';
import { pageContext, type Site } from '../../site.ts';
import { BackPage, ConsentPage, fieldOf } from './page.tsx';

const Uid = Type.Object({ uid: Type.String({ pattern: '^[\\w-]{1,100}$' }) });
const PATH = '/wallets/consent/:uid';

/** Whether a wallet may have cards: where the authorization server sends people, and the portal says who they are. */
export function consentRoutes(site: Site): Route[] {
  const { gov } = site;
  return [
    route({
      method: 'GET',
      path: PATH,
      audience: 'resident',
      // Else whoever comes upon an open session would take the person's cards with them.
      provedLately: true,
      summary: 'What a wallet asks for, for its person to agree or not',
      params: Uid,
      async handle(call) {
        const { caller, request, params } = call;
        const asked = await consentAsked(gov, request, params.uid, caller.person);
        return page(renderPage(<ConsentPage context={await pageContext(site, call)} asked={asked} />));
      },
    }),
    route({
      method: 'POST',
      path: PATH,
      audience: 'resident',
      provedLately: true,
      summary: 'Agrees, or does not',
      params: Uid,
      body: Type.Intersect([
        Type.Object({ answer: Type.Union([Type.Literal('agree'), Type.Literal('refuse')]) }),
        Type.Record(Type.String(), Type.Unknown()),
      ]),
      async handle(call) {
        const { caller, request, params, body } = call;
        const { person } = caller;
        const asked = await consentAsked(gov, request, params.uid, person);
        const on =
          body.answer === 'agree'
            ? await giveConsent(gov, request, params.uid, { person, given: givenIn(asked, body) })
            : await refuseConsent(gov, request, params.uid);
        const { pathname } = new URL(on);
        if (asked.wallet.own) return redirect(pathname);
        const shown = page(renderPage(<BackPage context={await pageContext(site, call)} href={pathname} />));
        shown.headers.set('refresh', `0; url=${pathname}`);
        return shown;
      },
    }),
  ];
}

/** What the form says: each card that was asked for, of the record that was chosen. */
function givenIn({ cards, move }: ConsentAsked, body: Record<string, unknown>): ConsentGiven {
  return {
    cards: cards.flatMap(({ type, matters }) => {
      const chosen = matters[Number(body[fieldOf(type.id)] ?? 0)];
      return chosen ? [{ type: type.id, about: chosen.about }] : [];
    }),
    move,
  };
}
