import { Type } from 'typebox';
import { renderPage } from '../../../design/index.ts';
import {
  AppError,
  hasMadeUpPeople,
  page,
  type Route,
  redirect,
  route,
  type Text,
  transaction,
} from '../../../kernel/index.ts';
import {
  checkNote,
  moveToWallet,
  type NoteOrder,
  ordersOf,
  placesWithStock,
  reorderPaper,
  runsOfSets,
} from '../../../programmes/index.ts';
import { sheetsFile } from '../../paper/sheet-file.ts';
import { type PageCall, pageContext, type Site } from '../../site.ts';
import { CheckPage, type CheckProps, type WalletOffer } from './check.tsx';
import { OrderPage } from './order.tsx';
import { PAPER } from './words.ts';

const OfTaking = Type.Object({ taking: Type.String({ format: 'uuid' }) });
const OfNote = Type.Object({
  programme: Type.String({ pattern: '^[a-z0-9-]{1,80}$' }),
  serial: Type.String({ maxLength: 40 }),
});
/** What a QR code adds to the address of a note; anybody may have written it. */
const Seal = Type.Object({
  v: Type.Optional(Type.String({ maxLength: 20 })),
  u: Type.Optional(Type.String({ maxLength: 20 })),
  s: Type.Optional(Type.String({ maxLength: 200 })),
});

/** How often one address may ask how notes stand: enough for a busy till, too little to try serial after serial. */
const CHECKS_A_MINUTE = 30;

/** A person's orders of paper, and the page on which anybody checks a note. */
export function paperRoutes(site: Site): Route[] {
  return [...orderRoutes(site), ...checkRoutes(site)];
}

type ResidentCall = PageCall & { caller: { person: string }; params: { taking: string } };

function orderRoutes(site: Site): Route[] {
  const { gov } = site;
  const show = async (call: ResidentCall, order: NoteOrder, refused?: AppError) => {
    const [context, places] = await Promise.all([
      pageContext(site, { ...call, here: `/paper/${order.taking}` }),
      order.state === 'lapsed' ? placesWithStock(gov.db, gov, order.programme) : [],
    ]);
    const query = new URLSearchParams({ code: order.code });
    const counterAddress = `${site.origin()}/office/programmes/${order.programme}/paper/counter?${query}`;
    const text = refused && (refused.detail as Text);
    const shown = { gov, context, order, places, counterAddress, refused: text };
    return page(renderPage(<OrderPage {...shown} />), refused?.status ?? 200);
  };
  return [
    route({
      method: 'GET',
      path: '/paper/:taking',
      audience: 'resident',
      summary: "A person's order of paper notes: its code, where and until when",
      params: OfTaking,
      handle: async (call) => show(call, await ownOrder(site, call)),
    }),
    route({
      method: 'POST',
      path: '/paper/:taking/reorder',
      audience: 'resident',
      summary: 'Orders a set anew for an order that has lapsed',
      params: OfTaking,
      body: Type.Object({ place: Type.Optional(Type.String({ maxLength: 100 })) }),
      async handle(call) {
        const order = await ownOrder(site, call);
        const { person, taking } = order;
        try {
          await transaction(gov.db, (tx) => reorderPaper(tx, gov, { person, taking, place: call.body.place ?? '' }));
        } catch (error) {
          if (error instanceof AppError && typeof error.detail !== 'string') return show(call, order, error);
          throw error;
        }
        return redirect(`/paper/${taking}`);
      },
    }),
    ...(hasMadeUpPeople(gov.config) ? [ownSheetRoute(site)] : []),
  ];
}

/** In a demo nobody stands at a counter with paper: whoever was handed a set gets it as a file. Never in production. */
function ownSheetRoute(site: Site): Route {
  const { gov } = site;
  return route({
    method: 'GET',
    path: '/paper/:taking/sheet',
    audience: 'resident',
    summary: 'Demo only: the set that somebody was handed, to print',
    params: OfTaking,
    async handle(call) {
      const { set, programme: id } = await ownOrder(site, call);
      const programme = gov.pack.programmes.get(id);
      const run = set === null ? undefined : (await runsOfSets(gov.db, id, [set])).get(set);
      if (!programme || !run) throw new AppError('not-found', PAPER.noOrder);
      return sheetsFile(site, programme, run, { first: set!, last: set! });
    },
  });
}

