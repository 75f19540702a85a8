import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { LOCALES } from '../../kernel/index.ts';
import { openPdf, type Pdf, type PdfOptions } from './document.ts';
import { sliceFor } from './fonts.ts';
import { linesOf, piecesOf } from './lines.ts';

const AT = new Date('2026-03-02T04:00:00Z');

/** A whole document as bytes. */
async function written(options: Partial<PdfOptions>, draw: (pdf: Pdf) => Promise<void>): Promise<Buffer> {
  const pdf = await openPdf({ title: 'A title', locale: 'en', at: AT, ...options });
  const chunks = pdf.stream.toArray() as Promise<Buffer[]>;
  await draw(pdf);
  pdf.end();
  return Buffer.concat(await chunks);
}

/** The objects of a document by their numbers, each where the table at its end says (ISO 32000-1 §7.5.4), streams unpacked. */
function objectsOf(file: Buffer): Map<number, string> {
  const text = file.toString('latin1');
  const start = Number(/startxref\n(\d+)\n%%EOF\s*$/.exec(text)![1]);
  const entries = text.slice(start).match(/^\d{10} \d{5} [nf] $/gm)!;
  const objects = new Map<number, string>();
  for (const [number, entry] of entries.entries()) {
    if (!entry.endsWith('n ')) continue;
    const object = text.slice(Number(entry.slice(0, 10)));
    assert.ok(object.startsWith(`${number} 0 obj`), `object ${number}`);
    const [whole] = /^[\s\S]*?endobj/.exec(object)!;
    const stream = /stream\n([\s\S]*)\nendstream/.exec(whole)?.[1];
    const packed = stream !== undefined && /FlateDecode/.test(whole);
    objects.set(
      number,
      packed ? whole.replace(stream, () => inflateSync(Buffer.from(stream, 'latin1')).toString('latin1')) : whole,
    );
  }
  return objects;
}

const with_ = (objects: ReadonlyMap<number, string>, pattern: RegExp) =>
  [...objects.values()].filter((object) => pattern.test(object));

/** All characters that whoever copies or hears the text gets, by the maps of its fonts. */
function charactersIn(objects: ReadonlyMap<number, string>): Set<string> {
  const maps = with_(objects, /beginbfrange|beginbfchar/);
  const codes = maps.flatMap((map) => [...map.matchAll(/<([0-9a-f]{4,8})>/gi)].map(([, hex]) => hex!));
  return new Set(codes.map((hex) => Buffer.from(hex, 'hex').swap16().toString('utf16le')));
}

const SAMPLE = { ko: '지역사랑상품권 10만 원', 'zh-Hant': '振興三倍券，消費用', en: 'Gift certificate: £9.50' };

