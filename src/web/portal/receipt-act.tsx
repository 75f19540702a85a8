import type { ComponentChildren } from 'preact';
import { DateText, List, Money, SummaryList } from '../../design/index.ts';
import { formatMoney, type Locale } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { dayBefore } from '../../programmes/index.ts';
import { BLOCK_REASON_TEXT } from '../paper/act-words.ts';
import { WORDS } from '../words.ts';
import { ACT_MEMBERS, NO_LIMIT, WAYS } from './receipt-act-words.ts';

/** What was recorded of an act on a programme, and what its ids stand for. */
export interface RecordedContent {
  content: Record<string, unknown>;
  /** The name of the shop in it. */
  shop: string | undefined;
}

interface Showing extends RecordedContent {
  gov: Government;
  locale: Locale;
}

type Member = keyof typeof ACT_MEMBERS;
type Shows = (showing: Showing, value: never) => ComponentChildren;

const money: Shows = ({ gov, locale }, minor: number) => (
  <Money locale={locale} minor={minor} currency={gov.pack.currency} />
);
const time: Shows = ({ gov, locale }, iso: string) => (
  <DateText locale={locale} iso={iso} zone={gov.pack.timeZone} form="time" />
);
const day: Shows = ({ gov, locale }, iso: string) => <DateText locale={locale} iso={iso} era={gov.pack.era} />;
const plain: Shows = (_, value: string | number) => String(value);
const limit: Shows = (showing, minor: number | null) =>
  minor === null || minor === Number.MAX_SAFE_INTEGER ? NO_LIMIT[showing.locale] : money(showing, minor as never);

/** How each member is shown, in the order in which they are. Ids are left to the file of the receipt, which has all of it. */
const SHOWN: Readonly<Record<Member, Shows>> = {
  programme: ({ gov, locale }, id: string) => gov.pack.programmes.get(id)?.title[locale] ?? id,
  shop: ({ shop }, id: string) => shop ?? id,
  channel: ({ gov, locale, content }, id: string) => {
    const channels = gov.pack.programmes.get(String(content.programme))?.channels;
    return channels?.find((channel) => channel.id === id)?.title[locale] ?? id;
  },
  period: day,
  amount: money,
  rest: money,
  price: money,
  way: ({ locale }, way: string) => WAYS[way]?.[locale] ?? way,
  takenAt: time,
  givenBackAt: time,
  sharedAt: time,
  paidAt: time,
  paid_at: time,
  refunded_at: time,
  at: time,
  // The instant after its last moment.
  expiresAt: (showing, iso: string) => day(showing, dayBefore(new Date(iso), showing.gov.pack.timeZone) as never),
  serial: plain,
  set: plain,
  place: ({ gov, locale }, id: string) => gov.pack.places.get(id)?.title[locale] ?? id,
  first: plain,
  last: plain,
  sets: plain,
  notes: ({ gov, locale }, notes: number[]) => (
    <List
      kind="plain"
      items={[...Map.groupBy(notes, (value) => value)].map(
        ([value, those]) => `${formatMoney(value, gov.pack.currency, locale)} × ${those.length}`,
      )}
    />
  ),
  expiresOn: day,
  handedToo: ({ locale }, yes: boolean) => (yes ? WORDS.yes : WORDS.no)[locale],
  reason: ({ locale }, reason: string) =>
    (Object.hasOwn(BLOCK_REASON_TEXT, reason)
      ? BLOCK_REASON_TEXT[reason as keyof typeof BLOCK_REASON_TEXT]
      : undefined)?.[locale] ?? reason,
  words: plain,
  takeUntil: day,
  spendUntil: day,
  mostAtOnce: limit,
  mostRefund: limit,
  bankAccount: plain,
  inForceAt: time,
  day,
  gross: money,
  refunded: money,
  carried: money,
  fee: money,
  vat: money,
  net: money,
  paid: money,
  payments: plain,
  amounts: ({ gov, locale }, amounts: Record<string, number>) => (
    <List
      kind="plain"
      items={Object.entries(amounts).map(([code, minor]) =>
        code === gov.pack.currency.code ? formatMoney(minor, gov.pack.currency, locale) : `${minor} ${code}`,
      )}
    />
  ),
  executeOn: day,
  message: plain,
  accepted: plain,
  settled: plain,
  rejected: plain,
  returned: plain,
  unchanged: plain,
  problems: plain,
  people: plain,
  settlements: plain,
};

/** Members that only name rows, say what the page says above, or are a part of what is shown. */
export const UNTOLD: ReadonlySet<string> = new Set([
  ...['taking', 'share', 'change', 'payment', 'refund', 'transfer', 'payout', 'again', 'run', 'block', 'about', 'file'],
  ...['person', 'wallet', 'by', 'officer', 'kind', 'currency', 'terms', 'firstProblems'],
]);

/** The members of an act that are shown, in their order. */
export const toldOf = (content: Record<string, unknown>): Member[] =>
  (Object.keys(SHOWN) as Member[]).filter((name) => content[name] !== undefined);

/** What was recorded of an act on a programme, as people read it. */
export function ActContent(showing: Showing) {
  const { content, locale } = showing;
  const rows = toldOf(content).map((name) => {
    const value = content[name];
    const isNone = value === null && SHOWN[name] !== limit;
    return {
      key: ACT_MEMBERS[name][locale],
      value: isNone ? WORDS.none[locale] : SHOWN[name](showing, value as never),
    };
  });
  return <SummaryList locale={locale} rows={rows} />;
}
