import { useState } from 'preact/hooks';
import type { Locale } from '../../../../kernel/index.ts';
import type { HeldCard } from '../model.ts';
import { Button } from '../parts/button.tsx';
import { CardFace } from '../parts/card-face.tsx';
import { valueText } from '../parts/value.ts';
import { type Tellable, tellable } from './code.ts';
import { SHOW_WORDS as WORDS } from './words.ts';

/** Which card, and what of it. Nothing is chosen beforehand but the card that one comes from. */
export function Choosing(props: {
  locale: Locale;
  cards: readonly HeldCard[];
  /** The card that is chosen at first, if it is one of them. */
  first: string;
  onChosen(card: HeldCard, told: readonly Tellable[]): void;
}) {
  const { locale, cards, first, onChosen } = props;
  const [chosen, setChosen] = useState((cards.find(({ id }) => id === first) ?? cards[0]!).id);
  const [names, setNames] = useState<ReadonlySet<string>>(new Set());
  const [isMissing, setMissing] = useState(false);
  const card = cards.find(({ id }) => id === chosen)!;
  const all = tellable(card);
  const told = all.filter(({ name }) => names.has(name));
  const choose = (name: string, isChosen: boolean) => {
    const next = new Set(names);
    if (isChosen) next.add(name);
    else next.delete(name);
    setNames(next);
    setMissing(false);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (told.length > 0) onChosen(card, told);
        else setMissing(true);
      }}
    >
      {cards.length > 1 && (
        <fieldset class="govuk-fieldset md-ask__cards">
          <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{WORDS.chooseCard[locale]}</legend>
          <div class="govuk-radios">
            {cards.map(({ id, title, issuerName }) => (
              <div class="govuk-radios__item" key={id}>
                <input
                  class="govuk-radios__input"
                  type="radio"
                  name="card"
                  id={`show-${id}`}
                  checked={id === chosen}
                  onChange={() => {
                    setChosen(id);
                    setNames(new Set());
                  }}
                />
                <label class="govuk-label govuk-radios__label" for={`show-${id}`}>
                  {title[locale]} ({issuerName[locale]})
                </label>
              </div>
            ))}
          </div>
        </fieldset>
      )}
      <CardFace card={card} locale={locale} small />
      <div class={isMissing ? 'govuk-form-group govuk-form-group--error' : 'govuk-form-group'}>
        <fieldset class="govuk-fieldset md-ask__claims" aria-describedby="tell-hint tell-error">
          <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{WORDS.chooseClaims[locale]}</legend>
          <div class="govuk-hint" id="tell-hint">
            {WORDS.chooseHint[locale]}
          </div>
          <p class="govuk-error-message" id="tell-error" role="alert" hidden={!isMissing}>
            {isMissing && WORDS.needOne[locale]}
          </p>
          <div class="govuk-checkboxes">
            {all.map(({ name, claim }, nth) => (
              <div class="govuk-checkboxes__item" key={name}>
                <input
                  class="govuk-checkboxes__input"
                  type="checkbox"
                  id={`tell-${nth}`}
                  checked={names.has(name)}
                  aria-describedby={`tell-${nth}-value`}
                  onChange={({ currentTarget }) => choose(name, currentTarget.checked)}
                />
                <label class="govuk-label govuk-checkboxes__label" for={`tell-${nth}`}>
                  {claim.title[locale]}
                </label>
                <div class="govuk-hint govuk-checkboxes__hint md-ask__value" id={`tell-${nth}-value`}>
                  {valueText(claim, locale)}
                </div>
              </div>
            ))}
          </div>
        </fieldset>
      </div>
      <Button type="submit">{WORDS.show[locale]}</Button>
    </form>
  );
}
