import { ButtonLink, InsetText, Paragraph } from '../../design/index.ts';
import type { Locale } from '../../kernel/index.ts';
import { PROOF } from './words.ts';

/** Where one proves again who one is, and comes back to a page of this site from. */
export const proofAddress = (here: string): string => `/sign-in/again?${new URLSearchParams({ next: here })}`;

/**
 * Stands in the place of a form that only goes through `provedLately`, so that nobody fills it in for nothing.
 * @param here the page that it stands on.
 */
export function ProveFirst({ locale, here }: { locale: Locale; here: string }) {
  return (
    <InsetText>
      <Paragraph>{PROOF.first[locale]}</Paragraph>
      <ButtonLink href={proofAddress(here)} variant="secondary">
        {PROOF.prove[locale]}
      </ButtonLink>
    </InsetText>
  );
}
