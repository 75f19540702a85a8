import { Type } from 'typebox';
import { renderPage } from '../../../design/index.ts';
import { AppError, page, type Route, redirect, route, type Text, transaction } from '../../../kernel/index.ts';
import { alarmFor, alarmsFor, settleAlarm } from '../../../registry/index.ts';
import type { Officer } from '../../../services/index.ts';
import { type PageCall, pageContext, type Site } from '../../site.ts';
import { NotAllowedPage } from './page.tsx';
import { AlarmPage } from './settle.tsx';
import { NOT_ALLOWED } from './words.ts';

const PAGE_SIZE = 50;
const OfAlarm = Type.Object({ alarm: Type.String({ format: 'uuid' }) });

/** Looks at personal data that nothing allowed, for those who look after the registries. */
export function notAllowedRoutes(site: Site): Route[] {
  const { gov } = site;
  return [
    route({
      method: 'GET',
      path: '/office/looks',
      audience: 'officer',
      summary: "Looks at data of the officer's registries that no consent and no law allowed, open ones first",
      query: Type.Object({
        before: Type.Optional(Type.String({ format: 'uuid' })),
        settled: Type.Optional(Type.Literal('yes')),
        done: Type.Optional(Type.Literal('yes')),
      }),
      async handle(call) {
        const officer = officerOf(call);
        const { before, settled, done } = call.query;
        const after = before === undefined ? undefined : { id: before, settled: settled !== undefined };
        const [context, alarms] = await Promise.all([
          pageContext(site, call),
          alarmsFor(gov.db, gov, officer, { limit: PAGE_SIZE + 1, after }),
        ]);
        const shown = { gov, context, officer, alarms, isFirst: !after, most: PAGE_SIZE, done: done !== undefined };
        return page(renderPage(<NotAllowedPage {...shown} />));
      },
    }),
    route({
      method: 'GET',
      path: '/office/looks/:alarm',
      audience: 'officer',
      summary: 'One look that nothing allowed, and where it is settled',
      params: OfAlarm,
      handle: (call) => showAlarm(site, call, call.params.alarm),
    }),
    route({
      method: 'POST',
      path: '/office/looks/:alarm',
      audience: 'officer',
      summary: 'Settles a look that nothing allowed, with what was found',
      params: OfAlarm,
      body: Type.Object({ settlement: Type.String({ maxLength: 2_000 }) }),
      async handle(call) {
        const { alarm: id } = call.params;
        const settlement = call.body.settlement.trim();
        if (settlement === '') return showAlarm(site, call, id, { problem: NOT_ALLOWED.sayWhat });
        try {
          await transaction(gov.db, (tx) => settleAlarm(tx, gov, officerOf(call), { id, settlement }));
        } catch (error) {
          if (!(error instanceof AppError) || typeof error.detail === 'string') throw error;
          return showAlarm(site, call, id, { settlement, refused: error.detail }, error.status);
        }
        return redirect('/office/looks?done=yes');
      },
    }),
  ];
}

type OfficerCall = PageCall & { caller: Officer };

const officerOf = ({ caller: { person, agency, role } }: OfficerCall): Officer => ({ person, agency, role });

/** What somebody wrote, and what is wrong with it or why it was refused. */
interface Attempt {
  settlement?: string;
  problem?: Text;
  refused?: Text;
}

async function showAlarm(
  site: Site,
  call: OfficerCall,
  id: string,
  attempt: Attempt = {},
  status = attempt.problem ? 422 : 200,
): Promise<Response> {
  const { gov } = site;
  const officer = officerOf(call);
  const [context, alarm] = await Promise.all([
    pageContext(site, { ...call, here: `/office/looks/${id}` }),
    alarmFor(gov.db, gov, officer, id),
  ]);
  return page(renderPage(<AlarmPage {...{ gov, context, officer, alarm, ...attempt }} />), status);
}
