import { useState } from 'preact/hooks';
import type { Locale, Text } from '../../../../kernel/index.ts';
import { Field } from '../parts/field.tsx';
import { problemOfNewPin } from './pin.ts';
import { OPEN_WORDS as WORDS } from './words.ts';

/** Two fields for a PIN that is to be: what is wrong with it is said when it is sent. */
export function useNewPin(locale: Locale) {
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [wrong, setWrong] = useState<{ pin?: Text; again?: Text }>({});

  /** The PIN, if it is a good one. */
  function take(): string | undefined {
    const problem = problemOfNewPin(pin);
    const differs = problem || pin === again ? undefined : WORDS.pinDiffers;
    setWrong({ ...(problem && { pin: problem }), ...(differs && { again: differs }) });
    return problem || differs ? undefined : pin;
  }

  const common = { secret: true, numeric: true, narrow: true, most: 12 } as const;
  const fields = (
    <>
      <Field
        {...common}
        label={WORDS.newPin[locale]}
        hint={WORDS.pinHint[locale]}
        value={pin}
        onValue={setPin}
        error={wrong.pin?.[locale]}
      />
      <Field
        {...common}
        label={WORDS.pinAgain[locale]}
        value={again}
        onValue={setAgain}
        error={wrong.again?.[locale]}
      />
    </>
  );
  return { fields, take };
}
