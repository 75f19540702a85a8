import type { ComponentChildren } from 'preact';
import type { Card } from '../../../credentials/index.ts';
import {
  Button,
  ButtonGroup,
  DateText,
  Details,
  Form,
  List,
  Paragraph,
  Section,
  SummaryList,
  TextInput,
} from '../../../design/index.ts';
import { type Locale, say } from '../../../kernel/index.ts';
import { explainDecision, type Government } from '../../../pack/index.ts';
import { placeText } from '../../cards/devices.ts';
import { CardHistory } from '../../cards/history.tsx';
import { CardState } from '../../cards/state.tsx';
import { CARDS } from '../../cards/words.ts';
import { LONGEST_REASON } from './forms.ts';
import type { AtCounter, OfficeCard } from './seen.ts';
import { CARD_OFFICE } from './words.ts';

/** A reason that could not be taken, and for which card. */
export interface WrongReason {
  card: string;
  typed: string;
  text: string;
}

export interface OneCardProps {
  gov: Government;
  locale: Locale;
  seen: AtCounter;
  one: OfficeCard;
  proved: boolean;
  id: string;
  wrong: WrongReason | undefined;
}

/** One card that somebody has or could have, and what the office can do about it. */
export function OneCard({ gov, locale, seen, one, proved, id, wrong }: OneCardProps) {
  const { type, right, card, acts } = one;
  const { timeZone, era } = gov.pack;
  const clauses = right ? explainDecision(gov.pack, type.eligibility, right.trace, locale, right.day).clauses : [];
  const unmet = clauses.filter(({ outcome }) => outcome !== 'yes');
  const rows = [
    {
      key: CARDS.state[locale],
      value: card ? <CardState card={card} locale={locale} now={gov.clock.now()} /> : CARD_OFFICE.none[locale],
    },
    ...(card
      ? [
          { key: CARD_OFFICE.where[locale], value: placeText(seen.where, card, locale) },
          {
            key: CARDS.endsAt[locale],
            value: <DateText locale={locale} iso={card.endsAt.toISOString()} zone={timeZone} era={era} />,
          },
        ]
      : []),
    ...(unmet.length > 0
      ? [{ key: CARD_OFFICE.unmet[locale], value: <List items={unmet.map(({ text }) => text)} /> }]
      : []),
  ];
  const canHandOver = proved && right?.state === 'yes' && (card === undefined || card.state === 'valid');
  return (
    <Section id={id} title={one.line === undefined ? type.title[locale] : `${type.title[locale]}: ${one.line}`}>
      <SummaryList locale={locale} rows={rows} />
      {canHandOver && (
        <Form action="/office/cards/offers">
          <Hidden fields={{ person: seen.person, type: type.id, subject: one.about.subject, key: one.about.key }} />
          <Button variant="secondary">{CARD_OFFICE.handOver[locale]}</Button>
        </Form>
      )}
      {card && type.offline.length > 0 && (
        <PaperForms {...{ locale, card, proved }} person={seen.person} onPaper={seen.where.papers.has(card.id)} />
      )}
      {card && <Decide {...{ locale, card, wrong }} person={seen.person} />}
      {card && (
        <Details summary={CARDS.history[locale]}>
          <CardHistory {...{ gov, locale, card, acts }} holder={seen.name} />
        </Details>
      )}
    </Section>
  );
}

/** The paper of a card: to be printed, or revoked where it was lost. */
function PaperForms({
  locale,
  card,
  person,
  onPaper,
  proved,
}: {
  locale: Locale;
  card: Card;
  person: string;
  onPaper: boolean;
  proved: boolean;
}) {
  const canMake = proved && card.state === 'valid';
  if (!canMake && !onPaper) return null;
  return (
    <Details summary={CARDS.paper[locale]}>
      <Paragraph>{CARDS.paperMeans[locale]}</Paragraph>
      {canMake && (
        <Form action="/office/cards/paper">
          <Hidden fields={{ person, card: card.id }} />
          <Button variant="secondary">{CARDS.downloadPaper[locale]}</Button>
        </Form>
      )}
      {onPaper && (
        <Form action="/office/cards/paper/revoke">
          <Hidden fields={{ person, card: card.id }} />
          <Button variant="secondary">{CARDS.revokePaper[locale]}</Button>
        </Form>
      )}
    </Details>
  );
}

/** One reason, and the buttons of what it is for. */
function Decide({
  locale,
  card,
  person,
  wrong,
}: {
  locale: Locale;
  card: NonNullable<OfficeCard['card']>;
  person: string;
  wrong: WrongReason | undefined;
}) {
  const own = wrong?.card === card.id ? wrong : undefined;
  const suspended = card.state === 'suspended';
  return (
    <Details
      summary={(suspended ? CARD_OFFICE.toResume : CARD_OFFICE.decide)[locale]}
      {...(own !== undefined && { open: true })}
    >
      <Form action="/office/cards/decisions">
        <Hidden fields={{ person, card: card.id }} />
        <TextInput
          locale={locale}
          id={`reason-${card.id}`}
          name="reason"
          label={CARD_OFFICE.reason[locale]}
          hint={say(CARD_OFFICE.reasonHint, locale, { count: LONGEST_REASON })}
          {...(own && { error: own.text, value: own.typed })}
        />
        <ButtonGroup>
          <Button variant="secondary" name="act" value={suspended ? 'resume' : 'suspend'}>
            {(suspended ? CARDS.resume : CARDS.suspend)[locale]}
          </Button>
          <Button variant="warning" name="act" value="revoke">
            {CARDS.revoke[locale]}
          </Button>
        </ButtonGroup>
      </Form>
    </Details>
  );
}

/** What a form says without showing it. */
export function Hidden({ fields }: { fields: Record<string, string> }): ComponentChildren {
  return Object.entries(fields).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
}
