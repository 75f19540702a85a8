import type { ComponentChildren } from 'preact';
import { DateText, formatDate, Link, Section, Table } from '../../design/index.ts';
import { say } from '../../kernel/index.ts';
import type { Fact } from '../../pack/index.ts';
import type { KnownFact } from '../../services/index.ts';
import { showValue } from '../values.tsx';
import { WORDS } from '../words.ts';
import { type FactPage, factPages } from './fact-pages.ts';
import type { TaskView } from './view.ts';
import { OFFICE } from './words.ts';

/** What is known in a case: each value with who keeps it, and since when they have it. */
export function FactsSection({ view }: { view: TaskView }) {
  const { locale, opened } = view;
  const { context } = opened;
  if (!context) return null;
  // What the rules derive stands with the findings that it leads to.
  const facts = [...context.service.facts.values()].filter((fact) => fact.source.kind !== 'derived');
  const pages = factPages(context.service.effects);
  return (
    <Section id="facts" title={OFFICE.facts[locale]}>
      <Table
        id="facts-table"
        caption={OFFICE.facts[locale]}
        captionHidden
        narrow="cards"
        dense
        rowHeaders
        columns={[OFFICE.fact, OFFICE.value, OFFICE.source, OFFICE.asOf].map((header) => ({ header: header[locale] }))}
        rows={facts.map((fact) =>
          row(view, fact, context.facts[fact.name], { appliedOn: context.appliedOn, page: pages.get(fact.name) }),
        )}
      />
    </Section>
  );
}

/** Each cell holds one element: on a narrow screen a cell is a grid of its header and that. */
function row(
  view: TaskView,
  fact: Fact,
  known: KnownFact | undefined,
  { appliedOn, page }: { appliedOn: string; page: FactPage | undefined },
): ComponentChildren[] {
  const { gov, locale, names } = view;
  if (!known) {
    return [<span>{fact.title[locale]}</span>, <em>{OFFICE.notKnown[locale]}</em>, <span>–</span>, <span>–</span>];
  }
  return [
    <span>{fact.title[locale]}</span>,
    <span>
      {fact.type === 'date' ? day(view, known.value) : showValue(gov, locale, fact, known.value, names)}
      {page && typeof known.value === 'string' && (
        <>
          <br />
          <Link href={page.address(known.value)}>{page.text[locale]}</Link>
        </>
      )}
    </span>,
    <span>{sourceOf(view, known)}</span>,
    <span>{dateOf(view, known, appliedOn)}</span>,
  ];
}

/** A day in full. The country's own year stands by itself, so that it may go to the next line of a narrow card. */
function day({ gov, locale }: TaskView, value: unknown): ComponentChildren {
  if (typeof value !== 'string') return WORDS.none[locale];
  const ownYear = formatDate(value, locale, { era: gov.pack.era }).slice(formatDate(value, locale).length);
  return (
    <>
      <DateText locale={locale} iso={value} />
      {ownYear}
    </>
  );
}

function sourceOf({ gov, locale }: TaskView, { origin }: KnownFact): string {
  if (origin.kind === 'answer') return OFFICE.fromApplicant[locale];
  if (origin.kind === 'case') return OFFICE.fromCases[locale];
  const agency = gov.pack.agencies.get(origin.agency)?.title[locale];
  if (origin.kind === 'credential') {
    const card = gov.pack.credentials.get(origin.credential)?.title[locale] ?? origin.credential;
    return say(OFFICE.fromCard, locale, { agency: agency ?? origin.agency, card });
  }
  const registry = gov.pack.registries.get(origin.registry)?.title[locale];
  return `${agency} · ${registry}`;
}

function dateOf({ gov, locale }: TaskView, { origin }: KnownFact, appliedOn: string): ComponentChildren {
  if (origin.kind === 'answer') return <DateText locale={locale} iso={appliedOn} form="short" />;
  const since = origin.kind === 'credential' ? origin.shownAt : origin.kind === 'case' ? null : origin.recordedAt;
  if (!since) return '–';
  return <DateText locale={locale} iso={since} zone={gov.pack.timeZone} form="short" />;
}
