import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testGovernment } from '../../../../test/support/government.ts';
import { policyOf } from '../policy.ts';
import { filesOf, HEADERS, PERSON, ROW, reasonsOf } from './fixture.ts';
import { LISTED, TEXTS } from './limits.ts';
import { templateOf } from './template.ts';

describe('a CSV file of one’s own', async () => {
  const { gov, lines } = await testGovernment('kr');
  const { checked, peopleIn, parts } = filesOf(gov);

  test('CSV: quoted, with a byte order mark, other columns, other delimiters, and line ends of any kind', async () => {
    const variants = [
      `${HEADERS}\n${ROW}\n`,
      `\ufeff${HEADERS}\r\n${ROW}`,
      `name,${HEADERS}\n"Kim, ""M""\nSeo",${ROW}\n\n`,
      `${HEADERS}\n${ROW}`.replaceAll(',', ';'),
      `${HEADERS}\n${ROW}`.replaceAll(',', '\t'),
      `"${HEADERS.replaceAll(',', '","')}"\n"${ROW.replaceAll(',', '","')}"`,
    ];
    for (const text of variants) {
      const file = await checked(text);
      assert.equal(file.state, 'ready', JSON.stringify([text, reasonsOf(file)]));
      assert.deepEqual(file.columns.toSorted(), HEADERS.split(',').toSorted());
      assert.deepEqual(await peopleIn(file), [PERSON]);
      assert.equal(await parts('file', file), 0, 'the file itself is kept no longer than it is read');
    }
  });

  test('wrong rows are left out and listed up to a share of all, each with line, column and reason', async () => {
    const rows = Array.from({ length: 300 }, () => ROW);
    rows[4] = ROW.replace('2000-01-01', '2000-13-01');
    rows[7] = `${ROW},more`;
    rows[9] = ROW.replace('seoul', 'atlantis').replace('80000', 'much');
    const file = await checked([HEADERS, ...rows].join('\n'));
    assert.equal(file.state, 'ready');
    assert.deepEqual([file.rowsRead, file.rowsKept, file.rowsBad], [300, 297, 3]);
    const [day, cells, fare, region] = reasonsOf(file);
    assert.deepEqual(day?.slice(0, 2), [6, 'born_on']);
    assert.deepEqual(cells, [9, '', TEXTS.cells.en]);
    assert.deepEqual(
      [fare?.slice(0, 2), region?.slice(0, 2)],
      [
        [11, 'monthly_fare'],
        [11, 'region'],
      ],
    );
    assert.match(region![2], /^Enter one of seoul, busan/);
    assert.ok(!JSON.stringify(file.problems).includes('atlantis'), 'no reason repeats a value');
  });

  test('a file with more wrong rows than that is refused, with the first of them and how many there are', async () => {
    const rows = Array.from({ length: 1_000 }, (_, row) => (row % 5 === 0 ? ROW.replace('2000', 'MM') : ROW));
    const file = await checked([HEADERS, ...rows].join('\n'));
    assert.equal(file.state, 'refused');
    assert.deepEqual([file.rowsBad, file.rowsKept], [200, 0]);
    assert.equal(file.problems[0]!.reason.en, TEXTS.tooManyBad.en);
    assert.equal(file.problems.length, LISTED + 1);
    assert.deepEqual([await parts('people', file), await parts('file', file)], [0, 0]);
  });

  test('a file without its columns, with one twice, or without people is refused as a whole', async () => {
    const lacking = await checked(`born_on,had_k_pass,region\n2000-01-01,false,seoul`);
    assert.deepEqual(reasonsOf(lacking), [
      [1, 'has_k_pass', 'This column is missing. Check the name of the column “had_k_pass”'],
    ]);
    const twice = await checked(`${HEADERS},region\n${ROW},seoul`);
    assert.deepEqual(reasonsOf(twice), [[1, 'region', TEXTS.twice.en]]);
    for (const empty of [HEADERS, `${HEADERS}\n`, `${HEADERS}\n\n\n`]) {
      assert.deepEqual(reasonsOf(await checked(empty)), [[0, '', TEXTS.empty.en]], JSON.stringify(empty));
    }
    const wide = Array.from({ length: 301 }, (_, at) => `c${at}`).join(',');
    assert.deepEqual(reasonsOf(await checked(`${wide}\n`)), [[0, '', TEXTS.tooManyColumns.en]]);
  });

  test('a quotation mark that is not closed, or a line without end, stops the reading', async () => {
    const open = await checked(`${HEADERS}\n${ROW}\n"2000-01-01,${'x'.repeat(100_000)}`);
    assert.equal(open.state, 'refused');
    assert.equal(open.problems[0]!.reason.en, TEXTS.longLine.en);
    assert.equal((await checked(`${HEADERS}\n${ROW}\n2000-01-01,"80000"x,false,seoul,1`)).state, 'refused');
    assert.equal((await checked(`${'x'.repeat(200_000)}`)).state, 'refused');
  });

  test('the template of every policy is a file that is ready', async () => {
    for (const id of ['youth-rent', 'home-purchase-loan']) {
      const { columns, rows } = templateOf(gov.pack, policyOf(gov.pack, id)!);
      const quoted = (cells: readonly string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
      const text = [columns.map(({ name }) => name), ...rows].map(quoted).join('\r\n');
      const file = await checked(text, { service: id });
      assert.deepEqual([file.state, file.rowsKept], ['ready', 2], JSON.stringify(reasonsOf(file)));
    }
  });

  test('no line of the log tells of what was in a file', () => {
    for (const mark of ['2100000', 'atlantis', 'people.csv']) assert.ok(!lines.join('\n').includes(mark));
  });
});
