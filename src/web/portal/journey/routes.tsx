import { Type } from 'typebox';
import { type PageContext, renderPage } from '../../../design/index.ts';
import { AppError, page, type Route, redirect, route, transaction } from '../../../kernel/index.ts';
import {
  type AnswerProblems,
  applicationById,
  casesOfApplication,
  chooseServices,
  discardDraft,
  disputeFact,
  type Journey,
  LONGEST_CLAIM,
  namesIn,
  saveAnswers,
  submitApplication,
  viewJourney,
} from '../../../services/index.ts';
import { whatToCorrect } from '../../problem.tsx';
import { type PageCall, pageContext, type Site } from '../../site.ts';
import { PORTAL } from '../words.ts';
import { ChoosePage } from './choose.tsx';
import { DisputePage } from './dispute.tsx';
import type { NamedJourney } from './layout.tsx';
import { PreviewPage } from './preview.tsx';
import { QuestionsPage } from './questions.tsx';
import { showCardRoutes } from './show-card.tsx';
import { SubmittedPage } from './submitted.tsx';

const Id = Type.Object({ id: Type.String({ format: 'uuid' }) });
const FactOf = Type.Object({ id: Type.String({ format: 'uuid' }), fact: Type.String({ maxLength: 60 }) });
const Answers = Type.Record(
  Type.String({ maxLength: 60 }),
  Type.Union([Type.String({ maxLength: 2_000 }), Type.Array(Type.String({ maxLength: 200 }), { maxItems: 50 })]),
);
/** A form's checkboxes: none, one, or several of a name. */
const Chosen = Type.Object({
  service: Type.Optional(
    Type.Union([Type.String({ maxLength: 60 }), Type.Array(Type.String({ maxLength: 60 }), { maxItems: 50 })]),
  ),
});

type ResidentCall = PageCall & { caller: { person: string } };

/**
 * A journey, page by page: choose (`/applications/:id`), answer (`…/answers`), preview (`…/preview`), submit. After
 * that the first address shows each agency's part. Every page saves, so leaving is never a loss.
 */
