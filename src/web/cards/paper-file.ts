import { Readable } from 'node:stream';
import { type Card, type Decider, paperCode } from '../../credentials/index.ts';
import { A4, openPdf, type Pdf, type TextBox } from '../../design/index.ts';
import { dayOf, formatDay, isDay, type Locale, say, transaction } from '../../kernel/index.ts';
import { type ClaimValue, type CredentialType, type Government, valueText } from '../../pack/index.ts';
import type { Site } from '../site.ts';
import { WORDS } from '../words.ts';
import { PAPER_CARD } from './paper-words.ts';

/*
 * A paper card: two halves of the size of an ID-1 card (ISO/IEC 7810) side by side, to be cut out and folded. The left one
 * is what a human reads and compares, the right one is the code. Below it stands how to use it. Millimetres.
 */

const HALF = { width: 85.6, height: 54 };
const LEFT = (A4.width - 2 * HALF.width) / 2;
const TOP = 24;
const BAND = 13;
const PAD = 4;
/** Room for its some hundred modules, each of which any camera tells from the next. */
const QR = 46;
const [GREY, LINE] = ['#444444', '#8a8a8a'];

/** Makes a card's paper as a PDF to save. It is an act: the paper before is no longer good. */
export async function paperFile(
  { gov, origin }: Site,
  { card, type, by, locale }: { card: Card; type: CredentialType; by: Decider; locale: Locale },
): Promise<Response> {
  const { text, until, shown } = await transaction(gov.db, (tx) => paperCode(tx, gov, { card, by }));
  const title = say(PAPER_CARD.title, locale, { title: type.title[locale] });
  const pdf = await openPdf({ title, locale: gov.pack.locale, at: gov.clock.now() });
  const drawing = { gov, type, locale, origin: origin(), rows: rowsOf(gov, type, shown) };
  // Its last day: `until` is the instant after it.
  const lastDay = dayOf(new Date(until.getTime() - 1), gov.pack.timeZone);
  const words = wordsOf(drawing, lastDay);
  drawPaper(pdf, drawing, words, text).then(
    () => pdf.end(),
    (error: Error) => pdf.stream.destroy(error),
  );
  return new Response(Readable.toWeb(pdf.stream) as ReadableStream, {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${type.id}.pdf"`,
      'cache-control': 'no-store',
    },
  });
}

interface Drawing {
  gov: Government;
  type: CredentialType;
  /** Of who makes it: how to use it is told in it. */
  locale: Locale;
  origin: string;
  rows: readonly { name: string; value: string }[];
}

/** What the code says, as a human compares it: in the country's language. */
function rowsOf(
  { pack }: Government,
  { eligibility }: CredentialType,
  shown: readonly ClaimValue[],
): { name: string; value: string }[] {
  const { locale } = pack;
  return shown.map(({ claim, type, value }) => {
    const name = claim.title[locale];
    if (typeof value === 'boolean') return { name, value: (value ? WORDS.yes : WORDS.no)[locale] };
    if (typeof value === 'string' && isDay(value)) return { name, value: formatDay(value, locale) };
    const fact = claim.says.kind === 'fact' ? eligibility.facts.get(claim.says.fact) : undefined;
    const told = fact && type !== 'person' && value !== undefined ? valueText(pack, locale, fact, value) : undefined;
    return { name, value: told ?? String(value) };
  });
}

/** All that is printed, by where it stands. */
function wordsOf({ gov, type, locale, origin }: Drawing, lastDay: string) {
  const at = gov.pack.locale;
  const agency = gov.pack.agencies.get(type.agency)!.title;
  const said = (text: (typeof PAPER_CARD)['until' | 'check' | 'compare' | 'kind'], values = {}) =>
    at === 'en' ? [say(text, at, values)] : [say(text, at, values), say(text, 'en', values)];
  return {
    title: type.title[at],
    agency: at === 'en' ? agency[at] : `${agency[at]} · ${agency.en}`,
    kind: said(PAPER_CARD.kind),
    until: say(PAPER_CARD.until, at, { day: formatDay(lastDay, at) }),
    check: said(PAPER_CARD.check),
    compare: said(PAPER_CARD.compare),
    verifier: `${origin}/verifier`,
    howTo: PAPER_CARD.howTo[locale],
    steps: PAPER_CARD.steps.map(
      (step, nth) => `${nth + 1}. ${say(step, locale, { verifier: `${origin}/verifier`, cards: `${origin}/cards` })}`,
    ),
  };
}