async function ownOrder({ gov }: Site, { caller, params }: ResidentCall): Promise<NoteOrder> {
  const orders = await ordersOf(gov.db, caller.person);
  const order = orders.find(({ taking }) => taking === params.taking.toLowerCase());
  if (!order) throw new AppError('not-found', PAPER.noOrder);
  return order;
}

function checkRoutes(site: Site): Route[] {
  const { gov } = site;
  const show = async (call: PageCall, props: Omit<CheckProps, 'gov' | 'context'>, here = call.here, status = 200) => {
    const context = await pageContext(site, { ...call, here });
    return page(renderPage(<CheckPage gov={gov} context={context} {...props} />), status);
  };
  return [
    route({
      method: 'GET',
      path: '/notes',
      audience: 'public',
      summary: 'Says how a paper note stands, by its serial',
      perMinute: CHECKS_A_MINUTE,
      query: Type.Object({ serial: Type.Optional(Type.String({ maxLength: 200 })) }),
      async handle(call) {
        const { serial } = call.query;
        if (serial === undefined) return show(call, {});
        const check = await checkNote(gov.db, gov, { serial });
        return show(call, { serial, check, wallet: walletOf(site, call, check) });
      },
    }),
    route({
      method: 'GET',
      path: '/notes/:programme/:serial',
      audience: 'public',
      summary: 'Where the QR code of a paper note leads: how it stands',
      perMinute: CHECKS_A_MINUTE,
      params: OfNote,
      query: Seal,
      async handle(call) {
        const { programme, serial } = call.params;
        const { v, u, s } = call.query;
        const seal = v !== undefined && u !== undefined && s !== undefined && { value: v, until: u, signature: s };
        const check = await checkNote(gov.db, gov, { serial, programme, ...(seal && { seal }) });
        return show(call, { serial, check, wallet: walletOf(site, call, check) });
      },
    }),
    route({
      method: 'POST',
      path: '/notes/:programme/:serial/wallet',
      audience: 'resident',
      summary: "Moves a note's money to the person's phone wallet",
      params: OfNote,
      body: Type.Object({ secret: Type.Optional(Type.String({ maxLength: 100 })) }),
      async handle(call) {
        const { person } = call.caller;
        const { serial } = call.params;
        const programme = gov.pack.programmes.get(call.params.programme);
        if (!programme) throw new AppError('not-found', PAPER.noOrder);
        const outcome = await moveToWallet(gov, { person, programme, serial, secret: call.body.secret ?? '' });
        const here = `/notes/${programme.id}/${encodeURIComponent(serial)}`;
        const check = await checkNote(gov.db, gov, { serial, programme: programme.id });
        if ('amount' in outcome) return show(call, { moved: { ...outcome, programme: programme.id } }, here);
        const offer = walletOf(site, call, check);
        const wallet = offer && { ...offer, refused: outcome.refused };
        return show(call, { serial, check, wallet }, here, 422);
      },
    }),
  ];
}

/** The way of a good note into a wallet, where its programme has wallets. An officer at work has none. */
function walletOf({ gov }: Site, { caller, here }: PageCall, check: CheckProps['check']): WalletOffer | undefined {
  if (check?.state !== 'known' || check.standing.state !== 'good' || caller.kind === 'officer') return undefined;
  const { programme, serial } = check.standing;
  if (!gov.pack.programmes.get(programme)?.channels.some(({ kind }) => kind === 'wallet')) return undefined;
  const isHere = caller.kind === 'resident';
  return {
    action: isHere ? `/notes/${programme}/${serial}/wallet` : undefined,
    signInHref: `/sign-in?${new URLSearchParams({ next: here })}`,
  };
}
