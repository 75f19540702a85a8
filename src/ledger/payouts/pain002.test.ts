import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { AppError } from '../../kernel/index.ts';
import { readPaymentStatus } from '../index.ts';
import { statusReport } from './testing.ts';

const file = { id: '0198f3c4-1111-7abc-8def-0123456789ab' };
const report = statusReport({
  file,
  whole: 'PART',
  payments: 3,
  controlSum: '6.00',
  batch: { nth: 1, status: 'PART' },
  answers: [
    { id: 'one', status: 'ACSC', amount: { value: '1.00', currency: 'XTS' } },
    { id: 'two', status: 'RJCT', reasons: ['AC01 wrong & unknown', 'AM05'] },
  ],
});

const refused = async (xml: string) =>
  assert.rejects(readPaymentStatus(xml), (error: AppError) => error.code === 'invalid', xml.slice(0, 200));

async function* inPieces(text: string, length: number) {
  for (let start = 0; start < text.length; start += length) yield text.slice(start, start + length);
}

test('a report is read: of the file, of its batch, of each payment with its reasons', async () => {
  assert.deepEqual(await readPaymentStatus(report), {
    message: 'BANK-1',
    original: '0198f3c411117abc8def0123456789ab',
    originalKind: 'pain.001.001.09',
    payments: '3',
    controlSum: '6.00',
    status: 'PART',
    reasons: [],
    batches: [
      {
        batch: '0198f3c411117abc8def0123456789ab-1',
        status: 'PART',
        reasons: [],
        answers: [
          { endToEndId: 'one', status: 'ACSC', reasons: [], amount: { value: '1.00', currency: 'XTS' } },
          { endToEndId: 'two', status: 'RJCT', reasons: ['AC01', 'wrong & unknown', 'AM05'] },
        ],
      },
    ],
  });
});

test('in pieces, with a prefix, comments, CDATA and elements that we do not need, it says the same', async () => {
  const expected = await readPaymentStatus(report);
  for (const length of [1, 7, 64]) assert.deepEqual(await readPaymentStatus(inPieces(report, length)), expected);
  const other = report
    .replaceAll(/<(\/?)(\w)/g, '<$1p:$2')
    .replace('xmlns=', 'xmlns:p=')
    .replace('<p:TxSts>ACSC', '<!-- a comment --><p:StsId>9</p:StsId><p:TxSts>AC<![CDATA[SC]]>')
    .replace('<p:TxSts>RJCT', '<x:TxSts xmlns:x="urn:other">ACSC</x:TxSts><p:TxSts>\n RJCT ');
  assert.deepEqual(await readPaymentStatus(other), expected);
});

test('what is no report is refused', async () => {
  await refused('');
  await refused('no XML');
  await refused(report.replace('pain.002.001.10', 'pain.002.001.03'));
  await refused(report.replace('CstmrPmtStsRpt>', 'CstmrCdtTrfInitn>'));
  await refused(report.replace(/<OrgnlMsgId>.*<\/OrgnlMsgId>/, ''));
  await refused(report.slice(0, -12));
  await refused(report.replace('</TxSts>', '</TxStatus>'));
  await refused(report.replace('ACSC', 'A'.repeat(2_000)));
  await refused(report.replace('<TxSts>', `<TxSts>${'<a>'.repeat(40)}`));
});

test('nothing in a report is expanded or fetched', async () => {
  const laughs = `<!DOCTYPE Document [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(50)}">]>`;
  const external = '<!DOCTYPE Document SYSTEM "file:///etc/passwd">';
  for (const doctype of [laughs, external]) await refused(report.replace('?>', `?>${doctype}`));
  await refused(report.replace('ACSC', '&a;'));
});

test('any damage is refused or read as something, and never anything else', async () => {
  const place = fc.nat({ max: report.length - 1 });
  await fc.assert(
    fc.asyncProperty(place, fc.string({ unit: 'binary', maxLength: 4 }), fc.nat({ max: 20 }), async (at, text, cut) => {
      const damaged = report.slice(0, at) + text + report.slice(at + cut);
      await readPaymentStatus(damaged).catch((error: AppError) => assert.equal(error.code, 'invalid'));
    }),
    { numRuns: 300 },
  );
});
