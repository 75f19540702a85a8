import { useEffect, useRef, useState } from 'preact/hooks';
import type { Locale } from '../../../../kernel/index.ts';
import { readerOf } from '../../shared/qr-reader.ts';
import { Button } from './button.tsx';
import { SCAN_WORDS } from './words.ts';

export interface ScanFieldProps {
  locale: Locale;
  /** Which codes are wanted here: any other that comes into view is passed over. */
  wanted: RegExp;
  label: string;
  onText(text: string): void;
}

type State = 'off' | 'asking' | 'looking' | 'denied' | 'missing';

/** How often the picture is read, in milliseconds. */
const ROUND = 150;

/** A camera that reads a QR code. It starts when it is asked to, and stops when it has read one or its view goes. */
export function ScanField({ locale, wanted, label, onText }: ScanFieldProps) {
  const [state, setState] = useState<State>('off');
  const video = useRef<HTMLVideoElement>(null);
  const stop = useRef(() => {});
  useEffect(() => () => stop.current(), []);

  async function start(): Promise<void> {
    setState('asking');
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: { ideal: 'environment' } } });
      let isOver = false;
      stop.current = () => {
        isOver = true;
        for (const track of stream.getTracks()) track.stop();
      };
      const view = video.current;
      if (!view) return stop.current();
      view.srcObject = stream;
      await view.play();
      setState('looking');
      const read = await readerOf();
      while (!isOver) {
        const text = await read(view);
        if (text !== undefined && wanted.test(text)) {
          stop.current();
          setState('off');
          return onText(text);
        }
        await new Promise((next) => setTimeout(next, ROUND));
      }
    } catch (error) {
      stop.current();
      setState((error as DOMException).name === 'NotAllowedError' ? 'denied' : 'missing');
    }
  }

  return (
    <div class="md-wallet-scan">
      <video
        class="md-camera__view"
        playsInline
        muted
        aria-label={SCAN_WORDS.view[locale]}
        hidden={state !== 'looking'}
        ref={video}
      />
      <p class="govuk-body" role="status">
        {state !== 'off' && SCAN_WORDS[state][locale]}
      </p>
      {state !== 'looking' && state !== 'asking' && <Button onClick={() => void start()}>{label}</Button>}
    </div>
  );
}
