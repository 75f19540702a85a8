import type { Locale } from '../../../../kernel/index.ts';
import { fill } from '../locales.ts';
import { valueText } from '../parts/value.ts';
import { type AskedClaim, askedClaims } from './consent.ts';
import { alwaysSeen, claimsAt } from './held.ts';
import type { Part } from './question.ts';
import { REQUEST_WORDS as WORDS } from './words.ts';

/** What is asked of one card: each claim with its value, to be agreed to or refused by itself. */
export function ClaimChoices(props: {
  locale: Locale;
  part: Part;
  agreed: ReadonlySet<string>;
  onChange(claim: string, isAgreed: boolean): void;
}) {
  const { locale, part, agreed, onChange } = props;
  const asked = askedClaims(part.sets);
  const { card, format } = part;
  const seen = alwaysSeen(card, format).map(({ title }) => title[locale]);
  const base = `claim-${card.id}-${part.query}`;
  return (
    <>
      {asked.length > 0 && (
        <fieldset class="govuk-fieldset md-ask__claims" aria-describedby={`${base}-hint`}>
          <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">
            {fill(WORDS.claims, locale, { card: card.title[locale] })}
          </legend>
          <div class="govuk-hint" id={`${base}-hint`}>
            {WORDS.claimsHint[locale]}
          </div>
          <div class="govuk-checkboxes">
            {asked.map((claim, nth) => (
              <Choice
                key={claim.id}
                {...{ locale, part, claim, id: `${base}-${nth}`, isAgreed: agreed.has(claim.id), onChange }}
              />
            ))}
          </div>
        </fieldset>
      )}
      {seen.length > 0 && <p class="govuk-body">{fill(WORDS.alwaysSeen, locale, { claims: seen.join(' · ') })}</p>}
    </>
  );
}

function Choice(props: {
  locale: Locale;
  part: Part;
  claim: AskedClaim;
  id: string;
  isAgreed: boolean;
  onChange(claim: string, isAgreed: boolean): void;
}) {
  const { locale, part, claim, id, isAgreed, onChange } = props;
  const held = claimsAt(part.card, part.format, claim.path);
  return (
    <div class="govuk-checkboxes__item">
      <input
        class="govuk-checkboxes__input"
        type="checkbox"
        id={id}
        checked={isAgreed}
        aria-describedby={`${id}-value`}
        onChange={({ currentTarget }) => onChange(claim.id, currentTarget.checked)}
      />
      <label class="govuk-label govuk-checkboxes__label" for={id}>
        {held.map(({ title }) => title[locale]).join(' · ') || claim.path.join(' ')}
        <span class={claim.needed ? 'md-ask__need md-ask__need--required' : 'md-ask__need'}>
          {(claim.needed ? WORDS.needed : WORDS.optional)[locale]}
        </span>
      </label>
      <div class="govuk-hint govuk-checkboxes__hint md-ask__value" id={`${id}-value`}>
        {held.map((one) => valueText(one, locale)).join(' · ')}
      </div>
    </div>
  );
}
