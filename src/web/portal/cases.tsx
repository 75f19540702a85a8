import { type Static, type TObject, Type } from 'typebox';
import {
  Button,
  ButtonLink,
  Card,
  CardGrid,
  DateText,
  Details,
  EmptyState,
  Form,
  Heading,
  InsetText,
  Layout,
  Link,
  List,
  Money,
  type PageContext,
  Paragraph,
  PrintDecision,
  type Reason,
  Reasons,
  renderPage,
  Section,
  type Status,
  SummaryList,
  type SummaryRow,
  Table,
  Tag,
  TextArea,
  Timeline,
} from '../../design/index.ts';
import { AppError, dayOf, formatDay, type Locale, page, type Route, redirect, route } from '../../kernel/index.ts';
import { cite, type Government, type Service } from '../../pack/index.ts';
import {
  type Appeal,
  answerQuestion,
  appealOf,
  type CaseEvent,
  type CaseRow,
  type CaseState,
  caseById,
  casesOf,
  draftsOf,
  eventsOf,
  type Instalment,
  instalmentsOf,
  lodgeAppeal,
  STATE_TEXT,
  today,
  withdrawCase,
} from '../../services/index.ts';
import { pageContext, type Site, tell } from '../site.ts';
import { showValue } from '../values.tsx';
import { amountText } from './journey-pages.tsx';
import { EVENT_TEXT, PORTAL } from './words.ts';

const Id = Type.Object({ id: Type.String({ format: 'uuid' }) });
const LONGEST_TEXT = 4_000;

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
              {cases.length > 0 && <CaseCards gov={gov} cases={cases} locale={locale} />}
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

const TONES: Record<CaseState, Status['tone']> = {
  received: 'info',
  waiting: 'info',
  review: 'info',
  incomplete: 'warning',
  approved: 'success',
  refused: 'danger',
  withdrawn: 'neutral',
};

export const statusOf = (kase: CaseRow, locale: Locale): Status => ({
  tone: TONES[kase.state],
  text: STATE_TEXT[kase.state][locale],
});

/** Cases as cards: service, agency, state, amount. */
export function CaseCards({ gov, cases, locale }: { gov: Government; cases: readonly CaseRow[]; locale: Locale }) {
  return (
    <CardGrid>
      {cases.map((kase) => {
        const service = gov.pack.services.get(kase.service)!;
        const status = statusOf(kase, locale);
        return (
          <Card
            key={kase.id}
            href={`/cases/${kase.id}`}
            title={service.title[locale]}
            eyebrow={gov.pack.agencies.get(kase.agency)!.title[locale]}
            meta={<Tag tone={status.tone}>{status.text}</Tag>}
          >
            <Standing gov={gov} kase={kase} service={service} locale={locale} />
          </Card>
        );
      })}
    </CardGrid>
  );
}

/** Each agency's part of an application, in one timeline. */
export function CaseTimeline({ gov, cases, locale }: { gov: Government; cases: readonly CaseRow[]; locale: Locale }) {
  return (
    <Timeline
      locale={locale}
      zone={gov.pack.timeZone}
      entries={cases.map((kase) => {
        const service = gov.pack.services.get(kase.service)!;
        return {
          id: kase.id,
          title: <Link href={`/cases/${kase.id}`}>{service.title[locale]}</Link>,
          agency: gov.pack.agencies.get(kase.agency)!.title[locale],
          status: statusOf(kase, locale),
          on: (kase.decidedAt ?? kase.openedAt).toISOString(),
          children: <Standing gov={gov} kase={kase} service={service} locale={locale} />,
        };
      })}
    />
  );
}

/** One line on how a case stands: what it waits for, until when, or what it gives. */
function Standing({
  gov,
  kase,
  service,
  locale,
}: {
  gov: Government;
  kase: CaseRow;
  service: Service;
  locale: Locale;
}) {
  if (kase.state === 'waiting') return <>{waitingText(gov, kase, locale)}</>;
  if (kase.state === 'review' && kase.dueOn)
    return <>{tell(PORTAL.decideBy, locale, { until: formatDay(kase.dueOn, locale) })}</>;
  if (kase.state === 'approved' && kase.decision?.amount != null)
    return <strong>{amountText(gov, service, kase.decision.amount, locale)}</strong>;
  return <>{tell(PORTAL.caseNumber, locale, { number: kase.number })}</>;
}

function waitingText(gov: Government, kase: CaseRow, locale: Locale): string {
  if (kase.waitsFor === 'agreement') return PORTAL.waitsForAgreement[locale];
  if (kase.waitsFor === 'correction') return PORTAL.waitsForCorrection[locale];
  return tell(PORTAL.waitsForCase, locale, { title: gov.pack.services.get(kase.waitsFor ?? '')?.title[locale] ?? '' });
}

