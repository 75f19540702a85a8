import { useState } from 'preact/hooks';
import type { Locale, Text } from '../../../../kernel/index.ts';
import { fill, TAGS } from '../locales.ts';
import type { LockKind, Profile } from '../model.ts';
import { useNewPin } from '../open/new-pin.tsx';
import { hasPasskeys, PROBLEMS } from '../open/set-up.tsx';
import { OPEN_WORDS } from '../open/words.ts';
import { Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import { Notice } from '../parts/notice.tsx';
import { addLock, LockError, type Secret, WaitError } from '../store.ts';
import { SETTINGS_WORDS as WORDS } from './words.ts';

/** Setting a PIN, or a passkey beside it: whoever does shows that they can open the wallet already. */
export function LockForm(props: { locale: Locale; profile: Profile; onChange(profile: Profile): void }) {
  const { locale, profile, onChange } = props;
  const [kind, setKind] = useState<LockKind>();
  const [said, setSaid] = useState<string>();
  if (kind)
    return (
      <SetLock
        {...{ locale, profile, kind }}
        onDone={(changed) => {
          onChange(changed);
          setKind(undefined);
          setSaid(WORDS.saved[locale]);
        }}
      />
    );
  const hasPin = profile.locks.includes('pin');
  return (
    <>
      <p class="govuk-body" role="status">
        {said}
      </p>
      <div class="md-wallet-buttons">
        <Button kind="secondary" onClick={() => setKind('pin')}>
          {(hasPin ? WORDS.changePin : WORDS.setPin)[locale]}
        </Button>
        {hasPasskeys() && !profile.locks.includes('passkey') && (
          <Button kind="secondary" onClick={() => setKind('passkey')}>
            {WORDS.addPasskey[locale]}
          </Button>
        )}
      </div>
    </>
  );
}

interface SetLockProps {
  locale: Locale;
  profile: Profile;
  kind: LockKind;
  onDone(profile: Profile): void;
}

function SetLock({ locale, profile, kind, onDone }: SetLockProps) {
  const [current, setCurrent] = useState('');
  const [problem, setProblem] = useState<Text>();
  const [busy, setBusy] = useState(false);
  const pin = useNewPin(locale);
  const opensByPin = profile.locks.includes('pin');

  async function save(): Promise<void> {
    const typed = kind === 'pin' ? pin.take() : '';
    if (typed === undefined || busy) return;
    const added: Secret = kind === 'pin' ? { kind, pin: typed } : { kind };
    setBusy(true);
    try {
      onDone(await addLock(profile.id, opensByPin ? { kind: 'pin', pin: current } : { kind: 'passkey' }, added));
    } catch (error) {
      setBusy(false);
      setProblem(problemOf(error));
    }
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {problem && <Notice kind="problem" title={problem[locale]} />}
      {opensByPin ? (
        <Field label={WORDS.currentPin[locale]} value={current} onValue={setCurrent} secret numeric narrow most={12} />
      ) : (
        <p class="govuk-body">{WORDS.withPasskey[locale]}</p>
      )}
      {kind === 'pin' && pin.fields}
      <Button disabled={busy}>{WORDS.save[locale]}</Button>
    </form>
  );
}

function problemOf(error: unknown): Text {
  if (error instanceof WaitError)
    return {
      ko: waitText(error, 'ko'),
      'zh-Hant': waitText(error, 'zh-Hant'),
      en: waitText(error, 'en'),
    };
  return PROBLEMS[error instanceof LockError ? error.reason : ''] ?? OPEN_WORDS.wrongPin;
}

const waitText = ({ until }: WaitError, locale: Locale): string =>
  fill(OPEN_WORDS.wait, locale, {
    time: new Intl.DateTimeFormat(TAGS[locale], { timeStyle: 'medium' }).format(until),
  });