export function applicationRoutes(site: Site): Route[] {
  const { gov } = site;
  const journeyOf = (call: ResidentCall, id: string) =>
    transaction(gov.db, (tx) => viewJourney(tx, gov, call.caller.person, id));
  /** Names are read, and recorded, only for pages that show them. */
  const named = async (journey: Journey): Promise<NamedJourney> => ({
    ...journey,
    names: await namesIn(gov.db, gov, journey),
  });
  const show = async (call: PageCall, make: (context: PageContext) => Parameters<typeof renderPage>[0], status = 200) =>
    page(renderPage(make(await pageContext(site, call))), status);

  return [
    route({
      method: 'GET',
      path: '/applications/:id',
      audience: 'resident',
      summary: 'What can be applied for; once submitted, how each part stands',
      params: Id,
      async handle(call) {
        const { id } = call.params;
        const application = await applicationById(gov.db, call.caller.person, id);
        if (application.submittedAt) {
          const cases = await casesOfApplication(gov.db, call.caller.person, id);
          return show(call, (context) => (
            <SubmittedPage gov={gov} context={context} application={application} cases={cases} />
          ));
        }
        const journey = await journeyOf(call, id);
        return show(call, (context) => <ChoosePage gov={gov} context={context} journey={journey} />);
      },
    }),
    route({
      method: 'POST',
      path: '/applications/:id/services',
      audience: 'resident',
      summary: 'Saves which services to apply for',
      params: Id,
      body: Chosen,
      async handle(call) {
        const chosen = [call.body.service ?? []].flat();
        const journey = await journeyOf(call, call.params.id);
        if (chosen.length === 0) {
          const error = { text: PORTAL.nothingChosen[call.preferences.locale], href: '#service' };
          // The page has an address of its own; the form's has none to come back to.
          const here = `/applications/${call.params.id}`;
          return show(
            { ...call, here },
            (context) => <ChoosePage gov={gov} context={context} journey={journey} error={error} />,
            422,
          );
        }
        await chooseServices(gov.db, gov, journey, chosen, call.preferences.locale);
        return redirect(`/applications/${call.params.id}/answers`);
      },
    }),
    route({
      method: 'GET',
      path: '/applications/:id/answers',
      audience: 'resident',
      summary: 'What is known already, and what no registry knows',
      params: Id,
      async handle(call) {
        const draft = await draftOr(journeyOf, call, call.params.id);
        if (draft instanceof Response) return draft;
        const journey = await named(draft);
        const typed = journey.application.answers;
        return show(call, (context) => (
          <QuestionsPage gov={gov} context={context} journey={journey} typed={typed} problems={{}} />
        ));
      },
    }),
    route({
      method: 'POST',
      path: '/applications/:id/answers',
      audience: 'resident',
      summary: 'Saves answers',
      params: Id,
      body: Answers,
      async handle(call) {
        const { id } = call.params;
        const saved = await transaction(gov.db, async (tx) => {
          const before = await viewJourney(tx, gov, call.caller.person, id);
          return saveAnswers(tx, gov, before, call.body, call.preferences.locale);
        });
        if (call.body.then === 'later') return redirect('/');
        const wrong: AnswerProblems = { ...saved.journey.missing, ...saved.problems };
        if (Object.keys(wrong).length === 0) return redirect(`/applications/${id}/preview`);
        const journey = await named(saved.journey);
        const typed = { ...journey.application.answers, ...call.body };
        return show(
          call,
          (context) => <QuestionsPage gov={gov} context={context} journey={journey} typed={typed} problems={wrong} />,
          422,
        );
      },
    }),
    route({
      method: 'GET',
      path: '/applications/:id/preview',
      audience: 'resident',
      summary: 'Which field goes to which agency, and why',
      params: Id,
      async handle(call) {
        const draft = await draftOr(journeyOf, call, call.params.id);
        if (draft instanceof Response) return draft;
        if (Object.keys(draft.missing).length > 0) return redirect(`/applications/${call.params.id}/answers`);
        const journey = await named(draft);
        return show(call, (context) => <PreviewPage gov={gov} context={context} journey={journey} />);
      },
    }),
    route({
      method: 'POST',
      path: '/applications/:id/submit',
      audience: 'resident',
      summary: 'Submits the application: one case per agency, decided at once where possible',
      params: Id,
      async handle(call) {
        await submitApplication(gov, call.caller.person, call.params.id);
        return redirect(`/applications/${call.params.id}`);
      },
    }),
    route({
      method: 'POST',
      path: '/applications/:id/discard',
      audience: 'resident',
      summary: 'Deletes a draft',
      params: Id,
      async handle(call) {
        await discardDraft(gov, call.caller.person, call.params.id);
        return redirect('/');
      },
    }),
    route({
      method: 'GET',
      path: '/applications/:id/facts/:fact/dispute',
      audience: 'resident',
      summary: 'Says that a value is wrong',
      params: FactOf,
      async handle(call) {
        const journey = await named(await journeyOf(call, call.params.id));
        const field = fieldOf(journey, call.params.fact);
        return show(call, (context) => <DisputePage gov={gov} context={context} journey={journey} field={field} />);
      },
    }),
    route({
      method: 'POST',
      path: '/applications/:id/facts/:fact/dispute',
      audience: 'resident',
      summary: 'Asks the agency that keeps a value to correct it',
      params: FactOf,
      body: Type.Object({ claimed: Type.String({ maxLength: 3 * LONGEST_CLAIM }) }),
      async handle(call) {
        const { id, fact } = call.params;
        const journey = await journeyOf(call, id);
        const field = fieldOf(journey, fact);
        const { person } = call.caller;
        const { claimed } = call.body;
        try {
          if (!field.dispute) {
            const dispute = { person, application: id, facts: journey.facts, fact, claimed };
            await transaction(gov.db, (tx) => disputeFact(tx, gov, dispute));
          }
          return redirect(`/applications/${id}/answers`);
        } catch (error) {
          const attempt = { claimed, problem: whatToCorrect(error) };
          const shown = await named(journey);
          return show(
            call,
            (context) => <DisputePage gov={gov} context={context} journey={shown} field={field} attempt={attempt} />,
            422,
          );
        }
      },
    }),
    ...showCardRoutes(site),
  ];
}

/** The journey of a draft; what is submitted already leads to its cases instead. */
async function draftOr(
  journeyOf: (call: ResidentCall, id: string) => Promise<Journey>,
  call: ResidentCall,
  id: string,
): Promise<Journey | Response> {
  const journey = await journeyOf(call, id);
  return journey.application.submittedAt ? redirect(`/applications/${id}`) : journey;
}

function fieldOf(journey: Journey, fact: string) {
  const field = journey.known.find((known) => known.fact.name === fact && known.known.origin.kind === 'registry');
  if (!field) throw new AppError('not-found', 'There is no such value in this application.');
  return field;
}