/** A decision's reasons, clause by clause, with the facts and figures that each rests on. */
export function reasonsOf(gov: Government, service: Service, decision: CaseRow['decision'], locale: Locale): Reason[] {
  if (!decision) return [];
  return service.clauses.map((clause) => {
    const found = decision.clauses.find(({ id }) => id === clause.id);
    const uses = (found?.uses ?? []).flatMap(({ name, value }) => {
      const shown = service.facts.get(name) ?? service.parameters.get(name);
      if (!shown || value === undefined || ('type' in shown && (shown.type === 'person' || shown.type === 'people')))
        return [];
      const type =
        'type' in shown
          ? shown
          : { type: shown.unit?.startsWith(gov.pack.currency.code) ? 'money' : 'number', unit: shown.unit };
      return [
        <>
          {shown.title[locale]}: {showValue(gov, locale, type, value)}
        </>,
      ];
    });
    return {
      outcome: found?.outcome ?? 'unknown',
      text: clause.text[locale],
      because: uses.map((use, index) => (
        <>
          {index > 0 && ' · '}
          {use}
        </>
      )),
      ...(clause.law && { law: { text: cite(clause.law, locale), checked: clause.law.checked !== false } }),
    };
  });
}

interface CasePageProps {
  gov: Government;
  context: PageContext;
  kase: CaseRow;
  events: readonly CaseEvent[];
  instalments: readonly Instalment[];
  appeal: Appeal | undefined;
}

function CasePage({ gov, context, kase, events, instalments, appeal }: CasePageProps) {
  const { locale } = context;
  const service = gov.pack.services.get(kase.service)!;
  const status = statusOf(kase, locale);
  const decided = kase.state === 'approved' || kase.state === 'refused';
  const rows: SummaryRow[] = [
    { key: PORTAL.status[locale], value: <Tag tone={status.tone}>{status.text}</Tag> },
    ...(decided ? [] : [{ key: '', value: <Standing gov={gov} kase={kase} service={service} locale={locale} /> }]),
    ...(kase.decision?.amount != null && kase.state === 'approved'
      ? [{ key: PORTAL.amount[locale], value: amountText(gov, service, kase.decision.amount, locale) }]
      : []),
    ...(kase.appealUntil && kase.state === 'refused'
      ? [
          {
            key: PORTAL.appealsUntil[locale],
            value: <DateText locale={locale} iso={kase.appealUntil} era={gov.pack.era} />,
          },
        ]
      : []),
  ].filter((row) => row.key !== '' || kase.state === 'waiting' || kase.state === 'review');
  return (
    <Layout context={context} title={service.title[locale]} back={{ href: `/applications/${kase.application}` }}>
      <Heading
        size="xl"
        caption={`${gov.pack.agencies.get(kase.agency)!.title[locale]} · ${tell(PORTAL.caseNumber, locale, { number: kase.number })}`}
      >
        {service.title[locale]}
      </Heading>
      <SummaryList locale={locale} rows={rows} />
      <Question kase={kase} events={events} locale={locale} />
      {decided && (
        <Section id="reasons" title={PORTAL.reasons[locale]}>
          {kase.decision?.officer && (
            <InsetText>
              <strong>{PORTAL.officerReason[locale]}</strong>
              <br />
              {kase.decision.officer.reason}
              {kase.decision.officer.law && ` (${kase.decision.officer.law})`}
            </InsetText>
          )}
          <Reasons locale={locale} reasons={reasonsOf(gov, service, kase.decision, locale)} />
          <ButtonLink href={`/cases/${kase.id}/decision`} variant="secondary">
            {PORTAL.printDecision[locale]}
          </ButtonLink>
        </Section>
      )}
      <Payments gov={gov} instalments={instalments} locale={locale} />
      <AppealSection kase={kase} appeal={appeal} day={today(gov)} locale={locale} />
      <Section id="history" title={PORTAL.history[locale]}>
        <Table
          id="history-table"
          caption={PORTAL.history[locale]}
          captionHidden
          narrow="cards"
          columns={[
            { header: PORTAL.when[locale] },
            { header: PORTAL.what[locale] },
            { header: PORTAL.who[locale] },
            { header: PORTAL.receipt[locale] },
          ]}
          rows={events.map((event) => [
            <DateText locale={locale} iso={event.at.toISOString()} zone={gov.pack.timeZone} form="time" />,
            EVENT_TEXT[event.kind][locale],
            actorText(gov, kase, event, locale),
            <Link href={`/cases/${kase.id}/events/${event.id}/receipt`} hidden={EVENT_TEXT[event.kind][locale]}>
              {PORTAL.receipt[locale]}
            </Link>,
          ])}
        />
      </Section>
      {!decided && kase.state !== 'withdrawn' && (
        <Details summary={PORTAL.withdraw[locale]}>
          <Paragraph>{PORTAL.withdrawSure[locale]}</Paragraph>
          <Form action={`/cases/${kase.id}/withdraw`}>
            <Button variant="warning">{PORTAL.withdraw[locale]}</Button>
          </Form>
        </Details>
      )}
    </Layout>
  );
}

