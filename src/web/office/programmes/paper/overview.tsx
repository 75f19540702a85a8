import { BarChart, DateText, EmptyState, Link, Paragraph, Section, Table } from '../../../../design/index.ts';
import { type Locale, say } from '../../../../kernel/index.ts';
import type { Government } from '../../../../pack/index.ts';
import type { PaperAct, PaperTally, PlaceStock } from '../../../../programmes/index.ts';
import { PAPER_ACT_TEXT } from '../../../paper/act-words.ts';
import { count, Frame, type FrameProps } from './frame.tsx';
import { PAPER, TALLY_TEXT } from './words.ts';

export interface OverviewProps extends Omit<FrameProps, 'part' | 'children'> {
  tally: PaperTally;
  stock: readonly PlaceStock[];
  acts: readonly PaperAct[];
  /** The officer who reads it. */
  officer: string;
}

/** Where all sets of a programme are, what lies at each place, and what was done. */
export function OverviewPage({ tally, stock, acts, officer, ...frame }: OverviewProps) {
  const { gov, context } = frame;
  const { locale } = context;
  return (
    <Frame {...frame} part="overview">
      <Section id="tally" title={PAPER.tally[locale]}>
        <Tally locale={locale} tally={tally} />
      </Section>
      <Section id="stock" title={PAPER.stock[locale]}>
        {stock.length === 0 ? (
          <EmptyState locale={locale} title={PAPER.noStock[locale]} />
        ) : (
          <Stock gov={gov} locale={locale} stock={stock} />
        )}
      </Section>
      <History gov={gov} locale={locale} acts={acts} officer={officer} />
    </Frame>
  );
}

function Tally({ locale, tally }: { locale: Locale; tally: PaperTally }) {
  const bars = (Object.keys(TALLY_TEXT) as (keyof typeof TALLY_TEXT)[]).map((state) => ({
    label: TALLY_TEXT[state][locale],
    values: [tally[state]],
    texts: [say(PAPER.setCount, locale, { count: count(tally[state]) })],
  }));
  const caption = say(PAPER.tallyHelp, locale, { printed: count(tally.printed) });
  return <BarChart id="tally-chart" caption={caption} bars={bars} />;
}

const COLUMNS = ['free', 'reserved', 'handed', 'returned'] as const;

function Stock({ gov, locale, stock }: { gov: Government; locale: Locale; stock: readonly PlaceStock[] }) {
  const sorted = stock.toSorted((a, b) => a.free - b.free || (a.place < b.place ? -1 : 1));
  const name = ({ place }: PlaceStock) => gov.pack.places.get(place)?.title[locale] ?? place;
  return (
    <Table
      id="stock-table"
      caption={PAPER.stock[locale]}
      captionHidden
      rowHeaders
      dense
      narrow="cards"
      columns={[
        { header: PAPER.place[locale] },
        ...COLUMNS.map((key) => ({ header: PAPER[key][locale], numeric: true })),
      ]}
      rows={sorted.map((one) => [name(one), ...COLUMNS.map((key) => count(one[key]))])}
    />
  );
}

interface HistoryProps extends Pick<OverviewProps, 'gov' | 'acts' | 'officer'> {
  locale: Locale;
}

/** What was done, newest first, each with its proof. */
export function History({ gov, locale, acts, officer }: HistoryProps) {
  return (
    <Section id="history" title={PAPER.history[locale]}>
      {acts.length === 0 ? (
        <Paragraph>{PAPER.noHistory[locale]}</Paragraph>
      ) : (
        <Table
          id="history-table"
          caption={PAPER.history[locale]}
          captionHidden
          dense
          narrow="cards"
          columns={(['when', 'what', 'which', 'place', 'who', 'proof'] as const).map((key) => ({
            header: PAPER[key][locale],
          }))}
          rows={acts.map((act) => [
            <DateText locale={locale} iso={act.at.toISOString()} zone={gov.pack.timeZone} form="time" />,
            PAPER_ACT_TEXT[act.kind][locale],
            setsOf(act),
            gov.pack.places.get(String(act.content.place))?.title[locale] ?? '—',
            (act.officer === null ? PAPER.byItself : act.officer === officer ? PAPER.you : PAPER.other)[locale],
            <Link href={`/receipts/${act.entry}`} hidden={PAPER_ACT_TEXT[act.kind][locale]}>
              {PAPER.proof[locale]}
            </Link>,
          ])}
        />
      )}
    </Section>
  );
}

/** Which sets an act was about. */
function setsOf({ content: { first, last, set } }: PaperAct): string {
  if (typeof set === 'string') return set;
  return first === undefined ? '—' : `${first}–${last}`;
}
