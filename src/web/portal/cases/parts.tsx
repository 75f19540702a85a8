import { Card, CardGrid, DateText, Link, type Status, Tag, Timeline } from '../../../design/index.ts';
import { formatDay, type Locale, say } from '../../../kernel/index.ts';
import type { Government, Service } from '../../../pack/index.ts';
import { type ApplicationRow, type CaseRow, type CaseState, STATE_TEXT, titleOf } from '../../../services/index.ts';
import { amountText } from '../../findings.tsx';
import { PORTAL } from '../words.ts';

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

/** A way back into a draft, with when it was saved. */
export function DraftLine({ gov, draft, locale }: { gov: Government; draft: ApplicationRow; locale: Locale }) {
  return (
    <>
      <Link href={`/applications/${draft.id}`}>
        {say(PORTAL.continueDraft, locale, { title: titleOf(gov.pack, draft)[locale] })}
      </Link>{' '}
      <DateText locale={locale} iso={draft.savedAt.toISOString()} zone={gov.pack.timeZone} form="time" />
    </>
  );
}

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
    return <>{say(PORTAL.decideBy, locale, { until: formatDay(kase.dueOn, locale) })}</>;
  if (kase.state === 'approved' && kase.decision?.amount != null)
    return <strong>{amountText(gov, locale, service, kase.decision.amount)}</strong>;
  return <>{say(PORTAL.caseNumber, locale, { number: kase.number })}</>;
}

function waitingText(gov: Government, kase: CaseRow, locale: Locale): string {
  if (kase.waitsFor === 'agreement') return PORTAL.waitsForAgreement[locale];
  if (kase.waitsFor === 'correction') return PORTAL.waitsForCorrection[locale];
  return say(PORTAL.waitsForCase, locale, { title: gov.pack.services.get(kase.waitsFor ?? '')?.title[locale] ?? '' });
}
