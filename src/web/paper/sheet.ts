import { A4, guilloche, type Pdf, type TextBox } from '../../design/index.ts';
import { type Day, fill, formatDay, formatMoney, type Locale, say, type Text } from '../../kernel/index.ts';
import type { Government, Programme } from '../../pack/index.ts';
import {
  formatSerial,
  noteAddress,
  type PrintRun,
  scratchCode,
  sealNote,
  spokenSerial,
  worthOf,
} from '../../programmes/index.ts';
import { SHEET } from './sheet-words.ts';

/*
 * Sheets of notes: A4, two columns of five cells. The first cell of a set is its slip, with the serial that the counter
 * scans; the others are its notes. Cut along the marks.
 */

const COLUMNS = 2;
const ROWS = 5;
const MARGIN = { x: 8, y: 11 };
const CELL = { width: (A4.width - 2 * MARGIN.x) / COLUMNS, height: (A4.height - 2 * MARGIN.y) / ROWS };
const PAD = 4;

/** Colours of notes by their place among the values of a set, dark for type and light for the pattern. */
const COLOURS = [
  { ink: '#0b4f6c', wash: [0.72, 0.84, 0.9] },
  { ink: '#7a2e1d', wash: [0.94, 0.8, 0.72] },
  { ink: '#2f5d2b', wash: [0.78, 0.88, 0.74] },
  { ink: '#4b2e73', wash: [0.85, 0.79, 0.93] },
] as const;
type Colour = (typeof COLOURS)[number];
const COVER = { ink: '#333333', wash: [0.86, 0.86, 0.86] } as const;

/** What a set is printed with. */
export interface SheetMaking {
  gov: Government;
  programme: Programme;
  run: PrintRun;
  prefix: string;
  key: Parameters<typeof sealNote>[0];
  /** The address of the site, for the QR codes. */
  origin: string;
}

/** Draws sets, one after the other; at least one page for each. */
export async function drawSheets(pdf: Pdf, making: SheetMaking, sets: readonly number[]): Promise<void> {
  const printer = await printerOf(pdf, making);
  for (const set of sets) {
    const cells = [-1, ...making.run.notes.keys()];
    for (const [nth, index] of cells.entries()) {
      const onPage = nth % (COLUMNS * ROWS);
      if (onPage === 0) {
        await pdf.page();
        cutMarks(pdf);
      }
      const x = MARGIN.x + (onPage % COLUMNS) * CELL.width;
      const y = MARGIN.y + Math.floor(onPage / COLUMNS) * CELL.height;
      if (index < 0) printer.cover(set, x, y);
      else printer.note(set, index, x, y);
    }
  }
}

/** Loads the letters and makes the patterns that all notes of a run share. */
async function printerOf(pdf: Pdf, making: SheetMaking) {
  const { gov, programme, run, prefix, key, origin } = making;
  const { locale, currency } = gov.pack;
  const values = [...new Set(run.notes)];
  const colours = new Map(values.map((value, nth): [number, Colour] => [value, COLOURS[nth % COLOURS.length]!]));
  const stamps = new Map(
    values.map((value, nth) => [
      value,
      pdf.stamp(CELL.width, CELL.height, guilloche(CELL.width, CELL.height, nth + 5, colours.get(value)!.wash)),
    ]),
  );
  const coverStamp = pdf.stamp(CELL.width, CELL.height, guilloche(CELL.width, CELL.height, 2, COVER.wash));
  const words = wordsOf(making);
  const faces = new Map(values.map((value) => [value, formatMoney(value, currency, locale)]));
  const signs = [...Object.values(words).flatMap((text) => [text[locale], text.en]), ...faces.values(), SIGNS, prefix];
  await pdf.prepare(signs);
  await pdf.prepare(signs, 'bold');

  const sizes = new Map<string, number>();
  /** A line that is the same on all notes, made smaller where it would not fit. */
  const line = (text: string, { width, ...box }: TextBox): number => {
    const key = `${box.size} ${box.weight} ${text}`;
    if (!sizes.has(key)) sizes.set(key, box.size * Math.min(1, width! / pdf.widthOf(text, box)));
    return pdf.text(text, { ...box, size: sizes.get(key)! });
  };
  const both = (text: Text, box: TextBox): number => {
    const below = line(text[locale], box);
    return locale === 'en' ? below : line(text.en, { ...box, y: below, size: box.size * 0.78, weight: 'regular' });
  };
  const wide = CELL.width - 2 * PAD;

  return {
    note(set: number, index: number, x: number, y: number) {
      const value = run.notes[index]!;
      const { ink } = colours.get(value)!;
      const serial = formatSerial({ prefix, set, place: index + 1 });
      const printed = {
        programme: programme.id,
        serial,
        value,
        currency: currency.code,
        until: run.expiresOn ?? undefined,
      };
      stamps.get(value)!(x, y);
      const [left, top] = [x + PAD, y + PAD];
      const textWidth = wide - QR_SIZE - 3;
      both(words.title, { x: left, y: top, size: 9, weight: 'bold', colour: ink, width: textWidth });
      line(faces.get(value)!, { x: left, y: top + 9, size: 27, weight: 'bold', colour: ink, width: textWidth });
      line(words.until[locale], { x: left, y: top + 23, size: 6.8, width: textWidth });
      if (locale !== 'en') line(words.until.en, { x: left, y: top + 26.4, size: 5.6, colour: GREY, width: textWidth });
      line(words.issuer[locale], { x: left, y: top + 29.6, size: 5.6, colour: GREY, width: textWidth });
      const right = x + CELL.width - PAD - QR_SIZE;
      pdf.qr(noteAddress(origin, printed, sealNote(key, printed)), right, top, QR_SIZE);
      line(words.check[locale], { x: right, y: top + QR_SIZE + 0.7, size: 5.4, colour: GREY, width: QR_SIZE });
      pdf.text(spokenSerial(serial), { x: left, y: top + 34.2, size: 9, weight: 'bold' });
      scratchField(pdf, scratchCode(key, serial), words.scratch, { x: left, y: top + 39.6, locale });
      microText(pdf, `${programme.id} ${serial} `, { x: left, y: y + CELL.height - 2.7, width: wide, ink });
    },
    cover(set: number, x: number, y: number) {
      const serial = formatSerial({ prefix, set, place: 0 });
      coverStamp(x, y);
      const [left, top] = [x + PAD, y + PAD];
      const textWidth = wide - QR_SIZE - 3;
      both(words.title, { x: left, y: top, size: 10, weight: 'bold', colour: COVER.ink, width: textWidth });
      line(words.set[locale], { x: left, y: top + 11, size: 15, weight: 'bold', colour: COVER.ink, width: textWidth });
      line(words.setOf[locale], { x: left, y: top + 19, size: 8, width: textWidth });
      pdf.text(words.counter[locale], { x: left, y: top + 24, size: 6.4, width: textWidth });
      pdf.qr(serial, x + CELL.width - PAD - QR_SIZE, top, QR_SIZE);
      pdf.text(spokenSerial(serial), { x: left, y: top + 36, size: 12, weight: 'bold' });
    },
  };
}

