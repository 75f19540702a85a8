import {
  DateText,
  EmptyState,
  Heading,
  InsetText,
  Link,
  OfficeLayout,
  type PageContext,
  Paragraph,
  Table,
} from '../../../design/index.ts';
import { say } from '../../../kernel/index.ts';
import type { Government, Programme } from '../../../pack/index.ts';
import { SUSPICIONS_SHOWN, type Suspicion } from '../../../programmes/index.ts';
import { FRAUD, SIGNAL_TEXT, SUSPICION_STATES } from './fraud-words.ts';
import { PROGRAMMES } from './words.ts';

export interface FraudPageProps {
  gov: Government;
  context: PageContext;
  programme: Programme;
  state: Suspicion['state'];
  suspicions: readonly Suspicion[];
}

/** The cases of a programme, the worst first, without anybody's name. */
export function FraudPage({ gov, context, programme, state, suspicions }: FraudPageProps) {
  const { locale } = context;
  const here = `/office/programmes/${programme.id}`;
  return (
    <OfficeLayout
      context={context}
      title={FRAUD_TITLE[locale]}
      service={gov.pack.agencies.get(programme.agency)?.title[locale]}
      back={{ href: here, text: programme.title[locale] }}
    >
      <Heading caption={programme.title[locale]}>{FRAUD_TITLE[locale]}</Heading>
      <Paragraph>{FRAUD.lead[locale]}</Paragraph>
      <Paragraph size="s">{FRAUD.noNames[locale]}</Paragraph>
      <nav class="md-section-nav" aria-label={FRAUD.states[locale]}>
        <ul>
          {SUSPICION_STATES.map((one) => (
            <li key={one}>
              <a
                class="govuk-link"
                href={`${here}/fraud?state=${one}`}
                aria-current={one === state ? 'true' : undefined}
              >
                {one === state ? <strong>{FRAUD[one][locale]}</strong> : FRAUD[one][locale]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {suspicions.length > SUSPICIONS_SHOWN && (
        <InsetText>{say(FRAUD.limited, locale, { count: SUSPICIONS_SHOWN })}</InsetText>
      )}
      {suspicions.length === 0 ? (
        <EmptyState locale={locale} title={FRAUD.empty[locale]} />
      ) : (
        <Table
          id="suspicions"
          caption={FRAUD_TITLE[locale]}
          captionHidden
          narrow="cards"
          rowHeaders
          columns={[
            { header: FRAUD.case[locale] },
            { header: FRAUD.evidence[locale] },
            { header: FRAUD.score[locale], numeric: true },
            { header: FRAUD.seen[locale] },
          ]}
          rows={suspicions
            .slice(0, SUSPICIONS_SHOWN)
            .map((one) => [
              <Link href={`${here}/fraud/${one.id}`}>{SIGNAL_TEXT[one.signal].name[locale]}</Link>,
              <span>{say(SIGNAL_TEXT[one.signal].seen, locale, one.measures)}</span>,
              <span>{one.score}</span>,
              <DateText locale={locale} iso={one.seenAt.toISOString()} zone={gov.pack.timeZone} form="time" />,
            ])}
        />
      )}
    </OfficeLayout>
  );
}

const FRAUD_TITLE = PROGRAMMES.fraud;
