import { Type } from 'typebox';
import {
  BarChart,
  DateText,
  EmptyState,
  Heading,
  Link,
  Money,
  renderPage,
  Section,
  SummaryList,
  Table,
  Tag,
} from '../../design/index.ts';
import { addDays, type Day, dayOf, formatDay, isDay, page, type Route, route, say } from '../../kernel/index.ts';
import {
  type HourTakings,
  type Payment,
  paymentsOfShop,
  type Takings,
  takingsByHour,
  takingsOf,
} from '../../programmes/index.ts';
import { PAYING } from '../paying/words.ts';
import type { Site } from '../site.ts';
import { ShopParams } from './amount.tsx';
import { moneyText, TillPage, type TillView, tillAddress, tillView } from './view.tsx';
import { TILL } from './words.ts';

const PAGE_SIZE = 20;
const WAYS = { code: TILL.wayCode, scan: TILL.wayScan, note: TILL.wayNote };

/** What a shop took in on a day: in all, by programme, by hour, and each payment. */
export function todayRoute(site: Site): Route {
  const { gov } = site;
  return route({
    method: 'GET',
    path: '/till/:shop/today',
    audience: 'resident',
    summary: "A day's takings of a shop, and its payments, the newest first",
    params: ShopParams,
    query: Type.Object({
      day: Type.Optional(Type.String({ format: 'date' })),
      before: Type.Optional(Type.String({ format: 'uuid' })),
    }),
    async handle(call) {
      const view = await tillView(site, call, call.params.shop);
      const today = dayOf(gov.clock.now(), gov.pack.timeZone);
      const { day: wanted = today, before } = call.query;
      const day = isDay(wanted) ? wanted : today;
      const shop = view.shop.id;
      const [takings, hours, found] = await Promise.all([
        takingsOf(gov.db, { shop, day }),
        takingsByHour(gov, { shop, day }),
        paymentsOfShop(gov.db, { shop, day, limit: PAGE_SIZE + 1, ...(before && { before }) }),
      ]);
      const shown = { day, isToday: day === today, takings, hours, found, isFirst: !before };
      return page(renderPage(<TodayPage view={view} {...shown} />));
    },
  });
}

interface TodayProps {
  view: TillView;
  day: Day;
  isToday: boolean;
  takings: readonly Takings[];
  hours: readonly HourTakings[];
  /** One page of payments, and one more where there are more. */
  found: readonly Payment[];
  isFirst: boolean;
}

function TodayPage({ view, day, isToday, takings, hours, found, isFirst }: TodayProps) {
  const { locale } = view;
  const title = isToday ? TILL.today[locale] : say(TILL.takingsOn, locale, { day: formatDay(day, locale) });
  return (
    <TillPage view={view} title={title} back={{ href: tillAddress(view), text: TILL.till[locale] }}>
      <Heading caption={isToday ? formatDay(day, locale) : undefined}>{title}</Heading>
      {takings.length === 0 ? (
        <EmptyState locale={locale} title={TILL.nothingToday[locale]} />
      ) : (
        <>
          <Sums view={view} takings={takings} />
          <Hours view={view} hours={hours} />
          <Payments view={view} day={day} found={found} isFirst={isFirst} />
        </>
      )}
      <nav class="md-days" aria-label={TILL.takings[locale]}>
        <Link href={tillAddress(view, `today?day=${addDays(day, -1)}`)}>{TILL.dayBefore[locale]}</Link>
        {!isToday && <Link href={tillAddress(view, `today?day=${addDays(day, 1)}`)}>{TILL.dayAfter[locale]}</Link>}
      </nav>
    </TillPage>
  );
}

