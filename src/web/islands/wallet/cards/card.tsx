import { useEffect, useState } from 'preact/hooks';
import type { Locale, Text } from '../../../../kernel/index.ts';
import { dayText } from '../../shared/outcome.ts';
import { fill } from '../locales.ts';
import type { CopyFormat, HeldCard } from '../model.ts';
import { Button, LinkButton } from '../parts/button.tsx';
import { CardFace } from '../parts/card-face.tsx';
import { ClaimList } from '../parts/claim-list.tsx';
import { Heading } from '../parts/heading.tsx';
import { Row } from '../parts/row.tsx';
import { cardOf, freshCopies, removeCard } from '../store.ts';
import type { ViewProps } from '../view.ts';
import { type Standing, standingOf } from './standing.ts';
import { type TopUp, topUp } from './top-up.ts';
import { STANDING_WORDS, CARD_WORDS as WORDS } from './words.ts';

/** One card: all that it says, how it stands now, and what can be done with it. */
export function CardView({ wallet, locale, rest, go }: ViewProps) {
  const [card, setCard] = useState<HeldCard | 'none'>();
  const [standing, setStanding] = useState<Standing>();
  const [copies, setCopies] = useState(0);
  const [said, setSaid] = useState<Text>();
  const [turn, setTurn] = useState(0);

  useEffect(() => {
    void cardOf(wallet, rest).then(async (held) => {
      setCard(held ?? 'none');
      if (!held) return;
      setCopies(leastOf(held, await freshCopies(wallet, held.id)));
      setStanding(await standingOf(wallet, held, fetch.bind(globalThis)));
      setCopies(leastOf(held, await freshCopies(wallet, held.id)));
    });
  }, [wallet, rest, turn]);

  async function fetchCopies(held: HeldCard): Promise<void> {
    setSaid(WORDS.checking);
    setSaid(SAID[await topUp(wallet, held, fetch.bind(globalThis))]);
    setTurn(turn + 1);
  }

  if (!card) return null;
  if (card === 'none')
    return (
      <>
        <Heading>{WORDS.gone[locale]}</Heading>
        <LinkButton href="#">{WORDS.cards[locale]}</LinkButton>
      </>
    );
  const isOff = standing === 'gone' || standing === 'over' || standing === 'suspended';
  return (
    <>
      <Heading>{card.title[locale]}</Heading>
      <CardFace card={card} locale={locale} off={isOff} />
      <p class="govuk-body md-wallet-standing" data-standing={standing} role="status">
        <strong>{WORDS.status[locale]}</strong> {(standing ? STANDING_WORDS[standing] : WORDS.checking)[locale]}
      </p>
      {!isOff && <LinkButton href={`#show=${card.id}`}>{WORDS.showThis[locale]}</LinkButton>}
      <h2 class="govuk-heading-m">{WORDS.says[locale]}</h2>
      <ClaimList claims={card.claims} locale={locale} />
      <h2 class="govuk-heading-m">{WORDS.details[locale]}</h2>
      <dl class="govuk-summary-list">
        <Row name={WORDS.issuer[locale]}>{card.issuerName[locale]}</Row>
        {card.expiresAt !== undefined && <Row name={WORDS.expires[locale]}>{dayOf(card.expiresAt)}</Row>}
        <Row name={WORDS.added[locale]}>{dayOf(card.addedAt)}</Row>
        <Row name={WORDS.copies[locale]}>{copies}</Row>
      </dl>
      <p class="govuk-body md-wallet-small">{WORDS.copiesHelp[locale]}</p>
      <p class="govuk-body" role="status">
        {said?.[locale]}
      </p>
      <Button kind="secondary" onClick={() => void fetchCopies(card)}>
        {WORDS.fetchCopies[locale]}
      </Button>
      <Remove
        {...{ locale, card }}
        onRemove={async () => {
          await removeCard(wallet, card.id);
          go('');
        }}
      />
    </>
  );
}

/** Of the format of which the fewest are left: a verifier may want any. */
const leastOf = ({ formats }: HeldCard, counts: Partial<Record<CopyFormat, number>>): number =>
  Math.min(...formats.map(({ format }) => counts[format] ?? 0));

/** The day of an instant, where the phone is. */
const dayOf = (instant: number): string => dayText(new Intl.DateTimeFormat('sv').format(instant));

const SAID: Readonly<Record<TopUp, Text>> = {
  fetched: WORDS.fetched,
  away: WORDS.fetchAway,
  refused: WORDS.fetchFailed,
};

function Remove({ locale, card, onRemove }: { locale: Locale; card: HeldCard; onRemove(): Promise<void> }) {
  const [isAsked, setIsAsked] = useState(false);
  if (!isAsked)
    return (
      <p class="govuk-body md-wallet-apart">
        <button class="md-link-button" type="button" onClick={() => setIsAsked(true)}>
          {WORDS.remove[locale]}
        </button>
      </p>
    );
  return (
    <section class="md-wallet-apart" aria-labelledby="remove-card">
      <h2 class="govuk-heading-m" id="remove-card">
        {fill(WORDS.removeSure, locale, { card: card.title[locale] })}
      </h2>
      <p class="govuk-body">{WORDS.removeHelp[locale]}</p>
      <div class="md-wallet-buttons">
        <Button kind="warning" onClick={() => void onRemove()}>
          {WORDS.remove[locale]}
        </Button>
        <Button kind="secondary" onClick={() => setIsAsked(false)}>
          {WORDS.keep[locale]}
        </Button>
      </div>
    </section>
  );
}
