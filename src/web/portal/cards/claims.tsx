import { SummaryList, Tag } from '../../../design/index.ts';
import type { Locale } from '../../../kernel/index.ts';
import { type ClaimValue, type CredentialType, claimKey, type Government } from '../../../pack/index.ts';
import { showValue } from '../../values.tsx';
import { MY_CARDS } from './words.ts';

/** What a copy that is made now would say, each claim with what is always shown marked as such. */
export function Claims({
  gov,
  locale,
  type,
  claims,
}: {
  gov: Government;
  locale: Locale;
  type: CredentialType;
  claims: readonly ClaimValue[];
}) {
  const rows = claims.map((said) => ({
    key: said.claim.title[locale],
    value: (
      <>
        {shownValue(gov, locale, type, said)}
        {!said.claim.apart && (
          <>
            {' '}
            <Tag tone="neutral">{MY_CARDS.always[locale]}</Tag>
          </>
        )}
      </>
    ),
  }));
  return <SummaryList key={claims.map(({ claim }) => claimKey(claim)).join()} locale={locale} rows={rows} />;
}

function shownValue(
  gov: Government,
  locale: Locale,
  { eligibility }: CredentialType,
  { claim, type, value }: ClaimValue,
) {
  if (claim.says.kind === 'picture') return MY_CARDS.picture[locale];
  // Of a person a copy tells the national number, which is shown as it is.
  if (type === 'person') return String(value);
  return showValue(gov, locale, eligibility.facts.get(claim.says.fact)!, value);
}
