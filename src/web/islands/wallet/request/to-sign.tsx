import type { Transaction } from '../../../../formats/index.ts';
import type { Locale } from '../../../../kernel/index.ts';
import { fill } from '../locales.ts';
import { REQUEST_WORDS as WORDS } from './words.ts';

/**
 * What is signed with the card, in the very words that are hashed: nothing is left out, and nothing is put in another way. They
 * are in the language of the page that asked.
 */
export function ToSign({ locale, transaction: { data } }: { locale: Locale; transaction: Transaction }) {
  const { words, recipient } = data;
  return (
    <section class="md-ask__sign" aria-labelledby="to-sign">
      <h2 class="govuk-heading-m" id="to-sign">
        {WORDS.toSign[locale]}
      </h2>
      <p class="govuk-body">{fill(WORDS.toSignHelp, locale, { recipient })}</p>
      <div class="md-ask__words" lang={data.locale === locale ? undefined : data.locale}>
        <h3 class="govuk-heading-s">{words.title}</h3>
        <dl class="govuk-summary-list">
          {words.rows.map(({ label, lines }) => (
            <div class="govuk-summary-list__row" key={label}>
              <dt class="govuk-summary-list__key">{label}</dt>
              <dd class="govuk-summary-list__value">
                {lines.map((line) => (
                  <span class="md-ask__line" key={line}>
                    {line}
                  </span>
                ))}
              </dd>
            </div>
          ))}
        </dl>
        {words.notes.map((note) => (
          <p class="govuk-body" key={note}>
            {note}
          </p>
        ))}
      </div>
    </section>
  );
}
