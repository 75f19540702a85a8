import { startCamera } from './shared/camera.ts';

/** Reads QR codes into the fields of a counter's forms. */
for (const place of document.querySelectorAll<HTMLElement>('main [data-camera]')) startCamera(place);