const QR_SIZE = 32;
const GREY = '#444444';

/** All signs of serials, codes and micro text. */
const SIGNS = ' -0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ';

/** The code, on a ground that the printer covers with what is scratched off. */
function scratchField(
  pdf: Pdf,
  code: string,
  label: Text,
  { x, y, locale }: { x: number; y: number; locale: Locale },
): void {
  pdf.rect(x, y, SCRATCH.width, SCRATCH.height, { fill: '#e4e4e4', stroke: '#8a8a8a', line: 0.15 });
  const spoken = code.replace(/^(.{4})/, '$1 ');
  pdf.text(spoken, { x, y: y + 0.4, width: SCRATCH.width, align: 'centre', size: 11, weight: 'bold' });
  pdf.text(label[locale], { x: x + SCRATCH.width + 2, y: y + 1.6, size: 5.6, colour: GREY });
}

const SCRATCH = { width: 34, height: 6 };

/** Type so small that copiers make a line of it: the programme and the serial, again and again. */
function microText(
  pdf: Pdf,
  text: string,
  { x, y, width, ink }: { x: number; y: number; width: number; ink: string },
): void {
  const size = 1.6;
  pdf.text(text.repeat(Math.floor(width / pdf.widthOf(text, { size }))), { x, y, size, colour: ink });
}

/** Short lines outside the cells, where a knife begins and ends. */
function cutMarks(pdf: Pdf): void {
  const style = { colour: '#777777', width: 0.1 };
  for (let column = 0; column <= COLUMNS; column += 1) {
    const x = MARGIN.x + column * CELL.width;
    pdf.line([x, 3], [x, MARGIN.y - 2], style);
    pdf.line([x, A4.height - MARGIN.y + 2], [x, A4.height - 3], style);
  }
  for (let row = 0; row <= ROWS; row += 1) {
    const y = MARGIN.y + row * CELL.height;
    pdf.line([1.5, y], [MARGIN.x - 1.5, y], style);
    pdf.line([A4.width - MARGIN.x + 1.5, y], [A4.width - 1.5, y], style);
  }
}

/** The words of a run's notes, filled. */
function wordsOf({ gov, programme, run }: SheetMaking) {
  const { pack } = gov;
  const months = 'months' in programme.expiry ? programme.expiry.months : 0;
  const until = run.expiresOn
    ? fill(SHEET.until, (locale) => ({ day: formatDay(run.expiresOn as Day, locale) }))
    : fill(SHEET.months, () => ({ count: months }));
  const worth = (locale: Locale) => formatMoney(worthOf(run.notes), pack.currency, locale);
  return {
    title: programme.title,
    until,
    issuer: fill(SHEET.issuer, (locale) => ({ agency: pack.agencies.get(programme.agency)!.title[locale] })),
    scratch: SHEET.scratch,
    check: SHEET.check,
    set: SHEET.set,
    setOf: fill(SHEET.setOf, (locale) => ({ count: run.notes.length, worth: worth(locale) })),
    counter: SHEET.counter,
  };
}

/** The name of a file of sheets. */
export const sheetsTitle = ({ programme }: SheetMaking, locale: Locale, first: number, last: number): string =>
  say(SHEET.title, locale, { programme: programme.title[locale], first, last });
