import type { ComponentChildren } from 'preact';
import { issuerTitle, type KnownParty } from '../../credentials/index.ts';
import { DateText, List, SummaryList } from '../../design/index.ts';
import type { Locale } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { CARD_REASON_TEXT } from '../cards/act-words.ts';
import { WORDS } from '../words.ts';
import { Breakable } from './breakable.tsx';
import { CARD_MEMBERS, DECIDERS, FORMATS } from './receipt-card-words.ts';

interface Showing {
  gov: Government;
  locale: Locale;
  content: Record<string, unknown>;
  /** Who asks, where it is about that and they are known. */
  party?: Pick<KnownParty, 'title' | 'uses'> | undefined;
}

type Member = keyof typeof CARD_MEMBERS;
type Shows = (showing: Showing, value: never) => ComponentChildren;

const time: Shows = ({ gov, locale }, iso: string) => (
  <DateText locale={locale} iso={iso} zone={gov.pack.timeZone} form="time" />
);
const plain: Shows = (_, value: string | number) => String(value);
const hash: Shows = (_, name: string) => <Breakable text={name} />;
const keys: Shows = ({ locale }, names: string[]) =>
  names.length === 0 ? (
    WORDS.none[locale]
  ) : (
    <List kind="plain" items={names.map((name) => <Breakable key={name} text={name} />)} />
  );

/** How each member is shown, in the order in which they are. The file of the receipt has all of it to the letter. */
const SHOWN: Readonly<Record<Member, Shows>> = {
  type: ({ gov, locale }, id: string) => gov.pack.credentials.get(id)?.title[locale] ?? id,
  issuer: ({ gov, locale }, id: string) => issuerTitle(gov, id)[locale],
  by: ({ locale }, by: string) => DECIDERS[by]?.[locale] ?? by,
  at: time,
  until: time,
  format: ({ locale }, format: string) => FORMATS[format]?.[locale] ?? format,
  count: plain,
  revoked: plain,
  copies: plain,
  reason: ({ locale }, reason: string) =>
    Object.hasOwn(CARD_REASON_TEXT, reason) ? CARD_REASON_TEXT[reason]![locale] : reason,
  key: hash,
  made: keys,
  retired: keys,
  distrusted: keys,
  party: ({ locale, party }, id: string) => party?.title[locale] ?? id,
  use: ({ locale, party }, id: string) => party?.uses.get(id)?.purpose[locale] ?? id,
  version: hash,
  certificate: hash,
  answer: hash,
};

/** Members that only name rows, or say what the page says above. */
export const UNTOLD_OF_CARDS: ReadonlySet<string> = new Set(['card', 'kind']);

/** The members of an act that are shown, in their order. */
export const toldOfCard = (content: Record<string, unknown>): Member[] =>
  (Object.keys(SHOWN) as Member[]).filter((name) => content[name] !== undefined);

/** What was recorded of an act on a card, on the keys of an issuer or on a relying party, as people read it. */
export function CardActContent(showing: Showing) {
  const { content, locale } = showing;
  const rows = toldOfCard(content).map((name) => ({
    key: CARD_MEMBERS[name][locale],
    value: SHOWN[name](showing, content[name] as never),
  }));
  return <SummaryList locale={locale} rows={rows} />;
}
