import { renderToString } from 'preact-render-to-string';
import { defaultHues, palette } from '../palette.ts';
import type { Brand } from '../tokens.ts';

/** Four roofs around an open square, their eaves lifted at the corners: the yard of a house seen from above. */
const courtyard =
  'M2.3 1.4Q16 4.4 29.7 1.4L22.3 9.2H9.7ZM30.6 2.3Q27.6 16 30.6 29.7L22.8 22.3V9.7ZM29.7 30.6Q16 27.6 2.3 30.6L9.7 22.8H22.3ZM1.4 29.7Q4.4 16 1.4 2.3L9.2 9.7V22.3Z';

/** The government's mark, beside its name and so hidden from screen readers. */
export function Mark({ brand }: { brand: Brand }) {
  return (
    <svg class="md-mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
      <path class="md-mark__roofs" d={brand.mark ?? courtyard} />
      {brand.mark === undefined && <circle class="md-mark__yard" cx="16" cy="16" r="2.6" />}
    </svg>
  );
}

/** The mark as an SVG file for the browser's tab. */
export function markSvg(brand: Brand): string {
  const colours = palette('light', { ...defaultHues, ...brand.hues });
  return renderToString(
    // biome-ignore lint/a11y/noSvgWithoutTitle: a file for the browser's tab, which the page's title names
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
      <path fill={colours.primary} d={brand.mark ?? courtyard} />
      {brand.mark === undefined && <circle fill={colours.accent} cx="16" cy="16" r="2.6" />}
    </svg>,
  );
}
