import { Type } from 'typebox';
import {
  cancelOffer,
  loseDevice,
  offerCard,
  offersOf,
  resumeCard,
  revokeCard,
  revokePapers,
  suspendCard,
} from '../../../credentials/index.ts';
import { renderPage } from '../../../design/index.ts';
import { AppError, page, provedLately, type Route, route, say, transaction } from '../../../kernel/index.ts';
import { deviceNames } from '../../cards/devices.ts';
import { paperFile } from '../../cards/paper-file.ts';
import { CARDS } from '../../cards/words.ts';
import { pageContext, type Site } from '../../site.ts';
import { CardOfPerson, Decision, HandingOver, LostDevice, OfPerson, reasonIn } from './forms.ts';
import { HandOverPage, LookUpPage, PersonPage, type PersonProps } from './pages.tsx';
import { cardOfOffice, type OfficerCall, officerIn, personWith, seenBy } from './seen.ts';
import { CARD_OFFICE } from './words.ts';

/** What each decision does, and what the page then says. */
const DECISIONS = {
  suspend: { act: suspendCard, done: CARDS.suspended },
  resume: { act: resumeCard, done: CARDS.resumed },
  revoke: { act: revokeCard, done: CARDS.revoked },
} as const;

const HERE = '/office/cards';

/**
 * Cards at a counter, for who has no phone or has lost it. Whom it is about stands in the forms and never in an address, so
 * that no history of a browser holds it; what is read of them is in their own record of it.
 */
export function cardOfficeRoutes(site: Site): Route[] {
  const { gov } = site;
  return [
    route({
      method: 'GET',
      path: HERE,
      audience: 'officer',
      summary: 'Where an officer looks up whose cards they help with',
      handle(call) {
        officerIn(gov, call);
        return showLookUp(site, call);
      },
    }),
    route({
      method: 'POST',
      path: HERE,
      audience: 'officer',
      summary: 'Looks up a person by their national number; they see that it was done',
      body: Type.Object({ number: Type.String({ maxLength: 80 }) }),
      async handle(call) {
        officerIn(gov, call);
        const { number } = call.body;
        const person = await personWith(gov, number).catch((error) => {
          if (error instanceof AppError && error.code === 'not-found') return undefined;
          throw error;
        });
        return person === undefined ? showLookUp(site, call, number) : showPerson(site, call, person);
      },
    }),
    route({
      method: 'POST',
      path: `${HERE}/person`,
      audience: 'officer',
      summary: 'Shows a person again who was looked up',
      body: OfPerson,
      handle: (call) => showPerson(site, call, call.body.person),
    }),
    route({
      method: 'POST',
      path: `${HERE}/decisions`,
      audience: 'officer',
      summary: 'Suspends, resumes or revokes a card, for a reason',
      body: Decision,
      async handle(call) {
        const officer = officerIn(gov, call);
        const { person, act: name, reason: typed = '' } = call.body;
        const { locale } = call.preferences;
        const card = await cardOfOffice(gov, officer, call.body);
        const { act, done } = DECISIONS[name];
        try {
          const reason = reasonIn(call.body);
          await transaction(gov.db, (tx) => act(tx, gov, { card, by: officer, reason }));
        } catch (error) {
          if (!(error instanceof AppError) || !['invalid', 'conflict'].includes(error.code)) throw error;
          if (typeof error.detail === 'string') throw error;
          const wrong = { card: card.id, typed, text: error.detail[locale] };
          return showPerson(site, call, person, { wrong }, 422);
        }
        return showPerson(site, call, person, { done: done[locale] });
      },
    }),
    route({
      method: 'POST',
      path: `${HERE}/lost`,
      audience: 'officer',
      summary: 'Revokes all copies of this office’s cards on a lost device',
      body: LostDevice,
      async handle(call) {
        const officer = officerIn(gov, call);
        const { person } = call.body;
        const { locale } = call.preferences;
        const wallet = call.body.wallet.toLowerCase();
        const { cards } = await transaction(gov.db, (tx) => loseDevice(tx, gov, { person, wallet, by: officer }));
        const done = cards > 0 ? say(CARDS.lostDone, locale, { count: cards }) : CARDS.lostNothing[locale];
        return showPerson(site, call, person, { done });
      },
    }),
    handOverRoute(site),
    ...paperRoutes(site),
  ];
}

