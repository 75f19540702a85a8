import type { Locale } from '../../../../kernel/index.ts';
import type { HeldClaim } from '../model.ts';
import { Row } from './row.tsx';
import { valueText } from './value.ts';

/** What a card says, one row a claim. */
export function ClaimList({ claims, locale }: { claims: readonly HeldClaim[]; locale: Locale }) {
  return (
    <dl class="govuk-summary-list">
      {claims.map((claim) => (
        <Row key={claim.key} name={claim.title[locale]}>
          {isPicture(claim.value) ? (
            <img class="md-wallet-picture" src={claim.value} alt={valueText(claim, locale)} />
          ) : (
            valueText(claim, locale)
          )}
        </Row>
      ))}
    </dl>
  );
}

const isPicture = (value: unknown): value is string => typeof value === 'string' && value.startsWith('data:image/');
