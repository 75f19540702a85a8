import {
  BarChart,
  EmptyState,
  formatDate,
  Link,
  Paragraph,
  Section,
  Table,
  VisuallyHidden,
} from '../../../design/index.ts';
import { formatTime, type Locale, say } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { PROOF } from '../proof-words.ts';
import { countText } from './numbers.ts';
import { kindText, whoseText } from './statements.tsx';
import { COUNTED, type Line } from './view.ts';
import { LOG } from './words.ts';

interface LinesProps {
  gov: Government;
  locale: Locale;
  /** The newest first. */
  lines: readonly Line[];
}

/** How many lines the table shows. */
const SHOWN = 20;

/** How many bars a chart has; what is rarer is counted together. */
const BARS = 9;

/** The lines added last, without a person in any of them. */
export function LatestLines({ gov, locale, lines }: LinesProps) {
  if (lines.length === 0) {
    return (
      <EmptyState locale={locale} title={LOG.empty[locale]}>
        <p>{LOG.emptyHelp[locale]}</p>
      </EmptyState>
    );
  }
  return (
    <div class="md-lines">
      <Table
        id="lines"
        caption={LOG.latest[locale]}
        captionHidden
        dense
        narrow="cards"
        columns={[
          { header: LOG.number[locale], numeric: true },
          { header: PROOF.at[locale] },
          { header: LOG.what[locale] },
          { header: PROOF.agency[locale] },
        ]}
        rows={lines
          .slice(0, SHOWN)
          .map((line) => [
            <LineLink locale={locale} index={line.index} key="number" />,
            <When gov={gov} locale={locale} at={line.at} key="at" />,
            kindText(line, locale),
            whoseText(line, gov, locale),
          ])}
      />
    </div>
  );
}

/** The way to a line's own page, by its number. */
export function LineLink({ locale, index }: { locale: Locale; index: number }) {
  return (
    <Link href={`/log/entries/${index}`}>
      <VisuallyHidden>{LOG.line[locale]} </VisuallyHidden>
      {countText(index + 1, locale)}
    </Link>
  );
}

function When({ gov, locale, at }: { gov: Government; locale: Locale; at: string }) {
  const { timeZone } = gov.pack;
  return (
    <time datetime={at}>
      {formatDate(at, locale, { form: 'short', zone: timeZone })} {formatTime(new Date(at), locale, timeZone)}
    </time>
  );
}

/** How many of the latest acts there were of each kind, and of each agency. */
export function Counts({ gov, locale, lines }: LinesProps) {
  const acts = lines.filter(({ statement }) => !statement).slice(0, COUNTED);
  if (acts.length === 0) return null;
  return (
    <Section id="counts" title={LOG.counts[locale]}>
      <Paragraph>{say(LOG.countsOf, locale, { count: countText(acts.length, locale) })}</Paragraph>
      <div class="md-rates">
        <BarChart
          id="by-kind"
          caption={LOG.byKind[locale]}
          bars={barsOf(
            countBy(acts, (act) => kindText(act, locale)),
            locale,
          )}
        />
        <BarChart
          id="by-agency"
          caption={LOG.byAgency[locale]}
          bars={barsOf(
            countBy(acts, (act) => whoseText(act, gov, locale)),
            locale,
          )}
        />
      </div>
    </Section>
  );
}

/** How often each name occurs, the most frequent first. */
function countBy(acts: readonly Line[], nameOf: (act: Line) => string): [string, number][] {
  const groups = Map.groupBy(acts, nameOf);
  return [...groups]
    .map(([name, { length }]) => [name, length] as [string, number])
    .sort(([, one], [, other]) => other - one);
}

function barsOf(counted: readonly [string, number][], locale: Locale) {
  const rest = counted.length > BARS + 1 ? counted.slice(BARS) : [];
  const named = counted.slice(0, counted.length - rest.length);
  const others: [string, number][] =
    rest.length === 0
      ? []
      : [[say(LOG.otherKinds, locale, { count: rest.length }), rest.reduce((sum, [, count]) => sum + count, 0)]];
  return [...named, ...others].map(([label, count]) => ({ label, values: [count], texts: [countText(count, locale)] }));
}
