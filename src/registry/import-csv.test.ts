import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { splitCsv } from './import-csv.ts';
import { type Line, LONGEST_RECORD, readLines } from './import-lines.ts';
import { type FileRow, formatOf, readRows } from './import-rows.ts';

let folder: string;
let file: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'madang-csv-'));
  file = join(folder, 'rows.csv');
});
after(() => rm(folder, { recursive: true }));

const quote = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const cell = fc.string({ unit: fc.constantFrom('a', '王', '"', ',', '\n', ' ', '𠮷'), maxLength: 6 });
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 8 });

async function rowsOf(text: string, batchSize = 3): Promise<FileRow[]> {
  await writeFile(file, text);
  const format = await formatOf(file);
  const rows: FileRow[] = [];
  for await (const batch of readRows(file, format, format.start, batchSize)) rows.push(...batch.rows);
  return rows;
}

test('a record is split as csv-parse splits it', () => {
  fc.assert(
    fc.property(fc.array(cell, { minLength: 2, maxLength: 5 }), (cells) => {
      const text = cells.map(quote).join(',');
      assert.deepEqual([splitCsv(text)], parse(text, { relax_column_count: true }));
    }),
  );
});

test('a file is read as csv-parse reads it, each row with the line on which it begins', async () => {
  const body = async (cells: string[][], end: string) => {
    const records = [['one', 'two'], ...cells].map((row) => row.map(quote).join(','));
    const rows = await rowsOf(records.join('\n').replaceAll('\n', end));
    const expected: object[] = parse(records.join('\n'), { columns: true });
    const lineOf = (index: number) =>
      records
        .slice(0, index + 1)
        .join('\n')
        .split('\n').length + 1;
    assert.deepEqual(
      rows,
      expected.map((row, index) => ({ line: lineOf(index), row })),
    );
  };
  await fc.assert(fc.asyncProperty(table, fc.constantFrom('\n', '\r\n'), body), { numRuns: 100 });
});

test('reading may begin again after any batch', async () => {
  const body = async (cells: string[][], size: number) => {
    const whole = await rowsOf([['one', 'two'], ...cells].map((row) => row.map(quote).join(',')).join('\n'), size);
    const format = await formatOf(file);
    const pieces: FileRow[] = [];
    for (let from = format.start, more = true; more; ) {
      more = false;
      for await (const batch of readRows(file, format, from, size)) {
        pieces.push(...batch.rows);
        more = batch.rows.length > 0;
        from = batch.end;
        break;
      }
    }
    assert.deepEqual(pieces, whole);
  };
  await fc.assert(fc.asyncProperty(table, fc.integer({ min: 1, max: 4 }), body), { numRuns: 60 });
});

test('a row that is no CSV costs itself only', async () => {
  const rows = await rowsOf('one,two\na"b,1\n"open,2\n3,3\n4\n"5"x,5\n\n  \n6,"six\nagain"\n7,7');
  assert.deepEqual(
    rows.map((row) => ('row' in row ? row : [row.line, row.reason.en.split(' ', 3).join(' ')])),
    [
      [2, 'The quotation marks'],
      [3, 'The quotation marks'],
      { line: 4, row: { one: '3', two: '3' } },
      [5, 'The row has'],
      [6, 'The quotation marks'],
      { line: 9, row: { one: '6', two: 'six\nagain' } },
      { line: 11, row: { one: '7', two: '7' } },
    ],
  );
});

test('JSON lines are told by their first character; a line that is no JSON costs itself only', async () => {
  const rows = await rowsOf('\ufeff\n{"a":1}\r\n{oops\n\n[2]\n{"b":"\\n"}');
  assert.deepEqual(
    rows.map((row) => ('row' in row ? [row.line, row.row] : row.line)),
    [[2, { a: 1 }], 3, [5, [2]], [6, { b: '\n' }]],
  );
});

test('a byte order mark and an empty file are no rows', async () => {
  assert.deepEqual(await rowsOf('\ufeffone,two\r\n1,2\r\n'), [{ line: 2, row: { one: '1', two: '2' } }]);
  for (const text of ['', '\n', '\ufeff', 'one,two', 'one,two\n']) assert.deepEqual(await rowsOf(text), []);
});

async function linesOf(chunkSize: number): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const more of readLines(file, { offset: 0, line: 0 }, chunkSize)) lines.push(...more);
  return lines;
}

test('lines have the same text, number and end however the file is cut into chunks', async () => {
  const text = `가나\n${'x'.repeat(100)}\r\n\n王\nlast`;
  await writeFile(file, text);
  const whole = await linesOf(1 << 20);
  assert.deepEqual(
    whole.map((line) => line.text),
    ['가나', 'x'.repeat(100), '', '王', 'last'],
  );
  assert.equal(whole.at(-1)!.end, Buffer.byteLength(text));
  for (const chunk of [1, 2, 3, 7, 64]) assert.deepEqual(await linesOf(chunk), whole);
});

test('a line that is too long is passed over without being held', async () => {
  await writeFile(file, `{}\n${'x'.repeat(3 * LONGEST_RECORD)}\n{"a":1}\n${'y'.repeat(2 * LONGEST_RECORD)}`);
  for (const chunk of [1_000, 1 << 20]) {
    const lines = await linesOf(chunk);
    assert.deepEqual(
      lines.map((line) => line.text),
      ['{}', undefined, '{"a":1}', undefined],
    );
  }
});
