import { useMemo, useState } from 'preact/hooks';
import { ASK_PREFIX, readChallenge } from '../../../../formats/index.ts';
import type { Locale } from '../../../../kernel/index.ts';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { Notice } from '../parts/notice.tsx';
import { ScanField } from '../parts/scan-field.tsx';
import { valueText } from '../parts/value.ts';
import { LiveCode } from './live-code.tsx';
import type { OnScreen } from './view.tsx';
import { SHOW_WORDS as WORDS } from './words.ts';

/** The code, what it tells, and the question of the other screen where they want it answered. */
export function Showing(props: { locale: Locale; shown: OnScreen; go(fragment: string): void; onOther(): void }) {
  const { locale, shown, go, onOther } = props;
  const { card, copy, told } = shown;
  const [challenge, setChallenge] = useState<Uint8Array>();
  const [step, setStep] = useState<'code' | 'scan' | 'wrong'>('code');
  const names = useMemo(() => told.map(({ name }) => name), [told]);
  const take = (text: string) => {
    const read = readChallenge(text.trim());
    if (read) setChallenge(read);
    setStep(read ? 'code' : 'wrong');
  };
  return (
    <>
      <Heading>{card.title[locale]}</Heading>
      {step === 'code' ? (
        <LiveCode {...{ locale, copy, challenge }} claims={names} />
      ) : (
        <>
          {step === 'wrong' && <Notice kind="problem">{WORDS.notQuestion[locale]}</Notice>}
          <ScanField locale={locale} wanted={WANTED} label={WORDS.scanQuestion[locale]} onText={take} />
          <Button kind="secondary" onClick={() => setStep('code')}>
            {WORDS.stopScanning[locale]}
          </Button>
        </>
      )}
      <h2 class="govuk-heading-s">{WORDS.tells[locale]}</h2>
      <dl class="govuk-summary-list">
        {told.map(({ name, claim }) => (
          <div class="govuk-summary-list__row" key={name}>
            <dt class="govuk-summary-list__key">{claim.title[locale]}</dt>
            <dd class="govuk-summary-list__value">{valueText(claim, locale)}</dd>
          </div>
        ))}
      </dl>
      <p class="govuk-body">{(challenge ? WORDS.bound : WORDS.useless)[locale]}</p>
      {copy.again && <Notice kind="info">{WORDS.again[locale]}</Notice>}
      <div class="md-ask__answers">
        <Button onClick={() => go('')}>{WORDS.done[locale]}</Button>
        <Button kind="secondary" onClick={onOther}>
          {WORDS.other[locale]}
        </Button>
      </div>
      {step === 'code' && !challenge && (
        <div class="md-live-code__question">
          <Button kind="secondary" onClick={() => setStep('scan')}>
            {WORDS.scanQuestion[locale]}
          </Button>
          <p class="govuk-hint">{WORDS.scanHint[locale]}</p>
        </div>
      )}
    </>
  );
}

const WANTED = new RegExp(`^${ASK_PREFIX}`);
