import { Layout, Panel, Paragraph } from '../../../design/index.ts';
import { type ApplicationRow, type CaseRow, titleOf } from '../../../services/index.ts';
import { CaseTimeline } from '../cases/parts.tsx';
import { PORTAL } from '../words.ts';
import type { JourneyProps } from './layout.tsx';

interface SubmittedProps extends Pick<JourneyProps, 'gov' | 'context'> {
  application: ApplicationRow;
  cases: readonly CaseRow[];
}

/** After submitting: how each agency's part stands. */
export function SubmittedPage({ gov, context, application, cases }: SubmittedProps) {
  const { locale } = context;
  const title = titleOf(gov.pack, application);
  return (
    <Layout context={context} title={`${PORTAL.submitted[locale]} – ${title[locale]}`} service={title[locale]}>
      <Panel title={PORTAL.submitted[locale]}>{title[locale]}</Panel>
      <Paragraph size="l">{PORTAL.submittedLead[locale]}</Paragraph>
      <CaseTimeline gov={gov} cases={cases} locale={locale} />
    </Layout>
  );
}
