import { type Static, Type } from 'typebox';
import { renderPage } from '../../../../design/index.ts';
import { page, type Route, redirect, route, say } from '../../../../kernel/index.ts';
import {
  askToLift,
  BLOCK_REASONS,
  type BlockReason,
  blockRange,
  blocksOf,
  bringBack,
  cancelRun,
  deliver,
  destroy,
  liftBlock,
  markPrinted,
  orderPrintRun,
  paperActs,
  paperTally,
  printRuns,
  rangesOf,
  stockOf,
} from '../../../../programmes/index.ts';
import type { Site } from '../../../site.ts';
import type { OfficerCall } from '../call.ts';
import { BlocksPage, type BlocksProps, type TypedBlock } from './blocks.tsx';
import { attempted, fields, numberIn, OfBlock, OfPaper, OfRun, paperView } from './call.ts';
import { counterRoutes } from './counter-routes.tsx';
import { PARTS, paperHref } from './frame.tsx';
import { OverviewPage } from './overview.tsx';
import { RangesPage, type TypedMove } from './ranges.tsx';
import { RunsPage } from './runs.tsx';
import { sheetsRoute } from './sheets-route.ts';
import { PAPER } from './words.ts';

type PaperCall = OfficerCall & { params: { programme: string } };
type Refused = Awaited<ReturnType<typeof attempted>>;

const Done = Type.Object({
  done: Type.Optional(Type.Literal('yes')),
  sets: Type.Optional(Type.Integer({ minimum: 0 })),
  lapsed: Type.Optional(Type.Integer({ minimum: 0 })),
});

/** The pages on which an office has notes printed, moves and blocks them, and hands them over. */
export function paperOfficeRoutes(site: Site): Route[] {
  return [
    overviewRoute(site),
    ...runRoutes(site),
    sheetsRoute(site),
    ...rangeRoutes(site),
    ...blockRoutes(site),
    ...counterRoutes(site),
  ];
}

function overviewRoute(site: Site): Route {
  const { db } = site.gov;
  return route({
    method: 'GET',
    path: '/office/programmes/:programme/paper',
    audience: 'officer',
    summary: 'Where all sets of a programme’s notes are, the stock of each place, and what was done',
    params: OfPaper,
    async handle(call) {
      const view = await paperView(site, call, PARTS.overview);
      const { id } = view.programme;
      const [tally, stock, acts] = await Promise.all([
        paperTally(db, id),
        stockOf(db, id),
        paperActs(db, id, { limit: 50 }),
      ]);
      return page(renderPage(<OverviewPage {...view} {...{ tally, stock, acts }} />));
    },
  });
}

function runRoutes(site: Site): Route[] {
  const { gov } = site;
  const show = async (call: PaperCall, refused?: Refused, typed = {}, done?: string) => {
    const view = await paperView(site, call, PARTS.runs);
    const props = { ...view, refused, typed, printRuns: await printRuns(gov.db, view.programme.id), done };
    return page(renderPage(<RunsPage {...props} />), refused?.status ?? 200);
  };
  const path = '/office/programmes/:programme/paper/runs' as const;
  const close = (name: 'printed' | 'cancel', work: typeof markPrinted) =>
    route({
      method: 'POST',
      path: `${path}/:run/${name}`,
      audience: 'officer',
      summary: name === 'printed' ? 'Has the sets of a print run in hand' : 'Gives a print run up',
      params: OfRun,
      async handle(call) {
        const { programme, officer } = await paperView(site, call, PARTS.runs);
        const refused = await attempted(() => work(gov, { programme, run: call.params.run, officer }));
        return refused ? show(call, refused) : redirect(`${paperHref(programme, 'runs')}?done=yes`);
      },
    });
  return [
    route({
      method: 'GET',
      path,
      audience: 'officer',
      summary: 'Print runs of a programme’s notes',
      params: OfPaper,
      query: Done,
      handle: (call) => show(call, undefined, {}, call.query.done && PAPER.saved[call.preferences.locale]),
    }),
    route({
      method: 'POST',
      path,
      audience: 'officer',
      summary: 'Orders a print run',
      params: OfPaper,
      body: fields('sets'),
      async handle(call) {
        const { programme, officer } = await paperView(site, call, PARTS.runs);
        const sets = numberIn(call.body.sets);
        const refused = await attempted(() => orderPrintRun(gov, { programme, sets, officer }), 'sets');
        return refused ? show(call, refused, call.body) : redirect(`${paperHref(programme, 'runs')}?done=yes`);
      },
    }),
    close('printed', markPrinted),
    close('cancel', cancelRun),
  ];
}

