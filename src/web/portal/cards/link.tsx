import { Card, CardGrid, Link, List, Section } from '../../../design/index.ts';
import type { Locale } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import type { CaseRow } from '../../../services/index.ts';
import { VERIFIER } from '../../verifier/words.ts';
import { MY_CARDS } from './words.ts';

/** The ways from the front door to one's cards, to the wallet and to the page that verifies; none where the country has no cards. */
export function CardsLink({ gov: { pack }, locale }: { gov: Government; locale: Locale }) {
  const types = [...pack.credentials.values()];
  if (types.length === 0) return null;
  return (
    <Section id="cards" title={MY_CARDS.title[locale]}>
      <CardGrid>
        <Card
          href="/cards"
          title={MY_CARDS.homeTitle[locale]}
          meta={types.map(({ title }) => title[locale]).join(' · ')}
          featured
        >
          {MY_CARDS.lead[locale]}
        </Card>
        <Card href="/wallet" title={MY_CARDS.openWallet[locale]}>
          {MY_CARDS.walletMeans[locale]}
        </Card>
        <Card href="/verifier" title={VERIFIER.title[locale]}>
          {MY_CARDS.verifierMeans[locale]}
        </Card>
      </CardGrid>
    </Section>
  );
}

/** The cards that a decision granted to whoever applied, each with the way to put it into a wallet. */
export function IssuedCards({ gov: { pack }, locale, kase }: { gov: Government; locale: Locale; kase: CaseRow }) {
  const issued = (kase.decision?.effects ?? []).filter(
    ({ verb, person }) => verb === 'issue' && person === kase.applicant,
  );
  if (issued.length === 0) return null;
  return (
    <Section id="issued" title={MY_CARDS.issued[locale]}>
      <List
        items={issued.map(({ credential, card }) => (
          <Link href={`/cards/${card}`}>
            {pack.credentials.get(String(credential))?.title[locale] ?? String(credential)}
          </Link>
        ))}
      />
    </Section>
  );
}
