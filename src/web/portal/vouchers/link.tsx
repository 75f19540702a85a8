import { Card, CardGrid, Section } from '../../../design/index.ts';
import type { Locale } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { VOUCHERS } from './words.ts';

/** The way to vouchers and support from the front door; nothing where the country has none. */
export function VoucherLink({ gov: { pack }, locale }: { gov: Government; locale: Locale }) {
  const programmes = [...pack.programmes.values()];
  if (programmes.length === 0) return null;
  return (
    <Section id="vouchers" title={VOUCHERS.title[locale]}>
      <CardGrid>
        <Card
          href="/vouchers"
          title={VOUCHERS.homeTitle[locale]}
          meta={programmes.map(({ title }) => title[locale]).join(' · ')}
          featured
        >
          {VOUCHERS.lead[locale]}
        </Card>
      </CardGrid>
    </Section>
  );
}
