import { useEffect, useState } from 'preact/hooks';
import type { Locale } from '../../../../kernel/index.ts';
import type { Profile } from '../model.ts';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { Notice } from '../parts/notice.tsx';
import { type OpenWallet, profiles } from '../store.ts';
import { SetUp } from './set-up.tsx';
import { Unlock } from './unlock.tsx';
import { OPEN_WORDS as WORDS } from './words.ts';

export interface OpenViewProps {
  locale: Locale;
  hasErrand: boolean;
  onOpen(wallet: OpenWallet): void;
}

type Listed = Profile & { waitUntil: number };

/** What stands before every wallet: whose it is, and its lock; where there is none yet, a new one. */
export function OpenView({ locale, hasErrand, onOpen }: OpenViewProps) {
  const [known, setKnown] = useState<readonly Listed[] | 'failed'>();
  const [chosen, setChosen] = useState<string>();
  useEffect(() => {
    profiles().then(setKnown, () => setKnown('failed'));
  }, []);
  if (!known) return null;
  if (known === 'failed') return <Notice kind="problem" title={WORDS.noKeeping[locale]} />;
  const only = known.length === 1 ? known[0] : undefined;
  const profile = known.find(({ id }) => id === chosen) ?? (chosen === undefined ? only : undefined);
  if (known.length === 0 || chosen === NEW)
    return (
      <>
        {chosen === NEW && <Back locale={locale} onClick={() => setChosen(undefined)} />}
        <SetUp {...{ locale, onOpen }} isFirst={known.length === 0} />
      </>
    );
  const another = (
    <p class="govuk-body md-wallet-apart">
      <button class="md-link-button" type="button" onClick={() => setChosen(NEW)}>
        {WORDS.otherPerson[locale]}
      </button>
    </p>
  );
  if (profile)
    return (
      <>
        {!only && <Back locale={locale} onClick={() => setChosen(undefined)} />}
        <Unlock key={profile.id} {...{ locale, profile, hasErrand, onOpen }} />
        {only && another}
      </>
    );
  return (
    <>
      <Heading>{WORDS.whose[locale]}</Heading>
      {hasErrand && <p class="govuk-body">{WORDS.waits[locale]}</p>}
      <ul class="govuk-list md-wallet-profiles">
        {known.map(({ id, name }) => (
          <li key={id}>
            <Button kind="secondary" onClick={() => setChosen(id)}>
              {name}
            </Button>
          </li>
        ))}
      </ul>
      {another}
    </>
  );
}

/** Stands for a wallet that is to be made; no profile has this id. */
const NEW = 'new';

function Back({ locale, onClick }: { locale: Locale; onClick(): void }) {
  return (
    <p class="govuk-body">
      <button class="md-link-button" type="button" onClick={onClick}>
        ← {WORDS.back[locale]}
      </button>
    </p>
  );
}
