import {
  Card,
  CardGrid,
  EmptyState,
  Heading,
  Layout,
  Link,
  type PageContext,
  Paragraph,
  Section,
} from '../../../design/index.ts';
import type { Template } from '../../../exchange/index.ts';
import { say } from '../../../kernel/index.ts';
import { PURPOSES } from './words.ts';

/** All purposes: those that people agree to, and those that a law lets agencies read for. */
export function PurposesPage({
  context,
  templates,
  standards,
}: {
  context: PageContext;
  templates: readonly Template[];
  /** Whether there are standards by industry. */
  standards: boolean;
}) {
  const { locale } = context;
  const groups = [
    { id: 'consent', title: PURPOSES.byConsent, of: templates.filter(({ data }) => data.basis === 'consent') },
    { id: 'law', title: PURPOSES.byLaw, of: templates.filter(({ data }) => data.basis === 'statute') },
  ];
  return (
    <Layout context={context} title={PURPOSES.title[locale]} wide>
      <Heading>{PURPOSES.title[locale]}</Heading>
      <Paragraph>{PURPOSES.lead[locale]}</Paragraph>
      {templates.length === 0 && <EmptyState locale={locale} title={PURPOSES.none[locale]} />}
      {groups
        .filter(({ of }) => of.length > 0)
        .map(({ id, title, of }) => (
          <Section id={id} title={title[locale]} key={id}>
            <CardGrid>
              {of.map(({ id: own, party, purpose, fields, statements }) => (
                <Card
                  key={own}
                  href={`/purposes/${own}`}
                  title={purpose[locale]}
                  eyebrow={party.title[locale]}
                  meta={say(PURPOSES.counts, locale, { fields: fields.length, statements: statements.length })}
                />
              ))}
            </CardGrid>
          </Section>
        ))}
      {standards && (
        <Paragraph>
          <Link href="/standards">{PURPOSES.standards[locale]}</Link>
        </Paragraph>
      )}
    </Layout>
  );
}
