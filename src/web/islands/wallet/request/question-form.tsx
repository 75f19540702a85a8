import { useState } from 'preact/hooks';
import type { Party } from '../../../../formats/index.ts';
import type { Locale } from '../../../../kernel/index.ts';
import { fill } from '../locales.ts';
import { Button } from '../parts/button.tsx';
import { CardFace } from '../parts/card-face.tsx';
import type { Told } from './answer.ts';
import { ClaimChoices } from './claim-choices.tsx';
import { type Decision, decide, firstDecision, keptBack, nameOfPart, partsOf, toldBy } from './decision.ts';
import type { Part, Wanted } from './question.ts';
import type { PathsOf } from './record.ts';
import { REQUEST_WORDS as WORDS } from './words.ts';

/** What came of the form. */
export interface Decided {
  told: readonly Told[];
  kept: readonly PathsOf[];
}

/** The question that a request puts: for each thing that is wanted a card, and for each claim of it a yes or no. */
export function QuestionForm(props: {
  locale: Locale;
  party: Party;
  wanted: readonly Wanted[];
  /** Cards of which no copy is left that nobody has seen, by `nameOfPart`. */
  shownBefore: ReadonlySet<string>;
  /** Whether something is signed with it besides, which stands above. */
  signs: boolean;
  onShare(decided: Decided): void;
  onRefuse(decided: Decided): void;
}) {
  const { locale, party, wanted, shownBefore, signs, onShare, onRefuse } = props;
  const [decisions, setDecisions] = useState<readonly Decision[]>(() => wanted.map(firstDecision));
  const change = (nth: number, decision: Decision) => setDecisions(decisions.with(nth, decision));
  const told = toldBy(wanted, decisions);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (told) onShare({ told, kept: keptBack(wanted, decisions, told) });
      }}
    >
      {wanted.map((one, nth) => (
        <WantedPart
          key={`wanted-${nth}`}
          {...{ nth, locale, wanted: one, decision: decisions[nth]!, shownBefore }}
          onChange={(decision) => change(nth, decision)}
        />
      ))}
      <p class="govuk-body">{(signs ? WORDS.signKept : WORDS.seenToo)[locale]}</p>
      <Refusing {...{ locale, party, signs }} hasOptional={hasOptional(wanted)} />
      <div aria-live="polite">{!told && <p class="govuk-inset-text">{WORDS.nothingFits[locale]}</p>}</div>
      <div class="md-ask__answers">
        {told && <Button type="submit">{signs ? WORDS.sign[locale] : shareText(told, locale)}</Button>}
        <Button kind="secondary" onClick={() => onRefuse({ told: [], kept: keptBack(wanted, decisions, []) })}>
          {(signs ? WORDS.doNotSign : WORDS.refuse)[locale]}
        </Button>
      </div>
    </form>
  );
}

function shareText(told: readonly Told[], locale: Locale): string {
  const count = told.reduce((sum, { paths }) => sum + paths.length, 0);
  if (count === 0) return WORDS.shareNothing[locale];
  return fill(count === 1 ? WORDS.shareOne : WORDS.share, locale, { n: count });
}

const hasOptional = (wanted: readonly Wanted[]): boolean =>
  wanted.some(
    ({ required, choices }) => !required || choices.some((parts) => parts.some(({ sets }) => sets.length > 1)),
  );

/** What refusing means: in the words of who asks where they are registered, and what this wallet does. */
function Refusing(props: { locale: Locale; party: Party; signs: boolean; hasOptional: boolean }) {
  const { locale, party, signs, hasOptional } = props;
  return (
    <section class="md-ask__refusing" aria-labelledby="refusing">
      <h2 class="govuk-heading-s" id="refusing">
        {WORDS.refusing[locale]}
      </h2>
      {party.refusing && <p class="govuk-body">{party.refusing[locale]}</p>}
      {hasOptional && <p class="govuk-body">{WORDS.refusingOptional[locale]}</p>}
      {!signs && <p class="govuk-body">{fill(WORDS.refusingAll, locale, { party: party.name[locale] })}</p>}
    </section>
  );
}

interface WantedProps {
  nth: number;
  locale: Locale;
  wanted: Wanted;
  decision: Decision;
  shownBefore: ReadonlySet<string>;
  onChange(decision: Decision): void;
}

function WantedPart({ nth, locale, wanted, decision, shownBefore, onChange }: WantedProps) {
  const { required, choices } = wanted;
  return (
    <section class="md-ask__wanted">
      {!required && (
        <div class="govuk-checkboxes">
          <div class="govuk-checkboxes__item">
            <input
              class="govuk-checkboxes__input"
              type="checkbox"
              id={`show-${nth}`}
              checked={decision.shown}
              onChange={({ currentTarget }) => onChange({ ...decision, shown: currentTarget.checked })}
            />
            <label class="govuk-label govuk-checkboxes__label" for={`show-${nth}`}>
              {WORDS.optionalCard[locale]} {choices[0]!.map(({ card }) => card.title[locale]).join(' · ')}
            </label>
          </div>
        </div>
      )}
      {choices.length > 1 && <CardChoice {...{ nth, locale, wanted, decision, onChange }} />}
      {partsOf(wanted, decision).map((part) => (
        <PartOf key={nameOfPart(part)} {...{ nth, locale, part, decision, onChange }} isAlone={choices.length === 1}>
          {shownBefore.has(nameOfPart(part)) && <p class="govuk-inset-text">{WORDS.shownBefore[locale]}</p>}
        </PartOf>
      ))}
    </section>
  );
}

/** Several cards would do. */
function CardChoice({ nth, locale, wanted, decision, onChange }: Omit<WantedProps, 'shownBefore'>) {
  return (
    <fieldset class="govuk-fieldset md-ask__cards">
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{WORDS.chooseCard[locale]}</legend>
      <div class="govuk-radios">
        {wanted.choices.map((parts, choice) => (
          <div class="govuk-radios__item" key={parts.map(nameOfPart).join(' ')}>
            <input
              class="govuk-radios__input"
              type="radio"
              name={`card-${nth}`}
              id={`card-${nth}-${choice}`}
              checked={choice === decision.choice}
              onChange={() => onChange({ ...decision, shown: true, choice })}
            />
            <label class="govuk-label govuk-radios__label" for={`card-${nth}-${choice}`}>
              {parts.map(({ card }) => `${card.title[locale]} (${card.issuerName[locale]})`).join(' · ')}
            </label>
          </div>
        ))}
      </div>
    </fieldset>
  );
}

function PartOf(
  props: Omit<WantedProps, 'wanted' | 'shownBefore'> & { part: Part; isAlone: boolean; children: unknown },
) {
  const { locale, part, decision, onChange, children } = props;
  return (
    <>
      <CardFace card={part.card} locale={locale} small />
      <ClaimChoices
        locale={locale}
        part={part}
        agreed={decision.agreed[nameOfPart(part)]!}
        onChange={(claim, isAgreed) => onChange(decide(decision, part, claim, isAgreed))}
      />
      {children as never}
    </>
  );
}
