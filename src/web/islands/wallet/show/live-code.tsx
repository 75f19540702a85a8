import { useEffect, useState } from 'preact/hooks';
import type { Locale } from '../../../../kernel/index.ts';
import { now } from '../../shared/clock.ts';
import { fill } from '../locales.ts';
import type { HeldCopy } from '../model.ts';
import { QrCode } from '../parts/qr-code.tsx';
import { codeOf, RENEWAL } from './code.ts';
import { SHOW_WORDS as WORDS } from './words.ts';

/** How often it is looked whether a new code is due, in milliseconds. */
const TICK = 250;

/** A code that renews itself as long as somebody looks at it. */
export function LiveCode(props: {
  locale: Locale;
  copy: HeldCopy;
  claims: readonly string[];
  challenge: Uint8Array | undefined;
}) {
  const { locale, copy, claims, challenge } = props;
  const [text, setText] = useState<string>();
  const [left, setLeft] = useState(RENEWAL);
  const [isHidden, setHidden] = useState(false);
  useAwake();

  useEffect(() => {
    let isOver = false;
    let until = 0;
    let isMaking = false;
    const look = () => {
      const hidden = document.visibilityState !== 'visible';
      setHidden(hidden);
      setLeft(Math.max(0, Math.ceil((until - now()) / 1_000)));
      if (hidden || isMaking || now() < until) return;
      isMaking = true;
      void codeOf(copy, claims, challenge).then((next) => {
        isMaking = false;
        until = now() + RENEWAL * 1_000;
        if (isOver) return;
        setLeft(RENEWAL);
        setText(next);
      });
    };
    look();
    const timer = setInterval(look, TICK);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [copy, claims, challenge]);

  if (text === undefined) return null;
  if (isHidden) return <p class="govuk-body">{WORDS.paused[locale]}</p>;
  return (
    <div class="md-live-code" data-code={text}>
      <QrCode text={text} label={WORDS.codeLabel[locale]} />
      <progress class="md-live-code__left" max={RENEWAL} value={left} aria-hidden="true" />
      <p class="govuk-body-s md-live-code__said">{fill(WORDS.renews, locale, { n: left })}</p>
    </div>
  );
}

/** Asks the device not to go dark meanwhile; where it cannot, nothing is lost. */
function useAwake(): void {
  useEffect(() => {
    const lock = navigator.wakeLock?.request('screen').catch(() => undefined);
    return () => void lock?.then((held) => held?.release());
  }, []);
}
