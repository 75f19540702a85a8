/** An sRGB colour written `#rrggbb`. */
export type Hex = `#${string}`;

/** Lightness 0–1, chroma 0–0.4, hue in degrees. See CSS Color 4 §9.4 (Oklab and Oklch). */
export interface Oklch {
  l: number;
  c: number;
  h: number;
}

type Triple = readonly [number, number, number];

/** Oklch to linear-light sRGB, unclamped; matrices of CSS Color 4 §20 (sample code). */
function linearRgb({ l, c, h }: Oklch): Triple {
  const angle = (h * Math.PI) / 180;
  const [a, b] = [c * Math.cos(angle), c * Math.sin(angle)];
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ];
}

const inGamut = (rgb: Triple): boolean => rgb.every((x) => x >= -0.0005 && x <= 1.0005);

function encode(linear: number): string {
  const x = Math.min(1, Math.max(0, linear));
  const gamma = x <= 0.0031308 ? 12.92 * x : 1.055 * x ** (1 / 2.4) - 0.055;
  return Math.round(gamma * 255)
    .toString(16)
    .padStart(2, '0');
}

/** The sRGB colour of the same lightness and hue; chroma is lowered until the screen can show it. */
export function oklch(l: number, c: number, h: number): Hex {
  let chroma = c;
  while (chroma > 0 && !inGamut(linearRgb({ l, c: chroma, h }))) chroma -= 0.002;
  return `#${linearRgb({ l, c: Math.max(0, chroma), h })
    .map(encode)
    .join('')}`;
}

/** WCAG 2.2 relative luminance, 0 (black) to 1 (white). @throws TypeError unless `#rrggbb`. */
export function luminance(hex: Hex): number {
  if (!/^#[0-9a-f]{6}$/i.test(hex)) throw new TypeError(`not a #rrggbb colour: ${hex}`);
  const channel = (at: number): number => {
    const x = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

/** WCAG 2.2 contrast ratio of two colours, 1 to 21. */
export function contrast(one: Hex, other: Hex): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}
