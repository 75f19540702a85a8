import { DateText, InsetText, Reasons, Section, SummaryList } from '../../design/index.ts';
import { LawOf, reasonsOf } from '../findings.tsx';
import { showValue } from '../values.tsx';
import { fieldOf, lawsOf, type TaskView } from './view.ts';
import { OFFICE } from './words.ts';

/** A value that somebody says is wrong: what is held, and what they say. */
export function DisputeSection({ view }: { view: TaskView }) {
  const { gov, locale, opened, names } = view;
  const { dispute } = opened;
  if (!dispute) return null;
  const registry = gov.pack.registries.get(dispute.registry);
  const field = fieldOf(gov, dispute);
  return (
    <Section id="dispute" title={OFFICE.dispute[locale]}>
      <SummaryList
        locale={locale}
        rows={[
          { key: OFFICE.disputeOf[locale], value: names.get(dispute.subject) ?? '–' },
          {
            key: OFFICE.disputeField[locale],
            value: field?.title[locale] ?? dispute.field,
            source: { name: registry?.title[locale] ?? dispute.registry },
          },
          {
            key: OFFICE.held[locale],
            value: showValue(gov, locale, field ?? { type: 'text' }, dispute.held, names),
          },
          ...(JSON.stringify(opened.heldNow) === JSON.stringify(dispute.held)
            ? []
            : [
                {
                  key: OFFICE.heldNow[locale],
                  value: showValue(gov, locale, field ?? { type: 'text' }, opened.heldNow, names),
                },
              ]),
          { key: OFFICE.claimed[locale], value: <strong>{dispute.claimed}</strong> },
          { key: OFFICE.askedOn[locale], value: dateOf(view, dispute.openedAt) },
        ]}
      />
    </Section>
  );
}

/** An appeal: what the applicant says, and the decision that they say it of. */
export function AppealSections({ view }: { view: TaskView }) {
  const { gov, locale, opened } = view;
  const { task, appeal, kase, context } = opened;
  if (task.kind !== 'appeal' || !appeal || !kase?.decision || !context) return null;
  const { officer } = kase.decision;
  const law = officer?.law ? lawsOf(gov, context.service).get(officer.law) : undefined;
  return (
    <>
      <Section id="grounds" title={OFFICE.grounds[locale]}>
        <InsetText>{appeal.grounds}</InsetText>
        <SummaryList
          locale={locale}
          border={false}
          rows={[{ key: OFFICE.lodgedOn[locale], value: dateOf(view, appeal.lodgedAt) }]}
        />
      </Section>
      <Section id="decided" title={OFFICE.decided[locale]}>
        <SummaryList
          locale={locale}
          rows={[
            ...(kase.decidedAt ? [{ key: OFFICE.decidedOn[locale], value: dateOf(view, kase.decidedAt) }] : []),
            ...(officer ? [{ key: OFFICE.officerReason[locale], value: officer.reason }] : []),
            ...(officer?.law
              ? [{ key: OFFICE.law[locale], value: law ? <LawOf locale={locale} law={law} /> : officer.law }]
              : []),
          ]}
        />
        <Reasons locale={locale} reasons={reasonsOf(gov, locale, context.service, kase.decision, view.names)} />
      </Section>
    </>
  );
}

const dateOf = ({ gov, locale }: TaskView, at: Date) => (
  <DateText locale={locale} iso={at.toISOString()} zone={gov.pack.timeZone} />
);
