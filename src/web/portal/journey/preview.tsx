import {
  Button,
  Form,
  InsetText,
  Paragraph,
  SummaryCard,
  type SummaryRow,
  WarningText,
} from '../../../design/index.ts';
import { type Locale, say } from '../../../kernel/index.ts';
import { cite, type Government } from '../../../pack/index.ts';
import { type Part, shareOf } from '../../../services/index.ts';
import { showValue } from '../../values.tsx';
import { PORTAL } from '../words.ts';
import { JourneyLayout, type JourneyProps, type NamedJourney } from './layout.tsx';
import { Outlook } from './outlook.tsx';
import { Unanswered } from './unanswered.tsx';

/** Third page: which field goes to which agency, why, and what leaving it out means. */
export function PreviewPage({ gov, context, journey }: JourneyProps & { journey: NamedJourney }) {
  const { locale } = context;
  const { id } = journey.application;
  const chosen = journey.parts.filter((part) => part.chosen);
  return (
    <JourneyLayout context={context} journey={journey} step={2}>
      <Paragraph size="l">{PORTAL.previewLead[locale]}</Paragraph>
      {chosen.map((part) => (
        <Shared key={part.service.id} gov={gov} journey={journey} part={part} locale={locale} />
      ))}
      <Unanswered gov={gov} context={context} journey={journey} />
      <InsetText>{PORTAL.refusalMeans[locale]}</InsetText>
      <Form action={`/applications/${id}/submit`}>
        <Button>{PORTAL.submit[locale]}</Button>
      </Form>
    </JourneyLayout>
  );
}

function Shared({
  gov,
  journey,
  part,
  locale,
}: {
  gov: Government;
  journey: NamedJourney;
  part: Part;
  locale: Locale;
}) {
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
  const purpose = say(PORTAL.purposeIs, locale, {
    service: service.title[locale],
    law: service.law.map((law) => cite(law, locale)).join(', '),
  });
  const intro = (
    <>
      <Paragraph>
        <Outlook gov={gov} part={part} locale={locale} />
      </Paragraph>
      <Paragraph>
        <strong>{say(PORTAL.goesTo, locale, { agency })}</strong>
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
