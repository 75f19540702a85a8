import { Type } from 'typebox';
import {
  EmptyState,
  Heading,
  InsetText,
  Link,
  Money,
  Paragraph,
  renderPage,
  SummaryList,
  Table,
  Tag,
} from '../../design/index.ts';
import { AppError, type Day, formatDay, isDay, page, type Route, route, say } from '../../kernel/index.ts';
import { findPayouts, type Payout } from '../../ledger/index.ts';
import type { Government } from '../../pack/index.ts';
import {
  bankAccountOf,
  type KeptSettlement,
  type ShopBankAccount,
  settlementOf,
  settlementsOf,
} from '../../programmes/index.ts';
import type { Site } from '../site.ts';
import { PAYOUT_STATE, reasonText } from '../statements/payout-words.ts';
import { ShopParams } from './amount.tsx';
import { ownersTill } from './owner.ts';
import { SETTLEMENTS } from './settlement-words.ts';
import { BankChangeNotice } from './shop-bank.tsx';
import { BANK } from './shop-bank-words.ts';
import { moneyText, TillPage, type TillView, tillAddress } from './view.tsx';

/** Settlements of a page; a day of which not all fits is left for the next. */
const PAGE = 30;

/** What a shop was paid for each day, and what became of the payout. */
export function settlementRoutes(site: Site): Route[] {
  const { gov } = site;
  return [
    route({
      method: 'GET',
      path: '/till/:shop/settlements',
      audience: 'resident',
      summary: "A shop's settlements by day, the latest first, and whether the bank has paid them",
      params: ShopParams,
      query: Type.Object({ before: Type.Optional(Type.String({ format: 'date' })) }),
      async handle(call) {
        const view = await ownersTill(site, call, call.params.shop);
        const { before } = call.query;
        const wanted = { shop: view.shop.id, limit: PAGE + 1, ...(before && isDay(before) && { before }) };
        const { settlements, older } = wholeDays(await settlementsOf(gov.db, wanted));
        const payouts = await payoutsOf(gov, settlements);
        const account = await bankAccountOf(gov.db, gov, view.shop.id);
        const shown = { view, settlements, payouts, older, account, isFirst: !before };
        return page(renderPage(<SettlementsPage {...shown} />));
      },
    }),
    route({
      method: 'GET',
      path: '/till/:shop/settlements/:programme/:day',
      audience: 'resident',
      summary: 'One settlement of a shop, line by line as an invoice has them, and what became of its payout',
      params: Type.Object({
        ...ShopParams.properties,
        programme: Type.String({ maxLength: 60 }),
        day: Type.String({ maxLength: 60 }),
      }),
      async handle(call) {
        const view = await ownersTill(site, call, call.params.shop);
        const { programme, day } = call.params;
        const settlement = isDay(day) ? await settlementOf(gov.db, { shop: view.shop.id, programme, day }) : undefined;
        if (!settlement) throw new AppError('not-found', SETTLEMENTS.noSuch);
        const payout = (await payoutsOf(gov, [settlement])).get(settlement.payout ?? '');
        return page(renderPage(<SettlementPage {...{ view, settlement, payout }} />));
      },
    }),
  ];
}

function wholeDays(found: KeptSettlement[]): { settlements: KeptSettlement[]; older: Day | undefined } {
  const last = found.at(-1)?.day;
  if (found.length <= PAGE) return { settlements: found, older: undefined };
  const settlements = found.filter(({ day }) => day !== last);
  return { settlements, older: settlements.at(-1)!.day };
}

const payoutsOf = (gov: Government, settlements: readonly KeptSettlement[]): Promise<Map<string, Payout>> =>
  findPayouts(
    gov.db,
    settlements.flatMap(({ payout }) => payout ?? []),
  );

/** How far its payout has come. */
function StateTag({ view: { locale }, payout }: { view: TillView; payout: Payout | undefined }) {
  if (!payout) return <span>{SETTLEMENTS.nothingSent[locale]}</span>;
  const { text, tone } = PAYOUT_STATE[payout.state];
  return <Tag tone={tone}>{text[locale]}</Tag>;
}

const titleOf = ({ gov, locale }: TillView, programme: string): string =>
  gov.pack.programmes.get(programme)?.title[locale] ?? programme;

interface ListProps {
  view: TillView;
  settlements: readonly KeptSettlement[];
  payouts: ReadonlyMap<string, Payout>;
  older: Day | undefined;
  account: ShopBankAccount;
  isFirst: boolean;
}

