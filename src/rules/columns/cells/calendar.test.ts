import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluate } from '../../evaluate/evaluate.ts';
import { parse } from '../../text/parse.ts';
import type { Types } from '../../types/types.ts';
import {
  addMonths as addMonthsTo,
  fromDayNumber,
  monthsBetween as monthsFrom,
  toDayNumber,
} from '../../values/calendar.ts';
import { Graph } from '../machine/graph.ts';
import { Kernel } from '../machine/kernel.ts';
import { compileColumns } from '../program/compile.ts';
import { OUTCOMES } from '../program/results.ts';
import { tableOf } from '../table/table.ts';
import { civilDay, dayNumber } from './calendar.ts';
import { certain, type IntegerCell } from './cells.ts';
import { addMonths, monthsBetween } from './dates.ts';

const LEVEL = { list: undefined };

/** Days around every turn of a month, leap day and century, and some far away. */
const DAYS = [1600, 1900, 1969, 1970, 1999, 2000, 2023, 2024, 2100, -1, 0, 4, 9999, 200_000].flatMap((year) =>
  [1, 2, 3, 8, 9, 12].flatMap((month) =>
    [-1, 0, 1, 28].map((shift) => toDayNumber({ kind: 'date', year, month, day: 1 }) + shift),
  ),
);

test('columns of days have the years, months and days of the calendar', () => {
  const graph = new Graph();
  const days = graph.input(0, 'i32', -(10 ** 9), 10 ** 9);
  const civil = civilDay(graph, days);
  const nodes = [civil.year, civil.month, civil.day, dayNumber(graph, civil)];
  const kernel = new Kernel(nodes.map((node) => ({ kind: 'values', node })));
  const all = Int32Array.from([...DAYS, ...Array.from({ length: 3000 }, (_, index) => -400_000 + index * 331)]);
  kernel.load(0, all, 0, all.length);
  kernel.run(all.length);
  const parts = [...all].map((day) => fromDayNumber(day));
  assert.deepEqual(
    [...kernel.values(0, all.length)],
    parts.map(({ year }) => year),
  );
  assert.deepEqual(
    [...kernel.values(1, all.length)],
    parts.map(({ month }) => month),
  );
  assert.deepEqual(
    [...kernel.values(2, all.length)],
    parts.map(({ day }) => day),
  );
  assert.deepEqual([...kernel.values(3, all.length)], [...all]);
});

test('months are added, and counted between days, as of single dates', () => {
  const graph = new Graph();
  const cell = (kind: 'date' | 'months', slot: number): IntegerCell => ({
    kind,
    ...certain(graph, LEVEL),
    integer: graph.input(slot, 'i32', -(10 ** 9), 10 ** 9),
  });
  const [from, months, to] = [cell('date', 0), cell('months', 1), cell('date', 2)];
  const later = addMonths(graph, from, months, 'add').integer;
  const between = monthsBetween(graph, from, to).integer;
  const kernel = new Kernel([later, between].map((node) => ({ kind: 'values', node })));
  const cases = DAYS.flatMap((day, at) =>
    [0, 1, -1, 11, 12, -25, 600].map((span) => [day, span, DAYS[(at * 7 + Math.abs(span)) % DAYS.length]!] as const),
  );
  for (let at = 0; at < cases.length; at += 1000) {
    const some = cases.slice(at, at + 1000);
    for (const slot of [0, 1, 2]) kernel.load(slot, Int32Array.from(some.map((one) => one[slot]!)), 0, some.length);
    kernel.run(some.length);
    const [laters, betweens] = [0, 1].map((index) => [...kernel.values(index, some.length)]);
    assert.deepEqual(
      laters,
      some.map(([day, span]) => toDayNumber(addMonthsTo(fromDayNumber(day), span))),
    );
    assert.deepEqual(
      betweens,
      some.map(([day, , other]) => monthsFrom(fromDayNumber(day), fromDayNumber(other))),
    );
  }
});

test('a day that does not exist is unknown', () => {
  const types: Types = { y: { kind: 'number' }, m: { kind: 'number' }, d: { kind: 'number' } };
  const rows = [2023, 2024, 1900, 2000, 1.5].flatMap((y) =>
    [0, 1, 2, 4, 12, 13, 2.5].flatMap((m) => [-1, 0, 1, 28, 29, 30, 31, 32, 0.5].map((d) => ({ y, m, d }))),
  );
  const tree = parse('date(y, m, d) >= date("2024-02-29")');
  const table = tableOf(types, rows);
  const rule = { derived: [], flags: [], clauses: [{ id: 'c', text: '', tree }] };
  const { eligible, unknown } = compileColumns(rule, types, {}).run(table);
  const expected = rows.map((_, row) => evaluate(tree, table.factsAt(row)));
  assert.deepEqual(
    [...eligible],
    expected.map((value) => (value === true ? OUTCOMES.yes : value === false ? OUTCOMES.no : OUTCOMES.unknown)),
  );
  assert.ok(unknown > rows.length / 2);
});
