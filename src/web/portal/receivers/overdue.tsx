import { DateText, EmptyState, Heading, Layout, type PageContext, Paragraph, Table } from '../../../design/index.ts';
import type { Overdue } from '../../../exchange/index.ts';
import { RECEIVERS } from './words.ts';

interface OverdueProps {
  context: PageContext;
  overdue: readonly { late: Overdue; title: string }[];
  zone: string;
}

/** Who has not confirmed in time that it has deleted what it may keep no more. For everybody to see. */
export function OverduePage({ context, overdue, zone }: OverdueProps) {
  const { locale } = context;
  return (
    <Layout context={context} title={RECEIVERS.overdueTitle[locale]}>
      <Heading>{RECEIVERS.overdueTitle[locale]}</Heading>
      <Paragraph size="l">{RECEIVERS.overdueLead[locale]}</Paragraph>
      {overdue.length === 0 ? (
        <EmptyState locale={locale} title={RECEIVERS.overdueNone[locale]} />
      ) : (
        <Table
          id="overdue"
          caption={RECEIVERS.overdueTitle[locale]}
          captionHidden
          narrow="cards"
          columns={[
            { header: RECEIVERS.recipient[locale] },
            { header: RECEIVERS.count[locale], numeric: true },
            { header: RECEIVERS.since[locale] },
          ]}
          rows={overdue.map(({ late, title }) => [
            title,
            String(late.count),
            <DateText locale={locale} iso={late.since.toISOString()} zone={zone} />,
          ])}
        />
      )}
    </Layout>
  );
}
