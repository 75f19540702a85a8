import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Locale } from '../../kernel/index.ts';

/*
 * Letters for PDF. The fonts come as slices of a variable font, each for some characters, in WOFF2. A PDF takes none of
 * that: HarfBuzz makes plain TrueType of one weight out of the slices that a text needs, and only the glyphs that are
 * drawn are embedded.
 */

export type Weight = 'regular' | 'bold';

/** Places on the axis of weight. */
const WEIGHTS: Record<Weight, number> = { regular: 400, bold: 700 };

/** A part of a font for some characters. */
export interface Slice {
  /** Unique among all slices of all fonts. */
  id: string;
  file: string;
  /** Inclusive ranges of code points, in order. */
  ranges: readonly (readonly [number, number])[];
}

/** Han forms differ by language: each has its own font first, and the other's for what that lacks. */
const FONTS: Record<Locale, readonly string[]> = {
  ko: ['noto-sans-kr', 'noto-sans-tc'],
  'zh-Hant': ['noto-sans-tc', 'noto-sans-kr'],
  en: ['noto-sans-kr', 'noto-sans-tc'],
};

/** Chinese fonts are sliced as if they had Hangul, too, and hold no glyph of it: it is always of the Korean one. */
const HANGUL = /\p{Script=Hangul}/u;

const require = createRequire(import.meta.url);
const slices = new Map<string, readonly Slice[]>();

/** The slices of a font. Of overlapping ones the last is the one that its makers mean (CSS Fonts 4, §4.5). */
function slicesOf(font: string): readonly Slice[] {
  const known = slices.get(font);
  if (known) return known;
  const folder = dirname(require.resolve(`@fontsource-variable/${font}/package.json`));
  const table = JSON.parse(readFileSync(join(folder, 'unicode.json'), 'utf8')) as Record<string, string>;
  const read = Object.entries(table).map(([name, ranges]) => ({
    id: `${font}-${name}`,
    file: join(folder, 'files', `${font}-${name.replaceAll(/[[\]]/g, '')}-wght-normal.woff2`),
    ranges: ranges.split(',').map((range): [number, number] => {
      const [from = '', to = from] = range.trim().slice(2).split('-');
      return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
    }),
  }));
  slices.set(font, read.reverse());
  return slices.get(font)!;
}

const found = new Map<string, Slice | undefined>();

/** The slice in which a character is drawn in a language; undefined where no font has it. */
export function sliceFor(character: string, locale: Locale): Slice | undefined {
  const key = locale + character;
  if (!found.has(key)) {
    const code = character.codePointAt(0)!;
    const all = FONTS[HANGUL.test(character) ? 'ko' : locale].flatMap(slicesOf);
    found.set(
      key,
      all.find(({ ranges }) => ranges.some(([from, to]) => code >= from && code <= to)),
    );
  }
  return found.get(key);
}

const made = new Map<string, Promise<Uint8Array>>();

/** A slice at one weight, as TrueType. Made once in a process: it takes some milliseconds, and a document needs a few. */
export function fontOf(slice: Slice, weight: Weight): Promise<Uint8Array> {
  const key = `${slice.id} ${weight}`;
  let font = made.get(key);
  if (!font) {
    font = make(slice, weight);
    made.set(key, font);
  }
  return font;
}

async function make({ file, ranges }: Slice, weight: Weight): Promise<Uint8Array> {
  // Loaded with the first document: most processes never write one.
  const { default: subsetFont } = await import('subset-font');
  const codes = ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, nth) => from + nth));
  const text = String.fromCodePoint(...codes);
  return subsetFont(await readFile(file), text, {
    targetFormat: 'truetype',
    variationAxes: { wght: WEIGHTS[weight] },
  });
}
