import { A4, formatDate, openPdf, type Pdf } from '../../../design/index.ts';
import type { DataDocument } from '../../../exchange/index.ts';
import { formatDay, LOCALES, say } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { DOWNLOAD } from './download-words.ts';

/** In millimetres and points. */
const LEFT = 18;
const WIDTH = A4.width - 2 * LEFT;
const [TOP, BOTTOM] = [18, A4.height - 20];
const [KEY, GAP] = [58, 4];
const QR = 40;
const SIZE = 10;
const GREY = '#505a5f';

interface Making {
  gov: Government;
  /** By which paper and file are compared. */
  number: string;
  /** What the QR code holds: where it is found out whether the document was made here. */
  proof: string;
  /** Where a file is checked. */
  check: string;
}

/** A document as a PDF of A4 pages for people to read: each register with its fields, then how to check it. */
export async function dataPdf(document: DataDocument, making: Making): Promise<Buffer> {
  const { locale } = document;
  const title = DOWNLOAD.fileTitle[locale];
  const pdf = await openPdf({ title, locale, at: new Date(document.made) });
  const bytes = collected(pdf);
  await draw(pdf, document, making);
  pdf.end();
  return bytes;
}

async function collected({ stream }: Pdf): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

async function draw(pdf: Pdf, document: DataDocument, { gov, number, proof, check }: Making): Promise<void> {
  const { locale } = document;
  const parts = partsOf(gov, document);
  const title = DOWNLOAD.fileTitle[locale];
  const at = formatDate(document.made, locale, { zone: gov.pack.timeZone, form: 'time' });
  const made = say(DOWNLOAD.madeAt, locale, { at });
  const numbered = `${DOWNLOAD.number[locale]} ${number}`;
  const checking = say(DOWNLOAD.fileCheck, locale, { address: check });
  const lead = DOWNLOAD.fileLead[locale];
  const heads = parts.map(({ head }) => head);
  const keys = parts.flatMap(({ rows }) => rows.map(([key]) => key));
  const values = parts.flatMap(({ rows }) => rows.map(([, value]) => value));
  const pages = LOCALES.map((one) => DOWNLOAD.pageOf[one]);
  await pdf.prepare([DIGITS, made, numbered, checking, lead, document.government, ...heads, ...values, ...pages]);
  await pdf.prepare([title, numbered, ...parts.map((part) => part.title), ...keys], 'bold');

  let page = 0;
  let y = TOP;
  const begin = async () => {
    await pdf.page();
    page += 1;
    const foot = `${numbered} · ${say(DOWNLOAD.pageOf, locale, { page })}`;
    pdf.text(foot, { x: LEFT, y: BOTTOM + 6, width: WIDTH, size: 8.5, align: 'right', colour: GREY });
    y = TOP;
  };
  /** Begins a page where less than this is left, in millimetres. */
  const room = async (height: number) => {
    if (y + height > BOTTOM) await begin();
  };
  const heightOf = (text: string, width: number, weight: 'regular' | 'bold') =>
    Math.ceil(pdf.widthOf(text, { size: SIZE, weight }) / (width - 4)) * SIZE * 0.52;

  await begin();
  y = pdf.text(document.government, { x: LEFT, y, width: WIDTH, size: 10, colour: GREY }) + 1;
  y = pdf.text(title, { x: LEFT, y, width: WIDTH, size: 20, weight: 'bold', role: 'H1' }) + 1;
  y = pdf.text(`${made} · ${numbered}`, { x: LEFT, y, width: WIDTH, size: 9.5, colour: GREY }) + 2;
  y = pdf.text(lead, { x: LEFT, y, width: WIDTH, size: SIZE }) + 3;
  for (const part of parts) {
    await room(26);
    y += 4;
    y = pdf.text(part.title, { x: LEFT, y, width: WIDTH, size: 13, weight: 'bold', role: 'H2' });
    y = pdf.text(part.head, { x: LEFT, y, width: WIDTH, size: 8.5, colour: GREY }) + 1.5;
    for (const [key, value] of part.rows) {
      const valueWidth = WIDTH - KEY - GAP;
      await room(Math.max(heightOf(key, KEY, 'bold'), heightOf(value, valueWidth, 'regular')) + 2);
      pdf.line([LEFT, y], [LEFT + WIDTH, y], { colour: '#c8ccd0' });
      y += 1.2;
      const keyEnds = pdf.text(key, { x: LEFT, y, width: KEY, size: SIZE, weight: 'bold', role: 'TH' });
      const valueEnds = pdf.text(value, { x: LEFT + KEY + GAP, y, width: valueWidth, size: SIZE, role: 'TD' });
      y = Math.max(keyEnds, valueEnds) + 1.2;
    }
  }
  await room(QR + 10);
  y += 8;
  pdf.qr(proof, LEFT - 4, y, QR);
  const beside = { x: LEFT + QR + 2, width: WIDTH - QR - 2 };
  const below = pdf.text(numbered, { ...beside, y: y + 5, size: SIZE, weight: 'bold' });
  pdf.text(checking, { ...beside, y: below + 1, size: 9 });
}

const DIGITS = '0123456789abcdef-· …';

/** A part of the paper under its title: a record, or the answers. */
interface Part {
  title: string;
  /** Where it is from. */
  head: string;
  rows: [key: string, value: string][];
}

function partsOf(gov: Government, { locale, records, statements }: DataDocument): Part[] {
  const parts = records.map(({ title, agency_title: agency, since, source, fields }): Part => {
    const day = formatDay(since, locale, gov.pack.era);
    return {
      title,
      head: say(DOWNLOAD.fileSince, locale, { agency, day, source }),
      rows: fields.map((field) => [field.title, field.text]),
    };
  });
  if (statements.length === 0) return parts;
  const rows = statements.map(({ title, text }): Part['rows'][number] => [title, text]);
  return [...parts, { title: DOWNLOAD.fileAnswers[locale], head: DOWNLOAD.answersHint[locale], rows }];
}
