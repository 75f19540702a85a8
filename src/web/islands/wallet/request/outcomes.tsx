import type { Party } from '../../../../formats/index.ts';
import type { Locale } from '../../../../kernel/index.ts';
import { fill } from '../locales.ts';
import { Button, LinkButton } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import type { Sent, Stopped as StoppedReading } from './flow.ts';
import { claimsAt } from './held.ts';
import type { Decided } from './question-form.tsx';
import { STOP_WORDS } from './reasons.ts';
import type { PathsOf } from './record.ts';
import { REQUEST_WORDS as WORDS } from './words.ts';

/*
 * What stands on the page before and after the question.
 */

type Go = (fragment: string) => void;

/** What came of a request, coloured as it went; the words say it, too. */
function Title({ children, tone }: { children: string; tone?: 'good' | 'bad' | undefined }) {
  return (
    <div class="md-ask__title" data-tone={tone}>
      <Heading>{children}</Heading>
    </div>
  );
}

/** Something takes a moment. */
export function Waiting({ text }: { text: string }) {
  return (
    <p class="govuk-body-l" role="status">
      {text}
    </p>
  );
}

/** Who asks, and for what they are registered. */
export function AskedBy({ locale, party, signs }: { locale: Locale; party: Party; signs: boolean }) {
  return (
    <>
      <Title>{fill(signs ? WORDS.asksToSign : WORDS.asks, locale, { party: party.name[locale] })}</Title>
      <dl class="govuk-summary-list md-ask__party">
        <Row name={WORDS.purpose[locale]} value={party.purpose[locale]} />
        {party.law.length > 0 && (
          <Row name={WORDS.law[locale]} value={party.law.map((law) => law[locale]).join(' · ')} />
        )}
      </dl>
      <p class="govuk-body md-ask__registered">{WORDS.registered[locale]}</p>
    </>
  );
}

function Row({ name, value }: { name: string; value: string }) {
  return (
    <div class="govuk-summary-list__row">
      <dt class="govuk-summary-list__key">{name}</dt>
      <dd class="govuk-summary-list__value">{value}</dd>
    </div>
  );
}

/** The wallet does not answer, and says why. */
export function Stopped(props: { locale: Locale; stopped: StoppedReading; go: Go; again(): void }) {
  const { locale, stopped, go, again } = props;
  const { reason, detail, beyond = [], party } = stopped;
  const mayHelp = reason === 'unreachable' || reason === 'trust';
  return (
    <>
      <Title tone="bad">{WORDS.stopped[locale]}</Title>
      <p class="govuk-body-l" data-stopped={reason}>
        {WORDS[STOP_WORDS[reason]][locale]}
      </p>
      {party && (
        <dl class="govuk-summary-list">
          <Row name={WORDS.who[locale]} value={party.name[locale]} />
          <Row name={WORDS.purpose[locale]} value={party.purpose[locale]} />
          <Row name={WORDS.beyond[locale]} value={[...new Set(beyond.map((name) => name[locale]))].join(' · ')} />
        </dl>
      )}
      <p class="govuk-body">{WORDS.nothingShared[locale]}</p>
      <Detail {...{ locale, detail }} />
      <div class="md-ask__answers">
        {mayHelp && <Button onClick={again}>{WORDS.tryAgain[locale]}</Button>}
        <ToCards {...{ locale, go }} />
      </div>
    </>
  );
}

/** Nothing that is held answers. */
export function NoCard(props: { locale: Locale; party: Party; go: Go; onRefuse(): void }) {
  const { locale, party, go, onRefuse } = props;
  return (
    <>
      <Title>{WORDS.noCard[locale]}</Title>
      <p class="govuk-body-l">{fill(WORDS.noCardText, locale, { party: party.name[locale] })}</p>
      <div class="md-ask__answers">
        <Button onClick={() => go('add')}>{WORDS.addCard[locale]}</Button>
        <Button kind="secondary" onClick={onRefuse}>
          {WORDS.refuse[locale]}
        </Button>
      </div>
    </>
  );
}

/** How answering went. */
export function CameOf(props: {
  locale: Locale;
  party: Party;
  sent: Sent;
  decided: Decided;
  /** Whether it was asked for a signature. */
  signs: boolean;
  go: Go;
}) {
  const { locale, party, sent, decided, signs, go } = props;
  const name = { party: party.name[locale] };
  if (sent.state === 'failed')
    return (
      <>
        <Title tone="bad">{WORDS.notTaken[locale]}</Title>
        <p class="govuk-body-l">{fill(WORDS.notTakenText, locale, name)}</p>
        <Detail locale={locale} detail={`${sent.reason}: ${sent.detail}`} />
        <ToCards {...{ locale, go }} />
      </>
    );
  const isRefusal = decided.told.length === 0;
  return (
    <>
      <Title tone={isRefusal ? undefined : 'good'}>
        {isRefusal ? WORDS.sentRefusal[locale] : signs ? WORDS.signed[locale] : fill(WORDS.sent, locale, name)}
      </Title>
      {isRefusal && <p class="govuk-body-l">{fill(WORDS.sentRefusalText, locale, name)}</p>}
      <Titles {...{ locale }} name={WORDS.given[locale]} all={decided.told} />
      <Titles {...{ locale }} name={WORDS.kept[locale]} all={decided.kept} />
      {sent.next === undefined && <p class="govuk-body">{WORDS.otherDevice[locale]}</p>}
      <div class="md-ask__answers">
        {sent.next !== undefined && <LinkButton href={sent.next}>{fill(WORDS.goOn, locale, name)}</LinkButton>}
        <ToCards {...{ locale, go }} />
      </div>
    </>
  );
}

function Titles({ locale, name, all }: { locale: Locale; name: string; all: readonly PathsOf[] }) {
  const titles = all.flatMap(({ part, paths }) =>
    paths.flatMap((path) => claimsAt(part.card, part.format, path).map(({ title }) => title[locale])),
  );
  if (titles.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-s">{name}</h2>
      <ul class="govuk-list govuk-list--bullet">
        {[...new Set(titles)].map((title) => (
          <li key={title}>{title}</li>
        ))}
      </ul>
    </>
  );
}

function Detail({ locale, detail }: { locale: Locale; detail: string }) {
  return (
    <details class="govuk-details">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{WORDS.detail[locale]}</span>
      </summary>
      <div class="govuk-details__text" lang="en">
        {detail}
      </div>
    </details>
  );
}

function ToCards({ locale, go }: { locale: Locale; go: Go }) {
  return (
    <Button kind="secondary" onClick={() => go('')}>
      {WORDS.toCards[locale]}
    </Button>
  );
}
