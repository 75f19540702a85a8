import { DateText, EmptyState, Link, Money, Paragraph, Section, Table } from '../../../design/index.ts';
import { type Locale, say } from '../../../kernel/index.ts';
import type { Government, Programme } from '../../../pack/index.ts';
import type { WalletEvent } from '../../../programmes/index.ts';
import { Turns } from '../paging.tsx';
import { EVENT_TITLES, VOUCHERS } from './words.ts';

/** One page of a wallet's history, with the names of those whom it speaks of. */
export interface HistoryPage {
  events: readonly WalletEvent[];
  /** The `before` of the next page. */
  next?: string | undefined;
  isFirst: boolean;
  names: ReadonlyMap<string, string>;
}

/** What happened to a wallet, the newest first. */
export function History({
  gov,
  locale,
  programme,
  history,
}: {
  gov: Government;
  locale: Locale;
  programme: Programme;
  history: HistoryPage;
}) {
  const { events, next, isFirst, names } = history;
  const { currency, timeZone } = gov.pack;
  const path = `/vouchers/${programme.id}`;
  return (
    <Section id="history" title={VOUCHERS.history[locale]}>
      {events.length === 0 ? (
        <EmptyState locale={locale} title={VOUCHERS.noHistory[locale]} />
      ) : (
        <Table
          id="events"
          caption={VOUCHERS.history[locale]}
          captionHidden
          narrow="cards"
          rowHeaders
          columns={[
            { header: VOUCHERS.what[locale] },
            { header: VOUCHERS.when[locale] },
            { header: VOUCHERS.amount[locale], numeric: true },
            { header: VOUCHERS.after[locale], numeric: true },
            { header: VOUCHERS.proof[locale] },
          ]}
          rows={events.map((event) => [
            <span>{titleOf(event, names, locale)}</span>,
            <DateText locale={locale} iso={event.at.toISOString()} zone={timeZone} form="time" />,
            <span>
              {event.amount > 0 ? '+' : '−'}
              <Money locale={locale} minor={Math.abs(event.amount)} currency={currency} />
            </span>,
            <Money locale={locale} minor={event.balance} currency={currency} />,
            event.entry ? (
              <Link href={`/receipts/${event.entry}`} hidden={titleOf(event, names, locale)}>
                {VOUCHERS.seeProof[locale]}
              </Link>
            ) : (
              <span>–</span>
            ),
          ])}
        />
      )}
      <Turns
        label={VOUCHERS.history[locale]}
        older={next && `${path}?before=${next}#history`}
        olderText={VOUCHERS.older[locale]}
        newest={isFirst ? undefined : `${path}#history`}
        newestText={VOUCHERS.newest[locale]}
      />
      <Paragraph>
        <Link href={`${path}/statement`}>{VOUCHERS.statement[locale]}</Link>
      </Paragraph>
    </Section>
  );
}

/** What happened, with the shop or the person that it was about. */
export const titleOf = (event: WalletEvent, names: ReadonlyMap<string, string>, locale: Locale): string =>
  say(EVENT_TITLES[event.kind], locale, {
    shop: event.shop ?? '',
    person: names.get(event.person ?? '') ?? '—',
  });