function SettlementsPage({ view, settlements, payouts, older, account, isFirst }: ListProps) {
  const { locale, gov } = view;
  return (
    <TillPage view={view} title={SETTLEMENTS.title[locale]}>
      <Heading>{SETTLEMENTS.title[locale]}</Heading>
      <Paragraph>{SETTLEMENTS.lead[locale]}</Paragraph>
      <SummaryList
        locale={locale}
        rows={[
          {
            key: SETTLEMENTS.account[locale],
            value: account.inForce,
            actions: [{ href: tillAddress(view, 'bank-account'), text: BANK.change[locale] }],
          },
        ]}
      />
      {account.waiting && <BankChangeNotice view={view} waiting={account.waiting} />}
      {settlements.length === 0 ? (
        <EmptyState locale={locale} title={SETTLEMENTS.none[locale]}>
          <p>{SETTLEMENTS.noneHelp[locale]}</p>
        </EmptyState>
      ) : (
        <Table
          id="settlements"
          caption={SETTLEMENTS.title[locale]}
          captionHidden
          narrow="cards"
          rowHeaders
          columns={[
            { header: SETTLEMENTS.day[locale] },
            { header: SETTLEMENTS.state[locale] },
            { header: SETTLEMENTS.gross[locale], numeric: true },
            { header: SETTLEMENTS.refunds[locale], numeric: true },
            { header: SETTLEMENTS.paid[locale], numeric: true },
          ]}
          rows={settlements.map((one) => [
            <Link href={tillAddress(view, `settlements/${one.programme}/${one.day}`)}>
              {formatDay(one.day, locale)} · {titleOf(view, one.programme)}
            </Link>,
            <StateTag view={view} payout={payouts.get(one.payout ?? '')} />,
            <Money locale={locale} minor={one.gross} currency={gov.pack.currency} />,
            <Money locale={locale} minor={0 - one.refunded} currency={gov.pack.currency} />,
            <strong>{moneyText(view, one.paid)}</strong>,
          ])}
        />
      )}
      <p class="md-days">
        {older && <Link href={tillAddress(view, `settlements?before=${older}`)}>{SETTLEMENTS.older[locale]}</Link>}
        {!isFirst && <Link href={tillAddress(view, 'settlements')}>{SETTLEMENTS.newest[locale]}</Link>}
      </p>
    </TillPage>
  );
}

interface OneProps {
  view: TillView;
  settlement: KeptSettlement;
  payout: Payout | undefined;
}

function SettlementPage({ view, settlement, payout }: OneProps) {
  const { locale } = view;
  const title = say(SETTLEMENTS.one, locale, { day: formatDay(settlement.day, locale) });
  const { carriedTo, returnedAt, entry } = settlement;
  return (
    <TillPage
      view={view}
      title={title}
      back={{ href: tillAddress(view, 'settlements'), text: SETTLEMENTS.title[locale] }}
    >
      <Heading caption={titleOf(view, settlement.programme)}>{title}</Heading>
      {returnedAt && (
        <InsetText>
          {carriedTo
            ? say(SETTLEMENTS.carriedTo, locale, { day: formatDay(carriedTo, locale) })
            : SETTLEMENTS.cameBack[locale]}
        </InsetText>
      )}
      <Table
        id="lines"
        caption={title}
        captionHidden
        rowHeaders
        columns={[{ header: SETTLEMENTS.line[locale] }, { header: SETTLEMENTS.amount[locale], numeric: true }]}
        rows={linesOf(view, settlement)}
      />
      <SummaryList
        locale={locale}
        rows={[
          { key: SETTLEMENTS.state[locale], value: <StateTag view={view} payout={payout} /> },
          ...(payout?.reason ? [{ key: SETTLEMENTS.why[locale], value: reasonText(payout.reason, locale) }] : []),
          ...(payout ? [{ key: SETTLEMENTS.account[locale], value: payout.to.bankAccount }] : []),
          {
            key: SETTLEMENTS.proof[locale],
            value: <Link href={`/receipts/${entry}`}>{SETTLEMENTS.seeProof[locale]}</Link>,
          },
        ]}
      />
    </TillPage>
  );
}

/** As an invoice has them: what was taken in, what is charged for it with the tax on that, and what is paid. */
function linesOf({ gov, locale }: TillView, settlement: KeptSettlement) {
  const { gross, refunded, carried, fee, vat, net, paid, programme } = settlement;
  const rates = gov.pack.programmes.get(programme)?.fee ?? { rate: 0, vat: 0 };
  const money = (minor: number) => <Money locale={locale} minor={minor} currency={gov.pack.currency} />;
  return [
    [SETTLEMENTS.gross[locale], money(gross)],
    [SETTLEMENTS.refunds[locale], money(0 - refunded)],
    ...(carried !== 0 ? [[SETTLEMENTS.carried[locale], money(carried)]] : []),
    ...(fee !== 0 || rates.rate !== 0
      ? [
          [say(SETTLEMENTS.fee, locale, { rate: percent(rates.rate) }), money(0 - fee)],
          [say(SETTLEMENTS.vat, locale, { rate: percent(rates.vat) }), money(0 - vat)],
        ]
      : []),
    [<strong>{SETTLEMENTS.net[locale]}</strong>, <strong>{money(net)}</strong>],
    [<strong>{SETTLEMENTS.paid[locale]}</strong>, <strong>{money(paid)}</strong>],
    ...(net !== paid ? [[SETTLEMENTS.rest[locale], money(net - paid)]] : []),
  ];
}

/** Basis points as per cent. */
const percent = (basisPoints: number): string => `${basisPoints / 100}%`;
