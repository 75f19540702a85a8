import type { ComponentChildren } from 'preact';
import {
  InsetText,
  Law,
  List,
  Money,
  Paragraph,
  type Reason,
  Reasons,
  Section,
  WarningText,
} from '../../design/index.ts';
import type { Locale } from '../../kernel/index.ts';
import { cite, type LawRef, type Service } from '../../pack/index.ts';
import type { Decision } from '../../services/index.ts';
import { tell } from '../site.ts';
import { showValue } from '../values.tsx';
import { flagTexts } from './flags.ts';
import { shownAs, type TaskView } from './view.ts';
import { OFFICE } from './words.ts';

type Assessed = Pick<Decision, 'clauses'>;

/** What the rules find now, clause by clause, what it would pay, and what an officer is to look at. */
export function FindingsSection({ view }: { view: TaskView }) {
  const { locale, opened } = view;
  const { context, assessment, task } = opened;
  if (!context || !assessment) return null;
  const { service } = context;
  const flags = flagTexts(service, [...new Set([...task.flags, ...assessment.flags])], locale);
  return (
    <Section id="findings" title={OFFICE.findings[locale]}>
      {flags.length > 0 && (
        <InsetText>
          <strong>{OFFICE.flags[locale]}</strong>
          <List
            items={flags.map(({ text, law }) => (
              <>
                {text} {law && <LawOf locale={locale} law={law} />}
              </>
            ))}
          />
        </InsetText>
      )}
      {assessment.eligible === 'no' ? (
        <WarningText locale={locale}>{OFFICE.rulesNo[locale]}</WarningText>
      ) : (
        <Paragraph>{outcomeText(view)}</Paragraph>
      )}
      <Reasons locale={locale} reasons={reasonsOf(view, service, assessment)} />
      {assessment.amount !== null && (
        <Paragraph>
          {tell(OFFICE.factAndValue, locale, { fact: OFFICE.amount[locale] })}
          <strong>{amountText(view, service, assessment.amount)}</strong>
        </Paragraph>
      )}
    </Section>
  );
}

function outcomeText({ locale, opened }: TaskView): string {
  const { assessment, context } = opened;
  if (assessment?.eligible !== 'need') return OFFICE.rulesYes[locale];
  const facts = assessment.need.map((name) => context?.service.facts.get(name)?.title[locale] ?? name);
  return tell(OFFICE.rulesNeed, locale, { facts: facts.join(' · ') });
}

/** Each clause with its outcome and the values that it rests on. */
export function reasonsOf(view: TaskView, service: Service, assessed: Assessed): Reason[] {
  const { locale } = view;
  return service.clauses.map((clause) => {
    const found = assessed.clauses.find(({ id }) => id === clause.id);
    const because = found ? usesText(view, service, found.uses) : [];
    return {
      outcome: found?.outcome ?? 'unknown',
      text: clause.text[locale],
      ...(because.length > 0 && { because }),
      ...(clause.law && { law: lawProps(clause.law, locale) }),
    };
  });
}

function usesText(
  { gov, locale, names }: TaskView,
  service: Service,
  uses: Decision['clauses'][number]['uses'],
): ComponentChildren[] {
  const known = uses.flatMap(({ name, value }) => {
    const known = service.facts.get(name) ?? service.parameters.get(name);
    return known && value !== undefined ? [{ known, value }] : [];
  });
  return known.map(({ known, value }, at) => (
    <>
      {at > 0 && ' · '}
      {tell(OFFICE.factAndValue, locale, { fact: known.title[locale] })}
      {showValue(gov, locale, shownAs(gov, known), value, names)}
    </>
  ));
}

/** What a service pays: once, or each month. */
function amountText({ gov, locale }: TaskView, service: Service, minor: number): ComponentChildren {
  const monthly = service.effects.some((effect) => effect.verb === 'pay' && effect.monthly);
  const money = <Money locale={locale} minor={minor} currency={gov.pack.currency} />;
  const [before, after] = monthly ? OFFICE.monthly[locale].split('{amount}') : [];
  return (
    <>
      {before}
      {money}
      {after}
    </>
  );
}

const lawProps = (law: LawRef, locale: Locale) => ({
  text: cite(law, locale),
  checked: law.checked !== false,
  ...(law.url && { href: law.url }),
});

/** A citation, marked where nobody has compared it with the official text. */
export function LawOf({ locale, law }: { locale: Locale; law: LawRef }) {
  return <Law locale={locale} {...lawProps(law, locale)} />;
}
