import {
  Button,
  ButtonGroup,
  ErrorSummary,
  Form,
  type PageContext,
  Paragraph,
  Section,
  SummaryCard,
  type SummaryRow,
  Tag,
} from '../../../design/index.ts';
import { type Locale, say } from '../../../kernel/index.ts';
import type { Fact, Government, Service } from '../../../pack/index.ts';
import type { AskedNode } from '../../../registry/index.ts';
import { type AnswerProblems, isByCardOnly, type Journey, type KnownField } from '../../../services/index.ts';
import { askedNote } from '../../node-words.ts';
import { showValue } from '../../values.tsx';
import { PORTAL } from '../words.ts';
import { AnswerInput } from './answer-input.tsx';
import { CardQuestions } from './card-questions.tsx';
import { JourneyLayout, type JourneyProps, type NamedJourney } from './layout.tsx';
import { Unanswered } from './unanswered.tsx';

interface QuestionsProps extends JourneyProps {
  journey: NamedJourney;
  /** What stands in the fields: saved answers, or what was just typed. */
  typed: Readonly<Record<string, unknown>>;
  problems: AnswerProblems;
}

/** Second page: what agencies know, and the questions that are left. */
export function QuestionsPage({ gov, context, journey, typed, problems }: QuestionsProps) {
  const { locale } = context;
  const { id } = journey.application;
  const questions = journey.questions.filter(({ fact }) => !isByCardOnly(fact));
  return (
    <JourneyLayout context={context} journey={journey} step={1} failed={Object.keys(problems).length > 0}>
      {problemSummary(context, journey, problems)}
      <Unanswered gov={gov} context={context} journey={journey} />
      <CardQuestions gov={gov} locale={locale} journey={journey} problems={problems} />
      <Form action={`/applications/${id}/answers`}>
        {(questions.length > 0 || journey.questions.length === 0) && (
          <Section
            id="questions"
            title={
              questions.length > 0
                ? say(PORTAL.questionsTitle, locale, { count: questions.length })
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
        )}
        <ButtonGroup>
          <Button>{PORTAL.continue[locale]}</Button>
          <Button variant="secondary" name="then" value="later">
            {PORTAL.saveLater[locale]}
          </Button>
        </ButtonGroup>
      </Form>
      {journey.known.length > 0 && (
        <Section id="known" title={PORTAL.knownTitle[locale]}>
          <Paragraph>{PORTAL.knownLead[locale]}</Paragraph>
          {[...Map.groupBy(journey.known, agencyOf)].map(([agency, fields]) => (
            <KnownByAgency key={agency} gov={gov} journey={journey} agency={agency} fields={fields} locale={locale} />
          ))}
        </Section>
      )}
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
}: Omit<QuestionsProps, 'context' | 'typed' | 'problems'> & {
  agency: string;
  fields: readonly KnownField[];
  locale: Locale;
}) {
  const present = fields.filter(({ known }) => known.value !== null);
  const absent = fields.filter(({ known }) => known.value === null).map(({ fact }) => fact.title[locale]);
  const stale = fields.map(staleIn).find((one) => one !== undefined);
  return (
    <SummaryCard
      locale={locale}
      level={3}
      title={gov.pack.agencies.get(agency)!.title[locale]}
      rows={present.map((field) => knownRow(gov, journey, field, locale))}
    >
      {stale && <p class="govuk-hint">{askedNote(gov, locale, agency, stale)}</p>}
      {absent.length > 0 && <p class="govuk-hint">{say(PORTAL.noRecordOf, locale, { fields: absent.join(' · ') })}</p>}
    </SummaryCard>
  );
}

/** Of a value that the agency's node could not be asked for anew: of when it is. */
function staleIn({ known: { origin } }: KnownField): AskedNode | undefined {
  if (origin.kind !== 'registry' || !origin.stale) return undefined;
  const { askedAt, asOf } = origin.stale;
  return { state: 'stale', at: new Date(askedAt), asOf: new Date(asOf) };
}

function knownRow(
  gov: Government,
  journey: NamedJourney,
  { fact, known, dispute }: KnownField,
  locale: Locale,
): SummaryRow {
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
  const used = say(PORTAL.usedFor, locale, { services: usedBy.map((service) => service.title[locale]).join(' · ') });
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
  return <AnswerInput {...field} fact={fact} value={value} />;
}

/** What is wrong, a line a question, each leading to it. */
function problemSummary({ locale }: PageContext, { questions }: Journey, problems: AnswerProblems) {
  const errors = questions.flatMap(({ fact }) => {
    const problem = problems[fact.name];
    const label = fact.source.kind === 'asked' ? fact.source.label : fact.title;
    return problem ? [{ text: `${label[locale]} ${problem[locale]}`, href: `#${fact.name}` }] : [];
  });
  return errors.length > 0 ? <ErrorSummary locale={locale} errors={errors} /> : null;
}
