import { ButtonLink } from '../../../design/index.ts';
import type { Locale } from '../../../kernel/index.ts';
import { FINDER } from './words.ts';

/** The way to "what can I get?" from the front door. */
export function FinderLink({ locale }: { locale: Locale }) {
  return (
    <div class="md-finder-link">
      <ButtonLink href="/benefits" variant="inverse">
        {FINDER.title[locale]}
      </ButtonLink>
      <p>{FINDER.homeLead[locale]}</p>
    </div>
  );
}
