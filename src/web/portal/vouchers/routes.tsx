import { Type } from 'typebox';
import { renderPage } from '../../../design/index.ts';
import { AppError, page, type Route, route } from '../../../kernel/index.ts';
import type { Government, Programme } from '../../../pack/index.ts';
import {
  findShops,
  homeOf,
  ordersOf,
  refundUntil,
  takingById,
  unpaidOf,
  walletEvents,
} from '../../../programmes/index.ts';
import { namesOf } from '../../../registry/index.ts';
import { pageContext, type Site } from '../../site.ts';
import { newKey } from '../../taking/form.ts';
import { actRoutes } from './acts.tsx';
import { DonePage } from './done.tsx';
import type { HistoryPage } from './history.tsx';
import { VoucherList } from './list.tsx';
import { OfProgramme, programmeIn, type ResidentCall } from './params.ts';
import { ProgrammePage } from './programme.tsx';
import { ShopsPage } from './shops.tsx';
import { takeRoutes } from './take-routes.tsx';
import { unpaidRoutes } from './unpaid.tsx';
import { ownDetails, ownProgramme } from './view.ts';

const PAGE = 20;
const SHOPS = 20;
const Uuid = Type.String({ format: 'uuid' });
const Word = Type.Optional(Type.String({ maxLength: 60 }));

/** Vouchers and support, as a person has them: the list, each with its balance and history, and where to spend it. */
export function voucherRoutes(site: Site): Route[] {
  const { gov } = site;
  return [
    route({
      method: 'GET',
      path: '/vouchers',
      audience: 'resident',
      summary: 'What I have and what I can get',
      async handle(call) {
        const context = await pageContext(site, call);
        const programmes = [];
        // One after another: each may look into the registries, and nobody waits for more than a few.
        for (const programme of gov.pack.programmes.values())
          programmes.push(await ownProgramme(gov, call.caller.person, programme));
        const unpaid = await unpaidOf(gov.db, call.caller.person);
        return page(renderPage(<VoucherList {...{ gov, context, programmes, unpaid }} />));
      },
    }),
    // Before those that have the id of a programme in this place.
    ...unpaidRoutes(site),
    route({
      method: 'GET',
      path: '/vouchers/:programme',
      audience: 'resident',
      summary: 'One programme as it is for me: balance, history, and what I can do with it',
      params: OfProgramme,
      query: Type.Object({ before: Type.Optional(Uuid) }),
      handle: (call) => showProgramme(site, call, programmeIn(gov, call.params), call.query.before),
    }),
    route({
      method: 'GET',
      path: '/vouchers/:programme/shops',
      audience: 'public',
      summary: 'Where a programme can be spent, as a list and on a map',
      params: OfProgramme,
      query: Type.Object({
        region: Word,
        class: Word,
        q: Type.Optional(Type.String({ maxLength: 100 })),
        after: Type.Optional(Uuid),
      }),
      async handle(call) {
        const programme = programmeIn(gov, call.params);
        const person = call.caller.kind === 'resident' ? call.caller.person : undefined;
        const isHome = programme.spending.regions === 'home';
        const home = isHome && person ? await homeOf(gov.db, person, programme.id) : undefined;
        const { q, region, class: kind, after } = call.query;
        const found = await findShops(gov.db, gov, {
          programme,
          limit: SHOPS,
          ...(home && { home }),
          ...(region && { region }),
          ...(kind && { class: kind }),
          ...(q && { text: q }),
          ...(after && { after }),
        });
        const context = await pageContext(site, call);
        const shown = { gov, context, programme, found, filter: call.query, home };
        return page(renderPage(<ShopsPage {...shown} />));
      },
    }),
    route({
      method: 'GET',
      path: '/vouchers/takings/:taking',
      audience: 'resident',
      summary: 'What I took, with its receipt',
      params: Type.Object({ taking: Uuid }),
      async handle(call) {
        const { person } = call.caller;
        const taking = await takingById(gov.db, person, call.params.taking);
        const programme = taking && gov.pack.programmes.get(taking.programme);
        if (!taking || !programme) throw new AppError('not-found', 'There is no such taking.');
        const order = (await ordersOf(gov.db, person)).find((one) => one.taking === taking.id);
        const context = await pageContext(site, call);
        const backUntil = refundUntil(gov, programme, taking);
        const canGiveBack = backUntil !== undefined && order?.state !== 'handed';
        const shown = { gov, context, programme, taking, order, backUntil: canGiveBack ? backUntil : undefined };
        return page(renderPage(<DonePage {...shown} />));
      },
    }),
    ...takeRoutes(site, showProgramme),
    ...actRoutes(site, showProgramme),
  ];
}

/** A programme's page for somebody. @param done what was done a moment ago. */
async function showProgramme(
  site: Site,
  call: ResidentCall,
  programme: Programme,
  before?: string,
  done?: string,
  status = 200,
): Promise<Response> {
  const { gov } = site;
  const { person } = call.caller;
  const own = await ownProgramme(gov, person, programme);
  const [details, history, home, context] = await Promise.all([
    ownDetails(gov, person, programme),
    historyOf(gov, person, programme, before),
    homeOf(gov.db, person, programme.id),
    pageContext(site, call),
  ]);
  const shown = { gov, context, own, details, history, home, key: newKey(), done };
  return page(renderPage(<ProgrammePage {...shown} />), status);
}

/** A page of the history. Those who gave or got something are named, which they see among those who read of them. */
async function historyOf(
  gov: Government,
  person: string,
  programme: Programme,
  before: string | undefined,
): Promise<HistoryPage> {
  const { events, next } = await walletEvents(gov, {
    person,
    programme: programme.id,
    limit: PAGE,
    ...(before && { before }),
  });
  const people = new Set(events.flatMap((event) => event.person ?? []));
  const { id, agency, title } = programme;
  const reader = { kind: 'service', service: id, agency } as const;
  const names = await namesOf(gov.db, gov, { reader, purpose: { text: title }, people });
  return { events, next, isFirst: before === undefined, names };
}
