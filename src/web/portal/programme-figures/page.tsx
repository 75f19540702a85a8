import type { ComponentChildren } from 'preact';
import {
  BarChart,
  DateText,
  EmptyState,
  formatDate,
  Heading,
  Layout,
  Link,
  List,
  type PageContext,
  Paragraph,
  Section,
  SectionNav,
  Table,
} from '../../../design/index.ts';
import { addDays, dayOf, formatMoney, formatTime, type Locale, say, type Text } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { DIMENSIONS, type Sum, THRESHOLD } from '../../../programmes/index.ts';
import { OFFICE_ACT_TEXT } from '../../programme-acts.ts';
import { Live, LiveControl } from '../log/live.tsx';
import { countText } from '../log/numbers.ts';
import { SumsOverTime } from './sums-over-time.tsx';
import type { FiguresView } from './view.ts';
import { FIGURES, PART_CHARTS, WAY_TEXT } from './words.ts';

export interface FiguresPageProps {
  gov: Government;
  context: PageContext;
  view: FiguresView;
  now: Date;
}

/** The public figures of a programme: how much, when, where and how; and what is not shown, and why. */
export function FiguresPage({ gov, context, view, now }: FiguresPageProps) {
  const { locale } = context;
  const { programme } = view.now;
  const here = `/programmes/${programme.id}/figures`;
  const isEmpty = view.figures.days.length === 0;
  const sections: [string, Text][] = [
    ['now', FIGURES.now],
    ...(isEmpty
      ? []
      : ([
          ['time', FIGURES.overTime],
          ['parts', FIGURES.parts],
        ] as [string, Text][])),
    ['privacy', FIGURES.privacy],
    ['history', FIGURES.history],
  ];
  const part = { gov, locale, view };
  return (
    <Layout context={context} title={`${FIGURES.title[locale]}: ${programme.title[locale]}`} scripts={['live']} wide>
      <Heading caption={gov.pack.agencies.get(programme.agency)?.title[locale]}>
        {programme.title[locale]}: {FIGURES.title[locale]}
      </Heading>
      <Paragraph size="l">{FIGURES.lead[locale]}</Paragraph>
      <SectionNav locale={locale} items={sections.map(([id, text]) => ({ id, text: text[locale] }))} />
      <Section id="now" title={FIGURES.now[locale]}>
        <LiveControl locale={locale} now={now} zone={gov.pack.timeZone} here={here} matter="" matterOver="" />
        <Live name="figures">
          <Totals {...part} />
        </Live>
      </Section>
      <Live name="charts">
        {isEmpty ? (
          <EmptyState locale={locale} title={FIGURES.nothing[locale]}>
            {FIGURES.nothingHelp[locale]}
          </EmptyState>
        ) : (
          <>
            <OverTime {...part} />
            <Parts {...part} />
          </>
        )}
      </Live>
      <Section id="privacy" title={FIGURES.privacy[locale]}>
        <List
          items={[
            say(FIGURES.privacyFew, locale, { people: THRESHOLD.people, shops: THRESHOLD.shops }),
            FIGURES.privacyRest[locale],
            FIGURES.privacySteps[locale],
          ]}
        />
        <List
          kind="plain"
          items={[
            <Link href={`${here}.csv`} download>
              {FIGURES.csv[locale]}
            </Link>,
            <Link href={`${here}.json`} download>
              {FIGURES.json[locale]}
            </Link>,
          ]}
        />
      </Section>
      <Section id="history" title={FIGURES.history[locale]}>
        <Live name="history">
          <History {...part} />
        </Live>
      </Section>
    </Layout>
  );
}

interface PartProps {
  gov: Government;
  locale: Locale;
  view: FiguresView;
}

function Totals({ gov, locale, view: { now, figures } }: PartProps) {
  const { total, until } = figures;
  const money = (amount: number) => formatMoney(amount, gov.pack.currency, locale);
  const sum = ({ amount, count }: Sum): ComponentChildren => (
    <>
      {money(amount)}
      <br />
      <span class="md-tally__label">{say(FIGURES.times, locale, { count: countText(count, locale) })}</span>
    </>
  );
  const tally: [string, ComponentChildren][] = [
    [FIGURES.state[locale], FIGURES[now.state][locale]],
    [FIGURES.taken[locale], sum(total.taken)],
    [FIGURES.spent[locale], sum(total.spent)],
    [FIGURES.refunded[locale], sum(total.refunded)],
    [FIGURES['given-back'][locale], sum(total['given-back'])],
  ];
  const { limit } = now.programme.fund;
  const net = (one: Sum, other: Sum) => one.amount - other.amount;
  const bars: [Text, number][] = [
    [FIGURES.limit, limit],
    [FIGURES.funded, now.funded],
    [FIGURES.taken, net(total.taken, total['given-back'])],
    [FIGURES.spent, net(total.spent, total.refunded)],
  ];
  const at = until.toISOString();
  const time = formatDate(at, locale, { form: 'time', zone: gov.pack.timeZone });
  return (
    <>
      <Paragraph>{say(FIGURES.asOf, locale, { time })}</Paragraph>
      <dl class="md-tally md-tally--money">
        {tally.map(([label, value]) => (
          <div class="md-tally__item" key={label}>
            <dt class="md-tally__label">{label}</dt>
            <dd class="md-tally__value">{value}</dd>
          </div>
        ))}
      </dl>
      <BarChart
        id="budget"
        caption={FIGURES.budget[locale]}
        bars={bars.map(([label, amount]) => ({
          label: label[locale],
          values: [Math.max(0, amount)],
          texts: [say(FIGURES.share, locale, { amount: money(amount), share: percent(amount, limit) })],
        }))}
      />
    </>
  );
}

