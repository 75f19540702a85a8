import type { Card, CardAct, CardActKind } from '../../credentials/index.ts';
import { DateText, Link, Table } from '../../design/index.ts';
import { type Locale, say, type Text } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { CARD_ACT_TEXT, CARD_REASON_TEXT, PAPER_ENDED, PAPER_MADE } from './act-words.ts';
import { CARDS } from './words.ts';

export interface CardHistoryProps {
  gov: Government;
  locale: Locale;
  card: Card;
  /** Oldest first. */
  acts: readonly CardAct[];
  /** What its holder is called here: "you", or their name. */
  holder: string;
}

/** All that was done with a card, the newest first, each with its receipt in the public log. */
export function CardHistory({ gov, locale, card, acts, holder }: CardHistoryProps) {
  const { timeZone, agencies } = gov.pack;
  const by = {
    holder,
    officer: agencies.get(card.agency)?.title[locale] ?? card.agency,
    system: CARDS.bySystem[locale],
  };
  return (
    <Table
      id="history-table"
      caption={CARDS.history[locale]}
      captionHidden
      narrow="cards"
      rowHeaders
      columns={[
        { header: CARDS.what[locale] },
        { header: CARDS.when[locale] },
        { header: CARDS.who[locale] },
        { header: CARDS.proof[locale] },
      ]}
      rows={acts.toReversed().map((act) => [
        actText(act, locale),
        <DateText key="at" locale={locale} iso={act.at.toISOString()} zone={timeZone} form="time" />,
        by[act.byKind],
        <Link key="proof" href={`/receipts/${act.entry}`} hidden={actText(act, locale)}>
          {CARDS.receipt[locale]}
        </Link>,
      ])}
    />
  );
}

const OF_PAPER: Partial<Record<CardActKind, Text>> = { issued: PAPER_MADE, lost: PAPER_ENDED };

/** What was done, and why where somebody said so. */
function actText({ kind, content }: CardAct, locale: Locale): string {
  const what = (content.format === 'paper' ? OF_PAPER[kind] : undefined) ?? CARD_ACT_TEXT[kind];
  const { reason } = content;
  if (typeof reason !== 'string' || reason === 'holder') return what[locale];
  const said = Object.hasOwn(CARD_REASON_TEXT, reason) ? CARD_REASON_TEXT[reason]![locale] : reason;
  return say(CARDS.reasonOf, locale, { what: what[locale], reason: said });
}