function actorText(gov: Government, kase: CaseRow, { actor }: CaseEvent, locale: Locale): string {
  if (actor.kind !== 'resident') return gov.pack.agencies.get(actor.agency)!.title[locale];
  return (actor.person === kase.applicant ? PORTAL.byYou : PORTAL.byOther)[locale];
}

function Question({ kase, events, locale }: { kase: CaseRow; events: readonly CaseEvent[]; locale: Locale }) {
  if (kase.state !== 'incomplete') return null;
  const asked = events.findLast((event) => event.kind === 'asked');
  return (
    <Section id="question" title={PORTAL.questionFromOfficer[locale]}>
      <InsetText>{String(asked?.content.question ?? '')}</InsetText>
      <Form action={`/cases/${kase.id}/answer`}>
        <TextArea locale={locale} name="answer" label={PORTAL.yourAnswer[locale]} maxLength={LONGEST_TEXT} />
        <Button>{PORTAL.send[locale]}</Button>
      </Form>
    </Section>
  );
}

/** What was paid and what is planned. A long allowance shows its past and the next months; the rest is summed up. */
function Payments({
  gov,
  instalments,
  locale,
}: {
  gov: Government;
  instalments: readonly Instalment[];
  locale: Locale;
}) {
  if (instalments.length === 0) return null;
  const row = (instalment: Instalment) => [
    instalment.month.slice(0, 7),
    <Money locale={locale} minor={instalment.amount} currency={gov.pack.currency} />,
    instalment.paidAt ? (
      <DateText locale={locale} iso={dayOf(instalment.paidAt, gov.pack.timeZone)} form="short" />
    ) : (
      PORTAL.planned[locale]
    ),
  ];
  return (
    <Section id="payments" title={PORTAL.payments[locale]}>
      <Table
        id="payments-table"
        caption={PORTAL.payments[locale]}
        captionHidden
        dense
        rowHeaders
        columns={[
          { header: PORTAL.month[locale] },
          { header: PORTAL.amount[locale], numeric: true },
          { header: PORTAL.paidOn[locale] },
        ]}
        rows={instalments.map(row)}
      />
    </Section>
  );
}

function AppealSection({
  kase,
  appeal,
  day,
  locale,
}: {
  kase: CaseRow;
  appeal: Appeal | undefined;
  day: string;
  locale: Locale;
}) {
  if (appeal) {
    const outcome =
      appeal.answeredAt === null ? PORTAL.appealLodged : appeal.granted ? PORTAL.appealGranted : PORTAL.appealRejected;
    return (
      <Section id="appeal" title={PORTAL.appeal[locale]}>
        <Paragraph>{outcome[locale]}</Paragraph>
        {appeal.answer && <InsetText>{appeal.answer}</InsetText>}
      </Section>
    );
  }
  if (kase.state !== 'refused' || !kase.appealUntil || day > kase.appealUntil) return null;
  return (
    <Section id="appeal" title={PORTAL.appeal[locale]}>
      <Paragraph>{tell(PORTAL.appealLead, locale, { until: formatDay(kase.appealUntil, locale) })}</Paragraph>
      <Form action={`/cases/${kase.id}/appeal`}>
        <TextArea locale={locale} name="grounds" label={PORTAL.appealGrounds[locale]} maxLength={LONGEST_TEXT} />
        <Button>{PORTAL.appeal[locale]}</Button>
      </Form>
    </Section>
  );
}

/** The decision as it is printed on one A4 page. */
function DecisionPage({
  site,
  context,
  kase,
  decided,
}: {
  site: Site;
  context: PageContext;
  kase: CaseRow;
  decided: CaseEvent;
}) {
  const { gov, brand } = site;
  const { locale } = context;
  const service = gov.pack.services.get(kase.service)!;
  const href = `${site.origin()}/receipts/${decided.entry}`;
  const status = STATE_TEXT[kase.state][locale];
  return (
    <Layout context={context} title={`${service.title[locale]} – ${status}`} back={{ href: `/cases/${kase.id}` }}>
      <PrintDecision
        locale={locale}
        sheet={{
          brand,
          agency: gov.pack.agencies.get(kase.agency)!.title[locale],
          caseNumber: kase.number,
          decidedOn: dayOf(decided.at, gov.pack.timeZone),
          era: gov.pack.era,
          applicant: context.person?.name ?? '',
          subject: service.title[locale],
          decision: (
            <>
              {status}
              {kase.decision?.amount != null && kase.state === 'approved' && (
                <> · {amountText(gov, service, kase.decision.amount, locale)}</>
              )}
            </>
          ),
          reasons: reasonsOf(gov, service, kase.decision, locale),
          laws: service.law.map((law) => ({ text: cite(law, locale), checked: law.checked !== false })),
          appeal: { text: gov.pack.appeal.title[locale], by: kase.appealUntil ?? '' },
          receipt: { href, code: decided.entry },
        }}
      />
    </Layout>
  );
}
