import { Card, CardGrid, Heading, Layout, type PageContext, Paragraph } from '../../../design/index.ts';
import { versionsOfStandard } from '../../../exchange/index.ts';
import { say } from '../../../kernel/index.ts';
import { INDUSTRIES, type Pack } from '../../../pack/index.ts';
import { industryName, STANDARDS, standardHref } from './words.ts';

/** All standards by industry, each by its newest version. */
export function StandardsPage({ context, pack }: { context: PageContext; pack: Pick<Pack, 'standards'> }) {
  const { locale } = context;
  const names = [...new Set([...pack.standards.values()].map(({ name }) => name))];
  const newest = names.map((name) => versionsOfStandard(pack, name)[0]!);
  return (
    <Layout context={context} title={STANDARDS.title[locale]} wide>
      <Heading>{STANDARDS.title[locale]}</Heading>
      <Paragraph>{STANDARDS.lead[locale]}</Paragraph>
      <CardGrid>
        {INDUSTRIES.flatMap((industry) => newest.filter((one) => one.industry === industry)).map((standard) => (
          <Card
            key={standard.id}
            href={standardHref(standard)}
            title={standard.title[locale]}
            eyebrow={industryName(standard.industry)[locale]}
            meta={say(STANDARDS.newest, locale, { id: standard.id, fields: standard.fields.size })}
          >
            {standard.summary[locale]}
          </Card>
        ))}
      </CardGrid>
    </Layout>
  );
}
