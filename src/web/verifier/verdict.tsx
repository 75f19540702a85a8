import type { Locale } from '../../kernel/index.ts';
import { REASONS, VERIFIER } from './words.ts';

const HEADLINES = ['yes', 'no', 'genuine', 'refused'] as const;

/**
 * The answer, and nothing else on the screen: colour, form, word and sound all say it. The island `verifier` shows what
 * belongs to it and fills in what the card says.
 */
export function Verdict({ locale }: { locale: Locale }) {
  return (
    <section class="md-verdict" data-verdict aria-labelledby="verdict-title" hidden>
      <Seal />
      <h1 class="md-verdict__title" id="verdict-title" tabIndex={-1}>
        {HEADLINES.map((name) => (
          <span data-headline={name} hidden key={name}>
            {VERIFIER[name][locale]}
          </span>
        ))}
      </h1>
      {Object.entries(REASONS).map(([name, text]) => (
        <p class="md-verdict__reason" data-reason={name} hidden key={name}>
          {text[locale]}
        </p>
      ))}
      <dl class="md-verdict__claims" data-claims data-yes={VERIFIER.yes[locale]} data-no={VERIFIER.no[locale]} />
      <div class="md-verdict__card">
        <p class="md-verdict__of" data-of data-pattern={VERIFIER.of[locale]} />
        <p data-holds="paper" hidden>
          {VERIFIER.paper[locale]}
        </p>
        <p data-holds="phone" hidden>
          {VERIFIER.phone[locale]}
        </p>
        <p data-old hidden>
          {VERIFIER.old[locale]}
        </p>
        <p class="md-verdict__age" data-verdict-age />
        <div class="md-verdict__ways">
          <button class="govuk-button" type="button" id="next">
            {VERIFIER.next[locale]}
          </button>
          <button class="govuk-button govuk-button--secondary" type="button" id="ask-again" hidden>
            {VERIFIER.ask[locale]}
          </button>
          <p>
            <button class="md-link-button" type="button" id="sound">
              {VERIFIER.again[locale]}
            </button>
          </p>
        </div>
      </div>
    </section>
  );
}

/** A tick in a circle, a cross in the form of a stop sign, or a card to be read. */
function Seal() {
  return (
    <svg class="md-verdict__seal" viewBox="0 0 100 100" aria-hidden="true" focusable="false">
      <g data-seal="yes">
        <circle class="md-verdict__form" cx="50" cy="50" r="48" />
        <path class="md-verdict__mark" d="m26 52 8-8 11 12 22-26 9 8-31 36z" />
      </g>
      <g data-seal="genuine">
        <rect class="md-verdict__form" x="2" y="16" width="96" height="68" rx="10" />
        <path class="md-verdict__mark" d="M14 30h24v30H14zM48 30h38v7H48zM48 44h38v7H48zM48 58h24v7H48z" />
      </g>
      <g data-seal="no">
        <path class="md-verdict__form" d="M30 2h40l28 28v40L70 98H30L2 70V30z" />
        <path class="md-verdict__mark" d="M33 25 50 42 67 25l8 8-17 17 17 17-8 8-17-17-17 17-8-8 17-17-17-17z" />
      </g>
    </svg>
  );
}
