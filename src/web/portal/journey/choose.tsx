import {
  Button,
  Checkboxes,
  ErrorSummary,
  Form,
  InsetText,
  Link,
  type PageError,
  SummaryList,
} from '../../../design/index.ts';
import { type Locale, say, type Text } from '../../../kernel/index.ts';
import { cite, type Government } from '../../../pack/index.ts';
import { closedText, type Part, today } from '../../../services/index.ts';
import { PORTAL } from '../words.ts';
import { JourneyLayout, type JourneyProps } from './layout.tsx';
import { Outlook } from './outlook.tsx';

/** First page: what the rules say of each service with what is known, to be chosen from. */
export function ChoosePage({ gov, context, journey, error }: JourneyProps & { error?: PageError }) {
  const { locale } = context;
  const { id } = journey.application;
  const open = journey.parts.filter((part) => part.standing === 'open');
  const closed = journey.parts.filter((part) => part.standing !== 'open');
  return (
    <JourneyLayout context={context} journey={journey} step={0} failed={error !== undefined}>
      {error && <ErrorSummary locale={locale} errors={[error]} />}
      {open.length > 0 ? (
        <Choice gov={gov} id={id} open={open} error={error} locale={locale} />
      ) : (
        <NothingOpen locale={locale} />
      )}
      {closed.length > 0 && (
        <SummaryList
          locale={locale}
          rows={closed.map((part) => ({ key: part.service.title[locale], value: standingText(gov, part)[locale] }))}
        />
      )}
      <Form action={`/applications/${id}/discard`}>
        <Button variant="secondary">{PORTAL.discard[locale]}</Button>
      </Form>
    </JourneyLayout>
  );
}

interface ChoiceProps {
  gov: Government;
  id: string;
  open: readonly Part[];
  error: PageError | undefined;
  locale: Locale;
}

function Choice({ gov, id, open, error, locale }: ChoiceProps) {
  return (
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
  );
}

function NothingOpen({ locale }: { locale: Locale }) {
  return (
    <InsetText>
      {PORTAL.nothingOpen[locale]} <Link href="/cases">{PORTAL.casesTitle[locale]}</Link>
    </InsetText>
  );
}

/** Why a service cannot be applied for; one that is not open says when it was or will be. */
const standingText = (gov: Government, { service, standing }: Part): Text =>
  (standing === 'closed' && closedText(service, today(gov))) || STANDING[standing];

const STANDING: Record<Part['standing'], Text> = {
  open: PORTAL.likelyNeed,
  closed: PORTAL.nothingOpen,
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
      : after.map((earlier) => say(PORTAL.likelyAfter, locale, { title: earlier.title[locale] }))),
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
              clause.law
                ? say(PORTAL.withLaw, locale, { text: clause.text[locale], law: cite(clause.law, locale) })
                : clause.text[locale],
            )
            .join(' · ')}
        </span>
      )}
      {unmet.length > 0 && <span>{PORTAL.applyAnyway[locale]}</span>}
    </span>
  );
}