/** A share with one decimal where it is small. */
function percent(amount: number, whole: number): string {
  const share = (100 * amount) / whole;
  return share > 0 && share < 0.1 ? '<0.1' : String(Number(share.toFixed(share < 10 ? 1 : 0)));
}

const HOUR = 3_600_000;
const HOURS_SHOWN = 48;
const DAYS_SHOWN = 30;

function OverTime({ gov, locale, view: { figures } }: PartProps) {
  const zone = gov.pack.timeZone;
  const none = { count: 0, amount: 0 };
  const byHour = new Map(figures.hours.map(({ hour, sums }) => [hour.getTime(), sums]));
  const last = Math.floor((figures.until.getTime() - 1) / HOUR) * HOUR;
  const hours = Array.from({ length: HOURS_SHOWN }, (_, at) => last - (HOURS_SHOWN - 1 - at) * HOUR);
  const byDay = new Map(figures.days.map(({ day, sums }) => [day, sums]));
  const today = dayOf(new Date(last), zone);
  const length = Math.min(DAYS_SHOWN, Math.max(7, figures.days.length + 1));
  const days = Array.from({ length }, (_, at) => addDays(today, at - length + 1));
  const hourText = (hour: number) => {
    const at = new Date(hour);
    return `${formatDate(at.toISOString(), locale, { form: 'short', zone })} ${formatTime(at, locale, zone)}`;
  };
  const charts = [
    { id: 'spent-hours', title: FIGURES.spentByHour, kind: 'spent' },
    { id: 'taken-hours', title: FIGURES.takenByHour, kind: 'taken' },
    { id: 'spent-days', title: FIGURES.spentByDay, kind: 'spent' },
    { id: 'taken-days', title: FIGURES.takenByDay, kind: 'taken' },
  ] as const;
  return (
    <Section id="time" title={FIGURES.overTime[locale]}>
      <div class="md-rates">
        {charts.map(({ id, title, kind }) => {
          const isHourly = id.endsWith('hours');
          const columns = isHourly
            ? hours.map((hour) => ({ label: hourText(hour), ...(byHour.get(hour)?.[kind] ?? none) }))
            : days.map((day) => ({
                label: formatDate(day, locale, { form: 'short' }),
                ...(byDay.get(day)?.[kind] ?? none),
              }));
          const unit = (isHourly ? FIGURES.hour : FIGURES.day)[locale];
          return <SumsOverTime key={id} {...{ gov, locale, id, unit, columns }} title={title[locale]} />;
        })}
      </div>
    </Section>
  );
}

function Parts({ gov, locale, view: { now, figures } }: PartProps) {
  const money = (amount: number) => formatMoney(amount, gov.pack.currency, locale);
  const charts = PART_CHARTS.map((chart) => ({
    ...chart,
    bars: figures.parts[chart.dimension]
      .filter(({ sums }) => sums[chart.kind].count > 0)
      .sort(
        (a, b) =>
          Number(a.category === '') - Number(b.category === '') ||
          b.sums[chart.kind].amount - a.sums[chart.kind].amount,
      )
      .map(({ category, sums }) => ({
        label: categoryText(category),
        values: [sums[chart.kind].amount],
        texts: [money(sums[chart.kind].amount)],
      })),
  })).filter(({ bars }) => bars.length > 0);
  function categoryText(category: string): string {
    const channel = now.programme.channels.find(({ id }) => id === category)?.title;
    const { regions, shopClasses } = gov.pack;
    const text = channel ?? WAY_TEXT[category] ?? regions[category] ?? shopClasses[category];
    return category === '' ? FIGURES.rest[locale] : (text?.[locale] ?? category);
  }
  if (DIMENSIONS.every((dimension) => figures.parts[dimension].length === 0)) return null;
  return (
    <Section id="parts" title={FIGURES.parts[locale]}>
      <Paragraph>{FIGURES.partsHelp[locale]}</Paragraph>
      <div class="md-rates">
        {charts.map(({ id, title, bars }) => (
          <BarChart key={id} id={id} caption={title[locale]} bars={bars} />
        ))}
      </div>
    </Section>
  );
}

function History({ gov, locale, view: { acts } }: PartProps) {
  if (acts.length === 0) return <Paragraph>{FIGURES.noHistory[locale]}</Paragraph>;
  const when = (at: Date) => formatDate(at.toISOString(), locale, { form: 'time', zone: gov.pack.timeZone });
  return (
    <Table
      id="acts"
      caption={FIGURES.history[locale]}
      captionHidden
      narrow="cards"
      columns={[FIGURES.when, FIGURES.what, FIGURES.why, FIGURES.proof].map((header) => ({ header: header[locale] }))}
      rows={acts.map(({ at, kind, reason, content, entry }) => [
        <DateText locale={locale} iso={at.toISOString()} zone={gov.pack.timeZone} form="time" />,
        <span>
          {OFFICE_ACT_TEXT[kind][locale]}
          {typeof content.amount === 'number' && ` · ${formatMoney(content.amount, gov.pack.currency, locale)}`}
        </span>,
        <span>{reason}</span>,
        <Link href={`/receipts/${entry}`} hidden={when(at)}>
          {FIGURES.proof[locale]}
        </Link>,
      ])}
    />
  );
}
