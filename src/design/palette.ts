import { type Hex, oklch } from './colour.ts';

/** The looks a page can have: theme × contrast. */
export const modes = ['light', 'dark', 'contrastLight', 'contrastDark'] as const;
export type Mode = (typeof modes)[number];

/** What a status means; each has a tint and an ink, and a shape besides, so that colour is never alone. */
export const tones = ['neutral', 'info', 'success', 'warning', 'danger', 'notice'] as const;
export type Tone = (typeof tones)[number];

/** The two hues a country may set, in Oklch degrees. */
export interface Hues {
  primary: number;
  accent: number;
}

/** Pine of the gate and persimmon of the yard. */
export const defaultHues: Hues = { primary: 178, accent: 52 };

const neutrals = {
  light: {
    paper: '#faf7f1',
    surface: '#fffefb',
    sunken: '#f2ece1',
    line: '#e0d8c9',
    edge: '#7d7465',
    ink: '#20261f',
    'ink-soft': '#565a50',
    focus: '#ffcb52',
    'focus-ink': '#1a1d18',
  },
  dark: {
    paper: '#141816',
    surface: '#1c211e',
    sunken: '#262d29',
    line: '#3a443e',
    edge: '#8f9a92',
    ink: '#eff1ea',
    'ink-soft': '#b8c0b6',
    focus: '#ffcb52',
    'focus-ink': '#1a1d18',
  },
  contrastLight: {
    paper: '#ffffff',
    surface: '#ffffff',
    sunken: '#f4f4f4',
    line: '#4a4a4a',
    edge: '#000000',
    ink: '#000000',
    'ink-soft': '#262626',
    focus: '#ffd400',
    'focus-ink': '#000000',
  },
  contrastDark: {
    paper: '#000000',
    surface: '#000000',
    sunken: '#1a1a1a',
    line: '#bdbdbd',
    edge: '#ffffff',
    ink: '#ffffff',
    'ink-soft': '#e4e4e4',
    focus: '#ffd400',
    'focus-ink': '#000000',
  },
} as const satisfies Record<Mode, Record<string, Hex>>;

/** Lightness and chroma of each role that takes its hue from the brand: [lightness, chroma]. */
const brandRoles = {
  light: {
    primary: [0.43, 0.08],
    'primary-strong': [0.34, 0.068],
    'primary-soft': [0.95, 0.014],
    'on-primary': [0.99, 0.008],
    link: [0.45, 0.085],
    'link-hover': [0.33, 0.066],
    band: [0.33, 0.062],
    'on-band': [0.98, 0.01],
    accent: [0.64, 0.155],
    'accent-ink': [0.5, 0.13],
  },
  dark: {
    primary: [0.8, 0.095],
    'primary-strong': [0.88, 0.08],
    'primary-soft': [0.29, 0.032],
    'on-primary': [0.2, 0.03],
    link: [0.83, 0.09],
    'link-hover': [0.91, 0.065],
    band: [0.27, 0.045],
    'on-band': [0.98, 0.01],
    accent: [0.74, 0.14],
    'accent-ink': [0.82, 0.1],
  },
  contrastLight: {
    primary: [0.33, 0.066],
    'primary-strong': [0.22, 0.045],
    'primary-soft': [0.97, 0.015],
    'on-primary': [1, 0],
    link: [0.34, 0.068],
    'link-hover': [0.2, 0.04],
    band: [0.25, 0.05],
    'on-band': [0.98, 0.01],
    accent: [0.48, 0.13],
    'accent-ink': [0.38, 0.1],
  },
  contrastDark: {
    primary: [0.9, 0.075],
    'primary-strong': [0.96, 0.035],
    'primary-soft': [0.22, 0.025],
    'on-primary': [0, 0],
    link: [0.91, 0.07],
    'link-hover': [0.97, 0.03],
    band: [0.17, 0.03],
    'on-band': [0.98, 0.01],
    accent: [0.84, 0.11],
    'accent-ink': [0.9, 0.07],
  },
} as const satisfies Record<Mode, Record<string, readonly [number, number]>>;

const accentRoles = new Set(['accent', 'accent-ink']);

const toneHues: Record<Tone, number> = { neutral: 95, info: 245, success: 150, warning: 80, danger: 25, notice: 320 };

/** Tint and ink of a status: [lightness, chroma] each. Neutral carries a tenth of the chroma. */
const toneShades = {
  light: { soft: [0.94, 0.035], ink: [0.37, 0.1] },
  dark: { soft: [0.31, 0.045], ink: [0.91, 0.055] },
  contrastLight: { soft: [0.97, 0.02], ink: [0.27, 0.08] },
  contrastDark: { soft: [0.2, 0.03], ink: [0.96, 0.03] },
} as const satisfies Record<Mode, Record<'soft' | 'ink', readonly [number, number]>>;

/** Fills that carry text in `on-fill` (confirmation panels, the warning button) and mark fields in error. */
const fills = {
  light: {
    error: [0.5, 0.17],
    success: [0.45, 0.1],
    'error-strong': [0.4, 0.14],
    'on-fill': '#ffffff',
    visited: [0.42, 0.12],
  },
  dark: {
    error: [0.78, 0.12],
    success: [0.81, 0.11],
    'error-strong': [0.87, 0.075],
    'on-fill': '#141816',
    visited: [0.83, 0.085],
  },
  contrastLight: {
    error: [0.4, 0.15],
    success: [0.36, 0.09],
    'error-strong': [0.3, 0.11],
    'on-fill': '#ffffff',
    visited: [0.34, 0.14],
  },
  contrastDark: {
    error: [0.87, 0.08],
    success: [0.9, 0.09],
    'error-strong': [0.94, 0.04],
    'on-fill': '#000000',
    visited: [0.9, 0.06],
  },
} as const;

export type NeutralName = keyof (typeof neutrals)['light'];
export type BrandName = keyof (typeof brandRoles)['light'];
export type FillName = keyof (typeof fills)['light'];
export type ToneName = `${Tone}-soft` | `${Tone}-ink`;
export type ColourName = NeutralName | BrandName | FillName | ToneName;
export type Palette = Record<ColourName, Hex>;

const shade = ([l, c]: readonly [number, number], hue: number): Hex => oklch(l, c, hue);

/** The colours of one mode that depend on the brand's hues. */
export function brandPalette(mode: Mode, hues: Hues): Record<BrandName, Hex> {
  const entries = Object.entries(brandRoles[mode]).map(([name, lc]) => [
    name,
    shade(lc, accentRoles.has(name) ? hues.accent : hues.primary),
  ]);
  return Object.fromEntries(entries);
}

function tonePalette(mode: Mode): Record<ToneName, Hex> {
  const { soft, ink } = toneShades[mode];
  const entries = tones.flatMap((tone) => {
    const grey = tone === 'neutral' ? 0.25 : 1;
    return [
      [`${tone}-soft`, oklch(soft[0], soft[1] * grey, toneHues[tone])],
      [`${tone}-ink`, oklch(ink[0], ink[1] * grey, toneHues[tone])],
    ];
  });
  return Object.fromEntries(entries);
}

/** Every colour of one mode by name. */
export function palette(mode: Mode, hues: Hues = defaultHues): Palette {
  const fill = fills[mode];
  return {
    ...neutrals[mode],
    ...brandPalette(mode, hues),
    ...tonePalette(mode),
    error: shade(fill.error, toneHues.danger),
    'error-strong': shade(fill['error-strong'], toneHues.danger),
    success: shade(fill.success, toneHues.success),
    visited: shade(fill.visited, toneHues.notice),
    'on-fill': fill['on-fill'],
  };
}
