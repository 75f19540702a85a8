import type { Locale } from '../../../../kernel/index.ts';
import type { Delivered } from '../issuance/issue.ts';
import type { IssuanceError } from '../issuance/problem.ts';
import { fill } from '../locales.ts';
import { Button, LinkButton } from '../parts/button.tsx';
import { CardFace } from '../parts/card-face.tsx';
import { Heading } from '../parts/heading.tsx';
import { Notice } from '../parts/notice.tsx';
import { PROBLEMS, ADD_WORDS as WORDS } from './words.ts';

/** The cards that came. */
export function Done({ locale, delivered: { cards } }: { locale: Locale; delivered: Delivered }) {
  const [first] = cards;
  return (
    <>
      <Heading>{(first ? WORDS.done : WORDS.later)[locale]}</Heading>
      {cards.map((card) => (
        <p class="md-wallet-cards" key={card.id}>
          <CardFace card={card} locale={locale} />
        </p>
      ))}
      <LinkButton href={first ? `#card=${first.id}` : '#'}>{(first ? WORDS.see : WORDS.toCards)[locale]}</LinkButton>
    </>
  );
}

/** Why none came. */
export function Failed({ locale, error, onAgain }: { locale: Locale; error: IssuanceError; onAgain?: () => void }) {
  return (
    <>
      <Heading>{WORDS.failed[locale]}</Heading>
      <Notice kind="problem" title={PROBLEMS[error.reason][locale]}>
        {error.said && <p class="md-wallet-small">{fill(WORDS.said, locale, { said: error.said })}</p>}
      </Notice>
      <div class="md-wallet-buttons">
        {onAgain && <Button onClick={onAgain}>{WORDS.again[locale]}</Button>}
        <LinkButton href="#" kind="secondary">
          {WORDS.toCards[locale]}
        </LinkButton>
      </div>
    </>
  );
}
