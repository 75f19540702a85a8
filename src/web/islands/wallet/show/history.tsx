import { useEffect, useState } from 'preact/hooks';
import type { Locale } from '../../../../kernel/index.ts';
import { instantText } from '../../shared/outcome.ts';
import type { Shown, ShownClaim } from '../model.ts';
import { Heading } from '../parts/heading.tsx';
import { STOP_WORDS, type StopReason } from '../request/reasons.ts';
import { REQUEST_WORDS } from '../request/words.ts';
import { forget, historyOf } from '../store.ts';
import type { ViewProps } from '../view.ts';
import { SHOW_WORDS as WORDS } from './words.ts';

/** Everything that was shown or refused: on this device, and nowhere else. */
export function HistoryView({ wallet, locale }: ViewProps) {
  const [entries, setEntries] = useState<readonly Shown[]>();
  const load = () => void historyOf(wallet).then(setEntries);
  useEffect(load, [wallet]);
  if (!entries) return null;
  return (
    <>
      <Heading>{WORDS.historyTitle[locale]}</Heading>
      <p class="govuk-body">{WORDS.historyLead[locale]}</p>
      {entries.length === 0 && <p class="govuk-inset-text">{WORDS.historyNone[locale]}</p>}
      {entries.length > 0 && (
        <ol class="govuk-list md-shown">
          {entries.map((shown) => (
            <Entry key={shown.id} {...{ locale, shown }} onForget={() => void forget(wallet, shown.id).then(load)} />
          ))}
        </ol>
      )}
    </>
  );
}

/** How each outcome is called, and coloured. */
const OUTCOMES = {
  given: [WORDS.wasGiven, 'green'],
  offline: [WORDS.wasGiven, 'green'],
  refused: [WORDS.wasRefused, 'grey'],
  failed: [WORDS.wasStopped, 'red'],
} as const;

function Entry({ locale, shown, onForget }: { locale: Locale; shown: Shown; onForget(): void }) {
  const { at, party, purpose, cards, given, signed, refused, outcome, why } = shown;
  const [word, colour] = OUTCOMES[outcome];
  const isTold = outcome === 'given' || outcome === 'offline';
  return (
    <li class="md-shown__entry" data-outcome={outcome}>
      <h2 class="govuk-heading-s md-shown__party">
        {party.name[locale]} <strong class={`govuk-tag govuk-tag--${colour}`}>{word[locale]}</strong>
      </h2>
      <p class="govuk-body-s md-shown__at">{instantText(new Date(at), ZONE)}</p>
      <dl class="md-shown__rows">
        {purpose && <Row name={WORDS.purpose[locale]} text={purpose[locale]} />}
        {signed && <Row name={WORDS.signed[locale]} text={signed} />}
        {isTold && <Row name={WORDS.given[locale]} text={textOf(given, locale) || WORDS.onlyValid[locale]} />}
        {refused.length > 0 && <Row name={WORDS.kept[locale]} text={textOf(refused, locale)} />}
        {why && <Row name={WORDS.why[locale]} text={whyText(why, locale)} />}
      </dl>
      {cards.length > 0 && <p class="govuk-body-s">{cards.map(({ title }) => title[locale]).join(' · ')}</p>}
      <button class="md-link-button" type="button" onClick={onForget}>
        {WORDS.forget[locale]}
      </button>
    </li>
  );
}

function Row({ name, text }: { name: string; text: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </div>
  );
}

const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

const textOf = (claims: readonly ShownClaim[], locale: Locale): string =>
  claims.map(({ title }) => title[locale]).join(' · ');

/** Why a wallet did not answer, in a sentence; what the other side said stays as it is. */
const whyText = (why: string, locale: Locale): string =>
  why in STOP_WORDS ? REQUEST_WORDS[STOP_WORDS[why as StopReason]][locale] : REQUEST_WORDS.notTaken[locale];
