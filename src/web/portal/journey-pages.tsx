import type { ComponentChildren } from 'preact';
import {
  Button,
  ButtonGroup,
  Checkboxes,
  ErrorSummary,
  Form,
  Heading,
  InsetText,
  Layout,
  Money,
  type PageContext,
  type PageError,
  Panel,
  Paragraph,
  Radios,
  Section,
  Steps,
  SummaryCard,
  SummaryList,
  type SummaryRow,
  Tag,
  TextArea,
  TextInput,
  WarningText,
} from '../../design/index.ts';
import { type Locale, say, type Text } from '../../kernel/index.ts';
import { cite, type Fact, type Government, type Service } from '../../pack/index.ts';
import {
  type AnswerProblems,
  type ApplicationRow,
  type CaseRow,
  type Journey,
  type KnownField,
  type Part,
  shareOf,
} from '../../services/index.ts';
import { tell } from '../site.ts';
import { showValue } from '../values.tsx';
import { problemSummary } from './application.tsx';
import { CaseTimeline } from './cases.tsx';
import { PORTAL } from './words.ts';

interface Props {
  gov: Government;
  context: PageContext;
  journey: Journey;
}

/** The frame of a journey's pages: where one is, and the title. */
function JourneyLayout({
  context,
  journey,
  step,
  failed,
  children,
}: Omit<Props, 'gov'> & { step: number; failed?: boolean; children: ComponentChildren }) {
  const { locale } = context;
  const base = `/applications/${journey.application.id}`;
  const steps = [
    { text: PORTAL.stepChoose[locale], href: base },
    { text: PORTAL.stepAnswer[locale], href: `${base}/answers` },
    { text: PORTAL.stepPreview[locale] },
  ];
  const title = steps[step]!.text;
  return (
    <Layout
      context={context}
      title={`${title} – ${journey.title[locale]}`}
      service={journey.title[locale]}
      failed={failed}
    >
      <Steps locale={locale} steps={steps} current={step} />
      <Heading size="xl" caption={journey.title[locale]}>
        {title}
      </Heading>
      {children}
    </Layout>
  );
}

/** First page: what the rules say of each service with what is known, to be chosen from. */
export function ChoosePage({ gov, context, journey, error }: Props & { error?: PageError }) {
  const { locale } = context;
  const { id } = journey.application;
  const open = journey.parts.filter((part) => part.standing === 'open');
  const closed = journey.parts.filter((part) => part.standing !== 'open');
  return (
    <JourneyLayout context={context} journey={journey} step={0} failed={error !== undefined}>
      {error && <ErrorSummary locale={locale} errors={[error]} />}
      <Form action={`/applications/${id}/services`}>
        <Checkboxes
          locale={locale}
          name="service"
          id="service"
          label={PORTAL.chooseLead[locale]}
          labelSize="s"
          error={error?.text}
          values={open.filter((part) => part.chosen).map((part) => part.service.id)}
          items={open.map((part) => ({
            value: part.service.id,
            text: <span class="md-choice__title">{part.service.title[locale]}</span>,
            hint: <Prediction gov={gov} part={part} locale={locale} />,
          }))}
        />
        <Button>{PORTAL.continue[locale]}</Button>
      </Form>
      {closed.length > 0 && (
        <SummaryList
          locale={locale}
          rows={closed.map((part) => ({ key: part.service.title[locale], value: STANDING[part.standing][locale] }))}
        />
      )}
      <Form action={`/applications/${id}/discard`}>
        <Button variant="secondary">{PORTAL.discard[locale]}</Button>
      </Form>
    </JourneyLayout>
  );
}

const STANDING: Record<Part['standing'], Text> = {
  open: PORTAL.likelyNeed,
  'not-yours': PORTAL.notYours,
  granted: PORTAL.grantedAlready,
  pending: PORTAL.pendingAlready,
};

