import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import encodeQR from 'qr';
import type { Locale } from '../../kernel/index.ts';
import { fontOf, sliceFor, type Weight } from './fonts.ts';
import { linesOf } from './lines.ts';

/** Points (1/72 inch) in a millimetre. All places and lengths are in millimetres from the top left; type is in points. */
const MM = 72 / 25.4;

/** A4 in millimetres (ISO 216). */
export const A4 = { width: 210, height: 297 };

/** What is said of a document besides its pages. */
export interface PdfOptions {
  title: string;
  /** In whose language it is read aloud and its Han signs are drawn. */
  locale: Locale;
  /** When it was made. */
  at: Date;
  /** Without structure for those who hear it: for sheets that are printed and cut. */
  untagged?: boolean;
}

export interface TextStyle {
  /** In points. */
  size: number;
  weight?: Weight;
  /** `#rrggbb`; black unless stated. */
  colour?: string;
}

export interface TextBox extends TextStyle {
  x: number;
  /** Where its first line begins, at the top of its letters. */
  y: number;
  /** It goes into as many lines as it needs; on one line where there is no width. */
  width?: number;
  align?: 'left' | 'right' | 'centre';
  /** What it is to those who hear it; a paragraph unless stated, nothing in a document without structure. */
  role?: 'H1' | 'H2' | 'P' | 'TH' | 'TD';
}

/** A PDF that is written as it is drawn. */
export interface Pdf {
  /** The bytes. Read it while drawing: nothing is kept. */
  stream: Readable;
  /** Loads the letters of these texts at a weight. A text can be drawn only once its letters are loaded. */
  prepare(texts: Iterable<string>, weight?: Weight): Promise<void>;
  /** Begins a page of A4. It waits where the reader of the stream is slow. */
  page(): Promise<void>;
  /** @returns where the text ends, below its last line. */
  text(text: string, box: TextBox): number;
  /** How wide a text is on one line. */
  widthOf(text: string, style: TextStyle): number;
  line(from: readonly [number, number], to: readonly [number, number], style?: LineStyle): void;
  rect(
    x: number,
    y: number,
    width: number,
    height: number,
    style: { fill?: string; stroke?: string; line?: number },
  ): void;
  /** A QR code (ISO/IEC 18004) on white, its quiet zone of four modules included. */
  qr(value: string, x: number, y: number, size: number): void;
  /**
   * A drawing that recurs, kept once: what is drawn by `path` (in millimetres, operators of ISO 32000-1 §8.5).
   * @returns how to set it at a place.
   */
  stamp(width: number, height: number, path: string): (x: number, y: number) => void;
  /** Ends it. */
  end(): void;
}

export interface LineStyle {
  colour?: string;
  /** Millimetres. */
  width?: number;
}

/** Bytes that wait for the reader before drawing pauses. */
const MOST_WAITING = 1 << 20;

/** Heights of a line and of the letters above its base, in sizes of the type. */
const [LEADING, ASCENT] = [1.45, 0.88];

