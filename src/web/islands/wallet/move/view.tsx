import { useEffect, useState } from 'preact/hooks';
import type { Locale } from '../../../../kernel/index.ts';
import { readOfferLink } from '../issuance/offer.ts';
import { signIn } from '../issuance/sign-in.ts';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { ScanField } from '../parts/scan-field.tsx';
import { cardsOf, grantOf } from '../store.ts';
import type { ViewProps } from '../view.ts';
import { accessBy } from './access.ts';
import { Failed } from './failed.tsx';
import { serverOfHouse } from './house.ts';
import { NewPhone } from './new-phone.tsx';
import { OldPhone } from './old-phone.tsx';
import { takeOffer } from './receive.ts';
import { MOVE_WORDS as WORDS } from './words.ts';

/** What an old phone shows: a link with an offer, in whichever form. */
const OFFER = /credential_offer(_uri)?=/;

/** Moving to another phone: this is the old one, or the new one, which scans the old one's code or signs in. */
export function MoveView({ wallet, locale, rest, go }: ViewProps) {
  const [isOld, setOld] = useState(false);
  useEffect(() => setOld(false), [rest]);
  const asking = (address: string, how?: RequestInit) => fetch(address, how);
  if (isOld) return <OldPhone {...{ wallet, locale }} fetch={asking} onStop={() => setOld(false)} />;

  const link = OFFER.test(rest) ? readOfferLink(`openid-credential-offer://?${rest}`) : undefined;
  const issuer = new URLSearchParams(rest).get('issuer');
  if (link) {
    const enter = (code: string) => takeOffer(wallet, asking, link, code);
    return <NewPhone key={rest} {...{ wallet, locale, go, enter }} fetch={asking} needsCode />;
  }
  if (issuer) {
    const enter = async () => accessBy(wallet, asking, (await grantOf(wallet, issuer))!);
    return <NewPhone key={rest} {...{ wallet, locale, go, enter }} fetch={asking} />;
  }
  return <Beginning {...{ wallet, locale, go, rest }} onOld={() => setOld(true)} />;
}

function Beginning({ wallet, locale, go, onOld }: ViewProps & { onOld(): void }) {
  const [hasCards, setHasCards] = useState<boolean>();
  const [error, setError] = useState<unknown>();
  useEffect(() => void cardsOf(wallet).then((cards) => setHasCards(cards.length > 0)), [wallet]);
  if (hasCards === undefined) return null;
  if (error) return <Failed {...{ locale, error }} onAgain={() => setError(undefined)} />;

  async function leaveToSignIn(): Promise<void> {
    const asking = (address: string, how?: RequestInit) => fetch(address, how);
    const house = await serverOfHouse(asking);
    location.assign(await signIn(wallet, asking, { ...house, scopes: ['move'], purpose: 'move' }));
  }

  return (
    <>
      <Heading>{WORDS.title[locale]}</Heading>
      <p class="govuk-body-l">{WORDS.lead[locale]}</p>
      {hasCards && (
        <section class="md-move">
          <h2 class="govuk-heading-m">{WORDS.old[locale]}</h2>
          <p class="govuk-body">{WORDS.oldText[locale]}</p>
          <Button onClick={onOld}>{WORDS.oldStart[locale]}</Button>
        </section>
      )}
      <section class="md-move">
        <h2 class="govuk-heading-m">{WORDS.new[locale]}</h2>
        <p class="govuk-body">{WORDS.newText[locale]}</p>
        <ScanField
          locale={locale}
          wanted={OFFER}
          label={WORDS.scan[locale]}
          onText={(text) => go(`move${text.slice(text.indexOf('?'))}`)}
        />
        <h3 class="govuk-heading-s">{WORDS.without[locale]}</h3>
        <p class="govuk-body">{WORDS.withoutText[locale]}</p>
        <Button kind="secondary" onClick={() => void leaveToSignIn().catch(setError)}>
          {WORDS.signIn[locale]}
        </Button>
      </section>
      <Devices locale={locale} />
    </>
  );
}

/** The list of devices is on a page of its own, which asks who one is: the wallet itself is nobody's. */
function Devices({ locale }: { locale: Locale }) {
  return (
    <section class="md-move">
      <h2 class="govuk-heading-m">{WORDS.devices[locale]}</h2>
      <p class="govuk-body">{WORDS.devicesText[locale]}</p>
      <p class="govuk-body">
        <a class="govuk-link" href="/cards/devices">
          {WORDS.devicesLink[locale]}
        </a>
      </p>
    </section>
  );
}
