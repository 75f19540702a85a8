import type { Text } from '../kernel/index.ts';
import { contrast } from './colour.ts';
import {
  type BrandName,
  brandPalette,
  type ColourName,
  defaultHues,
  type Hues,
  type Mode,
  modes,
  type Palette,
  palette,
  tones,
} from './palette.ts';

/** What a country sets of the look. */
export interface Brand {
  /** The government's name, in the header. */
  name: Text;
  /** SVG path data of the mark in a 32 × 32 box, drawn in the primary colour; the courtyard when absent. */
  mark?: string;
  /** Hues of the primary and accent colours, in Oklch degrees 0–360. */
  hues?: Partial<Hues>;
}

/** Two colours that meet on a page and the least contrast that WCAG 2.2 asks of them there. */
export interface Pair {
  front: ColourName;
  back: ColourName;
  least: number;
}

const text = 4.5; // 1.4.3 Contrast (Minimum)
const shape = 3; // 1.4.11 Non-text Contrast

const pair = (least: number, fronts: ColourName[], backs: ColourName[]): Pair[] =>
  fronts.flatMap((front) => backs.map((back) => ({ front, back, least })));

/** Every pair of colours the stylesheet puts together; the test computes each one in each mode. */
export const pairs: readonly Pair[] = [
  ...pair(
    text,
    ['ink', 'ink-soft', 'link', 'link-hover', 'visited', 'error', 'success', 'accent-ink', 'primary'],
    ['paper', 'surface', 'sunken', 'primary-soft'],
  ),
  ...pair(text, ['on-primary'], ['primary', 'primary-strong']),
  ...pair(text, ['on-band'], ['band']),
  ...pair(shape, ['focus'], ['band']),
  ...pair(text, ['on-fill'], ['error', 'error-strong', 'success']),
  ...pair(text, ['focus-ink'], ['focus']),
  ...tones.flatMap((tone) => pair(text, [`${tone}-ink`], [`${tone}-soft`])),
  ...pair(shape, ['edge', 'accent'], ['paper', 'surface']),
];

/** The pairs of one palette that fall short, each as one readable line; empty when all hold. */
export function contrastFaults(colours: Palette, mode: Mode, asked: readonly Pair[] = pairs): string[] {
  return asked
    .map((p) => ({ ...p, ratio: contrast(colours[p.front], colours[p.back]) }))
    .filter((p) => p.ratio < p.least)
    .map((p) => `${mode}: ${p.front} on ${p.back} is ${p.ratio.toFixed(2)}, needs ${p.least}`);
}

const declarations = (colours: Partial<Palette>): string =>
  Object.entries(colours)
    .map(([name, hex]) => `--md-${name}:${hex}`)
    .join(';');

/**
 * One block of declarations per mode, under the selectors and media queries that choose it:
 * what the person set (`data-theme`, `data-contrast` on html) wins over what the system asks.
 * Paper is always light.
 */
function modeRules(block: (mode: Mode) => string): string {
  const asksDark = ':root:not([data-theme=light])';
  const asksMore = ':not([data-contrast=normal])';
  return [
    `:root{${block('light')}}`,
    `@media screen{`,
    `@media (prefers-color-scheme:dark){${asksDark}{color-scheme:dark;${block('dark')}}}`,
    `:root[data-theme=dark]{color-scheme:dark;${block('dark')}}`,
    `@media (prefers-contrast:more){:root${asksMore}{${block('contrastLight')}}}`,
    `:root[data-contrast=more]{${block('contrastLight')}}`,
    `@media (prefers-color-scheme:dark){${asksDark}[data-contrast=more]{${block('contrastDark')}}`,
    `@media (prefers-contrast:more){${asksDark}${asksMore}{${block('contrastDark')}}}}`,
    `@media (prefers-contrast:more){:root[data-theme=dark]${asksMore}{${block('contrastDark')}}}`,
    `:root[data-theme=dark][data-contrast=more]{${block('contrastDark')}}`,
    `}`,
  ].join('\n');
}

/** The colour tokens as CSS custom properties `--md-NAME`, in all modes. */
export function tokensCss(): string {
  const white = '@media print{:root{--md-paper:#ffffff;--md-surface:#ffffff}}';
  return `${modeRules((mode) => declarations(palette(mode)))}\n${white}`;
}

/**
 * The rules by which a brand overrides the tokens.
 * @throws RangeError naming every pair whose contrast the hues would break, or a hue or mark that is not one.
 */
export function themeCss(brand: Brand): string {
  const hues: Hues = { ...defaultHues, ...brand.hues };
  for (const [name, hue] of Object.entries(hues)) {
    if (!(hue >= 0 && hue <= 360)) throw new RangeError(`brand hue ${name} must be 0 to 360 degrees, is ${hue}`);
  }
  if (brand.mark !== undefined && !/^[MmLlHhVvCcSsQqTtAaZz0-9\s,.-]+$/.test(brand.mark)) {
    throw new RangeError('brand mark must be SVG path data');
  }
  const faults = modes.flatMap((mode) => contrastFaults(palette(mode, hues), mode));
  if (faults.length > 0) throw new RangeError(`brand hues break contrast: ${faults.join('; ')}`);
  return brand.hues
    ? modeRules((mode) => declarations(brandPalette(mode, hues) satisfies Record<BrandName, string>))
    : '';
}