type Words = ReturnType<typeof wordsOf>;

async function drawPaper(pdf: Pdf, { type, rows }: Drawing, words: Words, code: string): Promise<void> {
  const texts = [...Object.values(words).flat(), ...rows.flatMap(({ name, value }) => [name, value])];
  await pdf.prepare(texts);
  await pdf.prepare(texts, 'bold');
  await pdf.page();
  drawFront(pdf, type, rows, words);
  drawBack(pdf, words, code);
  pdf.rect(LEFT, TOP, 2 * HALF.width, HALF.height, { stroke: LINE });
  pdf.line([LEFT + HALF.width, TOP], [LEFT + HALF.width, TOP + HALF.height], { colour: LINE, width: 0.1 });
  let y = TOP + HALF.height + 12;
  y = pdf.text(words.howTo, { x: LEFT, y, size: 14, weight: 'bold', role: 'H2' }) + 2;
  for (const step of words.steps) y = pdf.text(step, { x: LEFT, y, size: 11, width: 2 * HALF.width }) + 1.5;
}

/** Text on one line, smaller where it would not fit. */
function line(pdf: Pdf, text: string, { width = 0, ...box }: TextBox & { width: number }): number {
  const size = Math.max(5, box.size * Math.min(1, width / pdf.widthOf(text, box)));
  return pdf.text(text, { ...box, size, ...(size === 5 && { width }) });
}

function drawFront(pdf: Pdf, { look }: CredentialType, rows: Drawing['rows'], words: Words): void {
  const width = HALF.width - 2 * PAD;
  pdf.rect(LEFT, TOP, HALF.width, BAND, { fill: look.background });
  const ink = { colour: look.ink, x: LEFT + PAD, width };
  line(pdf, words.title, { ...ink, y: TOP + 2, size: 13, weight: 'bold', role: 'H1' });
  line(pdf, words.agency, { ...ink, y: TOP + 8.4, size: 6.5 });
  const [top, bottom] = [TOP + BAND + 2.5, TOP + HALF.height - 6.5];
  const deep = Math.max(3, Math.ceil(rows.length / 2));
  const [step, wide] = [(bottom - top) / deep, width / 2];
  for (const [nth, { name, value }] of rows.entries()) {
    const [x, y] = [LEFT + PAD + Math.floor(nth / deep) * wide, top + (nth % deep) * step];
    line(pdf, name, { x, y, size: 6, width: wide - 2, colour: GREY });
    line(pdf, value, { x, y: y + 3.2, size: Math.min(10.5, step * 1.1), width: wide - 2, weight: 'bold' });
  }
  line(pdf, words.until, { x: LEFT + PAD, y: TOP + HALF.height - 5.2, size: 7, width });
}

function drawBack(pdf: Pdf, words: Words, code: string): void {
  const x = LEFT + HALF.width + PAD;
  pdf.qr(code, x - 1, TOP + (HALF.height - QR) / 2, QR);
  const left = x + QR + 1.5;
  const width = HALF.width - QR - 2 * PAD - 1.5;
  let y = TOP + PAD + 1;
  for (const [nth, text] of words.kind.entries())
    y = line(pdf, text, { x: left, y, size: nth === 0 ? 10 : 7, width, weight: nth === 0 ? 'bold' : 'regular' });
  y += 2.5;
  for (const text of words.check) y = pdf.text(text, { x: left, y, size: 7, width, weight: 'bold' });
  y = pdf.text(words.verifier, { x: left, y: y + 0.5, size: 5.5, width }) + 2;
  for (const text of words.compare) y = pdf.text(text, { x: left, y, size: 6, width, colour: GREY }) + 0.8;
}
