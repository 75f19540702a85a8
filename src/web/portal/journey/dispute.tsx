import {
  Button,
  ErrorSummary,
  Form,
  Heading,
  Layout,
  Paragraph,
  SummaryList,
  TextArea,
} from '../../../design/index.ts';
import { say, type Text } from '../../../kernel/index.ts';
import { type KnownField, LONGEST_CLAIM } from '../../../services/index.ts';
import { showValue } from '../../values.tsx';
import { PORTAL } from '../words.ts';
import type { JourneyProps, NamedJourney } from './layout.tsx';

/** A claim that could not be taken. */
export interface DisputeAttempt {
  claimed: string;
  problem: Text;
}

/** Says that a value is wrong, and what is right. */
export function DisputePage({
  gov,
  context,
  journey,
  field,
  attempt,
}: JourneyProps & { journey: NamedJourney; field: KnownField; attempt?: DisputeAttempt }) {
  const { locale } = context;
  const { id } = journey.application;
  const { fact, known } = field;
  const agency = known.origin.kind === 'registry' ? gov.pack.agencies.get(known.origin.agency)!.title[locale] : '';
  return (
    <Layout
      context={context}
      title={PORTAL.disputeTitle[locale]}
      back={{ href: `/applications/${id}/answers` }}
      failed={attempt !== undefined}
    >
      {attempt && <ErrorSummary locale={locale} errors={[{ text: attempt.problem[locale], href: '#claimed' }]} />}
      <Heading size="xl">{PORTAL.disputeTitle[locale]}</Heading>
      <SummaryList
        locale={locale}
        rows={[{ key: fact.title[locale], value: showValue(gov, locale, fact, known.value, journey.names) }]}
      />
      <Paragraph>{say(PORTAL.disputeLead, locale, { agency })}</Paragraph>
      <Form action={`/applications/${id}/facts/${fact.name}/dispute`}>
        <TextArea
          locale={locale}
          name="claimed"
          label={PORTAL.disputeClaim[locale]}
          rows={3}
          maxLength={LONGEST_CLAIM}
          value={attempt?.claimed}
          error={attempt?.problem[locale]}
        />
        <Button>{PORTAL.askToCorrect[locale]}</Button>
      </Form>
    </Layout>
  );
}
