import { InsetText, List, Paragraph, Reasons, Section, WarningText } from '../../design/index.ts';
import { say } from '../../kernel/index.ts';
import { amountText, LawOf, reasonsOf } from '../findings.tsx';
import { WORDS } from '../words.ts';
import { flagTexts } from './flags.ts';
import type { TaskView } from './view.ts';
import { OFFICE } from './words.ts';

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
      <Reasons locale={locale} reasons={reasonsOf(view.gov, locale, service, assessment, view.names)} />
      {assessment.amount !== null && (
        <Paragraph>
          {say(WORDS.factAndValue, locale, { fact: OFFICE.amount[locale] })}
          <strong>{amountText(view.gov, locale, service, assessment.amount)}</strong>
        </Paragraph>
      )}
    </Section>
  );
}

function outcomeText({ locale, opened }: TaskView): string {
  const { assessment, context } = opened;
  if (assessment?.eligible !== 'need') return OFFICE.rulesYes[locale];
  const facts = assessment.need.map((name) => context?.service.facts.get(name)?.title[locale] ?? name);
  return say(OFFICE.rulesNeed, locale, { facts: facts.join(' · ') });
}
