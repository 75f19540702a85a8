import {
  BarChart,
  Details,
  EmptyState,
  ErrorSummary,
  Heading,
  InsetText,
  Link,
  OfficeLayout,
  type PageContext,
  Paragraph,
  Section,
  Table,
} from '../../../design/index.ts';
import { say } from '../../../kernel/index.ts';
import type { OwnPopulation } from '../../../services/index.ts';
import { aboutLines } from './about.ts';
import { KeyFigures } from './key-figures.tsx';
import { exactMoney, numberText } from './numbers.ts';
import { ReformForm } from './reform-form.tsx';
import { fieldId, queryOf } from './state.ts';
import { tableOf } from './tables.ts';
import { BREAKDOWN_TITLE, type ChartView, chartsOf, type ResultView, textsOf } from './view.ts';
import { COST } from './words.ts';

export interface ResultPageProps {
  context: PageContext;
  view: ResultView;
  /** The file that the people are of. */
  file: OwnPopulation | undefined;
}

/** What a policy costs, and what a reform of it would: figures, charts and tables beside the form that changes them. */
export function ResultPage({ context, view, file }: ResultPageProps) {
  const { locale, state, simulation } = view;
  const title = state.policy.service.title[locale];
  const errors = Object.entries(state.problems).map(([name, text]) => ({
    text: text[locale],
    href: `#${fieldId(name)}`,
  }));
  const isEmpty = simulation.whole.before.people === 0;
  return (
    <OfficeLayout
      context={context}
      title={title}
      service={COST.title[locale]}
      scripts={['simulation']}
      back={{ href: '/office/simulation', text: COST.changePolicy[locale] }}
      failed={errors.length > 0}
    >
      <ErrorSummary locale={locale} errors={errors} />
      <Heading caption={COST.title[locale]}>{title}</Heading>
      <About view={view} file={file} />
      {isEmpty ? (
        <Nobody view={view} />
      ) : (
        <div class="md-cost">
          <KeyFigures view={view} />
          <ReformForm view={view} />
          <Results view={view} />
        </div>
      )}
      {/* Said when a script has changed the figures; a page that was just opened is read as it is. */}
      <p class="govuk-visually-hidden" role="status" data-said>
        {textsOf(view).said}
      </p>
    </OfficeLayout>
  );
}

function About({ view, file }: Omit<ResultPageProps, 'context'>) {
  const { gov, locale, state, on } = view;
  return (
    <InsetText id="about">
      <span class="govuk-visually-hidden">{COST.about[locale]} </span>
      {aboutLines({ gov, locale, state, on, file }).join(' ')}
    </InsetText>
  );
}

function Nobody({ view: { gov, locale, state } }: { view: ResultView }) {
  const { about } = state.policy.service;
  const registry = gov.pack.registries.get(about ?? gov.pack.people.registry)!;
  const query = new URLSearchParams({ service: state.policy.service.id });
  return (
    <EmptyState locale={locale} title={COST.nobody[locale]}>
      <p>{say(COST.nobodyHelp, locale, { registry: registry.title[locale] })}</p>
      <Link href={`/office/simulation/file?${query}`}>{COST.ownGo[locale]}</Link>
    </EmptyState>
  );
}

/** All that changes with the reform but for the figures at the top. A script puts a new one in its place. */
function Results({ view }: { view: ResultView }) {
  const { locale, state, simulation, isReform } = view;
  const charts = chartsOf(view);
  return (
    <div class="md-cost__results" id="results" data-reform={isReform ? 'yes' : 'no'}>
      <Notes view={view} />
      {simulation.breakdowns.length === 0 && <Paragraph>{COST.noBreakdown[locale]}</Paragraph>}
      {simulation.breakdowns.map((breakdown) => (
        <Section key={breakdown.name} id={breakdown.name} title={BREAKDOWN_TITLE[breakdown.name][locale]}>
          {breakdown.name === 'income' && <Paragraph size="s">{COST.incomeNote[locale]}</Paragraph>}
          <div class="md-cost__charts">
            {charts
              .filter(({ id }) => id.startsWith(`${breakdown.name}-`))
              .map((chart) => (
                <Chart key={chart.id} chart={chart} view={view} />
              ))}
          </div>
          <BreakdownTable view={view} breakdown={breakdown} />
        </Section>
      ))}
      <Paragraph>
        <Link href={`/office/simulation/export?${queryOf(state)}`} download>
          {COST.exportCsv[locale]}
        </Link>
      </Paragraph>
      {simulation.refusal !== undefined && <Paragraph size="s">{COST.byRow[locale]}</Paragraph>}
    </div>
  );
}

function Chart({ chart, view: { locale, isReform } }: { chart: ChartView; view: ResultView }) {
  return (
    <BarChart
      id={chart.id}
      caption={chart.quantity.title[locale]}
      bars={chart.bars}
      {...(isReform && { series: [COST.today[locale], COST.reform[locale]] })}
    />
  );
}

/** Why figures are not the whole truth: what is not known of some people. */
function Notes({ view: { locale, state, simulation, isReform } }: { view: ResultView }) {
  const { before, after } = simulation.whole;
  const { open, unpriced } = isReform ? after : before;
  const count = (value: number) => numberText(Math.round(value * state.weight));
  const canAssume = state.policy.assumed.some(({ name }) => !simulation.told.includes(name));
  return (
    <>
      {open > 0 && (
        <Paragraph>
          {say(canAssume ? COST.openNote : COST.openNoteFile, locale, { n: count(open) })}{' '}
          {canAssume && <Link href="#assumptions">{COST.assumeThem[locale]}</Link>}
        </Paragraph>
      )}
      {unpriced > 0 && state.policy.measure && (
        <Paragraph>{say(COST.unpriced, locale, { n: count(unpriced) })}</Paragraph>
      )}
    </>
  );
}

function BreakdownTable({
  view,
  breakdown,
}: {
  view: ResultView;
  breakdown: ResultView['simulation']['breakdowns'][number];
}) {
  const { gov, locale, simulation } = view;
  const writing = {
    people: (count: number) => numberText(Math.round(count)),
    amount: (value: number) => exactMoney(value, gov.pack.currency, locale),
  };
  const { headers, rows } = tableOf(view, breakdown, simulation.whole, writing);
  const title = BREAKDOWN_TITLE[breakdown.name][locale];
  return (
    <Details id={`${breakdown.name}-details`} summary={COST.asTable[locale]}>
      <Table
        id={`${breakdown.name}-table`}
        caption={say(COST.tableOf, locale, { breakdown: title })}
        captionHidden
        dense
        rowHeaders
        columns={headers.map((header, at) => ({ header, numeric: at > 0 }))}
        rows={rows}
      />
    </Details>
  );
}
