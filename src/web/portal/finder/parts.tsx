import { DateText, Details, Illustrative, Money, Reasons } from '../../../design/index.ts';
import { type Day, formatDay, type Locale, say, type Text } from '../../../kernel/index.ts';
import type { Government, Service, Window } from '../../../pack/index.ts';
import { asksOf, type Finding, startLink, today } from '../../../services/index.ts';
import { amountText, reasonsOf } from '../../findings.tsx';
import { Filled } from './filled.tsx';
import { CONTROL } from './state.ts';
import { FINDER } from './words.ts';

/** What each part of a result is made from. */
export interface PartProps {
  gov: Government;
  locale: Locale;
  finding: Finding;
}

/** Each clause with its outcome, what it rests on, and its law. */
export function ReasonsOf({ gov, locale, finding }: PartProps) {
  return (
    <Details summary={FINDER.reasons[locale]}>
      <Reasons locale={locale} reasons={reasonsOf(gov, locale, finding.service, withoutPeople(finding))} />
    </Details>
  );
}

/** What each clause rests on but for lists of people, who have no names here. */
function withoutPeople({ service, clauses }: Finding): Pick<Finding, 'clauses'> {
  const isShown = (name: string) => !['people', 'records'].includes(service.facts.get(name)?.type ?? '');
  return { clauses: clauses.map((clause) => ({ ...clause, uses: clause.uses.filter(({ name }) => isShown(name)) })) };
}

/** How much, as it is paid, and what that comes to in all. */
export function Worth({ gov, locale, finding: { service, amount, worth, day } }: PartProps) {
  if (!amount && !worth) return null;
  return (
    <p class="md-finding__worth">
      {amount !== null && amount > 0 && (
        <strong class="md-finding__amount">{amountText(gov, locale, service, amount)}</strong>
      )}{' '}
      {worth !== null && worth > 0 && worth !== amount && (
        <span class="md-finding__total">
          <Filled
            text={FINDER.worth[locale]}
            value={<Money locale={locale} minor={worth} currency={gov.pack.currency} />}
          />
        </span>
      )}
      {hasUnchecked(service, day) && (
        <>
          {' '}
          <Illustrative locale={locale} />
        </>
      )}
    </p>
  );
}

/** Whether a figure of the service, as it is in force on a day, has not been compared with the official text. */
function hasUnchecked({ parameters }: Service, day: Day): boolean {
  return [...parameters.values()].some(({ values, unchecked, law }) => {
    const inForce = Object.keys(values)
      .filter((since) => since <= day)
      .sort()
      .at(-1);
    return law.checked === false || (inForce !== undefined && unchecked.includes(inForce));
  });
}

/** From when or until when, and why then. */
export function When({ gov, locale, finding }: PartProps) {
  const { group, service, window, until, becomes, day } = finding;
  const dayText = (text: Text, iso: string) => (
    <strong>
      <Filled text={text[locale]} value={<DateText locale={locale} iso={iso} />} />
    </strong>
  );
  const mark = window?.checked === false && <Illustrative locale={locale} />;
  if (group === 'applied' || group === 'no') return null;
  if (group === 'closed') {
    return (
      <p class="md-finding__when">
        {window && dayText(FINDER.closedOn, window.until)} {mark}
      </p>
    );
  }
  const ending = service.clauses.find((clause) => clause.id === until?.because);
  return (
    <div class="md-finding__when">
      {day > today(gov) ? dayText(FINDER.from, day) : until ? dayText(FINDER.until, until.day) : FINDER.noEnd[locale]}{' '}
      {mark}
      {becomes.map((clause) => (
        <p class="md-finding__note" key={clause.id}>
          {say(FINDER.fromBecause, locale, { clause: clause.text[locale] })}
        </p>
      ))}
      {ending && <p class="md-finding__note">{say(FINDER.untilBecause, locale, { clause: ending.text[locale] })}</p>}
      {window && window.from > today(gov) && <WindowNote locale={locale} window={window} />}
    </div>
  );
}

function WindowNote({ locale, window: { from, until } }: { locale: Locale; window: Window }) {
  const days = { from: formatDay(from, locale), until: formatDay(until, locale) };
  return <p class="md-finding__note">{say(FINDER.fromWindow, locale, days)}</p>;
}

/** What is still open: a question to answer here, what is told when applying, what only registries know. */
export function StillOpen({ gov, locale, finding }: PartProps) {
  const { asks, toTell, missing, service, clauses, group } = finding;
  const ask = asks[0] === undefined ? undefined : asksOf(gov.pack).get(asks[0]);
  const titles = (facts: readonly { title: Text }[]) => facts.map(({ title }) => title[locale]).join(' · ');
  const unknown = service.clauses.filter((clause) =>
    clauses.some(({ id, outcome }) => id === clause.id && outcome === 'unknown'),
  );
  return (
    <>
      {ask && (
        <p class="md-finding__note">
          {say(FINDER.answersLeft, locale, { count: asks.length })}
          <br />
          <button class="md-link-button" type="submit" name={CONTROL.act} value={`change ${ask.key}`}>
            {say(FINDER.answerThis, locale, { question: ask.label[locale] })}
          </button>
        </p>
      )}
      {group === 'need' && asks.length + missing.length + toTell.length === 0 && (
        <p class="md-finding__note">{FINDER.cannotTell[locale]}</p>
      )}
      {toTell.length > 0 && <p class="md-finding__note">{say(FINDER.toTell, locale, { facts: titles(toTell) })}</p>}
      {missing.length > 0 && (
        <p class="md-finding__note">
          {group === 'need'
            ? say(FINDER.notKnown, locale, { facts: titles(missing) })
            : say(FINDER.toCheck, locale, { clauses: unknown.map(({ text }) => text[locale]).join(' · ') })}
        </p>
      )}
    </>
  );
}

/** Where a service begins: with the life event that it belongs to, where it is about a record. */
export function hrefOf({ pack }: Government, { service, matter }: Finding): string {
  const event = matter && [...pack.lifeEvents.values()].find((one) => one.services.includes(service.id));
  return event ? startLink(event.id, matter.matter) : `/services/${service.id}`;
}
