import type { ComponentChildren } from 'preact';
import { Law, Money, type Reason } from '../design/index.ts';
import { type Locale, say } from '../kernel/index.ts';
import { cite, type Fact, type Government, type LawRef, type Parameter, type Service } from '../pack/index.ts';
import type { Decision } from '../services/index.ts';
import { showValue } from './values.tsx';
import { WORDS } from './words.ts';

type Findings = Pick<Decision, 'clauses'>;

/**
 * Each clause of a service with its outcome, the facts and figures that it rests on, and its law. People are shown
 * whose names the reader may know.
 */
export function reasonsOf(
  gov: Government,
  locale: Locale,
  service: Service,
  { clauses }: Findings,
  names: ReadonlyMap<string, string> = new Map(),
): Reason[] {
  return service.clauses.map((clause) => {
    const found = clauses.find(({ id }) => id === clause.id);
    const because = found ? usesText(gov, locale, service, found.uses, names) : [];
    return {
      outcome: found?.outcome ?? 'unknown',
      text: clause.text[locale],
      ...(because.length > 0 && { because }),
      ...(clause.law && { law: lawProps(clause.law, locale) }),
    };
  });
}

function usesText(
  gov: Government,
  locale: Locale,
  service: Service,
  uses: Decision['clauses'][number]['uses'],
  names: ReadonlyMap<string, string>,
): ComponentChildren[] {
  const shown = uses.flatMap(({ name, value }) => {
    const known = service.facts.get(name) ?? service.parameters.get(name);
    // A whole table says nothing to a reader of one case.
    if (known && 'by' in known && known.by !== undefined) return [];
    const nameless = known && 'type' in known && known.type === 'person' && value !== null && !names.has(String(value));
    return known && value !== undefined && !nameless ? [{ known, value }] : [];
  });
  return shown.map(({ known, value }, at) => (
    <>
      {at > 0 && ' · '}
      {say(WORDS.factAndValue, locale, { fact: known.title[locale] })}
      {showValue(gov, locale, shownAs(gov, known), value, names)}
    </>
  ));
}

/** How a figure of the law is shown: one in the currency's unit is money. */
export function shownAs(gov: Government, known: Fact | Parameter) {
  if ('type' in known) return known;
  const type = known.unit?.split('/')[0] === gov.pack.currency.code ? ('money' as const) : ('number' as const);
  return { type, unit: known.unit, title: known.title };
}

/** An amount of a service as it is given: once, or each month. @param minor in the currency's minor unit. */
export function amountText(gov: Government, locale: Locale, service: Service, minor: number): ComponentChildren {
  const isPaidMonthly = service.effects.some((effect) => effect.verb === 'pay' && effect.monthly);
  const monthly = isPaidMonthly || service.amountUnit?.endsWith('/month');
  const money = <Money locale={locale} minor={minor} currency={gov.pack.currency} />;
  const [before, after] = monthly ? WORDS.monthly[locale].split('{amount}') : [];
  return (
    <>
      {before}
      {money}
      {after}
    </>
  );
}

/** A law for the design's components: its citation, marked where nobody has compared it with the official text. */
export const lawProps = (law: LawRef, locale: Locale) => ({
  text: cite(law, locale),
  checked: law.checked !== false,
  ...(law.url && { href: law.url }),
});

/** A citation with its mark. */
export function LawOf({ locale, law }: { locale: Locale; law: LawRef }) {
  return <Law locale={locale} {...lawProps(law, locale)} />;
}
