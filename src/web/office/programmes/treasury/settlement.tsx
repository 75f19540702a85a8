import {
  BarChart,
  EmptyState,
  Heading,
  Link,
  Money,
  OfficeLayout,
  Paragraph,
  Section,
  Table,
  Tag,
} from '../../../../design/index.ts';
import { type Day, formatDay, formatMoney } from '../../../../kernel/index.ts';
import type { Payout } from '../../../../ledger/index.ts';
import type { Programme } from '../../../../pack/index.ts';
import type { KeptSettlement, SettledDay } from '../../../../programmes/index.ts';
import { PAYOUT_STATE } from '../../../statements/payout-words.ts';
import { countText, officeOf, type TreasuryView } from './payouts.tsx';
import { TREASURY } from './words.ts';

const moneyOf =
  ({ gov, context: { locale } }: TreasuryView) =>
  (minor: number) => <Money locale={locale} minor={minor} currency={gov.pack.currency} />;

interface SettlementsProps {
  view: TreasuryView;
  /** Each programme with the day that was settled last. */
  programmes: readonly { programme: Programme; last: SettledDay | undefined }[];
}

/** The programmes whose shops are settled. */
export function SettlementsPage({ view, programmes }: SettlementsProps) {
  const { locale } = view.context;
  const money = moneyOf(view);
  return (
    <OfficeLayout context={view.context} title={TREASURY.settlements[locale]} service={officeOf(view)}>
      <Heading>{TREASURY.settlements[locale]}</Heading>
      <Paragraph>{TREASURY.settlementsLead[locale]}</Paragraph>
      <Table
        id="programmes"
        caption={TREASURY.settlements[locale]}
        captionHidden
        narrow="cards"
        rowHeaders
        columns={[
          { header: TREASURY.programme[locale] },
          { header: TREASURY.lastSettled[locale] },
          { header: TREASURY.shops[locale], numeric: true },
          { header: TREASURY.paid[locale], numeric: true },
        ]}
        rows={programmes.map(({ programme, last }) => [
          <Link href={`/office/settlements/${programme.id}`}>{programme.title[locale]}</Link>,
          <span>{last ? formatDay(last.day, locale) : TREASURY.neverSettled[locale]}</span>,
          <span>{last ? countText(last.shops) : '–'}</span>,
          last ? money(last.paid) : <span>–</span>,
        ])}
      />
    </OfficeLayout>
  );
}

/** One programme's settlements day by day: what was paid out, and how it came about. */
export function DaysPage({
  view,
  programme,
  days,
}: {
  view: TreasuryView;
  programme: Programme;
  days: readonly SettledDay[];
}) {
  const { gov, context } = view;
  const { locale } = context;
  const money = moneyOf(view);
  const here = `/office/settlements/${programme.id}`;
  return (
    <OfficeLayout
      context={context}
      title={`${TREASURY.settlements[locale]} · ${programme.title[locale]}`}
      service={officeOf(view)}
      back={{ href: '/office/settlements', text: TREASURY.settlements[locale] }}
    >
      <Heading caption={programme.title[locale]}>{TREASURY.settlements[locale]}</Heading>
      {days.length === 0 ? (
        <EmptyState locale={locale} title={TREASURY.noSettlements[locale]} />
      ) : (
        <>
          <BarChart
            id="paid"
            caption={TREASURY.paidByDay[locale]}
            bars={days.map(({ day, paid }) => ({
              label: formatDay(day, locale),
              values: [paid],
              texts: [formatMoney(paid, gov.pack.currency, locale)],
            }))}
          />
          <Table
            id="days"
            caption={TREASURY.settlements[locale]}
            captionHidden
            narrow="cards"
            rowHeaders
            columns={[
              { header: TREASURY.day[locale] },
              ...[
                TREASURY.shops,
                TREASURY.gross,
                TREASURY.refunds,
                TREASURY.fee,
                TREASURY.vat,
                TREASURY.paid,
                TREASURY.carried,
              ].map((header) => ({ header: header[locale], numeric: true })),
            ]}
            rows={days.map(({ day, shops, gross, refunded, fee, vat, paid, carried }) => [
              <Link href={`${here}/${day}`}>{formatDay(day, locale)}</Link>,
              countText(shops),
              ...[gross, 0 - refunded, fee, vat, paid, carried].map(money),
            ])}
          />
        </>
      )}
    </OfficeLayout>
  );
}

interface DayProps {
  view: TreasuryView;
  programme: Programme;
  day: Day;
  settlements: readonly (KeptSettlement & { name: string })[];
  payouts: ReadonlyMap<string, Payout>;
  /** The `after` of the next page. */
  next: string | undefined;
  isFirst: boolean;
}

/** The shops that were settled for a day, and how far the bank is with each. */
export function DayPage({ view, programme, day, settlements, payouts, next, isFirst }: DayProps) {
  const { locale } = view.context;
  const money = moneyOf(view);
  const here = `/office/settlements/${programme.id}`;
  const stateOf = (payout: Payout | undefined) =>
    payout ? (
      <Tag tone={PAYOUT_STATE[payout.state].tone}>{PAYOUT_STATE[payout.state].text[locale]}</Tag>
    ) : (
      <span>{TREASURY.nothingSent[locale]}</span>
    );
  return (
    <OfficeLayout
      context={view.context}
      title={`${TREASURY.settlements[locale]} · ${formatDay(day, locale)}`}
      service={officeOf(view)}
      back={{ href: here, text: programme.title[locale] }}
    >
      <Heading caption={programme.title[locale]}>{formatDay(day, locale)}</Heading>
      <Section id="shops" title={TREASURY.shops[locale]}>
        <Table
          id="shop-list"
          caption={TREASURY.shops[locale]}
          captionHidden
          narrow="cards"
          rowHeaders
          columns={[
            { header: TREASURY.shop[locale] },
            ...[TREASURY.gross, TREASURY.refunds, TREASURY.fee, TREASURY.vat, TREASURY.paid].map((header) => ({
              header: header[locale],
              numeric: true,
            })),
            { header: TREASURY.state[locale] },
          ]}
          rows={settlements.map(({ name, gross, refunded, fee, vat, paid, payout }) => [
            <span>{name}</span>,
            ...[gross, 0 - refunded, fee, vat, paid].map(money),
            stateOf(payouts.get(payout ?? '')),
          ])}
        />
        <p class="md-days">
          {next && <Link href={`${here}/${day}?after=${next}`}>{TREASURY.more[locale]}</Link>}
          {!isFirst && <Link href={`${here}/${day}`}>{TREASURY.first[locale]}</Link>}
        </p>
      </Section>
    </OfficeLayout>
  );
}