function Sums({ view, takings }: { view: TillView; takings: readonly Takings[] }) {
  const { locale, gov } = view;
  const total = (of: keyof Omit<Takings, 'programme' | 'way'>) => takings.reduce((sum, one) => sum + one[of], 0);
  const net = total('amount') - total('refunded');
  const rows = [...Map.groupBy(takings, ({ programme }) => programme)].map(([programme, ways]) => ({
    title: gov.pack.programmes.get(programme)?.title[locale] ?? programme,
    payments: ways.reduce((sum, way) => sum + way.payments, 0),
    net: ways.reduce((sum, way) => sum + way.amount - way.refunded, 0),
  }));
  return (
    <>
      <dl class="md-tally">
        <div class="md-tally__item">
          <dt class="md-tally__label">{TILL.net[locale]}</dt>
          <dd class="md-tally__value">
            <Money locale={locale} minor={net} currency={gov.pack.currency} />
          </dd>
        </div>
        <div class="md-tally__item">
          <dt class="md-tally__label">{TILL.count[locale]}</dt>
          <dd class="md-tally__value">{say(TILL.times, locale, { n: total('payments') })}</dd>
        </div>
        <div class="md-tally__item">
          <dt class="md-tally__label">{TILL.refundedSoFar[locale]}</dt>
          <dd class="md-tally__value">
            <Money locale={locale} minor={total('refunded')} currency={gov.pack.currency} />
          </dd>
        </div>
      </dl>
      <Section id="by-programme" title={TILL.byProgramme[locale]}>
        <SummaryList
          locale={locale}
          rows={rows.map(({ title, payments, net: sum }) => ({
            key: title,
            value: `${moneyText(view, sum)} · ${say(TILL.times, locale, { n: payments })}`,
          }))}
        />
      </Section>
    </>
  );
}

/** From the first hour with a payment to the last: each with its figure in words, so that no table has to say it again. */
function Hours({ view, hours }: { view: TillView; hours: readonly HourTakings[] }) {
  const { locale } = view;
  const [first, last] = [hours[0]?.hour ?? 0, hours.at(-1)?.hour ?? -1];
  const bars = Array.from({ length: last - first + 1 }, (_, at) => {
    const { amount = 0 } = hours.find(({ hour }) => hour === first + at) ?? {};
    return { label: `${String(first + at).padStart(2, '0')}:00`, values: [amount], texts: [moneyText(view, amount)] };
  });
  if (bars.length === 0) return null;
  return <BarChart id="by-hour" caption={TILL.byHour[locale]} bars={bars} />;
}

function Payments({ view, day, found, isFirst }: Pick<TodayProps, 'view' | 'day' | 'found' | 'isFirst'>) {
  const { locale, gov } = view;
  const entries = found.slice(0, PAGE_SIZE);
  const older = found.length > PAGE_SIZE && entries.at(-1)!.id;
  const address = (query: Record<string, string>) =>
    tillAddress(view, `today?${new URLSearchParams({ day, ...query })}`);
  return (
    <Section id="payments" title={TILL.payments[locale]}>
      <Table
        id="payment-list"
        caption={TILL.payments[locale]}
        captionHidden
        narrow="cards"
        columns={[
          { header: TILL.at[locale] },
          { header: PAYING.way[locale] },
          { header: PAYING.programme[locale] },
          { header: PAYING.amount[locale], numeric: true },
        ]}
        rows={entries.map((payment) => [
          <Link href={tillAddress(view, `payments/${payment.id}`)} key="at">
            <DateText locale={locale} iso={payment.paidAt.toISOString()} zone={gov.pack.timeZone} form="time" />
          </Link>,
          WAYS[payment.way][locale],
          gov.pack.programmes.get(payment.programme)?.title[locale] ?? payment.programme,
          <>
            {moneyText(view, payment.amount)} {refundTag(view, payment)}
          </>,
        ])}
      />
      <p class="md-days">
        {older && <Link href={address({ before: older })}>{TILL.older[locale]}</Link>}
        {!isFirst && <Link href={address({})}>{TILL.newest[locale]}</Link>}
      </p>
    </Section>
  );
}

function refundTag({ locale }: TillView, { amount, refunded }: Payment) {
  if (refunded === 0) return null;
  return <Tag tone="neutral">{(refunded === amount ? TILL.fullyRefunded : TILL.partlyRefunded)[locale]}</Tag>;
}
