import { useEffect, useState } from 'preact/hooks';
import type { HeldCard, TakenCopy } from '../model.ts';
import { Heading } from '../parts/heading.tsx';
import { Notice } from '../parts/notice.tsx';
import { cardsOf, remember, takeCopy } from '../store.ts';
import type { ViewProps } from '../view.ts';
import { Choosing } from './choosing.tsx';
import { type Tellable, tellable } from './code.ts';
import { Showing } from './showing.tsx';
import { SHOW_WORDS as WORDS } from './words.ts';

/** What is shown: a copy that was taken for it, and what of it. */
export interface OnScreen {
  card: HeldCard;
  copy: TakenCopy;
  told: readonly Tellable[];
}

/** A card shown by a code on this screen, which needs no network on either side. */
export function ShowView({ wallet, locale, rest, go }: ViewProps) {
  const [cards, setCards] = useState<readonly HeldCard[]>();
  const [shown, setShown] = useState<OnScreen>();
  const [isEmpty, setEmpty] = useState(false);

  useEffect(() => {
    setShown(undefined);
    void cardsOf(wallet).then((all) => setCards(all.filter((card) => tellable(card).length > 0)));
  }, [wallet, rest]);

  async function show(card: HeldCard, told: readonly Tellable[]): Promise<void> {
    const copy = await takeCopy(wallet, card.id, 'compact');
    setEmpty(!copy);
    if (!copy) return;
    const claims = told.map(({ claim: { key, title } }) => ({ card: card.id, key, title }));
    // Kept as soon as it is on the screen: who looks at it is not known.
    await remember(wallet, {
      party: { id: 'screen', name: WORDS.onScreen },
      cards: [{ id: card.id, title: card.title }],
      ...{ asked: claims, given: claims, refused: [] },
      outcome: 'offline',
    });
    setShown({ card, copy, told });
  }

  if (!cards) return null;
  if (shown) return <Showing {...{ locale, shown, go }} onOther={() => setShown(undefined)} />;
  return (
    <>
      <Heading>{WORDS.title[locale]}</Heading>
      <p class="govuk-body">{WORDS.lead[locale]}</p>
      {isEmpty && <Notice kind="problem">{WORDS.noCopies[locale]}</Notice>}
      {cards.length === 0 ? (
        <Notice kind="info" title={WORDS.none[locale]}>
          {WORDS.noneText[locale]}
        </Notice>
      ) : (
        <Choosing {...{ locale, cards }} first={rest} onChosen={(card, told) => void show(card, told)} />
      )}
    </>
  );
}
