import {
  Button,
  ButtonLink,
  DateText,
  Details,
  ErrorSummary,
  Form,
  Heading,
  InsetText,
  Layout,
  Link,
  Money,
  type PageContext,
  Paragraph,
  Reasons,
  Section,
  SummaryList,
  type SummaryRow,
  Table,
  Tag,
  TextArea,
} from '../../../design/index.ts';
import { type Day, dayOf, formatDay, type Locale, say, type Text } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import {
  type Appeal,
  type CaseEvent,
  type CaseRow,
  type Instalment,
  LONGEST_TEXT,
  today,
} from '../../../services/index.ts';
import { amountText, reasonsOf } from '../../findings.tsx';
import { EVENT_TEXT } from '../../words.ts';
import { IssuedCards } from '../cards/link.tsx';
import { PORTAL } from '../words.ts';
import { Standing, statusOf } from './parts.tsx';

/** The forms of a case in which a person writes something. */
export type WrittenForm = 'answer' | 'appeal';

/** What was written into one of them and could not be taken. */
export interface Attempt {
  form: WrittenForm;
  text: string;
  problem: Text;
}

interface CasePageProps {
  gov: Government;
  context: PageContext;
  kase: CaseRow;
  events: readonly CaseEvent[];
  instalments: readonly Instalment[];
  appeal: Appeal | undefined;
  attempt: Attempt | undefined;
}

export function CasePage({ gov, context, kase, events, instalments, appeal, attempt }: CasePageProps) {
  const { locale } = context;
  const service = gov.pack.services.get(kase.service)!;
  const status = statusOf(kase, locale);
  const decided = kase.state === 'approved' || kase.state === 'refused';
  const rows: SummaryRow[] = [
    { key: PORTAL.status[locale], value: <Tag tone={status.tone}>{status.text}</Tag> },
    ...(decided ? [] : [{ key: '', value: <Standing gov={gov} kase={kase} service={service} locale={locale} /> }]),
    ...(kase.decision?.amount != null && kase.state === 'approved'
      ? [{ key: PORTAL.amount[locale], value: amountText(gov, locale, service, kase.decision.amount) }]
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
    <Layout
      context={context}
      title={service.title[locale]}
      back={{ href: `/applications/${kase.application}` }}
      failed={attempt !== undefined}
    >
      {attempt && (
        <ErrorSummary locale={locale} errors={[{ text: attempt.problem[locale], href: `#${attempt.form}-text` }]} />
      )}
      <Heading
        size="xl"
        caption={`${gov.pack.agencies.get(kase.agency)!.title[locale]} · ${say(PORTAL.caseNumber, locale, { number: kase.number })}`}
      >
        {service.title[locale]}
      </Heading>
      <SummaryList locale={locale} rows={rows} />
      <Question kase={kase} events={events} attempt={attempt} locale={locale} />
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
          <Reasons locale={locale} reasons={kase.decision ? reasonsOf(gov, locale, service, kase.decision) : []} />
          <ButtonLink href={`/cases/${kase.id}/decision`} variant="secondary">
            {PORTAL.printDecision[locale]}
          </ButtonLink>
        </Section>
      )}
      <IssuedCards gov={gov} locale={locale} kase={kase} />
      <Payments gov={gov} instalments={instalments} locale={locale} />
      <AppealSection kase={kase} appeal={appeal} attempt={attempt} day={today(gov)} locale={locale} />
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

interface WritingProps {
  form: WrittenForm;
  label: string;
  attempt: Attempt | undefined;
  locale: Locale;
}

/** The field of a form in which something is written, with what was wrong with it and what was typed. */
function Writing({ form, label, attempt, locale }: WritingProps) {
  const failed = attempt?.form === form ? attempt : undefined;
  return (
    <TextArea
      locale={locale}
      name="text"
      id={`${form}-text`}
      label={label}
      maxLength={LONGEST_TEXT}
      value={failed?.text}
      error={failed?.problem[locale]}
    />
  );
}

interface QuestionProps {
  kase: CaseRow;
  events: readonly CaseEvent[];
  attempt: Attempt | undefined;
  locale: Locale;
}

function Question({ kase, events, attempt, locale }: QuestionProps) {
  if (kase.state !== 'incomplete') return null;
  const asked = events.findLast((event) => event.kind === 'asked');
  return (
    <Section id="question" title={PORTAL.questionFromOfficer[locale]}>
      <InsetText>{String(asked?.content.question ?? '')}</InsetText>
      <Form action={`/cases/${kase.id}/answer`}>
        <Writing form="answer" label={PORTAL.yourAnswer[locale]} attempt={attempt} locale={locale} />
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
        caption={PORTAL.paymentsByMonth[locale]}
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

interface AppealProps {
  kase: CaseRow;
  appeal: Appeal | undefined;
  attempt: Attempt | undefined;
  day: Day;
  locale: Locale;
}

function AppealSection({ kase, appeal, attempt, day, locale }: AppealProps) {
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
      <Paragraph>{say(PORTAL.appealLead, locale, { until: formatDay(kase.appealUntil, locale) })}</Paragraph>
      <Form action={`/cases/${kase.id}/appeal`}>
        <Writing form="appeal" label={PORTAL.appealGrounds[locale]} attempt={attempt} locale={locale} />
        <Button>{PORTAL.appeal[locale]}</Button>
      </Form>
    </Section>
  );
}
