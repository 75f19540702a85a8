import { Details, Heading, Link, Paragraph, SummaryList } from '../../../design/index.ts';
import { type Locale, say } from '../../../kernel/index.ts';
import { type CardFact, cardFactsOf, type Government, type Service } from '../../../pack/index.ts';
import type { AnswerProblems } from '../../../services/index.ts';
import { showValue } from '../../values.tsx';
import { WhereForm } from '../presentations/where-form.tsx';
import type { NamedJourney } from './layout.tsx';
import { SHOWING } from './show-card-words.ts';

interface CardQuestionsProps {
  gov: Government;
  locale: Locale;
  journey: NamedJourney;
  problems: AnswerProblems;
}

/** What can be shown out of a wallet, for each service that asks for it: what is known of it and from where, and the way to show it. */
export function CardQuestions(props: CardQuestionsProps) {
  const asked = new Set(props.journey.questions.map(({ fact }) => fact.name));
  return (
    <>
      {props.journey.parts
        .filter(({ chosen }) => chosen)
        .map(({ service }) => ({ service, facts: cardFactsOf(service).filter(({ name }) => asked.has(name)) }))
        .filter(({ facts }) => facts.length > 0)
        .map((one) => (
          <OfService key={one.service.id} {...props} {...one} />
        ))}
    </>
  );
}

function OfService({
  gov,
  locale,
  journey,
  problems,
  service,
  facts,
}: CardQuestionsProps & { service: Service; facts: CardFact[] }) {
  const types = [...new Set(facts.map(({ source }) => source.card.type))];
  const card = types.map((type) => gov.pack.credentials.get(type)!.title[locale]).join(' · ');
  const ways = (
    <WhereForm locale={locale} action={`/applications/${journey.application.id}/cards/${service.id}`} hidden={{}} />
  );
  const isShown = facts.some(({ name }) => journey.facts[name]?.origin.kind === 'credential');
  return (
    <div id={`cards-${service.id}`}>
      <Heading level={2}>{isShown ? service.title[locale] : SHOWING.title[locale]}</Heading>
      {!isShown && <Paragraph>{say(SHOWING.lead, locale, { card })}</Paragraph>}
      <SummaryList locale={locale} rows={facts.map((fact) => rowOf({ gov, locale, journey, problems }, fact))} />
      {isShown ? (
        <Details summary={SHOWING.again[locale]}>{ways}</Details>
      ) : (
        <>
          {ways}
          <Paragraph size="s">
            {SHOWING.noCard[locale]} <Link href="/cards">{SHOWING.toCards[locale]}</Link>
          </Paragraph>
        </>
      )}
    </div>
  );
}

function rowOf({ gov, locale, journey, problems }: CardQuestionsProps, fact: CardFact) {
  const key = fact.title[locale];
  const known = journey.facts[fact.name];
  if (known?.origin.kind !== 'credential') {
    const problem = problems[fact.name];
    const text = (problem ?? SHOWING.notShown)[locale];
    return { key, value: problem ? <strong id={fact.name}>{text}</strong> : <em id={fact.name}>{text}</em> };
  }
  const { agency, credential, shownAt } = known.origin;
  const name = say(SHOWING.shownFrom, locale, {
    agency: gov.pack.agencies.get(agency)?.title[locale] ?? agency,
    card: gov.pack.credentials.get(credential)?.title[locale] ?? credential,
  });
  return {
    key,
    value: <span id={fact.name}>{showValue(gov, locale, fact, known.value, journey.names)}</span>,
    source: { name, on: shownAt, zone: gov.pack.timeZone, form: 'time' as const },
  };
}