test('text of every language is there to be read, in embedded subsets of fonts that hold the glyphs', async () => {
  for (const locale of LOCALES) {
    const file = await written({ locale }, async (pdf) => {
      await pdf.prepare([SAMPLE[locale]]);
      await pdf.page();
      pdf.text(SAMPLE[locale], { x: 20, y: 20, size: 12 });
    });
    const objects = objectsOf(file);
    const characters = charactersIn(objects);
    for (const character of SAMPLE[locale]) assert.ok(characters.has(character), `${character} of ${locale}`);
    const fonts = with_(objects, /\/BaseFont/);
    assert.ok(
      fonts.length > 0 && fonts.every((font) => /\/BaseFont \/[A-Z]{6}\+/.test(font)),
      'subsets, each with its tag',
    );
    assert.equal(with_(objects, /\/FontFile2/).length, fonts.length / 2, 'one for each font and its descendant');
    assert.ok(file.length < 60_000, `${file.length} bytes`);
    assert.ok(with_(objects, /\/Lang \(/)[0]!.includes(locale));
  }
});

test('what is written in another language than the document’s is drawn, too, and never as a missing glyph', async () => {
  const all = `${Object.values(SAMPLE).join('')}이가고는국`;
  for (const locale of LOCALES) {
    const file = await written({ locale, untagged: true }, async (pdf) => {
      await pdf.prepare([all]);
      await pdf.page();
      pdf.text(all, { x: 20, y: 20, size: 12 });
    });
    const drawn = with_(objectsOf(file), /\bTf\b/).join('');
    const glyphs = [...drawn.matchAll(/<([0-9a-f]+)>/g)].flatMap(([, hex]) => hex!.match(/.{4}/g)!);
    assert.ok(glyphs.length > 40);
    // Of each font the first glyph is the one of what it lacks (OpenType, “.notdef”).
    assert.ok(!glyphs.includes('0000'), `${locale} ${glyphs}`);
  }
});

test('a document has structure for those who hear it, unless it is only printed', async () => {
  const draw = async (pdf: Pdf) => {
    await pdf.prepare(['Heading 1']);
    await pdf.page();
    pdf.text('Heading', { x: 20, y: 20, size: 20, role: 'H1' });
    pdf.text('1', { x: 20, y: 40, size: 10 });
  };
  const tagged = objectsOf(await written({}, draw));
  assert.equal(with_(tagged, /\/S \/H1/).length, 1);
  assert.equal(with_(tagged, /\/S \/P\b/).length, 1);
  const untagged = objectsOf(await written({ untagged: true }, draw));
  assert.equal(with_(untagged, /\/StructTreeRoot|\/S \/H1/).length, 0);
});

test('lines, boxes, codes and what recurs are drawn; a stamp is kept once', async () => {
  const objects = objectsOf(
    await written({ untagged: true }, async (pdf) => {
      const stamp = pdf.stamp(50, 20, '1 0 0 RG 0 0 m 50 20 l S');
      for (let page = 0; page < 3; page += 1) {
        await pdf.page();
        stamp(10, 10);
        stamp(10, 50);
        pdf.qr('https://gov.example/', 100, 10, 30);
        pdf.line([0, 0], [210, 297]);
        pdf.rect(5, 5, 20, 20, { fill: '#eeeeee', stroke: '#333333' });
      }
    }),
  );
  assert.equal(with_(objects, /\/Subtype \/Form/).length, 1);
  assert.equal(with_(objects, /\/Type \/Page\n/).length, 3);
  assert.equal(with_(objects, / Do Q[\s\S]* Do Q/).length, 3);
});

test('a text that was not prepared is a fault, and one that no font has is drawn as a question mark', async () => {
  const pdf = await openPdf({ title: 'A title', locale: 'en', at: AT });
  await pdf.page();
  assert.throws(() => pdf.text('x', { x: 0, y: 0, size: 10 }), /not prepared/);
  assert.equal(sliceFor('\u{13000}', 'en'), undefined);
  await pdf.prepare(['\u{13000}']);
  pdf.text('\u{13000}', { x: 0, y: 0, size: 10 });
  pdf.stream.destroy();
});

const texts = fc.stringMatching(/^[a-z 가나다臺灣消費，。（）「」]{0,80}$/);

test('lines hold all of a text, are no wider than they may, and do not begin with what closes', () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 6, max: 40 }), (text, width) => {
      assert.equal(piecesOf(text).join(''), text);
      const lines = linesOf(text, width, (line) => [...line].length);
      assert.equal(lines.join('').replaceAll(/\s/g, ''), text.replaceAll(/\s/g, ''));
      for (const line of lines) assert.ok([...line].length <= width, line);
    }),
  );
  const lines = linesOf('這是「振興三倍券」，請於期限內使用。', 5, (line) => [...line].length);
  assert.ok(
    lines.every((line) => !/^[，。」）]/.test(line)),
    lines.join('|'),
  );
  assert.deepEqual(
    linesOf('종이 상품권은 창구에서', 8, (line) => [...line].length),
    ['종이 상품권은', '창구에서'],
  );
});
