import { Type } from 'typebox';
import { AppError, type Route, route, transaction } from '../kernel/index.ts';
import type { Government } from '../pack/index.ts';
import { type CaseRow, caseById, casesOf } from './cases/store.ts';
import { searchCatalogue } from './catalogue.ts';
import { chooseServices, saveAnswers } from './journey/save.ts';
import { type Start, startApplication } from './journey/start.ts';
import { submitApplication } from './journey/submit.ts';
import { type Journey, viewJourney } from './journey/view.ts';

const Id = Type.Object({ id: Type.String({ format: 'uuid' }) });
const Text = Type.Object({ ko: Type.String(), 'zh-Hant': Type.String(), en: Type.String() });
const Matter = Type.Object({
  registry: Type.String({ maxLength: 60 }),
  subject: Type.String({ format: 'uuid' }),
  key: Type.String({ maxLength: 200 }),
});
const Answer = Type.Union([Type.String({ maxLength: 2_000 }), Type.Number(), Type.Boolean()]);

const CaseAnswer = Type.Object({
  id: Type.String(),
  number: Type.String(),
  service: Type.String(),
  agency: Type.String(),
  state: Type.String(),
  waitsFor: Type.Union([Type.String(), Type.Null()]),
  amount: Type.Union([Type.Integer(), Type.Null()], { description: 'minor units of the currency' }),
  because: Type.Array(Type.String()),
  dueOn: Type.Union([Type.String(), Type.Null()]),
});

const JourneyAnswer = Type.Object({
  id: Type.String(),
  submitted: Type.Boolean(),
  services: Type.Array(
    Type.Object({
      id: Type.String(),
      chosen: Type.Boolean(),
      standing: Type.String(),
      eligible: Type.String(),
      because: Type.Array(Type.String()),
    }),
  ),
  questions: Type.Array(Type.Object({ name: Type.String(), type: Type.String(), title: Text })),
  missing: Type.Array(Type.String()),
});

/** What the pages do, for programs that act for a signed-in person. */
export function servicesRoutes(gov: Government): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/catalogue',
      audience: 'public',
      summary: 'Life events and services, those that match `q` first',
      query: Type.Object({ q: Type.Optional(Type.String({ maxLength: 200 })) }),
      answer: Type.Object({
        entries: Type.Array(Type.Object({ kind: Type.String(), id: Type.String(), title: Text, summary: Text })),
      }),
      handle: ({ query, preferences }) => ({
        entries: searchCatalogue(gov.pack, query.q ?? '', preferences.locale).map(({ kind, id, title, summary }) => ({
          kind,
          id,
          title,
          summary,
        })),
      }),
    }),
    route({
      method: 'POST',
      path: '/api/applications',
      audience: 'resident',
      summary: 'Begin an application for a life event or one service, or go on with the draft of the same matter',
      body: Type.Object({
        lifeEvent: Type.Optional(Type.String({ maxLength: 60 })),
        service: Type.Optional(Type.String({ maxLength: 60 })),
        matter: Type.Optional(Matter),
      }),
      answer: Type.Object({ id: Type.String() }),
      async handle({ body, caller, preferences }) {
        const what = body.lifeEvent ? { lifeEvent: body.lifeEvent } : { service: body.service ?? '' };
        const start = { ...what, matter: body.matter ?? null } as Start;
        return { id: await startApplication(gov, caller.person, start, preferences.locale) };
      },
    }),
    route({
      method: 'GET',
      path: '/api/applications/:id',
      audience: 'resident',
      summary: 'What the rules say of each service, and what is still to be answered',
      params: Id,
      answer: JourneyAnswer,
      handle: ({ caller, params }) =>
        transaction(gov.db, async (tx) => journeyAnswer(await viewJourney(tx, gov, caller.person, params.id))),
    }),
    route({
      method: 'PUT',
      path: '/api/applications/:id',
      audience: 'resident',
      summary: 'Save answers and the choice of services; what is not named stays',
      params: Id,
      body: Type.Object({
        answers: Type.Optional(Type.Record(Type.String({ maxLength: 60 }), Answer)),
        services: Type.Optional(Type.Array(Type.String({ maxLength: 60 }), { maxItems: 50 })),
      }),
      answer: JourneyAnswer,
      handle: ({ caller, params, body }) =>
        transaction(gov.db, (tx) => saveAndView(tx, gov, caller.person, params.id, body)),
    }),
    route({
      method: 'POST',
      path: '/api/applications/:id/submit',
      audience: 'resident',
      summary: 'Submit: one case per agency, decided at once where possible. Submitting again changes nothing',
      params: Id,
      answer: Type.Object({ cases: Type.Array(CaseAnswer) }),
      async handle({ caller, params }) {
        await submitApplication(gov, caller.person, params.id);
        const cases = await casesOf(gov.db, caller.person);
        return { cases: cases.filter((kase) => kase.application === params.id).map(caseAnswer) };
      },
    }),
    route({
      method: 'GET',
      path: '/api/cases',
      audience: 'resident',
      summary: 'My cases, newest first',
      answer: Type.Object({ cases: Type.Array(CaseAnswer) }),
      handle: async ({ caller }) => ({ cases: (await casesOf(gov.db, caller.person)).map(caseAnswer) }),
    }),
    route({
      method: 'GET',
      path: '/api/cases/:id',
      audience: 'resident',
      summary: 'One of my cases',
      params: Id,
      answer: CaseAnswer,
      handle: async ({ caller, params }) => caseAnswer(await caseById(gov.db, caller.person, params.id)),
    }),
  ];
}

type Change = { answers?: Record<string, string | number | boolean>; services?: string[] };

async function saveAndView(
  tx: Parameters<typeof viewJourney>[0],
  gov: Government,
  person: string,
  id: string,
  change: Change,
) {
  const journey = await viewJourney(tx, gov, person, id);
  if (change.services) await chooseServices(tx, gov, journey, change.services);
  const form = Object.fromEntries(Object.entries(change.answers ?? {}).map(([name, value]) => [name, asTyped(value)]));
  const saved = await saveAnswers(tx, gov, change.services ? await viewJourney(tx, gov, person, id) : journey, form);
  const fields = Object.entries(saved.problems).map(([name, text]) => ({ path: `/answers/${name}`, message: text.en }));
  if (fields.length > 0) throw new AppError('invalid', 'Some answers do not fit their questions.', { fields });
  return journeyAnswer(saved.journey);
}

/** As a person would type it into the page. */
const asTyped = (value: string | number | boolean): string =>
  typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);

function journeyAnswer({ application, parts, questions, missing }: Journey) {
  return {
    id: application.id,
    submitted: application.submittedAt !== null,
    services: parts.map(({ service, chosen, standing, assessment }) => ({
      id: service.id,
      chosen,
      standing,
      eligible: assessment.eligible,
      because: [...assessment.because],
    })),
    questions: questions.map(({ fact }) => ({ name: fact.name, type: fact.type, title: fact.title })),
    missing: Object.keys(missing),
  };
}

function caseAnswer({ id, number, service, agency, state, waitsFor, decision, dueOn }: CaseRow) {
  return {
    id,
    number,
    service,
    agency,
    state,
    waitsFor,
    amount: decision?.amount ?? null,
    because: [...(decision?.because ?? [])],
    dueOn,
  };
}
