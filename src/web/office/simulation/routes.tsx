import { Type } from 'typebox';
import { renderPage } from '../../../design/index.ts';
import { AppError, page, type Route, redirect, route, say } from '../../../kernel/index.ts';
import {
  type Answer,
  askSimulation,
  discardPopulation,
  expectSimulation,
  type OwnPopulation,
  ownPopulation,
  ownPopulations,
  type Simulation,
  templateOf,
  today,
} from '../../../services/index.ts';
import { type PageCall, pageContext, type Site } from '../../site.ts';
import { ChoosePage } from './choose.tsx';
import { csvFile } from './csv-file.ts';
import { exportRows } from './export.ts';
import { FilePage } from './file.tsx';
import { liveOf } from './live.ts';
import { numberText } from './numbers.ts';
import { PopulationPage } from './population.tsx';
import { ResultPage } from './result.tsx';
import { policyNamed, queryOf, ResultQuery, type ResultState, stateOf } from './state.ts';
import { takeFile } from './upload.ts';
import { viewOf } from './view.ts';
import { peopleDone, WaitingPage } from './waiting.tsx';
import { COST } from './words.ts';

/** How long a page waits for its figures before it shows how far they are, in milliseconds. */
const PATIENCE_MS = 1_200;

const PolicyQuery = Type.Object({ service: Type.String({ maxLength: 60 }) });
const PopulationParams = Type.Object({ id: Type.String({ format: 'uuid' }) });

type OfficerCall = PageCall & { caller: { kind: 'officer'; person: string }; request: Request };

/** "What would it cost?": any officer may ask. Figures are of made-up people, or of those that the officer brings. */
export function simulationRoutes(site: Site): Route[] {
  return [...resultRoutes(site), ...fileRoutes(site)];
}

function resultRoutes(site: Site): Route[] {
  const { gov } = site;
  return [
    route({
      method: 'GET',
      path: '/office/simulation',
      audience: 'officer',
      summary: 'What would it cost? Chooses a policy and a population',
      query: Type.Object({ deleted: Type.Optional(Type.Literal('yes')) }),
      async handle(call) {
        expectSimulation(gov);
        const [context, files] = await Promise.all([
          pageContext(site, call),
          ownPopulations(gov.db, call.caller.person, gov.clock.now()),
        ]);
        const hasDeleted = call.query.deleted === 'yes';
        return page(renderPage(<ChoosePage gov={gov} context={context} files={files} hasDeleted={hasDeleted} />));
      },
    }),
    route({
      method: 'GET',
      path: '/office/simulation/result',
      audience: 'officer',
      summary: 'What a policy costs for a population, and what a reform of it would',
      query: ResultQuery,
      async handle(call) {
        const asked = await ask(site, call);
        const { state } = asked;
        const own = `?${queryOf(state)}`;
        if (Object.keys(state.problems).length === 0 && new URL(call.request.url).search !== own) {
          return redirect(`/office/simulation/result${own}`);
        }
        const context = await pageContext(site, call);
        if (asked.answer.state === 'working') return page(renderPage(waiting(context, state, asked.answer)));
        const view = viewOf(gov, context.locale, state, asked.on, asked.simulation!);
        const status = Object.keys(state.problems).length > 0 ? 422 : 200;
        return page(renderPage(<ResultPage context={context} view={view} file={asked.file} />), status);
      },
    }),
    route({
      method: 'GET',
      path: '/office/simulation/figures',
      audience: 'officer',
      summary: 'The figures of a result as its script shows them while a number is dragged',
      query: ResultQuery,
      async handle(call) {
        const { answer, simulation, state, on } = await ask(site, call);
        if (!simulation) return Response.json(answer, { status: 202 });
        return liveOf(viewOf(gov, call.preferences.locale, state, on, simulation));
      },
    }),
    route({
      method: 'GET',
      path: '/office/simulation/export',
      audience: 'officer',
      summary: 'All figures of a result as a CSV file',
      query: ResultQuery,
      async handle(call) {
        const { answer, simulation, state, on, file } = await ask(site, call);
        if (!simulation) {
          const context = await pageContext(site, call);
          return page(renderPage(waiting(context, state, answer as Working)));
        }
        const view = viewOf(gov, call.preferences.locale, state, on, simulation);
        return csvFile(exportRows(view, file), `${state.policy.service.id}.csv`);
      },
    }),
  ];
}

type Working = Extract<Answer, { state: 'working' }>;

interface AskedFor {
  state: ResultState;
  on: string;
  file: OwnPopulation | undefined;
  answer: Answer;
  /** Undefined while it is worked on. */
  simulation: Simulation | undefined;
}

