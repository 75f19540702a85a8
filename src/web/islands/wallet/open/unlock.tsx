import { useEffect, useState } from 'preact/hooks';
import type { Locale, Text } from '../../../../kernel/index.ts';
import { now } from '../../shared/clock.ts';
import { fill, TAGS } from '../locales.ts';
import type { Profile } from '../model.ts';
import { Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Notice } from '../parts/notice.tsx';
import { LockError, type OpenWallet, open, type Secret, WaitError } from '../store.ts';
import { PROBLEMS } from './set-up.tsx';
import { OPEN_WORDS as WORDS } from './words.ts';

export interface UnlockProps {
  locale: Locale;
  profile: Profile & { waitUntil: number };
  /** Something waits for the wallet to be open: a link that was followed. */
  hasErrand: boolean;
  onOpen(wallet: OpenWallet): void;
}

/** A wallet that is closed. */
export function Unlock({ locale, profile, hasErrand, onOpen }: UnlockProps) {
  const [pin, setPin] = useState('');
  const [problem, setProblem] = useState<Text>();
  const [waitUntil, setWaitUntil] = useState(profile.waitUntil);
  const [busy, setBusy] = useState(false);
  const isWaiting = useIsBefore(waitUntil);
  const has = (kind: Profile['locks'][number]) => profile.locks.includes(kind);

  async function unlock(secret: Secret): Promise<void> {
    setBusy(true);
    setProblem(undefined);
    try {
      onOpen(await open(profile.id, secret));
    } catch (error) {
      setPin('');
      setBusy(false);
      if (error instanceof WaitError) setWaitUntil(error.until);
      else setProblem(PROBLEMS[error instanceof LockError ? error.reason : ''] ?? WORDS.wrongPin);
    }
  }

  return (
    <>
      <Heading>{fill(WORDS.openNamed, locale, { name: profile.name })}</Heading>
      {hasErrand && <p class="govuk-body">{WORDS.waits[locale]}</p>}
      {isWaiting && <Notice kind="problem" title={fill(WORDS.wait, locale, { time: timeText(waitUntil, locale) })} />}
      {problem && !has('pin') && <Notice kind="problem" title={problem[locale]} />}
      {has('passkey') && (
        <Button disabled={busy} onClick={() => void unlock({ kind: 'passkey' })}>
          {WORDS.openPasskey[locale]}
        </Button>
      )}
      {has('pin') && (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy && !isWaiting) void unlock({ kind: 'pin', pin });
          }}
        >
          <Field
            label={WORDS.pin[locale]}
            value={pin}
            onValue={setPin}
            secret
            numeric
            narrow
            most={12}
            error={problem?.[locale]}
          />
          <Button kind={has('passkey') ? 'secondary' : 'primary'} disabled={busy || isWaiting}>
            {busy ? WORDS.opening[locale] : WORDS.open[locale]}
          </Button>
        </form>
      )}
    </>
  );
}

/** Whether an instant is still to come; it turns when it has come. */
function useIsBefore(instant: number): boolean {
  const [, setTurn] = useState(0);
  const left = instant - now();
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => setTurn((turn) => turn + 1), Math.min(left + 50, LONGEST_TIMER));
    return () => clearTimeout(timer);
  });
  return left > 0;
}

/** The longest time that timers of browsers take, in milliseconds. */
const LONGEST_TIMER = 2_147_483_647;

const timeText = (instant: number, locale: Locale): string =>
  new Intl.DateTimeFormat(TAGS[locale], { hour: 'numeric', minute: '2-digit', second: '2-digit' }).format(instant);
