import type { ComponentChildren } from 'preact';
import { InsetText, NotificationBanner, Paragraph } from '../../design/index.ts';
import type { Locale, Text } from '../../kernel/index.ts';
import { PROOF } from './proof-words.ts';

/*
 * What a browser's own check came to. All outcomes are in the page, in the reader's language; an island shows the one that
 * it found.
 */

interface OutcomesProps {
  locale: Locale;
  /** What each check found; in every outcome. */
  findings: ComponentChildren;
  /** Words in the place of those of a receipt's own page. */
  words?: Partial<Record<'disprovedHelp' | 'undecided' | 'undecidedHelp', Text>>;
}

/** The outcomes, all hidden at first: being checked, proved, disproved, undecided. Put them into a live region. */
export function Outcomes({ locale, findings, words }: OutcomesProps) {
  const said = { ...PROOF, ...words };
  return (
    <>
      <Outcome name="checking">
        <InsetText>{PROOF.checking[locale]}</InsetText>
      </Outcome>
      <Outcome name="ok">
        <NotificationBanner
          locale={locale}
          tone="success"
          id="proved"
          title={PROOF.check[locale]}
          heading={PROOF.proved[locale]}
        >
          {findings}
          <Paragraph>{PROOF.provedHelp[locale]}</Paragraph>
        </NotificationBanner>
      </Outcome>
      <Outcome name="failed">
        <div class="govuk-error-summary" role="alert">
          <h2 class="govuk-error-summary__title">{PROOF.disproved[locale]}</h2>
          {findings}
          <Paragraph>{said.disprovedHelp[locale]}</Paragraph>
        </div>
      </Outcome>
      <Outcome name="unknown">
        <NotificationBanner locale={locale} id="undecided" title={PROOF.check[locale]} heading={said.undecided[locale]}>
          {findings}
          <Paragraph>{said.undecidedHelp[locale]}</Paragraph>
        </NotificationBanner>
      </Outcome>
    </>
  );
}

/** One outcome, hidden until an island shows it. */
export function Outcome({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div data-outcome={name} hidden>
      {children}
    </div>
  );
}
