import type { ComponentChildren } from 'preact';
import { Card, CardGrid, Link, Money, type Reason, type Status, Tag, Timeline } from '../../../design/index.ts';
import { formatDay, type Locale, say } from '../../../kernel/index.ts';
import { cite, type Government, type Service } from '../../../pack/index.ts';
import { type CaseRow, type CaseState, STATE_TEXT } from '../../../services/index.ts';
import { tell } from '../../site.ts';
import { showValue } from '../../values.tsx';
import { PORTAL } from '../words.ts';

/** An amount as it is paid: once, or each month. */
export function amountText(gov: Government, service: Service, minor: number, locale: Locale): ComponentChildren {
  const monthly = service.effects.some((effect) => effect.verb === 'pay' && effect.monthly);
  const money = <Money locale={locale} minor={minor} currency={gov.pack.currency} />;
  if (!monthly) return money;
  const [before = '', after = ''] = say(PORTAL.amountMonthly, locale, { amount: '|' }).split('|');
  return (
    <>
      {before}
      {money}
      {after}
    </>
  );
}

const TONES: Record<CaseState, Status['tone']> = {
  received: 'info',
  waiting: 'info',
  review: 'info',
  incomplete: 'warning',
  approved: 'success',
  refused: 'danger',
  withdrawn: 'neutral',
};

export const statusOf = (kase: CaseRow, locale: Locale): Status => ({
  tone: TONES[kase.state],
  text: STATE_TEXT[kase.state][locale],
});

interface CaseCardsProps {
  gov: Government;
  cases: readonly CaseRow[];
  locale: Locale;
  /** Of the cards' headings. */
  level?: 2 | 3;
}

/** Cases as cards: service, agency, state, amount. */
export function CaseCards({ gov, cases, locale, level = 3 }: CaseCardsProps) {
  return (
    <CardGrid>
      {cases.map((kase) => {
        const service = gov.pack.services.get(kase.service)!;
        const status = statusOf(kase, locale);
        return (
          <Card
            key={kase.id}
            href={`/cases/${kase.id}`}
            title={service.title[locale]}
            level={level}
            eyebrow={gov.pack.agencies.get(kase.agency)!.title[locale]}
            meta={<Tag tone={status.tone}>{status.text}</Tag>}
          >
            <Standing gov={gov} kase={kase} service={service} locale={locale} />
          </Card>
        );
      })}
    </CardGrid>
  );
}

/** Each agency's part of an application, in one timeline. */
export function CaseTimeline({ gov, cases, locale }: { gov: Government; cases: readonly CaseRow[]; locale: Locale }) {
  return (
    <Timeline
      locale={locale}
      zone={gov.pack.timeZone}
      entries={cases.map((kase) => {
        const service = gov.pack.services.get(kase.service)!;
        return {
          id: kase.id,
          title: <Link href={`/cases/${kase.id}`}>{service.title[locale]}</Link>,
          agency: gov.pack.agencies.get(kase.agency)!.title[locale],
          status: statusOf(kase, locale),
          on: (kase.decidedAt ?? kase.openedAt).toISOString(),
          children: <Standing gov={gov} kase={kase} service={service} locale={locale} />,
        };
      })}
    />
  );
}

/** One line on how a case stands: what it waits for, until when, or what it gives. */
export function Standing({
  gov,
  kase,
  service,
  locale,
}: {
  gov: Government;
  kase: CaseRow;
  service: Service;
  locale: Locale;
}) {
  if (kase.state === 'waiting') return <>{waitingText(gov, kase, locale)}</>;
  if (kase.state === 'review' && kase.dueOn)
    return <>{tell(PORTAL.decideBy, locale, { until: formatDay(kase.dueOn, locale) })}</>;
  if (kase.state === 'approved' && kase.decision?.amount != null)
    return <strong>{amountText(gov, service, kase.decision.amount, locale)}</strong>;
  return <>{tell(PORTAL.caseNumber, locale, { number: kase.number })}</>;
}

function waitingText(gov: Government, kase: CaseRow, locale: Locale): string {
  if (kase.waitsFor === 'agreement') return PORTAL.waitsForAgreement[locale];
  if (kase.waitsFor === 'correction') return PORTAL.waitsForCorrection[locale];
  return tell(PORTAL.waitsForCase, locale, { title: gov.pack.services.get(kase.waitsFor ?? '')?.title[locale] ?? '' });
}

/** A decision's reasons, clause by clause, with the facts and figures that each rests on. */
export function reasonsOf(gov: Government, service: Service, decision: CaseRow['decision'], locale: Locale): Reason[] {
  if (!decision) return [];
  return service.clauses.map((clause) => {
    const found = decision.clauses.find(({ id }) => id === clause.id);
    const uses = (found?.uses ?? []).flatMap(({ name, value }) => {
      const shown = service.facts.get(name) ?? service.parameters.get(name);
      if (!shown || value === undefined || ('type' in shown && (shown.type === 'person' || shown.type === 'people')))
        return [];
      const type =
        'type' in shown
          ? shown
          : { type: shown.unit?.startsWith(gov.pack.currency.code) ? 'money' : 'number', unit: shown.unit };
      return [
        <>
          {shown.title[locale]}: {showValue(gov, locale, type, value)}
        </>,
      ];
    });
    return {
      outcome: found?.outcome ?? 'unknown',
      text: clause.text[locale],
      because: uses.map((use, index) => (
        <>
          {index > 0 && ' · '}
          {use}
        </>
      )),
      ...(clause.law && { law: { text: cite(clause.law, locale), checked: clause.law.checked !== false } }),
    };
  });
}
