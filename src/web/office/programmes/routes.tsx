import { Type } from 'typebox';
import { renderPage } from '../../../design/index.ts';
import { page, type Route, redirect, route, type Text } from '../../../kernel/index.ts';
import {
  asOffice,
  countedOf,
  freezesOf,
  openSuspicions,
  PROGRAMME_ACTS,
  programmeActs,
  programmeNow,
  programmesNow,
  programmesOfOfficer,
  roundsOf,
} from '../../../programmes/index.ts';
import { pageContext, type Site } from '../../site.ts';
import { ACT_NAMES, ActBody, type ActName, carryOut, newKey, problemsOf } from './acts.ts';
import { detailOf, mendable, type OfficerCall, officerOf, ProgrammeParams } from './call.ts';
import { ConfirmPage } from './forms.tsx';
import { fraudRoutes } from './fraud-routes.tsx';
import { freezeRoutes } from './freeze-routes.tsx';
import { ProgrammesPage } from './list.tsx';
import { ProgrammePage } from './one.tsx';

/** What each act is called once it is done. */
type DoneKind = (typeof PROGRAMME_ACTS)[number];
const DONE: Record<ActName, DoneKind> = {
  open: 'opened',
  pause: 'paused',
  resume: 'resumed',
  fund: 'funded',
  extend: 'extended',
};

const DoneQuery = Type.Object({
  done: Type.Optional(Type.Union((PROGRAMME_ACTS as readonly DoneKind[]).map((kind) => Type.Literal(kind)))),
});

/** The pages on which an office runs its programmes. */
export function programmeRoutes(site: Site): Route[] {
  return [
    listRoute(site),
    oneRoute(site),
    ...ACT_NAMES.map((name) => actRoute(site, name)),
    ...fraudRoutes(site),
    ...freezeRoutes(site),
  ];
}

function listRoute(site: Site): Route {
  const { gov } = site;
  return route({
    method: 'GET',
    path: '/office/programmes',
    audience: 'officer',
    summary: 'The programmes that the officer runs',
    async handle(call) {
      const officer = officerOf(call);
      const own = programmesOfOfficer(gov, officer);
      const [context, standing, suspicions, counted] = await Promise.all([
        pageContext(site, call),
        programmesNow(gov.db, gov, own),
        openSuspicions(
          gov.db,
          own.map(({ id }) => id),
        ),
        Promise.all(own.map(({ id }) => countedOf(gov.db, id))),
      ]);
      const programmes = own.map(({ id }, nth) => ({
        now: standing.get(id)!,
        counted: counted[nth]!,
        suspicions: suspicions.get(id) ?? 0,
      }));
      return page(renderPage(<ProgrammesPage {...{ gov, context, officer, programmes }} />));
    },
  });
}

function oneRoute(site: Site): Route {
  return route({
    method: 'GET',
    path: '/office/programmes/:programme',
    audience: 'officer',
    summary: 'One programme: how it stands, its money, its history, and what can be done',
    params: ProgrammeParams,
    query: DoneQuery,
    async handle(call) {
      const view = await viewOf(site, call, call.params.programme);
      const { done } = call.query;
      return page(renderPage(<ProgrammePage {...view} {...(done === undefined ? {} : { done })} />));
    },
  });
}

/** An act. It is shown once more before it is done; what is wrong with the form comes back with what was typed. */
function actRoute(site: Site, name: ActName): Route {
  const { gov } = site;
  return route({
    method: 'POST',
    path: `/office/programmes/:programme/${name}`,
    audience: 'officer',
    summary: `Does to a programme what the office has decided: ${DONE[name]}`,
    params: ProgrammeParams,
    body: ActBody,
    async handle(call) {
      const { programme } = call.params;
      const officer = officerOf(call);
      const form = call.body;
      asOffice(gov, officer, programme);
      const shownAgain = async (problems: ReturnType<typeof problemsOf>, status: number, refused?: Text) => {
        const view = await viewOf(site, call, programme);
        const tried = { name, form, problems };
        return page(renderPage(<ProgrammePage {...view} tried={tried} {...(refused && { refused })} />), status);
      };
      const problems = problemsOf(gov, name, form);
      if (Object.keys(problems).length > 0) return shownAgain(problems, 422);
      if (!form.sure) {
        const { context, now } = await viewOf(site, call, programme);
        return page(renderPage(<ConfirmPage {...{ gov, context, now, name, form }} again={newKey()} />));
      }
      try {
        await carryOut(gov, officer, programme, name, form);
      } catch (error) {
        const refusal = mendable(error);
        return shownAgain({}, refusal.status, detailOf(refusal));
      }
      return redirect(`/office/programmes/${programme}?done=${DONE[name]}`);
    },
  });
}

async function viewOf(site: Site, call: OfficerCall, id: string) {
  const { gov } = site;
  const officer = officerOf(call);
  const programme = asOffice(gov, officer, id);
  const here = `/office/programmes/${id}`;
  const [context, now, counted, acts, rounds, suspicions, freezes] = await Promise.all([
    pageContext(site, { ...call, here }),
    programmeNow(gov.db, gov, programme),
    countedOf(gov.db, id),
    programmeActs(gov.db, id),
    roundsOf(gov.db, id),
    openSuspicions(gov.db, [id]),
    freezesOf(gov.db, id, { over: false, limit: 100 }),
  ]);
  return {
    gov,
    context,
    officer,
    now,
    counted,
    acts,
    rounds,
    suspicions: suspicions.get(id) ?? 0,
    freezes: freezes.length,
  };
}
