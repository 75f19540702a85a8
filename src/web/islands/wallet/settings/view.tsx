import { useState } from 'preact/hooks';
import type { Locale } from '../../../../kernel/index.ts';
import { fill } from '../locales.ts';
import type { Profile } from '../model.ts';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { type OpenWallet, removeProfile } from '../store.ts';
import type { ViewProps } from '../view.ts';
import { LockForm } from './lock-form.tsx';
import { SETTINGS_WORDS as WORDS } from './words.ts';

/** How a wallet is opened, and taking it from the device. */
export function SettingsView({ wallet, locale }: ViewProps) {
  const [profile, setProfile] = useState<Profile>(wallet.profile);
  return (
    <>
      <Heading>{WORDS.settings[locale]}</Heading>
      <h2 class="govuk-heading-m">{WORDS.locks[locale]}</h2>
      <ul class="govuk-list govuk-list--bullet">
        {profile.locks.map((kind) => (
          <li key={kind}>{WORDS.locksAre[kind][locale]}</li>
        ))}
      </ul>
      <LockForm locale={locale} profile={profile} onChange={setProfile} />
      <h2 class="govuk-heading-m">{WORDS.install[locale]}</h2>
      <p class="govuk-body">{WORDS.installHelp[locale]}</p>
      <h2 class="govuk-heading-m">{WORDS.move[locale]}</h2>
      <p class="govuk-body">
        <a class="govuk-link" href="#move">
          {WORDS.move[locale]}
        </a>
      </p>
      <RemoveWallet wallet={wallet} locale={locale} />
    </>
  );
}

function RemoveWallet({ wallet, locale }: { wallet: OpenWallet; locale: Locale }) {
  const [isAsked, setIsAsked] = useState(false);
  const remove = () => removeProfile(wallet).then(() => location.replace(location.pathname));
  return (
    <>
      <h2 class="govuk-heading-m">{WORDS.remove[locale]}</h2>
      <p class="govuk-body">{fill(WORDS.removeHelp, locale, { name: wallet.profile.name })}</p>
      <div class="md-wallet-buttons">
        {isAsked && (
          <Button kind="warning" onClick={() => void remove()}>
            {WORDS.removeSure[locale]}
          </Button>
        )}
        <Button kind="secondary" onClick={() => setIsAsked(!isAsked)}>
          {(isAsked ? WORDS.keep : WORDS.remove)[locale]}
        </Button>
      </div>
    </>
  );
}
