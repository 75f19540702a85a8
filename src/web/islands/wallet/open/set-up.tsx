import { useState } from 'preact/hooks';
import type { Locale, Text } from '../../../../kernel/index.ts';
import { Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Notice } from '../parts/notice.tsx';
import { createProfile, LockError, type OpenWallet, type Secret } from '../store.ts';
import { useNewPin } from './new-pin.tsx';
import { OPEN_WORDS as WORDS } from './words.ts';

export interface SetUpProps {
  locale: Locale;
  /** Nobody has a wallet here yet. */
  isFirst: boolean;
  onOpen(wallet: OpenWallet): void;
}

/** A new wallet: its name, and what opens it. */
export function SetUp({ locale, isFirst, onOpen }: SetUpProps) {
  const [name, setName] = useState<string>(isFirst ? WORDS.ownWallet[locale] : '');
  const [nameMissing, setNameMissing] = useState(false);
  const [problem, setProblem] = useState<Text>();
  const [busy, setBusy] = useState(false);
  const pin = useNewPin(locale);

  async function make(secret: Secret): Promise<void> {
    setBusy(true);
    setProblem(undefined);
    try {
      onOpen(await createProfile(name.trim(), secret));
    } catch (error) {
      setProblem(PROBLEMS[error instanceof LockError ? error.reason : ''] ?? WORDS.noKeeping);
      setBusy(false);
    }
  }

  function choose(secretOf: () => Secret | undefined): void {
    setNameMissing(name.trim() === '');
    const secret = secretOf();
    if (secret && name.trim() !== '') void make(secret);
  }

  function withPin(): Secret | undefined {
    const typed = pin.take();
    return typed === undefined ? undefined : { kind: 'pin', pin: typed };
  }

  return (
    <>
      <Heading>{isFirst ? WORDS.welcome[locale] : WORDS.otherPerson[locale]}</Heading>
      {isFirst && (
        <>
          <p class="govuk-body-l">{WORDS.lead[locale]}</p>
          <ul class="govuk-list govuk-list--bullet">
            {WORDS.points[locale].map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
        </>
      )}
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          choose(withPin);
        }}
      >
        {problem && <Notice kind="problem" title={problem[locale]} />}
        <Field
          label={WORDS.name[locale]}
          hint={WORDS.nameHint[locale]}
          value={name}
          onValue={setName}
          most={40}
          error={nameMissing ? WORDS.nameMissing[locale] : undefined}
        />
        {pin.fields}
        <p class="govuk-hint">{WORDS.pinKept[locale]}</p>
        <div class="md-wallet-buttons">
          <Button disabled={busy}>{busy ? WORDS.opening[locale] : WORDS.setUp[locale]}</Button>
          {hasPasskeys() && (
            <Button kind="secondary" disabled={busy} onClick={() => choose(() => ({ kind: 'passkey' }))}>
              {WORDS.setUpPasskey[locale]}
            </Button>
          )}
        </div>
      </form>
    </>
  );
}

/** Words for locks that could not be made or used. */
export const PROBLEMS: Readonly<Record<string, Text>> = { 'no-prf': WORDS.noPrf, cancelled: WORDS.cancelled };

/** Whether the browser has passkeys at all. */
export const hasPasskeys = (): boolean => 'PublicKeyCredential' in globalThis;
