import { Type } from 'typebox';
import {
  type About,
  cancelOffer,
  loseDevice,
  type OfferSeen,
  offerCard,
  offersOf,
  resumeCard,
  revokeCard,
  revokePapers,
  suspendCard,
} from '../../../credentials/index.ts';
import { renderPage } from '../../../design/index.ts';
import { AppError, page, type Route, redirect, route, transaction } from '../../../kernel/index.ts';
import { everOn } from '../../cards/devices.ts';
import { paperFile } from '../../cards/paper-file.ts';
import { CARDS } from '../../cards/words.ts';
import { pageContext, type Site } from '../../site.ts';
import { OfferPage } from './new.tsx';
import { aboutIn, OfCard, OfDevice, ownCard, Wanted } from './params.ts';
import { ownOf, typeWanted } from './view.ts';

const BY_HOLDER = { kind: 'holder' } as const;

/** What a form of a card does, the word that its page then says, and whether it needs a proof of who it is. */
const DECISIONS = [
  { path: 'suspend', act: suspendCard, done: 'suspended', proof: false, summary: 'Suspends my card until I resume it' },
  { path: 'resume', act: resumeCard, done: 'resumed', proof: false, summary: 'Resumes a card that I have suspended' },
  { path: 'revoke', act: revokeCard, done: 'revoked', proof: true, summary: 'Revokes my card for ever' },
] as const;

/** What a person does with their cards. Sent twice, each form does its work once. */
export function actRoutes(site: Site): Route[] {
  const { gov } = site;
  return [
    ...offerRoutes(site),
    ...DECISIONS.map(({ path, act, done, proof, summary }) =>
      route({
        method: 'POST',
        path: `/cards/:card/${path}`,
        audience: 'resident',
        ...(proof && { provedLately: true }),
        summary,
        params: OfCard,
        async handle(call) {
          const { card } = await ownCard(gov, call.caller.person, call.params);
          await transaction(gov.db, (tx) => act(tx, gov, { card, by: BY_HOLDER, reason: 'holder' }));
          return redirect(`/cards/${card.id}?done=${done}`);
        },
      }),
    ),
    route({
      method: 'POST',
      path: '/cards/:card/paper',
      audience: 'resident',
      provedLately: true,
      summary: 'Makes a paper card, to save and print; one that was made before is no longer good',
      params: OfCard,
      async handle(call) {
        const { card, type } = await ownCard(gov, call.caller.person, call.params);
        return paperFile(site, { card, type, by: BY_HOLDER, locale: call.preferences.locale });
      },
    }),
    route({
      method: 'POST',
      path: '/cards/:card/paper/revoke',
      audience: 'resident',
      summary: 'Revokes the paper of my card, which stays as it is otherwise',
      params: OfCard,
      async handle(call) {
        const { card } = await ownCard(gov, call.caller.person, call.params);
        await transaction(gov.db, (tx) => revokePapers(tx, gov, { card, by: BY_HOLDER }));
        return redirect(`/cards/${card.id}?done=paper-revoked`);
      },
    }),
    route({
      method: 'POST',
      path: '/cards/devices/:wallet/lost',
      audience: 'resident',
      // Asks for no further proof of who it is: a passkey may be lost with the device, and the cards stay theirs.
      summary: 'Revokes all copies on a lost device at once',
      params: OfDevice,
      async handle({ caller: { person }, params }) {
        const wallet = params.wallet.toLowerCase();
        if (!(await everOn(gov, person, wallet))) throw new AppError('not-found', CARDS.noDevice);
        const { cards } = await transaction(gov.db, (tx) => loseDevice(tx, gov, { person, wallet, by: BY_HOLDER }));
        return redirect(`/cards/devices?lost=${cards}`);
      },
    }),
  ];
}

function offerRoutes(site: Site): Route[] {
  const { gov } = site;
  return [
    route({
      method: 'POST',
      path: '/cards/offers',
      audience: 'resident',
      // Else whoever comes upon an open session puts the card into a wallet of theirs, and proves with that who they are not.
      provedLately: true,
      summary: 'Offers a card to the wallet on this device, or to another phone by a QR code',
      body: Type.Object({ ...Wanted.properties, to: Type.Union([Type.Literal('this'), Type.Literal('other')]) }),
      async handle(call) {
        const { person } = call.caller;
        const { to } = call.body;
        const type = typeWanted(gov, call.body);
        const about = aboutIn(call.body, person);
        const isOther = to === 'other';
        const offer = await transaction(gov.db, async (tx) => {
          // One offer of a card at a time: what was shown before, or by a form that was sent twice, ends with this.
          for (const open of await offersOf(tx, gov, person))
            if (open.state === 'open' && isOf(open, type.id, about))
              await cancelOffer(tx, gov, { person, offer: open.id });
          // A code is for who sees the screen and not the phone; on this device nothing is seen.
          return offerCard(tx, gov, { person, type: type.id, about, by: BY_HOLDER, transactionCode: isOther });
        });
        if (!isOther) return redirect(pathOf(offer.link));
        const own = await ownOf(gov, person, type, about);
        const context = await pageContext(site, { ...call, here: '/cards' });
        return page(renderPage(<OfferPage {...{ gov, context, own, offer }} wallet={`${site.origin()}/wallet`} />));
      },
    }),
    route({
      method: 'POST',
      path: '/cards/offers/cancel',
      audience: 'resident',
      summary: 'Cancels an offer that no wallet has taken yet',
      body: Type.Object({ offer: Type.String({ format: 'uuid' }) }),
      async handle({ caller: { person }, body }) {
        const mine = (await offersOf(gov.db, gov, person)).some(({ id }) => id === body.offer.toLowerCase());
        if (!mine) throw new AppError('not-found', CARDS.notThere);
        await transaction(gov.db, (tx) => cancelOffer(tx, gov, { person, offer: body.offer }));
        return redirect('/cards?done=cancelled');
      },
    }),
  ];
}

const isOf = (offer: OfferSeen, type: string, { subject, key }: About): boolean =>
  offer.type === type && offer.about.subject === subject && offer.about.key === key;

/** An address of ours without its origin: a way on never leads away. */
function pathOf(link: string): string {
  const { pathname, search, hash } = new URL(link);
  return `${pathname}${search}${hash}`;
}