/** @throws AppError `not-found` for a policy or population that there is not, also for another officer's. */
async function ask({ gov }: Site, call: OfficerCall & { query: ResultQuery }): Promise<AskedFor> {
  const { person } = call.caller;
  const on = today(gov);
  const state = stateOf(gov.pack, call.query, new URL(call.request.url).searchParams, person, on);
  const { policy, population, assumed, reform } = state;
  const file = population.kind === 'own' ? await ownPopulation(gov.db, population, gov.clock.now()) : undefined;
  const question = { service: policy.service.id, population, on, assumed, reform };
  const answer = await askSimulation(gov, question, PATIENCE_MS);
  if (answer.state === 'none' || (population.kind === 'own' && !file)) {
    throw new AppError('not-found', 'There is no such population.');
  }
  return { state, on, file, answer, simulation: answer.state === 'ready' ? answer.simulation : undefined };
}

function waiting(
  context: Awaited<ReturnType<typeof pageContext>>,
  { policy }: ResultState,
  { step, done, of }: Working,
) {
  const { locale } = context;
  return (
    <WaitingPage
      context={context}
      caption={policy.service.title[locale]}
      title={step === 'people' ? COST.makingPeople : COST.applyingRules}
      progress={{ text: peopleDone(done, of, locale), done, of }}
    />
  );
}

function fileRoutes(site: Site): Route[] {
  const { gov } = site;
  return [
    route({
      method: 'GET',
      path: '/office/simulation/file',
      audience: 'officer',
      summary: 'The columns of a file for a policy, and the form that sends one',
      query: PolicyQuery,
      handle: (call) => showFilePage(site, call, call.query.service),
    }),
    route({
      method: 'GET',
      path: '/office/simulation/template',
      audience: 'officer',
      summary: 'A CSV file with the columns for a policy and two people as examples',
      query: PolicyQuery,
      handle({ query }) {
        const { columns, rows } = templateOf(gov.pack, policyNamed(gov.pack, query.service));
        return csvFile([columns.map(({ name }) => name), ...rows], `${query.service}-template.csv`);
      },
    }),
    route({
      method: 'POST',
      path: '/office/simulation/populations',
      audience: 'officer',
      summary: 'Takes a file in and has it checked',
      async handle(call) {
        const taken = await takeFile(gov, call.caller.person, call.request);
        if ('id' in taken) return redirect(`/office/simulation/populations/${taken.id}`);
        const here = `/office/simulation/file?${new URLSearchParams({ service: taken.service })}`;
        return showFilePage(site, { ...call, here }, taken.service, taken);
      },
    }),
    route({
      method: 'GET',
      path: '/office/simulation/populations/:id',
      audience: 'officer',
      summary: 'A file that the officer brought: how far its check is, or how it ended',
      params: PopulationParams,
      async handle(call) {
        const own = { person: call.caller.person, id: call.params.id };
        const file = await ownPopulation(gov.db, own, gov.clock.now());
        if (!file || file.state === 'arriving') throw new AppError('not-found', 'There is no such population.');
        const context = await pageContext(site, call);
        const { locale } = context;
        if (file.state !== 'checking')
          return page(renderPage(<PopulationPage gov={gov} context={context} file={file} />));
        const text = say(COST.rowsRead, locale, { n: numberText(file.rowsRead) });
        const progress = { text, done: file.percent, of: 100 };
        return page(
          renderPage(
            <WaitingPage context={context} caption={file.fileName} title={COST.checkingFile} progress={progress} />,
          ),
        );
      },
    }),
    route({
      method: 'POST',
      path: '/office/simulation/populations/:id/delete',
      audience: 'officer',
      summary: 'Deletes a file and the people that were read from it',
      params: PopulationParams,
      async handle({ caller, params }) {
        const isDeleted = await discardPopulation(gov, { person: caller.person, id: params.id });
        if (!isDeleted) throw new AppError('not-found', 'There is no such population.');
        return redirect('/office/simulation?deleted=yes');
      },
    }),
  ];
}

/** @throws AppError `not-found`. */
async function showFilePage(
  site: Site,
  call: PageCall,
  service: string,
  wrong?: { problem: Parameters<typeof FilePage>[0]['problem']; status: number },
): Promise<Response> {
  const policy = policyNamed(site.gov.pack, service);
  const context = await pageContext(site, call);
  const shown = <FilePage pack={site.gov.pack} context={context} policy={policy} problem={wrong?.problem} />;
  return page(renderPage(shown), wrong?.status);
}
