import { Button, Form, Heading, Layout, Paragraph, SummaryList, TextArea } from '../../../design/index.ts';
import type { KnownField } from '../../../services/index.ts';
import { tell } from '../../site.ts';
import { showValue } from '../../values.tsx';
import { PORTAL } from '../words.ts';
import type { JourneyProps } from './layout.tsx';

/** Says that a value is wrong, and what is right. */
export function DisputePage({
  gov,
  context,
  id,
  field,
}: Pick<JourneyProps, 'gov' | 'context'> & { id: string; field: KnownField }) {
  const { locale } = context;
  const { fact, known } = field;
  const agency = known.origin.kind === 'registry' ? gov.pack.agencies.get(known.origin.agency)!.title[locale] : '';
  return (
    <Layout context={context} title={PORTAL.disputeTitle[locale]} back={{ href: `/applications/${id}/answers` }}>
      <Heading size="xl">{PORTAL.disputeTitle[locale]}</Heading>
      <SummaryList
        locale={locale}
        rows={[{ key: fact.title[locale], value: showValue(gov, locale, fact, known.value) }]}
      />
      <Paragraph>{tell(PORTAL.disputeLead, locale, { agency })}</Paragraph>
      <Form action={`/applications/${id}/facts/${fact.name}/dispute`}>
        <TextArea locale={locale} name="claimed" label={PORTAL.disputeClaim[locale]} rows={3} maxLength={1_000} />
        <Button>{PORTAL.askToCorrect[locale]}</Button>
      </Form>
    </Layout>
  );
}
