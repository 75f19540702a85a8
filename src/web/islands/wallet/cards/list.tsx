import { useEffect, useState } from 'preact/hooks';
import type { HeldCard } from '../model.ts';
import { LinkButton } from '../parts/button.tsx';
import { CardFace } from '../parts/card-face.tsx';
import { Heading } from '../parts/heading.tsx';
import { cardsOf } from '../store.ts';
import type { ViewProps } from '../view.ts';
import { topUpAll } from './top-up.ts';
import { WaitingCards } from './waiting.tsx';
import { CARD_WORDS as WORDS } from './words.ts';

/** All cards, as they would lie in a wallet. */
export function CardsView({ wallet, locale }: ViewProps) {
  const [cards, setCards] = useState<readonly HeldCard[]>();
  const load = () => void cardsOf(wallet).then(setCards);
  useEffect(() => {
    load();
    void topUpAll(wallet, fetch.bind(globalThis));
  }, [wallet]);
  if (!cards) return null;
  return (
    <>
      <Heading>{WORDS.cards[locale]}</Heading>
      {cards.length === 0 ? (
        <div class="md-empty">
          <p class="md-empty__title">{WORDS.none[locale]}</p>
          <div class="md-empty__help">
            <p>{WORDS.noneHelp[locale]}</p>
          </div>
        </div>
      ) : (
        <ul class="govuk-list md-wallet-cards">
          {cards.map((card) => (
            <li key={card.id}>
              <a class="md-wallet-card" href={`#card=${card.id}`}>
                <CardFace card={card} locale={locale} />
              </a>
            </li>
          ))}
        </ul>
      )}
      <WaitingCards wallet={wallet} locale={locale} onCard={load} />
      <div class="md-wallet-buttons">
        {cards.length > 0 && <LinkButton href="#show">{WORDS.show[locale]}</LinkButton>}
        <LinkButton href="#add" kind={cards.length > 0 ? 'secondary' : 'primary'}>
          {WORDS.add[locale]}
        </LinkButton>
      </div>
    </>
  );
}
