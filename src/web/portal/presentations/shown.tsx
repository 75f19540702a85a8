import { Paragraph, SummaryCard } from '../../../design/index.ts';
import type { Locale } from '../../../kernel/index.ts';
import type { CredentialClaim, Government, PartyUse } from '../../../pack/index.ts';
import { showValue } from '../../values.tsx';
import type { Outcome } from './outcome.ts';
import { PARTIES } from './party-words.ts';

type Shown = NonNullable<Outcome['cards']>[number];

interface ShownProps {
  gov: Government;
  locale: Locale;
  use: PartyUse;
  cards: readonly Shown[];
}

/** What was shown to a relying party: of what it asked for, what it was given. */
export function ShownCards({ gov, locale, use, cards }: ShownProps) {
  return (
    <>
      {cards.map((card) => {
        const asked = use.asks.flat().find(({ type }) => type.id === card.type);
        const rows = [...(asked?.claims ?? []), ...(asked?.optional ?? [])].flatMap((claim) => {
          const value = shownValue(card, claim);
          return value === undefined
            ? []
            : [{ key: claim.title[locale], value: textOf(gov, locale, card, claim, value) }];
        });
        const title = gov.pack.credentials.get(card.type)?.title[locale] ?? card.type;
        return rows.length > 0 ? (
          <SummaryCard key={card.query} locale={locale} title={title} level={2} rows={rows} />
        ) : (
          <Paragraph key={card.query}>{title}</Paragraph>
        );
      })}
    </>
  );
}

/** Where a claim stands differs by format. */
function shownValue({ format, claims }: Shown, { path, element }: CredentialClaim): unknown {
  const way = format === 'mso_mdoc' && element ? [element.namespace, element.name] : path;
  return way.reduce<unknown>(
    (inside, name) => (inside as Readonly<Record<string, unknown>> | undefined)?.[name],
    claims,
  );
}

function textOf(gov: Government, locale: Locale, { type }: Shown, claim: CredentialClaim, value: unknown) {
  if (claim.says.kind === 'picture') return PARTIES.picture[locale];
  const options = typeof value === 'string' ? claim.options?.[value] : undefined;
  if (options) return options[locale];
  const fact = gov.pack.credentials.get(type)?.eligibility.facts.get(claim.says.fact);
  return fact && fact.type !== 'person' ? showValue(gov, locale, fact, value) : String(value);
}
