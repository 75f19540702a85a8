import { Type } from 'typebox';
import { cardActs, cardsOf, offersOf } from '../../../credentials/index.ts';
import { renderPage } from '../../../design/index.ts';
import { AppError, page, provedLately, type Route, route, type Text } from '../../../kernel/index.ts';
import { deviceNames, whereaboutsOf } from '../../cards/devices.ts';
import { CARDS } from '../../cards/words.ts';
import { type PageCall, pageContext, type Site } from '../../site.ts';
import { actRoutes } from './acts.tsx';
import { CardPage, RevokePage } from './card.tsx';
import { DevicesPage, LosePage, type NamedDevice } from './devices.tsx';
import { CardList } from './list.tsx';
import { NewCard } from './new.tsx';
import { aboutIn, OfCard, OfDevice, ownCard, type ResidentCall, Wanted } from './params.ts';
import { myCards, ownOf, typeWanted } from './view.ts';
import { MY_CARDS } from './words.ts';

/** What was done with a card, as the address of its page says it after a form. */
const DONE = {
  suspended: CARDS.suspended,
  resumed: CARDS.resumed,
  revoked: CARDS.revoked,
  'paper-revoked': CARDS.paperRevoked,
} satisfies Record<string, Text>;
const DoneQuery = Type.Object({
  done: Type.Optional(Type.Union((Object.keys(DONE) as (keyof typeof DONE)[]).map((name) => Type.Literal(name)))),
});

/** My cards: what I have and could have, one of them, a new one, and the devices that they are on. */
export function cardRoutes(site: Site): Route[] {
  const { gov } = site;
  const isProved = ({ caller }: PageCall) => provedLately(caller, gov.clock.now());
  return [
    route({
      method: 'GET',
      path: '/cards',
      audience: 'resident',
      summary: 'My cards: what I have, what waits, what I could have and what is missing',
      query: Type.Object({ done: Type.Optional(Type.Literal('cancelled')) }),
      async handle(call) {
        const { person } = call.caller;
        const cards = await myCards(gov, person);
        const [context, offers] = await Promise.all([pageContext(site, call), offersOf(gov.db, gov, person)]);
        const open = offers.filter(({ state }) => state === 'open');
        const done = call.query.done && MY_CARDS.offerCancelled;
        return page(renderPage(<CardList {...{ gov, context, cards, done }} offers={open} />));
      },
    }),
    route({
      method: 'GET',
      path: '/cards/new',
      audience: 'resident',
      summary: 'A card that I could have: the conditions, what it says, and how to add it to a wallet',
      query: Wanted,
      async handle(call) {
        const { person } = call.caller;
        const own = await ownOf(gov, person, typeWanted(gov, call.query), aboutIn(call.query, person));
        if (!own.right) throw new AppError('not-found', CARDS.notThere);
        return page(
          renderPage(<NewCard {...{ gov, own }} proved={isProved(call)} context={await pageContext(site, call)} />),
        );
      },
    }),
    route({
      method: 'GET',
      path: '/cards/devices',
      audience: 'resident',
      summary: 'The devices on which my cards are',
      query: Type.Object({ lost: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })) }),
      async handle(call) {
        const context = await pageContext(site, call);
        const devices = await devicesOf(site, call);
        return page(renderPage(<DevicesPage {...{ gov, context, devices }} lost={call.query.lost} />));
      },
    }),
    route({
      method: 'GET',
      path: '/cards/devices/:wallet/lost',
      audience: 'resident',
      summary: 'Asks once more before all copies on a lost device are revoked',
      params: OfDevice,
      async handle(call) {
        const device = (await devicesOf(site, call)).find(({ wallet }) => wallet === call.params.wallet.toLowerCase());
        if (!device) throw new AppError('not-found', CARDS.noDevice);
        return page(renderPage(<LosePage {...{ gov, device }} context={await pageContext(site, call)} />));
      },
    }),
    route({
      method: 'GET',
      path: '/cards/:card',
      audience: 'resident',
      summary: 'One of my cards: how it stands, what it says, where it is, and what was done with it',
      params: OfCard,
      query: DoneQuery,
      async handle(call) {
        const { person } = call.caller;
        const { card, type } = await ownCard(gov, person, call.params);
        const [context, own, devices, acts] = await Promise.all([
          pageContext(site, call),
          ownOf(gov, person, type, card),
          devicesOf(site, call),
          cardActs(gov.db, card),
        ]);
        const { papers } = await whereaboutsOf(gov, [card]);
        const on = devices.filter(({ cards }) => cards.some(({ id }) => id === card.id));
        const done = call.query.done && DONE[call.query.done];
        return page(
          renderPage(
            <CardPage
              {...{ gov, context, card, own, acts, done }}
              devices={on}
              onPaper={papers.has(card.id)}
              proved={isProved(call)}
            />,
          ),
        );
      },
    }),
    route({
      method: 'GET',
      path: '/cards/:card/revoke',
      audience: 'resident',
      summary: 'Asks once more before a card is revoked',
      params: OfCard,
      async handle(call) {
        const { person } = call.caller;
        const { card, type } = await ownCard(gov, person, call.params);
        const own = await ownOf(gov, person, type, card);
        return page(
          renderPage(<RevokePage {...{ card, own }} proved={isProved(call)} context={await pageContext(site, call)} />),
        );
      },
    }),
    ...actRoutes(site),
  ];
}

/** The devices of whoever asks, by name. */
async function devicesOf({ gov }: Site, { caller, preferences }: ResidentCall): Promise<NamedDevice[]> {
  const { devices } = await whereaboutsOf(gov, await cardsOf(gov.db, caller.person));
  const names = await deviceNames(gov, caller.person, devices, preferences.locale);
  return devices.map((device) => ({ ...device, name: names.get(device.wallet)! }));
}
