import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { renderToString } from 'preact-render-to-string';
import decodeQR from 'qr/decode.js';
import { Document } from './components/document.tsx';
import { markSvg } from './components/mark.tsx';
import { pagesShown } from './components/pagination.tsx';
import { DateText, Money, QrCode } from './components/values.tsx';
import { renderPage } from './html.ts';

const assets = { stylesheet: '/assets/a.css', scripts: { receipt: '/assets/b.js' } };

test('what a person prefers stands on the html element', () => {
  const page = renderPage(
    <Document locale="ko" assets={assets} preferences={{ theme: 'dark', contrast: 'more', text: 'large' }} title="a">
      b
    </Document>,
  );
  assert.match(
    page,
    /<html lang="ko" class="govuk-template" data-theme="dark" data-contrast="more" data-text="large">/,
  );
});

test('a page loads listed scripts only, as modules', () => {
  const page = (scripts: string[]) => (
    <Document locale="en" assets={assets} preferences={{}} title="a" scripts={scripts}>
      b
    </Document>
  );
  assert.match(renderPage(page(['receipt'])), /<script type="module" src="\/assets\/b\.js"><\/script>/);
  assert.throws(() => renderPage(page(['https://elsewhere.example/x.js'])), /not a listed asset/);
});

test('text is escaped', () => {
  const page = renderPage(
    <Document locale="en" assets={assets} preferences={{}} title={'</title><script>'}>
      {'<img src=x>'}
    </Document>,
  );
  assert.doesNotMatch(page, /<img|<\/title><script>/);
});

test('values carry what a machine reads', () => {
  const currency = {
    code: 'XTS',
    decimals: 0,
    format: { ko: '{amount}원', 'zh-Hant': '{amount} 元', en: '€{amount}' },
  };
  assert.match(renderToString(<Money locale="ko" minor={80000} currency={currency} />), /value="80000 XTS">80,000원</);
  assert.match(renderToString(<DateText locale="ko" iso="2026-03-05" />), /datetime="2026-03-05">2026년 3월 5일</);
});

/** The picture that a QR code's path draws, four pixels a module. */
function pixels(svg: string): { width: number; height: number; data: Uint8Array } {
  const modules = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
  const width = modules * 4;
  const data = new Uint8Array(width * width * 4).fill(255);
  for (const [, x, y, length] of svg.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
    for (let row = 0; row < 4; row++) {
      const start = (Number(y) * 4 + row) * width + Number(x) * 4;
      for (let at = start; at < start + Number(length) * 4; at++) data.fill(0, at * 4, at * 4 + 3);
    }
  }
  return { width, height: width, data };
}

test('a QR code is an image with a name, and reads back as what it encodes', () => {
  const address = 'https://madang.example/receipts/7Q4K-2M9X?proof=b94d27b9934d3e08';
  const svg = renderToString(<QrCode value={address} label="Receipt" />);
  assert.match(svg, /viewBox="0 0 (\d+) \1" role="img" aria-label="Receipt"/);
  assert.equal(decodeQR(pixels(svg)), address);
});

test('the mark is an SVG file, or the brand’s own', () => {
  const name = { ko: '', 'zh-Hant': '', en: '' };
  assert.match(markSvg({ name }), /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  assert.match(markSvg({ name, mark: 'M0 0H32V32Z' }), /d="M0 0H32V32Z"/);
});

test('pages shown hold the first, the last and this one, in order, gaps only where pages are missing', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(), (pages, seed) => {
      const page = (seed % pages) + 1;
      const shown = pagesShown(page, pages);
      const numbers = shown.filter((n) => n > 0);
      assert.ok(numbers.includes(1) && numbers.includes(pages) && numbers.includes(page));
      for (const [at, n] of shown.entries()) {
        const [before, after] = [shown[at - 1] ?? 0, shown[at + 1] ?? 0];
        assert.ok(n === 0 ? after - before > 1 : before === 0 || n === before + 1);
      }
    }),
  );
});
