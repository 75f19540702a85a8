import type { Locale } from '../../../../kernel/index.ts';
import { IssuanceError } from '../issuance/problem.ts';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { MOVE_WORDS as WORDS } from './words.ts';

/** Why nothing was moved, and that one may try again: until the end of a move nothing is lost. */
export function Failed({ locale, error, onAgain }: { locale: Locale; error: unknown; onAgain(): void }) {
  const reason = error instanceof IssuanceError ? error.reason : undefined;
  const why = reason === 'over' ? WORDS.whyOver : reason === 'unreachable' ? WORDS.whyUnreachable : WORDS.whyOther;
  return (
    <>
      <Heading>{WORDS.failed[locale]}</Heading>
      <p class="govuk-body-l" role="alert" data-failed={String((error as Error).message)}>
        {why[locale]}
      </p>
      <Button onClick={onAgain}>{WORDS.tryAgain[locale]}</Button>
    </>
  );
}