/** Opens a document. */
export async function openPdf({ title, locale, at, untagged = false }: PdfOptions): Promise<Pdf> {
  const { default: PDFDocument } = await import('pdfkit');
  const document = new PDFDocument({
    ...{ size: 'A4', margin: 0, autoFirstPage: false, font: '', lang: locale, displayTitle: true, tagged: !untagged },
    info: { Title: title, CreationDate: at, Producer: 'Madang' },
  });
  const registered = new Set<string>();

  const names = { regular: new Map<string, string>(), bold: new Map<string, string>() };
  const fontName = (character: string, weight: Weight): string => {
    const known = names[weight].get(character);
    if (known) return known;
    const slice = sliceFor(character, locale) ?? sliceFor(MISSING, locale)!;
    const name = `${slice.id} ${weight}`;
    if (!registered.has(name)) throw new Error(`“${character}” was not prepared in ${weight}`);
    names[weight].set(character, name);
    return name;
  };

  /** Parts of a line, each in one font. */
  const runsOf = (text: string, weight: Weight): { font: string; text: string }[] => {
    const runs: { font: string; text: string }[] = [];
    for (const character of text) {
      const font = fontName(character, weight);
      if (runs.at(-1)?.font === font) runs.at(-1)!.text += character;
      else runs.push({ font, text: character });
    }
    return runs;
  };

  const widthOf = (text: string, { size, weight = 'regular' }: TextStyle): number =>
    runsOf(text, weight).reduce(
      (sum, run) => sum + document.font(run.font).fontSize(size).widthOfString(run.text) / MM,
      0,
    );

  const drawLine = (
    line: string,
    x: number,
    y: number,
    { size, weight = 'regular', colour = '#000000' }: TextStyle,
  ) => {
    let left = x * MM;
    for (const run of runsOf(line, weight)) {
      document.font(run.font).fontSize(size).fillColor(colour);
      document.text(run.text, left, y * MM + size * ASCENT, { lineBreak: false, baseline: 'alphabetic' });
      left += document.widthOfString(run.text);
    }
  };

  return {
    stream: document as unknown as Readable,
    async prepare(texts, weight = 'regular') {
      const characters = new Set([MISSING, ...[...texts].join('')]);
      for (const character of characters) {
        const slice = sliceFor(character, locale);
        if (!slice || registered.has(`${slice.id} ${weight}`)) continue;
        document.registerFont(`${slice.id} ${weight}`, Buffer.from(await fontOf(slice, weight)));
        registered.add(`${slice.id} ${weight}`);
      }
    },
    async page() {
      const stream = document as unknown as Readable;
      while (stream.readableLength > MOST_WAITING && !stream.destroyed) await sleep(2);
      document.addPage();
    },
    text(text, box) {
      const { x, y, width, align = 'left', role = 'P', ...style } = box;
      const lines = width === undefined ? [text] : linesOf(text, width, (line) => widthOf(line, style));
      const height = (style.size * LEADING) / MM;
      const draw = () => {
        for (const [nth, line] of lines.entries()) {
          const over = align === 'left' ? 0 : (width ?? 0) - widthOf(line, style);
          drawLine(line, x + (align === 'centre' ? over / 2 : over), y + nth * height, style);
        }
      };
      if (untagged) draw();
      else document.addStructure(document.struct(role, {}, draw));
      return y + lines.length * height;
    },
    widthOf,
    line([x1, y1], [x2, y2], { colour = '#000000', width = 0.2 } = {}) {
      document.lineWidth(width * MM).strokeColor(colour);
      document
        .moveTo(x1 * MM, y1 * MM)
        .lineTo(x2 * MM, y2 * MM)
        .stroke();
    },
    rect(x, y, width, height, { fill, stroke, line = 0.2 }) {
      const shape = document.rect(x * MM, y * MM, width * MM, height * MM).lineWidth(line * MM);
      if (fill && stroke) shape.fillAndStroke(fill, stroke);
      else if (fill) shape.fill(fill);
      else shape.stroke(stroke ?? '#000000');
    },
    qr(value, x, y, size) {
      const rows = encodeQR(value, 'raw', { ecc: 'medium', border: 4 });
      const module = size / rows.length;
      // Written as it is: a thousand calls for each code would be most of the work of a page.
      const dark = rows.flatMap((row, nth) => runsOfDark(row).map(([from, length]) => [from, nth, length] as const));
      const places = dark.map(([from, nth, length]) => {
        const [left, top] = [(x + from * module) * MM, (y + nth * module) * MM];
        return `${left.toFixed(2)} ${top.toFixed(2)} ${(length * module * MM).toFixed(2)} ${(module * MM).toFixed(2)} re`;
      });
      document.rect(x * MM, y * MM, size * MM, size * MM).fill('#ffffff');
      document.addContent(`0 g\n${places.join('\n')}\nf`);
      document.fillColor('#000000');
    },
    stamp(width, height, path) {
      const form = document.ref({ Type: 'XObject', Subtype: 'Form', BBox: [0, 0, width * MM, height * MM] });
      form.end(Buffer.from(`${MM} 0 0 ${MM} 0 0 cm\n${path}\n`));
      const name = `St${form.id}`;
      return (x, y) => {
        (document.page as unknown as { xobjects: Record<string, unknown> }).xobjects[name] = form;
        document.addContent(`q 1 0 0 1 ${(x * MM).toFixed(2)} ${(y * MM).toFixed(2)} cm /${name} Do Q`);
      };
    },
    end: () => document.end(),
  };
}

/** Stands for signs that no font has. */
const MISSING = '?';

/** The dark modules of a row of a QR code: where each run of them begins, and how long it is. */
function runsOfDark(row: readonly boolean[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const [at, dark] of row.entries()) {
    const last = runs.at(-1);
    if (!dark) continue;
    if (last && last[0] + last[1] === at) last[1] += 1;
    else runs.push([at, 1]);
  }
  return runs;
}
