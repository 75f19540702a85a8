import { type Static, type TObject, Type } from 'typebox';
import { DateText, EmptyState, Heading, Layout, Link, List, renderPage, Section } from '../../../design/index.ts';
import { AppError, type Locale, page, type Route, redirect, route } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import {
  answerQuestion,
  appealOf,
  caseById,
  casesOf,
  draftsOf,
  eventsOf,
  instalmentsOf,
  lodgeAppeal,
  withdrawCase,
} from '../../../services/index.ts';
import { pageContext, type Site, tell } from '../../site.ts';
import { PORTAL } from '../words.ts';
import { CasePage, LONGEST_TEXT } from './case-page.tsx';
import { DecisionPage } from './decision-page.tsx';
import { CaseCards } from './parts.tsx';

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
      async handle(call) {
        const { person } = call.caller;
        const kase = await caseById(gov.db, person, call.params.id);
        const [events, instalments, appeal, context] = await Promise.all([
          eventsOf(gov.db, person, kase.id),
          instalmentsOf(gov.db, person, kase.id),
          appealOf(gov.db, person, kase.id),
          pageContext(site, call),
        ]);
        return page(
          renderPage(
            <CasePage
              gov={gov}
              context={context}
              kase={kase}
              events={events}
              instalments={instalments}
              appeal={appeal}
            />,
          ),
        );
      },
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
    act(site, 'withdraw', 'Withdraws a case that is not decided', Type.Object({}), (person, id) =>
      withdrawCase(gov, person, id),
    ),
    act(
      site,
      'answer',
      "Answers an officer's question",
      Type.Object({ answer: boundedText() }),
      (person, id, { answer }) => answerQuestion(gov, person, id, answer),
    ),
    act(
      site,
      'appeal',
      'Appeals against a refusal',
      Type.Object({ grounds: boundedText() }),
      (person, id, { grounds }) => lodgeAppeal(gov, person, id, grounds),
    ),
  ];
}

function boundedText() {
  return Type.String({ minLength: 1, maxLength: LONGEST_TEXT });
}

/** Something a resident does to their case, which then shows the outcome. */
function act<B extends TObject>(
  _site: Site,
  name: string,
  summary: string,
  body: B,
  carryOut: (person: string, id: string, form: Static<B>) => Promise<void>,
): Route {
  return route({
    method: 'POST',
    path: `/cases/:id/${name}`,
    audience: 'resident',
    summary,
    params: Id,
    body,
    async handle(call) {
      await carryOut(call.caller.person, call.params.id, call.body as Static<B>);
      return redirect(`/cases/${call.params.id}`);
    },
  });
}

function DraftLine({
  gov,
  draft,
  locale,
}: {
  gov: Government;
  draft: Awaited<ReturnType<typeof draftsOf>>[number];
  locale: Locale;
}) {
  const title =
    (draft.lifeEvent && gov.pack.lifeEvents.get(draft.lifeEvent)?.title) ||
    gov.pack.services.get(draft.services[0] ?? '')?.title;
  return (
    <>
      <Link href={`/applications/${draft.id}`}>
        {tell(PORTAL.continueDraft, locale, { title: title?.[locale] ?? '' })}
      </Link>{' '}
      <DateText locale={locale} iso={draft.savedAt.toISOString()} zone={gov.pack.timeZone} form="time" />
    </>
  );
}
