import {
  ErrorSummary,
  Heading,
  Layout,
  type PageContext,
  Paragraph,
  renderPage,
  Section,
  SectionNav,
} from '../../../design/index.ts';
import type { Locale, Text } from '../../../kernel/index.ts';
import type { Site } from '../../site.ts';
import { WORDS } from '../../words.ts';
import { LastCheckpoints } from './checkpoints.tsx';
import { Figures } from './figures.tsx';
import { MACHINES } from './line-words.ts';
import { Counts, LatestLines, LineLink } from './lines.tsx';
import { Live, LiveControl } from './live.tsx';
import { Keys, Machines } from './machines.tsx';
import { Search } from './search.tsx';
import { TotalsList, totalsOf } from './statements.tsx';
import { TRUST } from './trust-words.ts';
import { type LogView, STATES } from './view.ts';
import { TooFewWitnesses, Witnesses } from './witnesses.tsx';
import { LOG } from './words.ts';

interface LogPageProps {
  site: Site;
  context: PageContext;
  view: LogView;
  /** What was searched, when it led nowhere, and why. */
  search?: { query: string; error: string };
}

/** The parts of the page after its first, by their ids. */
const PARTS: readonly [string, Text][] = [
  ['now', LOG.now],
  ['find', LOG.find],
  ['latest', LOG.latest],
  ['money', TRUST.money],
  ['witnesses', TRUST.witnesses],
  ['checkpoints', TRUST.checkpoints],
  ['keys', TRUST.keys],
  ['programs', MACHINES.title],
];

/** The public log for everyone: what it is, how it grows, what it says last, and whom one need not trust. */
export function logPage({ site, context, view, search }: LogPageProps): string {
  const { locale } = context;
  const zone = site.gov.pack.timeZone;
  const matter = view.stalledSince ? TRUST.tooFew[locale] : '';
  return renderPage(
    <Layout
      context={context}
      title={WORDS.publicLog[locale]}
      scripts={search ? [] : ['live']}
      failed={search !== undefined}
      wide
    >
      {search && <ErrorSummary locale={locale} errors={[{ text: search.error, href: '#q' }]} />}
      <Heading>{WORDS.publicLog[locale]}</Heading>
      <Paragraph size="l">{LOG.lead[locale]}</Paragraph>
      <Paragraph>{LOG.appendOnly[locale]}</Paragraph>
      <Paragraph>{LOG.check[locale]}</Paragraph>
      <SectionNav locale={locale} items={PARTS.map(([id, text]) => ({ id, text: text[locale] }))} />
      <Live name="stalled">
        <TooFewWitnesses site={site} locale={locale} view={view} />
      </Live>
      <Section id="now" title={LOG.now[locale]}>
        <LiveControl
          locale={locale}
          now={view.now}
          zone={zone}
          here="/log"
          matter={matter}
          matterOver={TRUST.enough[locale]}
        />
        <Live name="figures">
          <Figures view={view} locale={locale} zone={zone} />
        </Live>
        <Paragraph>{LOG.whatCounts[locale]}</Paragraph>
      </Section>
      <Section id="find" title={LOG.find[locale]}>
        <Search locale={locale} query={search?.query ?? ''} error={search?.error} />
      </Section>
      <Section id="latest" title={LOG.latest[locale]}>
        <Live name="latest">
          <LatestLines gov={site.gov} locale={locale} lines={view.lines} />
        </Live>
      </Section>
      <Live name="counts">
        <Counts gov={site.gov} locale={locale} lines={view.lines} />
      </Live>
      <Section id="money" title={TRUST.money[locale]}>
        <Paragraph>{TRUST.moneyHelp[locale]}</Paragraph>
        <Live name="money">
          <Money site={site} locale={locale} view={view} />
        </Live>
      </Section>
      <Section id="witnesses" title={TRUST.witnesses[locale]}>
        <Live name="witnesses">
          <Witnesses site={site} locale={locale} view={view} />
        </Live>
      </Section>
      <Section id="checkpoints" title={TRUST.checkpoints[locale]}>
        <Live name="checkpoints">
          <LastCheckpoints site={site} locale={locale} checkpoints={view.checkpoints} shown={STATES} />
        </Live>
      </Section>
      <Section id="keys" title={TRUST.keys[locale]}>
        <Live name="keys">
          <Keys site={site} locale={locale} keysLine={view.keysLine} />
        </Live>
      </Section>
      <Section id="programs" title={MACHINES.title[locale]}>
        <Machines site={site} locale={locale} />
      </Section>
    </Layout>,
  );
}

function Money({ site, locale, view }: { site: Site; locale: Locale; view: LogView }) {
  const line = view.lines.find((one) => totalsOf(one));
  const totals = line && totalsOf(line);
  if (!line || !totals) return <Paragraph>{TRUST.noTotals[locale]}</Paragraph>;
  const where = { key: LOG.line[locale], value: <LineLink locale={locale} index={line.index} /> };
  return <TotalsList gov={site.gov} locale={locale} totals={totals} more={[where]} />;
}
