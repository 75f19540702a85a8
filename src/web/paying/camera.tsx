import type { Locale } from '../../kernel/index.ts';
import { PAYING } from './words.ts';

/** What the island says of a camera, by what happens to it. */
const SAID = ['asking', 'looking', 'read', 'denied', 'missing', 'busy', 'dark', 'slow'] as const;
const WORD = {
  asking: PAYING.cameraAsking,
  looking: PAYING.cameraLooking,
  read: PAYING.cameraRead,
  denied: PAYING.cameraDenied,
  missing: PAYING.cameraMissing,
  busy: PAYING.cameraBusy,
  dark: PAYING.cameraDark,
  slow: PAYING.cameraSlow,
};

export interface CameraProps {
  locale: Locale;
  /** The id of the field. */
  into: string;
  /** A pattern of the codes that are wanted here: any other that comes into view is passed over. */
  wanted: string;
  /** It waits to be turned on, since not everybody who sees this page has something to scan. */
  waits?: boolean;
}

/**
 * A camera that reads a QR code into a field and sends the field's form. It is not there without a script: whatever it
 * reads can be typed as well.
 */
export function Camera({ locale, into, wanted, waits }: CameraProps) {
  const words = Object.fromEntries(SAID.map((name) => [`data-${name}`, WORD[name][locale]]));
  return (
    <div class="md-camera" data-camera={into} data-wanted={wanted} data-waits={waits} {...words} hidden>
      <video class="md-camera__view" playsInline muted aria-label={PAYING.cameraView[locale]} hidden={waits} />
      <p class="md-camera__said" role="status" data-camera-said />
      <div class="govuk-button-group">
        <button class="govuk-button govuk-button--secondary" type="button" data-camera-start hidden>
          {PAYING.cameraStart[locale]}
        </button>
        <button class="govuk-button govuk-button--secondary" type="button" data-camera-light hidden>
          {PAYING.cameraLight[locale]}
        </button>
      </div>
    </div>
  );
}
