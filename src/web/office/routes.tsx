import { Type } from 'typebox';
import { renderPage } from '../../design/index.ts';
import { AppError, page, type Route, redirect, route, type Text, transaction } from '../../kernel/index.ts';
import { headOfTask, type Officer, type OpenedTask, openTaskAs, queueOf } from '../../services/index.ts';
import { type PageCall, pageContext, type Site } from '../site.ts';
import { ACT_NAMES, type ActName, BODIES, checkAct, FORM_LIMIT, type Typed } from './acts.ts';
import { type Filter, FilterQuery, queueAddress, taskAddress } from './filter.ts';
import type { Attempt } from './forms.tsx';
import { QueuePage } from './queue.tsx';
import { TaskPage } from './task.tsx';
import { viewTask } from './view.ts';
import { OFFICE } from './words.ts';

const TaskParams = Type.Object({ id: Type.String({ format: 'uuid' }) });

/** The act that was just done, and the number of its case; a correction has none. */
const DoneQuery = Type.Object({
  ...FilterQuery.properties,
  act: Type.Optional(Type.Union(ACT_NAMES.map((name) => Type.Literal(name)))),
  done: Type.Optional(Type.String({ pattern: '^[0-9A-Z-]{0,40}$' })),
});

type OfficerCall = PageCall & { caller: Officer };

/** The officer's queue. */
export function queueRoute(site: Site): Route {
  const { gov } = site;
  return route({
    method: 'GET',
    path: '/office',
    audience: 'officer',
    summary: "The officer's tasks, the most urgent first",
    query: DoneQuery,
    async handle(call) {
      const officer = officerOf(call);
      const [context, queue] = await Promise.all([pageContext(site, call), queueOf(gov.db, gov, officer)]);
      const { act, done = '', ...filter } = call.query;
      return page(
        renderPage(
          <QueuePage
            gov={gov}
            context={context}
            officer={officer}
            queue={queue}
            filter={filter}
            done={act && { act, task: done }}
          />,
        ),
      );
    },
  });
}

/** One task. Opening it is a reading that its people see. */
export function taskRoute(site: Site): Route {
  return route({
    method: 'GET',
    path: '/office/tasks/:id',
    audience: 'officer',
    summary: 'Opens a task: the case, what the rules find, and what can be done',
    params: TaskParams,
    query: FilterQuery,
    async handle(call) {
      const opened = await openTaskAs(site.gov, officerOf(call), call.params.id);
      return showTask(site, call, { opened, filter: call.query });
    },
  });
}

const SUMMARIES: Record<ActName, string> = {
  approve: 'Approves a case',
  refuse: 'Refuses a case, with the law that the refusal rests on',
  ask: 'Asks the applicant for more; the time limit pauses',
  settle: 'Settles a disputed value of a registry',
  appeal: 'Answers an appeal',
};

/** An act on a task. What is wrong with the form comes back as the page with what was typed. */
export function actRoute(site: Site, name: ActName): Route {
  const { gov } = site;
  return route({
    method: 'POST',
    path: `/office/tasks/:id/${name}`,
    audience: 'officer',
    summary: SUMMARIES[name],
    params: TaskParams,
    query: FilterQuery,
    body: BODIES[name],
    bodyLimit: FORM_LIMIT,
    async handle(call) {
      const officer = officerOf(call);
      const typed: Typed = call.body;
      const filter = call.query;
      // Checking the form looks at no personal data: only a page that is shown again is a reading again.
      const head = await transaction(gov.db, (tx) => headOfTask(tx, gov, officer, call.params.id));
      const shownAgain = async (attempt: Attempt, status: number, refused?: Text) => {
        const opened = await openTaskAs(gov, officer, call.params.id);
        return showTask(site, call, { opened, filter, attempt, ...(refused && { refused }) }, status);
      };
      const checked = await checkAct(name, { gov, officer, head }, typed);
      if ('problems' in checked) return shownAgain({ act: name, typed, problems: checked.problems }, 422);
      try {
        await checked.carryOut();
      } catch (error) {
        if (!(error instanceof AppError) || (error.code !== 'conflict' && error.code !== 'invalid')) throw error;
        return shownAgain({ act: name, typed, problems: {} }, error.status, detailOf(error));
      }
      return redirect(queueAddress(filter, { act: name, ...(head.kase && { done: head.kase.number }) }));
    },
  });
}

const officerOf = ({ caller: { person, agency, role } }: OfficerCall): Officer => ({ person, agency, role });

/** What an error says in all languages; one that only says it in English is for developers. */
const detailOf = ({ detail }: AppError): Text => (typeof detail === 'string' ? OFFICE.notDone : detail);

async function showTask(
  site: Site,
  call: OfficerCall,
  shown: { opened: OpenedTask; filter: Filter; attempt?: Attempt; refused?: Text },
  status = 200,
): Promise<Response> {
  const { opened, ...rest } = shown;
  const [context, view] = await Promise.all([
    pageContext(site, { ...call, here: taskAddress(opened.task.id, shown.filter) }),
    viewTask(site.gov, call.preferences.locale, officerOf(call), opened),
  ]);
  return page(renderPage(<TaskPage context={context} view={view} {...rest} />), status);
}