/** What the rules expect of a service, its amount, what comes before it, and why not where they say no. */
function Prediction({ gov, part, locale }: { gov: Government; part: Part; locale: Locale }) {
  const { service, assessment, after, agreement } = part;
  const unmet = service.clauses.filter((clause) => assessment.because.includes(clause.id));
  const notes = [
    ...(assessment.eligible === 'no'
      ? []
      : after.map((earlier) => tell(PORTAL.likelyAfter, locale, { title: earlier.title[locale] }))),
    ...(agreement ? [PORTAL.agreementNeeded[locale]] : []),
  ];
  return (
    <span class="md-choice">
      <span>
        {gov.pack.agencies.get(service.agency)!.title[locale]} · {service.summary[locale]}
      </span>
      <Outlook gov={gov} part={part} locale={locale} />
      {notes.map((note) => (
        <span key={note}>{note}</span>
      ))}
      {unmet.length > 0 && (
        <span>
          {PORTAL.notMet[locale]}{' '}
          {unmet
            .map((clause) =>
              clause.law ? `${clause.text[locale]} (${cite(clause.law, locale)})` : clause.text[locale],
            )
            .join(' · ')}
        </span>
      )}
      {unmet.length > 0 && <span>{PORTAL.applyAnyway[locale]}</span>}
    </span>
  );
}

/** The outcome to expect, and the amount. */
function Outlook({ gov, part: { service, assessment }, locale }: { gov: Government; part: Part; locale: Locale }) {
  const amount = assessment.eligible === 'no' ? null : assessment.amount;
  return (
    <span class="md-choice__outcome">
      <Tag tone={TONE[assessment.eligible]}>{LIKELY[assessment.eligible][locale]}</Tag>
      {amount !== null && <span class="md-choice__amount">{amountText(gov, service, amount, locale)}</span>}
    </span>
  );
}

const LIKELY = { yes: PORTAL.likelyYes, no: PORTAL.likelyNo, need: PORTAL.likelyNeed };
const TONE = { yes: 'success', no: 'warning', need: 'info' } as const;

/** An amount as it is paid: once, or each month. */
export function amountText(gov: Government, service: Service, minor: number, locale: Locale): ComponentChildren {
  const monthly = service.effects.some((effect) => effect.verb === 'pay' && effect.monthly);
  const money = <Money locale={locale} minor={minor} currency={gov.pack.currency} />;
  if (!monthly) return money;
  const [before = '', after = ''] = say(PORTAL.amountMonthly, locale, { amount: '|' }).split('|');
  return (
    <>
      {before}
      {money}
      {after}
    </>
  );
}

interface QuestionsProps extends Props {
  /** What stands in the fields: saved answers, or what was just typed. */
  typed: Readonly<Record<string, unknown>>;
  problems: AnswerProblems;
}

/** Second page: what agencies know, and the questions that are left. */
export function QuestionsPage({ gov, context, journey, typed, problems }: QuestionsProps) {
  const { locale } = context;
  const { id } = journey.application;
  const { questions } = journey;
  return (
    <JourneyLayout context={context} journey={journey} step={1} failed={Object.keys(problems).length > 0}>
      {problemSummary(context, problems)}
      <Form action={`/applications/${id}/answers`}>
        <Section
          id="questions"
          title={
            questions.length > 0
              ? tell(PORTAL.questionsTitle, locale, { count: questions.length })
              : PORTAL.noQuestions[locale]
          }
        >
          {questions.length > 0 && <Paragraph>{PORTAL.questionsLead[locale]}</Paragraph>}
          {questions.map(({ fact, usedBy }) => (
            <Question
              key={fact.name}
              fact={fact}
              usedBy={usedBy}
              value={typed[fact.name]}
              error={problems[fact.name]?.[locale]}
              locale={locale}
            />
          ))}
        </Section>
        <ButtonGroup>
          <Button>{PORTAL.continue[locale]}</Button>
          <Button variant="secondary" name="then" value="later">
            {PORTAL.saveLater[locale]}
          </Button>
        </ButtonGroup>
      </Form>
      <Section id="known" title={PORTAL.knownTitle[locale]}>
        <Paragraph>{PORTAL.knownLead[locale]}</Paragraph>
        {[...Map.groupBy(journey.known, agencyOf)].map(([agency, fields]) => (
          <KnownByAgency key={agency} gov={gov} journey={journey} agency={agency} fields={fields} locale={locale} />
        ))}
      </Section>
    </JourneyLayout>
  );
}

