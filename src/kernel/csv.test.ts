import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvRow, csvText } from './csv.ts';

test('a cell is quoted where it has to be', () => {
  assert.equal(csvText([['a', 'b,c', 'd"e', 'f\ng'], ['h']]), '\ufeffa,"b,c","d""e","f\ng"\r\nh\r\n');
});

test('no cell is a formula; a number, also below zero, and a sign inside a text are left alone', () => {
  for (const formula of ['=1+1', '+1', '-1+1', '-', '@sum', '\tx', '\rx', '  =x', '＝x', '－1', '-1|cmd', '-1\n=x'])
    assert.deepEqual(parse(csvRow([formula])), [[`'${formula}`]], JSON.stringify(formula));
  for (const plain of ['-1', '-0.30', '12', '서울 = 1', 'a-b', '', '2026-03-02'])
    assert.deepEqual(parse(csvRow([plain, 'x'])), [[plain, 'x']]);
});

test('what is written is read back by another reader, but for the mark before formulas', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), (cells) => {
      const row = [...cells, 'end'];
      const [read] = parse(csvRow(row)) as string[][];
      assert.deepEqual(
        read!.map((cell, nth) => (cell === `'${row[nth]}` ? row[nth] : cell)),
        row,
      );
    }),
  );
});
