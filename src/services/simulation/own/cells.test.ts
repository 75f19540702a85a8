import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadPack } from '../../../pack/index.ts';
import { policiesOf, policyOf } from '../policy.ts';
import { readCell, writeCell } from './cells.ts';
import { columnsOf, type FileColumn, missingColumns, templateColumns } from './columns.ts';
import { templateOf } from './template.ts';

const [kr, tw] = await Promise.all([loadPack('kr'), loadPack('tw')]);

const column = (type: FileColumn['type'], more: Partial<FileColumn> = {}): FileColumn => ({
  name: 'x',
  title: { ko: '', 'zh-Hant': '', en: '' },
  type,
  unit: undefined,
  options: undefined,
  fields: undefined,
  required: true,
  instead: [],
  empty: 'unknown',
  trait: undefined,
  isExtra: false,
  ...more,
});

const options = {
  seoul: { ko: '서울특별시', 'zh-Hant': '首爾', en: 'Seoul' },
  jeju: { ko: '제주', 'zh-Hant': '濟州', en: 'Jeju' },
};

test('values are read as people and programs write them', () => {
  const read: [FileColumn, unknown, unknown][] = [
    [column('integer'), '12', 12],
    [column('integer'), '1,200', 1_200],
    [column('integer'), 12n, 12],
    [column('money'), '1,200,000', 1_200_000],
    [column('money'), 1_200_000, 1_200_000],
    [column('number'), '-0.5', -0.5],
    [column('boolean'), 'TRUE', true],
    [column('boolean'), '아니요', false],
    [column('boolean'), '是', true],
    [column('boolean'), '0', false],
    [column('boolean'), true, true],
    [column('date'), '2026-03-05', '2026-03-05'],
    [column('date'), '2026/3/5', '2026-03-05'],
    [column('date'), '2026. 3. 5.', '2026-03-05'],
    [column('date'), '20260305', '2026-03-05'],
    [column('date'), '2026-03-05T00:00:00', '2026-03-05'],
    [column('date'), new Date('2026-03-05'), '2026-03-05'],
    [column('enum', { options }), 'seoul', 'seoul'],
    [column('enum', { options }), '濟州', 'jeju'],
    [column('enum', { options }), 'SEOUL', 'seoul'],
    [column('people'), 'a;b', ['a', 'b']],
    [column('text'), '', undefined],
    [column('text', { empty: 'none' }), '', null],
    [column('text', { empty: 'none' }), null, null],
    [column('text'), '-', null],
    [column('text', { empty: 'none' }), '?', undefined],
    [column('records', { fields: kr.registries.get('incomes')!.fields }), '[{"monthly": 5}, {}]', [{ monthly: 5 }, {}]],
  ];
  for (const [of, cell, value] of read) assert.deepEqual(readCell(of, cell), { value }, `${of.type} ${String(cell)}`);
});

test('what does not fit is refused with a reason that does not repeat it', () => {
  const wrong: [FileColumn, unknown][] = [
    [column('integer'), '1.5'],
    [column('integer'), '1,20'],
    [column('integer'), 2n ** 70n],
    [column('money'), 'much'],
    [column('number'), Number.NaN],
    [column('number'), Number.POSITIVE_INFINITY],
    [column('boolean'), 'perhaps'],
    [column('date'), '2026-02-30'],
    [column('date'), '3/5/2026'],
    [column('date'), '2026-03-05T12:30:00'],
    [column('date'), new Date('x')],
    [column('enum', { options }), 'busan'],
    [column('text'), 'half \ud800 a pair'],
    [column('text'), 'not utf \ufffd'],
    [column('records'), '[1]'],
    [column('records'), '{"a": 1}'],
    [column('records', { fields: kr.registries.get('incomes')!.fields }), '[{"monthly": "x"}]'],
    [column('text'), { a: 1 }],
  ];
  for (const [of, cell] of wrong) {
    const found = readCell(of, cell);
    assert.ok('reason' in found, `${of.type} ${String(cell)}`);
    if (typeof cell === 'string') for (const text of Object.values(found.reason)) assert.ok(!text.includes(cell));
  }
});

test('every template is read back as it was written, and a file that is like it lacks no column', () => {
  for (const pack of [kr, tw]) {
    for (const policy of policiesOf(pack)) {
      const columns = columnsOf(pack, policy);
      const template = templateOf(pack, policy);
      assert.deepEqual(template.columns, templateColumns(columns));
      assert.deepEqual(missingColumns(columns, new Set(template.columns.map(({ name }) => name))), []);
      assert.equal(template.rows.length, 2);
      for (const row of template.rows) {
        for (const [at, cell] of row.entries()) {
          const of: FileColumn = template.columns[at]!;
          const found = readCell(of, cell);
          assert.ok('value' in found, `${policy.service.id}, ${of.name}: ${cell}`);
          assert.deepEqual(readCell(of, writeCell(of, found.value)), found);
        }
      }
      const known = template.columns.filter((_, at) => template.rows[0]![at] !== '');
      assert.ok(known.length >= template.columns.length / 2, `${policy.service.id} has examples`);
    }
  }
});

test('a fact that may be told can be left out where all that it rests on is there', () => {
  const columns = columnsOf(kr, policyOf(kr, 'youth-rent')!);
  const usual = new Set(templateColumns(columns).map(({ name }) => name));
  assert.ok(usual.has('household_income') && !usual.has('member_incomes'));
  usual.delete('household_income');
  assert.deepEqual(
    missingColumns(columns, usual).map(({ name }) => name),
    ['household_income'],
  );
  const { instead } = columns.find(({ name }) => name === 'household_income')!;
  assert.deepEqual(missingColumns(columns, new Set([...usual, ...instead])), []);
});

test('a column for a breakdown is there unless a fact is it already, or has its name', () => {
  const names = (pack: typeof kr, id: string) =>
    columnsOf(pack, policyOf(pack, id)!)
      .filter(({ isExtra }) => isExtra)
      .map(({ name }) => name);
  assert.deepEqual(names(kr, 'youth-rent'), ['region', 'income']);
  assert.deepEqual(names(kr, 'youth-tomorrow-account'), ['region'], 'its monthly income is the pack’s');
  assert.deepEqual(names(tw, 'maternity-benefit-labour'), ['region', 'income'], 'born_on is the child’s there');
});