const agencyOf = ({ known }: KnownField): string => (known.origin.kind === 'registry' ? known.origin.agency : '');

/** What one agency knows, each value with its day; what it has no record of in one line. */
function KnownByAgency({
  gov,
  journey,
  agency,
  fields,
  locale,
}: Omit<Props, 'context'> & { agency: string; fields: readonly KnownField[]; locale: Locale }) {
  const present = fields.filter(({ known }) => known.value !== null);
  const absent = fields.filter(({ known }) => known.value === null).map(({ fact }) => fact.title[locale]);
  return (
    <SummaryCard
      locale={locale}
      level={3}
      title={gov.pack.agencies.get(agency)!.title[locale]}
      rows={present.map((field) => knownRow(gov, journey, field, locale))}
    >
      {absent.length > 0 && <p class="govuk-hint">{tell(PORTAL.noRecordOf, locale, { fields: absent.join(' · ') })}</p>}
    </SummaryCard>
  );
}

function knownRow(gov: Government, journey: Journey, { fact, known, dispute }: KnownField, locale: Locale): SummaryRow {
  const value = showValue(gov, locale, fact, known.value, journey.names);
  if (known.origin.kind !== 'registry') return { key: fact.title[locale], value };
  const { registry, recordedAt, key } = known.origin;
  const settled = dispute?.settledAt != null;
  const disputable = key !== null && fact.source.kind === 'registry' && !dispute;
  return {
    key: fact.title[locale],
    value: (
      <>
        {value}{' '}
        {dispute && (
          <Tag tone={settled ? 'info' : 'warning'}>{(settled ? PORTAL.disputeSettled : PORTAL.disputed)[locale]}</Tag>
        )}
      </>
    ),
    source: {
      name: gov.pack.registries.get(registry)!.title[locale],
      ...(recordedAt && { on: recordedAt, zone: gov.pack.timeZone, form: 'short' as const }),
    },
    ...(disputable && {
      actions: [
        {
          href: `/applications/${journey.application.id}/facts/${fact.name}/dispute`,
          text: PORTAL.isWrong[locale],
          hidden: fact.title[locale],
        },
      ],
    }),
  };
}

interface QuestionProps {
  fact: Fact;
  usedBy: readonly Service[];
  value: unknown;
  error: string | undefined;
  locale: Locale;
}

/** One question, as an input of the fact's type. */
function Question({ fact, usedBy, value, error, locale }: QuestionProps) {
  if (fact.source.kind !== 'asked') return null;
  const used = tell(PORTAL.usedFor, locale, { services: usedBy.map((service) => service.title[locale]).join(' · ') });
  const field = {
    locale,
    name: fact.name,
    id: fact.name,
    label: fact.source.label[locale],
    labelSize: 's' as const,
    hint: fact.source.hint ? (
      <>
        {fact.source.hint[locale]}
        <br />
        {used}
      </>
    ) : (
      used
    ),
    error,
    optional: fact.optional,
  };
  const text = value === undefined || value === null ? '' : String(value);
  if (fact.options) {
    const items = Object.entries(fact.options).map(([option, title]) => ({ value: option, text: title[locale] }));
    return <Radios {...field} value={text} items={items} />;
  }
  if (fact.type === 'boolean') {
    const items = (['yes', 'no'] as const).map((option) => ({ value: option, text: YES_NO[option][locale] }));
    return <Radios {...field} inline value={value === true ? 'yes' : value === false ? 'no' : text} items={items} />;
  }
  const numeric = ['integer', 'number', 'money', 'bank-account'].includes(fact.type);
  return (
    <TextInput
      {...field}
      value={text}
      inputMode={numeric ? 'numeric' : undefined}
      width={numeric ? 20 : undefined}
      autoComplete={fact.type === 'bank-account' ? 'off' : undefined}
      spellCheck={false}
    />
  );
}

const YES_NO: Record<'yes' | 'no', Text> = {
  yes: { ko: '예', 'zh-Hant': '是', en: 'Yes' },
  no: { ko: '아니요', 'zh-Hant': '否', en: 'No' },
};

