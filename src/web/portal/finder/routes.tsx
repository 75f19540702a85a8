import { renderPage } from '../../../design/index.ts';
import { type Caller, page, type Route, route } from '../../../kernel/index.ts';
import {
  answersIn,
  askingOf,
  findingsOf,
  fromRegistries,
  type Knowledge,
  NOTHING_KNOWN,
  readOnce,
  type SavedAnswer,
  savedAnswersOf,
  saveFinderAnswers,
  today,
  withAnswers,
  withoutRegistries,
} from '../../../services/index.ts';
import { type PageCall, pageContext, type Site } from '../../site.ts';
import { filtered } from './filter.tsx';
import { FinderPage } from './page.tsx';
import { savedRoutes } from './saved.tsx';
import { FinderForm, firstState, type PageState, stateOf } from './state.ts';

/**
 * "What can I get?": anybody may ask. What they answer is in the page and its form, never in an address, a cookie or the
 * database, unless somebody signed in has it saved.
 */
export function finderRoutes(site: Site): Route[] {
  const { gov } = site;
  return [
    route({
      method: 'GET',
      path: '/benefits',
      audience: 'public',
      summary: 'What can I get? Begins with the saved answers of who is signed in',
      async handle(call) {
        return show(site, call, firstState(answersIn(await savedFor(site, call.caller))));
      },
    }),
    route({
      method: 'POST',
      path: '/benefits',
      audience: 'public',
      summary: 'What can I get, by these answers; nothing of them is stored',
      body: FinderForm,
      handle: (call) => show(site, call, stateOf(gov.pack, call.body)),
    }),
    route({
      method: 'POST',
      path: '/benefits/answers',
      audience: 'resident',
      summary: 'Saves the answers of the page for the next time',
      body: FinderForm,
      async handle(call) {
        const state = stateOf(gov.pack, call.body);
        await saveFinderAnswers(gov, call.caller.person, state.answers);
        return show(site, { ...call, here: '/benefits' }, state, true);
      },
    }),
    ...savedRoutes(site),
  ];
}

async function show(site: Site, call: PageCall, state: PageState, hasSaved = false): Promise<Response> {
  const { gov } = site;
  const { locale } = call.preferences;
  const known = await knowledgeOf(site, call.caller, state);
  const everything = findingsOf(gov, withAnswers(gov, known, state.answers), today(gov));
  const chosen = filtered(gov, everything, state.filter, locale);
  const asking = askingOf(gov.pack, chosen, today(gov), state.leftOut);
  const isResident = call.caller.kind === 'resident';
  const saved = await savedFor(site, call.caller);
  const context = await pageContext(site, call);
  const shown = { gov, context, state, known, everything, asking, saved, isResident, hasSaved };
  return page(renderPage(<FinderPage {...shown} />), Object.keys(state.problems).length > 0 ? 422 : 200);
}

const savedFor = async ({ gov }: Site, caller: Caller): Promise<SavedAnswer[]> =>
  caller.kind === 'resident' ? savedAnswersOf(gov.db, gov, caller.person) : [];

/** What is known of the caller besides their answers: the registries' word only where they agreed to it on the page. */
function knowledgeOf({ gov }: Site, caller: Caller, { looked }: PageState): Promise<Knowledge> | Knowledge {
  if (caller.kind !== 'resident') return NOTHING_KNOWN;
  if (looked === 'no') return withoutRegistries(gov.db, caller.person);
  return readOnce(gov, caller.session, () => fromRegistries(gov.db, gov, caller.person), looked === 'now');
}