/** An offer for the person's own phone, which scans it from the officer's screen. */
function handOverRoute(site: Site): Route {
  const { gov } = site;
  return route({
    method: 'POST',
    path: `${HERE}/offers`,
    audience: 'officer',
    provedLately: true,
    summary: 'Offers a card to the phone of who stands at the counter',
    body: HandingOver,
    async handle(call) {
      const officer = officerIn(gov, call);
      const { person, type, subject, key } = call.body;
      const seen = await seenBy(gov, officer, person);
      const one = seen.cards.find((each) => {
        const { about } = each;
        return each.type.id === type && about.subject === subject.toLowerCase() && about.key === key;
      });
      if (!one) throw new AppError('not-found', CARDS.notThere);
      const offer = await transaction(gov.db, async (tx) => {
        for (const { id, state, type: offered } of await offersOf(tx, gov, person))
          if (state === 'open' && offered === type) await cancelOffer(tx, gov, { person, offer: id });
        return offerCard(tx, gov, { person, type, about: one.about, by: officer });
      });
      const context = await pageContext(site, { ...call, here: HERE });
      const shown = { gov, context, service: serviceOf(site, call), seen, one, offer };
      return page(renderPage(<HandOverPage {...shown} wallet={`${site.origin()}/wallet`} />));
    },
  });
}

/** The paper card, for who has no phone at all. */
function paperRoutes(site: Site): Route[] {
  const { gov } = site;
  return [
    route({
      method: 'POST',
      path: `${HERE}/paper`,
      audience: 'officer',
      provedLately: true,
      summary: 'Makes a paper card to print for who stands at the counter',
      body: CardOfPerson,
      async handle(call) {
        const by = officerIn(gov, call);
        const card = await cardOfOffice(gov, by, call.body);
        const type = gov.pack.credentials.get(card.type)!;
        return paperFile(site, { card, type, by, locale: call.preferences.locale });
      },
    }),
    route({
      method: 'POST',
      path: `${HERE}/paper/revoke`,
      audience: 'officer',
      summary: 'Revokes the paper of a card, as when it is lost',
      body: CardOfPerson,
      async handle(call) {
        const by = officerIn(gov, call);
        const card = await cardOfOffice(gov, by, call.body);
        await transaction(gov.db, (tx) => revokePapers(tx, gov, { card, by }));
        return showPerson(site, call, call.body.person, { done: CARDS.paperRevoked[call.preferences.locale] });
      },
    }),
  ];
}

const serviceOf = ({ gov }: Site, { caller, preferences: { locale } }: OfficerCall) =>
  gov.pack.agencies.get(caller.agency)?.title[locale];

/** @param number that nobody has. */
async function showLookUp(site: Site, call: OfficerCall, number?: string): Promise<Response> {
  const { locale } = call.preferences;
  const context = await pageContext(site, { ...call, here: HERE });
  const problem = number === undefined ? undefined : { number, text: CARD_OFFICE.nobody[locale] };
  return page(
    renderPage(<LookUpPage {...{ context, service: serviceOf(site, call), problem }} />),
    problem ? 422 : 200,
  );
}

async function showPerson(
  site: Site,
  call: OfficerCall,
  person: string,
  shown: Pick<PersonProps, 'done' | 'wrong'> = {},
  status = 200,
): Promise<Response> {
  const { gov } = site;
  const seen = await seenBy(gov, officerIn(gov, call), person);
  const [context, names] = await Promise.all([
    pageContext(site, { ...call, here: HERE }),
    deviceNames(gov, person, seen.where.devices, call.preferences.locale),
  ]);
  const proved = provedLately(call.caller, gov.clock.now());
  const given = { gov, context, service: serviceOf(site, call), seen, names, proved };
  return page(renderPage(<PersonPage {...given} {...shown} />), status);
}