/** Third page: which field goes to which agency, why, and what leaving it out means. */
export function PreviewPage({ gov, context, journey }: Props) {
  const { locale } = context;
  const { id } = journey.application;
  const chosen = journey.parts.filter((part) => part.chosen);
  return (
    <JourneyLayout context={context} journey={journey} step={2}>
      <Paragraph size="l">{PORTAL.previewLead[locale]}</Paragraph>
      {chosen.map((part) => (
        <Shared key={part.service.id} gov={gov} journey={journey} part={part} locale={locale} />
      ))}
      <InsetText>{PORTAL.refusalMeans[locale]}</InsetText>
      <Form action={`/applications/${id}/submit`}>
        <Button>{PORTAL.submit[locale]}</Button>
      </Form>
    </JourneyLayout>
  );
}

function Shared({ gov, journey, part, locale }: { gov: Government; journey: Journey; part: Part; locale: Locale }) {
  const { service } = part;
  const agency = gov.pack.agencies.get(service.agency)!.title[locale];
  const base = `/applications/${journey.application.id}`;
  const rows: SummaryRow[] = shareOf(journey, service).map(({ fact, value }) => ({
    key: fact.title[locale],
    value: showValue(gov, locale, fact, value, journey.names),
    ...(fact.source.kind === 'asked' && {
      actions: [{ href: `${base}/answers#${fact.name}`, text: PORTAL.change[locale], hidden: fact.title[locale] }],
    }),
  }));
  const purpose = tell(PORTAL.purposeIs, locale, {
    service: service.title[locale],
    law: service.law.map((law) => cite(law, locale)).join(', '),
  });
  const intro = (
    <>
      <Paragraph>
        <Outlook gov={gov} part={part} locale={locale} />
      </Paragraph>
      <Paragraph>
        <strong>{tell(PORTAL.goesTo, locale, { agency })}</strong>
        <br />
        {purpose}
      </Paragraph>
    </>
  );
  return (
    <SummaryCard locale={locale} title={service.title[locale]} intro={intro} rows={rows}>
      {part.agreement && <WarningText locale={locale}>{PORTAL.agreementNeeded[locale]}</WarningText>}
    </SummaryCard>
  );
}

/** Says that a value is wrong, and what is right. */
export function DisputePage({
  gov,
  context,
  id,
  field,
}: Pick<Props, 'gov' | 'context'> & { id: string; field: KnownField }) {
  const { locale } = context;
  const { fact, known } = field;
  const agency = known.origin.kind === 'registry' ? gov.pack.agencies.get(known.origin.agency)!.title[locale] : '';
  return (
    <Layout context={context} title={PORTAL.disputeTitle[locale]} back={{ href: `/applications/${id}/answers` }}>
      <Heading size="xl">{PORTAL.disputeTitle[locale]}</Heading>
      <SummaryList
        locale={locale}
        rows={[{ key: fact.title[locale], value: showValue(gov, locale, fact, known.value) }]}
      />
      <Paragraph>{tell(PORTAL.disputeLead, locale, { agency })}</Paragraph>
      <Form action={`/applications/${id}/facts/${fact.name}/dispute`}>
        <TextArea locale={locale} name="claimed" label={PORTAL.disputeClaim[locale]} rows={3} maxLength={1_000} />
        <Button>{PORTAL.askToCorrect[locale]}</Button>
      </Form>
    </Layout>
  );
}

interface SubmittedProps extends Pick<Props, 'gov' | 'context'> {
  application: ApplicationRow;
  cases: readonly CaseRow[];
}

/** After submitting: how each agency's part stands. */
export function SubmittedPage({ gov, context, application, cases }: SubmittedProps) {
  const { locale } = context;
  const title =
    (application.lifeEvent && gov.pack.lifeEvents.get(application.lifeEvent)?.title) ||
    gov.pack.services.get(application.services[0]!)!.title;
  return (
    <Layout context={context} title={`${PORTAL.submitted[locale]} – ${title[locale]}`} service={title[locale]}>
      <Panel title={PORTAL.submitted[locale]}>{title[locale]}</Panel>
      <Paragraph size="l">{PORTAL.submittedLead[locale]}</Paragraph>
      <CaseTimeline gov={gov} cases={cases} locale={locale} />
    </Layout>
  );
}
