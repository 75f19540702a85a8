import { Layout, type PageContext, PrintDecision } from '../../../design/index.ts';
import { dayOf, say } from '../../../kernel/index.ts';
import { paperAddress } from '../../../log/index.ts';
import { cite } from '../../../pack/index.ts';
import { type CaseEvent, type CaseRow, STATE_TEXT } from '../../../services/index.ts';
import { amountText, reasonsOf } from '../../findings.tsx';
import type { Site } from '../../site.ts';
import { PORTAL } from '../words.ts';

/** The decision as it is printed on one A4 page. */
export function DecisionPage({
  site,
  context,
  kase,
  decided,
}: {
  site: Site;
  context: PageContext;
  kase: CaseRow;
  decided: CaseEvent;
}) {
  const { gov, brand } = site;
  const { locale } = context;
  const service = gov.pack.services.get(kase.service)!;
  const { entry, salt, content } = decided;
  const href = `${site.origin()}/receipts/${entry}`;
  // Whoever holds the paper verifies what it says without asking us; once the salt is gone, only that the entry exists.
  const scan = salt === null ? href : paperAddress(`${site.origin()}/log/verify`, entry, { salt, content });
  const receipt = { href, scan, code: entry };
  const status = STATE_TEXT[kase.state][locale];
  return (
    <Layout context={context} title={`${service.title[locale]} – ${status}`} back={{ href: `/cases/${kase.id}` }}>
      <PrintDecision
        locale={locale}
        sheet={{
          brand,
          agency: gov.pack.agencies.get(kase.agency)!.title[locale],
          caseNumber: kase.number,
          decidedOn: dayOf(decided.at, gov.pack.timeZone),
          era: gov.pack.era,
          applicant: context.person?.name ?? '',
          subject: service.title[locale],
          decision: (
            <>
              {status}
              {kase.decision?.amount != null && kase.state === 'approved' && (
                <> · {amountText(gov, locale, service, kase.decision.amount)}</>
              )}
            </>
          ),
          reasons: kase.decision ? reasonsOf(gov, locale, service, kase.decision) : [],
          laws: service.law.map((law) => ({ text: cite(law, locale), checked: law.checked !== false })),
          appeal: {
            text: say(PORTAL.appealNotice, locale, {
              days: gov.pack.appeal.period.days,
              appeal: gov.pack.appeal.title[locale],
            }),
            by: kase.appealUntil ?? '',
          },
          receipt,
        }}
      />
    </Layout>
  );
}