/** What an officer may say has happened to sets. */
const MOVES = { deliver, 'bring-back': bringBack, destroy } as const;

function rangeRoutes(site: Site): Route[] {
  const { gov } = site;
  const show = async (call: PaperCall, refused?: Refused, typed: TypedMove = {}, done?: string) => {
    const view = await paperView(site, call, PARTS.ranges);
    const props = { ...view, refused, typed, ranges: await rangesOf(gov.db, view.programme.id), done };
    return page(renderPage(<RangesPage {...props} />), refused?.status ?? 200);
  };
  const path = '/office/programmes/:programme/paper/ranges' as const;
  return [
    route({
      method: 'GET',
      path,
      audience: 'officer',
      summary: 'Where the sets of a programme’s notes lie',
      params: OfPaper,
      query: Done,
      handle: (call) => show(call, undefined, {}, call.query.done && PAPER.saved[call.preferences.locale]),
    }),
    route({
      method: 'POST',
      path,
      audience: 'officer',
      summary: 'Records that sets were delivered, brought back or destroyed',
      params: OfPaper,
      body: fields('what', 'first', 'last', 'place'),
      async handle(call) {
        const { programme, officer } = await paperView(site, call, PARTS.ranges);
        const { what = '', first, last, place = '' } = call.body;
        const work = MOVES[what as keyof typeof MOVES] ?? deliver;
        const move = { programme, officer, place, first: numberIn(first), last: numberIn(last) };
        const refused = await attempted(() => work(gov, move), 'first');
        return refused ? show(call, refused, call.body) : redirect(`${paperHref(programme, 'ranges')}?done=yes`);
      },
    }),
  ];
}

const BlockBody = fields('first', 'last', 'reason', 'words', 'handed');

function blockRoutes(site: Site): Route[] {
  const { gov } = site;
  const show = async (call: PaperCall, more: Partial<BlocksProps> & { refused?: Refused } = {}) => {
    const view = await paperView(site, call, PARTS.blocks);
    const props = { ...view, ...more, blocks: await blocksOf(gov.db, view.programme.id) };
    return page(renderPage(<BlocksPage {...props} />), more.refused?.status ?? 200);
  };
  const path = '/office/programmes/:programme/paper/blocks' as const;
  return [
    route({
      method: 'GET',
      path,
      audience: 'officer',
      summary: 'Ranges whose notes are refused',
      params: OfPaper,
      query: Done,
      handle(call) {
        const { done, sets, lapsed = 0 } = call.query;
        const { locale } = call.preferences;
        const text = sets === undefined ? PAPER.saved[locale] : say(PAPER.blockedDone, locale, { sets, lapsed });
        return show(call, done ? { done: text } : {});
      },
    }),
    route({
      method: 'POST',
      path,
      audience: 'officer',
      summary: 'Blocks a range of sets at once',
      params: OfPaper,
      body: BlockBody,
      async handle(call) {
        const { programme, officer } = await paperView(site, call, PARTS.blocks);
        let outcome = { sets: 0, lapsed: 0 };
        const refused = await attempted(async () => {
          outcome = await blockRange(gov, { programme, officer, ...readBlock(call.body) });
        }, 'first');
        if (refused) return show(call, { refused, typed: call.body as TypedBlock });
        const query = new URLSearchParams({ done: 'yes', sets: String(outcome.sets), lapsed: String(outcome.lapsed) });
        return redirect(`${paperHref(programme, 'blocks')}?${query}`);
      },
    }),
    route({
      method: 'POST',
      path: `${path}/:block/lift`,
      audience: 'officer',
      provedLately: true,
      summary: 'Asks to lift a block, or as the second officer lifts it',
      params: OfBlock,
      async handle(call) {
        const { programme, officer } = await paperView(site, call, PARTS.blocks);
        const { block } = call.params;
        const asked = (await blocksOf(gov.db, programme.id)).find(({ id }) => id === block)?.liftingBy;
        const work = asked ? liftBlock : askToLift;
        const refused = await attempted(() => work(gov, { programme, block, officer }));
        return refused ? show(call, { refused }) : redirect(`${paperHref(programme, 'blocks')}?done=yes`);
      },
    }),
  ];
}

/** A reason that is none of the list counts as lost: the block must not wait for it. */
function readBlock({ first, last, reason = '', words = '', handed }: Static<typeof BlockBody>) {
  const known = BLOCK_REASONS.find((one) => one === reason);
  const why: BlockReason = known ?? 'lost';
  return { first: numberIn(first), last: numberIn(last), reason: why, words, handedToo: handed === 'yes' };
}
