import { useState } from 'preact/hooks';
import { queryOf, readOfferLink } from '../issuance/offer.ts';
import { Button, LinkButton } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { ScanField } from '../parts/scan-field.tsx';
import type { ViewProps } from '../view.ts';
import { ADD_WORDS as WORDS } from './words.ts';

/** What a code for a wallet looks like: of an offer here, or of a request, which goes to its own view. */
const WANTED = /^openid-credential-offer:|^openid4vp:|[?&#]credential_offer(_uri)?=|#(offer|request)\?/i;

/** The view that a text from a code or a field belongs to, if any: `offer?…` or `request?…`. */
export function viewOfText(text: string): string | undefined {
  if (/^openid4vp:|#request\?/i.test(text.trim())) return `request?${queryOf(text)}`;
  return readOfferLink(text) ? `offer?${queryOf(text)}` : undefined;
}

/** Adding a card: by camera, by a pasted link, or from the list of what one can have. */
export function AddView({ locale, go }: ViewProps) {
  const [text, setText] = useState('');
  const [isWrong, setIsWrong] = useState(false);

  function take(given: string): void {
    const view = viewOfText(given);
    setIsWrong(!view);
    if (view) go(view);
  }

  return (
    <>
      <Heading>{WORDS.title[locale]}</Heading>
      <p class="govuk-body">{WORDS.addHelp[locale]}</p>
      <ScanField locale={locale} wanted={WANTED} label={WORDS.scan[locale]} onText={take} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          take(text);
        }}
      >
        <Field
          label={WORDS.paste[locale]}
          hint={WORDS.pasteHint[locale]}
          value={text}
          onValue={setText}
          error={isWrong ? WORDS.notOffer[locale] : undefined}
        />
        <Button kind="secondary">{WORDS.next[locale]}</Button>
      </form>
      <p class="govuk-body md-wallet-apart">
        <a class="govuk-link" href="/cards">
          {WORDS.choose[locale]}
        </a>
      </p>
      <LinkButton href="#" kind="secondary">
        {WORDS.toCards[locale]}
      </LinkButton>
    </>
  );
}
