import { Type } from 'typebox';
import { EmptyState, Heading, Layout, Link, List, renderPage, Section } from '../../../design/index.ts';
import { AppError, page, type Route, redirect, route } from '../../../kernel/index.ts';
import {
  answerQuestion,
  appealOf,
  caseById,
  casesOf,
  draftsOf,
  eventsOf,
  instalmentsOf,
  LONGEST_TEXT,
  lodgeAppeal,
  withdrawCase,
} from '../../../services/index.ts';
import { whatToCorrect } from '../../problem.tsx';
import { type PageCall, pageContext, type Site } from '../../site.ts';
import { PORTAL } from '../words.ts';
import { type Attempt, CasePage, type WrittenForm } from './case-page.tsx';
import { DecisionPage } from './decision-page.tsx';
import { CaseCards, DraftLine } from './parts.tsx';

const Id = Type.Object({ id: Type.String({ format: 'uuid' }) });

/** A person's cases: the list, one with its reasons and history, and what they can do to it. */
export function caseRoutes(site: Site): Route[] {
  const { gov } = site;
  return [
    route({
      method: 'GET',
      path: '/cases',
      audience: 'resident',
      summary: 'My cases and drafts',
      async handle(call) {
        const { person } = call.caller;
        const [cases, drafts] = await Promise.all([casesOf(gov.db, person), draftsOf(gov.db, person)]);
        const context = await pageContext(site, call);
        const { locale } = context;
        return page(
          renderPage(
            <Layout context={context} title={PORTAL.casesTitle[locale]} wide>
              <Heading size="xl">{PORTAL.casesTitle[locale]}</Heading>
              {cases.length + drafts.length === 0 && (
                <EmptyState locale={locale} title={PORTAL.noCases[locale]}>
                  <Link href="/">{PORTAL.lookForServices[locale]}</Link>
                </EmptyState>
              )}
              {drafts.length > 0 && (
                <Section id="drafts" title={PORTAL.drafts[locale]}>
                  <List items={drafts.map((draft) => <DraftLine gov={gov} draft={draft} locale={locale} />)} />
                </Section>
              )}
              {cases.length > 0 && <CaseCards gov={gov} cases={cases} locale={locale} level={2} />}
            </Layout>,
          ),
        );
      },
    }),
    route({
      method: 'GET',
      path: '/cases/:id',
      audience: 'resident',
      summary: 'One case: its state, reasons, payments and history',
      params: Id,
      handle: (call) => showCase(site, call, call.params.id),
    }),
    route({
      method: 'GET',
      path: '/cases/:id/decision',
      audience: 'resident',
      summary: 'The decision as one printed page with its proof',
      params: Id,
      async handle(call) {
        const kase = await caseById(gov.db, call.caller.person, call.params.id);
        const events = await eventsOf(gov.db, call.caller.person, kase.id);
        const decided = events.findLast((event) => event.kind === 'approved' || event.kind === 'refused');
        if (!decided) throw new AppError('not-found', 'This case is not decided yet.');
        const context = await pageContext(site, call);
        return page(renderPage(<DecisionPage site={site} context={context} kase={kase} decided={decided} />));
      },
    }),
    route({
      method: 'POST',
      path: '/cases/:id/withdraw',
      audience: 'resident',
      summary: 'Withdraws a case that is not decided',
      params: Id,
      async handle({ caller, params }) {
        await withdrawCase(gov, caller.person, params.id);
        return redirect(`/cases/${params.id}`);
      },
    }),
    write(site, 'answer', "Answers an officer's question", answerQuestion),
    write(site, 'appeal', 'Appeals against a refusal', lodgeAppeal),
  ];
}

/** A form may send more than is accepted, so that what is too long comes back to be shortened and is not lost. */
const Written = Type.Object({ text: Type.String({ maxLength: 3 * LONGEST_TEXT }) });

/** Something that a resident writes about their case. What cannot be taken comes back with what is wrong with it. */
function write(site: Site, name: WrittenForm, summary: string, carryOut: typeof answerQuestion): Route {
  return route({
    method: 'POST',
    path: `/cases/:id/${name}`,
    audience: 'resident',
    summary,
    params: Id,
    body: Written,
    async handle(call) {
      const { id } = call.params;
      const { text } = call.body;
      try {
        await carryOut(site.gov, call.caller.person, id, text);
        return redirect(`/cases/${id}`);
      } catch (error) {
        const attempt = { form: name, text, problem: whatToCorrect(error) };
        return showCase(site, { ...call, here: `/cases/${id}` }, id, attempt, 422);
      }
    },
  });
}

type ResidentCall = PageCall & { caller: { person: string } };

async function showCase(
  site: Site,
  call: ResidentCall,
  id: string,
  attempt?: Attempt,
  status = 200,
): Promise<Response> {
  const { gov } = site;
  const { person } = call.caller;
  const kase = await caseById(gov.db, person, id);
  const [events, instalments, appeal, context] = await Promise.all([
    eventsOf(gov.db, person, kase.id),
    instalmentsOf(gov.db, person, kase.id),
    appealOf(gov.db, person, kase.id),
    pageContext(site, call),
  ]);
  const shown = { gov, context, kase, events, instalments, appeal, attempt };
  return page(renderPage(<CasePage {...shown} />), status);
}
